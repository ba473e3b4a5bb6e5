//! The same server by hand: axum's extractors, serde's derives, and the document's rules as code.

use std::sync::LazyLock;

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, Request};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use http::StatusCode;
use http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use jiff::Timestamp;
use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::KEY;

/// The server by hand.
pub fn server() -> Router {
    Router::new()
        .route("/tasks", get(list_tasks).post(create_task))
        .route("/tasks/{taskId}", get(get_task))
        .layer(middleware::from_fn(authenticate))
}

async fn authenticate(request: Request, next: Next) -> Response {
    match request.headers().get("X-Api-Key") {
        Some(key) if key.as_bytes() == KEY.as_bytes() => next.run(request).await,
        _ => {
            let mut response = problem(StatusCode::UNAUTHORIZED, Vec::new());
            let challenge = http::HeaderValue::from_static("ApiKey realm=\"Tasks\"");
            response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
            response
        }
    }
}

#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
enum Status {
    Open,
    Blocked,
    Done,
}

#[derive(Clone, Deserialize, Serialize)]
struct Person {
    name: String,
    email: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewTask {
    title: String,
    text: Option<String>,
    status: Status,
    priority: Option<i32>,
    labels: Vec<String>,
    assignee: Option<Person>,
    due_at: Option<Timestamp>,
    checklist: Option<Vec<ChecklistItem>>,
}

#[derive(Deserialize)]
struct ChecklistItem {
    item: String,
    #[serde(rename = "checked")]
    _checked: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Task {
    id: i64,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<i32>,
    labels: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assignee: Option<Person>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<Timestamp>,
    created_at: Timestamp,
}

#[derive(Serialize)]
struct Problem {
    title: &'static str,
    status: u16,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Fault>,
}

#[derive(Serialize)]
struct Fault {
    pointer: String,
    detail: &'static str,
}

fn problem(status: StatusCode, errors: Vec<Fault>) -> Response {
    let title = status.canonical_reason().unwrap_or_default();
    let problem = Problem {
        title,
        status: status.as_u16(),
        errors,
    };
    (
        status,
        [(CONTENT_TYPE, "application/problem+json")],
        Json(problem),
    )
        .into_response()
}

static LABEL: LazyLock<Regex> = LazyLock::new(|| Regex::new("^[a-z][a-z0-9-]*$").expect("it is a pattern"));
static EMAIL: LazyLock<Regex> = LazyLock::new(|| Regex::new("^[^@ ]+@[^@ ]+$").expect("it is a pattern"));

/// Gathers what is wrong with a request.
#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn check(&mut self, holds: bool, pointer: impl FnOnce() -> String, detail: &'static str) {
        if !holds {
            self.0.push(Fault {
                pointer: pointer(),
                detail,
            });
        }
    }

    fn length(
        &mut self,
        text: &str,
        allowed: std::ops::RangeInclusive<usize>,
        pointer: impl FnOnce() -> String,
    ) {
        self.check(
            allowed.contains(&text.chars().count()),
            pointer,
            "has not the right length",
        );
    }

    fn task(&mut self, task: &NewTask) {
        self.length(&task.title, 1..=200, || "#/title".into());
        if let Some(text) = &task.text {
            self.length(text, 0..=10_000, || "#/text".into());
        }
        let priority = task.priority.is_none_or(|priority| (1..=5).contains(&priority));
        self.check(priority, || "#/priority".into(), "is not from 1 to 5");
        self.check(
            task.labels.len() <= 10,
            || "#/labels".into(),
            "has more than 10 items",
        );
        for (index, label) in task.labels.iter().enumerate() {
            self.length(label, 0..=20, || format!("#/labels/{index}"));
            self.check(
                LABEL.is_match(label),
                || format!("#/labels/{index}"),
                "does not match",
            );
        }
        if let Some(person) = &task.assignee {
            self.length(&person.name, 1..=100, || "#/assignee/name".into());
            self.length(&person.email, 0..=254, || "#/assignee/email".into());
            self.check(
                EMAIL.is_match(&person.email),
                || "#/assignee/email".into(),
                "does not match",
            );
        }
        let checklist = task.checklist.as_deref().unwrap_or_default();
        self.check(
            checklist.len() <= 50,
            || "#/checklist".into(),
            "has more than 50 items",
        );
        for (index, item) in checklist.iter().enumerate() {
            self.length(&item.item, 1..=200, || format!("#/checklist/{index}/item"));
        }
    }
}

#[derive(Deserialize)]
struct ListQuery {
    status: Option<Status>,
    limit: Option<i32>,
    labels: Option<String>,
}

async fn list_tasks(query: Result<Query<ListQuery>, QueryRejection>) -> Response {
    let Ok(Query(query)) = query else {
        return problem(StatusCode::BAD_REQUEST, Vec::new());
    };
    let mut faults = Faults::default();
    let limit = query.limit.unwrap_or(20);
    faults.check(
        (1..=100).contains(&limit),
        || "limit".into(),
        "is not from 1 to 100",
    );
    let labels: Vec<&str> = query.labels.as_deref().unwrap_or_default().split(',').collect();
    faults.check(labels.len() <= 5, || "labels".into(), "has more than 5 items");
    for label in labels {
        faults.length(label, 0..=20, || "labels".into());
    }
    if !faults.0.is_empty() {
        return problem(StatusCode::UNPROCESSABLE_ENTITY, faults.0);
    }
    let status = query.status.unwrap_or(Status::Open);
    let tasks: Vec<Task> = (1..=i64::from(limit)).map(|id| task(id, status)).collect();
    Json(tasks).into_response()
}

async fn create_task(body: Result<Json<NewTask>, JsonRejection>) -> Response {
    let new = match body {
        Ok(Json(new)) => new,
        Err(rejection) => return problem(rejection.status(), Vec::new()),
    };
    let mut faults = Faults::default();
    faults.task(&new);
    if !faults.0.is_empty() {
        return problem(StatusCode::UNPROCESSABLE_ENTITY, faults.0);
    }
    let task = Task {
        id: 1,
        title: new.title,
        text: new.text,
        status: new.status,
        priority: new.priority,
        labels: new.labels,
        assignee: new.assignee,
        due_at: new.due_at,
        created_at: Timestamp::UNIX_EPOCH,
    };
    (StatusCode::CREATED, Json(task)).into_response()
}

async fn get_task(id: Result<Path<i64>, PathRejection>) -> Response {
    match id {
        Ok(Path(1_000_000..)) => problem(StatusCode::NOT_FOUND, Vec::new()),
        Ok(Path(id @ 1..)) => Json(task(id, Status::Open)).into_response(),
        _ => problem(StatusCode::UNPROCESSABLE_ENTITY, Vec::new()),
    }
}

fn task(id: i64, status: Status) -> Task {
    Task {
        id,
        title: "Paint the fence".to_owned(),
        text: None,
        status,
        priority: Some(2),
        labels: vec!["garden".to_owned(), "outside".to_owned()],
        assignee: Some(Person {
            name: "Ada".to_owned(),
            email: "ada@example.com".to_owned(),
        }),
        due_at: None,
        created_at: Timestamp::UNIX_EPOCH,
    }
}
