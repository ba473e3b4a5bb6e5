//! Who may call, from the smallest that there is:
//!
//! ```yaml
//! security: [{ ApiKey: [] }]
//! components: { securitySchemes: { ApiKey: { type: apiKey, in: header, name: X-Api-Key } } }
//! ```

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, SecurityRequirement, SecurityScheme};

use crate::lowering::Lowering;
use crate::operation_lowering::OperationLowering;
use crate::scheme_kind::{self, DeclaredKind};
use crate::{reading, security_names, suggestion};

/// The document's security schemes, and which of them some operation requires.
pub(crate) struct SecurityTable<'d> {
    schemes: Vec<DeclaredScheme<'d>>,
}

struct DeclaredScheme<'d> {
    name: &'d str,
    cursor: Cursor<'d>,
    kind: Result<DeclaredKind, Box<Diagnostic>>,
    is_used: bool,
    /// Whether an operation that is left out requires it.
    is_passed_over: bool,
}

impl<'d> SecurityTable<'d> {
    /// Reads `components/securitySchemes`. What is wrong with a scheme is told where it is required.
    pub(crate) fn read(lowering: &mut Lowering<'d>) -> Self {
        let components = reading::member(&lowering.document.root(), "components");
        let entries = components.map_or(Ok(Vec::new()), |components| {
            reading::members(&components, "securitySchemes")
        });
        let entries = entries.unwrap_or_else(|fault| {
            lowering.report(*fault);
            Vec::new()
        });
        let entries = entries.into_iter().filter(|(name, _)| !name.starts_with("x-"));
        let schemes = entries.map(|(name, place)| {
            let resolved = lowering.document.resolve(&place);
            let kind = resolved
                .as_ref()
                .map_err(Clone::clone)
                .and_then(scheme_kind::read);
            DeclaredScheme {
                name,
                cursor: resolved.unwrap_or(place),
                kind,
                is_used: false,
                is_passed_over: false,
            }
        });
        Self {
            schemes: schemes.collect(),
        }
    }

    /// The sets of which a request must satisfy one: the operation's, or the document's.
    pub(crate) fn of_operation(
        &mut self,
        part: &mut OperationLowering<'_, 'd>,
        operation: &Cursor<'d>,
    ) -> Vec<SecurityRequirement> {
        let root = part.lowering.document.root();
        let holder = if reading::member(operation, "security").is_some() {
            operation
        } else {
            &root
        };
        let sets = part
            .checked(reading::items(holder, "security"))
            .unwrap_or_default();
        let mut requirements = Vec::new();
        let mut faults = Vec::new();
        for set in sets {
            match self.of_set(&set) {
                Ok(requirement) => requirements.push(requirement),
                Err(fault) => faults.extend(fault.into_iter().map(|fault| (set.clone(), fault))),
            }
        }
        for (set, fault) in faults {
            // What no one can satisfy takes nothing from the alternatives beside it.
            if requirements.is_empty() {
                part.fault(fault);
            } else {
                part.lowering.fault(&set, fault);
            }
        }
        part.explain(self.in_words(&requirements));
        requirements
    }

    /// Takes in what an operation requires that is left out: what schemes are called depends on all of them.
    pub(crate) fn pass_over(&mut self, root: &Cursor<'d>, operation: &Cursor<'d>) {
        let holder = reading::member(operation, "security").or_else(|| reading::member(root, "security"));
        let sets = holder.iter().flat_map(Cursor::items);
        for (name, _) in sets.flat_map(|set| set.members()) {
            let mut schemes = self.schemes.iter_mut();
            if let Some(scheme) = schemes.find(|scheme| scheme.name == name) {
                scheme.is_passed_over = true;
            }
        }
    }

    /// One set of schemes that hold together, or what is wrong with it.
    fn of_set(&mut self, set: &Cursor<'d>) -> Result<SecurityRequirement, Vec<Diagnostic>> {
        if !set.is_object() {
            return Err(vec![*reading::wrong_kind(set, "security", "an array of objects")]);
        }
        let mut schemes = Vec::new();
        let mut faults = Vec::new();
        for (name, scopes) in set.members() {
            match self.scheme(name, &scopes) {
                Ok(index) => match scopes_of(&scopes) {
                    Ok(scopes) => schemes.push((index, scopes)),
                    Err(fault) => faults.push(*fault),
                },
                Err(fault) => faults.push(*fault),
            }
        }
        faults.extend(self.conflict(set, &schemes));
        if !faults.is_empty() {
            return Err(faults);
        }
        for (index, _) in &schemes {
            self.schemes[*index].is_used = true;
        }
        Ok(SecurityRequirement { schemes })
    }

    /// That two schemes of a set write the same thing, of which a request has one.
    fn conflict(&self, set: &Cursor<'d>, schemes: &[(usize, Vec<String>)]) -> Option<Diagnostic> {
        let written = |index: usize| {
            let scheme = self.schemes.get(index)?;
            Some((scheme.name, scheme.kind.as_ref().ok()?.written()?))
        };
        let taken: Vec<_> = schemes.iter().filter_map(|(index, _)| written(*index)).collect();
        taken.iter().enumerate().find_map(|(index, (name, place))| {
            let (first, _) = taken[..index].iter().find(|(_, other)| place.is_same(*other))?;
            let message = format!(
                "`{first}` and `{name}` both write {}, so no request has both",
                place.in_words()
            );
            let fault =
                Diagnostic::error(Code::SecurityConflict, message, reading::place_of(set, name)).at_key();
            Some(fault.help(format!(
                "where one of them is enough, make them two sets: `- {first}: []` and `- {name}: []`"
            )))
        })
    }

    /// The scheme `name`, which is required at `place`.
    fn scheme(&self, name: &str, place: &Cursor<'d>) -> Result<usize, Box<Diagnostic>> {
        let Some(index) = self.schemes.iter().position(|scheme| scheme.name == name) else {
            let message = format!("there is no security scheme `{name}`");
            let fault = Diagnostic::error(Code::UnknownSecurityScheme, message, place.origin()).at_key();
            let known = self.schemes.iter().map(|scheme| scheme.name);
            return Err(Box::new(match suggestion::closest(name, known) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help(format!("add `{name}` under `components/securitySchemes`")),
            }));
        };
        let scheme = &self.schemes[index];
        scheme.kind.as_ref().map(|_| index).map_err(Clone::clone)
    }

    fn in_words(&self, requirements: &[SecurityRequirement]) -> String {
        let names = |set: &SecurityRequirement| {
            let names: Vec<&str> = set
                .schemes
                .iter()
                .map(|(index, _)| self.schemes[*index].name)
                .collect();
            if names.is_empty() {
                "nothing".to_owned()
            } else {
                names.join(" and ")
            }
        };
        let sets: Vec<String> = requirements.iter().map(names).collect();
        match sets.is_empty() {
            true => "anyone may call it".to_owned(),
            false => format!("who calls it must show {}", sets.join(", or ")),
        }
    }

    /// Says so where a document has schemes and no operation asks for any: its clients can show nothing.
    fn warn_of_idleness(&self, lowering: &mut Lowering<'d>) {
        let operations = &lowering.api.operations;
        let says_nothing = reading::member(&lowering.document.root(), "security").is_none();
        let asks_nothing = operations.iter().all(|operation| operation.security.is_empty());
        if let [first, ..] = self.schemes.as_slice()
            && says_nothing
            && asks_nothing
            && !operations.is_empty()
            && lowering.omissions.is_empty()
            && lowering.kept.is_none()
        {
            let message = format!(
                "no operation requires `{}`, so clients send no credential",
                first.name
            );
            let warning = Diagnostic::warning(Code::IdleSecurityScheme, message, first.cursor.origin());
            lowering.report(warning.help(format!(
                "where it is required, say so: `security: [{{ {}: [] }}]` at the document's root, by an \
                 overlay if the document is not yours",
                first.name
            )));
        }
    }

    /// The schemes that some operation requires; the operations' indices are made to fit.
    pub(crate) fn finish(self, lowering: &mut Lowering<'d>) -> Vec<SecurityScheme> {
        self.warn_of_idleness(lowering);
        // An operation that was left out may have been the only one to require a scheme.
        let operations = &lowering.api.operations;
        let required = |index: usize| {
            let sets = operations.iter().flat_map(|operation| &operation.security);
            sets.flat_map(|set| &set.schemes).any(|(used, _)| *used == index)
        };
        let mut places = vec![0; self.schemes.len()];
        let mut used = Vec::new();
        let mut named = Vec::new();
        let mut warnings = Vec::new();
        for (index, scheme) in self.schemes.into_iter().enumerate() {
            places[index] = used.len();
            let is_required = scheme.is_used && required(index);
            if let Ok(kind) = scheme.kind
                && (is_required || scheme.is_passed_over)
            {
                if is_required {
                    warnings.extend(kind.warnings.iter().cloned());
                    used.push(scheme.name);
                }
                named.push((scheme.name, scheme.cursor, kind));
            }
        }
        let sets = lowering
            .api
            .operations
            .iter_mut()
            .flat_map(|operation| &mut operation.security);
        for (index, _) in sets.flat_map(|set| &mut set.schemes) {
            *index = places[*index];
        }
        warnings.into_iter().for_each(|warning| lowering.report(warning));
        let mut schemes = security_names::named(named);
        schemes.retain(|scheme| used.contains(&scheme.wire_name.as_str()));
        schemes
    }
}

/// The scopes that a set needs of a scheme; nothing, where it says nothing.
fn scopes_of(scopes: &Cursor<'_>) -> Result<Vec<String>, Box<Diagnostic>> {
    if scopes.is_null() {
        return Ok(Vec::new());
    }
    if !scopes.is_array() {
        return Err(reading::wrong_kind(
            scopes,
            "security",
            "an array of scopes for each scheme",
        ));
    }
    let text = |scope: Cursor<'_>| match scope.as_str() {
        Some(text) => Ok(text.to_owned()),
        None => Err(reading::wrong_kind(&scope, "scope", "a string")),
    };
    scopes.items().map(text).collect()
}
