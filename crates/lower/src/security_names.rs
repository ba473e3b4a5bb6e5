use bindery_document::Cursor;
use bindery_model::SecurityScheme;

use crate::docs::docs_of;
use crate::names;
use crate::scheme_kind::DeclaredKind;
use crate::scope::Scope;

/// Methods of the client's builder, what clients are likely to get, and what authenticators have besides.
const RESERVED_METHODS: [&str; 29] = [
    "attempt_timeout",
    "base_url",
    "build",
    "builder",
    "clone",
    "combine",
    "connect_timeout",
    "credential",
    "default",
    "fmt",
    "from",
    "hook",
    "hooks",
    "idle_timeout",
    "into",
    "new",
    "response_limit",
    "retries",
    "retry",
    "server",
    "timeout",
    "to_owned",
    "trace",
    "transport",
    "try_from",
    "try_into",
    "user_agent",
    "validate",
    "variable",
];

/// Names the builder's methods: after the kind where a scheme is the only one of it, else after the key.
pub(crate) fn named(schemes: Vec<(&str, Cursor<'_>, DeclaredKind)>) -> Vec<SecurityScheme> {
    let mut methods = Scope::new();
    for name in RESERVED_METHODS {
        methods.reserve(name);
    }
    let words: Vec<String> = schemes.iter().map(|(_, _, kind)| kind.word()).collect();
    let is_lone = |word: &str| words.iter().filter(|other| *other == word).count() == 1;
    let name_of = |(name, cursor, declared): (&str, Cursor<'_>, DeclaredKind)| {
        let plain = names::member_name(name);
        let word = declared.word();
        let wanted = if is_lone(&word) { word } else { plain.clone() };
        SecurityScheme {
            wire_name: name.to_owned(),
            name: methods
                .claim(&wanted, [plain.clone(), format!("{plain}_credential")])
                .name,
            kind: declared.kind,
            docs: docs_of(&cursor),
        }
    };
    schemes.into_iter().map(name_of).collect()
}
