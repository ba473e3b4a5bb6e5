use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Ident, Method, Origin, TypeRef};

use crate::lowering::Lowering;
use crate::names;
use crate::reference::file_stem;
use crate::type_table::NameHint;

/// One operation while it is lowered: what its parts share, and what was wrong with them.
///
/// Faults are kept apart from the other diagnostics until all parts were read, for it is the operation
/// as a whole that is left out.
pub(crate) struct OperationLowering<'l, 'd> {
    pub(crate) lowering: &'l mut Lowering<'d>,
    pub(crate) stem: Ident,
    /// Where the operation stands, and its path in words.
    pub(crate) place: Origin,
    pub(crate) path_text: String,
    pub(crate) method: Method,
    /// What the body of a request is called after that the API sends.
    pub(crate) payload: Option<NameHint>,
    pub(crate) faults: Vec<Diagnostic>,
    pub(crate) lines: Vec<String>,
}

impl<'d> OperationLowering<'_, 'd> {
    /// Notes a mistake that keeps this operation from being generated.
    pub(crate) fn fault(&mut self, fault: impl Into<Box<Diagnostic>>) {
        self.faults.push(*fault.into());
    }

    /// Reports what costs nothing but a line.
    pub(crate) fn warn(&mut self, warning: Diagnostic) {
        self.lowering.report(warning);
    }

    /// Adds a sentence for `explain`.
    pub(crate) fn explain(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    /// The value, or a fault.
    pub(crate) fn checked<T>(&mut self, result: Result<T, Box<Diagnostic>>) -> Option<T> {
        result.map_err(|fault| self.fault(fault)).ok()
    }

    /// What the cursor refers to, or the cursor itself: an object. Anything else is a fault.
    pub(crate) fn object(&mut self, cursor: &Cursor<'d>, what: &str) -> Option<Cursor<'d>> {
        let target = self.checked(self.lowering.document.resolve(cursor))?;
        if target.is_object() {
            return Some(target);
        }
        let message = format!("{what} must be an object, and is {}", target.kind());
        let fault = Diagnostic::error(Code::InvalidValue, message, target.origin());
        self.fault(fault.help("write its members: `{ name: value }`"));
        None
    }

    /// Whether `part` stands within the operation, and not where others may share it.
    pub(crate) fn is_own(&self, part: &Cursor<'d>) -> bool {
        part.file() == self.place.file && self.place.pointer.contains(&part.pointer())
    }

    /// What the inline schemas of `part` are called after: this operation, if the part is its own; what
    /// several may share is called after its own place, so that it does not matter which comes first.
    pub(crate) fn hint(&self, part: &Cursor<'d>, own: &str, component_suffix: &str) -> NameHint {
        let pointer = part.pointer();
        let document = self.lowering.document;
        match pointer.segments() {
            _ if self.is_own(part) => NameHint::new([self.stem.as_str(), own]),
            [components, _, key] if components == "components" => suffixed(key, component_suffix),
            [.., parameters, _] if parameters == "parameters" => {
                NameHint::new([self.path_text.as_str(), own])
            }
            [] => suffixed(file_stem(document.file_name(part.file())), component_suffix),
            _ => suffixed(
                &self.lowering.hint_of_place(part).type_name(None),
                component_suffix,
            ),
        }
    }

    /// A type in the words of `explain`.
    pub(crate) fn describe(&self, type_ref: &TypeRef) -> String {
        match type_ref {
            TypeRef::Named(id) => self.lowering.types.name(*id).to_string(),
            TypeRef::Primitive(primitive) => format!("{primitive:?}"),
            TypeRef::List(inner) => format!("a list of {}", self.describe(inner)),
            TypeRef::Map(inner) => format!("a map to {}", self.describe(inner)),
            TypeRef::Nullable(inner) => format!("{} or null", self.describe(inner)),
            TypeRef::Boxed(inner) => self.describe(inner),
            TypeRef::Tuple(_) => "a tuple".to_owned(),
            TypeRef::Any => "any JSON".to_owned(),
            TypeRef::Existing(path) => path.clone(),
            TypeRef::Never => "nothing".to_owned(),
        }
    }
}

/// `Pet` as `Pet`, `Body`; `PetBody` as it is.
fn suffixed(key: &str, suffix: &str) -> NameHint {
    let is_named = names::words(key).ends_with(&names::words(suffix));
    NameHint::new(std::iter::once(key).chain((!is_named).then_some(suffix)))
}
