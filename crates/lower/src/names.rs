//! From the words of a document to identifiers.
//!
//! Every name is a function of one text alone, so that it does not change when something else is
//! added to the document; what clashes is settled by [`Scope`](crate::scope::Scope).

use heck::ToSnakeCase;

use crate::reserved;

/// `payment_session` as a type: `PaymentSession`.
pub(crate) fn type_name(text: &str) -> String {
    camel(&words(text))
}

/// The name of an inline type: its owner's and its own words, `PaymentSession` and `status`.
pub(crate) fn joined_type_name<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut all = Vec::new();
    for text in texts {
        let of_text = if all.is_empty() {
            words(text)
        } else {
            plain_words(text)
        };
        all.extend(of_text);
    }
    if all.is_empty() {
        "Empty".to_owned()
    } else {
        camel(&all)
    }
}

/// `paymentSessionId` as a field, an argument or a method: `payment_session_id`.
pub(crate) fn member_name(text: &str) -> String {
    not_keyword(&words(text).join("_"))
}

/// `REQUIRES_ACTION` as a variant: `RequiresAction`.
pub(crate) fn variant_name(text: &str) -> String {
    not_keyword(&camel(&words(text)))
}

/// `-created` as an enum's value: `MinusCreated`. A sign in front of a word is meant.
pub(crate) fn value_name(text: &str) -> String {
    match text.strip_prefix(['-', '−']) {
        Some(rest) if rest.starts_with(char::is_alphabetic) => format!("Minus{}", camel(&words(rest))),
        _ => variant_name(text),
    }
}

/// Texts whose names tell `text` from others that come down to the same words, the best first: the signs
/// between its words are words, too (`a underscore b`), or how it is written in large and small letters
/// is one (`upper asc`, `camel petId`).
pub(crate) fn distinct_texts(text: &str) -> Vec<String> {
    let spelled = with_signs(text);
    let case = case_word(text);
    let plain = spelled.as_deref().unwrap_or(text);
    let with_case = case.map(|case| format!("{case} {plain}"));
    spelled.iter().cloned().chain(with_case).collect()
}

/// `a_b` as `a underscore b`. None, where there is no sign, or more of them than a name can hold.
fn with_signs(text: &str) -> Option<String> {
    let is_sign = |letter: char| !letter.is_alphanumeric();
    if !text.contains(is_sign) || text.chars().filter(|letter| is_sign(*letter)).count() > 4 {
        return None;
    }
    let mut spelled = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '-' if !spelled.is_empty() => spelled.push_str(" dash "),
            sign if is_sign(sign) => {
                spelled.push(' ');
                spelled.push_str(symbol_word(sign));
                spelled.push(' ');
            }
            letter => spelled.push(letter),
        }
    }
    Some(spelled)
}

/// How a text uses large and small letters.
fn case_word(text: &str) -> Option<&'static str> {
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic());
    let first = letters.next()?;
    let has_small = text.contains(char::is_lowercase);
    match (first.is_uppercase(), has_small, text.contains(char::is_uppercase)) {
        (true, false, _) => Some("upper"),
        (true, true, _) => Some("pascal"),
        (false, _, true) => Some("camel"),
        (false, true, false) => Some("lower"),
        (false, false, false) => None,
    }
}

/// Of texts that come down to the same words the plainest is called by them alone: one that is its own
/// name, then one without signs, then one in small letters.
pub(crate) fn plainness(text: &str, name: &str) -> (bool, bool, u8) {
    let has_signs = text.contains(|letter: char| !letter.is_alphanumeric());
    let case = match case_word(text) {
        None | Some("lower") => 0,
        Some("camel") => 1,
        Some("pascal") => 2,
        Some(_) => 3,
    };
    (text != name, has_signs, case)
}

/// The name, with an underscore behind where it is a keyword (`r#` does not do for `self`).
pub(crate) fn not_keyword(name: &str) -> String {
    if reserved::is_keyword(name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

/// The words of a text, in lower case; never empty, and the first begins with a letter.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = plain_words(text);
    if words.is_empty() {
        words = text
            .chars()
            .map(|symbol| symbol_word(symbol).to_owned())
            .collect();
        words.truncate(8);
    }
    if words.is_empty() {
        words.push("empty".to_owned());
    }
    let signed = words.len() > 1 && matches!(words[0].as_str(), "plus" | "minus");
    let number = usize::from(signed);
    let spelled = spelled(&words[number], signed);
    words.splice(number..=number, spelled);
    words
}

/// The words of a text as they are: maybe none, maybe beginning with a digit.
fn plain_words(text: &str) -> Vec<String> {
    if text
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    {
        // Most names are words already.
        return split_words(text);
    }
    let mut spaced = String::with_capacity(text.len());
    let mut previous = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        push_character(&mut spaced, character, previous, characters.peek().copied());
        previous = Some(character);
    }
    if spaced.is_ascii() {
        return ascii_words(&spaced);
    }
    split_words(&spaced.to_snake_case())
}

/// The case of the last letter of a word that has any.
#[derive(Clone, Copy, PartialEq)]
enum Case {
    None,
    Lower,
    Upper,
}

/// The words of an ASCII text, as heck finds them: it asks Unicode's tables of each letter and formats each word, and
/// there are a hundred thousand names in a large document.
fn ascii_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in text.split(|letter: char| !letter.is_ascii_alphanumeric()) {
        let (mut start, mut case) = (0, Case::None);
        for (index, pair) in part.as_bytes().windows(2).enumerate() {
            let &[this, next] = pair else { continue };
            let with_this = match this {
                b'a'..=b'z' => Case::Lower,
                b'A'..=b'Z' => Case::Upper,
                _ => case,
            };
            let end = if with_this == Case::Lower && next.is_ascii_uppercase() {
                index + 1
            } else if case == Case::Upper && this.is_ascii_uppercase() && next.is_ascii_lowercase() {
                index
            } else {
                case = with_this;
                continue;
            };
            words.push(part[start..end].to_ascii_lowercase());
            (start, case) = (end, Case::None);
        }
        if start < part.len() {
            words.push(part[start..].to_ascii_lowercase());
        }
    }
    words
}

fn split_words(snake: &str) -> Vec<String> {
    snake
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn push_character(spaced: &mut String, character: char, previous: Option<char>, next: Option<char>) {
    let before_digit = next.is_some_and(|next| next.is_ascii_digit());
    let at_start = previous.is_none_or(|previous| !previous.is_alphanumeric());
    match character {
        // heck splits at an apostrophe, and `Don't` is one word.
        '\'' | '’' => {}
        plain if plain.is_ascii_alphanumeric() => spaced.push(plain),
        // A number is negative, `a-1` is not.
        '-' if before_digit && at_start => spaced.push_str(" minus "),
        '.' if before_digit && previous.is_some_and(|previous| previous.is_ascii_digit()) => spaced.push('_'),
        letter if letter.is_alphabetic() => push_letter(spaced, letter),
        '+' | '@' | '$' | '*' | '#' | '%' | '&' | '<' | '>' | '=' | '!' | '~' | '^' => {
            spaced.push(' ');
            spaced.push_str(symbol_word(character));
            spaced.push(' ');
        }
        _ => spaced.push(' '),
    }
}

/// Letters that Rust's names may have without a warning stay as they are; others are named by code point.
fn push_letter(spaced: &mut String, letter: char) {
    if is_plain_letter(letter) {
        spaced.push(letter);
    } else {
        spaced.push_str(&format!(" u{:x} ", letter as u32));
    }
}

/// Whether a letter may stand in names: it is allowed there, is written in one way only (NFC), and looks
/// like no letter of another script. Those are rustc's lints `uncommon_codepoints`, `confusable_idents`
/// and `mixed_script_confusables`, of which only whole crates can be freed.
fn is_plain_letter(letter: char) -> bool {
    match letter {
        // Ligatures, and letters that are others in disguise.
        'Ĳ' | 'ĳ' | 'Ŀ' | 'ŀ' | 'ŉ' | 'ſ' | '×' | '÷' => false,
        // Latin letters with accents; hiragana, katakana, Han, Hangul.
        'À'..='ž' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '\u{4e00}'..='\u{9fff}' | '가'..='힣' => true,
        _ => false,
    }
}

fn symbol_word(symbol: char) -> &'static str {
    match symbol {
        '+' => "plus",
        '-' | '−' => "minus",
        '*' => "star",
        '@' => "at",
        '$' => "dollar",
        '#' => "hash",
        '%' => "percent",
        '&' => "and",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '~' => "tilde",
        '^' => "caret",
        '|' => "or",
        '/' => "slash",
        '\\' => "backslash",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '_' => "underscore",
        '\'' | '"' | '`' | '«' | '»' => "quote",
        '(' | ')' => "parenthesis",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        space if space.is_whitespace() => "space",
        _ => "symbol",
    }
}

/// A first word that begins with a digit: a small number is spelled out, a large one gets an `n`.
fn spelled(word: &str, signed: bool) -> Vec<String> {
    let digits = word.len()
        - word
            .trim_start_matches(|digit: char| digit.is_ascii_digit())
            .len();
    if digits == 0 {
        return vec![word.to_owned()];
    }
    let (number, rest) = word.split_at(digits);
    let spelled = number
        .parse()
        .ok()
        .filter(|_| number.len() == 1 || !number.starts_with('0'));
    match spelled.and_then(number_word) {
        Some(spelled) if rest.is_empty() => vec![spelled.to_owned()],
        Some(spelled) => vec![spelled.to_owned(), rest.to_owned()],
        None if signed => vec![word.to_owned()],
        None => vec![format!("n{word}")],
    }
}

fn number_word(number: usize) -> Option<&'static str> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    WORDS.get(number).copied()
}

/// Words in upper camel case; digits that would run together are kept apart (`V1_0` is not `V10`).
fn camel(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        let mut letters = word.chars();
        let Some(first) = letters.next() else { continue };
        if first.is_ascii_digit() && name.ends_with(|last: char| last.is_ascii_digit()) {
            name.push('_');
        }
        let mut large = first.to_uppercase();
        match (large.next(), large.next()) {
            (Some(large), None) if !large.is_lowercase() => name.push(large),
            // `ß` has no large form of one letter, and a name in small letters would be a binding in a pattern.
            _ => name.push_str(&format!("U{:x}", first as u32)),
        }
        name.push_str(letters.as_str());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_ascii_are_those_that_heck_finds() {
        let alphabet = b"aAbB1_ ";
        for number in 0..alphabet.len().pow(6) {
            let letters = (0..6).map(|place| alphabet[number / alphabet.len().pow(place) % alphabet.len()]);
            let text: String = letters.map(char::from).collect();
            assert_eq!(ascii_words(&text), split_words(&text.to_snake_case()), "{text:?}");
        }
    }

    #[test]
    fn odd_texts_become_readable_names() {
        let table = [
            ("payment_session", "PaymentSession", "payment_session"),
            ("paymentSessionId", "PaymentSessionId", "payment_session_id"),
            ("HTTPServer", "HttpServer", "http_server"),
            ("REQUIRES_ACTION", "RequiresAction", "requires_action"),
            ("type", "Type", "type_"),
            ("straße", "Straße", "straße"),
            ("ß ĸ", "UdfU138", "ß_ĸ"),
            ("self", "Self_", "self_"),
            ("crate", "Crate", "crate_"),
            ("+1", "PlusOne", "plus_one"),
            ("-1", "MinusOne", "minus_one"),
            ("*", "Star", "star"),
            ("", "Empty", "empty"),
            (" ", "Space", "space"),
            ("_", "Underscore", "underscore"),
            ("$ref", "DollarRef", "dollar_ref"),
            ("ref", "Ref", "ref_"),
            ("@type", "AtType", "at_type"),
            ("404", "N404", "n404"),
            ("2xx", "TwoXx", "two_xx"),
            ("1.0", "One0", "one_0"),
            ("2024-01-01", "N2024_01_01", "n2024_01_01"),
            ("v1.10", "V1_10", "v1_10"),
            ("C++", "CPlusPlus", "c_plus_plus"),
            (">=", "GreaterEqual", "greater_equal"),
            ("application/json", "ApplicationJson", "application_json"),
            ("naïve Größe", "NaïveGröße", "naïve_größe"),
            ("état", "État", "état"),
            ("日本", "日本", "日本"),
            ("注文ID", "注文id", "注文id"),
            ("заказ", "U437U430U43aU430U437", "u437_u430_u43a_u430_u437"),
            ("don't", "Dont", "dont"),
            ("pet.status", "PetStatus", "pet_status"),
            ("\u{1f600}", "Symbol", "symbol"),
        ];
        for (text, variant, member) in table {
            assert_eq!(
                (variant_name(text).as_str(), member_name(text).as_str()),
                (variant, member),
                "{text:?}"
            );
        }
    }

    #[test]
    fn signs_of_values_become_words() {
        assert_eq!(value_name("-created"), "MinusCreated");
        assert_eq!(value_name("+created"), "PlusCreated");
        assert_eq!(value_name("-1"), "MinusOne");
        assert_eq!(value_name("-"), "Minus");
        assert_eq!(value_name("a-b"), "AB");
        let distinct = |text| {
            distinct_texts(text)
                .iter()
                .map(|text| variant_name(text))
                .collect::<Vec<_>>()
        };
        assert_eq!(distinct("a_b"), ["AUnderscoreB", "LowerAUnderscoreB"]);
        assert_eq!(distinct("a-b"), ["ADashB", "LowerADashB"]);
        assert_eq!(distinct("ASC"), ["UpperAsc"]);
        assert_eq!(distinct("petId"), ["CamelPetId"]);
        assert_eq!(distinct("1"), Vec::<String>::new());
    }

    #[test]
    fn an_inline_type_is_called_after_its_owner_and_its_member() {
        assert_eq!(
            joined_type_name(["PaymentSession", "status"]),
            "PaymentSessionStatus"
        );
        assert_eq!(joined_type_name(["Level", "2"]), "Level2");
        assert_eq!(joined_type_name(["V1", "0"]), "V1_0");
        assert_eq!(joined_type_name(["Thing", "*"]), "ThingStar");
    }
}
