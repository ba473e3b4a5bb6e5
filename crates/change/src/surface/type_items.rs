//! Types.

use bindery_model::{Api, Enumeration, Json, Shape, TypeDef, TypeId, TypeRef, Union};

use super::item::Items;
use super::names::rust_type;
use super::object_items;

pub(super) fn add(api: &Api, items: &mut Items) {
    for (index, def) in api.types.iter().enumerate() {
        let name = def.name.to_string();
        match &def.shape {
            Shape::Object(object) => {
                items.add("struct", name, String::new(), &def.origin);
                object_items::add(api, def, object, items);
            }
            Shape::Enum(values) => {
                items.add("enum", name, String::new(), &def.origin);
                enumeration(def, values, items);
            }
            Shape::Union(union) => {
                items.add("enum", name, String::new(), &def.origin);
                self::union(api, (TypeId(index), def), union, items);
            }
            Shape::Newtype(newtype) => {
                let inner = rust_type(api, &newtype.inner);
                items.add("struct", name, format!("(pub {inner})"), &def.origin);
            }
            Shape::Alias(target) => items.add("type", name, rust_type(api, target), &def.origin),
        }
        for derive in &def.derives {
            let path = format!("{}::{derive}", def.name);
            items.add("impl", path, derive.to_string(), &def.origin);
        }
    }
}

fn enumeration(def: &TypeDef, values: &Enumeration, items: &mut Items) {
    for value in &values.values {
        items.add(
            "variant",
            format!("{}::{}", def.name, value.name),
            String::new(),
            &def.origin,
        );
    }
    let kept = match values
        .values
        .iter()
        .all(|value| matches!(value.value, Json::String(_)))
    {
        true => "String",
        false => "Json",
    };
    items.add(
        "variant",
        format!("{}::{}", def.name, values.unknown),
        kept.to_owned(),
        &def.origin,
    );
}

fn union(api: &Api, (id, def): (TypeId, &TypeDef), union: &Union, items: &mut Items) {
    let types: Vec<String> = union
        .variants
        .iter()
        .map(|variant| rust_type(api, &variant.type_ref))
        .collect();
    for (variant, held) in union.variants.iter().zip(&types) {
        let path = format!("{}::{}", def.name, variant.name);
        items.add("variant", path, held.clone(), &def.origin);
        let bare = rust_type(api, unboxed(&variant.type_ref));
        let is_alone = types.iter().filter(|other| **other == *held).count() == 1;
        if is_alone && rust_type(api, &TypeRef::Named(id)) != bare {
            items.add("impl", format!("{}::From<{bare}>", def.name), bare, &def.origin);
        }
    }
    for (accessor, held) in union.accessors.iter().zip(&types) {
        items.add(
            "method",
            format!("{}::{accessor}", def.name),
            held.clone(),
            &def.origin,
        );
    }
    items.add(
        "variant",
        format!("{}::{}", def.name, union.unknown),
        String::new(),
        &def.origin,
    );
}

fn unboxed(type_ref: &TypeRef) -> &TypeRef {
    match type_ref {
        TypeRef::Boxed(inner) => inner,
        other => other,
    }
}
