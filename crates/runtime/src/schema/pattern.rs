//! ECMA-262 patterns: by `regex`, which takes linear time, where the syntax means the same there; else by
//! `regress`, which backtracks, on texts of a bounded length.

mod address_hasher;
mod conjunction;
mod cost;
mod translate;

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::rc::Rc;
use std::sync::{LazyLock, PoisonError, RwLock};

use address_hasher::AddressHasher;
use conjunction::conjunction;
use cost::longest_text;
use translate::translate;

#[derive(Clone)]
enum Compiled {
    /// Each expression, and whether it must match.
    Linear(Vec<(regex::Regex, bool)>),
    Backtracking {
        regex: regress::Regex,
        longest: usize,
    },
    /// Not a pattern; demands nothing, as JSON Schema has it.
    None,
}

type Known = HashMap<(usize, usize), Rc<Compiled>, BuildHasherDefault<AddressHasher>>;

/// What every thread takes its own copies of.
static COMPILED: LazyLock<RwLock<HashMap<&'static str, Compiled>>> = LazyLock::new(RwLock::default);

thread_local! {
    /// By where the pattern stands in memory, and how long it is. A thread's own, as expressions keep what they work
    /// with: threads that share one wait for each other.
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// Beyond these a text is not looked at: reading it would take too much time, or too deep a stack.
const LONGEST_PATTERN: usize = 4096;
const MOST_GROUPS: usize = 100;

/// Whether `text`, which may come from anyone, is a pattern; one that is too long to be looked at is called one.
pub(super) fn is_pattern(text: &str) -> bool {
    let groups = text.bytes().filter(|byte| matches!(byte, b'(' | b'[')).count();
    text.len() > LONGEST_PATTERN
        || groups > MOST_GROUPS
        || regress::Regex::with_flags(text, "u").is_ok()
        || regress::Regex::new(text).is_ok()
}

/// Whether `text` matches somewhere, and what is wrong where it does not.
pub(super) fn check(pattern: &'static str, text: &str) -> Result<(), String> {
    let matches = match &*compiled(pattern) {
        Compiled::None => true,
        Compiled::Linear(parts) => parts
            .iter()
            .all(|(regex, wanted)| regex.is_match(text) == *wanted),
        Compiled::Backtracking { regex, longest } => {
            if text.len() > *longest && text.chars().count() > *longest {
                return Err(format!(
                    "is longer than the {longest} characters that its pattern is checked on"
                ));
            }
            regex.find(text).is_some()
        }
    };
    if matches {
        Ok(())
    } else {
        Err(format!("does not match the pattern {pattern}"))
    }
}

/// Whether `text` matches somewhere.
#[cfg(feature = "fake")]
pub(crate) fn matches_pattern(pattern: &'static str, text: &str) -> bool {
    check(pattern, text).is_ok()
}

/// What a text must match to match `pattern`, in the syntax of `regex`; none where that has no equivalent. What a
/// text must not match is left out.
#[cfg(feature = "fake")]
pub(crate) fn wanted_patterns(pattern: &str) -> Option<Vec<String>> {
    let parts = conjunction(pattern).into_iter().filter(|(_, wanted)| *wanted);
    parts.map(|(part, _)| translate(&part)).collect()
}

fn compiled(pattern: &'static str) -> Rc<Compiled> {
    let place = (pattern.as_ptr().addr(), pattern.len());
    KNOWN.with_borrow_mut(|known| {
        let own = known.entry(place).or_insert_with(|| Rc::new(shared(pattern)));
        Rc::clone(own)
    })
}

/// A copy of what some thread has compiled, or this one does.
fn shared(pattern: &'static str) -> Compiled {
    let known = COMPILED
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(pattern)
        .cloned();
    known.unwrap_or_else(|| {
        let compiled = compile(pattern);
        let mut all = COMPILED.write().unwrap_or_else(PoisonError::into_inner);
        all.entry(pattern).or_insert(compiled).clone()
    })
}

fn compile(pattern: &str) -> Compiled {
    let linear = |(part, wanted): (String, bool)| {
        let regex = regex::Regex::new(&translate(&part)?).ok()?;
        Some((regex, wanted))
    };
    if let Some(parts) = conjunction(pattern).into_iter().map(linear).collect() {
        return Compiled::Linear(parts);
    }
    // JSON Schema asks for Unicode's mode; what is an error only there was written without it in mind.
    let regex = regress::Regex::with_flags(pattern, "u").or_else(|_| regress::Regex::new(pattern));
    match regex {
        Ok(regex) => Compiled::Backtracking {
            regex,
            longest: longest_text(pattern),
        },
        Err(_) => Compiled::None,
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Compiled, check, compile};

    fn is_linear(pattern: &str) -> bool {
        matches!(compile(pattern), Compiled::Linear(_))
    }

    #[test]
    fn patterns_mean_what_they_mean_in_ecmascript() {
        let cases: &[(&'static str, &[&str], &[&str])] = &[
            ("^a$", &["a"], &["a\n", "ab", ""]),
            (r"^\d+$", &["12"], &["१२", ""]),
            (r"^\w$", &["_"], &["é"]),
            (r"^\s$", &["\u{feff}", "\u{a0}", " "], &["\u{85}", "x"]),
            (r"^\S$", &["x"], &["\u{2003}"]),
            ("^.$", &["x", "🐲"], &["\n", "\r", "\u{2028}"]),
            ("^🐲*$", &["", "🐲🐲"], &["D"]),
            (r"^[\w.\-]+@[^\s@]+$", &["a.b-c@x"], &["a b@x"]),
            (r"^[^\d]$", &["x"], &["5"]),
            (r"^\u0041\x42\cI$", &["AB\t"], &["AB"]),
            (r"^\/a\-b$", &["/a-b"], &["a-b"]),
            (r"^(?=.*\d)(?=.*[a-z]).{4,8}$", &["a1bc"], &["abcd", "1234", "a1"]),
            (
                r"^(?=.*\d)(?!.*\s)(?=[^)(]*[)])[a-z\d)]{3}$",
                &["a1)", "1))"],
                &["a1b", "a) 1", "ab)", "a1))"],
            ),
            (r"^(?!a|b)x?", &["x", "c", ""], &["a", "bx"]),
            (r"^(?=a)b|c$", &["c", "xc"], &["b", "ab"]),
            (r"^(a)\1$", &["aa"], &["ab"]),
            (r"^\p{Letter}+$", &["né"], &["1"]),
            (r"^[a-z]{2}(?:-[A-Z]{2})?$", &["en", "en-GB"], &["EN"]),
            ("p", &["apple"], &["x"]),
            ("^a{,2}$", &["a{,2}"], &["aa"]),
            (r"^[[\]&~-]+$", &["[&]~-"], &["a"]),
            (
                r"^[a-zA-Z]((?!--|__)[a-zA-Z0-9-_])+$",
                &["a-name-of-more-than-twelve_characters"],
                &["a--b", "a_b__c", "-ab"],
            ),
            (r"^(?<year>\d{4})-\k<year>$", &["2024-2024"], &["2024-2025"]),
            (r"(?<=€)\d+", &["€5"], &["5", "$5"]),
            (r"(?<!€)5", &["$5"], &["€5"]),
            (r"^[^]$", &["\n", "x"], &["", "xy"]),
            (r"^[]?$", &[""], &["x"]),
            (r"^\cA\0$", &["\u{1}\0"], &["A0"]),
            (r"^\P{Lu}+$", &["é1"], &["É"]),
            (r"^\p{Script=Greek}$", &["λ"], &["l"]),
            (r"^\u{1F432}$", &["🐲"], &["u"]),
            (r"^\ud83d\udc32$", &["🐲"], &["x"]),
            (r"\bword\b", &["a word."], &["swords"]),
            ("^a{2,3}?b", &["aab"], &["ab"]),
            ("^[a-z]*$", &["", "abc"], &["abc\n", "A"]),
        ];
        for (pattern, matching, others) in cases {
            for text in *matching {
                assert!(check(pattern, text).is_ok(), "{pattern} on {text:?}");
            }
            for text in *others {
                assert!(check(pattern, text).is_err(), "{pattern} on {text:?}");
            }
        }
        assert!(is_linear("^(a+)+$") && is_linear(r"^[\w.\-]+@[^\s@]+$") && !is_linear(r"^(a)\1$"));
        assert!(is_linear(r"^(?=.*\d)(?!.*\s)(?=[^)(]*[)])[a-z]{8,}$"));
    }

    #[test]
    fn no_pattern_takes_long() {
        let started = Instant::now();
        let text = "a".repeat(100_000) + "!";
        for pattern in [
            "^(a+)+$",
            r"^(?=(a+)+$)b",
            r"^(a|a)*\1$",
            r"^((a*)*)*\2b$",
            r"^(a?a)+\1b$",
            r"^(a*)*\1b$",
            r"^(?:(a*)|b?)*\1b$",
            r"^(a{0,9}a)*\1b$",
            r"(x?)a*a*a*a*a*\1b",
            r"(?:(?=a*b)a)*(x?)\1c",
        ] {
            assert!(check(pattern, &text).is_err());
            for length in [2, 5, 11, 19, 39, 127, 1000, 8000] {
                let text = "a".repeat(length) + "!";
                assert!(check(pattern, &text).is_err(), "{pattern}");
            }
        }
        assert!(
            started.elapsed() < Duration::from_secs(5),
            "{:?}",
            started.elapsed()
        );
    }
}
