use std::collections::{HashMap, HashSet};

use bindery_document::Cursor;
use bindery_model::{Json, TypeId, UnionMode};

use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::type_table::Node;

/// A schema as it goes into a [`View`].
#[derive(Clone)]
pub(crate) enum Part<'d> {
    /// All of it.
    Whole(Cursor<'d>),
    /// All but its `oneOf` and `anyOf`: what a union's schema says of each variant.
    WithoutChoices(Cursor<'d>),
    /// The same of a base that others extend; what stands in it is called after it.
    Base(Cursor<'d>),
}

impl<'d> Part<'d> {
    /// Where the schema stands.
    pub(crate) fn cursor(&self) -> &Cursor<'d> {
        match self {
            Part::Whole(cursor) | Part::WithoutChoices(cursor) | Part::Base(cursor) => cursor,
        }
    }
}

/// Schemas that hold together, of which a view is made.
#[derive(Clone)]
pub(crate) struct Seed<'d> {
    /// The schemas; a value satisfies all of them.
    pub(crate) parts: Vec<Part<'d>>,
    /// The JSON types that are of interest: one variant of `type: [string, integer]`.
    pub(crate) types: Types,
}

impl<'d> Seed<'d> {
    /// The seed of one schema.
    pub(crate) fn of(cursor: &Cursor<'d>) -> Self {
        Self::all_of([cursor.clone()])
    }

    /// The seed of schemas that hold together.
    pub(crate) fn all_of(cursors: impl IntoIterator<Item = Cursor<'d>>) -> Self {
        Self {
            parts: cursors.into_iter().map(Part::Whole).collect(),
            types: Types::ALL,
        }
    }

    /// Where it stands: its first schema.
    pub(crate) fn place(&self) -> Option<&Cursor<'d>> {
        self.parts.first().map(Part::cursor)
    }

    /// The schema, where there is but one and all of it counts.
    pub(crate) fn single(&self) -> Option<&Cursor<'d>> {
        match self.parts.as_slice() {
            [Part::Whole(cursor)] if self.types == Types::ALL => Some(cursor),
            _ => None,
        }
    }
}

/// What tells a seed from others: its schemas, references followed, and the types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct SeedKey {
    parts: Vec<(Node, bool)>,
    types: Types,
}

impl<'d> Lowering<'d> {
    /// The key of a seed.
    pub(crate) fn seed_key(&self, seed: &Seed<'d>) -> SeedKey {
        let node = |cursor: &Cursor<'d>| {
            // What stands beside a reference makes a schema of its own.
            let plain = cursor.is_reference() && !self.restricts_beside_reference(cursor);
            let target = plain.then(|| self.resolved(cursor)).flatten();
            Node::of(target.as_ref().unwrap_or(cursor))
        };
        let part = |part: &Part<'d>| (node(part.cursor()), matches!(part, Part::Whole(_)));
        SeedKey {
            parts: seed.parts.iter().map(part).collect(),
            types: seed.types,
        }
    }
}

/// A schema within another, and the type in whose schema it stands where a reference led there;
/// inline types are called after the type that declares them, whoever inherits them.
#[derive(Clone)]
pub(crate) struct Sub<'d> {
    /// The schema.
    pub(crate) cursor: Cursor<'d>,
    /// The type that declares it; `None` for the one that is being made.
    pub(crate) owner: Option<TypeId>,
    /// The union's schema that declares it for all of its variants.
    pub(crate) base: Option<Node>,
}

/// What a schema says once its references and its `allOf` are followed.
#[derive(Clone, Default)]
pub(crate) struct View<'d> {
    /// The JSON types that it accepts.
    pub(crate) types: Types,
    /// Whether `type` says so, anywhere.
    pub(crate) typed: bool,
    /// Whether properties without `type` say nothing of the type.
    pub(crate) untyped_is_any: bool,
    /// Whether dates and times are plain text.
    pub(crate) time_is_text: bool,
    /// Whether the outermost schema says `nullable: true`, whatever its parts say.
    pub(crate) nullable: bool,
    /// Whether nothing satisfies it (`false`, `not: {}`).
    pub(crate) never: bool,
    /// Whether it is marked `x-sensitive`.
    pub(crate) sensitive: bool,
    /// The declared members, in order of their first appearance.
    pub(crate) properties: Vec<Property<'d>>,
    /// The members that must be there.
    pub(crate) required: Vec<&'d str>,
    /// What `additionalProperties` says, of all parts.
    pub(crate) additional: Additional<'d>,
    /// `patternProperties`.
    pub(crate) patterns: Vec<(&'d str, Sub<'d>)>,
    /// `enum` and `const`: what is in all of them.
    pub(crate) literals: Option<Vec<Json>>,
    /// Where the literals stand.
    pub(crate) literals_at: Option<Cursor<'d>>,
    /// `items`, of all parts.
    pub(crate) items: Vec<Sub<'d>>,
    /// `prefixItems`.
    pub(crate) prefix_items: Vec<Sub<'d>>,
    /// `oneOf` and `anyOf`.
    pub(crate) choices: Vec<Choice<'d>>,
    /// The schemas that hold an `if`.
    pub(crate) conditions: Vec<Cursor<'d>>,
    /// `format`.
    pub(crate) format: Option<&'d str>,
    /// Every number of `minimum`, `maximum` and their exclusive forms.
    pub(crate) bounds: Vec<&'d Json>,
    /// What the parts say against each other.
    pub(crate) conflicts: Vec<Conflict<'d>>,
    /// Every schema that went into it.
    pub(crate) seen: HashSet<Node>,
    /// Where in `properties` a name is.
    pub(crate) index: HashMap<&'d str, usize>,
    /// What is in `required`.
    pub(crate) required_names: HashSet<&'d str>,
}

impl Default for Types {
    fn default() -> Self {
        Types::ALL
    }
}

/// A declared member.
#[derive(Clone)]
pub(crate) struct Property<'d> {
    /// Its name in JSON.
    pub(crate) name: &'d str,
    /// Its schemas: of each part that declares it.
    pub(crate) schemas: Vec<Sub<'d>>,
}

/// What holds of members that are not declared.
#[derive(Clone, Default)]
pub(crate) enum Additional<'d> {
    /// Anything.
    #[default]
    Open,
    /// A schema.
    Schema(Sub<'d>),
    /// There are none.
    Closed,
}

/// A `oneOf` or an `anyOf`.
#[derive(Clone)]
pub(crate) struct Choice<'d> {
    /// Which keyword it is.
    pub(crate) mode: UnionMode,
    /// The schema that holds the keyword, and with it `discriminator` and `x-select-by`.
    pub(crate) holder: Sub<'d>,
    /// The schemas to choose from.
    pub(crate) branches: Vec<Cursor<'d>>,
}

/// Two parts of an `allOf` that no value satisfies both.
#[derive(Clone)]
pub(crate) struct Conflict<'d> {
    /// What they disagree on.
    pub(crate) keyword: &'static str,
    /// The part that was found to disagree with those before it.
    pub(crate) place: Cursor<'d>,
}

impl<'d> View<'d> {
    /// The declared member `name`.
    pub(crate) fn property(&self, name: &str) -> Option<&Property<'d>> {
        self.properties.get(*self.index.get(name)?)
    }

    /// Whether `null` satisfies it.
    pub(crate) fn accepts_null(&self) -> bool {
        let listed = || {
            self.literals
                .as_ref()
                .is_none_or(|literals| literals.contains(&Json::Null))
        };
        self.nullable || (self.types.contains(Types::NULL) && self.says_type() && listed())
    }

    /// Whether it narrows the types at all; a schema that does not is `Any`, `null` included.
    pub(crate) fn says_type(&self) -> bool {
        self.typed || self.literals.is_some()
    }

    /// The literals without `null`.
    pub(crate) fn values(&self) -> Option<Vec<&Json>> {
        let literals = self.literals.as_ref()?;
        Some(
            literals
                .iter()
                .filter(|literal| **literal != Json::Null)
                .collect(),
        )
    }

    /// The types that a value other than `null` may have, by `type` and by the literals; an untyped
    /// schema with properties is about objects.
    pub(crate) fn value_types(&self) -> Types {
        let types = self.types.without(Types::NULL);
        if let Some(values) = self.values() {
            let of_values = values
                .into_iter()
                .fold(Types::NONE, |types, value| types.or(Types::of(value)));
            return types.and(of_values);
        }
        if !self.typed && !self.untyped_is_any && !self.properties.is_empty() {
            return types.and(Types::OBJECT);
        }
        types
    }
}
