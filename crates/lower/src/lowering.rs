use std::collections::{HashMap, HashSet, VecDeque};

use bindery_document::{Cursor, Document};
use bindery_model::{
    Api, Diagnostic, Diagnostics, Docs, Explanation, Ident, Omission, Origin, Schema, Severity, Shape,
    TypeDef, TypeId, TypeRef, Untyped,
};

use crate::Settings;
use crate::chosen::{ChosenName, ChosenNames};
use crate::docs::docs_of;
use crate::existing::ExistingTypes;
use crate::resolution::Resolutions;
use crate::scope::{Claim, Scope};
use crate::select_by::{EvidentSite, SelectionPlaces};
use crate::selection::{Kept, LeftOut};
use crate::type_table::{Node, TypeTable};
use crate::union::{Heirs, MemberFacts};
use crate::view::SeedKey;

/// What lowering made of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lowered {
    /// The model that is emitted. Not to be emitted when an error was reported.
    pub api: Api,
    /// What was left out or is kept untyped.
    pub omissions: Vec<Omission>,
    /// What is any JSON, and why.
    pub untyped: Vec<Untyped>,
    /// What became of each component schema and operation, and why.
    pub explanations: Vec<Explanation>,
    /// The types that could not be called as their places suggest.
    pub clashes: Vec<NameClash>,
    /// The variants that are called after their members, for nothing else names them.
    pub unnamed_variants: Vec<UnnamedVariant>,
    /// Where the schema of each type stands, by [`TypeId`]: in the document as overlays have left it.
    pub places: Vec<Origin>,
    /// The operations that selection leaves out.
    pub left_out: Vec<LeftOut>,
    /// The keys of the component schemas that selection leaves out.
    pub left_out_schemas: Vec<String>,
}

/// A type that could not be called as its place suggests, for another has the name.
#[derive(Clone, Debug, PartialEq)]
pub struct NameClash {
    /// Its place.
    pub origin: Origin,
    /// What it is called.
    pub name: Ident,
    /// What it would be called.
    pub wanted: String,
    /// Whether nothing but a number makes the difference.
    pub numbered: bool,
}

/// A variant of a union that is called after its members, for nothing else names it.
#[derive(Clone, Debug, PartialEq)]
pub struct UnnamedVariant {
    /// Its place.
    pub origin: Origin,
    /// What it is called.
    pub name: Ident,
}

/// What every part of lowering works with.
pub(crate) struct Lowering<'d> {
    /// What is made of it so far, except for the types.
    pub(crate) api: Api,
    /// The document that is lowered.
    pub(crate) document: &'d Document,
    /// What the user chose.
    pub(crate) settings: &'d Settings,
    /// Where mistakes go.
    pub(crate) diagnostics: &'d mut Diagnostics,
    /// What was left out so far.
    pub(crate) omissions: Vec<Omission>,
    /// What is any JSON so far.
    pub(crate) untyped: Vec<Untyped>,
    /// The places that are listed as any JSON.
    pub(crate) untyped_places: HashSet<Origin>,
    /// What there is to explain so far.
    pub(crate) explanations: Vec<Explanation>,
    /// Where the schemas of all types stand, once they are made.
    places: Vec<Origin>,
    /// The types so far.
    pub(crate) types: TypeTable<'d>,
    /// The settled names of types, and of what is emitted beside them.
    pub(crate) type_names: Scope,
    /// What inline types are called until their names are settled.
    pub(crate) provisional_names: Scope,
    /// The component schemas, by their keys.
    pub(crate) components: HashMap<&'d str, Cursor<'d>>,
    /// Where references lead.
    pub(crate) resolutions: Resolutions<'d>,
    /// Where the parts of each union's `x-select-by` stand.
    pub(crate) selections: HashMap<TypeId, SelectionPlaces>,
    /// What extends which schema, once it was asked for.
    pub(crate) heirs: Option<Heirs<'d>>,
    /// The objects that say how siblings choose among the variants of their members.
    pub(crate) evident_sites: Vec<EvidentSite<'d>>,
    /// The members of each object whose unions siblings choose without an extension.
    pub(crate) evident_members: HashMap<TypeId, Vec<String>>,
    /// For each union the branches that led to each variant.
    pub(crate) union_branches: HashMap<TypeId, Vec<Vec<Cursor<'d>>>>,
    /// The unions whose variants nothing in a value tells apart.
    pub(crate) ambiguities: Vec<(TypeId, Diagnostic)>,
    /// The types that could not be called as their places suggest.
    pub(crate) clashes: Vec<(TypeId, Claim)>,
    /// The variants that are called after their members.
    pub(crate) unnamed_variants: Vec<UnnamedVariant>,
    /// What there is to say of a type beyond its shape.
    pub(crate) notes: HashMap<TypeId, Vec<String>>,
    /// What is known of members, by their schemas: many variants share them.
    pub(crate) member_facts: HashMap<Vec<Node>, MemberFacts>,
    /// The types that were made of several schemas together.
    pub(crate) merged: HashMap<SeedKey, TypeRef>,
    /// How many types were made of several schemas together.
    pub(crate) combined: usize,
    /// How many pairs of variants were compared.
    pub(crate) compared: usize,
    /// The names that the settings choose.
    pub(crate) chosen: ChosenNames<'d>,
    /// The types that users have already.
    pub(crate) existing: ExistingTypes<'d>,
    /// The names that were chosen for inline types.
    pub(crate) chosen_types: HashMap<TypeId, ChosenName>,
    /// The names of secrets that were met.
    pub(crate) secrets_found: HashSet<&'d str>,
    /// The names of what webhooks and callbacks bring along.
    pub(crate) sending_names: Scope,
    /// Where each operation of the model stands, and the index of its explanation.
    pub(crate) operation_places: Vec<(Cursor<'d>, usize)>,
    /// The operations whose callbacks are still to be read, and what these are called after.
    pub(crate) callbacks: VecDeque<(String, Cursor<'d>)>,
    /// What stays, where only a part of the document is made.
    pub(crate) kept: Option<Kept<'d>>,
    /// The tags of operations that are left out, and how many that stay were before each: names are given as
    /// if they stayed.
    pub(crate) passed_over: Vec<(usize, Vec<String>)>,
    /// The places that are listed as left out.
    omitted: HashSet<Origin>,
    /// The schemas whose rules are being written down, outermost first.
    pub(crate) rule_path: Vec<Node>,
    /// The schema resource that these rules are of, as long as it says what a `$dynamicRef` may mean.
    pub(crate) resource: Option<Node>,
    /// Whether any schema asks, by `unevaluated…`, what others have looked at.
    pub(crate) has_unevaluated: bool,
    /// How deep the schema that is being made stands in others.
    pub(crate) depth: usize,
}

/// Lowers `document`, reporting every mistake to `diagnostics`.
///
/// What it returns is whole only when no error was reported; then it keeps every promise of the
/// model's documentation.
pub fn lower(document: &Document, settings: &Settings, diagnostics: &mut Diagnostics) -> Lowered {
    let mut lowering = Lowering::new(document, settings, diagnostics);
    lowering.describe();
    let outlines = lowering.outlines();
    lowering.select(&outlines);
    lowering.read_chosen_names();
    lowering.read_existing_types();
    lowering.claim_components();
    lowering.lower_waiting();
    lowering.lower_operations(&outlines);
    lowering.lower_webhooks();
    lowering.lower_callbacks();
    lowering.lower_waiting();
    lowering.settle_names();
    lowering.collect_types();
    lowering.tell_webhooks_apart();
    lowering.settle_resources();
    lowering.settle_evidence();
    lowering.split_directions();
    lowering.break_alias_cycles();
    lowering.settle_presence();
    lowering.select_members();
    lowering.box_recursion();
    lowering.box_large_variants();
    lowering.break_rule_cycles();
    lowering.share_twins();
    lowering.part_failures();
    lowering.name_headers();
    lowering.derive_traits();
    lowering.paginate();
    lowering.report_missing_secrets();
    lowering.report_unmet_names();
    lowering.report_unused_types();
    lowering.explain_types();
    lowering.check_conformance();
    lowering.forget_what_is_left_out();
    lowering.into_lowered()
}

impl<'d> Lowering<'d> {
    fn new(document: &'d Document, settings: &'d Settings, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            api: Api::default(),
            document,
            settings,
            diagnostics,
            omissions: Vec::new(),
            untyped: Vec::new(),
            untyped_places: HashSet::new(),
            explanations: Vec::new(),
            places: Vec::new(),
            types: TypeTable::default(),
            type_names: Scope::of_types(),
            provisional_names: Scope::of_types(),
            components: HashMap::new(),
            resolutions: Resolutions::default(),
            selections: HashMap::new(),
            heirs: None,
            evident_sites: Vec::new(),
            evident_members: HashMap::new(),
            union_branches: HashMap::new(),
            ambiguities: Vec::new(),
            clashes: Vec::new(),
            unnamed_variants: Vec::new(),
            notes: HashMap::new(),
            member_facts: HashMap::new(),
            merged: HashMap::new(),
            combined: 0,
            compared: 0,
            chosen: ChosenNames::default(),
            existing: ExistingTypes::default(),
            chosen_types: HashMap::new(),
            secrets_found: HashSet::new(),
            sending_names: Scope::new(),
            operation_places: Vec::new(),
            callbacks: VecDeque::new(),
            kept: None,
            passed_over: Vec::new(),
            omitted: HashSet::new(),
            rule_path: Vec::new(),
            resource: None,
            has_unevaluated: document.mentions(&["unevaluatedProperties", "unevaluatedItems"]),
            depth: 0,
        }
    }

    /// Takes over what the document says of the whole API.
    fn describe(&mut self) {
        let Some(info) = self.document.root().get("info") else {
            return;
        };
        let text = |name: &str| {
            info.get(name)
                .and_then(|text| text.as_str())
                .unwrap_or_default()
                .to_owned()
        };
        self.api.title = text("title");
        self.api.version = text("version");
        self.api.docs = docs_of(&info);
        self.api.maps = self.settings.maps;
        self.api.format_types = self.settings.format_types();
    }

    /// Moves the types into the model: every one is made by now.
    fn collect_types(&mut self) {
        let origin = self.document.root().origin();
        self.places = self.types.places();
        self.api.types = self.types.take(|name| TypeDef {
            name,
            wire_name: None,
            origin: origin.clone(),
            owner: None,
            docs: Docs::default(),
            derives: Vec::new(),
            shape: Shape::Alias(TypeRef::Any),
            schema: Schema::default(),
        });
    }

    fn into_lowered(mut self) -> Lowered {
        let left_out = self.kept.take().map(Kept::into_left_out).unwrap_or_default();
        self.omissions.extend(left_out.omissions);
        let types = &self.api.types;
        let clashes = self.clashes.into_iter().filter_map(|(id, claim)| {
            Some(NameClash {
                origin: types.get(id.0)?.origin.clone(),
                name: claim.name,
                wanted: claim.instead_of?,
                numbered: claim.numbered,
            })
        });
        Lowered {
            clashes: clashes.collect(),
            unnamed_variants: self.unnamed_variants,
            api: self.api,
            left_out: left_out.operations,
            left_out_schemas: left_out.schemas,
            omissions: self.omissions,
            untyped: self.untyped,
            explanations: self.explanations,
            places: self.places,
        }
    }

    /// Reports a mistake.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports what cannot be lowered. When going on is wanted it costs a warning, and what stands
    /// at `place` is listed as left out.
    pub(crate) fn fault(&mut self, place: &Cursor<'d>, diagnostic: Diagnostic) {
        self.fault_at(&place.origin(), diagnostic);
    }

    /// The same of a place that is known by its origin.
    pub(crate) fn fault_at(&mut self, place: &Origin, mut diagnostic: Diagnostic) {
        if self.settings.keep_going {
            diagnostic.severity = Severity::Warning;
            self.omit(place, &diagnostic.message);
        }
        self.report(diagnostic);
    }

    /// Lists what stands at `place` as left out or kept untyped.
    pub(crate) fn omit(&mut self, place: &Origin, reason: &str) {
        if self.omitted.insert(place.clone()) {
            self.omissions.push(Omission {
                origin: place.clone(),
                reason: reason.to_owned(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use bindery_document::{LoadOptions, load};
    use bindery_model::Code;

    use super::*;
    use crate::schema::MOST_COMBINED;

    /// Each step makes two variants of one, and both go into each variant of the next.
    #[test]
    fn unions_that_double_come_to_an_end() {
        let mut text =
            String::from("openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents:\n  schemas:\n");
        for index in 0..40 {
            let next = format!("{{$ref: '#/components/schemas/S{}'}}", index + 1);
            let member = format!("{{properties: {{p{index}: {{type: string}}}}}}");
            text += &format!("    S{index}: {{oneOf: [{next}, {{allOf: [{next}, {member}]}}]}}\n");
        }
        text += "    S40: {type: object, properties: {a: {type: string}}}\n";
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("openapi.yaml");
        std::fs::write(&path, text).unwrap();
        let mut diagnostics = Diagnostics::new();
        let (_, document) = load(&path, &LoadOptions::default(), &mut diagnostics);
        let (document, settings) = (document.unwrap(), Settings::default());
        let mut lowering = Lowering::new(&document, &settings, &mut diagnostics);
        lowering.combined = MOST_COMBINED - 100;
        lowering.claim_components();
        lowering.lower_waiting();
        assert!(lowering.types.count() < 1_000, "{}", lowering.types.count());
        let items = diagnostics.items().iter();
        let told = items
            .filter(|item| item.code == Code::TooManyCombinations)
            .count();
        // Each place once.
        assert!((1..=80).contains(&told), "{told}");
    }
}
