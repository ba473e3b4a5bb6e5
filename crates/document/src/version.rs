use bindery_model::{Code, Diagnostic, Diagnostics, Json, Origin};

use crate::cursor::Cursor;

/// A version of OpenAPI that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SpecVersion {
    /// Swagger 2.0; the document is read in the form of 3.0.
    V2_0,
    /// 3.0.x.
    V3_0,
    /// 3.1.x.
    V3_1,
    /// 3.2.x.
    V3_2,
}

const SUPPORTED: &str = "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are supported";

/// Reads the version, or says what it ought to be.
pub(crate) fn check(root: &Cursor<'_>, diagnostics: &mut Diagnostics) -> Option<SpecVersion> {
    if !root.is_object() {
        diagnostics.push(
            Diagnostic::error(
                Code::MissingMember,
                format!("an OpenAPI document is an object, and this is {}", root.kind()),
                root.origin(),
            )
            .help("check that this is the file you meant"),
        );
        return None;
    }
    if let (None, Some(swagger)) = (root.get("openapi"), root.get("swagger")) {
        return check_swagger(&swagger, diagnostics);
    }
    let Some(version) = root.get("openapi") else {
        diagnostics.push(missing("openapi", "openapi: 3.1.0", root.origin()));
        return None;
    };
    let text = text_of(&version, ".0", diagnostics);
    let mut parts = text.trim().split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Some(SpecVersion::V3_0),
        (Some("3"), Some("1")) => Some(SpecVersion::V3_1),
        (Some("3"), Some("2")) => Some(SpecVersion::V3_2),
        _ => {
            diagnostics.push(unsupported("OpenAPI", &version));
            None
        }
    }
}

fn check_swagger(version: &Cursor<'_>, diagnostics: &mut Diagnostics) -> Option<SpecVersion> {
    let text = text_of(version, "", diagnostics);
    if text.trim() == "2" || text.trim().starts_with("2.0") {
        return Some(SpecVersion::V2_0);
    }
    diagnostics.push(unsupported("Swagger", version));
    None
}

/// The version's text; a number is one that lacks its quotes.
fn text_of<'d>(version: &Cursor<'d>, suffix: &str, diagnostics: &mut Diagnostics) -> &'d str {
    match version.value() {
        Json::String(text) => text.as_str(),
        Json::Number(digits) => {
            diagnostics.push(
                Diagnostic::warning(Code::Mended, "the version is read as text", version.origin())
                    .label("a number")
                    .help(format!("write it as \"{}{suffix}\"", digits.0)),
            );
            digits.0.as_str()
        }
        _ => "",
    }
}

/// Reports members of a form from which nothing can be read. That they are missing is mended.
pub(crate) fn check_members(root: &Cursor<'_>, diagnostics: &mut Diagnostics) {
    match root.get("info") {
        Some(info) if info.is_object() => {
            for name in ["title", "version"] {
                if info.get(name).is_none() {
                    let message = format!("`info` has no `{name}`");
                    let warning = Diagnostic::warning(Code::Mended, message, info.origin());
                    diagnostics.push(warning.help(format!("add `{name}`")));
                }
            }
        }
        Some(info) if !info.is_null() => diagnostics.push(not_an_object("info", &info)),
        _ => diagnostics.push(
            Diagnostic::warning(Code::Mended, "the document has no `info`", root.origin())
                .help("add `info: { title: …, version: … }`"),
        ),
    }
    if let Some(paths) = root
        .get("paths")
        .filter(|paths| !paths.is_object() && !paths.is_null())
    {
        diagnostics.push(not_an_object("paths", &paths));
    }
}

fn missing(name: &str, example: &str, origin: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::MissingMember,
        format!("the document has no `{name}`"),
        origin,
    )
    .help(format!("add `{example}`"))
}

fn not_an_object(name: &str, cursor: &Cursor<'_>) -> Diagnostic {
    Diagnostic::error(
        Code::InvalidValue,
        format!("`{name}` must be an object, and is {}", cursor.kind()),
        cursor.origin(),
    )
}

fn unsupported(name: &str, version: &Cursor<'_>) -> Diagnostic {
    let shown = match version.value() {
        Json::String(text) => text.clone(),
        Json::Number(digits) => digits.0.clone(),
        _ => version.kind().to_owned(),
    };
    Diagnostic::error(
        Code::UnsupportedVersion,
        format!("{name} {shown} is not supported"),
        version.origin(),
    )
    .label(SUPPORTED)
    .help("convert the document to OpenAPI 3.1")
}
