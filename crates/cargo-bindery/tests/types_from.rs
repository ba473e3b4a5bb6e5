//! `types-from`: one crate of types for several documents; and settings of a document's target.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

const COMMON: &str = "openapi: 3.0.3
info: { title: Common, version: 1.0.0 }
paths: {}
components:
  schemas:
    Money:
      type: object
      required: [amount, unit]
      properties: { amount: { type: integer }, unit: { $ref: '#/components/schemas/Unit' } }
    Unit: { type: string, enum: [EUR, USD] }
    Ring: { type: object, properties: { next: { $ref: '#/components/schemas/Link' } } }
    Link: { type: object, properties: { ring: { $ref: '#/components/schemas/Ring' }, size: { type: integer } } }
    Limits: { type: object, additionalProperties: { type: integer } }
";

fn bindery(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-bindery"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with both documents; the second is the first with `replaced` in it.
fn folder(replaced: (&str, &str), settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert!(COMMON.contains(replaced.0), "{}", replaced.0);
    let shop = COMMON.replace("Common", "Shop").replace(replaced.0, replaced.1);
    fs::write(folder.path().join("common.yaml"), COMMON).unwrap();
    fs::write(folder.path().join("shop.yaml"), shop).unwrap();
    let text = format!(
        "[targets.common]\nspec = 'common.yaml'\noutput = 'out/common'\n\n\
         [targets.shop]\nspec = 'shop.yaml'\noutput = 'out/shop'\n{settings}\n"
    );
    fs::write(folder.path().join("bindery.toml"), text).unwrap();
    folder
}

fn explained(folder: &Path, pointer: &str) -> String {
    let output = bindery(folder, &["explain", "--target", "shop", pointer]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output)
}

const SAME: (&str, &str) = ("EUR", "EUR");

#[test]
fn equal_schemas_are_shown_from_the_other_crate() {
    let folder = folder(SAME, "types-from = 'common'");
    let made = bindery(folder.path(), &["generate"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert!(
        stdout(&made).contains("shop: 5 types taken from common\n"),
        "{}",
        stdout(&made)
    );
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
    assert!(read("out/shop/Cargo.toml").contains("common = { path = \"../common\" }"));
    let types = read("out/shop/src/types.rs");
    assert!(
        types.contains("pub use common::types::{Limits, Link, Money, Ring, Unit};"),
        "{types}"
    );
    assert!(!folder.path().join("out/shop/src/types").exists());
    assert!(read("out/shop/bindery-manifest.json").contains("types::Money"));

    let check = bindery(folder.path(), &["check"]);
    assert_eq!(check.status.code(), Some(0), "{}", stdout(&check));
    let json = bindery(
        folder.path(),
        &["explain", "--target", "shop", "--format", "json"],
    );
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["schemas"][0]["rust"], "types::Money");
}

#[test]
fn what_changes_the_common_document_makes_the_other_crate_stale() {
    let folder = folder(SAME, "types-from = 'common'");
    assert_eq!(bindery(folder.path(), &["generate"]).status.code(), Some(0));
    fs::write(folder.path().join("common.yaml"), COMMON.replace("USD", "CHF")).unwrap();
    let check = bindery(folder.path(), &["check", "--target", "shop"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(stdout(&check).contains("money.rs"), "{}", stdout(&check));
}

#[test]
fn a_version_stands_for_the_folder() {
    let folder = folder(SAME, "types-from = [{ target = 'common', version = '0.3' }]");
    assert_eq!(bindery(folder.path(), &["generate"]).status.code(), Some(0));
    let manifest = fs::read_to_string(folder.path().join("out/shop/Cargo.toml")).unwrap();
    assert!(manifest.contains("common = { version = \"0.3\" }"), "{manifest}");
}

#[test]
fn a_difference_is_told_with_its_place_and_reaches_all_that_refer_to_it() {
    let folder = folder(("[EUR, USD]", "[EUR, CHF]"), "types-from = 'common'");
    let difference = "#/components/schemas/Unit: `enum` says something else there";
    for schema in ["Unit", "Money"] {
        let text = explained(folder.path(), &format!("#/components/schemas/{schema}"));
        assert!(text.contains("not shared: `common` differs at "), "{text}");
        assert!(text.contains(difference), "{text}");
    }
    let text = explained(folder.path(), "#/components/schemas/Limits");
    assert!(text.contains("shared: it is `common::types::Limits`"), "{text}");
    let made = bindery(folder.path(), &["generate"]);
    let note = "3 types taken from common; not the same there: Money, Unit";
    assert!(stdout(&made).contains(note), "{}", stdout(&made));
}

#[test]
fn descriptions_and_the_order_of_members_are_no_difference() {
    let other = (
        "properties: { amount: { type: integer }, unit: { $ref: '#/components/schemas/Unit' } }",
        "properties: { unit: { $ref: '#/components/schemas/Unit' }, amount: { description: How much., type: integer } }",
    );
    let folder = folder(other, "types-from = 'common'");
    let text = explained(folder.path(), "#/components/schemas/Money");
    assert!(text.contains("shared: it is `common::types::Money`"), "{text}");
}

#[test]
fn types_that_refer_to_each_other_are_shared_whole_or_not_at_all() {
    let folder = folder(
        ("size: { type: integer }", "size: { type: string }"),
        "types-from = 'common'",
    );
    for schema in ["Ring", "Link"] {
        let text = explained(folder.path(), &format!("#/components/schemas/{schema}"));
        assert!(
            text.contains("/Link/properties/size: `size` has another type there"),
            "{text}"
        );
    }
}

#[test]
fn settings_that_change_a_type_must_agree() {
    for (settings, schema, said) in [
        ("derives = ['Eq']", "Unit", "other traits are derived there"),
        ("maps = 'index'", "Limits", "maps are of another type there"),
        (
            "unknown-members = 'drop'",
            "Money",
            "undeclared members are treated in another way there",
        ),
        (
            "schemas.Unit.name = 'Currency'",
            "Unit",
            "`common` calls it `Unit`",
        ),
        (
            "schemas.Unit.name = 'Currency'",
            "Money",
            "it refers to `Currency`, which is not shared",
        ),
        (
            "schemas.Money.members = { amount = 'sum' }",
            "Money",
            "`amount` is the field `amount` there",
        ),
        (
            "rust-types = { Unit = 'crate::Unit' }",
            "Money",
            "`common` differs",
        ),
    ] {
        let folder = folder(SAME, &format!("types-from = 'common'\n{settings}"));
        let text = explained(folder.path(), &format!("#/components/schemas/{schema}"));
        assert!(text.contains(said), "{settings}: {text}");
    }
}

#[test]
fn nothing_in_common_is_a_warning_at_the_setting() {
    let folder = folder(
        SAME,
        "types-from = 'other'\n[targets.other]\nspec = 'other.yaml'\noutput = 'out/other'",
    );
    let other = "openapi: 3.0.3\ninfo: { title: Other, version: 1.0.0 }\npaths: {}\n";
    fs::write(folder.path().join("other.yaml"), other).unwrap();
    let made = bindery(folder.path(), &["generate", "--target", "shop"]);
    assert_eq!(made.status.code(), Some(0));
    let said = stderr(&made);
    assert!(said.contains("no type is taken from `other`"), "{said}");
    assert!(said.contains("bindery.toml:8:14"), "{said}");
    let manifest = fs::read_to_string(folder.path().join("out/shop/Cargo.toml")).unwrap();
    assert!(!manifest.contains("other"), "{manifest}");
}

#[test]
fn mistakes_are_told_with_their_place() {
    for (settings, said) in [
        (
            "types-from = 'commons'",
            "bindery.toml:8:14: target `shop`: there is no target `commons`",
        ),
        (
            "types-from = 'shop'",
            "bindery.toml:8:14: target `shop`: it cannot take types from itself",
        ),
        (
            "types-from = ['common', 'common']",
            "bindery.toml:8:25: target `shop`: `common` is named twice",
        ),
        ("types-from = 7", "bindery.toml:8:14: "),
        (
            "types-from = { target = 'common', version = 'new' }",
            "bindery.toml:8:45: target `shop`: `new` is not a version requirement",
        ),
        (
            "types-from = 'common'\nruntime = '0.1.7'",
            "bindery.toml:8:14: target `shop`: `common` has another `runtime`",
        ),
        (
            "package = 'common'\ntypes-from = 'common'",
            "bindery.toml:9:14: target `shop`: two crates would be called `common`",
        ),
        (
            "types-from = 'third'\n[targets.third]\nspec = 'shop.yaml'\noutput = 'third'\ntypes-from = 'shop'",
            "targets take types from each other in a circle: `shop` → `third` → `shop`",
        ),
    ] {
        let folder = folder(SAME, settings);
        let made = bindery(folder.path(), &["generate"]);
        assert_eq!(made.status.code(), Some(2), "{settings}");
        assert!(stderr(&made).contains(said), "{settings}: {}", stderr(&made));
    }
}

#[test]
fn types_come_through_a_crate_that_takes_them_itself() {
    let third = "types-from = ['common', 'third']\n[targets.third]\nspec = 'third.yaml'\noutput = 'out/third'\ntypes-from = 'common'";
    let folder = folder(SAME, third);
    fs::write(
        folder.path().join("third.yaml"),
        COMMON.replace("Common", "Third"),
    )
    .unwrap();
    let text = explained(folder.path(), "#/components/schemas/Money");
    assert!(text.contains("shared: it is `common::types::Money`"), "{text}");
    fs::write(folder.path().join("common.yaml"), COMMON.replace("Money", "Cash")).unwrap();
    let text = explained(folder.path(), "#/components/schemas/Money");
    assert!(text.contains("shared: it is `third::types::Money`"), "{text}");
    let text = explained(folder.path(), "#/components/schemas/Unit");
    assert!(text.contains("shared: it is `common::types::Unit`"), "{text}");
}

#[test]
fn a_document_with_a_configuration_is_its_target_of_it() {
    let folder = folder(SAME, "schemas.Money.name = 'Cash'");
    let rust = |arguments: &[&str]| {
        let output = bindery(
            folder.path(),
            &[&["explain", "--format", "json"], arguments].concat(),
        );
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        json["schemas"][0]["rust"].as_str().unwrap().to_owned()
    };
    assert_eq!(rust(&["shop.yaml"]), "types::Money");
    assert_eq!(rust(&["shop.yaml", "--config", "bindery.toml"]), "types::Cash");
    assert_eq!(rust(&["./shop.yaml", "--target", "shop"]), "types::Cash");
    assert_eq!(rust(&["--target", "shop"]), "types::Cash");
    let wrong = bindery(folder.path(), &["explain", "shop.yaml", "--target", "common"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        stderr(&wrong).contains("`common` is of common.yaml"),
        "{}",
        stderr(&wrong)
    );

    let made = [
        "generate",
        "shop.yaml",
        "--config",
        "bindery.toml",
        "--output",
        "elsewhere",
    ];
    let made = bindery(folder.path(), &made);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert!(folder.path().join("elsewhere/src/types/cash.rs").exists());
    assert!(!folder.path().join("out/shop").exists());
}
