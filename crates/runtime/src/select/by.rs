use serde::Deserializer;
use serde::de::{self, DeserializeSeed, MapAccess};
use std::marker::PhantomData;

use super::alone::read_alone;
use super::held::Held;
use super::place::AnyValue;
use super::strict::refuses_unknown;
use super::union::read_variant;
use super::{AsTag, Chosen, OnMismatch, Otherwise, SelectBy, Selectable, SelectionError, TagValue, Union};
use crate::decode_error::{Segment, fault, member_fault, split, within};
use crate::json::{RAW_TOKEN, RawText};
use crate::object::MemberReader;
use crate::{Json, UnknownVariant};

/// A union that its siblings choose, while the object that holds it is read.
pub struct Selected<'de, T: Selectable>(State<'de, T>);

enum State<'de, T: Selectable> {
    Absent,
    /// Kept until the tags are known.
    Held(Held<'de, T::Union>),
    Read(T),
}

impl<T: Selectable> Default for Selected<'_, T> {
    fn default() -> Self {
        Self(State::Absent)
    }
}

/// What the tags say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Variant(usize),
    Unknown,
    Error,
    /// What the value itself shows decides.
    Value,
}

impl SelectBy {
    /// Reads the member: at once as its variant where the tags came before it, else as text.
    ///
    /// # Errors
    /// When the value is not of that variant, or the member was there before.
    pub fn read<'de, T: Selectable, A: MapAccess<'de>>(
        &self,
        reader: &mut MemberReader<A>,
        slot: &mut Selected<'de, T>,
        name: &'static str,
        tags: &[Option<TagValue<'_>>],
    ) -> Result<(), A::Error> {
        if !matches!(slot.0, State::Absent) {
            return Err(member_fault(name, "stands twice"));
        }
        slot.0 = match self.directly::<T>(tags) {
            Some(variant) => {
                let seed = VariantSeed {
                    select_by: self,
                    variant,
                    tags,
                    union: PhantomData,
                };
                State::Read(reader.value(name, seed)?)
            }
            None => State::Held(reader.value(name, HeldSeed(PhantomData))?),
        };
        Ok(())
    }

    /// The variant that a value can be read as without a look at it first.
    fn directly<T: Selectable>(&self, tags: &[Option<TagValue<'_>>]) -> Option<usize> {
        if tags.iter().any(Option::is_none) || self.on_mismatch == OnMismatch::Unknown || T::null().is_some()
        {
            return None;
        }
        match self.outcome(tags.iter().flatten()) {
            Outcome::Variant(variant) if T::Union::plan().is_implied(variant) => Some(variant),
            _ => None,
        }
    }

    /// What was read of the member, now that all tags are known.
    ///
    /// # Errors
    /// When the value is not of the variant that the tags choose.
    pub fn resolve<'de, T: Selectable, A: MapAccess<'de>>(
        &self,
        _: &MemberReader<A>,
        slot: Selected<'de, T>,
        name: &'static str,
        tags: &[TagValue<'_>],
    ) -> Result<Option<T>, A::Error> {
        match slot.0 {
            State::Absent => Ok(None),
            State::Read(value) => Ok(Some(value)),
            State::Held(held) if held.text.as_str() == "null" && T::null().is_some() => Ok(T::null()),
            State::Held(held) => match self.choose::<T::Union, A::Error>(held, tags) {
                Ok(union) => Ok(Some(T::from_union(union))),
                Err(error) => Err(within(error, name)),
            },
        }
    }

    fn choose<U: Union, E: de::Error>(&self, mut held: Held<'_, U>, tags: &[TagValue<'_>]) -> Result<U, E> {
        let outcome = self.outcome(tags.iter());
        if let Outcome::Variant(variant) = outcome
            && self.on_mismatch == OnMismatch::Error
            && U::plan().is_implied(variant)
        {
            // Decoding asks all that the tests would.
            U::plan().learn_by_tags(variant);
            return match held.known_as(variant) {
                Some(union) => Ok(union),
                None => read_variant(variant, &held.text)
                    .map_err(|error| self.explain(error, variant, tags.iter())),
            };
        }
        let text = held.text;
        let variant = match outcome {
            Outcome::Variant(variant) => variant,
            Outcome::Unknown => return self.unknown(text, tags),
            Outcome::Value => return read_alone(text),
            Outcome::Error => {
                let (seen, cases) = (self.describe(tags), self.describe_cases(None));
                return Err(fault(format_args!(
                    "its siblings choose no variant by {seen}: {cases}"
                )));
            }
        };
        let survivors = U::plan()
            .survivors(text.as_str())
            .map_err(|error| fault::<E>(error.detail))?;
        if survivors.beside_tags.contains(variant) {
            return read_variant(variant, &text);
        }
        match self.on_mismatch {
            OnMismatch::Unknown => self.unknown(text, tags),
            OnMismatch::Error => {
                let reason = self
                    .selection
                    .reason(variant, text.as_str())
                    .unwrap_or_else(|| "it is of another variant".into());
                Err(fault(self.mismatch(variant, tags.iter(), &reason)))
            }
        }
    }

    fn unknown<U: Union, E: de::Error>(&self, text: RawText<'_>, tags: &[TagValue<'_>]) -> Result<U, E> {
        if refuses_unknown() {
            return Err(fault(format_args!(
                "is of no variant that its siblings choose by {}: {}",
                self.describe(tags),
                self.describe_cases(None)
            )));
        }
        Ok(U::from_unknown(UnknownVariant::tagged(
            Json::from_raw(text)?,
            self.describe_in_full(tags),
        )))
    }

    /// That the tags chose a variant that the value does not fit.
    fn mismatch<'t>(
        &self,
        variant: usize,
        tags: impl Iterator<Item = &'t TagValue<'t>>,
        reason: &str,
    ) -> String {
        let tags: Vec<_> = tags.cloned().collect();
        let chosen = self.selection.variants.get(variant).copied().unwrap_or_default();
        format!(
            "its siblings choose {chosen} by {}, which does not fit: {chosen}: {reason}; {}",
            self.describe(&tags),
            self.describe_cases(Some(variant))
        )
    }

    fn outcome<'t>(&self, tags: impl Iterator<Item = &'t TagValue<'t>> + Clone) -> Outcome {
        let matches = |when: &[Option<crate::schema::Literal>]| {
            let mut values = self.tags.iter().zip(tags.clone()).zip(when);
            values.all(|((tag, value), wanted)| match (wanted, value, &tag.absent) {
                (None, ..) => true,
                (Some(wanted), TagValue::Absent, Some(absent)) => wanted.same(absent),
                (Some(wanted), value, _) => value.is(wanted),
            })
        };
        match self.cases.iter().find(|case| matches(case.when)) {
            Some(case) => Outcome::Variant(case.then),
            None => match self.otherwise {
                Otherwise::Unknown => Outcome::Unknown,
                Otherwise::Error => Outcome::Error,
                Otherwise::Variant(variant) => Outcome::Variant(variant),
                Otherwise::Value => Outcome::Value,
            },
        }
    }

    /// Whether a value may stand under these tags: whether it would be read back as what it is.
    ///
    /// # Errors
    /// When the tags choose another variant than the value is.
    pub fn check<T: Selectable>(&self, tags: &[&dyn AsTag], value: &T) -> Result<(), SelectionError> {
        let tags: Vec<_> = tags.iter().map(|tag| tag.as_tag()).collect();
        self.check_values(&tags, value)
    }

    /// The same, for a value that is being written.
    ///
    /// # Errors
    /// When the tags choose another variant than the value is.
    pub fn check_written<T: Selectable, E: serde::ser::Error>(
        &self,
        name: &'static str,
        tags: &[TagValue<'_>],
        value: &T,
    ) -> Result<(), E> {
        self.check_values(tags, value)
            .map_err(|error| E::custom(format_args!("#/{}: {error}", Segment(name))))
    }

    fn check_values<T: Selectable>(&self, tags: &[TagValue<'_>], value: &T) -> Result<(), SelectionError> {
        let outcome = self.outcome(tags.iter());
        let agrees = match (outcome, value.held()) {
            (_, Chosen::Nothing) | (Outcome::Value, _) => true,
            (Outcome::Variant(chosen), Chosen::Variant(held)) => chosen == held,
            (Outcome::Unknown, Chosen::Unknown(_)) => true,
            (Outcome::Variant(chosen), Chosen::Unknown(unknown))
                if self.on_mismatch == OnMismatch::Unknown =>
            {
                let survivors = T::Union::plan().survivors(unknown.json().as_text());
                survivors.is_ok_and(|survivors| !survivors.beside_tags.contains(chosen))
            }
            _ => false,
        };
        if agrees {
            return Ok(());
        }
        let name = |variant: usize| self.selection.variants.get(variant).copied().unwrap_or_default();
        let chosen = match outcome {
            Outcome::Variant(variant) => name(variant),
            Outcome::Unknown => "no variant that the document describes",
            Outcome::Error | Outcome::Value => "nothing that the document allows",
        };
        let held = match value.held() {
            Chosen::Variant(variant) => name(variant),
            _ => "an unknown variant",
        };
        Err(SelectionError::new(format!(
            "{} choose {chosen}, but the value is {held}",
            self.describe(tags)
        )))
    }
}

struct HeldSeed<U>(PhantomData<U>);

impl<'de, U: Union> DeserializeSeed<'de> for HeldSeed<U> {
    type Value = Held<'de, U>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Held<'de, U>, D::Error> {
        deserializer.deserialize_newtype_struct(RAW_TOKEN, AnyValue(PhantomData))
    }
}

/// Reads a value straight as the variant that the tags chose.
struct VariantSeed<'a, T> {
    select_by: &'a SelectBy,
    variant: usize,
    tags: &'a [Option<TagValue<'a>>],
    union: PhantomData<T>,
}

impl<'de, T: Selectable> DeserializeSeed<'de> for VariantSeed<'_, T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        match T::Union::read(self.variant, deserializer) {
            Ok(union) => Ok(T::from_union(union)),
            Err(error) => Err(self
                .select_by
                .explain(error, self.variant, self.tags.iter().flatten())),
        }
    }
}

impl SelectBy {
    /// Says why this variant was expected, where the value has another shape.
    #[cold]
    fn explain<'t, E: de::Error>(
        &self,
        error: E,
        variant: usize,
        tags: impl Iterator<Item = &'t TagValue<'t>>,
    ) -> E {
        let text = error.to_string();
        let Some((path, detail)) = split(&text) else {
            return error;
        };
        let reason = match path.strip_prefix("#/") {
            None if detail.starts_with("expected an object") => format!("the value is {}", found(detail)),
            Some(member) if !member.contains('/') && detail.starts_with("is missing") => {
                format!("`{member}` is missing")
            }
            Some(member) if !member.contains('/') && detail.starts_with("is not declared") => {
                format!("`{member}` is not declared")
            }
            _ => return error,
        };
        fault(self.mismatch(variant, tags, &reason))
    }
}

/// The kind of value that an error says was found.
fn found(detail: &str) -> &str {
    let found = detail
        .rsplit_once(", found ")
        .map_or("of another kind", |(_, found)| found);
    found.split_once(" at line ").map_or(found, |(found, _)| found)
}
