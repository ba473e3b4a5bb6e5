//! Small models, built by hand.

use bindery_emit::{Options, Parts};
use bindery_model::*;

/// Starts an API of these component types: empty objects.
pub(crate) fn api(title: &str, service: &str, types: &[&str]) -> Api {
    Api {
        title: title.into(),
        version: "2".into(),
        service: Some(Ident::new(service)),
        types: types.iter().copied().map(component).collect(),
        ..Api::default()
    }
}

fn component(name: &str) -> TypeDef {
    TypeDef {
        name: Ident::new(name),
        wire_name: Some(name.into()),
        origin: origin(),
        owner: None,
        docs: Docs::default(),
        derives: Vec::new(),
        shape: Shape::Object(Object {
            members: Vec::new(),
            additional: AdditionalMembers::Deny,
        }),
        schema: Schema {
            rules: vec![Rule::Type(vec![JsonType::Object])],
        },
    }
}

/// An operation that answers with nothing and fails in no declared way.
pub(crate) fn operation(name: &str, stem: &str, method: Method, path: &str) -> Operation {
    Operation {
        name: Ident::new(name),
        type_stem: Ident::new(stem),
        id: stem[..1].to_lowercase() + &stem[1..],
        method,
        path: path.into(),
        tags: Vec::new(),
        origin: origin(),
        docs: Docs::default(),
        parameters: Vec::new(),
        body: None,
        answers: AnswerSet::default(),
        alternates: Vec::new(),
        security: Vec::new(),
        servers: Vec::new(),
        idempotency_key: None,
        pagination: None,
    }
}

/// A parameter of plain text, with OpenAPI's defaults for its place.
pub(crate) fn parameter(name: &str, wire_name: &str, location: ParameterLocation) -> Parameter {
    let in_form = matches!(location, ParameterLocation::Query | ParameterLocation::Cookie);
    Parameter {
        name: Ident::new(name),
        wire_name: wire_name.into(),
        location,
        style: if in_form {
            ParameterStyle::Form
        } else {
            ParameterStyle::Simple
        },
        explode: in_form,
        allow_reserved: false,
        allow_empty: false,
        required: location == ParameterLocation::Path,
        type_ref: TypeRef::Primitive(Primitive::String),
        schema: inline(JsonType::String),
        origin: origin(),
        docs: Docs::default(),
    }
}

/// A required body of JSON.
pub(crate) fn json_body(type_id: usize) -> Body {
    Body {
        docs: Docs::default(),
        required: true,
        media_types: vec![media("application/json", BodyEncoding::Json, type_id)],
        variants: vec![variant("Json", &[0])],
        origin: origin(),
    }
}

pub(crate) fn variant(name: &str, media_types: &[usize]) -> BodyVariant {
    BodyVariant {
        name: Ident::new(name),
        media_types: media_types.to_vec(),
    }
}

pub(crate) fn media(name: &str, encoding: BodyEncoding, type_id: usize) -> MediaType {
    MediaType {
        name: name.into(),
        encoding,
        type_ref: TypeRef::Named(TypeId(type_id)),
        schema: SchemaRef::Named(TypeId(type_id)),
        stream_end: None,
        members: Vec::new(),
        parts: Vec::new(),
        examples: Vec::new(),
    }
}

pub(crate) fn answer(name: &str, status: ResponseStatus, said: &str, body: Option<MediaType>) -> Answer {
    Answer {
        name: Ident::new(name),
        status,
        docs: description(said),
        bodies: body.into_iter().collect(),
        headers: Vec::new(),
        headers_name: None,
        origin: origin(),
    }
}

pub(crate) fn description(text: &str) -> Docs {
    Docs {
        description: Some(text.into()),
        ..Docs::default()
    }
}

pub(crate) fn inline(json_type: JsonType) -> SchemaRef {
    SchemaRef::Inline(Schema {
        rules: vec![Rule::Type(vec![json_type])],
    })
}

pub(crate) fn origin() -> Origin {
    Origin::new(FileId::default(), Pointer::root())
}

/// Emits all parts, and checks that each file is Rust.
pub(crate) fn emit(api: &Api) -> bindery_emit::FileSet {
    let options = Options {
        parts: Parts {
            client: true,
            server: true,
            fake: false,
        },
        ..Options::new("sample", "specs/sample.yaml")
    };
    let files = bindery_emit::emit(api, &options);
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        if let Err(error) = syn::parse_file(text) {
            panic!("{path}: {error}\n{text}");
        }
    }
    files
}
