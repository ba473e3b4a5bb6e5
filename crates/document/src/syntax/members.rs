use std::collections::HashSet;

use bindery_model::Json;

/// Members with unique names, in order.
#[derive(Default)]
pub(super) struct Members {
    pub(super) members: Vec<(String, Json)>,
    /// Filled only once a scan would cost more.
    names: HashSet<String>,
}

const SCANNED: usize = 16;

impl Members {
    /// Whether the name was new; a second member of the same name is left out.
    pub(super) fn insert(&mut self, name: String, value: Json) -> bool {
        if self.members.len() < SCANNED {
            if self.members.iter().any(|(other, _)| *other == name) {
                return false;
            }
        } else {
            if self.names.is_empty() {
                self.names
                    .extend(self.members.iter().map(|(name, _)| name.clone()));
            }
            if !self.names.insert(name.clone()) {
                return false;
            }
        }
        self.members.push((name, value));
        true
    }

    /// Applies `<<`: members of the mappings it names that are not there already, the first mapping
    /// winning, stand in its place.
    pub(super) fn merged(mut self) -> Vec<(String, Json)> {
        let place = self
            .members
            .iter()
            .position(|(name, value)| name == "<<" && is_mergeable(value));
        let Some(place) = place else {
            return self.members;
        };
        let (_, source) = self.members.remove(place);
        let sources = match source {
            Json::Array(sources) => sources,
            single => vec![single],
        };
        let mut names: HashSet<String> = self.members.iter().map(|(name, _)| name.clone()).collect();
        let mut brought = Vec::new();
        for source in sources {
            if let Json::Object(members) = source {
                brought.extend(members.into_iter().filter(|(name, _)| names.insert(name.clone())));
            }
        }
        self.members.splice(place..place, brought);
        self.members
    }
}

fn is_mergeable(value: &Json) -> bool {
    match value {
        Json::Object(_) => true,
        Json::Array(items) => items.iter().all(|item| matches!(item, Json::Object(_))),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_member_is_left_out_however_many_there_are() {
        let mut members = Members::default();
        for round in 0..2 {
            for index in 0..40 {
                assert_eq!(members.insert(format!("m{index}"), Json::Null), round == 0);
            }
        }
        assert_eq!(members.members.len(), 40);
    }
}
