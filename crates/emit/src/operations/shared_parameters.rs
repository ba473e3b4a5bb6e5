use std::collections::BTreeMap;

use bindery_model::{Operation, Parameter};

use super::operation_names::OperationNames;

/// The parameters that several operations have, each under the name of a static.
pub(super) struct SharedParameters<'a> {
    /// The different parameters by their names on the wire.
    groups: BTreeMap<&'a str, Vec<Group<'a>>>,
}

/// Parameters that are described alike.
struct Group<'a> {
    first: &'a Parameter,
    /// The static's name, once a second one is known.
    name: Option<String>,
}

impl<'a> SharedParameters<'a> {
    /// None: each parameter is described where it stands.
    pub(super) fn none() -> Self {
        Self {
            groups: BTreeMap::new(),
        }
    }

    /// Finds them; the statics' names are claimed in `names`.
    pub(super) fn of(operations: &[(usize, &'a Operation)], names: &mut OperationNames) -> Self {
        let mut groups: BTreeMap<&str, Vec<Group<'_>>> = BTreeMap::new();
        for parameter in operations.iter().flat_map(|(_, operation)| &operation.parameters) {
            let alike = groups.entry(&parameter.wire_name).or_default();
            match alike
                .iter_mut()
                .find(|group| described_alike(group.first, parameter))
            {
                Some(group) if group.name.is_none() => {
                    group.name = Some(names.claim(group.first.name.as_str(), "PARAMETER"));
                }
                Some(_) => {}
                None => alike.push(Group {
                    first: parameter,
                    name: None,
                }),
            }
        }
        Self { groups }
    }

    /// The static that describes `parameter`, where it is shared.
    pub(super) fn name_of(&self, parameter: &Parameter) -> Option<&str> {
        let alike = self.groups.get(parameter.wire_name.as_str())?;
        alike
            .iter()
            .find(|group| described_alike(group.first, parameter))?
            .name
            .as_deref()
    }

    /// The statics' names and what they describe, in the order of their wire names.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'a Parameter)> {
        let groups = self.groups.values().flatten();
        groups.filter_map(|group| Some((group.name.as_deref()?, group.first)))
    }
}

/// Whether one table describes both: their documentation and their Rust names may differ.
fn described_alike(left: &Parameter, right: &Parameter) -> bool {
    left.wire_name == right.wire_name
        && left.location == right.location
        && left.style == right.style
        && left.explode == right.explode
        && left.allow_reserved == right.allow_reserved
        && left.allow_empty == right.allow_empty
        && left.required == right.required
        && left.schema == right.schema
}
