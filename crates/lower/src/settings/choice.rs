//! Settings that are one of a few words.

use bindery_model::{Decimals, DeepObjectArrays, Formats, Maps, TimeTypes};

/// A setting that is one of a few words.
pub trait Choice: Copy + PartialEq + 'static {
    /// All there are, the default first.
    const ALL: &'static [Self];

    /// The word that says it in `bindery.toml`.
    fn word(self) -> &'static str;
}

/// The choice that `word` says.
///
/// # Errors
/// When it says none; the message lists those there are.
pub fn parse_choice<C: Choice>(word: &str) -> Result<C, String> {
    let found = C::ALL.iter().find(|choice| choice.word() == word);
    found.copied().ok_or_else(|| {
        let words: Vec<_> = C::ALL
            .iter()
            .map(|choice| format!("`{}`", choice.word()))
            .collect();
        format!("`{word}` is none of {}", words.join(", "))
    })
}

/// An enum of choices; the first is the default.
macro_rules! choice {
    ($(#[$docs:meta])* $name:ident {
        $(#[$first_docs:meta])* $first:ident = $first_word:literal,
        $($(#[$variant_docs:meta])* $variant:ident = $word:literal,)*
    }) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum $name {
            $(#[$first_docs])*
            #[default]
            $first,
            $($(#[$variant_docs])* $variant,)*
        }

        impl Choice for $name {
            const ALL: &'static [Self] = &[Self::$first, $(Self::$variant),*];

            fn word(self) -> &'static str {
                match self {
                    Self::$first => $first_word,
                    $(Self::$variant => $word,)*
                }
            }
        }
    };
}

choice! {
    /// What becomes of a union whose variants nothing tells apart.
    AmbiguousUnions {
        /// A warning; the variants are tried with their constraints.
        Warn = "warn",
        /// An error.
        Deny = "deny",
        /// No warning; the only variant that fits wins, and what fits several is kept as it came.
        ExactOne = "exact-one",
        /// No warning; of the variants that fit the one with the most required members wins, and a tie is
        /// kept as it came.
        MostSpecific = "most-specific",
        /// No warning; every value is kept as it came, and viewed as a variant when it is asked for.
        Opaque = "opaque",
    }
}

choice! {
    /// What a schema without `type` but with `properties` becomes.
    UntypedObjects {
        /// An object.
        Objects = "objects",
        /// Any JSON.
        Any = "any",
    }
}

choice! {
    /// What becomes of members that an open object does not declare.
    UnknownMembers {
        /// They are kept as they came, and written back.
        Keep = "keep",
        /// They are dropped.
        Drop = "drop",
        /// They are refused.
        Deny = "deny",
    }
}

choice! {
    /// What a server implements.
    ServerTraits {
        /// A trait for the operations of each tag (an operation's first), and one for those without.
        PerTag = "per-tag",
        /// One trait with all operations.
        One = "one",
    }
}

impl Choice for Maps {
    const ALL: &'static [Self] = &[Self::Btree, Self::Index];

    fn word(self) -> &'static str {
        match self {
            Self::Btree => "btree",
            Self::Index => "index",
        }
    }
}

choice! {
    /// What an array with `uniqueItems` becomes.
    UniqueItems {
        /// A `Vec`; that the elements differ is checked by `validate()`.
        List = "list",
        /// A set.
        Set = "set",
    }
}

impl Choice for TimeTypes {
    const ALL: &'static [Self] = &[Self::Jiff, Self::Chrono, Self::Time, Self::Text];

    fn word(self) -> &'static str {
        match self {
            Self::Jiff => "jiff",
            Self::Chrono => "chrono",
            Self::Time => "time",
            Self::Text => "text",
        }
    }
}

impl Choice for Formats {
    const ALL: &'static [Self] = &[Self::Strict, Self::Tolerant];

    fn word(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Tolerant => "tolerant",
        }
    }
}

impl Choice for DeepObjectArrays {
    const ALL: &'static [Self] = &[Self::Indices, Self::Brackets, Self::Repeated];

    fn word(self) -> &'static str {
        match self {
            Self::Indices => "indices",
            Self::Brackets => "brackets",
            Self::Repeated => "repeated",
        }
    }
}

impl Choice for Decimals {
    const ALL: &'static [Self] = &[Self::Text, Self::RustDecimal];

    fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::RustDecimal => "rust-decimal",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_word_is_told_the_right_ones() {
        assert_eq!(parse_choice("tolerant"), Ok(Formats::Tolerant));
        assert_eq!(Formats::default(), Formats::ALL[0]);
        assert_eq!(
            parse_choice::<Maps>("hash").unwrap_err(),
            "`hash` is none of `btree`, `index`"
        );
    }
}
