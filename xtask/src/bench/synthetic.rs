use serde_json::{Map, Value, json};

/// A document of `size` resources, each with a list, an object of several types, a choice and two operations.
pub(crate) fn document(size: usize) -> String {
    let (mut schemas, mut paths) = (Map::new(), Map::new());
    for number in 0..size {
        let name = format!("Resource{number}");
        add_schemas(&mut schemas, &name);
        let (path, operations) = operations(number, &name);
        paths.insert(path, operations);
    }
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "Resources", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    });
    document.to_string()
}

fn add_schemas(schemas: &mut Map<String, Value>, name: &str) {
    let reference = |name: String| json!({ "$ref": format!("#/components/schemas/{name}") });
    let card = json!({
        "type": "object", "required": ["kind", "number"],
        "properties": { "kind": { "type": "string", "enum": ["card"] }, "number": { "type": "string", "maxLength": 19 } },
    });
    let account = json!({
        "type": "object", "required": ["kind", "iban"],
        "properties": { "kind": { "type": "string", "enum": ["account"] }, "iban": { "type": "string", "pattern": "^[A-Z]{2}" } },
    });
    schemas.insert(format!("{name}Card"), card);
    schemas.insert(format!("{name}Account"), account);
    let means = json!({ "oneOf": [reference(format!("{name}Card")), reference(format!("{name}Account"))] });
    schemas.insert(format!("{name}Means"), means);
    let resource = json!({
        "type": "object",
        "description": format!("What there is to say about {name}: where it comes from, and where it goes."),
        "required": ["id", "status", "created_at"],
        "properties": {
            "id": { "type": "string", "format": "uuid" },
            "status": { "type": "string", "enum": ["open", "closed", "archived"], "description": "What became of it." },
            "created_at": { "type": "string", "format": "date-time" },
            "amount": { "type": "integer", "minimum": 0, "description": "In the currency's smallest unit." },
            "labels": { "type": "array", "items": { "type": "string", "maxLength": 40 } },
            "metadata": { "type": "object", "additionalProperties": { "type": "string" } },
            "means": reference(format!("{name}Means")),
            "parent": { "nullable": true, "allOf": [reference(name.to_owned())] },
        },
    });
    schemas.insert(name.to_owned(), resource);
}

fn operations(number: usize, name: &str) -> (String, Value) {
    let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
    let content = json!({ "application/json": { "schema": schema } });
    let parameter = |place: &str, name: &str, kind: &str| json!({ "in": place, "name": name, "required": place == "path", "schema": { "type": kind } });
    let operations = json!({
        "get": {
            "operationId": format!("get{name}"), "summary": "Gets one.",
            "parameters": [parameter("path", "id", "string"), parameter("query", "expand", "boolean")],
            "responses": { "200": { "description": "It", "content": content } },
        },
        "put": {
            "operationId": format!("put{name}"), "summary": "Replaces one.",
            "parameters": [parameter("path", "id", "string")],
            "requestBody": { "required": true, "content": content },
            "responses": { "200": { "description": "It", "content": content }, "409": { "description": "It changed meanwhile" } },
        },
    });
    (format!("/resources{number}/{{id}}"), operations)
}
