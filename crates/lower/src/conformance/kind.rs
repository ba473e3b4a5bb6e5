/// What an object of OpenAPI's is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    Info,
    Contact,
    License,
    Tag,
    ExternalDocs,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    Header,
    MediaType,
    Encoding,
    Example,
    Link,
    Callback,
    SecurityScheme,
    Flows,
    Flow,
    Server,
    ServerVariable,
}

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Site {
    One(Kind),
    Map(Kind),
    List(Kind),
}

impl Kind {
    /// What the member `name` of such an object is; nothing, where it is a text, data or a schema.
    pub(super) fn member(self, name: &str) -> Option<Site> {
        use Site::{List, Map, One};
        Some(match (self, name) {
            (Self::Document, "info") => One(Self::Info),
            (Self::Document, "paths" | "webhooks") => Map(Self::PathItem),
            (Self::Document, "components") => One(Self::Components),
            (Self::Document, "tags") => List(Self::Tag),
            (Self::Document | Self::PathItem | Self::Operation, "servers") => List(Self::Server),
            (Self::Info, "contact") => One(Self::Contact),
            (Self::Info, "license") => One(Self::License),
            (Self::Components, _) => Map(Self::section(name)?),
            (Self::PathItem | Self::Operation, "parameters") => List(Self::Parameter),
            (Self::PathItem, "additionalOperations") => Map(Self::Operation),
            (Self::PathItem, _) if METHODS.contains(&name) => One(Self::Operation),
            (Self::Operation, "requestBody") => One(Self::RequestBody),
            (Self::Operation, "responses") => Map(Self::Response),
            (Self::Operation, "callbacks") => Map(Self::Callback),
            (Self::Callback, _) => One(Self::PathItem),
            (Self::Response | Self::Encoding, "headers") => Map(Self::Header),
            (Self::Response, "links") => Map(Self::Link),
            (Self::Parameter | Self::Header | Self::RequestBody | Self::Response, "content") => {
                Map(Self::MediaType)
            }
            (Self::Parameter | Self::Header | Self::MediaType, "examples") => Map(Self::Example),
            (Self::MediaType | Self::Encoding, "encoding") => Map(Self::Encoding),
            (Self::Link, "server") => One(Self::Server),
            (Self::SecurityScheme, "flows") => One(Self::Flows),
            (Self::Flows, _) => One(Self::Flow),
            (Self::Server, "variables") => Map(Self::ServerVariable),
            (Self::Document | Self::Operation | Self::Tag, "externalDocs") => One(Self::ExternalDocs),
            _ => return None,
        })
    }

    /// What a section of `components` holds.
    fn section(name: &str) -> Option<Self> {
        Some(match name {
            "responses" => Self::Response,
            "parameters" => Self::Parameter,
            "examples" => Self::Example,
            "requestBodies" => Self::RequestBody,
            "headers" => Self::Header,
            "securitySchemes" => Self::SecurityScheme,
            "links" => Self::Link,
            "callbacks" => Self::Callback,
            "pathItems" => Self::PathItem,
            "mediaTypes" => Self::MediaType,
            _ => return None,
        })
    }

    /// The members that such an object must have. What `info` and responses lack of words is no harm.
    pub(super) fn required(self) -> &'static [&'static str] {
        match self {
            Self::License | Self::Tag => &["name"],
            Self::ExternalDocs | Self::Server => &["url"],
            Self::Parameter => &["name", "in"],
            Self::RequestBody => &["content"],
            Self::SecurityScheme => &["type"],
            Self::ServerVariable => &["default"],
            Self::Flow => &["scopes"],
            _ => &[],
        }
    }

    /// Whether such an object may be a reference.
    pub(super) fn refers(self) -> bool {
        !matches!(
            self,
            Self::Document | Self::Info | Self::Components | Self::Server | Self::Flows
        )
    }

    /// Whether lowering makes nothing of such an object.
    pub(super) fn is_passed_over(self) -> bool {
        matches!(self, Self::Example | Self::Link)
    }

    /// Whether `x-…` may be the name of one of these in a map, and is no extension.
    pub(super) fn is_named_freely(self) -> bool {
        !matches!(self, Self::PathItem | Self::Response)
    }

    /// The object in words.
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Self::Document => "a document",
            Self::Info => "`info`",
            Self::Contact => "`contact`",
            Self::License => "`license`",
            Self::Tag => "a tag",
            Self::ExternalDocs => "`externalDocs`",
            Self::Components => "`components`",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::Response => "a response",
            Self::Header => "a header",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Callback => "a callback",
            Self::SecurityScheme => "a security scheme",
            Self::Flows => "`flows`",
            Self::Flow => "a flow",
            Self::Server => "a server",
            Self::ServerVariable => "a variable of a server",
        }
    }
}

const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];
