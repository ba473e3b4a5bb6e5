use std::fmt;
use std::hash::{Hash, Hasher};

use crate::Json;

/// Members that the document does not declare, in their order, kept as they came.
///
/// Equal when they hold the same members, in any order.
#[derive(Clone, Default)]
pub struct Members(Vec<(String, Json)>);

/// As many names as are compared each with each.
const FEW: usize = 12;

impl Members {
    /// No members.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The value of the member `name`.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Sets the member `name`, and returns what it was.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        let (name, value) = (name.into(), value.into());
        match self.0.iter_mut().find(|(key, _)| *key == name) {
            Some((_, old)) => Some(std::mem::replace(old, value)),
            None => {
                self.0.push((name, value));
                None
            }
        }
    }

    /// Takes the member `name` out.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let place = self.0.iter().position(|(key, _)| key == name)?;
        Some(self.0.remove(place).1)
    }

    /// The members, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Adds a member that may be there already; [`first_duplicate`](Self::first_duplicate) tells.
    pub(crate) fn push(&mut self, name: String, value: Json) {
        self.0.push((name, value));
    }

    /// A name that stands twice.
    pub(crate) fn first_duplicate(&self) -> Option<&str> {
        if self.0.len() <= FEW {
            let twice = |(place, (name, _)): (usize, &(String, Json))| {
                let mut before = self.0.iter().take(place);
                before.any(|(other, _)| other == name).then_some(place)
            };
            let place = self.0.iter().enumerate().find_map(twice)?;
            return self.0.get(place).map(|(name, _)| name.as_str());
        }
        let mut names: Vec<_> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names
            .windows(2)
            .find(|pair| pair[0] == pair[1])
            .map(|pair| pair[0])
    }
}

impl PartialEq for Members {
    fn eq(&self, other: &Self) -> bool {
        fn sorted(members: &Members) -> Vec<&(String, Json)> {
            let mut members: Vec<_> = members.0.iter().collect();
            members.sort_unstable_by_key(|(name, _)| name);
            members
        }
        self.len() == other.len() && sorted(self) == sorted(other)
    }
}

impl Eq for Members {}

impl Hash for Members {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut members: Vec<_> = self.0.iter().collect();
        members.sort_unstable_by_key(|(name, _)| name);
        members.hash(state);
    }
}

impl fmt::Debug for Members {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_map().entries(self.iter()).finish()
    }
}

impl<N: Into<String>, V: Into<Json>> FromIterator<(N, V)> for Members {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        let mut collected = Self::new();
        for (name, value) in members {
            collected.insert(name, value);
        }
        collected
    }
}

impl IntoIterator for Members {
    type Item = (String, Json);
    type IntoIter = std::vec::IntoIter<(String, Json)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
