//! How long a text may be for a pattern that backtracks: so long that it is done in some milliseconds.

use std::iter::Peekable;
use std::str::Chars;

/// For many repetitions in a row, and for repetitions within repetitions, which take time exponential in the length.
const SHORT: usize = 12;

/// In characters.
pub(super) fn longest_text(pattern: &str) -> usize {
    let mut cost = Cost {
        rest: pattern.chars().peekable(),
        groups: vec![Group::default()],
        repetitions: u32::from(!pattern.starts_with('^')),
        levels: 0,
    };
    cost.read();
    match (cost.levels, cost.repetitions) {
        (0 | 1, repetitions) => longest_of(repetitions),
        (2, _) => SHORT,
        // Some of these never end, and nobody means them.
        _ => 0,
    }
}

/// Each repetition may try each place in the text after each other one's.
fn longest_of(repetitions: u32) -> usize {
    match repetitions {
        0 | 1 => 8192,
        2 => 1024,
        3 => 128,
        4 => 40,
        5 => 20,
        _ => SHORT,
    }
}

#[derive(Default)]
struct Group {
    /// In how many ways it can match one text: how deeply repetitions, options and choices stand in each other.
    levels: u32,
    /// Whether it looks around: then it matches nothing, and is not tried again in another way.
    looks: bool,
}

struct Cost<'p> {
    rest: Peekable<Chars<'p>>,
    groups: Vec<Group>,
    repetitions: u32,
    /// The most of all groups.
    levels: u32,
}

impl Cost<'_> {
    fn read(&mut self) {
        // The levels of a group that was read last.
        let mut closed = 0;
        while let Some(character) = self.rest.next() {
            let before = std::mem::take(&mut closed);
            match character {
                '\\' => drop(self.rest.next()),
                '[' => self.skip_class(),
                '(' => self.open(),
                ')' => closed = self.close(),
                '*' | '+' => self.repeat(before, true),
                '{' => {
                    let repeats = self.bounds_are_wide();
                    self.repeat(before, repeats);
                }
                '?' | '|' => self.vary(1),
                _ => {}
            }
        }
    }

    fn open(&mut self) {
        let mut group = Group::default();
        if self.rest.next_if_eq(&'?').is_some() {
            let is_behind = self.rest.next_if_eq(&'<').is_some();
            group.looks = matches!(self.rest.peek(), Some('=' | '!'));
            if !is_behind || group.looks {
                self.rest.next();
            }
        }
        self.groups.push(group);
    }

    fn close(&mut self) -> u32 {
        let group = match self.groups.len() {
            // Nothing was opened: no pattern.
            0 | 1 => Group::default(),
            _ => self.groups.pop().unwrap_or_default(),
        };
        let levels = if group.looks { 0 } else { group.levels };
        self.vary(levels);
        levels
    }

    fn repeat(&mut self, within: u32, repeats: bool) {
        self.repetitions += u32::from(repeats);
        self.vary(within + 1);
        // Lazy repetitions try the same.
        self.rest.next_if_eq(&'?');
    }

    fn vary(&mut self, levels: u32) {
        self.levels = self.levels.max(levels);
        if let Some(group) = self.groups.last_mut() {
            group.levels = group.levels.max(levels);
        }
    }

    /// Reads `{2,4}` to its end: whether it may repeat in many ways.
    fn bounds_are_wide(&mut self) -> bool {
        let mut bounds = String::new();
        while let Some(character) = self.rest.next_if(|next| next.is_ascii_digit() || *next == ',') {
            bounds.push(character);
        }
        self.rest.next_if_eq(&'}');
        let Some((least, most)) = bounds.split_once(',') else {
            return false;
        };
        let ways = most.parse::<u32>().unwrap_or(u32::MAX);
        ways.saturating_sub(least.parse().unwrap_or(0)) > 1
    }

    fn skip_class(&mut self) {
        while let Some(character) = self.rest.next() {
            match character {
                ']' => return,
                '\\' => drop(self.rest.next()),
                _ => {}
            }
        }
    }
}
