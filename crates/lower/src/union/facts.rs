use std::collections::{BTreeMap, BTreeSet};

use bindery_model::Json;

use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::type_table::Node;
use crate::union::Leaf;
use crate::view::{Additional, View};

/// What is known of a variant's values, and tells them from others.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// The JSON types.
    pub(crate) types: Types,
    /// The members that must be there; none unless every value is an object.
    pub(crate) required: BTreeSet<String>,
    /// The members that are declared.
    pub(crate) members: BTreeMap<String, MemberFacts>,
    /// Whether there are no others.
    pub(crate) closed: bool,
}

/// What is known of a member.
#[derive(Clone, Debug)]
pub(crate) struct MemberFacts {
    /// Its JSON types.
    pub(crate) types: Types,
    /// Its values, where they are finite.
    pub(crate) values: Option<Vec<Json>>,
}

impl Facts {
    /// Whether values are objects and nothing else: only then do members say anything.
    pub(crate) fn is_object(&self) -> bool {
        self.types == Types::OBJECT
    }

    /// Whether a value may have the member `name` at all.
    pub(crate) fn may_have(&self, name: &str) -> bool {
        !self.closed || self.members.contains_key(name)
    }

    /// The values of a member that is declared with finitely many.
    pub(crate) fn values(&self, name: &str) -> Option<&[Json]> {
        self.members.get(name)?.values.as_deref()
    }
}

impl<'d> Lowering<'d> {
    /// What is known of a variant, members apart: types alone tell most variants from each other.
    pub(crate) fn facts_of(&mut self, leaf: &Leaf<'d>) -> Facts {
        let types = self.types_through_choices(&leaf.view, 0);
        let view = &leaf.view;
        let is_object = types == Types::OBJECT;
        let required = view
            .required
            .iter()
            .filter(|_| is_object)
            .map(|name| (*name).to_owned())
            .collect();
        Facts {
            types,
            required,
            members: BTreeMap::new(),
            closed: matches!(view.additional, Additional::Closed) && view.patterns.is_empty(),
        }
    }

    /// Adds what is known of the members.
    pub(crate) fn add_members(&mut self, leaf: &Leaf<'d>, facts: &mut Facts) {
        for property in &leaf.view.properties {
            let nodes: Vec<Node> = property.schemas.iter().map(|sub| Node::of(&sub.cursor)).collect();
            let known = match self.member_facts.get(&nodes) {
                Some(known) => known.clone(),
                None => {
                    let cursors = property.schemas.iter().map(|sub| sub.cursor.clone());
                    let view = self.view_of(&crate::view::Seed::all_of(cursors));
                    let null = if view.accepts_null() || !view.says_type() {
                        Types::NULL
                    } else {
                        Types::NONE
                    };
                    let known = MemberFacts {
                        types: self.types_through_choices(&view, 0).or(null),
                        values: self.finite_values(&view, 0),
                    };
                    self.member_facts.insert(nodes, known.clone());
                    known
                }
            };
            facts.members.insert(property.name.to_owned(), known);
        }
    }

    /// The values of a schema, where they are finite; of a union those of its branches.
    fn finite_values(&mut self, view: &View<'d>, depth: usize) -> Option<Vec<Json>> {
        let own = own_values(view);
        let [choice] = view.choices.as_slice() else {
            return own;
        };
        if own.is_some() || depth >= 4 {
            return own;
        }
        let mut values = Vec::new();
        for branch in &choice.branches {
            let branch = self.view_of_schema(branch);
            values.extend(self.finite_values(&branch, depth + 1)?);
        }
        Some(values)
    }

    /// The types of a schema, `null` apart; of a union those of its branches.
    fn types_through_choices(&mut self, view: &View<'d>, depth: usize) -> Types {
        let mut types = view.value_types();
        for choice in &view.choices {
            if depth >= 4 {
                break;
            }
            let of_branches = choice.branches.iter().fold(Types::NONE, |types, branch| {
                let branch = self.view_of_schema(branch);
                types.or(self.types_through_choices(&branch, depth + 1))
            });
            types = types.and(of_branches);
        }
        types
    }
}

/// `enum`, `const` and `type: boolean`.
fn own_values(view: &View<'_>) -> Option<Vec<Json>> {
    if let Some(literals) = &view.literals {
        return Some(literals.clone());
    }
    let boolean = view.typed && view.types.without(Types::NULL) == Types::BOOLEAN;
    boolean.then(|| {
        let null = view.accepts_null().then_some(Json::Null);
        [Json::Bool(false), Json::Bool(true)]
            .into_iter()
            .chain(null)
            .collect()
    })
}
