use bindery_model::Pointer;

use super::kind::Kind;
use crate::cursor::Cursor;

/// A node of a tree, told from others by where it lies in memory.
pub(super) type Node = usize;

pub(super) fn node(cursor: &Cursor<'_>) -> Node {
    std::ptr::from_ref(cursor.value()).addr()
}

/// What a reference leads to that does not stand where the bundle can refer to it.
pub(super) struct Target<'d> {
    pub(super) cursor: Cursor<'d>,
    pub(super) kind: Kind,
    /// How many references lead to it.
    pub(super) uses: usize,
    pub(super) home: Option<Home>,
}

/// Where a target is moved to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Home {
    /// To a place that referred to it.
    At(Pointer),
    /// It becomes a component.
    Component(Pointer),
    /// It stands within another target, at these steps.
    Within(usize, Vec<String>),
    /// Nothing can refer to such objects: it is written wherever it was referred to.
    InPlace,
}

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Lead {
    /// To a place of the bundle, by the text that it has.
    Kept,
    /// To a place of the bundle.
    Local(Pointer),
    Target(usize),
}

/// The `$ref` that names `pointer` (RFC 6901, section 6).
pub(super) fn reference_to(pointer: &Pointer) -> String {
    let mut text = String::new();
    for byte in pointer.to_string().bytes().skip(1) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => text.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b','
            | b';' | b'=' | b':' | b'@' | b'/' | b'?' => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    format!("#{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_a_uri() {
        let pointer: Pointer = ["paths", "/pets/{id}", "50%", "größe"]
            .map(str::to_owned)
            .into_iter()
            .collect();
        let text = reference_to(&pointer);
        assert_eq!(text, "#/paths/~1pets~1%7Bid%7D/50%25/gr%C3%B6%C3%9Fe");
        assert_eq!(Pointer::parse(&text), Some(pointer));
    }
}
