//! Each kind of change, judged in both directions.

mod details;
mod documents;

use std::collections::BTreeSet;

use bindery::Part;
use bindery_change::{Change, Comparison, Kind, Wire};
use details::DETAILS;
use documents::{body, response};

fn compare(old: &str, new: &str) -> Comparison {
    documents::compare(old, new, &[Part::Client])
}

/// Schemas of a body before and after, and what is told of it in requests and in answers.
struct Case {
    old: &'static str,
    new: &'static str,
    request: &'static [(Kind, Wire)],
    response: &'static [(Kind, Wire)],
}

use Wire::{Breaking, Compatible, Warning};

const CASES: &[Case] = &[
    Case {
        old: "{type: integer}",
        new: "{type: number}",
        request: &[(Kind::TypeWidened, Compatible)],
        response: &[(Kind::TypeWidened, Breaking)],
    },
    Case {
        old: "{type: number}",
        new: "{type: integer}",
        request: &[(Kind::TypeNarrowed, Breaking)],
        response: &[(Kind::TypeNarrowed, Compatible)],
    },
    Case {
        old: "{type: object, properties: {a: {type: string}}}",
        new: "{type: object, properties: {a: {type: integer}}}",
        request: &[(Kind::TypeChanged, Breaking)],
        response: &[(Kind::TypeChanged, Breaking)],
    },
    Case {
        old: "{type: string}",
        new: "{type: [string, 'null']}",
        request: &[(Kind::BecameNullable, Compatible)],
        response: &[(Kind::BecameNullable, Breaking)],
    },
    Case {
        old: "{oneOf: [{type: string}, {type: 'null'}]}",
        new: "{type: string}",
        request: &[(Kind::BecameNotNullable, Breaking)],
        response: &[(Kind::BecameNotNullable, Compatible)],
    },
    Case {
        old: "{type: string}",
        new: "{type: string, enum: [a, b]}",
        request: &[(Kind::EnumAdded, Breaking)],
        response: &[(Kind::EnumAdded, Compatible)],
    },
    Case {
        old: "{type: string, enum: [a, b]}",
        new: "{type: string}",
        request: &[(Kind::EnumRemoved, Compatible)],
        response: &[(Kind::EnumRemoved, Warning)],
    },
    Case {
        old: "{const: a}",
        new: "{const: b}",
        request: &[(Kind::EnumChanged, Breaking)],
        response: &[(Kind::EnumChanged, Breaking)],
    },
    Case {
        old: "{type: string, enum: [a, b, c]}",
        new: "{type: string, enum: [a, b, d]}",
        request: &[
            (Kind::EnumValueRemoved, Breaking),
            (Kind::EnumValueAdded, Compatible),
        ],
        response: &[
            (Kind::EnumValueAdded, Warning),
            (Kind::EnumValueRemoved, Compatible),
        ],
    },
    // Values in branches are listed values.
    Case {
        old: "{type: string, enum: [a, b]}",
        new: "{oneOf: [{const: a}, {const: b}]}",
        request: &[],
        response: &[],
    },
    Case {
        old: "{type: object, properties: {a: {type: string, default: x}}}",
        new: "{type: object, properties: {a: {type: string, default: y}}}",
        request: &[(Kind::DefaultChanged, Warning)],
        response: &[(Kind::DefaultChanged, Compatible)],
    },
    Case {
        old: "{type: number}",
        new: "{type: number, maximum: 5}",
        request: &[(Kind::BoundAdded, Warning)],
        response: &[(Kind::BoundAdded, Compatible)],
    },
    Case {
        old: "{type: string}",
        new: "{type: string, minLength: 1}",
        request: &[(Kind::BoundAdded, Breaking)],
        response: &[(Kind::BoundAdded, Compatible)],
    },
    Case {
        old: "{type: array, items: {}, minItems: 2}",
        new: "{type: array, items: {}}",
        request: &[(Kind::BoundRemoved, Compatible)],
        response: &[(Kind::BoundRemoved, Breaking)],
    },
    Case {
        old: "{type: number, minimum: 1, maximum: 10}",
        new: "{type: number, minimum: 2, maximum: 20}",
        request: &[
            (Kind::BoundTightened, Breaking),
            (Kind::BoundLoosened, Compatible),
        ],
        response: &[
            (Kind::BoundLoosened, Breaking),
            (Kind::BoundTightened, Compatible),
        ],
    },
    // A bound on what no value is says nothing.
    Case {
        old: "{type: array, items: {}, maximum: 5}",
        new: "{type: array, items: {}, maximum: 4}",
        request: &[],
        response: &[],
    },
    Case {
        old: "{type: string}",
        new: "{type: string, pattern: '^a'}",
        request: &[(Kind::PatternAdded, Breaking)],
        response: &[(Kind::PatternAdded, Compatible)],
    },
    Case {
        old: "{type: string, pattern: '^a'}",
        new: "{type: string, pattern: '.*'}",
        request: &[(Kind::PatternRemoved, Compatible)],
        response: &[(Kind::PatternRemoved, Warning)],
    },
    Case {
        old: "{type: string, pattern: '^a'}",
        new: "{type: string, pattern: '^b'}",
        request: &[(Kind::PatternChanged, Warning)],
        response: &[(Kind::PatternChanged, Warning)],
    },
    Case {
        old: "{type: integer, format: int32}",
        new: "{type: integer, format: int64}",
        request: &[(Kind::FormatChanged, Compatible)],
        response: &[(Kind::FormatChanged, Breaking)],
    },
    Case {
        old: "{type: string, format: date}",
        new: "{type: string, format: date-time}",
        request: &[(Kind::FormatChanged, Breaking)],
        response: &[(Kind::FormatChanged, Breaking)],
    },
    Case {
        old: "{type: object, properties: {a: {}}}",
        new: "{type: object, properties: {a: {}, b: {}, c: {}}, required: [c]}",
        request: &[(Kind::MemberAdded, Breaking), (Kind::MemberAdded, Compatible)],
        response: &[(Kind::MemberAdded, Compatible), (Kind::MemberAdded, Compatible)],
    },
    Case {
        old: "{type: object, properties: {a: {}, b: {}, c: {}}, required: [c]}",
        new: "{type: object, properties: {a: {}}}",
        request: &[(Kind::MemberRemoved, Warning), (Kind::MemberRemoved, Warning)],
        response: &[(Kind::MemberRemoved, Breaking), (Kind::MemberRemoved, Warning)],
    },
    Case {
        old: "{type: object, properties: {a: {}, b: {}}, additionalProperties: false}",
        new: "{type: object, properties: {a: {}}, additionalProperties: false}",
        request: &[(Kind::MemberRemoved, Breaking)],
        response: &[(Kind::MemberRemoved, Warning)],
    },
    Case {
        old: "{type: object, properties: {a: {}}}",
        new: "{type: object, properties: {a: {}}, required: [a]}",
        request: &[(Kind::MemberBecameRequired, Breaking)],
        response: &[(Kind::MemberBecameRequired, Compatible)],
    },
    Case {
        old: "{type: object, properties: {a: {}}, required: [a]}",
        new: "{type: object, properties: {a: {}}}",
        request: &[(Kind::MemberBecameOptional, Compatible)],
        response: &[(Kind::MemberBecameOptional, Breaking)],
    },
    // What goes the other way only is not there.
    Case {
        old: "{type: object, properties: {a: {}}}",
        new: "{type: object, properties: {a: {}, b: {readOnly: true}}, required: [b]}",
        request: &[],
        response: &[(Kind::MemberAdded, Compatible)],
    },
    Case {
        old: "{type: object, properties: {a: {}, b: {}}, required: [b]}",
        new: "{type: object, properties: {a: {}, b: {writeOnly: true}}, required: [b]}",
        request: &[],
        response: &[(Kind::MemberRemoved, Breaking)],
    },
    Case {
        old: "{type: object, properties: {a: {type: string}}}",
        new: "{type: object, properties: {a: {type: string, deprecated: true}}}",
        request: &[(Kind::DeprecationChanged, Compatible)],
        response: &[(Kind::DeprecationChanged, Compatible)],
    },
    Case {
        old: "{type: object, properties: {a: {}}}",
        new: "{type: object, properties: {a: {}}, additionalProperties: false}",
        request: &[(Kind::OtherMembersChanged, Breaking)],
        response: &[(Kind::OtherMembersChanged, Compatible)],
    },
    Case {
        old: "{type: array}",
        new: "{type: array, items: {type: string}}",
        request: &[(Kind::ItemsChanged, Breaking)],
        response: &[(Kind::ItemsChanged, Compatible)],
    },
    // Parts are met: how they are spread makes no difference.
    Case {
        old: "{type: object, properties: {a: {type: string}, b: {}}, required: [a]}",
        new: "{allOf: [{type: object, properties: {a: {type: string}}, required: [a]}, {properties: {b: {}}}]}",
        request: &[],
        response: &[],
    },
    Case {
        old: "{type: string}",
        new: "{oneOf: [{type: string}, {type: integer}]}",
        request: &[(Kind::ChoiceAdded, Compatible)],
        response: &[(Kind::ChoiceAdded, Breaking)],
    },
    Case {
        old: "{oneOf: [{type: string}, {type: integer}]}",
        new: "{type: string}",
        request: &[(Kind::ChoiceRemoved, Breaking)],
        response: &[(Kind::ChoiceRemoved, Compatible)],
    },
    // What had both members fits both branches now, and so neither.
    Case {
        old: "{type: object, required: [a, b], properties: {a: {}, b: {}}}",
        new: "{oneOf: [{type: object, required: [a], properties: {a: {}, b: {}}}, {type: object, required: [b], properties: {a: {}, b: {}}}]}",
        request: &[(Kind::ChoiceAdded, Breaking)],
        response: &[(Kind::ChoiceAdded, Breaking)],
    },
    Case {
        old: "{oneOf: [{type: string}, {type: integer}]}",
        new: "{oneOf: [{type: string}, {type: integer}, {type: boolean}]}",
        request: &[(Kind::TypeWidened, Compatible), (Kind::VariantAdded, Compatible)],
        response: &[(Kind::TypeWidened, Breaking), (Kind::VariantAdded, Breaking)],
    },
    Case {
        old: "{anyOf: [{type: string}, {type: integer}, {type: boolean}]}",
        new: "{anyOf: [{type: boolean}, {type: string}]}",
        request: &[(Kind::TypeNarrowed, Breaking), (Kind::VariantRemoved, Breaking)],
        response: &[
            (Kind::TypeNarrowed, Compatible),
            (Kind::VariantRemoved, Compatible),
        ],
    },
    Case {
        old: "{type: object, properties: {a: {}, b: {}}}",
        new: "{type: object, properties: {a: {}, b: {}}, dependentRequired: {a: [b]}}",
        request: &[(Kind::DemandAdded, Breaking)],
        response: &[(Kind::DemandAdded, Compatible)],
    },
    Case {
        old: "{type: array, items: {}, uniqueItems: true}",
        new: "{type: array, items: {}}",
        request: &[(Kind::DemandRemoved, Compatible)],
        response: &[(Kind::DemandRemoved, Warning)],
    },
    // What must not be is narrowed by being widened.
    Case {
        old: "{type: string, not: {enum: [a]}}",
        new: "{type: string, not: {enum: [a, b]}}",
        request: &[(Kind::DemandChanged, Breaking)],
        response: &[(Kind::DemandChanged, Compatible)],
    },
    Case {
        old: "{type: array, contains: {type: string}, maxContains: 3}",
        new: "{type: array, contains: {type: string}, maxContains: 5}",
        request: &[(Kind::DemandChanged, Compatible)],
        response: &[(Kind::DemandChanged, Breaking)],
    },
];

fn told(changes: &[Change]) -> Vec<(Kind, Wire)> {
    let told = changes.iter().filter(|change| change.kind != Kind::CodeChanged);
    let mut told: Vec<_> = told.map(|change| (change.kind, change.wire)).collect();
    told.sort();
    told
}

fn sorted(expected: &[(Kind, Wire)]) -> Vec<(Kind, Wire)> {
    let mut expected = expected.to_vec();
    expected.sort();
    expected
}

#[test]
fn schemas_are_judged_by_the_way_that_values_go() {
    for case in CASES {
        let Case { old, new, .. } = case;
        let found = compare(&body(old), &body(new));
        assert_eq!(
            told(&found.changes),
            sorted(case.request),
            "request: {old} -> {new}"
        );
        let found = compare(&response(old), &response(new));
        assert_eq!(
            told(&found.changes),
            sorted(case.response),
            "response: {old} -> {new}"
        );
    }
}

/// Operations before and after, and what is told of them.
struct Exchange {
    old: &'static str,
    new: &'static str,
    told: &'static [(Kind, Wire)],
}

const EXCHANGES: &[Exchange] = &[
    Exchange {
        old: "/a: {get: {responses: {'200': {description: a}}}}",
        new: "/b: {get: {responses: {'200': {description: a}}}}",
        told: &[
            (Kind::OperationAdded, Compatible),
            (Kind::OperationRemoved, Breaking),
        ],
    },
    // What a path calls its parameters nobody sees.
    Exchange {
        old: "'/a/{id}': {get: {operationId: a, parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {'200': {description: a}}}}",
        new: "'/a/{key}': {get: {operationId: a, parameters: [{name: key, in: path, required: true, schema: {type: string}}], responses: {'200': {description: a}}}}",
        told: &[],
    },
    Exchange {
        old: "/a: {get: {operationId: one, tags: [x], responses: {'200': {description: a}}}}",
        new: "/a: {get: {operationId: two, tags: [y], deprecated: true, responses: {'200': {description: a}}}}",
        told: &[
            (Kind::OperationRenamed, Compatible),
            (Kind::TagsChanged, Compatible),
            (Kind::DeprecationChanged, Compatible),
        ],
    },
    Exchange {
        old: "/a: {get: {parameters: [{name: a, in: query, schema: {}}, {name: b, in: query, required: true, schema: {}}], responses: {'200': {description: a}}}}",
        new: "/a: {get: {parameters: [{name: a, in: query, required: true, schema: {}}, {name: b, in: query, schema: {}}, {name: c, in: query, required: true, schema: {}}, {name: d, in: query, schema: {}}], responses: {'200': {description: a}}}}",
        told: &[
            (Kind::ParameterAdded, Breaking),
            (Kind::ParameterAdded, Compatible),
            (Kind::ParameterBecameRequired, Breaking),
            (Kind::ParameterBecameOptional, Compatible),
        ],
    },
    Exchange {
        old: "/a: {get: {parameters: [{name: a, in: query, schema: {type: array, items: {type: string}}}, {name: b, in: header, schema: {type: string}}], responses: {'200': {description: a}}}}",
        new: "/a: {get: {parameters: [{name: a, in: query, explode: false, schema: {type: array, items: {type: string}}}], responses: {'200': {description: a}}}}",
        told: &[
            (Kind::ParameterRemoved, Warning),
            (Kind::ParameterStyleChanged, Breaking),
        ],
    },
    // On the wire a number is text, and a list of one is the one.
    Exchange {
        old: "/a: {get: {parameters: [{name: a, in: query, schema: {type: integer}}, {name: b, in: query, schema: {type: integer}}], responses: {'200': {description: a}}}}",
        new: "/a: {get: {parameters: [{name: a, in: query, schema: {type: string}}, {name: b, in: query, schema: {type: array, items: {type: integer}}}], responses: {'200': {description: a}}}}",
        told: &[(Kind::TypeWidened, Compatible), (Kind::TypeWidened, Compatible)],
    },
    Exchange {
        old: "/a: {get: {parameters: [{name: a, in: query, schema: {type: integer, default: 1}}], responses: {'200': {description: a}}}}",
        new: "/a: {get: {parameters: [{name: a, in: query, schema: {type: integer, default: 2}}], responses: {'200': {description: a}}}}",
        told: &[(Kind::DefaultChanged, Breaking)],
    },
    Exchange {
        old: "/a: {post: {responses: {'200': {description: a}}}}",
        new: "/a: {post: {requestBody: {required: true, content: {application/json: {schema: {type: string}}}}, responses: {'200': {description: a}}}}",
        told: &[(Kind::BodyAdded, Breaking)],
    },
    Exchange {
        old: "/a: {post: {requestBody: {content: {application/json: {schema: {type: string}}}}, responses: {'200': {description: a}}}}",
        new: "/a: {post: {responses: {'200': {description: a}}}}",
        told: &[(Kind::BodyRemoved, Breaking)],
    },
    Exchange {
        old: "/a: {post: {requestBody: {content: {application/json: {schema: {type: string}}}}, responses: {'200': {description: a}}}}",
        new: "/a: {post: {requestBody: {required: true, content: {text/plain: {schema: {type: string}}}}, responses: {'200': {description: a}}}}",
        told: &[
            (Kind::BodyBecameRequired, Breaking),
            (Kind::MediaTypeRemoved, Breaking),
            (Kind::MediaTypeAdded, Compatible),
        ],
    },
    Exchange {
        old: "/a: {post: {requestBody: {required: true, content: {application/json: {schema: {type: string}}}}, responses: {'200': {description: a}}}}",
        new: "/a: {post: {requestBody: {content: {application/json: {schema: {type: string}}}}, responses: {'200': {description: a}}}}",
        told: &[(Kind::BodyBecameOptional, Compatible)],
    },
    Exchange {
        old: "/a: {get: {responses: {'200': {description: a}, '404': {description: b}}}}",
        new: "/a: {get: {responses: {'201': {description: a}, '409': {description: b}}}}",
        told: &[
            (Kind::AnswerRemoved, Breaking),
            (Kind::AnswerRemoved, Compatible),
            (Kind::AnswerAdded, Compatible),
            (Kind::AnswerAdded, Compatible),
        ],
    },
    Exchange {
        old: "/a: {get: {responses: {'200': {description: a, content: {application/json: {schema: {type: string}}}}, '404': {description: b}}}}",
        new: "/a: {get: {responses: {'200': {description: a}, '404': {description: b, content: {application/json: {schema: {type: string}}}}}}}",
        told: &[
            (Kind::AnswerBodyRemoved, Breaking),
            (Kind::AnswerBodyAdded, Compatible),
        ],
    },
    Exchange {
        old: "/a: {get: {responses: {'200': {description: a, headers: {A: {required: true, schema: {type: string}}, B: {required: true, schema: {type: string}}, C: {schema: {type: string}}, D: {schema: {type: string}}}}}}}",
        new: "/a: {get: {responses: {'200': {description: a, headers: {B: {schema: {type: string}}, C: {required: true, schema: {type: string}}, E: {schema: {type: string}}}}}}}",
        told: &[
            (Kind::HeaderRemoved, Breaking),
            (Kind::HeaderRemoved, Warning),
            (Kind::HeaderBecameOptional, Breaking),
            (Kind::HeaderBecameRequired, Compatible),
            (Kind::HeaderAdded, Compatible),
        ],
    },
    Exchange {
        old: "/a: {get: {responses: {'200': {description: a}}}}",
        new: "/a: {get: {security: [{key: []}], responses: {'200': {description: a}}}}",
        told: &[(Kind::SecurityTightened, Breaking)],
    },
    Exchange {
        old: "/a: {get: {security: [{key: []}], responses: {'200': {description: a}}}}",
        new: "/a: {get: {security: [{key: []}, {token: []}], responses: {'200': {description: a}}}}",
        told: &[(Kind::SecurityLoosened, Compatible)],
    },
    Exchange {
        old: "/a: {get: {responses: {'200': {description: a}}}}\nwebhooks: {gone: {post: {responses: {'200': {description: a}}}}}",
        new: "/a: {get: {responses: {'200': {description: a}}}}\nwebhooks: {come: {post: {responses: {'200': {description: a}}}}}",
        told: &[(Kind::WebhookRemoved, Breaking), (Kind::WebhookAdded, Compatible)],
    },
    // What the API sends is an answer to whoever asked for it.
    Exchange {
        old: "/a: {get: {responses: {'200': {description: a}}}}\nwebhooks: {told: {post: {requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {a: {}}, required: [a]}}}}, responses: {'200': {description: a}}}}}",
        new: "/a: {get: {responses: {'200': {description: a}}}}\nwebhooks: {told: {post: {requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {a: {}}}}}}, responses: {'200': {description: a}}}}}",
        told: &[(Kind::MemberBecameOptional, Breaking)],
    },
    Exchange {
        old: "/a: {get: {responses: {'200': {description: a}}}}\nservers: [{url: https://one.example}]",
        new: "/a: {get: {responses: {'200': {description: a}}}}\nservers: [{url: https://two.example}]",
        told: &[(Kind::ServerRemoved, Warning), (Kind::ServerAdded, Compatible)],
    },
    Exchange {
        old: "/a: {get: {responses: {'200': {description: a, content: {application/json: {schema: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: kind}}}}}}}}",
        new: "/a: {get: {responses: {'200': {description: a, content: {application/json: {schema: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: sort}}}}}}}}",
        told: &[(Kind::DiscriminatorChanged, Breaking)],
    },
];

#[test]
fn operations_are_judged_by_what_callers_notice() {
    for Exchange {
        old,
        new,
        told: expected,
    } in EXCHANGES
    {
        let found = compare(&documents::paths(old), &documents::paths(new));
        assert_eq!(told(&found.changes), sorted(expected), "{old}\n->\n{new}");
    }
}

#[test]
fn what_stands_beside_schemas_is_judged() {
    for detail in DETAILS {
        let [old, new] = detail.documents();
        let found = compare(&old, &new);
        let told = told(&found.changes);
        assert_eq!(told, sorted(detail.told), "{old}->\n{new}{:#?}", found.changes);
    }
}

#[test]
fn every_kind_of_change_is_tried() {
    let schemas = CASES
        .iter()
        .flat_map(|case| case.request.iter().chain(case.response));
    let exchanges = EXCHANGES.iter().flat_map(|exchange| exchange.told);
    let details = DETAILS.iter().flat_map(|detail| detail.told);
    let tried: BTreeSet<Kind> = schemas
        .chain(exchanges)
        .chain(details)
        .map(|(kind, _)| *kind)
        .collect();
    let untried: Vec<Kind> = Kind::ALL
        .into_iter()
        .filter(|kind| !tried.contains(kind) && *kind != Kind::CodeChanged)
        .collect();
    assert_eq!(untried, []);
}

#[test]
fn an_unchanged_document_has_not_changed() {
    // Branches that differ in nothing that a value shows, operations that differ in nothing but a fragment, and schemas
    // that lead back to themselves are each paired with themselves.
    let text = documents::paths(
        "/a: {get: {responses: {'200': {description: a, content: {application/json: {schema: {oneOf: [{$ref: '#/components/schemas/Node'}, {type: object, properties: {again: {$ref: '#/components/schemas/Node'}}}, {type: object, properties: {again: {$ref: '#/components/schemas/Node'}}}]}}}}}}}\n  '/b/{x}': {get: {parameters: [{name: x, in: path, required: true, schema: {type: string}}], responses: {'200': {description: a}}}}\n  '/b/{y}': {post: {parameters: [{name: y, in: path, required: true, schema: {type: integer}}], responses: {'200': {description: a}}}}",
    );
    assert_eq!(compare(&text, &text).changes, []);
}

#[test]
fn names_of_kinds_differ() {
    let names: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(names.len(), Kind::ALL.len());
}

#[test]
fn a_schema_is_told_of_once_with_all_that_use_it() {
    let document = |schema: &str| {
        documents::paths(&format!(
            "/a: {{get: {{responses: {{'200': {{$ref: '#/components/responses/R'}}}}}}}}\n  /b: {{post: {{requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Node'}}}}}}}}, responses: {{'200': {{$ref: '#/components/responses/R'}}}}}}}}\nextra: {schema}"
        ))
    };
    let old = document("{type: string}");
    let new = document("{type: string, minLength: 1}");
    let found = compare(&old, &new).changes;
    let [change] = found.as_slice() else {
        panic!("one change, not {found:#?}");
    };
    assert_eq!(change.subject, "schema `Node`, `extra`");
    assert_eq!(
        (change.wire, change.operations.join(", ").as_str()),
        (Breaking, "POST /b")
    );
    let place = change.new.as_ref().unwrap().pointer.to_string();
    assert_eq!(place, "#/components/schemas/Node/properties/extra/minLength");
}
