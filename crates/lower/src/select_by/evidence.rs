//! Siblings that choose although no extension says so: branches of the object that holds the union.
//!
//! ```yaml
//! properties: { kind: { type: string }, data: { oneOf: [ … ] } }
//! oneOf:
//!   - properties: { kind: { const: a }, data: { $ref: '#/components/schemas/A' } }
//!   - properties: { kind: { const: b }, data: { $ref: '#/components/schemas/B' } }
//! ```

use std::collections::BTreeSet;

use bindery_document::Cursor;
use bindery_model::{Json, Otherwise, TypeId};

use crate::lowering::Lowering;
use crate::type_keyword::canonical;
use crate::view::View;

/// How many steps of `else: { if: … }` are followed.
const DEEPEST: usize = 100;

/// How many combinations of values one branch may stand for.
const MOST: usize = 64;

/// What siblings say of one member.
#[derive(Clone)]
pub(crate) struct Evidence<'d> {
    /// The member.
    pub(crate) member: &'d str,
    /// The siblings, by name.
    pub(crate) tags: Vec<&'d str>,
    /// Which values lead to which schema.
    pub(crate) cases: Vec<EvidentCase<'d>>,
    /// What other values mean.
    pub(crate) otherwise: Otherwise,
}

/// Values of the siblings, and what the member then is.
#[derive(Clone)]
pub(crate) struct EvidentCase<'d> {
    /// For each tag the value; any, where there is none.
    pub(crate) when: Vec<Option<Json>>,
    /// The member's schema.
    pub(crate) then: Cursor<'d>,
}

/// An object whose members have evidence.
pub(crate) struct EvidentSite<'d> {
    /// The object's type.
    pub(crate) owner: TypeId,
    /// What is said of its members.
    pub(crate) evidence: Vec<Evidence<'d>>,
}

/// One branch: what it fixes, and what it says of other members.
#[derive(Default)]
struct Link<'d> {
    when: Vec<(&'d str, Vec<Json>)>,
    then: Vec<(&'d str, Cursor<'d>)>,
}

/// Links of one keyword, and whether every value has to be of one of them.
struct Group<'d> {
    links: Vec<Link<'d>>,
    exhaustive: bool,
}

impl<'d> Lowering<'d> {
    /// What the branches and conditions of an object say of its members that hold unions.
    pub(crate) fn evidence(&mut self, view: &View<'d>) -> Vec<Evidence<'d>> {
        let mut groups: Vec<Group<'d>> = Vec::new();
        for choice in &view.choices {
            let links = choice
                .branches
                .iter()
                .map(|branch| self.link(branch, branch))
                .collect();
            groups.push(Group {
                links,
                exhaustive: true,
            });
        }
        let mut conditions = Vec::new();
        for condition in &view.conditions {
            self.follow_condition(condition.clone(), &mut conditions);
        }
        groups.push(Group {
            links: conditions,
            exhaustive: false,
        });
        let mut found: Vec<Evidence<'d>> = Vec::new();
        for group in groups {
            for property in &view.properties {
                if found.iter().all(|evidence| evidence.member != property.name) {
                    found.extend(self.evidence_of(view, property.name, &group));
                }
            }
        }
        found
    }

    /// `if` and `then`, and so on in `else`.
    fn follow_condition(&mut self, condition: Cursor<'d>, links: &mut Vec<Link<'d>>) {
        let mut next = Some(condition);
        for _ in 0..DEEPEST {
            let Some(schema) = next.take() else { return };
            let (Some(condition), Some(then)) = (schema.get("if"), schema.get("then")) else {
                return;
            };
            let is_plain = condition
                .members()
                .all(|(name, _)| matches!(name, "properties" | "required" | "type"));
            let link = self.link(&condition, &then);
            if !is_plain || link.when.is_empty() {
                return;
            }
            links.push(link);
            next = schema.get("else");
        }
    }

    /// What `fixing` fixes and `saying` says; they may be one schema.
    fn link(&mut self, fixing: &Cursor<'d>, saying: &Cursor<'d>) -> Link<'d> {
        let mut link = Link::default();
        if fixing.is_reference() || saying.is_reference() {
            return link;
        }
        let properties = |schema: &Cursor<'d>| -> Vec<(&'d str, Cursor<'d>)> {
            schema
                .get("properties")
                .map(|properties| properties.members().collect())
                .unwrap_or_default()
        };
        for (name, property) in properties(fixing) {
            let listed = property.get("enum");
            let values: Vec<Json> = match (property.get("const"), listed) {
                (Some(value), _) => vec![canonical(value.value())],
                (None, Some(list)) => list.items().map(|value| canonical(value.value())).collect(),
                (None, None) => continue,
            };
            let is_plain = |value: &Json| !matches!(value, Json::Array(_) | Json::Object(_));
            if values.iter().all(is_plain) && !values.is_empty() {
                link.when.push((name, values));
            }
        }
        for (name, property) in properties(saying) {
            let says_shape = property.is_reference() || property.get("properties").is_some();
            if says_shape && link.when.iter().all(|(tag, _)| *tag != name) {
                link.then.push((name, property));
            }
        }
        link
    }

    fn evidence_of(&mut self, view: &View<'d>, member: &'d str, group: &Group<'d>) -> Option<Evidence<'d>> {
        let concerned: Vec<(&Link<'d>, &Cursor<'d>)> = group
            .links
            .iter()
            .filter_map(|link| Some((link, &link.then.iter().find(|(name, _)| *name == member)?.1)))
            .collect();
        let first = concerned.first()?.1;
        if concerned.iter().all(|(_, then)| self.is_same_schema(first, then)) {
            return None;
        }
        let names: BTreeSet<&'d str> = concerned
            .iter()
            .flat_map(|(link, _)| link.when.iter().map(|(name, _)| *name))
            .filter(|name| view.property(name).is_some())
            .collect();
        let tags: Vec<&'d str> = names.into_iter().collect();
        let mut cases: Vec<EvidentCase<'d>> = Vec::new();
        for (link, then) in &concerned {
            for when in combinations(link, &tags)? {
                let then = (*then).clone();
                cases.push(EvidentCase { when, then });
            }
        }
        let is_decided = cases.iter().all(|case| case.when.iter().any(Option::is_some));
        if !is_decided || self.contradict(&cases) {
            return None;
        }
        let covers_all = group.exhaustive && concerned.len() == group.links.len();
        Some(Evidence {
            member,
            tags,
            cases,
            otherwise: match covers_all {
                true => Otherwise::Unknown,
                false => Otherwise::Value,
            },
        })
    }

    /// Whether some values lead to two schemas.
    fn contradict(&self, cases: &[EvidentCase<'d>]) -> bool {
        cases.iter().enumerate().any(|(index, case)| {
            cases[..index]
                .iter()
                .any(|earlier| overlap(earlier, case) && !self.is_same_schema(&earlier.then, &case.then))
        })
    }
}

fn overlap(left: &EvidentCase<'_>, right: &EvidentCase<'_>) -> bool {
    left.when.iter().zip(&right.when).all(|pair| match pair {
        (Some(ours), Some(theirs)) => ours == theirs,
        _ => true,
    })
}

/// Every combination of values that a branch names; nothing, if there are too many.
fn combinations(link: &Link<'_>, tags: &[&str]) -> Option<Vec<Vec<Option<Json>>>> {
    let mut all: Vec<Vec<Option<Json>>> = vec![Vec::new()];
    for tag in tags {
        let values: Vec<Option<Json>> = match link.when.iter().find(|(name, _)| name == tag) {
            Some((_, values)) => values.iter().cloned().map(Some).collect(),
            None => vec![None],
        };
        if all.len() * values.len() > MOST {
            return None;
        }
        let extended = all.iter().flat_map(|before| {
            values.iter().map(|value| {
                let mut after = before.clone();
                after.push(value.clone());
                after
            })
        });
        all = extended.collect();
    }
    Some(all)
}
