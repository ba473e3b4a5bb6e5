use std::fmt;

/// Where code of the user's finds what is emitted: `my_api`, or `crate::api` of a build script's user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModulePath(String);

/// What a file of the user's imports from there by these names; a crate called so is said from the root of all.
const IMPORTED: &[&str] = &["operations", "runtime", "server", "types"];

impl ModulePath {
    /// The path that `text` is: identifiers with `::` between them, as in code.
    ///
    /// ```
    /// use bindery_emit::ModulePath;
    ///
    /// assert_eq!(ModulePath::parse("crate::api").unwrap().to_string(), "crate::api");
    /// assert_eq!(ModulePath::parse("server").unwrap().to_string(), "::server");
    /// assert_eq!(ModulePath::parse("my-api"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let path = syn::parse_str::<syn::Path>(text).ok()?;
        let segments = path.segments.iter();
        let is_plain = segments.clone().all(|segment| segment.arguments.is_none());
        let names: Vec<_> = segments.map(|segment| segment.ident.to_string()).collect();
        let is_hidden = matches!(&names[..], [name] if IMPORTED.contains(&name.as_str()));
        let start = if path.leading_colon.is_some() || is_hidden {
            "::"
        } else {
            ""
        };
        is_plain.then(|| Self(format!("{start}{}", names.join("::"))))
    }
}

impl fmt::Display for ModulePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
