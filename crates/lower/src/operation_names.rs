use std::collections::HashMap;

use bindery_model::{Code, Diagnostic, Ident, Origin};

use crate::chosen::Named;
use crate::lowering::Lowering;
use crate::outline::Outline;
use crate::scope::{Scope, Wanted};
use crate::{names, reading};

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

impl<'d> Lowering<'d> {
    /// Names all operations; an `operationId` that another has, too, costs a warning.
    pub(crate) fn name_operations(&mut self, outlines: &[Outline<'d>]) -> Vec<OperationName> {
        let mut methods = Scope::new();
        for name in RESERVED_METHODS {
            methods.reserve(name);
        }
        let ids: Vec<Option<&str>> = outlines.iter().map(|outline| self.written_id(outline)).collect();
        let wanted = outlines
            .iter()
            .zip(&ids)
            .map(|(outline, id)| wanted(outline, *id));
        let wanted = wanted.collect();
        self.read_chosen_operations(outlines, &ids);
        let chosen = outlines
            .iter()
            .map(|outline| self.chosen_name(&outline.operation, (Named::Method, ""), Some("x-rust-name")));
        let chosen = chosen.collect();
        let claims = self.settle_chosen(&mut methods, wanted, chosen);
        let names: Vec<Ident> = claims.into_iter().map(|claim| claim.name).collect();
        self.check_unique_ids(outlines, &ids, &names);
        let stems = self.claim_stems(&names);
        let id_of = |outline, written: Option<&str>| {
            written.map_or_else(|| path_words(outline).join("_"), str::to_owned)
        };
        let ids = outlines
            .iter()
            .zip(ids)
            .map(|(outline, written)| id_of(outline, written));
        ids.zip(names)
            .zip(stems)
            .map(|((id, name), stem)| OperationName { id, name, stem })
            .collect()
    }

    fn written_id(&mut self, outline: &Outline<'d>) -> Option<&'d str> {
        match reading::optional_text(&outline.operation, "operationId") {
            Ok(id) => id.filter(|id| !id.is_empty()),
            Err(mut fault) => {
                fault.severity = bindery_model::Severity::Warning;
                self.report(fault.note("the operation is named after its method and path"));
                None
            }
        }
    }

    fn check_unique_ids(&mut self, outlines: &[Outline<'d>], ids: &[Option<&'d str>], names: &[Ident]) {
        let mut first_uses: HashMap<&str, Origin> = HashMap::new();
        for ((outline, id), name) in outlines.iter().zip(ids).zip(names) {
            let Some(id) = *id else { continue };
            let place = reading::place_of(&outline.operation, "operationId");
            let Some(first) = first_uses.get(id) else {
                first_uses.insert(id, place);
                continue;
            };
            let message = format!("`operationId` `{id}` is used twice");
            let warning = Diagnostic::warning(Code::DuplicateOperationId, message, place)
                .also(first.clone(), "first used here")
                .note(format!("this operation is called `{name}`"))
                .help("give each operation an `operationId` of its own");
            self.report(warning);
        }
    }

    /// Stems whose emitted types have names that no other type has; a component of such a name keeps
    /// it to itself.
    fn claim_stems(&mut self, names: &[Ident]) -> Vec<Ident> {
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by(|left, right| names[*left].cmp(&names[*right]));
        let mut stems = names.to_vec();
        for index in order {
            stems[index] = self.claim_stem(&names[index]);
        }
        stems
    }

    fn claim_stem(&mut self, name: &Ident) -> Ident {
        let plain = names::type_name(name.as_str());
        let mut stem = plain.clone();
        let mut number = 1;
        let is_taken = |stem: &str| {
            let taken = |suffix: &&str| !self.type_names.is_free(&format!("{stem}{suffix}"));
            STEM_SUFFIXES.iter().any(taken)
        };
        while is_taken(&stem) {
            stem = match number {
                1 => format!("{plain}Operation"),
                _ => format!("{plain}Operation{number}"),
            };
            number += 1;
        }
        for suffix in STEM_SUFFIXES {
            self.type_names.reserve(&format!("{stem}{suffix}"));
            self.provisional_names.reserve(&format!("{stem}{suffix}"));
        }
        Ident::new(stem)
    }
}

/// What an operation would be called. Of two with one `operationId` the paths decide.
fn wanted<'o, 'd>(
    outline: &'o Outline<'d>,
    id: Option<&'d str>,
) -> Wanted<'o, (bool, bool, &'d str, String)> {
    let text = id.map_or_else(|| path_words(outline).join("_"), str::to_owned);
    let name = names::member_name(&text);
    let place = format!("{} {}", outline.path, outline.method.as_str());
    let plain = name.clone();
    Wanted {
        rank: (id.is_none(), name != text, id.unwrap_or_default(), place),
        others: Box::new(move || longer_names(&plain, outline)),
        name,
    }
}

/// `GET /pets/{petId}` in words: `get`, `pets`, `by`, `pet`, `id`.
fn path_words(outline: &Outline<'_>) -> Vec<String> {
    let mut words = vec![outline.method.as_str().to_ascii_lowercase()];
    words.extend(outline.template.words());
    words
}

/// What else an operation may be called: its name and a word of its path, its method, or all of them.
fn longer_names(plain: &str, outline: &Outline<'_>) -> Vec<String> {
    let stem = plain.trim_end_matches('_');
    let parts = outline.template.word_groups();
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
