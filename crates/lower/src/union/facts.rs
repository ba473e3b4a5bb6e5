use std::collections::{BTreeMap, BTreeSet};

use bindery_model::Json;

use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::type_table::Node;
use crate::union::Leaf;
use crate::union::tags::Level;
use crate::view::{Additional, Seed, View};

/// How many names may lead to a tag.
const DEEPEST_TAG: usize = 3;

/// How many tags are looked for within a variant.
const MOST_NESTED: usize = 100;

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
    /// Members of objects within, by the way to them.
    pub(crate) nested: BTreeMap<Vec<String>, NestedTag>,
}

/// A member within a required object that has finitely many values.
#[derive(Clone, Debug)]
pub(crate) struct NestedTag {
    /// Its values.
    values: Vec<Json>,
    /// Whether it must be there.
    required: bool,
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
    /// Nothing.
    pub(crate) fn none() -> Self {
        Self {
            types: Types::ALL,
            required: BTreeSet::new(),
            members: BTreeMap::new(),
            closed: false,
            nested: BTreeMap::new(),
        }
    }

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

    /// The values at the end of `path`, where they are finite, and whether there must be one.
    pub(crate) fn tag(&self, path: &[String]) -> Option<(&[Json], bool)> {
        match path {
            [name] => Some((self.values(name)?, self.required.contains(name))),
            _ => self
                .nested
                .get(path)
                .map(|tag| (tag.values.as_slice(), tag.required)),
        }
    }

    /// The ways to members with finitely many values.
    pub(crate) fn tag_paths(&self, level: Level) -> Vec<Vec<String>> {
        match level {
            Level::Own => {
                let finite = self.members.iter().filter(|(_, member)| member.values.is_some());
                finite.map(|(name, _)| vec![name.clone()]).collect()
            }
            Level::Nested => self.nested.keys().cloned().collect(),
        }
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
            nested: BTreeMap::new(),
        }
    }

    /// Adds what is known of members within required objects.
    pub(crate) fn add_nested(&mut self, leaf: &Leaf<'d>, facts: &mut Facts) {
        let mut nested = BTreeMap::new();
        self.nested_tags(&leaf.view, &mut Vec::new(), &mut nested);
        facts.nested = nested;
    }

    fn nested_tags(
        &mut self,
        view: &View<'d>,
        path: &mut Vec<String>,
        found: &mut BTreeMap<Vec<String>, NestedTag>,
    ) {
        for property in &view.properties {
            let required = view.required_names.contains(property.name);
            let may_lead_on = required && path.len() + 1 < DEEPEST_TAG;
            if found.len() >= MOST_NESTED || (path.is_empty() && !may_lead_on) {
                continue;
            }
            let cursors = property.schemas.iter().map(|sub| sub.cursor.clone());
            let inner = self.view_of(&Seed::all_of(cursors));
            path.push(property.name.to_owned());
            if path.len() > 1
                && let Some(values) = self.finite_values(&inner, 0)
            {
                found.insert(path.clone(), NestedTag { values, required });
            }
            if may_lead_on && inner.value_types() == Types::OBJECT && !inner.accepts_null() {
                self.nested_tags(&inner, path, found);
            }
            path.pop();
        }
    }

    /// A list's elements, as if they were variants; nothing where they say nothing.
    pub(crate) fn element_of(&mut self, leaf: &Leaf<'d>) -> Option<Leaf<'d>> {
        let view = &leaf.view;
        if view.items.is_empty() || !view.prefix_items.is_empty() {
            return None;
        }
        let seed = Seed::all_of(view.items.iter().map(|sub| sub.cursor.clone()));
        let view = self.view_of(&seed);
        Leaf::of_seed(seed, view)
    }

    /// What is known of an element, which may be `null`.
    pub(crate) fn facts_of_element(&mut self, element: &Leaf<'d>) -> Facts {
        let mut facts = self.facts_of(element);
        if element.view.accepts_null() || !element.view.says_type() {
            facts.types = facts.types.or(Types::NULL);
        }
        facts
    }

    /// Adds what is known of the members.
    pub(crate) fn add_members(&mut self, leaf: &Leaf<'d>, facts: &mut Facts) {
        for property in &leaf.view.properties {
            let nodes: Vec<Node> = property.schemas.iter().map(|sub| Node::of(&sub.cursor)).collect();
            let known = match self.member_facts.get(&nodes) {
                Some(known) => known.clone(),
                None => {
                    let cursors = property.schemas.iter().map(|sub| sub.cursor.clone());
                    let view = self.view_of(&Seed::all_of(cursors));
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
