use std::collections::{BTreeMap, BTreeSet};

use bindery_document::{
    BundleOptions, BundledTree, Document, KeptPart, Rendering, Sources, SpecVersion, in_order, load,
    load_as_written, render, write_json, write_yaml,
};
use bindery_lower::{Lowered, Selectors, Settings, grade, lower};
use bindery_model::{
    Code, Diagnostic, Diagnostics, FileId, Json, JsonObject, Method, Operation, Origin, Pointer, Shape, Union,
};

use crate::generation::{document_problem, load_options, loading_problem, located_settings};
use crate::{Problem, Target};

/// A document with its overlays as one file: what generating makes of it is what it makes of the original.
#[derive(Debug)]
pub struct Bundle {
    tree: Json,
    warnings: Vec<Diagnostic>,
    sources: Sources,
}

impl Bundle {
    /// Reads the document of `target` with its overlays and the files that it refers to, and makes one tree of
    /// them; where the settings name a part of it, of that part.
    ///
    /// # Errors
    /// [`Problem::Document`] with every reference that leads nowhere, and whatever else keeps the document from
    /// being one file. What keeps it from being generated does not matter here.
    pub fn read(target: &Target, rendering: impl Into<Rendering>) -> Result<Self, Problem> {
        let rendering = rendering.into();
        let original = Original::read(target, rendering)?;
        let options = original.options(target.settings.keep_going);
        let mut diagnostics = Diagnostics::new();
        let (mut sources, document) = load_as_written(&target.spec, &load_options(target), &mut diagnostics);
        let settings = located_settings(target, &mut sources);
        let Some(document) = document else {
            grade(&settings, &mut diagnostics);
            return Err(loading_problem(diagnostics, &sources, rendering));
        };
        let BundledTree { mut tree, places } = document.bundle(&options, &mut diagnostics);
        original.keep_names(&mut tree, &places);
        grade(&settings, &mut diagnostics);
        if diagnostics.has_errors() {
            return Err(document_problem(diagnostics, &sources, rendering));
        }
        Ok(Self {
            tree,
            warnings: in_order(diagnostics, &sources),
            sources,
        })
    }

    /// The document as YAML.
    pub fn to_yaml(&self) -> String {
        write_yaml(&self.tree)
    }

    /// The document as JSON.
    pub fn to_json(&self) -> String {
        write_json(&self.tree)
    }

    /// Every warning, rendered; empty where there are none.
    pub fn warnings(&self, rendering: impl Into<Rendering>) -> String {
        render(&self.warnings, &self.sources, rendering)
    }
}

/// What generating makes of a document before it is one file: what is left out of it, and how things are called.
struct Original {
    lowered: Lowered,
    settings: Settings,
    is_swagger: bool,
}

/// What can be wrong with a selection.
const SELECTION: [Code; 3] = [Code::UnmatchedSelector, Code::ExcludedInUse, Code::EmptySelection];

impl Original {
    fn read(target: &Target, rendering: Rendering) -> Result<Self, Problem> {
        let mut diagnostics = Diagnostics::new();
        let (mut sources, document) = load(&target.spec, &load_options(target), &mut diagnostics);
        let mut settings = located_settings(target, &mut sources);
        settings.keep_going = true;
        let Some(document) = document else {
            grade(&settings, &mut diagnostics);
            return Err(loading_problem(diagnostics, &sources, rendering));
        };
        let lowered = lower(&document, &settings, &mut diagnostics);
        diagnostics.retain(|diagnostic| SELECTION.contains(&diagnostic.code));
        if diagnostics.has_errors() {
            return Err(document_problem(diagnostics, &sources, rendering));
        }
        Ok(Self {
            lowered,
            is_swagger: document.version() == SpecVersion::V2_0,
            settings,
        })
    }

    fn options(&self, keep_going: bool) -> BundleOptions {
        BundleOptions {
            keep_going,
            part: self.settings.selects().then(|| kept_part(&self.lowered)),
            typed: type_names(&self.lowered, self.is_swagger).into_keys().collect(),
        }
    }

    /// Writes down the names that types and operations have in the original, where they would have others: a
    /// name depends on the file that its place is in, and on what else there is.
    ///
    /// A name that is taken in the one file is given up again.
    fn keep_names(&self, tree: &mut Json, places: &[(Pointer, Origin)]) {
        let mut refused = BTreeSet::new();
        for _ in 0..ROUNDS {
            let Some(Names { lacking, taken }) = self.names_in(tree, places) else {
                return;
            };
            let names: Vec<_> = lacking
                .into_iter()
                .filter(|(place, _)| !refused.contains(place))
                .collect();
            if names.is_empty() && taken.is_empty() {
                return;
            }
            for place in taken {
                remove(tree, &place);
                refused.insert(place);
            }
            for (place, name) in names {
                add_name(tree, &place, &name);
            }
        }
    }

    /// Which names things of `tree` lack, and which cannot be theirs.
    fn names_in(&self, tree: &Json, places: &[(Pointer, Origin)]) -> Option<Names> {
        let mut diagnostics = Diagnostics::new();
        let document = Document::of_tree(tree.clone(), &mut diagnostics)?;
        let settings = Settings {
            include: Selectors::default(),
            exclude: Selectors::default(),
            file: None,
            ..self.settings.clone()
        };
        let bundled = lower(&document, &settings, &mut diagnostics);
        let before = type_names(&self.lowered, self.is_swagger);
        let after = type_names(&bundled, self.is_swagger);
        let mut names = Vec::new();
        for (place, origin) in places {
            let now = after.get(&Origin::new(FileId::default(), place.clone()));
            if let (Some(name), Some(now)) = (before.get(origin), now)
                && name != now
            {
                names.push((place.child(extension_at(place)), name.clone()));
            }
        }
        self.variants_in(&bundled, (tree, places), &mut names);
        let operations = operation_names(&self.lowered);
        for (key, now) in operation_names(&bundled) {
            let name = operations.get(&key).copied().flatten();
            let mut made = bundled.api.operations.iter();
            if let (Some(name), Some(now)) = (name, now)
                && name != now
                && let Some(operation) = made.find(|operation| key_of(operation) == key)
            {
                names.push((operation.origin.pointer.child("x-rust-name"), name.to_owned()));
            }
        }
        let refused = diagnostics.items().iter();
        let refused = refused.filter(|item| matches!(item.code, Code::TakenName | Code::BadName));
        let refused = refused.filter_map(|item| Some(item.labels.first()?.origin.pointer.clone()));
        Some(Names {
            lacking: names,
            taken: refused.collect(),
        })
    }
}

impl Original {
    /// The names that variants lack, for they are called after the keys of their schemas.
    fn variants_in(
        &self,
        bundled: &Lowered,
        (tree, places): (&Json, &[(Pointer, Origin)]),
        names: &mut Vec<(Pointer, String)>,
    ) {
        let before = unions(&self.lowered);
        let after = unions(bundled);
        for (place, origin) in places {
            let now = after.get(&Origin::new(FileId::default(), place.clone()));
            let (Some(before), Some(now)) = (before.get(origin), now) else {
                continue;
            };
            // The same schema has the same variants, unless something of it is left out.
            if before.variants.len() != now.variants.len() {
                continue;
            }
            for (variant, now) in before.variants.iter().zip(&now.variants) {
                if variant.name != now.name
                    && let Some(branch) = branch_called(tree, place, &now.label)
                {
                    names.push((branch.child("x-rust-name"), variant.name.to_string()));
                }
            }
        }
    }
}

/// The unions, by where their schemas stand.
fn unions(lowered: &Lowered) -> BTreeMap<&Origin, &Union> {
    let types = lowered.places.iter().zip(&lowered.api.types);
    let unions = types.filter_map(|(place, made)| match &made.shape {
        Shape::Union(union) => Some((place, union)),
        _ => None,
    });
    unions.collect()
}

/// The branch of the union at `place` that refers to the component `key`.
fn branch_called(tree: &Json, place: &Pointer, key: &str) -> Option<Pointer> {
    let mut value = tree;
    for segment in place.segments() {
        value = match value {
            Json::Object(members) => members.get(segment)?,
            Json::Array(items) => items.get(segment.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    let Json::Object(union) = value else { return None };
    ["oneOf", "anyOf"].into_iter().find_map(|list| {
        let Some(Json::Array(branches)) = union.get(list) else {
            return None;
        };
        let index = branches.iter().position(|branch| {
            let Json::Object(branch) = branch else {
                return false;
            };
            matches!(branch.get("$ref"), Some(Json::String(text)) if text.rsplit('/').next() == Some(key))
        })?;
        Some(place.child(list).child(index.to_string()))
    })
}

/// What the one file says wrong about names, by the places of extensions.
struct Names {
    /// Names that differ from those of the original.
    lacking: Vec<(Pointer, String)>,
    /// Extensions with a name that something else has.
    taken: Vec<Pointer>,
}

/// How often names are tried: one that is given up may free another.
const ROUNDS: usize = 6;

/// The names of types, by where their schemas stand.
fn type_names(lowered: &Lowered, is_swagger: bool) -> BTreeMap<Origin, String> {
    let mut names = BTreeMap::new();
    for (place, made) in lowered.places.iter().zip(&lowered.api.types) {
        // Swagger 2.0 is lowered in another form than it is written in.
        let place = if is_swagger { &made.origin } else { place };
        // Of the shapes of a type the whole one is the first.
        names
            .entry(place.clone())
            .or_insert_with(|| made.name.to_string());
    }
    names
}

/// The names of operations, by what the document calls them; none, where it calls several the same.
fn operation_names(lowered: &Lowered) -> BTreeMap<[&str; 3], Option<&str>> {
    let mut names = BTreeMap::new();
    for operation in &lowered.api.operations {
        let name = Some(operation.name.as_str());
        names
            .entry(key_of(operation))
            .and_modify(|known| *known = None)
            .or_insert(name);
    }
    names
}

fn key_of(operation: &Operation) -> [&str; 3] {
    [&operation.id, operation.method.as_str(), &operation.path]
}

/// The extension that names the type of the schema at `place`.
fn extension_at(place: &Pointer) -> &'static str {
    let is_component = match place.segments() {
        [components, schemas, _] => components == "components" && schemas == "schemas",
        [definitions, _] => definitions == "definitions",
        _ => false,
    };
    if is_component {
        "x-rust-name"
    } else {
        "x-rust-type-name"
    }
}

/// The object that holds the member at `place`, and the member's name.
fn holder<'t, 'p>(tree: &'t mut Json, place: &'p Pointer) -> Option<(&'t mut JsonObject, &'p str)> {
    let (name, outer) = place.segments().split_last()?;
    let mut value = tree;
    for segment in outer {
        value = match value {
            Json::Object(members) => members.value_mut(segment)?,
            Json::Array(items) => items.get_mut(segment.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    match value {
        Json::Object(members) => Some((members, name)),
        _ => None,
    }
}

/// Adds an extension, where there is none and the object is no reference, or one that is a variant.
fn add_name(tree: &mut Json, place: &Pointer, name: &str) {
    if let Some((members, extension)) = holder(tree, place)
        && members.get(extension).is_none()
        && (members.get("$ref").is_none() || is_variant(place))
    {
        members.set(extension, Json::String(name.to_owned()));
    }
}

/// Whether the extension stands with a branch of a union, where it names the variant and not the type.
fn is_variant(extension: &Pointer) -> bool {
    matches!(extension.segments(), [.., list, _, _] if list == "oneOf" || list == "anyOf")
}

fn remove(tree: &mut Json, place: &Pointer) {
    if let Some((members, extension)) = holder(tree, place) {
        members.retain(|(key, _)| key != extension);
    }
}

fn kept_part(lowered: &Lowered) -> KeptPart {
    let left_out = lowered.left_out.iter().map(|operation| {
        let method = match &operation.method {
            Method::Other(name) => name.clone(),
            method => method.as_str().to_lowercase(),
        };
        (operation.list.to_owned(), operation.key.clone(), method)
    });
    KeptPart {
        left_out: left_out.collect(),
        schemas: lowered.left_out_schemas.iter().cloned().collect(),
    }
}
