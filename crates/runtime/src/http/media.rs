//! Media types, and how a value becomes their bytes.

use super::event_form::EventForm;
use super::member::Member;
use super::part::Part;

/// A media type that the document names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Media {
    /// The type as the document has it, e.g. `application/problem+json`.
    pub content_type: &'static str,
    /// How a value becomes bytes.
    pub encoding: Encoding,
    /// The members of a form that are not written as OpenAPI takes for granted.
    pub members: &'static [Member],
    /// The parts of a multipart form that are not written as OpenAPI takes for granted.
    pub parts: &'static [Part],
}

/// How a value becomes a body's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// JSON (RFC 8259).
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data` (RFC 7578).
    Multipart,
    /// Text, as it is.
    Text,
    /// Bytes, as they are.
    Binary,
    /// Server-sent events.
    Events(EventForm),
    /// JSON Lines and NDJSON: a JSON value in each line.
    JsonLines,
    /// A JSON text sequence (RFC 7464).
    JsonSequence,
}

impl Media {
    const fn of(content_type: &'static str, encoding: Encoding) -> Self {
        Self {
            content_type,
            encoding,
            members: &[],
            parts: &[],
        }
    }

    /// JSON of this type.
    pub const fn json(content_type: &'static str) -> Self {
        Self::of(content_type, Encoding::Json)
    }

    /// A form of this type.
    pub const fn form(content_type: &'static str) -> Self {
        Self::of(content_type, Encoding::Form)
    }

    /// A form of this type, of which the document says how these members are written.
    pub const fn form_of(content_type: &'static str, members: &'static [Member]) -> Self {
        Self {
            members,
            ..Self::form(content_type)
        }
    }

    /// A multipart form of this type.
    pub const fn multipart(content_type: &'static str) -> Self {
        Self::of(content_type, Encoding::Multipart)
    }

    /// A multipart form of this type, of which the document says how these parts are written.
    pub const fn multipart_of(content_type: &'static str, parts: &'static [Part]) -> Self {
        Self {
            parts,
            ..Self::multipart(content_type)
        }
    }

    /// Text of this type.
    pub const fn text(content_type: &'static str) -> Self {
        Self::of(content_type, Encoding::Text)
    }

    /// Bytes of this type.
    pub const fn binary(content_type: &'static str) -> Self {
        Self::of(content_type, Encoding::Binary)
    }

    /// Server-sent events of this type, whose data is JSON.
    pub const fn events(content_type: &'static str) -> Self {
        Self::of(content_type, Encoding::Events(EventForm::JSON))
    }

    /// Server-sent events of this type, whose data is text.
    pub const fn text_events(content_type: &'static str) -> Self {
        Self::of(content_type, Encoding::Events(EventForm::TEXT))
    }

    /// Server-sent events of this type, each of which is an object of `data`, `event`, `id` and `retry`.
    pub const fn whole_events(content_type: &'static str) -> Self {
        Self::of(content_type, Encoding::Events(EventForm::EVENT))
    }

    /// The same, up to an event of this data, which is sent after the last one; where it is empty, no data ends them.
    #[must_use]
    pub const fn until(self, end: &'static str) -> Self {
        let Encoding::Events(form) = self.encoding else {
            return self;
        };
        let form = EventForm {
            end: if end.is_empty() { None } else { Some(end) },
            sends_end: !end.is_empty(),
            ..form
        };
        Self {
            encoding: Encoding::Events(form),
            ..self
        }
    }

    /// A JSON value in each line, of this type.
    pub const fn json_lines(content_type: &'static str) -> Self {
        Self::of(content_type, Encoding::JsonLines)
    }

    /// A JSON text sequence of this type.
    pub const fn json_sequence(content_type: &'static str) -> Self {
        Self::of(content_type, Encoding::JsonSequence)
    }

    /// The type that is sent: of a range the one that says no more than the encoding does.
    pub fn sent_type(&self) -> &'static str {
        if !self.content_type.contains('*') {
            return self.content_type;
        }
        match self.encoding {
            Encoding::Json => "application/json",
            Encoding::Form => "application/x-www-form-urlencoded",
            Encoding::Multipart => "multipart/form-data",
            Encoding::Text => "text/plain",
            Encoding::Binary => "application/octet-stream",
            Encoding::Events(_) => "text/event-stream",
            Encoding::JsonLines => "application/jsonl",
            Encoding::JsonSequence => "application/json-seq",
        }
    }

    /// Whether the document says that the part of this name is JSON.
    pub(crate) fn is_json_part(&self, name: &str) -> bool {
        let part = self.parts.iter().find(|part| part.name == name);
        part.and_then(Part::only_type)
            .is_some_and(|declared| is_json(essence(declared)))
    }

    /// How well a body of the type `received` (a `Content-Type` header's value) fits this one.
    /// Parameters such as `charset` do not matter, and a range such as `application/*` declares all
    /// that it names, as far as its encoding can be told apart.
    pub fn fit(&self, received: &str) -> Fit {
        if received == self.content_type {
            return Fit::Declared;
        }
        let (declared, received) = (essence(self.content_type), essence(received));
        if received.eq_ignore_ascii_case(declared) {
            return Fit::Declared;
        }
        let readable = match self.encoding {
            Encoding::Json => is_json(received),
            Encoding::Text => starts_with_ignore_case(received, "text/"),
            Encoding::Binary => true,
            Encoding::Events(_) => received.eq_ignore_ascii_case("text/event-stream"),
            Encoding::JsonLines => is_json_lines(received),
            Encoding::JsonSequence => is_json_sequence(received),
            Encoding::Form | Encoding::Multipart => false,
        };
        match (is_in_range(received, declared), readable) {
            (true, true) => Fit::Declared,
            (false, false) => Fit::Other,
            _ => Fit::Related,
        }
    }
}

/// How well a body's type fits the declared one, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is the declared one, or one of the declared range.
    Declared,
    /// It is another one of the same family: JSON for JSON, text for text, anything for bytes.
    Related,
    /// It is something else.
    Other,
}

/// A media type without its parameters.
pub fn essence(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}

fn is_json(essence: &str) -> bool {
    let essence = essence.to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// JSON Lines goes by many names, none of which is registered.
fn is_json_lines(essence: &str) -> bool {
    let essence = essence.to_ascii_lowercase();
    let (_, subtype) = essence.split_once('/').unwrap_or_default();
    let name = subtype.rsplit('+').next().unwrap_or_default();
    let name = name.strip_prefix("x-").unwrap_or(name);
    matches!(name, "jsonl" | "ndjson" | "jsonlines" | "json-lines") || subtype == "stream+json"
}

/// JSON text sequences, and the types that are written as such (RFC 8091).
fn is_json_sequence(essence: &str) -> bool {
    let essence = essence.to_ascii_lowercase();
    essence == "application/json-seq" || essence.ends_with("+json-seq")
}

/// Whether `range` is a range, and names `essence`: `*/*`, `text/*`, `application/*+json`.
fn is_in_range(essence: &str, range: &str) -> bool {
    let Some((start, end)) = range.split_once('*') else {
        return false;
    };
    start.is_empty()
        || starts_with_ignore_case(essence, start)
            && essence.to_ascii_lowercase().ends_with(&end.to_ascii_lowercase())
}

fn starts_with_ignore_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_case_do_not_matter() {
        let media = Media::json("application/json");
        for declared in ["application/json", "Application/JSON; charset=utf-8"] {
            assert_eq!(media.fit(declared), Fit::Declared, "{declared}");
        }
        let media = Media::json("application/vnd.pets+json; version=1");
        assert_eq!(media.fit("application/vnd.pets+json"), Fit::Declared);
    }

    #[test]
    fn families_are_related() {
        let media = Media::json("application/json");
        for related in ["application/problem+json", "text/json"] {
            assert_eq!(media.fit(related), Fit::Related, "{related}");
        }
        for other in ["text/html", "application/xml", "", "application/jsonx"] {
            assert_eq!(media.fit(other), Fit::Other, "{other}");
        }
        assert_eq!(
            Media::json("application/problem+json").fit("application/json"),
            Fit::Related
        );
        let text = Media::text("text/plain");
        assert_eq!(text.fit("TEXT/csv"), Fit::Related);
        assert_eq!(text.fit("application/json"), Fit::Other);
        let bytes = Media::binary("application/octet-stream");
        assert_eq!(bytes.fit("image/png"), Fit::Related);
    }

    #[test]
    fn sequences_go_by_several_names() {
        let lines = Media::json_lines("application/x-ndjson");
        for name in [
            "application/jsonl",
            "application/x-jsonlines",
            "application/stream+json",
            "text/a+ndjson",
        ] {
            assert_eq!(lines.fit(name), Fit::Related, "{name}");
        }
        let sequence = Media::json_sequence("application/json-seq");
        assert_eq!(sequence.fit("application/geo+json-seq"), Fit::Related);
        let events = Media::events("text/event-stream");
        assert_eq!(events.fit("Text/Event-Stream; charset=utf-8"), Fit::Declared);
        for media in [lines, sequence, events] {
            assert_eq!(media.fit("application/json"), Fit::Other, "{media:?}");
        }
        assert_eq!(Media::events("text/*").fit("text/event-stream"), Fit::Declared);
    }

    #[test]
    fn ranges_declare_what_they_name() {
        for range in ["*/*", "application/*", "application/*+json"] {
            let media = Media::json(range);
            assert_eq!(media.fit("Application/problem+json"), Fit::Declared, "{range}");
        }
        assert_eq!(Media::json("*/*").fit("text/html"), Fit::Related);
        assert_eq!(Media::json("application/*").fit("text/html"), Fit::Other);
        assert_eq!(Media::binary("image/*").fit("image/png"), Fit::Declared);
    }
}
