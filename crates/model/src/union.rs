use crate::{Ident, Json, JsonType, SchemaRef, TypeRef};

/// An enum of shapes: `oneOf` or `anyOf`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Union {
    /// Which keyword it was.
    pub mode: UnionMode,
    /// The variants in document order, nested unions flattened to their leaves.
    pub variants: Vec<Variant>,
    /// The name of the variant that keeps shapes the document does not describe.
    pub unknown: Ident,
    /// How siblings choose the variant, where the document says so.
    pub select_by: Option<SelectBy>,
    /// How a value that stands alone is told apart: tests that each rule variants out.
    ///
    /// A run starts with every variant possible and applies all tests, in any order. One variant
    /// left: that one. None: unknown. Several: see [`Union::several`].
    pub tests: Vec<Test>,
    /// What becomes of a value of which the tests leave several variants.
    pub several: Several,
    /// For each variant the method that views any value as it; empty unless a value may be several
    /// variants at once.
    pub accessors: Vec<Ident>,
    /// What separates each pair of variants, for documentation.
    pub separations: Vec<Separation>,
}

/// What becomes of a value of which the tests leave several variants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Several {
    /// It is kept as unknown: the tests separate every pair, so it contradicts the document.
    #[default]
    Unknown,
    /// Each variant is tried with its constraints; the only one that fits wins, and what fits several
    /// is kept as unknown.
    ExactOne,
    /// Each variant is tried with its constraints; the only one that fits wins, of several the one
    /// with the most required members, and a true tie is kept as unknown.
    MostSpecific,
    /// Every value is kept as unknown, whatever the tests say.
    Opaque,
}

/// Which keyword made the union.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnionMode {
    /// `oneOf`: exactly one fits.
    OneOf,
    /// `anyOf`: one or more fit.
    AnyOf,
}

/// One shape of a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variant {
    /// The variant's name, unique in the enum.
    pub name: Ident,
    /// The name for messages and for `explain`: the component's key, or the variant's name.
    pub label: String,
    /// What it holds.
    pub type_ref: TypeRef,
    /// What its schema demands.
    pub schema: SchemaRef,
    /// How many members it requires; the more, the more specific.
    pub required_members: usize,
}

/// A fact about a value that rules variants out. Variants are indices into [`Union::variants`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// The value's JSON type: variants that do not accept it are out.
    Type {
        /// For each variant, the JSON types that it accepts, in [`Union::variants`]' order.
        accepts: Vec<Vec<JsonType>>,
    },
    /// A member that some variants require: they are out when it is absent.
    Required {
        /// The member's name.
        member: String,
        /// The variants that require it.
        variants: Vec<usize>,
    },
    /// A member that other variants require and some open ones do not declare: those are out when it
    /// is present, where nothing but the value decides. Siblings that choose a variant outweigh it, for
    /// an open variant may have the member.
    Undeclared {
        /// The member's name.
        member: String,
        /// The open variants that do not declare it.
        variants: Vec<usize>,
    },
    /// A closed variant, ruled out by any member that it does not declare.
    Closed {
        /// The variant.
        variant: usize,
        /// The members that it declares.
        members: Vec<String>,
    },
    /// A member with a finite set of values in some variants: those whose set lacks the value are out.
    Value {
        /// The member's name, or the path to it (nested tags) from the value down.
        path: Vec<String>,
        /// For each concerned variant, the values that it accepts.
        accepts: Vec<(usize, Vec<Json>)>,
        /// The variants that are possible when the member is absent, among the concerned ones.
        absent: Vec<usize>,
        /// What a value that no variant names means.
        others: Others,
    },
    /// A member whose JSON type differs: variants that do not accept the type found are out.
    MemberType {
        /// The member's name.
        member: String,
        /// For each concerned variant, the JSON types that it accepts.
        accepts: Vec<(usize, Vec<JsonType>)>,
    },
    /// The elements of an array: lists of which one element refuses them are out.
    Items {
        /// The variants that are lists whose elements say something.
        variants: Vec<usize>,
        /// The tests of each element.
        tests: Vec<Test>,
        /// The variant of `variants` that an empty array is; it fits all of them.
        empty: usize,
    },
}

/// What a value means that no variant names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Others {
    /// The concerned variants are out; it says nothing of the others.
    Concerned,
    /// No variant is possible, not even the unconcerned: a discriminator decides alone.
    Unknown,
    /// It leads to this variant, as does absence (3.2's `defaultMapping`).
    Variant(usize),
}

/// What tells one variant from another, in words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Separation {
    /// One variant, as an index into [`Union::variants`].
    pub left: usize,
    /// The other.
    pub right: usize,
    /// The reason, e.g. "`clientSecret` is required in one and undeclared in the other"; `None`
    /// when nothing does.
    pub reason: Option<String>,
}

/// `x-select-by`: the members beside the union that choose its variant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SelectBy {
    /// The siblings, in the extension's order.
    pub tags: Vec<SelectTag>,
    /// Which values choose which variant; no two cases overlap.
    pub cases: Vec<SelectCase>,
    /// What values that no case names mean.
    pub otherwise: Otherwise,
    /// What it means when the chosen variant does not fit the value.
    pub on_mismatch: OnMismatch,
}

/// A sibling that chooses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SelectTag {
    /// The sibling's member name.
    pub wire_name: String,
    /// What its absence counts as.
    pub absent: Option<Json>,
}

/// A combination of tag values and the variant that it chooses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SelectCase {
    /// For each tag of [`SelectBy::tags`] the value that it must have; `None` where any will do.
    pub when: Vec<Option<Json>>,
    /// The variant, as an index into [`Union::variants`].
    pub then: usize,
}

/// What tag values that no case names mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OnMismatch {
    /// Decoding fails.
    Error,
    /// The value is kept as unknown.
    Unknown,
}
