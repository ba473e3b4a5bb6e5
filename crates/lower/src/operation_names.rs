use std::collections::HashMap;

use bindery_model::{Diagnostic, Ident, Origin};

use crate::lowering::Lowering;
use crate::outline::Outline;
use crate::path_template::{PathPart, PathTemplate};
use crate::scope::Scope;
use crate::{names, reading};

/// The names of the operations so far.
pub(crate) struct OperationNames<'d> {
    methods: Scope,
    ids: HashMap<&'d str, Origin>,
}

/// What an operation is called.
pub(crate) struct OperationName {
    /// `operationId`, or the words of method and path.
    pub(crate) id: String,
    /// The method's name.
    pub(crate) name: Ident,
    /// The stem of its types.
    pub(crate) stem: Ident,
}

/// What users of both the types and an operation meet by name; a component of that name keeps it to itself.
const STEM_SUFFIXES: [&str; 3] = ["Answer", "Call", "Error"];

/// Names that methods of clients and servers must not have: the builder's, the fixed items', and
/// those of std's traits, which would be called in their place.
const RESERVED_METHODS: [&str; 26] = [
    "as_mut",
    "as_ref",
    "borrow",
    "borrow_mut",
    "builder",
    "clone",
    "clone_from",
    "clone_into",
    "core",
    "default",
    "deref",
    "drop",
    "eq",
    "fmt",
    "from",
    "into",
    "ne",
    "new",
    "router",
    "service",
    "to_owned",
    "try_from",
    "try_into",
    "type_id",
    "with_core",
    "with_transport",
];

impl<'d> OperationNames<'d> {
    pub(crate) fn new() -> Self {
        let mut methods = Scope::new();
        for name in RESERVED_METHODS {
            methods.reserve(name);
        }
        Self {
            methods,
            ids: HashMap::new(),
        }
    }

    /// Names an operation; an `operationId` that another has, too, costs a warning.
    pub(crate) fn claim(&mut self, lowering: &mut Lowering<'d>, outline: &Outline<'d>) -> OperationName {
        let written = self.written_id(lowering, outline);
        let id = written.map_or_else(|| path_words(outline).join("_"), str::to_owned);
        let plain = names::member_name(&id);
        let claim = self.methods.claim(&plain, longer_names(&plain, outline));
        if let Some(written) = written {
            self.check_unique(lowering, outline, (written, &claim.name));
        }
        OperationName {
            stem: claim_stem(lowering, &claim.name),
            name: claim.name,
            id,
        }
    }

    fn written_id(&self, lowering: &mut Lowering<'d>, outline: &Outline<'d>) -> Option<&'d str> {
        match reading::optional_text(&outline.operation, "operationId") {
            Ok(id) => id.filter(|id| !id.is_empty()),
            Err(mut fault) => {
                fault.severity = bindery_model::Severity::Warning;
                lowering.report(fault.note("the operation is named after its method and path"));
                None
            }
        }
    }

    fn check_unique(
        &mut self,
        lowering: &mut Lowering<'d>,
        outline: &Outline<'d>,
        (id, name): (&'d str, &Ident),
    ) {
        let place = || reading::place_of(&outline.operation, "operationId");
        if let Some(first) = self.ids.get(id) {
            let message = format!("`operationId` `{id}` is used twice");
            let warning = Diagnostic::warning("duplicate-operation-id", message, place())
                .also(first.clone(), "first used here")
                .note(format!("this operation is called `{name}`"))
                .help("give each operation an `operationId` of its own");
            lowering.report(warning);
        } else {
            self.ids.insert(id, place());
        }
    }
}

/// A stem whose emitted types have names that no other type has.
fn claim_stem(lowering: &mut Lowering<'_>, name: &Ident) -> Ident {
    let plain = names::type_name(name.as_str());
    let mut stem = plain.clone();
    let mut number = 1;
    let taken = |stem: &str| {
        STEM_SUFFIXES
            .iter()
            .any(|suffix| !lowering.type_names.is_free(&format!("{stem}{suffix}")))
    };
    while taken(&stem) {
        stem = match number {
            1 => format!("{plain}Operation"),
            _ => format!("{plain}Operation{number}"),
        };
        number += 1;
    }
    for suffix in STEM_SUFFIXES {
        lowering.type_names.reserve(&format!("{stem}{suffix}"));
    }
    Ident::new(stem)
}

/// `GET /pets/{petId}` in words: `get`, `pets`, `by`, `pet`, `id`.
fn path_words(outline: &Outline<'_>) -> Vec<String> {
    let mut words = vec![outline.method.as_str().to_ascii_lowercase()];
    words.extend(template_words(&outline.template).into_iter().flatten());
    words
}

fn template_words(template: &PathTemplate<'_>) -> Vec<Vec<String>> {
    let mut words = Vec::new();
    for part in &template.parts {
        match part {
            PathPart::Text(text) => {
                let segments = text.split(|character: char| !character.is_alphanumeric());
                words.extend(segments.filter(|segment| !segment.is_empty()).map(names::words));
            }
            PathPart::Variable(name) => {
                words.push(
                    std::iter::once("by".to_owned())
                        .chain(names::words(name))
                        .collect(),
                );
            }
        }
    }
    words
}

/// What else an operation may be called: its name and a word of its path, its method, or all of them.
fn longer_names(plain: &str, outline: &Outline<'_>) -> Vec<String> {
    let stem = plain.trim_end_matches('_');
    let parts = template_words(&outline.template);
    let mut longer: Vec<String> = Vec::new();
    for part in parts.iter().rev() {
        let text = part.join("_");
        if !stem.split('_').eq(text.split('_')) && !stem.ends_with(&text) {
            longer.push(format!("{stem}_{text}"));
        }
    }
    longer.push(format!("{stem}_{}", outline.method.as_str().to_ascii_lowercase()));
    longer.push(format!("{stem}_{}", path_words(outline).join("_")));
    longer
}
