//! `Prefer` (RFC 7240), which chooses an answer:
//!
//! ```text
//! Prefer: code=404, example=unknown-pet
//! ```

use bindery_runtime::http::{HeaderMap, StatusCode};

/// What a request prefers to be answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Preference {
    /// `code`: the answer of this status.
    pub(crate) code: Option<StatusCode>,
    /// `example`: the example of this name.
    pub(crate) example: Option<String>,
    /// `dynamic`: whether values are made where there are examples, too.
    pub(crate) dynamic: Option<bool>,
}

impl Preference {
    /// What the headers say; what cannot be read, or is another preference, is passed over (RFC 7240, section 2).
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let mut preference = Self::default();
        let lines = headers.get_all("prefer").iter();
        for line in lines.filter_map(|line| line.to_str().ok()) {
            // Others separate them by semicolons.
            for each in line.split([',', ';']) {
                let (name, value) = each.split_once('=').unwrap_or((each, ""));
                preference.add(name.trim(), value.trim().trim_matches('"'));
            }
        }
        preference
    }

    /// The first of several counts.
    fn add(&mut self, name: &str, value: &str) {
        if name.eq_ignore_ascii_case("code") && self.code.is_none() {
            let is_status = |status: &StatusCode| (100..600).contains(&status.as_u16());
            self.code = value.parse().ok().filter(is_status);
        } else if name.eq_ignore_ascii_case("example") && self.example.is_none() {
            self.example = Some(value.to_owned()).filter(|value| !value.is_empty());
        } else if name.eq_ignore_ascii_case("dynamic") && self.dynamic.is_none() {
            self.dynamic = value.parse().ok();
        }
    }

    /// What was heeded (RFC 7240, section 3).
    pub(crate) fn applied(&self) -> Option<String> {
        let code = self.code.map(|code| format!("code={}", code.as_u16()));
        let is_token = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        };
        let example = self.example.as_deref().map(|name| match is_token(name) {
            true => format!("example={name}"),
            false => format!("example=\"{name}\""),
        });
        let dynamic = self.dynamic.map(|dynamic| format!("dynamic={dynamic}"));
        let applied: Vec<String> = [code, example, dynamic].into_iter().flatten().collect();
        (!applied.is_empty()).then(|| applied.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&'static str]) -> Preference {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("prefer", line.parse().unwrap());
        }
        Preference::read(&headers)
    }

    #[test]
    fn preferences_stand_in_one_line_or_several() {
        let preference = read(&["code=404, example=\"no such pet\"", "dynamic=true"]);
        assert_eq!(preference.code, Some(StatusCode::NOT_FOUND));
        assert_eq!(preference.example.as_deref(), Some("no such pet"));
        assert_eq!(preference.dynamic, Some(true));
        let applied = "code=404, example=\"no such pet\", dynamic=true";
        assert_eq!(preference.applied().as_deref(), Some(applied));
        assert_eq!(
            read(&["code=404; example=dog"]).applied().as_deref(),
            Some("code=404, example=dog")
        );
    }

    #[test]
    fn what_is_none_of_ours_is_passed_over() {
        let preference = read(&["respond-async, wait=10, code=many, code=999, example=, dynamic=perhaps"]);
        assert_eq!(preference, Preference::default());
        assert_eq!(preference.applied(), None);
        assert_eq!(read(&["Code=201, code=404"]).code, Some(StatusCode::CREATED));
    }
}
