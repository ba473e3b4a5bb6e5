//! What the data of server-sent events is.

/// How a document uses server-sent events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EventForm {
    /// What a value is read from.
    pub data: EventData,
    /// The data that says that no event follows, where there is one.
    pub end: Option<&'static str>,
    /// Whether a stream that is sent ends with an event of that data. What is only custom is understood, and not sent.
    pub sends_end: bool,
}

/// What a value is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventData {
    /// `data`, which is JSON. An event of no data is passed over.
    Json,
    /// `data`, which is text.
    Text,
    /// An object of `data`, `event`, `id` and `retry`, as OpenAPI 3.2 models an event; `data` is JSON
    /// where that fits, else text.
    Event,
}

impl EventForm {
    /// JSON, up to an event whose data is `[DONE]`: that is no JSON, and a custom of many services.
    pub const JSON: Self = Self {
        data: EventData::Json,
        end: Some("[DONE]"),
        sends_end: false,
    };

    /// Text, without an end of its own.
    pub const TEXT: Self = Self {
        data: EventData::Text,
        end: None,
        sends_end: false,
    };

    /// Whole events, up to one whose data is `[DONE]`.
    pub const EVENT: Self = Self {
        data: EventData::Event,
        end: Some("[DONE]"),
        sends_end: false,
    };
}
