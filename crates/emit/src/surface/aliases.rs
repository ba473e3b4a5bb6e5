use std::collections::{BTreeMap, BTreeSet};

use syn::ItemType;

use super::signature;

/// How deep aliases are followed.
const DEEPEST: usize = 64;

/// What type aliases stand for: who uses one does not see it.
#[derive(Debug, Default)]
pub(super) struct Aliases(BTreeMap<String, Vec<String>>);

impl Aliases {
    /// All aliases of these files whose names nothing else has. They are looked for where items begin, line by line:
    /// parsing a file takes long.
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let (mut aliases, mut others) = (BTreeMap::new(), BTreeSet::new());
        for text in texts {
            for start in item_starts(text) {
                if start.starts_with("pub type ") {
                    let item = start.split_inclusive(';').next().unwrap_or(start);
                    if let Ok(alias) = syn::parse_str::<ItemType>(item) {
                        aliases.insert(alias.ident.to_string(), signature::words(&alias.ty));
                    }
                } else if let Some(rest) = ["pub struct ", "pub enum "]
                    .iter()
                    .find_map(|head| start.strip_prefix(head))
                {
                    let end = rest.find(|next: char| !next.is_alphanumeric() && next != '_');
                    others.insert(rest.get(..end.unwrap_or(rest.len())).unwrap_or_default());
                }
            }
        }
        aliases.retain(|name: &String, _| !others.contains(name.as_str()));
        Self(aliases)
    }

    /// The words of a type, those of aliases replaced.
    pub(super) fn resolved(&self, words: Vec<String>) -> Vec<String> {
        let mut words = words;
        for _ in 0..DEEPEST {
            if !words.iter().any(|word| self.0.contains_key(word)) {
                break;
            }
            words = words
                .into_iter()
                .flat_map(|word| match self.0.get(&word) {
                    Some(target) => target.clone(),
                    None => vec![word],
                })
                .collect();
        }
        words
    }
}

/// The text from each line on at which a public item may begin.
fn item_starts(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("\npub ")
        .filter_map(|(index, _)| text.get(index + 1..))
}
