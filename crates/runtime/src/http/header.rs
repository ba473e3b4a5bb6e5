//! Typed headers of answers.

use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use super::answer::{ReadError, WriteError};
use super::content::to_plain_json;
use super::parameter::write::write as write_parameter;
use super::parameter::{Parameter, Style};
use super::reading::{Expectation, JsonText, Members, Reading, json};
use crate::decode::DecodeOwned;
use crate::decode_error::fault;
use crate::{DecodeError, json as decoding};

/// The headers that an answer declares (OpenAPI 3.0.3, "Header Object"), as
/// [`headers!`](crate::headers) describes them.
pub trait Headers: Sized {
    /// Their descriptions.
    const TABLE: &'static [Parameter];

    /// Reads them.
    ///
    /// # Errors
    /// When a required one is missing, or one does not fit its type.
    fn read(headers: &HeaderMap) -> Result<Self, ReadError>;

    /// Adds them to `headers`.
    ///
    /// # Errors
    /// When a value cannot be written in a header.
    fn write(&self, headers: &mut HeaderMap) -> Result<(), WriteError>;
}

/// Gives a struct its [`Headers`]: a table of their descriptions, and which field each one is, in the
/// order of the table.
///
/// ```
/// use bindery_runtime::headers;
/// use bindery_runtime::http::{HeaderMap, Headers, Parameter};
/// use bindery_runtime::schema::Schema;
///
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct PageHeaders {
///     pub total: i64,
///     pub link: Option<String>,
/// }
///
/// static PAGE_HEADERS: [Parameter; 2] = [
///     Parameter::header("X-Total", &Schema::INTEGER),
///     Parameter::header("Link", &Schema::STRING),
/// ];
///
/// headers!(PageHeaders from PAGE_HEADERS { required total, optional link });
///
/// let mut headers = HeaderMap::new();
/// headers.insert("X-Total", "7".parse()?);
/// let page = PageHeaders::read(&headers).map_err(|_| "headers that do not fit")?;
/// assert_eq!(page, PageHeaders { total: 7, link: None });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[macro_export]
macro_rules! headers {
    ($name:ident from $table:ident { $($kind:ident $field:ident),+ $(,)? }) => {
        #[allow(deprecated, reason = "the document may deprecate a header")]
        impl $crate::http::Headers for $name {
            const TABLE: &'static [$crate::http::Parameter] = &$table;

            fn read(
                headers: &$crate::http::HeaderMap,
            ) -> ::core::result::Result<Self, $crate::http::ReadError> {
                let mut table = $table.iter();
                ::core::result::Result::Ok(Self {
                    $($field: $crate::http::header::$kind(table.next(), headers)?,)+
                })
            }

            fn write(
                &self,
                headers: &mut $crate::http::HeaderMap,
            ) -> ::core::result::Result<(), $crate::http::WriteError> {
                let mut table = $table.iter();
                $($crate::http::header::write(table.next(), &self.$field, headers)?;)+
                ::core::result::Result::Ok(())
            }
        }
    };
}

/// Reads a header that must be there.
///
/// # Errors
/// When it is missing, or does not fit.
#[doc(hidden)]
pub fn required<T: DecodeOwned>(
    parameter: Option<&'static Parameter>,
    headers: &HeaderMap,
) -> Result<T, ReadError> {
    optional(parameter, headers)?.ok_or_else(|| unreadable(parameter, fault_of("is missing")))
}

/// Reads a header that may be missing.
///
/// # Errors
/// When it does not fit.
#[doc(hidden)]
pub fn optional<T: DecodeOwned>(
    parameter: Option<&'static Parameter>,
    headers: &HeaderMap,
) -> Result<Option<T>, ReadError> {
    let Some(description) = parameter else {
        return Ok(None);
    };
    let lines = lines(description.name, headers).map_err(|error| unreadable(parameter, error))?;
    if lines.is_empty() {
        return Ok(None);
    }
    let mut first = None;
    for candidate in candidates(description, &lines) {
        match decoding::from_slice(candidate.as_bytes()) {
            Ok(value) => return Ok(Some(value)),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(unreadable(
        parameter,
        first.unwrap_or_else(|| fault_of("does not fit its type")),
    ))
}

/// Writes a header; `None` is not written.
///
/// # Errors
/// When it cannot be written.
#[doc(hidden)]
pub fn write<T: Serialize>(
    parameter: Option<&'static Parameter>,
    value: &T,
    headers: &mut HeaderMap,
) -> Result<(), WriteError> {
    let Some(parameter) = parameter else { return Ok(()) };
    let refused = || WriteError::new(format!("the header `{}` cannot be written", parameter.name));
    let json = to_plain_json(value)?;
    let name = HeaderName::from_bytes(parameter.name.as_bytes()).map_err(|_| refused())?;
    let cookies = is_cookies(parameter).then(|| serde_json::from_slice::<Vec<String>>(json.as_slice()));
    let lines = match cookies {
        Some(Ok(cookies)) => cookies,
        _ => write_parameter(parameter, json.as_slice())
            .map_err(|_| refused())?
            .into_iter()
            .collect(),
    };
    headers.remove(&name);
    for line in lines {
        headers.append(&name, HeaderValue::from_str(&line).map_err(|_| refused())?);
    }
    Ok(())
}

/// The lines of a header.
fn lines(name: &str, headers: &HeaderMap) -> Result<Vec<String>, DecodeError> {
    let line = |line: &HeaderValue| {
        let line = std::str::from_utf8(line.as_bytes()).map_err(|_| fault_of("is not text"))?;
        Ok(line.trim().to_owned())
    };
    headers.get_all(name).iter().map(line).collect()
}

/// `Set-Cookie` alone has commas that separate nothing, so its lines are its elements (RFC 6265, section 3).
fn is_cookies(parameter: &Parameter) -> bool {
    parameter.name.eq_ignore_ascii_case("Set-Cookie")
}

/// What the lines may mean, the likeliest first. They are one text (RFC 9110, section 5.3).
fn candidates(parameter: &Parameter, lines: &[String]) -> Vec<JsonText> {
    let text = lines.join(", ");
    if parameter.style == Style::Json {
        return vec![JsonText::new(text)];
    }
    let expected = Expectation::of(parameter.schema);
    let parts: Vec<String> = match text.is_empty() {
        _ if is_cookies(parameter) => lines.to_vec(),
        true => Vec::new(),
        false => text.split(',').map(|part| part.trim().to_owned()).collect(),
    };
    let mut readings = Vec::new();
    if expected.object {
        readings.extend(members(&parts, parameter.explode).map(Reading::Members));
    }
    if expected.array {
        readings.push(Reading::List(parts));
    }
    if expected.scalar || readings.is_empty() {
        readings.push(Reading::Text(text));
    }
    readings
        .iter()
        .map(|reading| json(reading, parameter.schema))
        .collect()
}

fn members(parts: &[String], explode: bool) -> Option<Members> {
    let mut members = Members::default();
    if explode {
        for part in parts {
            let (name, value) = part.split_once('=')?;
            members.push(name.to_owned(), value.to_owned());
        }
        return Some(members);
    }
    for pair in parts.chunks(2) {
        let [name, value] = pair else { return None };
        members.push(name.clone(), value.clone());
    }
    Some(members)
}

fn fault_of(detail: &str) -> DecodeError {
    fault::<serde_json::Error>(detail).into()
}

fn unreadable(parameter: Option<&'static Parameter>, error: DecodeError) -> ReadError {
    ReadError::Header {
        name: parameter.map_or("?", |parameter| parameter.name),
        error,
    }
}
