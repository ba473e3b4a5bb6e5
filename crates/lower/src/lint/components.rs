//! Components that nothing refers to.

use std::collections::{HashMap, HashSet};

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Origin, Pointer};

use super::Lint;

/// The kinds that are referred to by `$ref`; security schemes are named otherwise, and reported by lowering.
const KINDS: [&str; 10] = [
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "links",
    "callbacks",
    "pathItems",
    "mediaTypes",
];

impl Lint<'_> {
    pub(super) fn unused_components(&mut self) {
        let root = self.document.root();
        let Some(components) = root.get("components") else {
            return;
        };
        let is_empty = |name: &str| {
            let members = root.get(name);
            members.is_none_or(|members| members.members().next().is_none())
        };
        // A document of schemas alone is there to be referred to by others.
        if is_empty("paths") && is_empty("webhooks") {
            return;
        }
        let used = Reach::of(self, &root);
        let mut unused: Vec<Unused<'_>> = Vec::new();
        for kind in KINDS {
            let declared = components.get(kind);
            for (name, component) in declared.iter().flat_map(Cursor::members) {
                if !used.components.contains(&component.pointer()) {
                    unused.push(Unused::new(self, (kind, name), component));
                }
            }
        }
        for (unused, others) in outermost(&unused) {
            let warning = unused.warning(others);
            self.diagnostics.push(warning);
        }
    }
}

/// A component that cannot be reached.
struct Unused<'d> {
    kind: &'static str,
    name: &'d str,
    component: Cursor<'d>,
    /// The components that it refers to.
    targets: HashSet<Pointer>,
}

impl<'d> Unused<'d> {
    fn new(lint: &Lint<'d>, (kind, name): (&'static str, &'d str), component: Cursor<'d>) -> Self {
        let mut targets = HashSet::new();
        let mut open = vec![component.clone()];
        while let Some(place) = open.pop() {
            let found = references(lint, &place);
            targets.extend(found.iter().filter_map(component_around));
            open.extend(place.members().map(|(_, member)| member));
            open.extend(place.items());
        }
        targets.remove(&component.pointer());
        Self {
            kind,
            name,
            component,
            targets,
        }
    }

    fn warning(&self, others: usize) -> Diagnostic {
        let message = format!("nothing refers to the component `{}`", self.name);
        let warning = Diagnostic::warning(Code::UnusedComponent, message, self.component.origin())
            .at_key()
            .label(format!("unused, among `{}`", self.kind))
            .help("take it out, or refer to it where it was meant to be used");
        match others {
            0 => warning,
            1 => warning.note("nothing but it refers to one more component"),
            _ => warning.note(format!("nothing but it refers to {others} more components")),
        }
    }
}

/// Those that no other unused component refers to, each with how many it brings along; of a circle the first.
fn outermost<'u, 'd>(unused: &'u [Unused<'d>]) -> Vec<(&'u Unused<'d>, usize)> {
    let by_pointer: HashMap<Pointer, &Unused<'d>> = unused
        .iter()
        .map(|unused| (unused.component.pointer(), unused))
        .collect();
    let referred: HashSet<&Pointer> = unused.iter().flat_map(|unused| &unused.targets).collect();
    let mut covered: HashSet<Pointer> = HashSet::new();
    let mut outermost = Vec::new();
    let roots = unused
        .iter()
        .filter(|unused| !referred.contains(&unused.component.pointer()));
    for root in roots.chain(unused) {
        let mut others = 0;
        let mut open = vec![root.component.pointer()];
        while let Some(pointer) = open.pop() {
            let Some(found) = by_pointer.get(&pointer).filter(|_| covered.insert(pointer)) else {
                continue;
            };
            others += 1;
            open.extend(found.targets.iter().cloned());
        }
        if others > 0 {
            outermost.push((root, others - 1));
        }
    }
    outermost
}

/// What can be reached from the operations.
struct Reach {
    /// The components of the document's own file.
    components: HashSet<Pointer>,
}

impl Reach {
    fn of<'d>(lint: &Lint<'d>, root: &Cursor<'d>) -> Self {
        let mut heirs: HashMap<Origin, Vec<Cursor<'d>>> = heirs(lint, root);
        let mut reach = Self {
            components: HashSet::new(),
        };
        let mut seen = HashSet::new();
        let mut open: Vec<Cursor<'d>> = root
            .members()
            .filter(|(name, _)| *name != "components")
            .map(|(_, member)| member)
            .collect();
        while let Some(place) = open.pop() {
            if !seen.insert((place.file(), place.pointer())) {
                continue;
            }
            if let Some(component) = component_around(&place).filter(|_| place.file() == root.file()) {
                // A base brings along what extends it, for values of it may be any of them.
                if reach.components.insert(component.clone()) {
                    let origin = Origin::new(place.file(), component);
                    open.extend(heirs.remove(&origin).into_iter().flatten());
                }
            }
            open.extend(place.members().map(|(_, member)| member));
            open.extend(place.items());
            open.extend(references(lint, &place));
        }
        reach
    }
}

/// The component that a place of the document is, or stands in.
fn component_around(place: &Cursor<'_>) -> Option<Pointer> {
    let pointer = place.pointer();
    match pointer.segments() {
        [components, kind, name, ..] if components == "components" => {
            Some(Pointer::root().child(components).child(kind).child(name))
        }
        _ => None,
    }
}

/// What a value refers to: by `$ref` and its kin, or as a discriminator's mapping does.
fn references<'d>(lint: &Lint<'d>, place: &Cursor<'d>) -> Vec<Cursor<'d>> {
    let written = ["$ref", "$dynamicRef", "operationRef"]
        .iter()
        .filter_map(|name| place.get(name));
    let mapping = place
        .get("mapping")
        .filter(|_| place.get("propertyName").is_some());
    let mapped = mapping.iter().flat_map(Cursor::members).map(|(_, target)| target);
    let default = place.get("defaultMapping");
    let mapped: Vec<Cursor<'d>> = mapped.chain(default).collect();
    let by_name = mapped.iter().filter_map(|target| {
        let schemas = lint.document.root().get("components")?.get("schemas")?;
        schemas.get(target.as_str()?)
    });
    let followed = |target: &Cursor<'d>| lint.document.follow(target).ok();
    let found: Vec<Cursor<'d>> = written.filter_map(|target| followed(&target)).collect();
    let targets = mapped.iter().filter_map(followed);
    found.into_iter().chain(targets).chain(by_name).collect()
}

/// For each component schema with a discriminator those that extend it by `allOf`.
fn heirs<'d>(lint: &Lint<'d>, root: &Cursor<'d>) -> HashMap<Origin, Vec<Cursor<'d>>> {
    let mut heirs: HashMap<Origin, Vec<Cursor<'d>>> = HashMap::new();
    let schemas = root
        .get("components")
        .and_then(|components| components.get("schemas"));
    for (_, schema) in schemas.iter().flat_map(Cursor::members) {
        let parts = schema.get("allOf");
        for part in parts.iter().flat_map(Cursor::items) {
            let base = lint.document.reference_target(&part).ok().flatten();
            if let Some(base) = base.filter(|base| base.get("discriminator").is_some()) {
                heirs
                    .entry(Origin::new(base.file(), base.pointer()))
                    .or_default()
                    .push(schema.clone());
            }
        }
    }
    heirs
}
