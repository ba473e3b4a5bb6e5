//! Reads an overlay: every action that can be understood, and a report of what cannot.

use bindery_model::{Diagnostic, Diagnostics, FileId, Json, Origin};

use super::path::TargetPath;
use super::update::Update;
use crate::cursor::Cursor;
use crate::document::Document;
use crate::suggestion::nearest;

pub(super) struct Action {
    pub(super) path: TargetPath,
    /// The path as it is written, and where.
    pub(super) text: String,
    pub(super) target: Origin,
    pub(super) change: Change,
}

pub(super) enum Change {
    Update(Update),
    Remove,
}

impl Action {
    pub(super) fn fault(&self, problem: &str) -> Diagnostic {
        let origin = match &self.change {
            Change::Update(update) => update.origin.clone(),
            Change::Remove => self.target.clone(),
        };
        invalid(problem, origin)
    }
}

const OVERLAY_KEYS: &[&str] = &["overlay", "info", "extends", "actions"];
const INFO_KEYS: &[&str] = &["title", "version"];
const ACTION_KEYS: &[&str] = &["target", "description", "update", "remove"];

pub(super) fn read(document: &Document, file: FileId, diagnostics: &mut Diagnostics) -> Vec<Action> {
    static NULL: Json = Json::Null;
    let root = Cursor::root(document, file, document.trees.get(&file).unwrap_or(&NULL));
    let mut reader = Reader { diagnostics };
    if !root.is_object() {
        reader.report("an overlay is an object", &root);
        return Vec::new();
    }
    reader.check_keys(&root, OVERLAY_KEYS);
    reader.check_version(&root);
    reader.check_info(&root);
    if let Some(extends) = root.get("extends").filter(|extends| extends.as_str().is_none()) {
        reader.report("`extends` must be the address of a document", &extends);
    }
    let Some(actions) = root.get("actions").filter(Cursor::is_array) else {
        reader.missing("actions", &root);
        return Vec::new();
    };
    if actions.items().next().is_none() {
        reader.report("an overlay needs at least one action", &actions);
    }
    let actions = actions.items();
    actions.filter_map(|action| reader.action(&action)).collect()
}

struct Reader<'r> {
    diagnostics: &'r mut Diagnostics,
}

impl Reader<'_> {
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
        self.diagnostics.push(invalid(message, origin));
    }

    fn check_keys(&mut self, place: &Cursor<'_>, known: &[&'static str]) {
        for (name, value) in place.members() {
            if known.contains(&name) || name.starts_with("x-") {
                continue;
            }
            let message = format!("overlays know no `{name}` here");
            let diagnostic = Diagnostic::error("overlay-key", message, value.origin()).at_key();
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
        let is_supported = version
            .as_str()
            .is_some_and(|text| text == "1.0" || text.starts_with("1.0."));
        if !is_supported {
            let diagnostic = Diagnostic::error(
                "unsupported-version",
                "this version of overlays is not supported",
                version.origin(),
            )
            .label("Overlay 1.0 is supported")
            .help("write `overlay: 1.0.0`");
            self.diagnostics.push(diagnostic);
        }
    }

    fn check_info(&mut self, root: &Cursor<'_>) {
        let Some(info) = root.get("info").filter(Cursor::is_object) else {
            return self.missing("info", root);
        };
        self.check_keys(&info, INFO_KEYS);
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
        self.check_keys(action, ACTION_KEYS);
        let Some((target, text)) = action
            .get("target")
            .and_then(|target| target.as_str().map(|text| (target.clone(), text)))
        else {
            self.missing("target", action);
            return None;
        };
        let path = match TargetPath::parse(text) {
            Ok(path) => path,
            Err(problem) => {
                self.diagnostics.push(no_path(text, &problem, target.origin()));
                return None;
            }
        };
        Some(Action {
            path,
            text: text.to_owned(),
            target: target.origin(),
            change: self.change(action)?,
        })
    }

    fn change(&mut self, action: &Cursor<'_>) -> Option<Change> {
        let update = action.get("update");
        let removes = match action.get("remove") {
            None => false,
            Some(remove) => match remove.as_bool() {
                Some(removes) => removes,
                None => {
                    self.report("`remove` must be true or false", &remove);
                    return None;
                }
            },
        };
        match (update, removes) {
            (Some(update), true) => {
                let message = "`update` has no effect beside `remove: true`";
                self.report(message, &update);
                None
            }
            (None, true) => Some(Change::Remove),
            (Some(update), false) => Some(Change::Update(Update {
                value: update.value().clone(),
                origin: update.origin(),
            })),
            (None, false) => {
                self.report("an action needs an `update` or `remove: true`", action);
                None
            }
        }
    }
}

fn invalid(message: impl Into<String>, origin: Origin) -> Diagnostic {
    Diagnostic::error("invalid-overlay", message, origin)
}

fn no_path(text: &str, problem: &str, origin: Origin) -> Diagnostic {
    let diagnostic = Diagnostic::error("invalid-json-path", format!("`{text}` is not a JSONPath"), origin)
        .label(problem.to_owned());
    if text.starts_with('$') {
        diagnostic.help("quote names with other than letters, digits and `_`: `$.paths['/pets/{id}']`")
    } else {
        diagnostic.help("a path begins with `$`, the document")
    }
}
