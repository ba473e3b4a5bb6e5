//! What is emitted for operations: their descriptions, the client and the server.

mod sample;

use bindery_model::*;
use sample::{answer, api, description, json_body, media, operation, parameter, variant};

const PATH: ParameterLocation = ParameterLocation::Path;
const QUERY: ParameterLocation = ParameterLocation::Query;
const HEADER: ParameterLocation = ParameterLocation::Header;

/// Creating and reading a session: the usual forms.
fn sessions() -> Api {
    let mut api = api("Sessions API", "Sessions", &["Session", "NewSession", "Problem"]);
    api.servers = vec![Server {
        url: "https://api.example.com/v2".into(),
        template: "https://api.example.com/v2".into(),
        name: Ident::new("Server"),
        variables: Vec::new(),
        docs: Docs::default(),
    }];
    api.security_schemes = vec![SecurityScheme {
        wire_name: "ApiKeyAuth".into(),
        name: Ident::new("api_key"),
        kind: SchemeKind::ApiKey {
            location: ApiKeyLocation::Header,
            parameter: "X-Api-Key".into(),
        },
        docs: description("Grants access."),
    }];
    let security = vec![SecurityRequirement {
        schemes: vec![(0, Vec::new())],
    }];
    let failures = || {
        let problem = || Some(media("application/problem+json", BodyEncoding::Json, 2));
        vec![
            answer(
                "Default",
                ResponseStatus::Default,
                "Something else went wrong.",
                problem(),
            ),
            answer(
                "NotFound",
                ResponseStatus::Exact(404),
                "There is no such session.",
                problem(),
            ),
        ]
    };
    let success = |status| {
        vec![answer(
            "Ok",
            ResponseStatus::Exact(status),
            "The session.",
            Some(media("application/json", BodyEncoding::Json, 0)),
        )]
    };
    let key = parameter("idempotency_key", "X-Idempotency-Key", HEADER);
    let id = Parameter {
        docs: description("The session's identifier."),
        ..parameter("session_id", "sessionId", PATH)
    };
    api.operations = vec![
        Operation {
            docs: Docs {
                summary: Some("Create a session.".into()),
                ..Docs::default()
            },
            parameters: vec![key.clone()],
            body: Some(json_body(1)),
            answers: AnswerSet {
                success: success(201),
                failure: failures(),
            },
            security: security.clone(),
            idempotency_key: Some(0),
            ..operation("create_session", "CreateSession", Method::Post, "/sessions")
        },
        Operation {
            docs: Docs {
                summary: Some("Cancel a session".into()),
                description: Some("It can no longer be paid.\n\nWhat is paid stays paid.".into()),
                ..Docs::default()
            },
            parameters: vec![id, key],
            answers: AnswerSet {
                success: success(200),
                failure: failures(),
            },
            security,
            idempotency_key: Some(1),
            ..operation(
                "cancel_session",
                "CancelSession",
                Method::Post,
                "/sessions/{sessionId}/cancel",
            )
        },
    ];
    api
}

#[test]
fn the_usual_operations() {
    let files = sample::emit(&sessions());
    insta::assert_snapshot!("sessions_operations", files["src/operations.rs"]);
    insta::assert_snapshot!("sessions_client", files["src/client.rs"]);
    insta::assert_snapshot!("sessions_server", files["src/server.rs"]);
}

/// What documents hold now and then: several successes, ranges, other encodings, open operations.
#[test]
fn the_less_usual_forms() {
    let mut api = api("", "Pets", &["Pet"]);
    api.security_schemes = vec![
        SecurityScheme {
            wire_name: "token".into(),
            name: Ident::new("token"),
            kind: SchemeKind::Bearer,
            docs: Docs::default(),
        },
        SecurityScheme {
            wire_name: "login".into(),
            name: Ident::new("login"),
            kind: SchemeKind::Basic,
            docs: Docs::default(),
        },
    ];
    api.operations = vec![put_pet(), upload(), search()];
    let files = sample::emit(&api);
    insta::assert_snapshot!("pets_operations", files["src/operations.rs"]);
    insta::assert_snapshot!("pets_client", files["src/client.rs"]);
    insta::assert_snapshot!("pets_server", files["src/server.rs"]);
}

/// Several successes, and failures by range; one of two schemes, or none.
fn put_pet() -> Operation {
    let pet = || Some(media("application/json", BodyEncoding::Json, 0));
    let text = || Some(media("text/plain", BodyEncoding::Text, 0));
    Operation {
        parameters: vec![parameter("id", "id", PATH)],
        body: Some(Body {
            required: false,
            media_types: vec![
                media("application/xml", BodyEncoding::Binary, 0),
                media("application/json", BodyEncoding::Json, 0),
                media("application/x-www-form-urlencoded", BodyEncoding::Form, 0),
            ],
            variants: vec![variant("Json", &[1]), variant("Xml", &[0]), variant("Form", &[2])],
            ..json_body(0)
        }),
        answers: AnswerSet {
            success: vec![
                answer("Successful", ResponseStatus::Range(2), "In words.", text()),
                answer("Ok", ResponseStatus::Exact(200), "", pet()),
                answer("NoContent", ResponseStatus::Exact(204), "Unchanged.", None),
            ],
            failure: vec![answer("ClientError", ResponseStatus::Range(4), "Not so.", None)],
        },
        security: vec![
            SecurityRequirement {
                schemes: vec![(0, vec!["pets:write".into()]), (1, Vec::new())],
            },
            SecurityRequirement { schemes: Vec::new() },
        ],
        ..operation("put_pet", "PutPet", Method::Put, "/pets/{id}")
    }
}

/// Bytes as they are; deprecated; on a server of its own.
fn upload() -> Operation {
    Operation {
        docs: Docs {
            deprecated: true,
            ..Docs::default()
        },
        body: Some(Body {
            media_types: vec![media("image/png", BodyEncoding::Binary, 0)],
            ..json_body(0)
        }),
        security: vec![SecurityRequirement {
            schemes: vec![(0, Vec::new())],
        }],
        servers: vec![Server {
            url: "https://upload.example.com".into(),
            template: "https://upload.example.com".into(),
            name: Ident::new("Server"),
            variables: Vec::new(),
            docs: Docs::default(),
        }],
        ..operation("upload", "Upload", Method::Post, "/upload")
    }
}

/// More parameters than arguments are good for, with styles of their own.
fn search() -> Operation {
    let required = |name: &str| Parameter {
        required: true,
        ..parameter(name, name, QUERY)
    };
    let mut parameters: Vec<_> = ["a", "b", "c", "d", "e", "f", "g"].map(required).into();
    parameters.push(Parameter {
        style: ParameterStyle::PipeDelimited,
        explode: false,
        allow_reserved: true,
        type_ref: TypeRef::List(Box::new(TypeRef::Primitive(Primitive::I64))),
        schema: sample::inline(JsonType::Array),
        docs: Docs {
            default: Some(Json::Array(vec![Json::Number(bindery_model::Number("1".into()))])),
            deprecated: true,
            ..description("Which kinds.")
        },
        ..parameter("type_", "type", QUERY)
    });
    Operation {
        parameters,
        ..operation("search", "Search", Method::Get, "/search")
    }
}

/// Names of components, operations and parameters that generated code uses itself.
#[test]
fn names_do_not_clash() {
    let mut api = api(
        "Clashing API",
        "Router",
        &[
            "Error",
            "Operation",
            "GetThingCall",
            "GetThingError",
            "FromRequest",
            "Client",
        ],
    );
    let thing = |type_id| {
        vec![answer(
            "Ok",
            ResponseStatus::Exact(200),
            "",
            Some(media("application/json", BodyEncoding::Json, type_id)),
        )]
    };
    let failure = |type_id| {
        vec![answer(
            "Default",
            ResponseStatus::Default,
            "",
            Some(media("application/json", BodyEncoding::Json, type_id)),
        )]
    };
    api.operations = vec![
        Operation {
            parameters: vec![parameter("body", "body", QUERY), parameter("call", "call", PATH)],
            body: Some(json_body(2)),
            answers: AnswerSet {
                success: thing(0),
                failure: failure(3),
            },
            ..operation("get_thing", "GetThing", Method::Get, "/things/{call}")
        },
        Operation {
            answers: AnswerSet {
                success: thing(5),
                failure: failure(1),
            },
            ..operation("from", "From", Method::Get, "/from")
        },
        operation("builder", "Builder", Method::Get, "/builder"),
        operation("service", "Service", Method::Get, "/service"),
    ];
    let files = sample::emit(&api);
    insta::assert_snapshot!("clashing_operations", files["src/operations.rs"]);
    insta::assert_snapshot!("clashing_client", files["src/client.rs"]);
    insta::assert_snapshot!("clashing_server", files["src/server.rs"]);
}

/// What the document says is filled to the same width everywhere, also behind words of ours.
#[test]
fn what_is_said_of_parameters_is_filled() {
    let mut api = sessions();
    let long = "Makes it safe to send a request again: a repeated request with the same key has the same \
                result as the first.";
    for operation in &mut api.operations {
        for parameter in &mut operation.parameters {
            parameter.docs = description(long);
        }
    }
    let list = Docs {
        summary: Some("The session's identifier.".into()),
        ..description("- one\n- two")
    };
    api.operations[1].parameters[0].docs = list;
    let files = sample::emit(&api);
    let server = &files["src/server.rs"];
    assert!(
        server.contains("    /// Header `X-Idempotency-Key`: Makes it safe"),
        "{server}"
    );
    let item = "    /// Path parameter `sessionId`: The session's identifier.\n    ///\n    /// - one\n    /// - two\n";
    assert!(server.contains(item), "{server}");
    for file in ["src/server.rs", "src/client.rs"] {
        for line in files[file].lines().map(str::trim_start) {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}

#[test]
fn the_router_says_where_its_paths_begin() {
    let nested = r#"`Router::new().nest("/v2", router(service, authenticator))`"#;
    assert!(sample::emit(&sessions())["src/server.rs"].contains(nested));
    for url in [
        "https://example.com",
        "https://example.com/",
        "/",
        "https://example.com/{version}",
        "",
    ] {
        let mut api = sessions();
        api.servers[0].url = url.into();
        assert!(!sample::emit(&api)["src/server.rs"].contains("nest("), "{url}");
    }
    let mut api = sessions();
    api.servers[0].url = "/v3/".into();
    assert!(sample::emit(&api)["src/server.rs"].contains("nest(\"/v3\""));
}

#[test]
fn no_type_parameter_is_called_like_the_service() {
    for (service, parameters) in [("S", "pub fn router<T, A>"), ("A", "pub fn router<S, B>")] {
        let mut api = sessions();
        api.service = Some(Ident::new(service));
        let files = sample::emit(&api);
        let server = &files["src/server.rs"];
        assert!(server.contains(parameters), "{server}");
        assert!(!server.contains("self::"), "{server}");
    }
}

/// Any tower service can be the client's transport, where there is a client.
#[test]
fn the_manifest_has_a_feature_for_tower_beside_the_client() {
    let feature = r#"tower = ["client", "bindery-runtime/tower"]"#;
    assert!(sample::emit(&sessions())["Cargo.toml"].contains(feature));
    let options = bindery_emit::Options {
        parts: bindery_emit::Parts {
            client: false,
            server: true,
            fake: false,
        },
        ..bindery_emit::Options::new("sample", "specs/sample.yaml")
    };
    let manifest = &bindery_emit::emit(&sessions(), &options)["Cargo.toml"];
    assert!(!manifest.contains("tower"), "{manifest}");
}

/// The operations of a tag have files of their own, behind a feature; the server needs them all.
#[test]
fn a_tag_may_be_a_feature() {
    let mut api = sessions();
    api.operations[0].tags = vec!["Pay In".to_owned()];
    api.tag_features = vec![TagFeature {
        tag: "Pay In".to_owned(),
        feature: "pay-in".to_owned(),
        operations: vec![0],
    }];
    let files = sample::emit(&api);
    let manifest = &files["Cargo.toml"];
    for line in [
        "pay-in = []",
        "all-operations = [\n    \"pay-in\",\n]",
        "server = [\"all-operations\", ",
    ] {
        assert!(manifest.contains(line), "{manifest}");
    }
    let stem = api.operations[0].type_stem.to_string();
    for part in ["client", "operations"] {
        let declared = "#[cfg(feature = \"pay-in\")]\npub mod pay_in;\n#[cfg(feature = \"pay-in\")]\npub use pay_in::*;\n";
        let (whole, own) = (
            &files[&format!("src/{part}.rs")],
            &files[&format!("src/{part}/pay_in.rs")],
        );
        assert!(whole.contains(declared), "{whole}");
        assert!(
            own.contains(&format!("{stem}Error")) && !whole.contains(&stem),
            "{own}"
        );
    }
    assert!(files["src/client/pay_in.rs"].contains("use super::super::types"));
    let options = bindery_emit::Options {
        layout: bindery_emit::Layout::Include,
        parts: bindery_emit::Parts {
            client: true,
            server: false,
            fake: false,
        },
        ..bindery_emit::Options::new("sample", "specs/sample.yaml")
    };
    assert!(!bindery_emit::emit(&api, &options)["client.rs"].contains("cfg(feature"));
}
