//! The generated server, and what it answers.

use std::sync::LazyLock;

use axum::Router;
use bindery_runtime::server::{Call, Refusal};
use bindery_runtime::{DateTime, Secret};

use crate::KEY;
use crate::tasks::server::{
    CreateTaskError, CreateTaskRequest, GetTaskError, GetTaskRequest, ListTasksError, ListTasksRequest,
    Tasks, TasksAuthenticator, router,
};
use crate::tasks::types::{Person, Problem, Task, TaskStatus};

/// The generated server.
pub fn server() -> Router {
    router(Service, Keys)
}

struct Keys;

impl TasksAuthenticator for Keys {
    type Principal = ();

    async fn api_key(&self, key: &Secret<String>, _: Call<'_>) -> Result<(), Refusal> {
        match key.expose() == KEY {
            true => Ok(()),
            false => Err(Refusal::Unauthenticated),
        }
    }
}

struct Service;

impl Tasks for Service {
    type Principal = ();

    async fn list_tasks(&self, request: ListTasksRequest, _: ()) -> Result<Vec<Task>, ListTasksError> {
        let status = request.status.unwrap_or(TaskStatus::Open);
        let limit = i64::from(request.limit.unwrap_or(20));
        Ok((1..=limit).map(|id| task(id, status.clone())).collect())
    }

    async fn create_task(&self, request: CreateTaskRequest, _: ()) -> Result<Task, CreateTaskError> {
        let new = request.body;
        let mut task = Task::new(1, new.title, new.status, new.labels, created_at());
        task.text = new.text;
        task.priority = new.priority;
        task.assignee = new.assignee;
        task.due_at = new.due_at;
        Ok(task)
    }

    async fn get_task(&self, request: GetTaskRequest, _: ()) -> Result<Task, GetTaskError> {
        match request.task_id {
            1_000_000.. => Err(GetTaskError::NotFound(Problem::new(
                "There is no such task.",
                404,
            ))),
            id => Ok(task(id, TaskStatus::Open)),
        }
    }
}

fn task(id: i64, status: TaskStatus) -> Task {
    Task::new(id, "Paint the fence", status, ["garden", "outside"], created_at())
        .with_assignee(Person::new("Ada", "ada@example.com"))
        .with_priority(2)
}

/// What the store would give; the server by hand has a constant, too.
fn created_at() -> DateTime {
    static CREATED_AT: LazyLock<DateTime> =
        LazyLock::new(|| "1970-01-01T00:00:00Z".parse().expect("it is a date-time"));
    CREATED_AT.clone()
}
