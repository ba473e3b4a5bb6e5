//! A type whose members `kind` and `hosted` choose the shape of `provider`.

use bindery_runtime::schema::{JsonType, Literal, Property, Rule, Schema};
use bindery_runtime::select::{Case, OnMismatch, Otherwise, SelectBy, Selection, Several, Tag, Test};
use bindery_runtime::{Members, Secret, UnknownVariant, object, union};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Session {
    pub(crate) kind: String,
    pub(crate) hosted: Option<bool>,
    pub(crate) provider: Provider,
    pub(crate) unknown_members: Members,
}

impl Session {
    /// A session whose tags say that its provider is another than it is.
    pub(crate) fn contradiction() -> Self {
        let hosted = Hosted {
            url: "https://pay".to_owned(),
            unknown_members: Members::new(),
        };
        Self {
            kind: "CARD".to_owned(),
            hosted: Some(false),
            provider: Provider::Hosted(hosted),
            unknown_members: Members::new(),
        }
    }
}

object! {
    Session: SCHEMA {
        required kind: "kind",
        optional hosted: "hosted",
        required provider: "provider" by SELECT_BY(kind, hosted),
        ..unknown_members
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Provider {
    Embedded(Embedded),
    Hosted(Hosted),
    Unknown(UnknownVariant),
}

union! {
    Provider: PROVIDER, SELECTION {
        Embedded(Embedded),
        Hosted(Hosted),
        ..Unknown
    }
}

static SELECTION: Selection = Selection {
    union: "Provider",
    variants: &["Embedded", "Hosted"],
    tests: &[
        Test::Required {
            member: "secret",
            variants: &[0],
        },
        Test::Required {
            member: "url",
            variants: &[1],
        },
    ],
    several: Several::Unknown,
};

static SELECT_BY: SelectBy = SelectBy {
    selection: &SELECTION,
    tags: &[
        Tag {
            name: "kind",
            absent: None,
        },
        Tag {
            name: "hosted",
            absent: Some(Literal::Bool(false)),
        },
    ],
    cases: &[
        Case {
            when: &[Some(Literal::String("CARD")), Some(Literal::Bool(false))],
            then: 0,
        },
        Case {
            when: &[Some(Literal::String("CARD")), Some(Literal::Bool(true))],
            then: 1,
        },
    ],
    otherwise: Otherwise::Unknown,
    on_mismatch: OnMismatch::Error,
};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Embedded {
    pub(crate) secret: Secret<String>,
    pub(crate) unknown_members: Members,
}

object! {
    Embedded: EMBEDDED {
        required secret: "secret",
        ..unknown_members
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hosted {
    pub(crate) url: String,
    pub(crate) unknown_members: Members,
}

object! {
    Hosted: HOSTED {
        required url: "url",
        ..unknown_members
    }
}

static EMBEDDED: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["secret"]),
    Rule::Properties(&[Property("secret", &Schema::STRING)]),
]);

static HOSTED: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["url"]),
    Rule::Properties(&[Property("url", &Schema::STRING)]),
]);

static PROVIDER: Schema = Schema(&[Rule::OneOf(&[&EMBEDDED, &HOSTED])]);

pub(crate) static SCHEMA: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["kind", "provider"]),
    Rule::Properties(&[
        Property("kind", &Schema::STRING),
        Property("hosted", &Schema::BOOLEAN),
        Property("provider", &PROVIDER),
    ]),
]);
