//! Answers, from the smallest that there is:
//!
//! ```yaml
//! responses: { '204': { description: Gone } }
//! ```

use bindery_document::Cursor;
use bindery_model::{
    Answer, AnswerSet, BodyEncoding, Code, Diagnostic, Ident, MediaType, Method, ResponseStatus,
};

use crate::docs::docs_of;
use crate::operation_lowering::OperationLowering;
use crate::{names, reading, status};

/// A media type of an answer whose encoding is known.
struct Known<'d> {
    name: &'d str,
    encoding: BodyEncoding,
    media: Cursor<'d>,
}

impl Known<'_> {
    /// The lower, the better: plain JSON, then what is written as JSON, then anything.
    fn rank(&self) -> u8 {
        let is_plain = self
            .name
            .split(';')
            .next()
            .is_some_and(|name| name.trim() == "application/json");
        match self.encoding {
            BodyEncoding::Json if is_plain => 0,
            BodyEncoding::Json => 1,
            _ => 2,
        }
    }
}

impl<'d> OperationLowering<'_, 'd> {
    /// What the operation answers with.
    pub(crate) fn answers(&mut self, operation: &Cursor<'d>) -> AnswerSet {
        let entries = self.responses(operation);
        let mut declared: Vec<(ResponseStatus, Cursor<'d>)> = Vec::new();
        for (key, place) in entries.into_iter().filter(|(key, _)| !key.starts_with("x-")) {
            let Some(status) = self.status(key, &place) else {
                continue;
            };
            match declared.iter().find(|(earlier, _)| *earlier == status) {
                Some((_, first)) => {
                    let message = format!("the responses of `{}` are declared twice", status::text(status));
                    let warning = Diagnostic::warning(Code::DuplicateResponse, message, place.origin())
                        .at_key()
                        .also(first.origin(), "the first one, which counts")
                        .help("take one of them out, or make one of both");
                    self.warn(warning);
                }
                None => declared.push((status, place)),
            }
        }
        let names_success = declared.iter().any(|(status, _)| status::is_success(*status));
        let succeeds = |status: ResponseStatus| match names_success {
            true => status::is_success(status),
            false => status::stands_for_success(status),
        };
        let mut answers = AnswerSet::default();
        for (status, place) in &declared {
            let Some(answer) = self.answer(*status, place) else {
                continue;
            };
            let side = if succeeds(*status) {
                &mut answers.success
            } else {
                &mut answers.failure
            };
            side.push(answer);
        }
        self.default_as_success(&mut answers);
        answers
    }

    fn responses(&mut self, operation: &Cursor<'d>) -> Vec<(&'d str, Cursor<'d>)> {
        let Some(entries) = self.checked(reading::members(operation, "responses")) else {
            return Vec::new();
        };
        if entries.is_empty() {
            let message = "this operation declares no responses";
            let warning = Diagnostic::warning(Code::NoResponses, message, operation.origin())
                .note("every success is taken to have no body")
                .help("add `responses`");
            self.warn(warning);
        }
        entries
    }

    fn status(&mut self, key: &str, place: &Cursor<'d>) -> Option<ResponseStatus> {
        let status = status::parse(key);
        if status.is_none() {
            let message = format!("`{key}` is not a response's status");
            let fault = Diagnostic::error(Code::ResponseStatus, message, place.origin())
                .at_key()
                .note("a status has three digits from 100 to 599; `4XX` stands for all that begin with a 4");
            self.fault(match key.eq_ignore_ascii_case("default") {
                true => fault.help("did you mean `default`?"),
                false => fault.help("use a status such as `200`, a range such as `4XX`, or `default`"),
            });
        }
        status
    }

    fn answer(&mut self, status: ResponseStatus, place: &Cursor<'d>) -> Option<Answer> {
        let cursor = self.object(place, "a response")?;
        let name = status::name(status);
        let content = self.checked(reading::members(&cursor, "content"))?;
        let bodies = self.answer_bodies(status, &cursor, content);
        let key = status::text(status);
        for (index, media) in bodies.iter().enumerate() {
            let type_name = self.describe(&media.type_ref);
            let or = match index {
                0 => "",
                _ if status::is_success(status) => ", or, if asked for",
                _ => ", or, if that comes",
            };
            self.explain(format!("{key} is `{name}`{or}: `{}`, {type_name}", media.name));
        }
        if bodies.is_empty() {
            self.explain(format!("{key} is `{name}`, without a body"));
        }
        let headers = self.answer_headers(&name, &cursor);
        Some(Answer {
            name: Ident::new(name),
            status,
            docs: docs_of(&cursor),
            bodies,
            headers,
            headers_name: None,
            origin: cursor.origin(),
        })
    }

    /// The media types, the preferred one first: plain JSON, then what is written as JSON, then anything.
    fn answer_bodies(
        &mut self,
        status: ResponseStatus,
        response: &Cursor<'d>,
        content: Vec<(&'d str, Cursor<'d>)>,
    ) -> Vec<MediaType> {
        let key = status::text(status);
        if content.is_empty() {
            return Vec::new();
        }
        if self.method == Method::Head || status::has_no_body(status) {
            self.explain(format!("the content of {key} is ignored: HTTP has none there"));
            return Vec::new();
        }
        let mut known = Vec::new();
        for (name, media) in content.into_iter().filter(|(name, _)| !name.starts_with("x-")) {
            let Some(media) = self.media_of(&media) else {
                continue;
            };
            if let Some(encoding) = self.encoding(name, &media) {
                known.push(Known {
                    name,
                    encoding,
                    media,
                });
            }
        }
        known.sort_by_key(Known::rank);
        let mut bodies: Vec<MediaType> = Vec::new();
        for Known {
            name,
            encoding,
            media,
        } in known
        {
            let hint = match bodies.is_empty() {
                true => self.hint(response, &status::name(status), "Body"),
                false => {
                    let kind = names::joined_type_name([name.rsplit('/').next().unwrap_or(name), "Body"]);
                    self.hint(response, &format!("{}{kind}", status::name(status)), &kind)
                }
            };
            bodies.push(MediaType {
                examples: self.examples(&media),
                ..self.media_type((name, encoding), &media, &hint)
            });
        }
        bodies
    }

    /// Where no success is declared, `default` describes it, too.
    fn default_as_success(&mut self, answers: &mut AnswerSet) {
        if !answers.success.is_empty() {
            return;
        }
        let Some(default) = answers
            .failure
            .iter()
            .find(|answer| answer.status == ResponseStatus::Default)
        else {
            return;
        };
        let status = ResponseStatus::Range(2);
        answers.success.push(Answer {
            name: Ident::new(status::name(status)),
            status,
            ..default.clone()
        });
        self.explain("no success is declared, so `default` describes it, too");
    }
}
