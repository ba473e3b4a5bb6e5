use std::fmt;
use std::time::Duration;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::client::Response;
use crate::client::token::{OAuthErrorCode, Token, TokenError, TokenRefusal};
use crate::{Json, Secret};

/// What an authorization server answers: a token (RFC 6749, section 5.1), an error (section 5.2), or
/// what it says of itself (RFC 8414). Each member is read for itself: one that is odd spoils no other.
#[derive(Default)]
pub(super) struct ServerAnswer {
    access_token: Option<Secret<String>>,
    token_type: Option<Secret<String>>,
    expires_in: Option<Duration>,
    pub(super) refresh_token: Option<Secret<String>>,
    error: Option<Secret<String>>,
    error_description: Option<Secret<String>>,
    pub(super) token_endpoint: Option<Secret<String>>,
}

impl ServerAnswer {
    /// Reads an answer that is a success; an error otherwise, or where the body says that it is one.
    pub(super) fn read(response: &Response) -> Result<Self, TokenError> {
        let status = response.status();
        let answer: Self = serde_json::from_slice(response.body()).unwrap_or_default();
        if let Some(code) = &answer.error {
            return Err(TokenError::Refused(TokenRefusal {
                status,
                code: OAuthErrorCode::new(code.expose()),
                description: answer.error_description.clone().map(std::sync::Arc::new),
            }));
        }
        match status.is_success() {
            true => Ok(answer),
            false => Err(TokenError::UnexpectedAnswer(status)),
        }
    }

    /// The token of the answer, if it is one that can be sent as a bearer token.
    pub(super) fn token(&mut self, response: &Response) -> Result<Token, TokenError> {
        let Some(text) = self.access_token.take() else {
            return Err(TokenError::UnexpectedAnswer(response.status()));
        };
        let is_bearer = |name: &Secret<String>| name.expose().eq_ignore_ascii_case("bearer");
        if !self.token_type.as_ref().is_none_or(is_bearer) {
            return Err(TokenError::TokenType);
        }
        let token = Token::new(text);
        Ok(match self.expires_in {
            Some(time) => token.lasting(time),
            None => token.until_refused(),
        })
    }
}

impl<'de> Deserialize<'de> for ServerAnswer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = ServerAnswer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ServerAnswer, A::Error> {
        let mut answer = ServerAnswer::default();
        while let Some(name) = map.next_key::<String>()? {
            let place = match name.as_str() {
                "access_token" => &mut answer.access_token,
                "token_type" => &mut answer.token_type,
                "refresh_token" => &mut answer.refresh_token,
                "error" => &mut answer.error,
                "error_description" => &mut answer.error_description,
                "token_endpoint" => &mut answer.token_endpoint,
                "expires_in" => {
                    answer.expires_in = seconds(&map.next_value()?);
                    continue;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            *place = map.next_value::<Text>()?.0;
        }
        Ok(answer)
    }
}

/// Seconds; some servers write them as text. What is negative is over.
fn seconds(value: &Json) -> Option<Duration> {
    let seconds = match value.as_str() {
        Some(text) => text.trim().parse().ok()?,
        None => value.as_f64()?,
    };
    match seconds > 0.0 {
        true => Some(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)),
        false => Some(Duration::ZERO),
    }
}

/// A text that is not empty; anything else is nothing.
struct Text(Option<Secret<String>>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<Text, E> {
        Ok(Text((!text.is_empty()).then(|| Secret::from(text))))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_unit<E>(self) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Text, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Text, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }
}
