use std::fmt;

use crate::Origin;

/// A place of the document whose value is kept as any JSON, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untyped {
    /// The place.
    pub origin: Origin,
    /// Why.
    pub reason: UntypedReason,
}

/// Why a value is kept as any JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum UntypedReason {
    /// `{}`, `true`, or nothing but words about it.
    AnythingGoes,
    /// An array without `items`.
    Elements,
    /// An object without declared members.
    Members,
    /// No `type`, and keywords that alone give no structure: `{minLength: 1}`, `{not: …}`.
    RulesOnly,
    /// Several `oneOf` or `anyOf` hold together.
    SeveralChoices,
    /// An `enum` with values that are no constants of Rust, such as objects.
    OddValues,
    /// Several kinds of undeclared members, each with its schema.
    SeveralKindsOfMembers,
    /// Parts of an `allOf` that no value satisfies together.
    Conflict,
    /// A reference that leads nowhere, or only to itself.
    Reference,
    /// A `$dynamicRef`, which means another schema in each that extends its own.
    DynamicReference,
    /// Schemas that nest too deeply.
    TooDeep,
    /// Schemas that combine in too many ways.
    TooMany,
    /// A body or a parameter without a schema.
    NoSchema,
}

impl fmt::Display for UntypedReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            UntypedReason::AnythingGoes => "the schema says nothing of its values",
            UntypedReason::Elements => "an array without `items`",
            UntypedReason::Members => "an object without declared members",
            UntypedReason::RulesOnly => "no `type`, and rules that alone give no structure",
            UntypedReason::SeveralChoices => "several `oneOf` or `anyOf` hold together",
            UntypedReason::OddValues => "an `enum` of values that are no constants",
            UntypedReason::SeveralKindsOfMembers => "several kinds of undeclared members",
            UntypedReason::Conflict => "no value satisfies every part of the `allOf`",
            UntypedReason::Reference => "the reference leads nowhere",
            UntypedReason::DynamicReference => {
                "what `$dynamicRef` means depends on the schemas that led there"
            }
            UntypedReason::TooDeep => "the schemas nest too deeply",
            UntypedReason::TooMany => "the schemas combine in too many ways",
            UntypedReason::NoSchema => "no schema is given",
        })
    }
}
