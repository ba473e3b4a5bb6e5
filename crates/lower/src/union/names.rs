//! What variants are called.

use bindery_model::{Ident, Json};

use crate::chosen::{ChosenName, Named};
use crate::json_types::Types;
use crate::lowering::{Lowering, UnnamedVariant};
use crate::make::Making;
use crate::names;
use crate::scope::{Scope, Wanted};
use crate::union::Leaf;

/// The names in a union's enum.
pub(crate) struct Names {
    /// The variants', in their order.
    pub(crate) variants: Vec<Ident>,
    /// That of the variant for what is not described.
    pub(crate) unknown: Ident,
}

impl<'d> Lowering<'d> {
    /// Names the variants: after the component, the title, the type, the value of a tag, or the first
    /// member that only this one requires.
    pub(crate) fn variant_names(&mut self, making: &Making<'_, 'd>, leaves: &[Leaf<'d>]) -> Names {
        let mut scope = Scope::new();
        let wanted: Vec<Wanted<_>> = leaves.iter().map(|leaf| wanted(leaf, leaves)).collect();
        let chosen = leaves
            .iter()
            .zip(&wanted)
            .map(|(leaf, wanted)| self.chosen_variant(making, leaf, &wanted.name));
        let chosen: Vec<Option<ChosenName>> = chosen.collect();
        let is_unnamed: Vec<bool> = wanted
            .iter()
            .zip(&chosen)
            .zip(leaves)
            .map(|((wanted, chosen), leaf)| wanted.rank.0 && chosen.is_none() && is_known_by_shape(leaf))
            .collect();
        let claims = self.settle_chosen(&mut scope, wanted, chosen);
        for ((claim, leaf), _) in claims
            .iter()
            .zip(leaves)
            .zip(&is_unnamed)
            .filter(|(_, unnamed)| **unnamed)
        {
            self.unnamed_variants
                .extend(leaf.place().map(|place| UnnamedVariant {
                    origin: place.origin(),
                    name: claim.name.clone(),
                }));
        }
        let others = ["UnknownVariant", "Unlisted", "Unrecognized"].map(str::to_owned);
        Names {
            variants: claims.into_iter().map(|claim| claim.name).collect(),
            unknown: scope.claim("Unknown", others).name,
        }
    }

    /// The name that was chosen for a variant, by its component's key or by what it would be called.
    fn chosen_variant(&mut self, making: &Making<'_, 'd>, leaf: &Leaf<'d>, name: &str) -> Option<ChosenName> {
        let place = making.seed.place()?;
        let by_key = leaf
            .key()
            .and_then(|key| self.chosen_name(place, (Named::Variant, key), None));
        by_key
            .or_else(|| self.chosen_name(place, (Named::Variant, name), None))
            .or_else(|| self.chosen_name(leaf.branch()?, (Named::Variant, ""), Some("x-rust-name")))
    }
}

/// The methods that view a value as each variant.
pub(crate) fn accessor_names(variants: &[Ident]) -> Vec<Ident> {
    let mut scope = Scope::new();
    let method = |name: &Ident| {
        let wanted = format!("as_{}", names::member_name(name.as_str()).trim_end_matches('_'));
        scope.claim(&wanted, [format!("{wanted}_variant")]).name
    };
    variants.iter().map(method).collect()
}

/// What a variant would be called; a name that the document gives goes before one that is made.
fn wanted<'l>(leaf: &'l Leaf<'_>, leaves: &[Leaf<'_>]) -> Wanted<'l, (bool, String, String)> {
    let given = given_name(leaf);
    let is_made = given.is_none();
    let name = given.unwrap_or_else(|| made_name(leaf, leaves));
    let text = leaf.key().or_else(|| leaf.title()).unwrap_or_default();
    let plain = name.clone();
    Wanted {
        rank: (is_made, text.to_owned(), leaf.own_text()),
        others: Box::new(move || other_names(&plain, leaf)),
        name,
    }
}

/// What the document calls it.
fn given_name(leaf: &Leaf<'_>) -> Option<String> {
    if leaf.collapsed.is_some() || leaf.seed.types != Types::ALL {
        return None;
    }
    let title = || leaf.branch()?.get("title")?.as_str();
    leaf.key().or_else(title).map(names::variant_name)
}

/// Whether nothing but its members says what an object is called.
fn is_known_by_shape(leaf: &Leaf<'_>) -> bool {
    let is_object = leaf.view.value_types() == Types::OBJECT && !leaf.view.properties.is_empty();
    // `{ circle: … }` beside `{ square: … }` is the other way to write a tag.
    let is_key = leaf.view.properties.len() == 1 && leaf.view.required.len() == 1;
    is_object && !is_key && constant_member(leaf).is_none()
}

fn made_name(leaf: &Leaf<'_>, leaves: &[Leaf<'_>]) -> String {
    if let Some(tag) = constant_member(leaf) {
        return names::variant_name(&tag);
    }
    match leaf.view.value_types() {
        Types::STRING => "String".to_owned(),
        Types::INTEGER => "Integer".to_owned(),
        Types::BOOLEAN => "Boolean".to_owned(),
        Types::ARRAY => list_name(leaf, leaves),
        Types::OBJECT if leaf.view.properties.is_empty() => "Map".to_owned(),
        Types::OBJECT => own_member(leaf, leaves).map_or_else(|| "Object".to_owned(), names::variant_name),
        number if Types::NUMBER.contains(number) => "Number".to_owned(),
        _ => "Value".to_owned(),
    }
}

/// The text of a required member that can have but one value.
fn constant_member(leaf: &Leaf<'_>) -> Option<String> {
    let required = |name: &str| leaf.view.required_names.contains(name);
    let constants = leaf
        .view
        .properties
        .iter()
        .filter(|property| required(property.name))
        .filter_map(|property| {
            let schema = &property.schemas.first()?.cursor;
            let listed = schema
                .get("enum")
                .filter(|list| list.items().nth(1).is_none())
                .and_then(|list| list.item(0));
            let value = schema.get("const").or(listed)?;
            value.value().as_str().map(str::to_owned)
        });
    constants.into_iter().next()
}

/// A member that no other leaf declares: the first required one, or else the first.
fn own_member<'d>(leaf: &Leaf<'d>, leaves: &[Leaf<'d>]) -> Option<&'d str> {
    let declares = |leaf: &Leaf<'d>, name: &str| leaf.view.property(name).is_some();
    let own = |name: &&'d str| leaves.iter().filter(|other| declares(other, name)).count() == 1;
    let required = leaf.view.required.iter().copied().find(own);
    required.or_else(|| {
        leaf.view
            .properties
            .iter()
            .map(|property| property.name)
            .find(own)
    })
}

/// `List`, or `StringList` beside another list.
fn list_name(leaf: &Leaf<'_>, leaves: &[Leaf<'_>]) -> String {
    let lists = leaves
        .iter()
        .filter(|other| other.view.value_types() == Types::ARRAY);
    let items = leaf.view.items.first().map(|items| items.cursor.value());
    let element = items.and_then(|items| {
        let key = items
            .get("$ref")
            .and_then(|reference| reference.as_str()?.rsplit('/').next());
        key.or_else(|| items.get("type")?.as_str())
    });
    match element {
        Some(element) if lists.count() > 1 => format!("{}List", names::type_name(element)),
        _ => "List".to_owned(),
    }
}

fn other_names(name: &str, leaf: &Leaf<'_>) -> Vec<String> {
    let kind = match leaf.view.value_types() {
        Types::OBJECT => "Object",
        Types::ARRAY => "List",
        Types::STRING => "String",
        _ => "Value",
    };
    let literal = match leaf.view.literals.as_deref() {
        Some([Json::String(text)]) => Some(names::variant_name(text)),
        _ => None,
    };
    let words = [literal, Some(format!("{name}{kind}"))];
    words.into_iter().flatten().collect()
}
