//! `untyped-objects`: what a schema without `type` but with `properties` becomes.

use bindery_document::{LoadOptions, load};
use bindery_lower::{Settings, UntypedObjects, lower};
use bindery_model::{Diagnostics, Primitive, Shape, TypeRef};

const DOCUMENT: &str = r##"{
  "openapi": "3.0.3", "info": { "title": "T", "version": "1" }, "paths": {},
  "components": { "schemas": {
    "Untyped": { "required": ["a"], "properties": { "a": { "type": "string" } } },
    "Refined": { "minimum": 3, "properties": { "a": { "type": "string" } } },
    "Typed": { "allOf": [{ "$ref": "#/components/schemas/Untyped" }, { "type": "object" }] }
  } }
}"##;

fn shapes(untyped_objects: UntypedObjects) -> Vec<Shape> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.json");
    std::fs::write(&path, DOCUMENT).unwrap();
    let mut diagnostics = Diagnostics::new();
    let (_, document) = load(&path, &LoadOptions::default(), &mut diagnostics);
    let settings = Settings {
        untyped_objects,
        ..Settings::default()
    };
    let lowered = lower(&document.unwrap(), &settings, &mut diagnostics);
    assert!(!diagnostics.has_errors());
    lowered.api.types.into_iter().map(|made| made.shape).collect()
}

#[test]
fn properties_mean_an_object_unless_any_is_chosen() {
    let objects = shapes(UntypedObjects::Objects);
    let Shape::Object(object) = &objects[0] else {
        panic!("{:?}", objects[0]);
    };
    assert_eq!(object.members[0].type_ref, TypeRef::Primitive(Primitive::String));
    assert!(
        matches!(&objects[1], Shape::Newtype(newtype) if newtype.inner == TypeRef::Any),
        "what speaks of numbers, too, is not for objects alone"
    );
    let any = shapes(UntypedObjects::Any);
    assert!(matches!(&any[0], Shape::Newtype(newtype) if newtype.inner == TypeRef::Any));
    assert!(
        matches!(any[2], Shape::Object(_)),
        "a part says that it is an object"
    );
}
