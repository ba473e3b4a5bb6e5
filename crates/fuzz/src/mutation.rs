use std::{fs, io, path::Path};

/// The documents in a folder, in the order of their names.
///
/// # Errors
/// When the folder or a file of it cannot be read.
pub fn seeds(folder: &Path) -> io::Result<Vec<Vec<u8>>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_file() && matches!(extension, Some("yaml" | "json")) {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(fs::read).collect()
}

/// Changes documents at random, in the same way each time.
#[derive(Clone, Debug)]
pub struct Mutation {
    state: u64,
}

/// What stands in a document where it does harm.
const WORDS: &[&str] = &[
    "null",
    "true",
    "[]",
    "{}",
    "''",
    "-1",
    "0",
    "1e999",
    "\"```\\npanic!()\\n```\"",
    "\"a\\n\\n    panic!()\"",
    "\"````\\n```\\na\\n````\"",
    "'*/ fn main() {} /*'",
    "'\"#;'",
    "\"\\0\"",
    "\"\\u202E\"",
    "r#type",
    "self",
    "'1'",
    "_",
    "'a b'",
    "💥",
    "&a",
    "*a",
    "<<: *a",
    "!!str",
    "? ",
    "- ",
    "#",
    "|",
    ">-",
    "...",
    "---",
    "\u{2028}",
    "\r",
    "$ref",
    "'#/components/schemas/A'",
    "'#/paths'",
    "'#'",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "items",
    "properties",
    "required",
    "type",
    "object",
    "array",
    "string",
    "integer",
    "number",
    "boolean",
    "[string, 'null']",
    "enum",
    "const",
    "format",
    "date-time",
    "uuid",
    "byte",
    "binary",
    "password",
    "default",
    "nullable",
    "readOnly",
    "writeOnly",
    "additionalProperties",
    "discriminator",
    "propertyName",
    "mapping",
    "pattern",
    "'[a-z'",
    "minLength",
    "maximum",
    "minItems",
    "uniqueItems",
    "x-select-by",
    "x-enum-varnames",
    "parameters",
    "in",
    "query",
    "header",
    "path",
    "cookie",
    "style",
    "explode",
    "deepObject",
    "schema",
    "content",
    "application/json",
    "multipart/form-data",
    "text/event-stream",
    "itemSchema",
    "requestBody",
    "responses",
    "'200'",
    "default",
    "headers",
    "security",
    "webhooks",
    "callbacks",
    "servers",
    "tags",
    "operationId",
    "deprecated",
    "$dynamicRef",
    "$anchor",
    "$id",
    "prefixItems",
    "unevaluatedProperties",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "contains",
    "propertyNames",
    "patternProperties",
];

impl Mutation {
    /// Changes that `seed` alone decides.
    pub fn new(seed: u64) -> Self {
        Self {
            state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
        }
    }

    /// One of `seeds`, changed in a few places.
    pub fn document(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut document = self.one_of(seeds).cloned().unwrap_or_default();
        for _ in 0..=self.below(6) {
            document = match self.below(8) {
                0 => self.bytes_changed(document),
                1..4 => self.word_changed(document),
                _ => self.line_changed(document, seeds),
            };
        }
        document
    }

    /// A number below `end`, which is 0 where that is.
    fn below(&mut self, end: usize) -> usize {
        // Marsaglia's xorshift, as it is in his paper.
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as usize % end.max(1)
    }

    fn one_of<'s, T>(&mut self, among: &'s [T]) -> Option<&'s T> {
        let index = self.below(among.len());
        among.get(index)
    }

    fn bytes_changed(&mut self, mut document: Vec<u8>) -> Vec<u8> {
        let place = self.below(document.len());
        let length = self.below(8).min(document.len() - place);
        let byte = self.below(256) as u8;
        match self.below(3) {
            0 => drop(document.drain(place..place + length)),
            1 => document.insert(place, byte),
            _ => document
                .iter_mut()
                .skip(place)
                .take(1)
                .for_each(|old| *old = byte),
        }
        document
    }

    /// A word, a number or what is quoted becomes another.
    fn word_changed(&mut self, document: Vec<u8>) -> Vec<u8> {
        let text = String::from_utf8_lossy(&document).into_owned();
        let is_word = |letter: char| letter.is_alphanumeric() || "_-/$#.".contains(letter);
        let mut words: Vec<(usize, &str)> = Vec::new();
        let mut rest = text.as_str();
        while let Some(start) = rest.find(is_word) {
            let from = rest.get(start..).unwrap_or_default();
            let end = from.find(|letter| !is_word(letter)).unwrap_or(from.len());
            words.push((text.len() - from.len(), from.get(..end).unwrap_or_default()));
            rest = from.get(end..).unwrap_or_default();
        }
        let (Some((place, old)), Some((_, other))) =
            (self.one_of(&words).copied(), self.one_of(&words).copied())
        else {
            return document;
        };
        let new = match self.below(2) {
            0 => other,
            _ => self.one_of(WORDS).copied().unwrap_or_default(),
        };
        let (before, after) = (text.get(..place), text.get(place + old.len()..));
        [before.unwrap_or_default(), new, after.unwrap_or_default()]
            .concat()
            .into_bytes()
    }

    /// A line goes, comes, is doubled, moves in or out, or is put below another.
    fn line_changed(&mut self, document: Vec<u8>, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut lines: Vec<Vec<u8>> = document
            .split(|byte| *byte == b'\n')
            .map(<[u8]>::to_vec)
            .collect();
        let place = self.below(lines.len());
        let other = self.below(lines.len());
        match self.below(6) {
            0 => drop(lines.remove(place)),
            1 => lines.insert(place, lines[other].clone()),
            2 => lines.swap(place, other),
            3 => lines[place].splice(0..0, *b"  ").for_each(drop),
            4 => {
                let stays = lines[place].strip_prefix(b"  ").map(<[u8]>::to_vec);
                lines[place] = stays.unwrap_or_default();
            }
            _ => {
                let seed = self.one_of(seeds).cloned().unwrap_or_default();
                let foreign: Vec<&[u8]> = seed.split(|byte| *byte == b'\n').collect();
                let start = self.below(foreign.len());
                let count = self.below(12);
                let taken = foreign.into_iter().skip(start).take(count).map(<[u8]>::to_vec);
                lines.splice(place..place, taken);
            }
        }
        lines.join(&b'\n')
    }
}
