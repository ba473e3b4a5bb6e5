//! What is emitted for every shape of type, and for names that get in the way.

use crate::models::{component, docs, keeping, member, text};
use bindery_emit::{Options, emit, rust_path};
use bindery_model::{
    AdditionalMembers, Api, Docs, EnumValue, Enumeration, Ident, Json, JsonType, Newtype, Number, Object,
    Others, Presence, Primitive, Rule, Schema, SchemaRef, SelectedMember, Separation, Several, Shape, Test,
    TypeDef, TypeId, TypeRef, Union, UnionMode, Variant,
};

fn emitted(types: Vec<TypeDef>) -> String {
    let api = Api {
        title: "Shapes".into(),
        types,
        ..Api::default()
    };
    let files = emit(&api, &Options::new("shapes", "specs/shapes.yaml"));
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        if let Err(error) = syn::parse_file(text) {
            panic!("{path}: {error}\n{text}");
        }
    }
    let below_types = files.iter().filter(|(path, _)| path.starts_with("src/types"));
    below_types
        .map(|(path, text)| format!("=== {path}\n{text}\n"))
        .collect()
}

fn named(index: usize) -> TypeRef {
    TypeRef::Named(TypeId(index))
}

fn boxed(type_ref: TypeRef) -> TypeRef {
    TypeRef::Boxed(Box::new(type_ref))
}

fn integer(digits: &str) -> Json {
    Json::Number(Number(digits.into()))
}

fn typed(json_type: JsonType) -> Schema {
    Schema {
        rules: vec![Rule::Type(vec![json_type])],
    }
}

fn value(name: &str, value: Json, said: Option<&str>) -> EnumValue {
    EnumValue {
        name: Ident::new(name),
        value,
        docs: said.map(str::to_owned),
    }
}

fn variant(name: &str, type_ref: TypeRef) -> Variant {
    let schema = SchemaRef::Inline(typed(JsonType::String));
    Variant {
        name: Ident::new(name),
        label: name.into(),
        type_ref,
        schema,
        required_members: 0,
    }
}

fn union(variants: Vec<Variant>, tests: Vec<Test>) -> Union {
    Union {
        mode: UnionMode::AnyOf,
        variants,
        unknown: Ident::new("Unknown"),
        select_by: None,
        tests,
        several: Several::MostSpecific,
        accessors: vec![Ident::new("as_first"), Ident::new("as_second")],
        separations: vec![Separation {
            left: 0,
            right: 1,
            reason: None,
        }],
    }
}

#[test]
fn enums() {
    let colors = vec![
        value("Red", Json::String("red".into()), Some("Like [blood].")),
        value("DeepBlue", Json::String("deep \"blue\"".into()), None),
        value("Empty", Json::String(String::new()), None),
    ];
    let levels = vec![
        value("One", integer("1"), None),
        value("Minus2", integer("-2"), None),
        value("True", Json::Bool(true), None),
        value("Auto", Json::String("auto".into()), None),
    ];
    let mut old = component(
        "Color",
        "A color.",
        Shape::Enum(enumeration(colors)),
        typed(JsonType::String),
    );
    old.docs.deprecated = true;
    let level = component(
        "Level",
        "A level.",
        Shape::Enum(enumeration(levels)),
        Schema::default(),
    );
    let mut color = member("color", "color", named(0), Presence::Optional);
    color.docs.default = Some(Json::String("red".into()));
    let paint = component(
        "Paint",
        "",
        Shape::Object(keeping(vec![color])),
        Schema::default(),
    );
    insta::assert_snapshot!(emitted(vec![old, level, paint]));
}

fn enumeration(values: Vec<EnumValue>) -> Enumeration {
    Enumeration {
        values,
        unknown: Ident::new("Unknown"),
    }
}

#[test]
fn unions() {
    let tests = vec![
        Test::Type {
            accepts: vec![
                vec![JsonType::String],
                vec![JsonType::Object],
                vec![JsonType::Object],
            ],
        },
        Test::Value {
            path: vec!["kind".into()],
            accepts: vec![
                (1, vec![Json::String("a|b".into())]),
                (2, vec![Json::Null, integer("1")]),
            ],
            absent: vec![2],
            others: Others::Concerned,
        },
        Test::Undeclared {
            member: "x".into(),
            variants: vec![1],
        },
        Test::Closed {
            variant: 1,
            members: vec!["a".into(), "kind".into()],
        },
        Test::MemberType {
            member: "a".into(),
            accepts: vec![(1, vec![JsonType::String])],
        },
    ];
    let variants = vec![
        variant("Text", text()),
        variant("Node", boxed(named(0))),
        variant("Leaf", named(1)),
        variant("SameAsText", named(2)),
    ];
    let tree = component(
        "Tree",
        "A tree.",
        Shape::Union(union(variants, tests)),
        Schema::default(),
    );
    let leaf = component(
        "Leaf",
        "",
        Shape::Object(crate::models::object([("a", "a", text())])),
        Schema::default(),
    );
    let alias = component("Name", "A name.", Shape::Alias(text()), typed(JsonType::String));
    let decided = Test::Value {
        path: vec!["type".into()],
        accepts: vec![
            (0, vec![Json::String("leaf".into())]),
            (1, vec![Json::String("tree".into())]),
        ],
        absent: vec![],
        others: Others::Unknown,
    };
    let variants = vec![variant("Leaf", named(1)), variant("Tree", named(0))];
    let tagged = Union {
        several: Several::Unknown,
        accessors: Vec::new(),
        ..union(variants, vec![decided])
    };
    let tagged = component("Tagged", "Either.", Shape::Union(tagged), Schema::default());
    insta::assert_snapshot!(emitted(vec![tree, leaf, alias, tagged]));
}

#[test]
fn newtypes_and_aliases() {
    let length = Schema {
        rules: vec![Rule::Type(vec![JsonType::String]), Rule::MaxLength(3)],
    };
    let newtype = |inner| Shape::Newtype(Newtype { inner });
    let mut code = component("Code", "A code.", newtype(text()), length);
    code.docs.examples = vec!["\"abc\"".into()];
    let mut secret = component(
        "Key",
        "",
        newtype(TypeRef::Primitive(Primitive::Secret)),
        Schema::default(),
    );
    secret.docs.examples = vec!["\"never shown\"".into()];
    let map = TypeRef::Map(Box::new(TypeRef::Tuple(vec![
        named(0),
        TypeRef::Primitive(Primitive::F64),
    ])));
    let alias = component("Table", "", Shape::Alias(map.clone()), Schema::default());
    let several = component("Several", "", newtype(map), Schema::default());
    insta::assert_snapshot!(emitted(vec![code, secret, alias, several]));
}

#[test]
fn objects() {
    let mut limit = member(
        "limit",
        "limit",
        TypeRef::Primitive(Primitive::I32),
        Presence::Optional,
    );
    limit.docs = Docs {
        default: Some(Json::Number(bindery_model::Number("10".into()))),
        deprecated: true,
        ..docs("How many.")
    };
    let mut name = member("r#type", "type", text(), Presence::Optional);
    name.docs.default = Some(Json::String("a\"b".into()));
    let mut secret = member(
        "token",
        "token",
        TypeRef::Primitive(Primitive::Secret),
        Presence::Optional,
    );
    secret.docs.examples = vec!["\"never shown\"".into()];
    let members = vec![
        limit,
        name,
        secret,
        member("next", "next", boxed(named(0)), Presence::Optional),
        member(
            "at",
            "at",
            TypeRef::Primitive(Primitive::DateTime),
            Presence::OptionalNullable,
        ),
        member(
            "names",
            "names",
            TypeRef::List(Box::new(text())),
            Presence::Optional,
        ),
        member("self_", "self", TypeRef::Any, Presence::Optional),
    ];
    let closed = Object {
        members,
        additional: AdditionalMembers::Deny,
    };
    let field = Ident::new("counts");
    let additional = AdditionalMembers::Typed {
        field,
        type_ref: TypeRef::Primitive(Primitive::U64),
    };
    let open = Object {
        additional,
        ..crate::models::object([("id", "id", TypeRef::Primitive(Primitive::Uuid))])
    };
    let rules = vec![
        Rule::Type(vec![JsonType::Object, JsonType::Null]),
        Rule::AdditionalProperties(None),
        Rule::PatternProperties(vec![("^x-".into(), SchemaRef::Named(TypeId(1)))]),
        Rule::Not(SchemaRef::Inline(Schema {
            rules: vec![Rule::MinProperties(3), Rule::UniqueItems],
        })),
        Rule::Minimum(Number("1.50".into())),
        Rule::Pattern("^\\d+\"$".into()),
    ];
    let page = component("Page", "A page.", Shape::Object(closed), Schema { rules });
    insta::assert_snapshot!(emitted(vec![
        page,
        component("Count", "", Shape::Object(open), Schema::default())
    ]));
}

#[test]
fn names_that_get_in_the_way() {
    let members = keeping(vec![member("tag", "tag", named(1), Presence::Required)]);
    let union = union(vec![variant("Type", named(2)), variant("Text", text())], vec![]);
    let types = vec![
        component("Rule", "", Shape::Object(members), typed(JsonType::Object)),
        component(
            "Test",
            "",
            Shape::Union(union),
            Schema {
                rules: vec![Rule::AnyOf(vec![])],
            },
        ),
        component(
            "Type",
            "",
            Shape::Object(keeping(vec![])),
            Schema {
                rules: vec![Rule::Properties(vec![])],
            },
        ),
        component(
            "Std",
            "",
            Shape::Alias(TypeRef::Map(Box::new(named(0)))),
            Schema::default(),
        ),
        component("RuleRequired", "", Shape::Alias(named(3)), Schema::default()),
    ];
    let text = emitted(types);
    insta::assert_snapshot!(text);
}

#[test]
fn paths_are_within_the_crate() {
    let types = vec![component("Type", "", Shape::Alias(text()), Schema::default())];
    assert_eq!(
        rust_path(
            &Api {
                types,
                ..Api::default()
            },
            TypeId(0)
        ),
        "types::Type"
    );
}

/// A module called like the one around it is confusing.
#[test]
fn no_module_is_called_like_the_one_around_it() {
    let text = emitted(vec![component(
        "Types",
        "",
        Shape::Alias(text()),
        Schema::default(),
    )]);
    assert!(text.contains("pub(crate) mod types_schema;"), "{text}");
    assert!(!text.contains("mod types;"), "{text}");
}

#[test]
fn a_sibling_that_chooses_several_variants_says_so_once() {
    let chosen = |name: &str| {
        let mut chosen = member(name, name, named(1), Presence::Optional);
        chosen.selected = Some(SelectedMember {
            companion: Ident::new(format!("Pair{name}")),
            tags: vec![0],
        });
        chosen
    };
    let members = vec![
        member("kind", "kind", text(), Presence::Required),
        chosen("left"),
        chosen("right"),
    ];
    let choice = union(vec![variant("Text", text())], vec![]);
    let text = emitted(vec![
        component(
            "Pair",
            "",
            Shape::Object(keeping(members)),
            typed(JsonType::Object),
        ),
        component("Choice", "", Shape::Union(choice), Schema::default()),
    ]);
    let once = "/// Chooses the variants of [`left`](Self::left) and [`right`](Self::right).\n";
    assert!(text.contains(once), "{text}");
    assert_eq!(text.matches("Chooses the variant").count(), 1, "{text}");
}
