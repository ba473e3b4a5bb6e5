/// What ECMA-262 counts as white space and line ends, as members of a class.
const SPACE: &str =
    r"\t\n\x0B\x0C\r \u{A0}\u{1680}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}\u{FEFF}";

/// The pattern in the syntax of `regex`, with the meaning of ECMA-262; none for what has no equivalent there:
/// look-around, back references, property names.
pub(super) fn translate(pattern: &str) -> Option<String> {
    let mut translation = Translation {
        rest: pattern.chars(),
        text: String::with_capacity(pattern.len() + 16),
    };
    while let Some(character) = translation.rest.next() {
        translation.character(character)?;
    }
    Some(translation.text)
}

struct Translation<'p> {
    rest: std::str::Chars<'p>,
    text: String,
}

impl Translation<'_> {
    fn character(&mut self, character: char) -> Option<()> {
        match character {
            '\\' => self.escape()?,
            '[' => self.class()?,
            '(' => self.group()?,
            '{' => self.repetition(),
            '^' => self.text.push_str(r"\A"),
            '$' => self.text.push_str(r"\z"),
            '.' => self.text.push_str(r"[^\n\r\u{2028}\u{2029}]"),
            ')' | '|' | '*' | '+' | '?' => self.text.push(character),
            literal => self.literal(literal),
        }
        Some(())
    }

    fn literal(&mut self, literal: char) {
        self.text
            .push_str(&regex::escape(literal.encode_utf8(&mut [0; 4])));
    }

    /// A group; its name does not matter, as nothing refers to it.
    fn group(&mut self) -> Option<()> {
        self.text.push_str("(?:");
        match self.rest.as_str() {
            rest if rest.starts_with("?:") => self.skip(2),
            rest if rest.starts_with("?<") && !rest.starts_with("?<=") && !rest.starts_with("?<!") => {
                self.skip(rest.find('>')? + 1);
            }
            rest if rest.starts_with('?') => return None,
            _ => {}
        }
        Some(())
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.as_str().get(bytes..).unwrap_or_default().chars();
    }

    /// `{2,4}`; any other brace stands for itself.
    fn repetition(&mut self) {
        let rest = self.rest.as_str();
        let bounds = rest.split_once('}').map(|(bounds, _)| bounds);
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_bounds = bounds.is_some_and(|bounds| match bounds.split_once(',') {
            None => is_number(bounds),
            Some((least, most)) => is_number(least) && (most.is_empty() || is_number(most)),
        });
        match bounds {
            Some(bounds) if is_bounds => {
                self.text.push_str(&format!("{{{bounds}}}"));
                self.skip(bounds.len() + 1);
            }
            _ => self.literal('{'),
        }
    }

    fn escape(&mut self) -> Option<()> {
        let negated = |set: &str| format!("[^{set}]");
        let text = match self.rest.next()? {
            'd' => "[0-9]".into(),
            'D' => negated("0-9"),
            'w' => "[0-9A-Za-z_]".into(),
            'W' => negated("0-9A-Za-z_"),
            's' => format!("[{SPACE}]"),
            'S' => negated(SPACE),
            'b' => r"(?-u:\b)".into(),
            'B' => r"(?-u:\B)".into(),
            other => {
                let literal = self.escaped_character(other)?;
                self.literal(literal);
                return Some(());
            }
        };
        self.text.push_str(&text);
        Some(())
    }

    /// The character that an escape stands for, in a class or out of it.
    fn escaped_character(&mut self, character: char) -> Option<char> {
        match character {
            't' => Some('\t'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            'v' => Some('\u{b}'),
            'f' => Some('\u{c}'),
            '0' if !self.rest.as_str().starts_with(|next: char| next.is_ascii_digit()) => Some('\0'),
            'x' => self.hexadecimal(2),
            'u' => match self.rest.as_str().strip_prefix('{') {
                Some(rest) => {
                    let (digits, _) = rest.split_once('}')?;
                    let character = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
                    self.skip(digits.len() + 2);
                    Some(character)
                }
                None => self.hexadecimal(4),
            },
            'c' => {
                let letter = self.rest.next().filter(char::is_ascii_alphabetic)?;
                Some(char::from(letter as u8 & 0x1f))
            }
            // Back references, property names, and letters that mean nothing yet.
            other if other.is_ascii_alphanumeric() => None,
            other => Some(other),
        }
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<char> {
        let text = self.rest.as_str().get(..digits)?;
        let character = char::from_u32(u32::from_str_radix(text, 16).ok()?)?;
        self.skip(digits);
        Some(character)
    }

    fn class(&mut self) -> Option<()> {
        self.text.push('[');
        if self.rest.as_str().starts_with('^') {
            self.text.push('^');
            self.skip(1);
        }
        if self.rest.as_str().starts_with(']') {
            // Nothing, or anything: rare, and written differently.
            return None;
        }
        let opened = self.text.len();
        loop {
            match self.rest.next()? {
                ']' => {
                    self.text.push(']');
                    return Some(());
                }
                '-' if self.text.len() > opened && self.is_range() => self.text.push('-'),
                '\\' => match self.rest.next()? {
                    'd' => self.text.push_str("0-9"),
                    'w' => self.text.push_str("0-9A-Za-z_"),
                    's' => self.text.push_str(SPACE),
                    'b' => self.text.push_str(r"\x08"),
                    // A complement within a class.
                    'D' => self.text.push_str("[^0-9]"),
                    'W' => self.text.push_str("[^0-9A-Za-z_]"),
                    'S' => self.text.push_str(&format!("[^{SPACE}]")),
                    other => {
                        let literal = self.escaped_character(other)?;
                        self.class_literal(literal);
                    }
                },
                literal => self.class_literal(literal),
            }
        }
    }

    /// Whether a `-` stands before a character. After a set like `\d` that is no range, and `regex` says so.
    fn is_range(&self) -> bool {
        let mut next = self.rest.clone();
        match next.next() {
            Some('\\') => !matches!(next.next(), Some('d' | 'D' | 'w' | 'W' | 's' | 'S')),
            Some(']') | None => false,
            Some(_) => true,
        }
    }

    fn class_literal(&mut self, literal: char) {
        if literal.is_ascii_punctuation() {
            self.text.push('\\');
        }
        self.text.push(literal);
    }
}
