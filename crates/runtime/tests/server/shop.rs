//! A small service, written as generated code would be.

use axum::body::Body;
use bindery_runtime::http::{
    Arrays, Media, Operation, Parameter, RequestBody, Scheme, SchemeKind, Service, Status, StatusCode, Style,
    Success,
};
use bindery_runtime::schema::{JsonType, Literal, Property, Rule, Schema};
use bindery_runtime::server::{
    Authenticator, Credential, Credentials, FromRequest, Granted, Refusal, RequestReader, Router, Routes,
    not_implemented,
};
use bindery_runtime::{Json, answers};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::session::{self, Session};

pub(crate) const KEY: &str = "key-of-alice";
pub(crate) const TOKEN: &str = "token-of-bob";

pub(crate) static SERVICE: Service = Service {
    title: "The \"Shop\"",
    version: "1",
    base_url: None,
    schemes: &[
        Scheme {
            name: "key",
            kind: SchemeKind::ApiKeyHeader("X-Api-Key"),
        },
        Scheme {
            name: "token",
            kind: SchemeKind::Bearer,
        },
        Scheme {
            name: "login",
            kind: SchemeKind::Basic,
        },
        Scheme {
            name: "query",
            kind: SchemeKind::ApiKeyQuery("api_key"),
        },
        Scheme {
            name: "cookie",
            kind: SchemeKind::ApiKeyCookie("session"),
        },
        Scheme {
            name: "certificate",
            kind: SchemeKind::MutualTls,
        },
    ],
};

const JSON: Media = Media::json("application/json");
const OK: &[Success] = &[Success {
    status: Status::Exact(200),
    media: &[JSON],
    others: &[],
}];
const BY_KEY: &[&[(usize, &[&str])]] = &[&[(0, &[])]];

const fn operation(id: &'static str, method: &'static str, path: &'static str) -> Operation {
    Operation {
        id,
        method,
        path,
        base_url: None,
        parameters: &[],
        body: None,
        success: OK,
        security: BY_KEY,
        idempotency_key: None,
    }
}

static NAME: Schema = Schema(&[Rule::Type(&[JsonType::String]), Rule::MaxLength(8)]);
static KIND: Schema = Schema(&[
    Rule::Type(&[JsonType::String]),
    Rule::Enum(&[Literal::String("GIFT"), Literal::String("SALE")]),
]);
static ORDER: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Required(&["name"]),
    Rule::Properties(&[
        Property("name", &NAME),
        Property("quantity", &Schema::INTEGER),
        Property("kind", &KIND),
        Property(
            "tags",
            &Schema(&[Rule::Type(&[JsonType::Array]), Rule::Items(Some(&Schema::STRING))]),
        ),
    ]),
]);
static INTEGERS: Schema = Schema(&[
    Rule::Type(&[JsonType::Array]),
    Rule::Items(Some(&Schema::INTEGER)),
]);
static FILTER: Schema = Schema(&[
    Rule::Type(&[JsonType::Object]),
    Rule::Properties(&[Property("size", &Schema::INTEGER), Property("color", &NAME)]),
]);

pub(crate) static CREATE: Operation = Operation {
    parameters: &[Parameter::header("X-Idempotency-Key", &NAME)],
    body: Some(RequestBody {
        required: true,
        media: &[(JSON, &ORDER)],
    }),
    success: &[Success {
        status: Status::Exact(201),
        media: &[JSON],
        others: &[],
    }],
    ..operation("create", "POST", "/orders")
};
pub(crate) static FIND: Operation = Operation {
    parameters: &[
        Parameter::path("orderId", &NAME),
        Parameter::query("limit", &Schema::INTEGER),
        Parameter {
            explode: false,
            ..Parameter::query("ids", &INTEGERS)
        },
        Parameter {
            style: Style::DeepObject(Arrays::Indices),
            ..Parameter::query("filter", &FILTER)
        },
        Parameter::cookie("trace", &Schema::BOOLEAN),
        Parameter::header("X-Count", &Schema::INTEGER),
    ],
    ..operation("find", "GET", "/orders/{orderId}")
};
static FORM: Operation = Operation {
    body: Some(RequestBody {
        required: false,
        media: &[
            (Media::form("application/x-www-form-urlencoded"), &ORDER),
            (Media::text("text/*"), &NAME),
        ],
    }),
    ..operation("form", "POST", "/forms")
};
static START: Operation = Operation {
    body: Some(RequestBody {
        required: true,
        media: &[(JSON, &session::SCHEMA)],
    }),
    ..operation("start", "POST", "/sessions")
};
static PING: Operation = Operation {
    security: &[],
    success: &[Success {
        status: Status::Exact(204),
        media: &[],
        others: &[],
    }],
    ..operation("ping", "GET", "/ping")
};
static TIME: Operation = Operation {
    security: &[],
    ..operation("time", "GET", "/time")
};
static ME: Operation = Operation {
    security: &[&[(1, &["read"])], &[(2, &[]), (3, &[])], &[(4, &[])], &[]],
    ..operation("me", "GET", "/me")
};
static FORGOTTEN: Operation = Operation {
    security: &[],
    ..operation("forgotten", "GET", "/forgotten")
};
static BOTH: Operation = Operation {
    security: &[&[(1, &[]), (2, &[])], &[(0, &[]), (3, &[])]],
    ..operation("both", "GET", "/both")
};
pub(crate) static FAIL: Operation = Operation {
    parameters: &[Parameter::query("how", &Schema::STRING)],
    ..operation("fail", "GET", "/fail")
};
static LIMITED: Operation = Operation {
    parameters: &[Parameter::query("limit", &Schema::INTEGER)],
    ..operation("limited", "GET", "/limited")
};
static COMPARE: Operation = Operation {
    parameters: &[Parameter::path("base", &NAME), Parameter::path("head", &NAME)],
    ..operation("compare", "GET", "/orders/{base}...{head}")
};
static REMOVE: Operation = Operation {
    parameters: &[Parameter::path("id", &NAME)],
    success: &[],
    ..operation("remove", "DELETE", "/orders/{id}")
};

/// A problem as this service answers it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum OrderError {
    Conflict(Json),
    Default(StatusCode, Json),
}

answers! {
    error OrderError {
        409 => Conflict(Json as json "application/problem+json"),
        default => Default(Json as json "application/problem+json"),
    }
}

/// An operation that declares 400 and no 422.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LimitedError {
    BadRequest(Json),
}

answers! {
    error LimitedError {
        400 => BadRequest(Json as json "application/problem+json"),
    }
}

/// Whose credentials they were.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Caller(pub(crate) String);

/// What is asked of every operation here: its parameters and body, as JSON.
#[derive(Debug)]
pub(crate) struct Asked(Vec<Value>, Option<Value>);

impl FromRequest for Asked {
    fn from_request(reader: &mut RequestReader) -> Option<Self> {
        let operation = reader.operation();
        let parameters = operation.parameters.iter().enumerate().map(|(index, parameter)| {
            if parameter.required {
                return reader.required(index).map(value);
            }
            reader
                .optional(index)
                .map(|found| found.map_or(json!("absent"), value))
        });
        let parameters: Vec<Option<Value>> = parameters.collect();
        let body = match operation.body {
            Some(body) if body.required => reader.body().map(value).map(Some),
            _ => reader.optional_body().map(|body| body.map(value)),
        };
        Some(Self(parameters.into_iter().collect::<Option<_>>()?, body?))
    }
}

/// What `start` takes.
pub(crate) struct Started(Session);

impl FromRequest for Started {
    fn from_request(reader: &mut RequestReader) -> Option<Self> {
        let session = reader.body();
        Some(Self(session?))
    }
}

fn value(json: Json) -> Value {
    serde_json::from_str(json.as_text()).unwrap()
}

fn json_of(value: Value) -> Json {
    Json::of(&value).unwrap()
}

pub(crate) struct Shop;

impl Shop {
    async fn echo(&self, asked: Asked, caller: Caller) -> Result<Json, OrderError> {
        Ok(json_of(
            json!({ "caller": caller.0, "parameters": asked.0, "body": asked.1 }),
        ))
    }

    async fn echo_open(&self, asked: Asked, caller: Option<Caller>) -> Result<Json, OrderError> {
        Ok(json_of(
            json!({ "caller": caller.map(|caller| caller.0), "parameters": asked.0 }),
        ))
    }

    async fn ping(&self, _: Asked, _: Option<Caller>) -> Result<(), OrderError> {
        Ok(())
    }

    async fn time(&self, _: Asked) -> Result<Json, OrderError> {
        Ok(Json::from("now"))
    }

    async fn start(&self, Started(session): Started, _: Caller) -> Result<Session, OrderError> {
        Ok(session)
    }

    async fn limited(&self, asked: Asked, _: Caller) -> Result<Json, LimitedError> {
        Ok(json_of(asked.0.into()))
    }

    async fn remove(&self, _: Asked, _: Caller) -> Result<(), OrderError> {
        Ok(())
    }

    async fn fail(&self, asked: Asked, _: Caller) -> Result<Session, OrderError> {
        match asked.0[0].as_str() {
            Some("panic") => panic!("a secret: {KEY}"),
            Some("conflict") => Err(OrderError::Conflict(json_of(json!({ "title": "taken" })))),
            Some("teapot") => Err(OrderError::Default(StatusCode::IM_A_TEAPOT, json_of(json!({})))),
            Some("forever") => std::future::pending().await,
            Some("unwritten") => not_implemented().await,
            Some("partly written") => {
                tokio::task::yield_now().await;
                let _held = std::sync::Arc::new(());
                tokio::join!(std::future::pending::<()>(), not_implemented()).1
            }
            Some("unwritten within") => {
                let unwritten = http::Request::get("/fail?how=unwritten").header("X-Api-Key", KEY);
                let asked = router().oneshot(unwritten.body(Body::empty()).unwrap()).await;
                let status = asked.unwrap().status().as_u16();
                Err(OrderError::Conflict(json_of(json!({ "within": status }))))
            }
            Some("unwritten task") => {
                let ended = tokio::spawn(not_implemented::<()>()).await.is_err();
                Err(OrderError::Conflict(json_of(json!({ "ended": ended }))))
            }
            _ => Ok(Session::contradiction()),
        }
    }
}

/// Knows Alice by her key, Bob by his token and Carol by her password.
pub(crate) struct Doorkeeper;

impl Authenticator for Doorkeeper {
    type Principal = Caller;

    async fn authenticate(&self, credentials: Credentials<'_>) -> Result<Caller, Refusal> {
        let printed = format!("{credentials:?}");
        assert!(
            !printed.contains(KEY) && !printed.contains(TOKEN) && !printed.contains("p:w"),
            "{printed}"
        );
        let mut names = Vec::new();
        for presented in credentials.presented() {
            names.push(match &presented.credential {
                Credential::ApiKey(key) if key.expose() == KEY => "alice".to_owned(),
                Credential::ApiKey(key) if key.expose() == "panic" => panic!("no such luck"),
                Credential::ApiKey(key) if key.expose() == "forbidden" => return Err(Refusal::Forbidden),
                Credential::ApiKey(key) if key.expose() == "offline" => return Err(Refusal::Unavailable),
                Credential::Bearer(token) if token.expose() == "narrow" => {
                    presented.granted(Ok(Granted::new("dan".to_owned()).with_scope("re\"ad")))?
                }
                Credential::Bearer(token) if token.expose() == TOKEN => format!("bob{:?}", presented.scopes),
                Credential::Basic(login)
                    if login.user.expose() == "carol" && login.password.expose() == "p:w" =>
                {
                    "carol".to_owned()
                }
                _ => return Err(Refusal::Unauthenticated),
            });
        }
        Ok(Caller(names.join("+")))
    }
}

pub(crate) fn routes() -> Routes<Shop, Doorkeeper> {
    Routes::new(&SERVICE, Shop, Doorkeeper)
        .route(&CREATE, Shop::echo)
        .route(&FIND, Shop::echo)
        .route(&COMPARE, Shop::echo)
        .route(&REMOVE, Shop::remove)
        .route(&FORM, Shop::echo)
        .route_open(&PING, Shop::ping)
        .route_open(&ME, Shop::echo_open)
        .route(&FORGOTTEN, Shop::echo)
        .route(&BOTH, Shop::echo)
        .route(&START, Shop::start)
        .route(&FAIL, Shop::fail)
        .route(&LIMITED, Shop::limited)
}

pub(crate) fn router() -> Router {
    routes().into_router()
}

/// A service that asks nobody who he is; one of its operations should be asking.
pub(crate) fn anonymous() -> Router {
    let routes = Routes::anonymous(&SERVICE, Shop);
    routes
        .route_anonymous(&TIME, Shop::time)
        .route_anonymous(&FIND, Shop::time)
        .into_router()
}
