use std::borrow::Cow;

use super::json_scanner::JsonFault;

/// Reads the string whose opening quote is at `start`: its value, and the offset behind its closing
/// quote.
pub(super) fn read(text: &str, start: usize) -> Result<(Cow<'_, str>, usize), JsonFault> {
    let content = start + 1;
    let mut value: Option<String> = None;
    let mut plain = content;
    let mut offset = content;
    loop {
        let piece = text.get(plain..offset).unwrap_or_default();
        match text.as_bytes().get(offset) {
            Some(b'"') => {
                let value = match value {
                    Some(value) => Cow::Owned(value + piece),
                    None => Cow::Borrowed(piece),
                };
                return Ok((value, offset + 1));
            }
            Some(b'\\') => {
                let (character, end) = escape(text, offset)?;
                let value = value.get_or_insert_default();
                value.push_str(piece);
                value.push(character);
                offset = end;
                plain = end;
            }
            Some(control) if *control < 0x20 => {
                return fault(offset, "a control character in a string must be escaped");
            }
            Some(_) => offset += 1,
            None => return fault(start, "this string has no closing quote"),
        }
    }
}

fn fault<T>(offset: usize, message: &'static str) -> Result<T, JsonFault> {
    Err(JsonFault { offset, message })
}

/// Reads the escape at `start`: its character, and the offset behind it.
fn escape(text: &str, start: usize) -> Result<(char, usize), JsonFault> {
    let character = match text.as_bytes().get(start + 1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode_escape(text, start),
        _ => return fault(start, "there is no such escape in JSON"),
    };
    Ok((character, start + 2))
}

fn unicode_escape(text: &str, start: usize) -> Result<(char, usize), JsonFault> {
    let first = code_unit(text, start)?;
    if let Some(character) = char::from_u32(first) {
        return Ok((character, start + 6));
    }
    let second = code_unit(text, start + 6).unwrap_or_default();
    if (0xd800..0xdc00).contains(&first) && (0xdc00..0xe000).contains(&second) {
        let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        if let Some(character) = char::from_u32(code) {
            return Ok((character, start + 12));
        }
    }
    fault(start, "half of a surrogate pair is no character")
}

/// The four hexadecimal digits of the `\u` escape at `start`.
fn code_unit(text: &str, start: usize) -> Result<u32, JsonFault> {
    let digits = text
        .get(start..start + 6)
        .and_then(|escape| escape.strip_prefix("\\u"))
        .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
    match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
        Some(unit) => Ok(unit),
        None => fault(start, "`\\u` must be followed by four hexadecimal digits"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        let text = r#""a\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00z" "#;
        let (value, end) = read(text, 0).unwrap();
        assert_eq!(value, "a\"\\/\u{8}\u{c}\n\r\té😀z");
        assert_eq!(end, text.len() - 1);
    }

    #[test]
    fn faults_are_located() {
        for (text, offset) in [
            ("\"abc", 0),
            ("\"a\\x\"", 2),
            ("\"\\u12\"", 1),
            ("\"\\u+123\"", 1),
            ("\"\\ud800\"", 1),
            ("\"\\ud800\\u0041\"", 1),
            ("\"\\udc00\"", 1),
            ("\"\u{0}\"", 1),
            ("\"\\", 1),
        ] {
            assert_eq!(read(text, 0).unwrap_err().offset, offset, "{text:?}");
        }
    }
}
