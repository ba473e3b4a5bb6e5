use bindery_model::{Direction, Origin};
use serde_json::{Value, json};

use super::{Place, Report, Row};
use crate::Wire;

impl Report<'_> {
    /// For programs: one JSON object.
    pub fn json(&self) -> Value {
        let count = |wire| self.comparison.count(wire);
        json!({
            "wire": self.comparison.wire().as_str(),
            "release": self.comparison.release().as_str(),
            "counts": {
                "breaking": count(Wire::Breaking),
                "warning": count(Wire::Warning),
                "compatible": count(Wire::Compatible),
            },
            "changes": self.rows.iter().map(change).collect::<Vec<_>>(),
        })
    }
}

fn change(row: &Row<'_>) -> Value {
    let change = row.change;
    let direction = change.direction.map(|direction| match direction {
        Direction::Request => "request",
        Direction::Response => "response",
    });
    json!({
        "code": change.kind.code(),
        "wire": change.wire.as_str(),
        "release": change.release.as_str(),
        "direction": direction,
        "subject": change.subject,
        "message": change.message,
        "operations": change.operations,
        "crate": change.code,
        "old": place(change.old.as_ref(), row.old.as_ref()),
        "new": place(change.new.as_ref(), row.new.as_ref()),
        "help": change.help,
    })
}

fn place(origin: Option<&Origin>, place: Option<&Place>) -> Value {
    match origin {
        None => Value::Null,
        Some(origin) => json!({
            "pointer": origin.pointer.to_string(),
            "file": place.map(|place| place.file.as_str()),
            "line": place.map(|place| place.line),
            "column": place.map(|place| place.column),
        }),
    }
}
