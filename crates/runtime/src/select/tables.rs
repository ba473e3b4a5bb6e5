use crate::schema::{JsonType, Literal, Schema};

/// What tells a union's variants apart by the value alone. Variants are indices into `variants`.
#[derive(Debug)]
pub struct Selection {
    /// The union's name, for messages.
    pub union: &'static str,
    /// The variants' names, for messages.
    pub variants: &'static [&'static str],
    /// The tests; each rules variants out.
    pub tests: &'static [Test],
    /// What becomes of a value of which the tests leave several variants.
    pub several: Several,
}

/// What becomes of a value of which the tests leave several variants. Candidates are in the order of `variants`.
#[derive(Clone, Copy, Debug)]
pub enum Several {
    /// The only one that it decodes as; as unknown, where it decodes as several.
    Unknown,
    /// The only candidate that it fits; as unknown, where it fits several.
    ExactOne(&'static [Candidate]),
    /// Of the candidates that it fits the one with the most required members; as unknown in a tie.
    MostSpecific(&'static [Candidate]),
    /// Every value is kept as unknown, whatever the tests say.
    Opaque,
}

/// What a variant demands, for when the tests leave several.
#[derive(Debug)]
pub struct Candidate {
    /// The variant's schema.
    pub schema: &'static Schema,
    /// How many members it requires; the more, the more specific.
    pub required_members: usize,
}

/// A fact about a value that rules variants out.
#[derive(Debug)]
pub enum Test {
    /// The value's JSON type: variants that do not accept it are out.
    Type {
        /// For each variant, the JSON types that it accepts.
        accepts: &'static [&'static [JsonType]],
    },
    /// A member that some variants require: they are out when it is absent.
    Required {
        /// The member's name.
        member: &'static str,
        /// The variants that require it.
        variants: &'static [usize],
    },
    /// A member that other variants require and some open ones do not declare: those are out when it is there,
    /// where nothing but the value decides.
    Undeclared {
        /// The member's name.
        member: &'static str,
        /// The variants that do not declare it.
        variants: &'static [usize],
    },
    /// A closed variant, ruled out by any member that it does not declare.
    Closed {
        /// The variant.
        variant: usize,
        /// The members that it declares.
        members: &'static [&'static str],
    },
    /// A member with a finite set of values in some variants: those whose set lacks the value are out.
    Value {
        /// The way to the member from the value down; the value itself where it is empty.
        path: &'static [&'static str],
        /// For each concerned variant, the values that it accepts.
        accepts: &'static [(usize, &'static [Literal])],
        /// The concerned variants that are possible when the member is absent.
        absent: &'static [usize],
        /// What a value that no variant names means.
        others: Others,
    },
    /// A member whose JSON type differs: variants that do not accept the type found are out.
    MemberType {
        /// The member's name.
        member: &'static str,
        /// For each concerned variant, the JSON types that it accepts.
        accepts: &'static [(usize, &'static [JsonType])],
    },
    /// The elements of an array: lists of which one element refuses them are out.
    Items {
        /// The lists.
        variants: &'static [usize],
        /// The tests of each element.
        tests: &'static [Test],
        /// The list that an empty array is, which fits all.
        empty: usize,
    },
}

/// What a value means that no variant names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// The concerned variants are out.
    Concerned,
    /// No variant is possible, not even the unconcerned.
    Unknown,
    /// It leads to this variant, as does absence.
    Variant(usize),
}

/// The members beside a union that choose its variant (`x-select-by`).
#[derive(Debug)]
pub struct SelectBy {
    /// The union, for where it stands without those members.
    pub selection: &'static Selection,
    /// The siblings.
    pub tags: &'static [Tag],
    /// Which values choose which variant; no two cases overlap.
    pub cases: &'static [Case],
    /// What values that no case names mean.
    pub otherwise: Otherwise,
    /// What it means when the chosen variant does not fit the value.
    pub on_mismatch: OnMismatch,
}

/// A sibling that chooses.
#[derive(Debug)]
pub struct Tag {
    /// The sibling's name in JSON.
    pub name: &'static str,
    /// What its absence counts as.
    pub absent: Option<Literal>,
}

/// A combination of tag values and the variant that it chooses.
#[derive(Debug)]
pub struct Case {
    /// For each tag the value that it must have; `None` where any will do.
    pub when: &'static [Option<Literal>],
    /// The variant.
    pub then: usize,
}

/// What tag values that no case names mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// The value is kept as unknown.
    Unknown,
    /// Decoding fails.
    Error,
    /// This variant.
    Variant(usize),
    /// The value's own members decide, as if there were no tags.
    Value,
}

/// What it means when the tags choose a variant that the value does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnMismatch {
    /// Decoding fails.
    Error,
    /// The value is kept as unknown.
    Unknown,
}
