//! What changes mean for code that uses the generated crate.

mod documents;

use bindery::Part;
use bindery_change::{Kind, Release, Wire};
use documents::{body, compare, paths, response};

use Release::{Major, Minor, Patch};

struct Case {
    old: String,
    new: String,
    /// What is emitted beside types and client.
    server: bool,
    release: Release,
    /// A part of what is said.
    words: &'static str,
}

fn bodies(old: &str, new: &str, release: Release, words: &'static str) -> Case {
    Case {
        old: body(old),
        new: body(new),
        server: false,
        release,
        words,
    }
}

fn operations(old: &str, new: &str, server: bool, release: Release, words: &'static str) -> Case {
    Case {
        old: paths(old),
        new: paths(new),
        server,
        release,
        words,
    }
}

const ONE: &str = "/a: {get: {operationId: getA, responses: {'200': {description: a}}}}";
const TWO: &str = "/a: {get: {operationId: getA, responses: {'200': {description: a}}}}\n  /b: {get: {operationId: getB, responses: {'200': {description: a}}}}";

fn cases() -> Vec<Case> {
    let members = |text: &str| format!("{{type: object, properties: {{{text}}}}}");
    let required = |text: &str| format!("{{type: object, required: [a, b], properties: {{{text}}}}}");
    vec![
        bodies("{type: string}", "{type: string, maxLength: 3}", Patch, ""),
        bodies(
            &members("a: {type: string}"),
            &members("a: {type: string}, b: {type: string}"),
            Minor,
            "the field `PostABody::b` is new",
        ),
        bodies(
            &members("a: {type: string}, b: {type: string}"),
            &members("a: {type: string}"),
            Major,
            "the field `PostABody::b` is gone",
        ),
        bodies(
            &members("a: {type: string}, b: {type: string}"),
            &required("a: {type: string}, b: {type: string}"),
            Major,
            "the field `PostABody::a` is `String`; it was `Option<String>`",
        ),
        // Arguments have no names that anyone sees, but an order.
        bodies(
            &required("a: {type: string}, b: {type: integer}"),
            &required("b: {type: integer}, a: {type: string}"),
            Major,
            "the constructor `PostABody::new` is `fn(i64, impl Into<String>) -> Self`; it was `fn(impl Into<String>, i64) -> Self`",
        ),
        bodies(
            &members("a: {type: integer, format: int32}"),
            &members("a: {type: integer, format: int64}"),
            Major,
            "the field `PostABody::a` is `Option<i64>`; it was `Option<i32>`",
        ),
        bodies(
            &members("a: {type: string, enum: [x]}"),
            &members("a: {type: string, enum: [x, y]}"),
            Minor,
            "the variant `PostABodyA::Y` is new",
        ),
        bodies(
            &members("a: {type: string, enum: [x, y]}"),
            &members("a: {type: string, enum: [x]}"),
            Major,
            "the variant `PostABodyA::Y` is gone",
        ),
        bodies(
            &members("a: {type: string}"),
            "{type: object, properties: {a: {type: string}}, additionalProperties: false}",
            Major,
            "the field `PostABody::unknown_members` is gone",
        ),
        bodies(
            &members("a: {type: string, default: x}"),
            &members("a: {type: string}"),
            Major,
            "the method `PostABody::a_or_default` is gone",
        ),
        Case {
            old: response("{oneOf: [{type: string}, {type: integer}]}"),
            new: response("{oneOf: [{type: string}, {type: integer}, {type: boolean}]}"),
            server: false,
            release: Minor,
            words: "is new",
        },
        operations(ONE, TWO, false, Minor, "the method `Client::get_b` is new"),
        operations(TWO, ONE, false, Major, "the method `Client::get_b` is gone"),
        // Who implements the server's trait must write a further method.
        operations(ONE, TWO, true, Major, "the method `Changes::get_b` is new"),
        operations(
            ONE,
            "/a: {get: {operationId: fetchA, responses: {'200': {description: a}}}}",
            false,
            Major,
            "the method `Client::get_a` is gone",
        ),
        operations(
            ONE,
            "/a: {get: {operationId: getA, parameters: [{name: q, in: query, schema: {type: string}}], responses: {'200': {description: a}}}}",
            false,
            Minor,
            "the method `GetACall::with_q` is new",
        ),
        operations(
            ONE,
            "/a: {get: {operationId: getA, parameters: [{name: q, in: query, required: true, schema: {type: string}}], responses: {'200': {description: a}}}}",
            false,
            Major,
            "the method `Client::get_a` is `fn(&self, impl Into<String>) -> GetACall`; it was `fn(&self) -> GetACall`",
        ),
        operations(
            ONE,
            "/a: {get: {operationId: getA, responses: {'200': {description: a}, '404': {description: b}}}}",
            false,
            Minor,
            "the variant `GetAError::NotFound` is new",
        ),
        // A cast to an integer, of an enum whose variants hold nothing.
        operations(
            "/a: {get: {operationId: getA, responses: {'200': {description: a}, '404': {description: b}}}}",
            "/a: {get: {operationId: getA, responses: {'200': {description: a}, '404': {description: b}, '409': {description: c}}}}",
            false,
            Minor,
            "the variant `GetAError::Conflict` is new",
        ),
        operations(
            "/a: {get: {operationId: getA, responses: {'200': {description: a}, '404': {description: b}}}}",
            "/a: {get: {operationId: getA, responses: {'200': {description: a}, '404': {description: b}, '409': {description: c, content: {application/json: {schema: {type: string}}}}}}}",
            false,
            Major,
            "the number `GetAError::NotFound::discriminant` is gone",
        ),
        operations(
            ONE,
            "/a: {get: {operationId: getA, responses: {'200': {description: a}, '202': {description: b}}}}",
            false,
            Major,
            "the result `GetACall::await` is `Result<GetAAnswer, GetAError>`; it was `Result<(), GetAError>`",
        ),
        operations(
            ONE,
            "/a: {get: {operationId: getA, security: [{key: []}], responses: {'200': {description: a}}}}",
            false,
            Minor,
            "the method `ClientBuilder::api_key` is new",
        ),
    ]
}

#[test]
fn code_needs_the_release_that_its_items_ask_for() {
    for Case {
        old,
        new,
        server,
        release,
        words,
    } in cases()
    {
        let parts: &[Part] = if server {
            &[Part::Client, Part::Server]
        } else {
            &[Part::Client]
        };
        let found = compare(&old, &new, parts);
        let said: Vec<&str> = found
            .changes
            .iter()
            .flat_map(|change| change.code.iter().chain([&change.message]))
            .map(String::as_str)
            .collect();
        assert_eq!(found.release(), release, "{old}\n->\n{new}\n{said:#?}");
        assert!(
            said.iter().any(|line| line.contains(words)),
            "no `{words}` in {said:#?}"
        );
    }
}

#[test]
fn of_what_became_something_else_only_that_is_told() {
    let document = |schema: &str| {
        let paths = "{/a: {get: {responses: {'200': {description: a, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}}}";
        format!(
            "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\npaths: {paths}\ncomponents: {{schemas: {{Pet: {schema}}}}}\n"
        )
    };
    let old = document("{type: array, items: {type: string}}");
    let new = document("{type: object, properties: {a: {type: string}}}");
    let found = compare(&old, &new, &[Part::Client]);
    let code = found
        .changes
        .iter()
        .flat_map(|change| change.code.iter().chain([&change.message]));
    let fields: Vec<&String> = code.filter(|line| line.contains("::a`")).collect();
    assert_eq!(fields, [] as [&String; 0], "{found:#?}");
    let said = format!("{found:?}");
    assert!(said.contains("`Pet` is a struct; it was a type"), "{found:#?}");
}

#[test]
fn what_code_feels_stands_with_the_change_that_it_comes_from() {
    let old = "{type: object, properties: {a: {type: string}, b: {type: string}}}";
    let new = "{type: object, properties: {b: {type: string}}}";
    let found = compare(&response(old), &response(new), &[Part::Client]);
    let [change] = found.changes.as_slice() else {
        panic!("one change, not {found:#?}");
    };
    assert_eq!(
        (change.kind, change.wire, change.release),
        (Kind::MemberRemoved, Wire::Warning, Major)
    );
    assert_eq!(
        change.code.first().map(String::as_str),
        Some("the field `GetAOk::a` is gone")
    );
}
