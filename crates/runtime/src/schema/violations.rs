use std::error::Error;
use std::fmt;

/// One thing that is wrong with a value; it never holds a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub(crate) pointer: String,
    pub(crate) detail: String,
}

impl Violation {
    /// Where: a JSON pointer as a URI fragment, `#/provider/clientSecret`.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What is wrong there.
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.pointer, self.detail)
    }
}

/// Everything that is wrong with a value, but for a bound on how much is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations {
    items: Vec<Violation>,
    more: bool,
}

/// How many violations are told of one value.
pub(crate) const LIMIT: usize = 100;

impl Violations {
    pub(crate) fn new(items: Vec<Violation>, more: bool) -> Self {
        Self { items, more }
    }

    /// What a text is that cannot be judged at all.
    #[cfg(feature = "server")]
    pub(crate) fn of_error(error: &crate::DecodeError) -> Self {
        let violation = Violation {
            pointer: error.path().to_owned(),
            detail: error.detail().to_owned(),
        };
        Self::new(vec![violation], false)
    }

    /// The violations, in the order of the value.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.items.iter()
    }

    /// How many are told.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none; `validate` never returns such.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Whether there are more than are told.
    pub fn has_more(&self) -> bool {
        self.more
    }

    /// The violations of an inner value, said of the value that holds it.
    pub(crate) fn within(mut self, segment: &str) -> Self {
        let segment = crate::decode_error::Segment(segment).to_string();
        for item in &mut self.items {
            let rest = item.pointer.split_off(1);
            item.pointer = format!("#/{segment}{rest}");
        }
        self
    }

    /// Puts those of several values together.
    pub(crate) fn join(several: impl Iterator<Item = Violations>) -> Result<(), Self> {
        let mut all = Self {
            items: Vec::new(),
            more: false,
        };
        for each in several {
            all.more |= each.more;
            all.items.extend(each.items);
            if all.items.len() > LIMIT {
                all.items.truncate(LIMIT);
                all.more = true;
                break;
            }
        }
        if all.items.is_empty() { Ok(()) } else { Err(all) }
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, item) in self.items.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(formatter, "{separator}{item}")?;
        }
        if self.more {
            formatter.write_str("; and more")?;
        }
        Ok(())
    }
}

impl Error for Violations {}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}
