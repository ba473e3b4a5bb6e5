//! A base with a discriminator: a reference to it means any of those that extend it.

use bindery_runtime::Validate as _;
use bindery_tests::inheritance::types::{Cat, Owner, Pet};
use serde_json::{Value, json};

fn owner(pet: &Value) -> (Owner, Value) {
    let value = json!({ "pets": [pet] });
    let owner: Owner = serde_json::from_str(&value.to_string()).unwrap();
    let written: Value = serde_json::from_str(&serde_json::to_string(&owner).unwrap()).unwrap();
    assert_eq!(value, written);
    (owner, value)
}

#[test]
fn the_tag_chooses_by_mapping_or_by_name_on_every_level() {
    let (cat, _) = owner(&json!({ "lives": 9, "petType": "kitty", "name": "Tom" }));
    assert!(
        matches!(&cat.pets[..], [Pet::Cat(cat)] if cat.lives == Some(9) && cat.name.as_deref() == Some("Tom"))
    );
    let (dog, _) = owner(&json!({ "petType": "Dog", "bark": "loud" }));
    assert!(matches!(&dog.pets[..], [Pet::Dog(_)]));
    let (puppy, _) = owner(&json!({ "petType": "Puppy", "bark": "soft", "weeks": 6 }));
    assert!(matches!(&puppy.pets[..], [Pet::Puppy(puppy)] if puppy.weeks == Some(6)));
}

#[test]
fn what_extends_it_later_is_read_as_the_base_and_nothing_is_lost() {
    let (newt, _) = owner(&json!({ "petType": "Newt", "name": "Isaac", "gills": true }));
    assert!(matches!(&newt.pets[..], [Pet::Pet(base)] if base.name.as_deref() == Some("Isaac")));
    assert!(newt.validate().is_ok());
}

#[test]
fn a_variant_becomes_the_base_by_itself() {
    let owner = Owner::new(vec![Cat::new("kitty").into()]);
    assert_eq!(
        serde_json::to_string(&owner).unwrap(),
        r#"{"pets":[{"petType":"kitty"}]}"#
    );
}
