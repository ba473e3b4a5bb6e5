use serde::Serialize;
use serde::de::Error as _;

use super::Union;
use crate::decode_error::fault;
use crate::{DecodeError, DecodeOwned, json};

/// Views the value of a union as one of its variants, whichever it was read as: where variants overlap, a value may
/// be several of them at once.
///
/// # Errors
/// When the value is not what the variant is.
pub fn view<U: Union + Serialize, T: DecodeOwned>(union: &U, variant: usize) -> Result<T, DecodeError> {
    let text = json::to_zeroizing(union).map_err(serde_json::Error::custom)?;
    let text = std::str::from_utf8(&text).map_err(|_| fault::<serde_json::Error>("is not UTF-8"))?;
    let plan = U::plan();
    let survivors = plan
        .survivors(text)
        .map_err(|error| fault::<serde_json::Error>(error.detail))?;
    if !survivors.beside_tags.contains(variant) {
        let selection = plan.selection();
        let name = selection.variants.get(variant).copied().unwrap_or_default();
        let reason = selection
            .reason(variant, text)
            .unwrap_or_else(|| "it is of another variant".into());
        return Err(fault::<serde_json::Error>(format_args!("is no {name}: {reason}")).into());
    }
    json::from_str(text)
}
