//! Reads an overlay: every action that can be understood, and a report of what cannot.

use bindery_model::{Code, Diagnostic, Diagnostics, FileId, Json, Origin};

use super::path::TargetPath;
use super::rules::Rules;
use super::update::{Source, Update};
use crate::cursor::Cursor;
use crate::document::Document;
use crate::suggestion::nearest;

pub(super) struct Action {
    pub(super) path: TargetPath,
    /// The path as it is written, and where.
    pub(super) text: String,
    pub(super) target: Origin,
    pub(super) change: Change,
    /// Where the change is written.
    pub(super) place: Origin,
}

pub(super) enum Change {
    Update(Update),
    /// Brings what stands elsewhere in the document.
    Copy(TargetPath),
    Remove,
}

impl Action {
    pub(super) fn fault(&self, problem: impl Into<String>) -> Diagnostic {
        invalid(problem, self.place.clone())
    }
}

const OVERLAY_KEYS: &[&str] = &["overlay", "info", "extends", "actions"];
const INFO_KEYS: &[&str] = &["title", "version"];
/// What 1.1 has beside them.
const INFO_KEYS_1_1: &[&str] = &["title", "version", "description"];
const ACTION_KEYS: &[&str] = &["target", "description", "update", "remove"];
const ACTION_KEYS_1_1: &[&str] = &["target", "description", "update", "copy", "remove"];

pub(super) fn read(document: &Document, file: FileId, diagnostics: &mut Diagnostics) -> (Rules, Vec<Action>) {
    static NULL: Json = Json::Null;
    let root = Cursor::root(document, file, document.trees.get(&file).unwrap_or(&NULL));
    let rules = root
        .get("overlay")
        .and_then(|version| Rules::of(version.as_str()?));
    let rules = rules.unwrap_or(Rules::V1_0);
    let mut reader = Reader { diagnostics, rules };
    (rules, reader.actions(&root))
}

struct Reader<'r> {
    diagnostics: &'r mut Diagnostics,
    rules: Rules,
}

impl Reader<'_> {
    fn actions(&mut self, root: &Cursor<'_>) -> Vec<Action> {
        if !root.is_object() {
            self.report("an overlay is an object", root);
            return Vec::new();
        }
        self.check_keys(root, OVERLAY_KEYS);
        self.check_version(root);
        self.check_info(root);
        if let Some(extends) = root.get("extends").filter(|extends| extends.as_str().is_none()) {
            self.report("`extends` must be the address of a document", &extends);
        }
        let Some(actions) = root.get("actions").filter(Cursor::is_array) else {
            self.missing("actions", root);
            return Vec::new();
        };
        if actions.items().next().is_none() {
            self.report("an overlay needs at least one action", &actions);
        }
        let actions = actions.items();
        actions.filter_map(|action| self.action(&action)).collect()
    }

    fn report(&mut self, message: &str, place: &Cursor<'_>) {
        let label = place.kind();
        self.diagnostics
            .push(invalid(message, place.origin()).label(label));
    }

    fn missing(&mut self, name: &str, place: &Cursor<'_>) {
        let wrong = place.get(name);
        let message = match &wrong {
            Some(value) => format!("`{name}` cannot be {}", value.kind()),
            None => format!("`{name}` is missing"),
        };
        let origin = wrong.as_ref().unwrap_or(place).origin();
        let help = match wrong {
            Some(_) => format!("write `{name}` as the specification of overlays says"),
            None => format!("add `{name}`"),
        };
        self.diagnostics.push(invalid(message, origin).help(help));
    }

    fn check_keys(&mut self, place: &Cursor<'_>, known: &[&'static str]) {
        for (name, value) in place.members() {
            if known.contains(&name) || name.starts_with("x-") {
                continue;
            }
            let message = format!("overlays know no `{name}` here");
            let diagnostic = Diagnostic::error(Code::OverlayKey, message, value.origin()).at_key();
            let help = match nearest(name, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the keys are: {}", known.join(", ")),
            };
            self.diagnostics.push(diagnostic.help(help));
        }
    }

    fn check_version(&mut self, root: &Cursor<'_>) {
        let Some(version) = root.get("overlay") else {
            return self.missing("overlay", root);
        };
        if version.as_str().and_then(Rules::of).is_none() {
            let diagnostic = Diagnostic::error(
                Code::UnsupportedVersion,
                "this version of overlays is not supported",
                version.origin(),
            )
            .label("Overlay 1.0 and 1.1 are supported")
            .help("write `overlay: 1.1.0`");
            self.diagnostics.push(diagnostic);
        }
    }

    fn check_info(&mut self, root: &Cursor<'_>) {
        let Some(info) = root.get("info").filter(Cursor::is_object) else {
            return self.missing("info", root);
        };
        let keys = match self.rules {
            Rules::V1_0 => INFO_KEYS,
            Rules::V1_1 => INFO_KEYS_1_1,
        };
        self.check_keys(&info, keys);
        for name in INFO_KEYS {
            if info.get(name).is_none() {
                self.missing(name, &info);
            }
        }
    }

    fn action(&mut self, action: &Cursor<'_>) -> Option<Action> {
        if !action.is_object() {
            self.report("an action is an object", action);
            return None;
        }
        let keys = match self.rules {
            Rules::V1_0 => ACTION_KEYS,
            Rules::V1_1 => ACTION_KEYS_1_1,
        };
        self.check_keys(action, keys);
        let Some((target, text)) = text_member(action, "target") else {
            self.missing("target", action);
            return None;
        };
        let path = self.path(&target, text)?;
        let (change, place) = self.change(action, &target)?;
        Some(Action {
            path,
            text: text.to_owned(),
            target: target.origin(),
            change,
            place,
        })
    }

    fn path(&mut self, place: &Cursor<'_>, text: &str) -> Option<TargetPath> {
        let path = TargetPath::parse(text);
        let report = |problem: String| {
            self.diagnostics.push(no_path(text, &problem, place.origin()));
        };
        path.map_err(report).ok()
    }

    fn change(&mut self, action: &Cursor<'_>, target: &Cursor<'_>) -> Option<(Change, Origin)> {
        let update = action.get("update");
        let copy = action.get("copy").filter(|_| self.rules == Rules::V1_1);
        let removes = match action.get("remove").map(|remove| (remove.as_bool(), remove)) {
            None => false,
            Some((Some(removes), _)) => removes,
            Some((None, remove)) => {
                self.report("`remove` must be true or false", &remove);
                return None;
            }
        };
        match (update, copy, removes) {
            (Some(idle), _, true) | (None, Some(idle), true) => {
                self.report("this has no effect beside `remove: true`", &idle);
                None
            }
            (Some(_), Some(copy), false) => {
                self.report("an action has `update` or `copy`, not both", &copy);
                None
            }
            (None, None, true) => Some((Change::Remove, target.origin())),
            (Some(update), None, false) => {
                let (value, origin) = (update.value().clone(), update.origin());
                let source = Source::Overlay(origin.clone());
                Some((Change::Update(Update { value, source }), origin))
            }
            (None, Some(copy), false) => {
                let Some(text) = copy.as_str() else {
                    self.report("`copy` must be a JSONPath", &copy);
                    return None;
                };
                Some((Change::Copy(self.path(&copy, text)?), copy.origin()))
            }
            (None, None, false) => {
                let message = match self.rules {
                    Rules::V1_0 => "an action needs an `update` or `remove: true`",
                    Rules::V1_1 => "an action needs an `update`, a `copy` or `remove: true`",
                };
                self.report(message, action);
                None
            }
        }
    }
}

fn text_member<'d>(place: &Cursor<'d>, name: &str) -> Option<(Cursor<'d>, &'d str)> {
    let member = place.get(name)?;
    let text = member.as_str()?;
    Some((member, text))
}

fn invalid(message: impl Into<String>, origin: Origin) -> Diagnostic {
    Diagnostic::error(Code::InvalidOverlay, message, origin)
}

fn no_path(text: &str, problem: &str, origin: Origin) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::InvalidJsonPath,
        format!("`{text}` is not a JSONPath"),
        origin,
    )
    .label(problem.to_owned());
    if text.starts_with('$') {
        diagnostic.help("quote names with other than letters, digits and `_`: `$.paths['/pets/{id}']`")
    } else {
        diagnostic.help("a path begins with `$`, the document")
    }
}
