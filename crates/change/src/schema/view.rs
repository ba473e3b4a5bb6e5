//! What a schema says of values that go in one direction, all of its parts together: references followed, `allOf`
//! met, and null told apart from the rest.

use std::collections::BTreeMap;

use bindery_model::{Discriminator, Json, Origin, TypeId, UnionMode};

use super::bounds::Bounds;
use super::part::Part;
use super::types::Types;

/// What a schema says.
#[derive(Clone, Debug)]
pub(crate) struct View<'a> {
    /// Where it stands.
    pub(crate) origin: Origin,
    /// The types that its values may have, choices left aside.
    pub(crate) types: Types,
    /// The only values that there are, where they are listed.
    pub(crate) values: Option<Placed<Vec<&'a Json>>>,
    /// Bounds on numbers, lengths and counts.
    pub(crate) bounds: Bounds<'a>,
    /// Regular expressions.
    pub(crate) patterns: Vec<Placed<&'a str>>,
    /// Formats.
    pub(crate) formats: Vec<Placed<bindery_model::Format>>,
    /// Members.
    pub(crate) members: BTreeMap<&'a str, MemberView<'a>>,
    /// Members that must be there, whether declared or not.
    pub(crate) required: BTreeMap<&'a str, Origin>,
    /// Members that go the other way only.
    pub(crate) waived: Vec<&'a str>,
    /// Undeclared members.
    pub(crate) additional: Rest<'a>,
    /// Elements.
    pub(crate) items: Rest<'a>,
    /// First elements.
    pub(crate) prefix: Vec<Vec<Part<'a>>>,
    /// Choices.
    pub(crate) choices: Vec<Choice<'a>>,
    /// What else is demanded.
    pub(crate) demands: Vec<Demand<'a>>,
    /// What absence means.
    pub(crate) default: Option<&'a Json>,
    /// The named schemas that it is made of.
    pub(crate) named: Vec<TypeId>,
}

/// A thing and its place.
#[derive(Clone, Debug)]
pub(crate) struct Placed<T> {
    pub(crate) what: T,
    pub(crate) origin: Origin,
}

/// A declared member.
#[derive(Clone, Debug)]
pub(crate) struct MemberView<'a> {
    pub(crate) parts: Vec<Part<'a>>,
    pub(crate) origin: Origin,
    /// Whether it goes in the direction that is looked at.
    pub(crate) goes: bool,
    pub(crate) deprecated: bool,
    pub(crate) default: Option<&'a Json>,
}

/// What holds of members or elements that nothing names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rest<'a> {
    /// Where they are refused.
    pub(crate) refused: Option<Origin>,
    /// What each of them must be.
    pub(crate) parts: Vec<Part<'a>>,
}

/// `oneOf` or `anyOf` of several branches, null aside.
#[derive(Clone, Debug)]
pub(crate) struct Choice<'a> {
    pub(crate) mode: UnionMode,
    pub(crate) branches: Vec<Part<'a>>,
    /// Whether null is one of the branches.
    pub(crate) null: bool,
    pub(crate) origin: Origin,
    pub(crate) discriminator: Option<&'a Discriminator>,
    /// The branches' numbers in the document, by which the discriminator knows them.
    pub(crate) numbers: Vec<usize>,
}

/// A demand that is compared as a whole, or schema by schema.
#[derive(Clone, Debug)]
pub(crate) struct Demand<'a> {
    pub(crate) keyword: &'static str,
    /// What it is about, e.g. a member's name or a pattern.
    pub(crate) key: String,
    /// What it says beside schemas, in words.
    pub(crate) words: String,
    pub(crate) parts: Vec<Part<'a>>,
    pub(crate) origin: Origin,
}

impl<'a> View<'a> {
    /// What says nothing.
    pub(crate) fn empty(origin: Origin) -> Self {
        Self {
            origin,
            types: Types::ALL,
            values: None,
            bounds: Bounds::default(),
            patterns: Vec::new(),
            formats: Vec::new(),
            members: BTreeMap::new(),
            required: BTreeMap::new(),
            waived: Vec::new(),
            additional: Rest::default(),
            items: Rest::default(),
            prefix: Vec::new(),
            choices: Vec::new(),
            demands: Vec::new(),
            default: None,
            named: Vec::new(),
        }
    }

    /// Lets null through, whatever else is said.
    pub(crate) fn admit_null(&mut self) {
        self.types = self.types.or(Types::NULL);
        if let Some(values) = &mut self.values
            && !values.what.contains(&&Json::Null)
        {
            values.what.push(&Json::Null);
        }
        for choice in &mut self.choices {
            choice.null = true;
        }
    }

    /// Takes out what is said of members that go the other way only.
    pub(crate) fn settle_access(&mut self) {
        for name in &self.waived {
            self.required.remove(name);
            if let Some(member) = self.members.get_mut(name) {
                member.goes = false;
            }
        }
    }

    /// Both together.
    pub(crate) fn meet(&mut self, other: View<'a>) {
        self.types = self.types.and(other.types);
        self.values = match (self.values.take(), other.values) {
            (Some(mut mine), Some(theirs)) => {
                mine.what.retain(|value| theirs.what.contains(value));
                Some(mine)
            }
            (mine, theirs) => mine.or(theirs),
        };
        self.bounds.meet(other.bounds);
        self.patterns.extend(other.patterns);
        self.formats.extend(other.formats);
        for (name, member) in other.members {
            match self.members.get_mut(name) {
                Some(known) => known.meet(member),
                None => drop(self.members.insert(name, member)),
            }
        }
        for (name, origin) in other.required {
            self.required.entry(name).or_insert(origin);
        }
        self.waived.extend(other.waived);
        self.additional.meet(other.additional);
        self.items.meet(other.items);
        for (index, parts) in other.prefix.into_iter().enumerate() {
            match self.prefix.get_mut(index) {
                Some(known) => known.extend(parts),
                None => self.prefix.push(parts),
            }
        }
        self.choices.extend(other.choices);
        self.demands.extend(other.demands);
        self.default = self.default.or(other.default);
        self.named.extend(other.named);
    }
}

impl<'a> MemberView<'a> {
    fn meet(&mut self, other: Self) {
        self.parts.extend(other.parts);
        self.goes &= other.goes;
        self.deprecated |= other.deprecated;
        self.default = self.default.or(other.default);
    }
}

impl<'a> Rest<'a> {
    fn meet(&mut self, other: Self) {
        self.refused = self.refused.take().or(other.refused);
        self.parts.extend(other.parts);
    }
}
