//! `discriminator: {propertyName: kind, mapping: {…}}`.

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Json, Others, Test};

use crate::lowering::Lowering;
use crate::reference::file_stem;
use crate::suggestion;
use crate::type_table::Node;
use crate::union::separation::values_in_words;
use crate::union::{Draft, Facts, Leaf};

/// A `discriminator` and the variants that it is about.
struct Discriminator<'d> {
    /// `propertyName`.
    property: &'d str,
    place: Cursor<'d>,
    /// The variants, each with the branches of the choices from this one inwards.
    variants: Vec<(usize, Vec<Cursor<'d>>)>,
    mapping: Vec<Mapping<'d>>,
    /// What 3.2's `defaultMapping` leads to.
    default: Option<Mapping<'d>>,
}

/// A member of `mapping`.
struct Mapping<'d> {
    value: &'d str,
    target: Cursor<'d>,
    place: Cursor<'d>,
    used: bool,
}

impl<'d> Lowering<'d> {
    /// The tests of all discriminators of a union: its own, and those of unions flattened into it.
    pub(crate) fn discriminators(&mut self, draft: &Draft<'_, 'd>, facts: &mut [Facts]) -> Vec<Test> {
        let mut tests = Vec::new();
        let mut holders: Vec<Cursor<'d>> = Vec::new();
        for leaf in draft.leaves {
            for (holder, _) in &leaf.chain {
                let node = Node::of(holder);
                if !holders.iter().any(|known| Node::of(known) == node) {
                    holders.push(holder.clone());
                }
            }
        }
        for holder in holders {
            if let Some(discriminator) = self.discriminator(&holder, draft) {
                tests.push(self.discriminator_test(discriminator, draft, facts));
            }
        }
        tests
    }

    fn discriminator(&mut self, holder: &Cursor<'d>, draft: &Draft<'_, 'd>) -> Option<Discriminator<'d>> {
        let place = holder.get("discriminator")?;
        let Some(property) = place.get("propertyName").and_then(|name| name.as_str()) else {
            let diagnostic = Diagnostic::error(
                Code::BadDiscriminator,
                "a `discriminator` needs a `propertyName`",
                place.origin(),
            )
            .help("add `propertyName:` with the name of the member that tells the variants apart");
            self.fault(&place, diagnostic);
            return None;
        };
        let node = Node::of(holder);
        let inward = |leaf: &Leaf<'d>| {
            let level = leaf
                .chain
                .iter()
                .position(|(holder, _)| Node::of(holder) == node)?;
            Some(
                leaf.chain[level..]
                    .iter()
                    .map(|(_, branch)| branch.clone())
                    .collect(),
            )
        };
        let leaves = draft.leaves.iter().enumerate();
        let variants = leaves
            .filter_map(|(index, leaf)| Some((index, inward(leaf)?)))
            .collect();
        let mapping = self.mapping(&place);
        let default = place.get("defaultMapping").and_then(|place| {
            let target = self.mapping_target(&place)?;
            Some(Mapping {
                value: "defaultMapping",
                target,
                place,
                used: false,
            })
        });
        Some(Discriminator {
            property,
            place,
            variants,
            mapping,
            default,
        })
    }

    fn mapping(&mut self, discriminator: &Cursor<'d>) -> Vec<Mapping<'d>> {
        let Some(mapping) = discriminator.get("mapping") else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (value, place) in mapping.members() {
            if let Some(target) = self.mapping_target(&place) {
                found.push(Mapping {
                    value,
                    target,
                    place,
                    used: false,
                });
            }
        }
        found
    }

    /// A mapping names a component or holds a reference.
    fn mapping_target(&mut self, place: &Cursor<'d>) -> Option<Cursor<'d>> {
        let Some(text) = place.as_str() else {
            let message = format!(
                "`mapping` leads to the name of a schema, and this is {}",
                place.kind()
            );
            let diagnostic = Diagnostic::error(Code::BadDiscriminator, message, place.origin());
            self.fault(place, diagnostic);
            return None;
        };
        if let Some(component) = self.component(text) {
            return Some(component);
        }
        match self.document.follow(place) {
            Ok(target) => self.resolve(&target),
            Err(diagnostic) => {
                let mut warning = *diagnostic;
                warning.severity = bindery_model::Severity::Warning;
                if !text.contains(['/', '#', '.']) {
                    let components = self.component_names();
                    warning.help = suggestion::help(text, components).or(warning.help);
                }
                self.report(warning);
                None
            }
        }
    }

    fn discriminator_test(
        &mut self,
        mut found: Discriminator<'d>,
        draft: &Draft<'_, 'd>,
        facts: &mut [Facts],
    ) -> Test {
        let variants = std::mem::take(&mut found.variants);
        let mut accepts = Vec::new();
        let mut absent = Vec::new();
        let mut default = None;
        for (index, branches) in &variants {
            let leaf = &draft.leaves[*index];
            if facts[*index].members.is_empty() {
                self.add_members(leaf, &mut facts[*index]);
            }
            let values = self.tag_values(&mut found, branches, draft, (*index, &facts[*index]));
            accepts.push((*index, values));
            if !leaf.view.required_names.contains(found.property) {
                absent.push(*index);
            }
            if leaf.is_base() && found.default.is_none() {
                // What extends the base and is newer than the document still is what the base says.
                default = Some(*index);
            }
            if let Some(mapping) = &mut found.default
                && branches
                    .iter()
                    .any(|branch| self.is_same_schema(branch, &mapping.target))
            {
                mapping.used = true;
                default = Some(*index);
            }
        }
        found.mapping.extend(found.default.take());
        self.report_unused(&found);
        let others = match default {
            Some(variant) => Others::Variant(variant),
            None if variants.len() == draft.leaves.len() => Others::Unknown,
            None => Others::Concerned,
        };
        Test::Value {
            path: vec![found.property.to_owned()],
            accepts,
            absent,
            others,
        }
    }

    /// The values that lead to a variant: those mapped to it, else what it says itself, else its name.
    fn tag_values(
        &mut self,
        found: &mut Discriminator<'d>,
        branches: &[Cursor<'d>],
        draft: &Draft<'_, 'd>,
        (index, facts): (usize, &Facts),
    ) -> Vec<Json> {
        let mut mapped = Vec::new();
        for mapping in &mut found.mapping {
            if branches
                .iter()
                .any(|branch| self.is_same_schema(branch, &mapping.target))
            {
                mapping.used = true;
                mapped.push(Json::String(mapping.value.to_owned()));
            }
        }
        let own: Option<Vec<Json>> = facts.values(found.property).map(<[Json]>::to_vec);
        if !mapped.is_empty() {
            if let Some(own) = own.filter(|own| mapped.iter().any(|value| !own.contains(value))) {
                self.report_disagreement(found, draft, (index, &own));
            }
            return mapped;
        }
        if let Some(own) = own {
            return own;
        }
        let key = branches.first().and_then(component_key);
        if let Some(name) = key.or_else(|| draft.leaves[index].key()) {
            return vec![Json::String(name.to_owned())];
        }
        let message = format!("no value of `{}` leads to this variant", found.property);
        let place = branches.first().unwrap_or(&found.place);
        let diagnostic =
            Diagnostic::warning(Code::UnreachableVariant, message, place.origin()).help(format!(
                "give its `{}` a `const`, or put the schema under `components/schemas`",
                found.property
            ));
        self.report(diagnostic);
        Vec::new()
    }

    fn report_disagreement(
        &mut self,
        found: &Discriminator<'d>,
        draft: &Draft<'_, 'd>,
        (index, own): (usize, &[Json]),
    ) {
        let label = &draft.labels[index];
        let message = format!(
            "`mapping` leads to `{label}` by a value that its `{}` cannot have",
            found.property
        );
        let diagnostic = Diagnostic::warning(Code::DiscriminatorMismatch, message, found.place.origin())
            .note(format!(
                "`{}` of `{label}` is {}",
                found.property,
                values_in_words(own)
            ));
        let help = "write one of these values in `mapping`, or allow the other in the variant";
        self.report(diagnostic.help(help));
    }

    fn report_unused(&mut self, found: &Discriminator<'d>) {
        for mapping in found.mapping.iter().filter(|mapping| !mapping.used) {
            let message = format!("`{}` leads to a schema that is no variant here", mapping.value);
            let diagnostic = Diagnostic::warning(Code::DiscriminatorMapping, message, mapping.place.origin())
                .help("list the schema under `oneOf`, or remove the mapping");
            self.report(diagnostic);
        }
    }
}

/// The key that a branch refers to; of a whole file its name.
pub(crate) fn component_key<'d>(branch: &Cursor<'d>) -> Option<&'d str> {
    let reference = branch.value().get("$ref")?.as_str()?;
    match reference.split_once('#') {
        Some((_, fragment)) if fragment.contains('/') => fragment.rsplit('/').next(),
        Some((file, _)) if !file.is_empty() => Some(file_stem(file)),
        Some((_, anchor)) => Some(anchor),
        None => Some(file_stem(reference)),
    }
}
