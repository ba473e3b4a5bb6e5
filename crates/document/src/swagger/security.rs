use super::conversion::Conversion;
use super::part::Part;
use crate::cursor::Cursor;

impl<'d> Conversion<'d, '_> {
    /// `securityDefinitions` as `securitySchemes`.
    pub(super) fn security_schemes(&mut self, definitions: &Cursor<'d>) -> Part {
        let converted = self.each(definitions, &mut |_, scheme| security_scheme(scheme));
        converted.unwrap_or_else(|| Part::copy(definitions))
    }
}

/// A scheme, where OpenAPI 3 has other words for it.
fn security_scheme(scheme: &Cursor<'_>) -> Option<Part> {
    let kind = scheme.get("type")?;
    match kind.as_str()? {
        "basic" => {
            let mut part = Part::copy(scheme);
            part.put("type", Part::text(&kind, "http"));
            part.put("scheme", Part::text(&kind, "basic"));
            Some(part)
        }
        "oauth2" => Some(oauth2(scheme)),
        _ => None,
    }
}

/// One flow stands among the members of the scheme itself.
fn oauth2(scheme: &Cursor<'_>) -> Part {
    let mut part = Part::object(scheme);
    let mut flow = Part::object(scheme);
    for (name, member) in scheme.members() {
        match name {
            "flow" => {}
            "authorizationUrl" | "tokenUrl" | "scopes" => flow.put(name, Part::copy(&member)),
            _ => part.put(name, Part::copy(&member)),
        }
    }
    let mut flows = Part::object(scheme);
    let named = scheme.get("flow");
    flows.put(flow_name(named.as_ref().and_then(|flow| flow.as_str())), flow);
    part.put("flows", flows);
    part
}

fn flow_name(flow: Option<&str>) -> &str {
    match flow {
        Some("application") => "clientCredentials",
        Some("accessCode") => "authorizationCode",
        Some(other) => other,
        None => "implicit",
    }
}
