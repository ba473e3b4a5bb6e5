//! Strings and numbers within the limits of several schemas.

use bindery_document::Cursor;
use bindery_model::Json;

/// A text of the format and of a length that all schemas allow.
pub(crate) fn text_within(format: Option<&str>, schemas: &[Cursor<'_>]) -> Option<String> {
    let formats = schemas.iter().filter_map(|schema| schema.get("format"));
    let mut formats = formats.filter_map(|place| place.as_str());
    if formats.any(|other| Some(other) != format) {
        return None;
    }
    let limits = |keyword: &'static str| {
        schemas
            .iter()
            .filter_map(move |schema| schema.get(keyword)?.as_u64())
    };
    let least = limits("minLength").max().unwrap_or(0);
    let most = limits("maxLength").min().unwrap_or(u64::MAX);
    let text = match format {
        None | Some("password" | "binary") => {
            let length = 4.clamp(least.min(most), most);
            let repeated = "text"
                .chars()
                .cycle()
                .take(usize::try_from(length.min(200)).ok()?);
            repeated.collect()
        }
        Some(format) => known(format)?.to_owned(),
    };
    let length = text.chars().count() as u64;
    (least <= length && length <= most).then_some(text)
}

fn known(format: &str) -> Option<&'static str> {
    Some(match format {
        "date-time" => "2024-01-31T12:00:00Z",
        "date" => "2024-01-31",
        "time" => "12:00:00Z",
        "duration" => "P1D",
        "uuid" => "00000000-0000-4000-8000-000000000000",
        "uri" | "url" => "https://example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "email" => "a@example.com",
        "hostname" => "example.com",
        "byte" | "base64" | "base64url" => "dGV4dA==",
        "decimal" => "1.50",
        _ => return None,
    })
}

/// A whole number that all schemas allow, if one of those nearest to their limits is.
pub(crate) fn number_within(schemas: &[Cursor<'_>]) -> Option<String> {
    let limits: Vec<(&str, f64)> = schemas.iter().flat_map(limits_of).collect();
    let mut candidates = vec![1.0, 0.0, 10.0, 100.0];
    for (_, limit) in &limits {
        candidates.extend([
            limit.ceil(),
            limit.floor(),
            limit.ceil() + 1.0,
            limit.floor() - 1.0,
        ]);
    }
    let fits = |number: &f64| {
        limits.iter().all(|(keyword, limit)| match *keyword {
            "minimum" => number >= limit,
            "maximum" => number <= limit,
            "exclusiveMinimum" => number > limit,
            "exclusiveMaximum" => number < limit,
            _ => (number / limit).fract() == 0.0,
        })
    };
    let found = candidates
        .into_iter()
        .find(|number| fits(number) && number.abs() < 1e9)?;
    Some(format!("{found:.0}"))
}

/// The limits of one schema; 3.0's `exclusiveMinimum: true` sharpens `minimum`.
fn limits_of<'d>(schema: &Cursor<'d>) -> Vec<(&'static str, f64)> {
    let number = |keyword: &str| match schema.get(keyword)?.value() {
        Json::Number(number) => number.0.parse::<f64>().ok(),
        _ => None,
    };
    let keywords = [
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
    ];
    let mut limits: Vec<(&'static str, f64)> = Vec::new();
    for keyword in keywords {
        limits.extend(number(keyword).map(|limit| (keyword, limit)));
    }
    let is_sharp = |keyword: &str| schema.get(keyword).and_then(|place| place.as_bool()) == Some(true);
    for (keyword, limit) in &mut limits {
        match *keyword {
            "minimum" if is_sharp("exclusiveMinimum") => *keyword = "exclusiveMinimum",
            "maximum" if is_sharp("exclusiveMaximum") => *keyword = "exclusiveMaximum",
            "multipleOf" if *limit == 0.0 => *limit = 1.0,
            _ => {}
        }
    }
    limits
}
