//! `Cargo.toml` of an emitted crate.

use bindery_model::{AdditionalMembers, Decimals, FormatTypes, Maps, Primitive, Shape, TimeTypes, TypeRef};

use crate::context::Context;
use crate::{Package, Parts, RuntimeDependency};

/// The manifest's text.
pub(crate) fn file(context: Context<'_>) -> String {
    let package = &context.options.package;
    let mut sections = vec![
        format!("# {}\n", context.options.notice()),
        format!(
            "[package]\nname = {}\nversion = \"0.1.0\"\nedition = \"2024\"\ndescription = {}\npublish = false\n",
            quoted(&package.name),
            quoted(&description(context)),
        ),
        features(context),
        format!("[dependencies]\nbindery-runtime = {}\n", runtime(context)) + &types_from(package),
    ];
    if package.standalone {
        sections.push("[workspace]\n".into());
    }
    if !package.extra.trim().is_empty() {
        sections.push(package.extra.trim_end().to_owned() + "\n");
    }
    sections.join("\n")
}

fn description(context: Context<'_>) -> String {
    format!("{}: {}.", context.title(), contents(context.parts()))
}

/// What the crate holds, in words.
pub(crate) fn contents(parts: Parts) -> &'static str {
    match (parts.client, parts.server) {
        (false, false) => "types",
        (true, false) => "types and client",
        (false, true) => "types and server",
        (true, true) => "types, client and server",
    }
}

fn features(context: Context<'_>) -> String {
    let parts = context.options.parts;
    let mut text = "[features]\ndefault = []\n".to_owned();
    if context.emits_webhooks() {
        text += "# Reads webhooks and callbacks.\n";
        text += "webhooks = [\"bindery-runtime/webhooks\"]\n";
    }
    if parts.client {
        let webhooks = if context.emits_webhooks() {
            "\"webhooks\", "
        } else {
            ""
        };
        text += &format!("client = [{webhooks}\"bindery-runtime/client\", \"bindery-runtime/reqwest\"]\n");
        text += "# Any tower service as the client's transport: `TowerTransport`.\n";
        text += "tower = [\"client\", \"bindery-runtime/tower\"]\n";
    }
    if parts.server {
        text += &match context.tag_features().is_empty() {
            true => "server = [\"bindery-runtime/server\"]\n".to_owned(),
            false => "server = [\"all-operations\", \"bindery-runtime/server\"]\n".to_owned(),
        };
    }
    if parts.fake {
        text += "# Values made up from the schemas.\n";
        let emitted = context.parts();
        let needed = [
            (emitted.client, "client"),
            (emitted.server, "server"),
            (true, "bindery-runtime/fake"),
        ];
        let needed = needed.into_iter().filter(|(is_needed, _)| *is_needed);
        let needed: Vec<String> = needed.map(|(_, feature)| quoted(feature)).collect();
        text += &format!("fake = [{}]\n", needed.join(", "));
    }
    if parts.any_operations() && !context.tag_features().is_empty() {
        text += "# The operations of each tag; those without one are always there.\n";
        let names = context.tag_features().iter().map(|tag| quoted(&tag.feature));
        let names: Vec<String> = names.collect();
        for name in &names {
            text += &format!("{} = []\n", feature_key(name));
        }
        text += &format!(
            "all-operations = [\n{}]\n",
            names
                .iter()
                .map(|name| format!("    {name},\n"))
                .collect::<String>()
        );
    }
    text
}

/// A feature's name as a key: bare where TOML lets it be.
fn feature_key(name: &str) -> &str {
    let bare = name.trim_matches('"');
    let is_bare = bare
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_bare { bare } else { name }
}

/// A line for each crate whose types it shows.
fn types_from(package: &Package) -> String {
    let lines = package.types_from.iter();
    lines
        .map(|library| format!("{} = {{ {} }}\n", library.package, source(&library.source)))
        .collect()
}

fn source(source: &RuntimeDependency) -> String {
    match source {
        RuntimeDependency::Path(path) => format!("path = {}", quoted(path)),
        RuntimeDependency::Version(version) => format!("version = {}", quoted(version)),
    }
}

fn runtime(context: Context<'_>) -> String {
    let source = source(&context.options.package.runtime);
    let features = runtime_features(context);
    match features.is_empty() {
        true => format!("{{ {source} }}"),
        false => format!("{{ {source}, features = [{}] }}", features.join(", ")),
    }
}

/// The runtime's features that some type needs.
fn runtime_features(context: Context<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let types = context.api.format_types;
    if context.api.maps == Maps::Index {
        found.push("indexmap");
    }
    for def in &context.api.types {
        match &def.shape {
            Shape::Object(object) => {
                object
                    .members
                    .iter()
                    .for_each(|member| features_of(&member.type_ref, types, &mut found));
                if let AdditionalMembers::Typed { type_ref, .. } = &object.additional {
                    features_of(type_ref, types, &mut found);
                }
            }
            Shape::Union(union) => {
                union
                    .variants
                    .iter()
                    .for_each(|variant| features_of(&variant.type_ref, types, &mut found));
            }
            Shape::Newtype(newtype) => features_of(&newtype.inner, types, &mut found),
            Shape::Alias(type_ref) => features_of(type_ref, types, &mut found),
            Shape::Enum(_) => {}
        }
    }
    for operation in context.emitted_operations() {
        operation
            .parameters
            .iter()
            .for_each(|parameter| features_of(&parameter.type_ref, types, &mut found));
        let bodies = operation.answers.iter().flat_map(|answer| &answer.bodies);
        let headers = operation.answers.iter().flat_map(|answer| &answer.headers);
        headers.for_each(|header| features_of(&header.type_ref, types, &mut found));
        let sent = operation.body.iter().flat_map(|body| &body.media_types);
        sent.chain(bodies)
            .for_each(|media| features_of(&media.type_ref, types, &mut found));
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(quoted).collect()
}

fn features_of(type_ref: &TypeRef, types: FormatTypes, found: &mut Vec<&'static str>) {
    match type_ref {
        TypeRef::Primitive(primitive) => found.extend(feature(*primitive, types)),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
            features_of(inner, types, found);
        }
        TypeRef::Tuple(items) => items.iter().for_each(|item| features_of(item, types, found)),
        TypeRef::Named(_) | TypeRef::Existing(_) | TypeRef::Any | TypeRef::Never => {}
    }
}

fn feature(primitive: Primitive, types: FormatTypes) -> Option<&'static str> {
    match primitive {
        Primitive::DateTime | Primitive::Date | Primitive::Time | Primitive::Duration => match types.time {
            TimeTypes::Jiff => Some("jiff"),
            TimeTypes::Chrono => Some("chrono"),
            TimeTypes::Time => Some("time"),
            TimeTypes::Text => None,
        },
        Primitive::Decimal | Primitive::DecimalText => {
            (types.decimals == Decimals::RustDecimal).then_some("rust-decimal")
        }
        Primitive::Uuid => Some("uuid"),
        Primitive::Bytes | Primitive::Base64Url => Some("base64"),
        _ => None,
    }
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for next in text.chars() {
        match next {
            '"' | '\\' => quoted.extend(['\\', next]),
            control if control.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(control))),
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn strings_are_escaped_for_toml() {
        assert_eq!(quoted("a \"b\" \\ \n"), r#""a \"b\" \\ \u000A""#);
    }
}
