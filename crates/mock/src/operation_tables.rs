//! The tables of operations.

use bindery_model::{
    Api, Body, BodyEncoding, DeepObjectArrays, EventData, FormMember, MediaType, Operation, Parameter,
    ParameterLocation, ParameterStyle, Part, ResponseStatus, Schema, SchemaRef, SecurityRequirement,
};
use bindery_runtime::fake::Word;
use bindery_runtime::http;
use bindery_runtime::schema::Schema as SchemaTable;

use crate::leaked;
use crate::schema_tables::SchemaTables;
use crate::words::words;

/// The tables of a document's operations.
pub(crate) struct OperationTables<'a> {
    api: &'a Api,
    schemas: SchemaTables<'a>,
}

impl<'a> OperationTables<'a> {
    pub(crate) fn new(api: &'a Api) -> Self {
        Self {
            api,
            schemas: SchemaTables::new(api),
        }
    }

    /// The tags of unions.
    pub(crate) fn words(&mut self) -> &'static [Word] {
        words(self.api, &mut self.schemas)
    }

    /// The table of an operation.
    pub(crate) fn operation(&mut self, operation: &Operation) -> &'static http::Operation {
        let parameters = operation.parameters.iter().map(|each| self.parameter(each));
        let parameters = leaked::slice(parameters);
        let success = operation.answers.success.iter().map(|answer| {
            let media = answer.bodies.iter().map(media);
            http::Success::new(status(answer.status), leaked::slice(media))
        });
        let own_server = operation.servers.first();
        leaked::value(http::Operation {
            id: leaked::text(&operation.id),
            method: leaked::text(operation.method.as_str()),
            path: leaked::text(&operation.path),
            base_url: own_server.map(|server| leaked::text(&server.url)),
            parameters,
            body: operation.body.as_ref().map(|body| self.body(body)),
            success: leaked::slice(success),
            security: leaked::slice(operation.security.iter().map(security_set)),
            idempotency_key: operation.idempotency_key,
        })
    }

    /// The table of a parameter, or of an answer's header.
    pub(crate) fn parameter(&mut self, parameter: &Parameter) -> http::Parameter {
        http::Parameter {
            name: leaked::text(&parameter.wire_name),
            place: match parameter.location {
                ParameterLocation::Path => http::Place::Path,
                ParameterLocation::Query => http::Place::Query,
                ParameterLocation::Querystring => http::Place::Querystring,
                ParameterLocation::Header => http::Place::Header,
                ParameterLocation::Cookie => http::Place::Cookie,
            },
            style: style(&parameter.style),
            explode: parameter.explode,
            allow_reserved: parameter.allow_reserved,
            allow_empty: parameter.allow_empty,
            required: parameter.required,
            schema: self.schemas.schema(&parameter.schema),
        }
    }

    /// A request's body: variant by variant, of each the media type that is sent first.
    fn body(&mut self, body: &Body) -> http::RequestBody {
        let indices = body.variants.iter().flat_map(|variant| &variant.media_types);
        let rows = indices.filter_map(|index| body.media_types.get(*index));
        let rows = rows.map(|each| (media(each), self.body_schema(each)));
        http::RequestBody {
            required: body.required,
            media: leaked::slice(rows),
        }
    }

    /// The schema, as far as it speaks of the value that the encoding carries.
    pub(crate) fn body_schema(&mut self, media: &MediaType) -> &'static SchemaTable {
        match self.api.value_type(media) == media.type_ref {
            true => self.schemas.schema(&media.schema),
            false => self.schemas.schema(&SchemaRef::Inline(Schema::default())),
        }
    }
}

/// The statuses of an answer.
pub(crate) fn status(status: ResponseStatus) -> http::Status {
    match status {
        ResponseStatus::Exact(status) => http::Status::Exact(status),
        ResponseStatus::Range(digit) => http::Status::Range(digit),
        ResponseStatus::Default => http::Status::Default,
    }
}

/// A media type.
pub(crate) fn media(media: &MediaType) -> http::Media {
    http::Media {
        content_type: leaked::text(&media.name),
        encoding: encoding(media),
        members: members(&media.members),
        parts: leaked::slice(media.parts.iter().map(part)),
    }
}

fn encoding(media: &MediaType) -> http::Encoding {
    let events = |form: http::EventForm| {
        let end = media.stream_end.as_ref();
        http::Encoding::Events(http::EventForm {
            end: end.map(|end| leaked::text(&end.data)),
            sends_end: end.is_some_and(|end| end.is_declared),
            ..form
        })
    };
    match media.encoding {
        BodyEncoding::Json => http::Encoding::Json,
        BodyEncoding::Form => http::Encoding::Form,
        BodyEncoding::Multipart => http::Encoding::Multipart,
        BodyEncoding::Text => http::Encoding::Text,
        BodyEncoding::Binary => http::Encoding::Binary,
        BodyEncoding::Events(EventData::Json) => events(http::EventForm::JSON),
        BodyEncoding::Events(EventData::Text) => events(http::EventForm::TEXT),
        BodyEncoding::Events(EventData::Event) => events(http::EventForm::EVENT),
        BodyEncoding::JsonLines => http::Encoding::JsonLines,
        BodyEncoding::JsonSequence => http::Encoding::JsonSequence,
    }
}

fn part(part: &Part) -> http::Part {
    let headers = part.headers.iter();
    http::Part {
        name: leaked::text(&part.name),
        content_type: part.content_type.as_deref().map(leaked::text),
        headers: leaked::slice(headers.map(|(name, value)| (leaked::text(name), leaked::text(value)))),
    }
}

fn style(style: &ParameterStyle) -> http::Style {
    match style {
        ParameterStyle::Matrix => http::Style::Matrix,
        ParameterStyle::Label => http::Style::Label,
        ParameterStyle::Simple => http::Style::Simple,
        ParameterStyle::Form => http::Style::Form,
        ParameterStyle::SpaceDelimited => http::Style::SpaceDelimited,
        ParameterStyle::PipeDelimited => http::Style::PipeDelimited,
        ParameterStyle::DeepObject(how) => http::Style::DeepObject(match how {
            DeepObjectArrays::Indices => http::Arrays::Indices,
            DeepObjectArrays::Brackets => http::Arrays::Brackets,
            DeepObjectArrays::Repeated => http::Arrays::Repeated,
        }),
        ParameterStyle::Cookie => http::Style::Cookie,
        ParameterStyle::Json => http::Style::Json,
        ParameterStyle::Urlencoded(described) => http::Style::Urlencoded(members(described)),
        ParameterStyle::Raw => http::Style::Raw,
    }
}

fn members(members: &[FormMember]) -> &'static [http::Member] {
    leaked::slice(members.iter().map(|member| http::Member {
        name: leaked::text(&member.name),
        style: style(&member.style),
        explode: member.explode,
        allow_reserved: member.allow_reserved,
    }))
}

fn security_set(requirement: &SecurityRequirement) -> http::SecuritySet {
    let schemes = requirement.schemes.iter();
    leaked::slice(schemes.map(|(scheme, scopes)| (*scheme, leaked::texts(scopes))))
}
