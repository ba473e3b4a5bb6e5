//! Money that is a binary floating-point number:
//!
//! ```yaml
//! properties: { amount: { type: number } }
//! ```

use bindery_model::{Code, Diagnostic, Primitive};

use super::Lint;
use super::values::{NamedValue, named_values, primitive};
use crate::names::words;

/// Names that end so are of money.
const MONEY: [&str; 10] = [
    "amount", "amounts", "price", "prices", "cost", "costs", "fee", "fees", "salary", "subtotal",
];

/// Names that end so are of money where a currency stands beside them.
const MONEY_BESIDE_CURRENCY: [&str; 6] = ["total", "balance", "tax", "discount", "value", "refund"];

/// Words that make something else of it.
const OTHERS: [&str; 8] = [
    "percent",
    "percentage",
    "ratio",
    "rate",
    "count",
    "number",
    "relative",
    "factor",
];

impl Lint<'_> {
    pub(super) fn money_as_float(&mut self) {
        let api = self.api();
        for value in named_values(api) {
            let is_float = matches!(
                primitive(api, value.type_ref),
                Some(Primitive::F32 | Primitive::F64)
            );
            if !is_float || !is_money(&value) {
                continue;
            }
            let message = format!(
                "`{}` looks like money, and is a binary floating-point number",
                value.name
            );
            let warning = Diagnostic::warning(Code::MoneyAsFloat, message, value.origin.clone())
                .at_key()
                .label("0.1 + 0.2 is not 0.3 here")
                .help("make it `type: string` with `format: decimal`, or an integer of the smallest unit");
            self.diagnostics.push(warning);
        }
    }
}

fn is_money(value: &NamedValue<'_>) -> bool {
    let words = words(value.name);
    let Some(last) = words.last() else { return false };
    if words.iter().any(|word| OTHERS.contains(&word.as_str())) {
        return false;
    }
    let has_currency = || {
        let mut members = value.object.into_iter().flat_map(|object| &object.members);
        members.any(|member| member.wire_name.to_lowercase().contains("currency"))
    };
    MONEY.contains(&last.as_str()) || MONEY_BESIDE_CURRENCY.contains(&last.as_str()) && has_currency()
}
