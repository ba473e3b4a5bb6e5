use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash, Hasher};

use zeroize::Zeroizing;

use super::{Number, Scanner, SyntaxError};

/// A JSON value that borrows what it can from its text and keeps numbers as they were written.
#[derive(Debug)]
pub(crate) enum Tree<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    String(Text<'a>),
    Array(Vec<Tree<'a>>),
    Object(Vec<(Text<'a>, Tree<'a>)>),
}

/// A string of a [`Tree`]; what had to be copied is wiped, as it may be a secret.
#[derive(Debug)]
pub(crate) enum Text<'a> {
    Borrowed(&'a str),
    Owned(Zeroizing<String>),
}

impl Text<'_> {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Text::Borrowed(text) => text,
            Text::Owned(text) => text,
        }
    }
}

/// Too many names to compare each with each.
const FEW: usize = 12;

impl<'a> Tree<'a> {
    /// Reads a whole text; names that stand twice in an object are an error.
    pub(crate) fn parse(text: &'a str) -> Result<Self, SyntaxError> {
        let mut scanner = Scanner::new(text);
        let tree = Self::read(&mut scanner)?;
        scanner.end()?;
        Ok(tree)
    }

    fn read(scanner: &mut Scanner<'a>) -> Result<Self, SyntaxError> {
        Ok(match scanner.peek() {
            Some(b'{') => return Self::read_object(scanner),
            Some(b'[') => {
                let mut items = Vec::new();
                scanner.array(|scanner| {
                    items.push(Self::read(scanner)?);
                    Ok::<_, SyntaxError>(())
                })?;
                Tree::Array(items)
            }
            Some(b'"') => Tree::String(read_text(scanner)?),
            Some(b't') => scanner.word("true").map(|()| Tree::Bool(true))?,
            Some(b'f') => scanner.word("false").map(|()| Tree::Bool(false))?,
            Some(b'n') => scanner.word("null").map(|()| Tree::Null)?,
            None => return Err(scanner.error("ends before a value")),
            Some(_) => Tree::Number(scanner.number()?),
        })
    }

    fn read_object(scanner: &mut Scanner<'a>) -> Result<Self, SyntaxError> {
        let mut members = Vec::new();
        scanner.object(|name, scanner| {
            let name = text_of(name.decode().map_err(|error| scanner.error(error.detail))?);
            members.push((name, Self::read(scanner)?));
            Ok::<_, SyntaxError>(())
        })?;
        if has_duplicates(members.iter().map(|(name, _)| name.as_str())) {
            return Err(scanner.error("has an object with a name that stands twice"));
        }
        Ok(Tree::Object(members))
    }

    /// How many values it is made of.
    pub(crate) fn count(&self) -> u64 {
        match self {
            Tree::Array(items) => items.iter().fold(1, |sum, item| sum + item.count()),
            Tree::Object(members) => members.iter().fold(1, |sum, (_, value)| sum + value.count()),
            _ => 1,
        }
    }

    /// A hash that equal values share, however their members are ordered.
    pub(crate) fn fingerprint(&self, state: &RandomState) -> u64 {
        let mut hasher = state.build_hasher();
        match self {
            Tree::Null => 0u8.hash(&mut hasher),
            Tree::Bool(value) => (1u8, value).hash(&mut hasher),
            Tree::Number(text) => (2u8, Number::parse(text)).hash(&mut hasher),
            Tree::String(text) => (3u8, text.as_str()).hash(&mut hasher),
            Tree::Array(items) => {
                (4u8, items.len()).hash(&mut hasher);
                items
                    .iter()
                    .for_each(|item| item.fingerprint(state).hash(&mut hasher));
            }
            Tree::Object(members) => {
                let sum = members.iter().fold(0u64, |sum, (name, value)| {
                    sum.wrapping_add(state.hash_one((name.as_str(), value.fingerprint(state))))
                });
                (5u8, members.len(), sum).hash(&mut hasher);
            }
        }
        hasher.finish()
    }
}

/// Equality by value: numbers exactly, the order of members left out of account.
impl PartialEq for Tree<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Tree::Null, Tree::Null) => true,
            (Tree::Bool(left), Tree::Bool(right)) => left == right,
            (Tree::Number(left), Tree::Number(right)) => {
                left == right || Number::parse(left) == Number::parse(right)
            }
            (Tree::String(left), Tree::String(right)) => left.as_str() == right.as_str(),
            (Tree::Array(left), Tree::Array(right)) => left == right,
            (Tree::Object(left), Tree::Object(right)) => same_members(left, right),
            _ => false,
        }
    }
}

fn same_members<'a>(left: &[(Text<'a>, Tree<'a>)], right: &[(Text<'a>, Tree<'a>)]) -> bool {
    fn sorted<'m, 'a>(members: &'m [(Text<'a>, Tree<'a>)]) -> Vec<&'m (Text<'a>, Tree<'a>)> {
        let mut members: Vec<_> = members.iter().collect();
        members.sort_unstable_by_key(|(name, _)| name.as_str());
        members
    }
    left.len() == right.len()
        && sorted(left)
            .into_iter()
            .zip(sorted(right))
            .all(|(left, right)| left.0.as_str() == right.0.as_str() && left.1 == right.1)
}

fn read_text<'a>(scanner: &mut Scanner<'a>) -> Result<Text<'a>, SyntaxError> {
    let raw = scanner.string()?;
    raw.decode()
        .map(text_of)
        .map_err(|error| scanner.error(error.detail))
}

fn text_of(text: std::borrow::Cow<'_, str>) -> Text<'_> {
    match text {
        std::borrow::Cow::Borrowed(text) => Text::Borrowed(text),
        std::borrow::Cow::Owned(text) => Text::Owned(Zeroizing::new(text)),
    }
}

/// Reads a text that is known to be JSON for names that stand twice in an object, at any depth.
pub(crate) fn check_unique_names(text: &str) -> Result<(), SyntaxError> {
    match text.as_bytes().first() {
        Some(b'{' | b'[') => check_value(&mut Scanner::new(text)),
        _ => Ok(()),
    }
}

fn check_value(scanner: &mut Scanner<'_>) -> Result<(), SyntaxError> {
    match scanner.peek() {
        Some(b'{') => {
            let mut names = Vec::new();
            scanner.object(|name, scanner| {
                names.push(name.decode().map_err(|error| scanner.error(error.detail))?);
                check_value(scanner)
            })?;
            match has_duplicates(names.iter().map(|name| &**name)) {
                true => Err(scanner.error("has an object with a name that stands twice")),
                false => Ok(()),
            }
        }
        Some(b'[') => scanner.array(check_value),
        _ => scanner.skip().map(drop),
    }
}

/// Whether a name comes twice.
pub(crate) fn has_duplicates<'n>(names: impl Iterator<Item = &'n str> + Clone) -> bool {
    let mut rest = names.clone();
    if rest.by_ref().nth(FEW).is_none() {
        let mut names = names;
        while let Some(name) = names.next() {
            if names.clone().any(|other| other == name) {
                return true;
            }
        }
        return false;
    }
    let mut sorted: Vec<_> = names.collect();
    sorted.sort_unstable();
    sorted.windows(2).any(|pair| pair[0] == pair[1])
}
