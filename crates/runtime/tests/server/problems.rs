//! Problems in the document's words or the user's, and answers that are checked before they are sent.

use axum::body::Body;
use axum::http::{Response, StatusCode};
use bindery_runtime::http::Media;
use bindery_runtime::schema::{Described, JsonType, Property, Rule, Schema};
use bindery_runtime::server::{DeclaredAnswer, DeclaredAnswers, FaultPlace, Problem};
use serde::Serialize;
use serde_json::json;

use crate::ask::{Answer, ask_of, request};
use crate::shop::{self, FAIL, FIND};

/// What the document calls an error.
#[derive(Serialize)]
struct Told {
    message: String,
    places: Vec<String>,
}

static TOLD: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["message"]),
    Rule::Properties(&[Property("message", &Schema::STRING)]),
]);

impl Described for Told {
    const SCHEMA: &'static Schema = &TOLD;
}

const JSON: Media = Media::json("application/json");

static CALLER: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Properties(&[Property(
        "caller",
        &Schema(&[Rule::Type(&[JsonType::String]), Rule::MaxLength(4)]),
    )]),
]);

static ANSWERS: &DeclaredAnswers = &[
    (
        &FIND,
        &[
            DeclaredAnswer::new(&[200]).with_body(JSON, &CALLER),
            DeclaredAnswer::new(&[401]).with_body(JSON, &Schema::INTEGER),
            DeclaredAnswer::new(&[])
                .or_range(4)
                .with_body(Media::json("application/vnd.told+json"), &TOLD),
        ],
    ),
    (
        &FAIL,
        &[DeclaredAnswer::new(&[]).or_default().with_body(JSON, &TOLD)],
    ),
];

fn told(problem: &Problem) -> Told {
    let place = |place: &FaultPlace| match place {
        FaultPlace::Parameter { name, .. } => (*name).to_owned(),
        FaultPlace::Body { pointer } => pointer.clone(),
        other => format!("{other:?}"),
    };
    Told {
        message: format!(
            "{}: {}",
            problem.operation().map_or("none", |operation| operation.id),
            problem.title()
        ),
        places: problem
            .faults()
            .iter()
            .map(|fault| place(fault.place()))
            .collect(),
    }
}

async fn get(target: &str) -> Answer {
    let router = shop::routes()
        .answers(ANSWERS)
        .answer_problems_as(told)
        .check_answers(false)
        .into_router();
    ask_of(&router, request("GET", target).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_problem_is_told_by_the_type_that_the_document_declares_for_it() {
    let answer = get("/orders/1?limit=x&ids=y").await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (422, "application/vnd.told+json")
    );
    assert_eq!(
        answer.json(),
        json!({ "message": "find: Unprocessable Content", "places": ["limit", "ids"] })
    );
}

#[tokio::test]
async fn where_it_declares_another_type_or_none_it_is_a_problem_as_ever() {
    let router = shop::routes()
        .answers(ANSWERS)
        .answer_problems_as(told)
        .into_router();
    let bare = http::Request::get("/orders/1").body(Body::empty()).unwrap();
    let refused = ask_of(&router, bare).await;
    refused.is_problem(401);
    assert!(!refused.header("www-authenticate").is_empty());
    get("/limited?limit=x").await.is_problem(400);
    get("/none").await.is_problem(404);
}

#[tokio::test]
async fn what_went_wrong_inside_stays_inside_whoever_tells_of_it() {
    let answer = get("/fail?how=panic").await;
    assert_eq!(answer.status, 500);
    assert_eq!(
        answer.json(),
        json!({ "message": "fail: Internal Server Error", "places": [] })
    );
    assert_eq!(
        answer.failure.as_deref(),
        Some("fail: the code that answers it panicked")
    );
}

#[tokio::test]
async fn a_problem_may_be_answered_with_anything() {
    let page = |problem: &Problem| {
        let is_missing = problem.status() == StatusCode::NOT_FOUND;
        let mut response = Response::new(Body::from("<h1>Lost?</h1>"));
        *response.status_mut() = problem.status();
        is_missing.then_some(response)
    };
    let router = shop::routes()
        .answer_problems(page)
        .answer_problems(|_| panic!("expected"))
        .into_router();
    let ask = async |target| ask_of(&router, request("GET", target).body(Body::empty()).unwrap()).await;
    for lost in ["/none", "/orders/1/2"] {
        let answer = ask(lost).await;
        assert_eq!((answer.status, answer.body.as_str()), (404, "<h1>Lost?</h1>"));
    }
    // One that panics has nothing to say.
    ask("/orders/1?limit=x").await.is_problem(422);
}

#[tokio::test]
async fn an_answer_that_the_document_does_not_declare_is_a_500_where_answers_are_checked() {
    let routes = || shop::routes().answers(ANSWERS);
    let alice = || request("GET", "/orders/1").body(Body::empty()).unwrap();
    let answer = ask_of(&routes().check_answers(true).into_router(), alice()).await;
    answer.is_problem(500);
    assert!(!answer.body.contains("alice"), "{}", answer.body);
    assert_eq!(
        answer.failure.as_deref(),
        Some("find: the answer is not what the document declares: #/caller: is longer than 4 characters")
    );
    assert_eq!(
        ask_of(&routes().check_answers(false).into_router(), alice())
            .await
            .status,
        200
    );
    // Unless set, as the tests are built: with debug assertions.
    let unset = ask_of(&routes().into_router(), alice()).await.status;
    assert_eq!(unset, if cfg!(debug_assertions) { 500 } else { 200 });
}
