//! `application/x-www-form-urlencoded`, read: each member as the document says, and all others as
//! OpenAPI takes for granted. The inverse of what a client writes.

use serde::de::IgnoredAny;

use super::parameter::{self, Expectation, JsonText, Members, Pairs};
use super::percent::{self, Plus};
use super::query::{Pair, pairs};
use crate::http::{Member, Style};
use crate::schema::Schema;

/// What is wrong with a form.
#[derive(Debug, PartialEq)]
pub(super) struct FormFault {
    /// Where it is, as a JSON pointer.
    pub(super) pointer: String,
    pub(super) detail: &'static str,
}

/// A form's text as the JSON of an object.
pub(super) fn json(
    members: &'static [Member],
    schema: &'static Schema,
    text: &str,
) -> Result<JsonText, Vec<FormFault>> {
    let pairs = decoded_names(text)?;
    let form = Form {
        members,
        schema,
        pairs,
    };
    let mut object = parameter::Object::default();
    let mut faults = Vec::new();
    for member in members {
        match form.member(member) {
            Ok(Some(value)) => object.push(member.name, &value),
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    match form.others() {
        Ok(others) => others.texts().for_each(|(name, texts)| {
            object.push(name, &parameter::member_json(name, texts, schema));
        }),
        Err(fault) => faults.push(fault),
    }
    match faults.is_empty() {
        true => Ok(object.into_json()),
        false => Err(faults),
    }
}

/// A name that cannot be decoded makes a body that says nothing certain.
fn decoded_names(text: &str) -> Result<Vec<Pair<'_>>, Vec<FormFault>> {
    let pairs: Vec<Pair<'_>> = pairs(text).collect();
    match pairs
        .iter()
        .find_map(|pair| percent::decode(pair.name, Plus::Space).err())
    {
        None => Ok(pairs),
        Some(malformed) => Err(vec![fault("", malformed.detail())]),
    }
}

/// A form with what is known of it.
struct Form<'t> {
    members: &'static [Member],
    schema: &'static Schema,
    pairs: Vec<Pair<'t>>,
}

impl Form<'_> {
    fn member(&self, member: &'static Member) -> Result<Option<JsonText>, FormFault> {
        let schema = parameter::member_schema(self.schema, member.name);
        if member.style == Style::Json {
            return self.json_member(member, schema);
        }
        let described = member.parameter(schema);
        let among = Pairs {
            pairs: self.pairs.clone(),
            claims: &|name| self.is_declared(name),
        };
        parameter::read_pairs(&described, &among).map_err(|detail| fault(member.name, detail))
    }

    /// A member that is JSON: an array's elements repeat its name.
    fn json_member(
        &self,
        member: &'static Member,
        schema: &'static Schema,
    ) -> Result<Option<JsonText>, FormFault> {
        let mut values = Vec::new();
        for pair in self.pairs.iter().filter(|pair| pair.is_named(member.name)) {
            let text = percent::decode(pair.value, Plus::Space)
                .map_err(|malformed| fault(member.name, malformed.detail()))?;
            serde_json::from_str::<IgnoredAny>(&text).map_err(|_| fault(member.name, "is not JSON"))?;
            values.push(text);
        }
        Ok(match values.as_slice() {
            [] => None,
            [value] if !Expectation::of(schema).array => Some(JsonText::new(value.to_string())),
            values => Some(JsonText::new(format!("[{}]", values.join(",")))),
        })
    }

    /// Whether the document gives this name to a member.
    fn is_declared(&self, name: &str) -> bool {
        Expectation::of(self.schema).declares(name) || self.members.iter().any(|member| owns(member, name))
    }

    /// The members of which the document says nothing.
    fn others(&self) -> Result<Members, FormFault> {
        let mut others = Members::default();
        for pair in &self.pairs {
            let Some(name) = pair.decoded_name() else { continue };
            if self.members.iter().any(|member| self.takes(member, &name)) {
                continue;
            }
            let text = percent::decode(pair.value, Plus::Space)
                .map_err(|malformed| fault(&name, malformed.detail()))?;
            others.push(name.into_owned(), text.into_owned());
        }
        Ok(others)
    }

    /// Whether a pair of this name is a part of `member`.
    fn takes(&self, member: &'static Member, name: &str) -> bool {
        let is_exploded = member.style == Style::Form && member.explode;
        owns(member, name)
            || is_exploded
                && !self.is_declared(name)
                && Expectation::of(parameter::member_schema(self.schema, member.name)).takes(name)
    }
}

/// Whether a pair of this name is plainly `member`'s.
fn owns(member: &Member, name: &str) -> bool {
    let rest = name.strip_prefix(member.name);
    rest.is_some_and(|rest| {
        rest.is_empty() || matches!(member.style, Style::DeepObject(_)) && rest.starts_with('[')
    })
}

fn fault(member: &str, detail: &'static str) -> FormFault {
    let escaped = member.replace('~', "~0").replace('/', "~1");
    let pointer = if member.is_empty() {
        "#".to_owned()
    } else {
        format!("#/{escaped}")
    };
    FormFault { pointer, detail }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{JsonType, Property, Rule};

    static TEXT: Schema = Schema(&[Rule::Type(&[JsonType::String])]);
    static TEXTS: Schema = Schema(&[Rule::Type(&[JsonType::Array]), Rule::Items(Some(&TEXT))]);
    static SIZE: Schema = Schema(&[
        Rule::Type(&[JsonType::Object]),
        Rule::Properties(&[Property("w", &Schema::INTEGER), Property("tags", &TEXTS)]),
    ]);
    static OPEN: Schema = Schema(&[
        Rule::Type(&[JsonType::Object]),
        Rule::AdditionalProperties(Some(&Schema::INTEGER)),
    ]);
    static BODY: Schema = Schema(&[
        Rule::Type(&[JsonType::Object]),
        Rule::Properties(&[
            Property("name", &TEXT),
            Property("deep", &SIZE),
            Property("piped", &TEXTS),
            Property("open", &OPEN),
            Property("raw", &TEXTS),
            Property("plain", &SIZE),
        ]),
    ]);
    const MEMBERS: &[Member] = &[
        Member::deep_object("deep"),
        Member {
            style: Style::PipeDelimited,
            explode: false,
            ..Member::form("piped")
        },
        Member::form("open"),
        Member {
            style: Style::Json,
            ..Member::form("raw")
        },
    ];

    fn reads(text: &str) -> String {
        match json(MEMBERS, &BODY, text) {
            Ok(json) => json.to_string(),
            Err(faults) => format!("{}: {}", faults[0].pointer, faults[0].detail),
        }
    }

    #[test]
    fn members_are_read_as_they_are_written() {
        assert_eq!(reads(""), "{}");
        assert_eq!(reads("name=a+b%26"), r#"{"name":"a b&"}"#);
        assert_eq!(
            reads("deep%5Bw%5D=1&deep[tags][0]=x&deep[tags][1]=y"),
            r#"{"deep":{"w":1,"tags":["x","y"]}}"#
        );
        assert_eq!(reads("piped=a%7Cb"), r#"{"piped":["a","b"]}"#);
        assert_eq!(reads("x=1&name=n&y=2"), r#"{"open":{"x":1,"y":2},"name":"n"}"#);
        assert_eq!(reads("raw=%22a%22&raw=%22b%22"), r#"{"raw":["a","b"]}"#);
        assert_eq!(reads("plain=%7B%22w%22%3A1%7D"), r#"{"plain":{"w":1}}"#);
    }

    #[test]
    fn what_is_malformed_is_told_of_by_its_place() {
        assert_eq!(reads("%zz=1"), "#: is not correctly percent-encoded");
        assert_eq!(reads("name=%FF"), "#/name: is not UTF-8");
        assert_eq!(
            reads("deep=1&deep[w]=2"),
            "#/deep: is not written in the style of this parameter"
        );
        // JSON that would reach beyond its member.
        assert_eq!(reads("raw=1%2C%22admin%22%3Atrue"), "#/raw: is not JSON");
    }
}
