//! What both servers are asked.

use crate::KEY;

/// A request, as it is sent again and again.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// What it is called in reports.
    pub name: &'static str,
    /// The method.
    pub method: &'static str,
    /// The path, with its query.
    pub target: &'static str,
    /// The body, which is JSON; empty where there is none.
    pub body: &'static str,
    /// The status of the answer.
    pub status: u16,
}

/// One request of each kind: nothing but a path, a query and a long answer, a body with many rules, a body
/// that breaks one.
pub const ASKS: [Ask; 4] = [
    Ask {
        name: "get",
        method: "GET",
        target: "/tasks/42",
        body: "",
        status: 200,
    },
    Ask {
        name: "list",
        method: "GET",
        target: "/tasks?status=blocked&limit=20&labels=garden,outside",
        body: "",
        status: 200,
    },
    Ask {
        name: "create",
        method: "POST",
        target: "/tasks",
        body: r#"{"title":"Paint the fence","text":"Both sides, and the gate. The paint is in the shed.","status":"open","priority":2,"labels":["garden","outside","summer"],"assignee":{"name":"Ada","email":"ada@example.com"},"dueAt":"2026-06-01T12:00:00Z","checklist":[{"item":"Buy brushes","checked":true},{"item":"Move the bicycles","checked":false},{"item":"Ask the neighbours","checked":false}]}"#,
        status: 201,
    },
    Ask {
        name: "refused",
        method: "POST",
        target: "/tasks",
        body: r#"{"title":"","status":"open","labels":["garden"]}"#,
        status: 422,
    },
];

impl Ask {
    /// The request as HTTP/1.1 writes it.
    pub fn to_wire(&self) -> Vec<u8> {
        let mut wire = format!(
            "{} {} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nX-Api-Key: {KEY}\r\n",
            self.method, self.target
        );
        if !self.body.is_empty() {
            wire.push_str(&format!(
                "Content-Type: application/json\r\nContent-Length: {}\r\n",
                self.body.len()
            ));
        }
        wire.push_str("\r\n");
        wire.push_str(self.body);
        wire.into_bytes()
    }

    /// The request as a router takes it.
    pub fn to_request(&self) -> http::Request<axum::body::Body> {
        let mut request = http::Request::builder()
            .method(self.method)
            .uri(self.target)
            .header("host", "localhost")
            .header("accept", "application/json")
            .header("x-api-key", KEY);
        if !self.body.is_empty() {
            request = request.header("content-type", "application/json");
        }
        request
            .body(axum::body::Body::from(self.body))
            .expect("the requests of this file are right")
    }
}
