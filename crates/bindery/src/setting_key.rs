//! What there is to say of each key of a `bindery.toml`: for editors, for `cargo bindery settings`, for README.

use bindery_lower::{AmbiguousUnions, Choice, ServerTraits, UnknownMembers, UntypedObjects};
use bindery_model::{Decimals, DeepObjectArrays, Formats, Maps, TimeTypes};

/// A key of a `bindery.toml`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SettingKey {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// What holds where the key is absent, as TOML; empty where nothing does.
    pub(crate) default: &'static str,
    /// What it is.
    pub(crate) docs: &'static str,
    /// A value, as TOML, and what becomes of the output by it.
    pub(crate) example: (&'static str, &'static str),
}

/// What a key may hold.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Text,
    Texts,
    Flag,
    /// One of a few words.
    Word(fn() -> Vec<&'static str>),
    /// Any of a few words.
    Words(&'static [&'static str]),
    /// Texts by texts.
    TextTable,
    /// A table of these keys.
    Table(&'static [SettingKey]),
    /// A table of tables of these keys, by names that users choose.
    Tables(&'static [SettingKey]),
    /// A text, or a table of these keys.
    TextOr(&'static [SettingKey]),
    /// The same, or a list of such.
    ListOf(&'static [SettingKey]),
}

fn words<C: Choice>() -> Vec<&'static str> {
    C::ALL.iter().map(|choice| choice.word()).collect()
}

macro_rules! keys {
    ($($name:literal: $kind:expr, $default:literal, $docs:literal, $value:literal => $changes:literal;)+) => {
        &[$(SettingKey {
            name: $name,
            kind: $kind,
            default: $default,
            docs: $docs,
            example: ($value, $changes),
        }),+]
    };
}

/// The keys of the file itself.
pub(crate) const FILE: &[SettingKey] = keys! {
    "regenerate": Kind::Text, "", "The command that users run to generate again.",
        "'cargo xtask codegen'" => "Generated files begin with \"Do not edit; run cargo xtask codegen.\"";
    "targets": Kind::Tables(TARGET), "", "The crates to generate, by name.",
        "{ shop = { spec = 'shop.yaml', output = 'generated/shop' } }" => "`generated/shop` is a crate called `shop`";
};

/// The keys of a target.
pub(crate) const TARGET: &[SettingKey] = keys! {
    "spec": Kind::Text, "", "The OpenAPI document, seen from the folder of this file.",
        "'shop.yaml'" => "the crate is made from `shop.yaml`";
    "overlays": Kind::Texts, "[]", "OpenAPI Overlays, applied in this order.",
        "['shop.overlay.yaml']" => "the document is what the overlay makes of it";
    "root": Kind::Text, "", "The folder that relative references may lead to; the document's own by default.",
        "'..'" => "`$ref: ../common/types.yaml` is read";
    "remote-allow": Kind::Texts, "[]", "URLs below which files of other machines may lie; they are read from copies.",
        "['https://example.com/schemas/']" => "`$ref: https://example.com/schemas/money.yaml` is read from its copy";
    "remote-cache": Kind::Text, "", "The folder of those copies; `remote` beside the document by default.",
        "'vendor'" => "copies are read from `vendor`, where `cargo bindery fetch` writes them";
    "output": Kind::Text, "", "The folder of the generated crate, seen from the folder of this file.",
        "'generated/shop'" => "files are written to `generated/shop`";
    "package": Kind::Text, "", "The package's name; the target's by default.",
        "'shop-api'" => "`Cargo.toml` says `name = \"shop-api\"`";
    "emit": Kind::Words(&["types", "client", "server", "fake"]), "[]", "What to make; types are always made.",
        "['types', 'client']" => "the crate has a module `client` behind a feature of that name";
    "runtime": Kind::TextOr(RUNTIME), "", "Where the crate finds `bindery-runtime`: a version requirement, or a folder.",
        "{ path = '../runtime' }" => "`Cargo.toml` depends on `bindery-runtime` by its path";
    "standalone": Kind::Flag, "false", "Whether the crate is a workspace of its own.",
        "true" => "`Cargo.toml` has an empty `[workspace]`";
    "keep-going": Kind::Flag, "false", "Whether what is faulty is left out, with a warning, instead of being an error.",
        "true" => "an operation whose schema does not exist has no method";
    "service": Kind::Text, "", "The name of the server's trait, which then has all operations.",
        "'Shop'" => "`trait Shop` instead of one called after the tag";
    "types-from": Kind::ListOf(TYPES_FROM), "[]", "Targets whose types are shown from their crates where both documents say the same.",
        "[]" => "with `types-from = 'common'`: `pub use common::types::Money;` instead of a struct";
    "manifest": Kind::Text, "''", "More of the emitted `Cargo.toml`, as TOML.",
        "'[dev-dependencies]\ntokio = \"1\"'" => "`Cargo.toml` ends in these lines";
    "ambiguous-unions": Kind::Word(words::<AmbiguousUnions>), "'warn'", "What becomes of a union whose variants nothing in a value tells apart.",
        "'deny'" => "such a union is an error instead of a warning";
    "untyped-objects": Kind::Word(words::<UntypedObjects>), "'objects'", "What a schema without `type` but with `properties` becomes.",
        "'any'" => "`Json` instead of a struct";
    "unknown-members": Kind::Word(words::<UnknownMembers>), "'keep'", "What becomes of members that an open object does not declare.",
        "'drop'" => "structs have no field `unknown_members`";
    "maps": Kind::Word(words::<Maps>), "'btree'", "The type of maps.",
        "'index'" => "`IndexMap<String, V>`, in the order of the JSON, instead of `BTreeMap<String, V>`";
    "time": Kind::Word(words::<TimeTypes>), "'jiff'", "The crate whose types dates and times convert to.",
        "'text'" => "a `date-time` is a `String` instead of a `DateTime`";
    "formats": Kind::Word(words::<Formats>), "'strict'", "What becomes of a text that is not of its format.",
        "'tolerant'" => "`Tolerant<Date>` instead of `Date`: `Tolerant::Odd` keeps what is none";
    "decimals": Kind::Word(words::<Decimals>), "'text'", "The type that decimal numbers convert to.",
        "'rust-decimal'" => "decimals have `to_rust_decimal()`";
    "server-traits": Kind::Word(words::<ServerTraits>), "'per-tag'", "What a server implements.",
        "'one'" => "one trait with all operations instead of one for each tag";
    "stream-end": Kind::Text, "", "The data of a server-sent event which says that no other follows; `[DONE]` where data is JSON.",
        "'END'" => "a stream of events ends at `data: END`";
    "deep-object-arrays": Kind::Word(words::<DeepObjectArrays>), "'indices'", "How arrays in parameters of the style `deepObject` are written.",
        "'brackets'" => "`expand[]=a` instead of `expand[0]=a`";
    "features-per-tag": Kind::Flag, "false", "Whether the crate has a feature for each tag.",
        "true" => "the operations of the tag `issues` are behind the feature `issues`";
    "allow": Kind::Texts, "[]", "Codes of warnings that are not told; `warnings` stands for all.",
        "['unused-component']" => "none: only what is said about the document changes";
    "deny": Kind::Texts, "[]", "Codes of warnings that are errors; `warnings` stands for all.",
        "['warnings']" => "nothing is written where the document earns a warning";
    "include": Kind::Table(SELECTORS), "{}", "The part of the document that is made; all of it, where nothing is named.",
        "{ tags = ['pets'] }" => "only operations tagged `pets`, and what they need";
    "exclude": Kind::Table(SELECTORS), "{}", "The part that is not made, although `include` names it.",
        "{ methods = ['delete'] }" => "no operation is a DELETE";
    "secrets": Kind::Texts, "[]", "Names of members and parameters that are secrets wherever they stand.",
        "['apiKey']" => "`api_key: Secret<String>` instead of `String`";
    "derives": Kind::Texts, "[]", "Traits that types derive beyond `Clone`, `Debug` and `PartialEq`, where their parts allow it.",
        "['Eq', 'Hash']" => "`#[derive(Clone, Debug, PartialEq, Eq, Hash)]`";
    "rust-types": Kind::TextTable, "{}", "Types that exist already, by component key, JSON pointer or `format:NAME`.",
        "{ Money = 'my_money::Money' }" => "`Existing<my_money::Money>` instead of a struct `Money`";
    "schemas": Kind::Tables(SCHEMA), "{}", "What is chosen for one schema each, by component key or JSON pointer.",
        "{ Pet = { name = 'Animal' } }" => "`struct Animal` instead of `struct Pet`";
    "operations": Kind::Tables(OPERATION), "{}", "What is chosen for one operation each, by `operationId` or by method and path.",
        "{ getPet = { name = 'pet' } }" => "`client.pet(…)` instead of `client.get_pet(…)`";
};

/// The keys of `runtime`, where it is a table.
const RUNTIME: &[SettingKey] = keys! {
    "path": Kind::Text, "", "The folder of `bindery-runtime`, seen from the folder of this file.",
        "'../runtime'" => "`Cargo.toml` depends on `bindery-runtime` by its path";
};

/// The keys of an entry of `types-from`, where it is a table.
pub(crate) const TYPES_FROM: &[SettingKey] = keys! {
    "target": Kind::Text, "", "The target whose types are shown.",
        "'common'" => "`pub use common::types::Money;` instead of a struct";
    "version": Kind::Text, "", "The version requirement under which cargo finds its crate; its folder by default.",
        "'0.3'" => "`Cargo.toml` says `common = \"0.3\"`";
};

/// The keys of `include` and `exclude`.
pub(crate) const SELECTORS: &[SettingKey] = keys! {
    "tags": Kind::Texts, "[]", "Operations with one of these tags.",
        "['pets']" => "operations tagged `pets`";
    "paths": Kind::Texts, "[]", "Operations at one of these paths; `*` is anything within a segment, `**` any number of segments.",
        "['/pets/**']" => "`/pets` and all below it";
    "methods": Kind::Texts, "[]", "Operations of one of these methods; narrows the others down.",
        "['get']" => "GETs only";
    "operations": Kind::Texts, "[]", "Operations by `operationId` or by method and path, and webhooks by name.",
        "['getPet', 'get /owners']" => "these two";
    "schemas": Kind::Texts, "[]", "Component schemas by their keys.",
        "['Pet']" => "`Pet` and what it needs, although no operation does";
};

/// The keys of one schema's settings.
pub(crate) const SCHEMA: &[SettingKey] = keys! {
    "name": Kind::Text, "", "The type's name.",
        "'Animal'" => "`struct Animal` instead of `struct Pet`";
    "derives": Kind::Texts, "[]", "Traits that this type derives, too.",
        "['Eq']" => "`#[derive(…, Eq)]` on this type";
    "members": Kind::TextTable, "{}", "Names of fields, by the names of members.",
        "{ petId = 'id' }" => "the field `id` instead of `pet_id`";
    "values": Kind::TextTable, "{}", "Names of an enum's values, by their texts.",
        "{ '1' = 'First' }" => "`Rank::First` instead of `Rank::V1`";
    "variants": Kind::TextTable, "{}", "Names of a union's variants, by component key or title.",
        "{ CatPayload = 'Cat' }" => "`Pet::Cat` instead of `Pet::CatPayload`";
    "ambiguous": Kind::Word(words::<AmbiguousUnions>), "", "What becomes of this union where nothing tells its variants apart; `ambiguous-unions` by default.",
        "'opaque'" => "the union keeps what came, and `as_cat()` looks at it as a variant";
};

/// The keys of one operation's settings.
pub(crate) const OPERATION: &[SettingKey] = keys! {
    "name": Kind::Text, "", "The method's name.",
        "'pet'" => "`client.pet(…)` instead of `client.get_pet(…)`";
    "parameters": Kind::TextTable, "{}", "Names of arguments, by the names of parameters.",
        "{ petId = 'id' }" => "`get_pet(id)` instead of `get_pet(pet_id)`";
};
