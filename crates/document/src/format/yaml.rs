use bindery_model::Json;

/// The value as YAML 1.2 in block style. Strings that another reader could take for something else (`yes`, `1.0`,
/// a date) stand in quotes.
pub fn write_yaml(value: &Json) -> String {
    let mut text = String::new();
    match value {
        Json::Object(members) if !members.is_empty() => write_members(members, 0, false, &mut text),
        Json::Array(items) if !items.is_empty() => write_items(items, 0, false, &mut text),
        value => {
            text.push_str(&scalar(value));
            text.push('\n');
        }
    }
    text
}

/// Writes members, each on a line; the first one goes on where the line stands.
fn write_members(members: &[(String, Json)], depth: usize, is_begun: bool, text: &mut String) {
    for (index, (name, member)) in members.iter().enumerate() {
        if index > 0 || !is_begun {
            indent(depth, text);
        }
        let key = word(name);
        if key.len() > LONGEST_KEY {
            text.push_str("? ");
            text.push_str(&key);
            text.push('\n');
            indent(depth, text);
        } else {
            text.push_str(&key);
        }
        text.push(':');
        match member {
            Json::Object(members) if !members.is_empty() => {
                text.push('\n');
                write_members(members, depth + 1, false, text);
            }
            Json::Array(items) if !items.is_empty() => {
                text.push('\n');
                write_items(items, depth + 1, false, text);
            }
            value => write_value(value, depth, text),
        }
    }
}

fn write_items(items: &[Json], depth: usize, is_begun: bool, text: &mut String) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 || !is_begun {
            indent(depth, text);
        }
        text.push('-');
        match item {
            Json::Object(members) if !members.is_empty() => {
                text.push(' ');
                write_members(members, depth + 1, true, text);
            }
            Json::Array(items) if !items.is_empty() => {
                text.push(' ');
                write_items(items, depth + 1, true, text);
            }
            value => write_value(value, depth, text),
        }
    }
}

fn write_value(value: &Json, depth: usize, text: &mut String) {
    match value {
        Json::String(string) if is_block(string) => write_block(string, depth + 1, text),
        value => {
            text.push(' ');
            text.push_str(&scalar(value));
            text.push('\n');
        }
    }
}

/// A literal block: every line as it is.
fn write_block(string: &str, depth: usize, text: &mut String) {
    let body = string.trim_end_matches('\n');
    text.push_str(match string.len() - body.len() {
        0 => " |-\n",
        1 => " |\n",
        _ => " |+\n",
    });
    for line in body.split('\n') {
        if !line.is_empty() {
            indent(depth, text);
            text.push_str(line);
        }
        text.push('\n');
    }
    for _ in 1..string.len() - body.len() {
        text.push('\n');
    }
}

fn indent(depth: usize, text: &mut String) {
    text.push_str(&"  ".repeat(depth));
}

fn scalar(value: &Json) -> String {
    match value {
        Json::String(string) => word(string),
        Json::Array(_) => "[]".to_owned(),
        Json::Object(_) => "{}".to_owned(),
        value => value.to_text(),
    }
}

/// A string on one line, in quotes where it must be.
fn word(string: &str) -> String {
    if is_plain(string) {
        return string.to_owned();
    }
    let mut quoted = String::from("\"");
    for letter in string.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            letter if is_printable(letter) => quoted.push(letter),
            letter if u32::from(letter) <= 0xffff => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(letter)))
            }
            letter => quoted.push_str(&format!("\\U{:08x}", u32::from(letter))),
        }
    }
    quoted.push('"');
    quoted
}

/// Longer keys need a question mark in front (YAML 1.2, section 8.2.2).
const LONGEST_KEY: usize = 1000;

/// Words that YAML, of this version or an older one, takes for truth values, null or numbers.
const RESERVED: [&str; 12] = [
    "false", "inf", "n", "nan", "no", "null", "off", "on", "true", "y", "yes", "~",
];

fn is_plain(string: &str) -> bool {
    let Some(first) = string.chars().next() else {
        return false;
    };
    let is_safe = |letter: char| letter.is_alphanumeric() || " _-./(),+;'$@=<>{}[]*!?&%".contains(letter);
    let begins_well = first.is_alphabetic() || "_/$".contains(first);
    // Colons and number signs mean something beside spaces only; none is taken at the end.
    let has_signs = string.contains(": ") || string.contains(" #") || string.ends_with(':');
    let is_word = RESERVED.iter().any(|word| word.eq_ignore_ascii_case(string));
    begins_well
        && !has_signs
        && !is_word
        && !string.ends_with(' ')
        && string
            .chars()
            .all(|letter| is_safe(letter) || letter == ':' || letter == '#')
}

/// Whether a text of several lines can stand as it is.
fn is_block(string: &str) -> bool {
    let begins_well = !string.starts_with([' ', '\n', '\t']);
    let lines = string.contains('\n')
        && string
            .trim_end_matches('\n')
            .split('\n')
            .all(|line| !line.starts_with('\t'));
    begins_well
        && lines
        && string
            .chars()
            .all(|letter| letter == '\n' || letter == '\t' || is_printable(letter))
}

/// What stands in a text as itself: neither control characters nor what some take for a line's end.
fn is_printable(letter: char) -> bool {
    !letter.is_control()
        && !matches!(
            letter,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}
