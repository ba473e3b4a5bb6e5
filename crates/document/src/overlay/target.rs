use bindery_model::{Code, Diagnostic, Json, Pointer};

use super::action::Action;
use super::tree;
use crate::suggestion::nearest;

/// Says how far a target leads that matches nothing, and which place may have been meant.
pub(super) fn no_match(action: &Action, root: &Json) -> Diagnostic {
    let start = action.path.start();
    let diagnostic = Diagnostic::error(
        Code::OverlayTarget,
        format!("the target `{}` matches nothing", action.text),
        action.target.clone(),
    );
    let Some((reached, depth)) = last_existing(root, start) else {
        return diagnostic.help("check the target against the document");
    };
    let above: Pointer = start.segments().iter().take(depth).cloned().collect();
    let Some(missing) = start.segments().get(depth) else {
        let what = format!("`{}` exists, but nothing in it fits the rest", path_text(start));
        return diagnostic
            .label(what)
            .help("check the rest of the target against the document");
    };
    let diagnostic = diagnostic.label(format!("`{}` has no `{missing}`", path_text(&above)));
    if let Some(name) = nearest(missing, names(reached).into_iter()) {
        let rest = start.segments().iter().skip(depth + 1);
        let meant = rest.fold(above.child(name), |meant, segment| meant.child(segment));
        let meant = format!("{}{}", path_text(&meant), action.path.rest());
        return diagnostic.help(format!("there is `{name}`; did you mean `{meant}`?"));
    }
    let names = names(reached);
    if names.is_empty() {
        return diagnostic.help(format!("`{}` has no members", path_text(&above)));
    }
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > SHOWN { ", …" } else { "" };
    diagnostic.help(format!("`{}` has {}{more}", path_text(&above), shown.join(", ")))
}

/// How many names are listed where none is close.
const SHOWN: usize = 6;

fn names(value: &Json) -> Vec<&str> {
    match value {
        Json::Object(members) => members.iter().map(|(name, _)| name.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// The last value on the way to `pointer`, and the number of segments that lead there.
fn last_existing<'j>(root: &'j Json, pointer: &Pointer) -> Option<(&'j Json, usize)> {
    (0..=pointer.segments().len()).rev().find_map(|depth| {
        let above = pointer.segments().iter().take(depth).cloned().collect();
        tree::find(root, &above).map(|value| (value, depth))
    })
}

/// A pointer as a JSONPath.
pub(super) fn path_text(pointer: &Pointer) -> String {
    let mut text = String::from("$");
    for segment in pointer.segments() {
        let is_plain = !segment.starts_with(|first: char| first.is_ascii_digit())
            && !segment.is_empty()
            && segment
                .chars()
                .all(|letter| !letter.is_ascii() || letter.is_ascii_alphanumeric() || letter == '_');
        let is_index = segment.bytes().all(|digit| digit.is_ascii_digit()) && !segment.is_empty();
        if is_plain {
            text.push('.');
            text.push_str(segment);
        } else if is_index {
            text.push_str(&format!("[{segment}]"));
        } else {
            text.push_str(&format!(
                "['{}']",
                segment.replace('\\', "\\\\").replace('\'', "\\'")
            ));
        }
    }
    text
}
