use std::borrow::Cow;

use super::SyntaxError;

/// A string as it stands in the text, without its quotes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawString<'a> {
    text: &'a str,
    escaped: bool,
}

/// How many bytes at the beginning are neither a quote, a backslash nor a control character.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = EACH << 7;
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (place, chunk) in chunks.iter().enumerate() {
        let word = u64::from_le_bytes(*chunk);
        // The high bit of each byte that is zero, or below the bound; the lowest of them is never wrong.
        let zero = |word: u64| word.wrapping_sub(EACH) & !word;
        let control = word.wrapping_sub(EACH * 0x20) & !word;
        let special = (zero(word ^ (EACH * 0x22)) | zero(word ^ (EACH * 0x5c)) | control) & HIGH;
        if special != 0 {
            return place * 8 + special.trailing_zeros() as usize / 8;
        }
    }
    let is_plain = |byte: &&u8| !matches!(byte, b'"' | b'\\' | 0..=0x1f);
    chunks.len() * 8 + rest.iter().take_while(is_plain).count()
}

impl<'a> RawString<'a> {
    #[inline]
    pub(super) fn new(text: &'a str, escaped: bool) -> Self {
        Self { text, escaped }
    }

    /// Whether it says `text`.
    #[inline]
    pub(crate) fn is(&self, text: &str) -> bool {
        match self.escaped {
            false => self.text == text,
            true => self.decode().is_ok_and(|decoded| decoded == text),
        }
    }

    /// What it says, if that is what stands there.
    pub(crate) fn unescaped(&self) -> Option<&'a str> {
        (!self.escaped).then_some(self.text)
    }

    /// What it says.
    #[inline]
    pub(crate) fn decode(&self) -> Result<Cow<'a, str>, SyntaxError> {
        if !self.escaped {
            return Ok(Cow::Borrowed(self.text));
        }
        unescape(self.text).map(Cow::Owned)
    }
}

#[cold]
fn unescape(text: &str) -> Result<String, SyntaxError> {
    let fault = |detail, rest: &str| SyntaxError {
        detail,
        at: text.len() - rest.len(),
    };
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('\\') {
        let (plain, escape) = rest.split_at(place);
        decoded.push_str(plain);
        let mut characters = escape.chars();
        characters.next();
        let character = match characters.next() {
            Some('u') => {
                let mut unit = || {
                    let digits = characters.as_str().get(..4)?;
                    characters = characters.as_str().get(4..)?.chars();
                    u16::from_str_radix(digits, 16).ok()
                };
                let first = unit().ok_or_else(|| fault("has a wrong escape", escape))?;
                let mut units = vec![first];
                if (0xd800..0xdc00).contains(&first) && characters.as_str().starts_with("\\u") {
                    characters = characters.as_str().get(2..).unwrap_or_default().chars();
                    let digits = characters.as_str().get(..4).unwrap_or_default();
                    units.extend(u16::from_str_radix(digits, 16));
                    characters = characters.as_str().get(4..).unwrap_or_default().chars();
                }
                match String::from_utf16(&units) {
                    Ok(text) => text.chars().next(),
                    Err(_) => return Err(fault("has half of a surrogate pair in a string", escape)),
                }
            }
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('t') => Some('\t'),
            other => other,
        };
        decoded.extend(character);
        rest = characters.as_str();
    }
    decoded.push_str(rest);
    Ok(decoded)
}
