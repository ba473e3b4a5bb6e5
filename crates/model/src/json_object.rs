use std::{
    collections::BTreeMap,
    hash::{Hash, Hasher},
    ops::{Deref, DerefMut},
    sync::OnceLock,
};

use crate::Json;

/// The members of a JSON object, in the order of the text; names are unique.
///
/// It is read and changed as the list that it is. Names are found in the time that it takes to compare a
/// few of them, however many there are: an object of a hundred thousand members is still one that
/// a hundred thousand references lead into.
///
/// ```
/// use bindery_model::{Json, JsonObject};
///
/// let mut object = JsonObject::from(vec![("a".to_owned(), Json::Null)]);
/// object.push(("b".to_owned(), Json::Bool(true)));
/// assert_eq!(object.get("b"), Some(&Json::Bool(true)));
/// ```
#[derive(Clone, Debug, Default)]
pub struct JsonObject {
    members: Vec<(String, Json)>,
    index: OnceLock<Box<Index>>,
}

/// Where an object's members are, by their names.
#[derive(Clone, Debug)]
struct Index(BTreeMap<String, usize>);

/// Objects of more members than these have an index.
const FEW: usize = 16;

impl JsonObject {
    /// The member `name`.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.entry(name).map(|(_, value)| value)
    }

    /// The member `name`, with its name as it stands here.
    pub fn entry(&self, name: &str) -> Option<(&str, &Json)> {
        let index = self.position(name)?;
        let (name, value) = self.members.get(index)?;
        Some((name, value))
    }

    /// Which of the members is called `name`.
    pub fn position(&self, name: &str) -> Option<usize> {
        if self.members.len() <= FEW {
            return self.members.iter().position(|(key, _)| key == name);
        }
        self.index().0.get(name).copied()
    }

    /// Adds the member `name`, or gives it another value.
    pub fn set(&mut self, name: &str, value: Json) {
        if let Some(known) = self.value_mut(name) {
            *known = value;
            return;
        }
        if let Some(index) = self.index.get_mut() {
            index.0.insert(name.to_owned(), self.members.len());
        }
        self.members.push((name.to_owned(), value));
    }

    /// The member `name`, to be changed.
    pub fn value_mut(&mut self, name: &str) -> Option<&mut Json> {
        let index = self.position(name)?;
        self.members.get_mut(index).map(|(_, value)| value)
    }

    fn index(&self) -> &Index {
        let names = || self.members.iter().enumerate();
        let index = || names().map(|(index, (name, _))| (name.clone(), index));
        self.index.get_or_init(|| Box::new(Index(index().collect())))
    }

    /// The members as a list.
    pub fn into_members(self) -> Vec<(String, Json)> {
        self.members
    }
}

impl From<Vec<(String, Json)>> for JsonObject {
    fn from(members: Vec<(String, Json)>) -> Self {
        Self {
            members,
            index: OnceLock::new(),
        }
    }
}

impl FromIterator<(String, Json)> for JsonObject {
    fn from_iter<I: IntoIterator<Item = (String, Json)>>(members: I) -> Self {
        members.into_iter().collect::<Vec<_>>().into()
    }
}

impl Deref for JsonObject {
    type Target = Vec<(String, Json)>;

    fn deref(&self) -> &Self::Target {
        &self.members
    }
}

impl DerefMut for JsonObject {
    fn deref_mut(&mut self) -> &mut Self::Target {
        // Names may change, come and go.
        self.index.take();
        &mut self.members
    }
}

impl<'o> IntoIterator for &'o JsonObject {
    type Item = &'o (String, Json);
    type IntoIter = std::slice::Iter<'o, (String, Json)>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter()
    }
}

impl<'o> IntoIterator for &'o mut JsonObject {
    type Item = &'o mut (String, Json);
    type IntoIter = std::slice::IterMut<'o, (String, Json)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl IntoIterator for JsonObject {
    type Item = (String, Json);
    type IntoIter = std::vec::IntoIter<(String, Json)>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl PartialEq for JsonObject {
    fn eq(&self, other: &Self) -> bool {
        self.members == other.members
    }
}

impl Eq for JsonObject {}

impl Hash for JsonObject {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.members.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_objects_of_any_size_and_after_changes() {
        for count in [0, 1, FEW, FEW + 1, 1_000] {
            let mut object: JsonObject = (0..count)
                .rev()
                .map(|index| (format!("n{index}"), Json::Bool(index % 2 == 0)))
                .collect();
            for index in 0..count {
                assert_eq!(object.position(&format!("n{index}")), Some(count - 1 - index));
            }
            assert_eq!(object.get("n"), None);
            assert_eq!(object.get("z"), None);
            object.set("n0", Json::Null);
            object.set("m", Json::Null);
            assert_eq!(object.entry("m"), Some(("m", &Json::Null)));
            assert_eq!(object.entry("n0"), Some(("n0", &Json::Null)));
            object.push(("n".to_owned(), Json::Null));
            assert_eq!(object.entry("n"), Some(("n", &Json::Null)));
            object.retain(|(name, _)| name == "n");
            assert_eq!(object.position("n"), Some(0));
            assert_eq!(object.get("n0"), None);
        }
    }
}
