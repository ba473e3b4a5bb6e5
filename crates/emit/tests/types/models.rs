//! Models made by hand.

use bindery_model::{
    Access, AdditionalMembers, Api, Docs, EnumValue, Enumeration, FileId, Format, Ident, Json, JsonType,
    Member, Object, OnMismatch, Origin, Otherwise, Pointer, Presence, Primitive, Rule, Schema, SchemaRef,
    SelectBy, SelectCase, SelectTag, SelectedMember, Separation, Several, Shape, Test, TypeDef, TypeId,
    TypeRef, Union, UnionMode, Variant,
};

const SESSION: TypeId = TypeId(0);
const PROVIDER: TypeId = TypeId(1);
const INTENT: TypeId = TypeId(2);
const HOSTED: TypeId = TypeId(3);
const STATUS: TypeId = TypeId(4);

/// The payment session, its provider and what belongs to them.
pub(crate) fn payment_sessions() -> Api {
    let intent = object([
        (
            "client_secret",
            "clientSecret",
            TypeRef::Primitive(Primitive::Secret),
        ),
        (
            "publishable_key",
            "publishableKey",
            TypeRef::Primitive(Primitive::String),
        ),
    ]);
    let hosted = object([("checkout_url", "checkoutUrl", TypeRef::Primitive(Primitive::Uri))]);
    Api {
        title: "Connect API".into(),
        version: "2".into(),
        types: vec![
            component(
                "PaymentSession",
                "A payment session.",
                Shape::Object(session()),
                session_schema(),
            ),
            component(
                "Provider",
                "Details of the provider.",
                Shape::Union(provider()),
                provider_schema(),
            ),
            component(
                "StripePaymentIntent",
                "What a widget needs.",
                Shape::Object(intent),
                Schema::default(),
            ),
            component(
                "StripeHostedCheckout",
                "Where to go.",
                Shape::Object(hosted),
                Schema::default(),
            ),
            TypeDef {
                owner: Some(SESSION),
                wire_name: None,
                ..status()
            },
        ],
        ..Api::default()
    }
}

pub(crate) fn component(name: &str, description: &str, shape: Shape, schema: Schema) -> TypeDef {
    TypeDef {
        name: Ident::new(name),
        wire_name: Some(name.into()),
        origin: place(&format!("/components/schemas/{name}")),
        owner: None,
        docs: docs(description),
        derives: Vec::new(),
        shape,
        schema,
    }
}

pub(crate) fn docs(description: &str) -> Docs {
    Docs {
        description: Some(description.into()),
        ..Docs::default()
    }
}

pub(crate) fn place(pointer: &str) -> Origin {
    Origin::new(FileId(0), Pointer::parse(pointer).unwrap_or_default())
}

pub(crate) fn member(name: &str, wire_name: &str, type_ref: TypeRef, presence: Presence) -> Member {
    Member {
        name: Ident::new(name),
        wire_name: wire_name.into(),
        type_ref,
        presence,
        access: Access::Both,
        origin: place("/components/schemas/X"),
        docs: Docs::default(),
        selected: None,
    }
}

pub(crate) fn object<const N: usize>(members: [(&str, &str, TypeRef); N]) -> Object {
    let required = |(name, wire, ty)| member(name, wire, ty, Presence::Required);
    keeping(members.into_iter().map(required).collect())
}

pub(crate) fn keeping(members: Vec<Member>) -> Object {
    Object {
        members,
        additional: AdditionalMembers::Keep {
            field: Ident::new("unknown_members"),
        },
    }
}

pub(crate) fn text() -> TypeRef {
    TypeRef::Primitive(Primitive::String)
}

fn session() -> Object {
    let mut provider = member(
        "provider",
        "provider",
        TypeRef::Named(PROVIDER),
        Presence::Required,
    );
    provider.selected = Some(SelectedMember {
        companion: Ident::new("PaymentSessionProvider"),
        tags: vec![2, 3],
    });
    let mut id = member(
        "payment_session_id",
        "paymentSessionId",
        text(),
        Presence::Required,
    );
    id.docs = Docs {
        examples: vec!["\"d2e3f4a5\"".into()],
        ..docs("The unique identifier, see https://example.com.")
    };
    let mut retries = member(
        "retries",
        "retries",
        TypeRef::Primitive(Primitive::I64),
        Presence::Optional,
    );
    retries.docs.default = Some(Json::Number(bindery_model::Number("3".into())));
    let metadata = TypeRef::Map(Box::new(TypeRef::Any));
    let mut old = member("old", "old", text(), Presence::OptionalNullable);
    old.docs.deprecated = true;
    keeping(vec![
        id,
        provider,
        member("payment_provider", "paymentProvider", text(), Presence::Required),
        member(
            "hosted",
            "hosted",
            TypeRef::Primitive(Primitive::Bool),
            Presence::Optional,
        ),
        member("status", "status", TypeRef::Named(STATUS), Presence::Required),
        member("metadata", "metadata", metadata, Presence::Required),
        member(
            "created_at",
            "createdAt",
            TypeRef::Primitive(Primitive::DateTime),
            Presence::Required,
        ),
        member("locale", "locale", text(), Presence::Nullable),
        member(
            "tags",
            "tags",
            TypeRef::List(Box::new(text())),
            Presence::Required,
        ),
        member(
            "amount",
            "amount",
            TypeRef::Primitive(Primitive::I64),
            Presence::Required,
        ),
        retries,
        old,
    ])
}

fn session_schema() -> Schema {
    let one = |json_type| {
        SchemaRef::Inline(Schema {
            rules: vec![Rule::Type(vec![json_type])],
        })
    };
    let created = Schema {
        rules: vec![Rule::Type(vec![JsonType::String]), Rule::Format(Format::DateTime)],
    };
    Schema {
        rules: vec![
            Rule::Type(vec![JsonType::Object]),
            Rule::Required(vec![
                "paymentSessionId".into(),
                "provider".into(),
                "paymentProvider".into(),
            ]),
            Rule::Properties(vec![
                ("paymentSessionId".into(), one(JsonType::String)),
                ("provider".into(), SchemaRef::Named(PROVIDER)),
                ("status".into(), SchemaRef::Named(STATUS)),
                ("createdAt".into(), SchemaRef::Inline(created)),
            ]),
        ],
    }
}

fn status() -> TypeDef {
    let value = |name: &str, value: &str| EnumValue {
        name: Ident::new(name),
        value: Json::String(value.into()),
        docs: None,
    };
    let values = vec![
        value("Pending", "PENDING"),
        value("RequiresAction", "REQUIRES_ACTION"),
    ];
    let shape = Shape::Enum(Enumeration {
        values,
        unknown: Ident::new("Unknown"),
    });
    let values = vec![
        Json::String("PENDING".into()),
        Json::String("REQUIRES_ACTION".into()),
    ];
    component(
        "PaymentSessionStatus",
        "Where it stands.",
        shape,
        Schema {
            rules: vec![Rule::Enum(values)],
        },
    )
}

fn provider_schema() -> Schema {
    Schema {
        rules: vec![Rule::OneOf(vec![
            SchemaRef::Named(INTENT),
            SchemaRef::Named(HOSTED),
        ])],
    }
}

fn provider() -> Union {
    let variant = |name: &str, id, required_members| Variant {
        name: Ident::new(name),
        label: name.into(),
        type_ref: TypeRef::Named(id),
        schema: SchemaRef::Named(id),
        required_members,
    };
    let case = |hosted, then| SelectCase {
        when: vec![Some(Json::String("STRIPE".into())), Some(Json::Bool(hosted))],
        then,
    };
    Union {
        mode: UnionMode::OneOf,
        variants: vec![
            variant("StripePaymentIntent", INTENT, 2),
            variant("StripeHostedCheckout", HOSTED, 1),
        ],
        unknown: Ident::new("Unknown"),
        select_by: Some(SelectBy {
            tags: vec![
                SelectTag {
                    wire_name: "paymentProvider".into(),
                    absent: None,
                },
                SelectTag {
                    wire_name: "hosted".into(),
                    absent: Some(Json::Bool(false)),
                },
            ],
            cases: vec![case(false, 0), case(true, 1)],
            otherwise: Otherwise::Unknown,
            on_mismatch: OnMismatch::Error,
        }),
        tests: vec![
            Test::Required {
                member: "clientSecret".into(),
                variants: vec![0],
            },
            Test::Required {
                member: "checkoutUrl".into(),
                variants: vec![1],
            },
        ],
        several: Several::Unknown,
        accessors: Vec::new(),
        separations: vec![Separation {
            left: 0,
            right: 1,
            reason: Some("`clientSecret` is required in one".into()),
        }],
    }
}
