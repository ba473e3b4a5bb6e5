//! The servers that a document names.

use super::base_url::BaseUrlError;

/// A server of a document: its URL with variables (OpenAPI 3.0.3, "Server Object").
#[derive(Debug)]
pub struct Server {
    /// The URL, with its variables in braces.
    pub template: &'static str,
    /// The variables.
    pub variables: &'static [ServerVariable],
}

/// A variable of a server's URL.
#[derive(Clone, Copy, Debug)]
pub struct ServerVariable {
    /// Its name in the URL.
    pub name: &'static str,
    /// The value that counts where none is given.
    pub default: &'static str,
    /// The values that it may have; any, if none is listed.
    pub values: &'static [&'static str],
}

/// A server with values for its variables: what structs such as `ProductionServer` are made of.
#[derive(Clone, Debug)]
pub struct ServerUrl {
    server: &'static Server,
    values: Vec<Option<String>>,
}

impl ServerUrl {
    /// The server with the defaults of its variables.
    pub fn new(server: &'static Server) -> Self {
        Self {
            server,
            values: server.variables.iter().map(|_| None).collect(),
        }
    }

    /// Sets the variable at `index`.
    pub fn set(&mut self, index: usize, value: impl Into<String>) {
        if let Some(set) = self.values.get_mut(index) {
            *set = Some(value.into());
        }
    }

    /// The URL.
    ///
    /// # Errors
    /// When a value is none of those that its variable may have, or would change what the URL's parts are.
    pub fn url(&self) -> Result<String, BaseUrlError> {
        let mut url = self.server.template.to_owned();
        for (variable, value) in self.server.variables.iter().zip(&self.values) {
            let value = value.as_deref().unwrap_or(variable.default);
            let is_known = variable.values.is_empty() || variable.values.contains(&value);
            let is_given = value != variable.default;
            let splits = value.contains(['{', '}', '?', '#', '@', '\\']) || value.contains("://");
            if is_given && (!is_known || splits) {
                return Err(BaseUrlError::Variable { name: variable.name });
            }
            url = url.replace(&format!("{{{}}}", variable.name), value);
        }
        Ok(url)
    }
}

/// Gives a generated server what all servers have.
///
/// The server has a field `url: ServerUrl`.
#[macro_export]
macro_rules! server_url {
    ($name:ident, $server:expr) => {
        impl $name {
            /// The server with the defaults of its variables.
            pub fn new() -> Self {
                Self {
                    url: $crate::client::ServerUrl::new(&$server),
                }
            }
        }

        impl ::core::default::Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl ::core::convert::From<$name> for $crate::client::ServerUrl {
            fn from(server: $name) -> Self {
                server.url
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    static SERVER: Server = Server {
        template: "https://{region}.api.example/{version}",
        variables: &[
            ServerVariable {
                name: "region",
                default: "eu",
                values: &["eu", "us"],
            },
            ServerVariable {
                name: "version",
                default: "v1",
                values: &[],
            },
        ],
    };

    fn with(index: usize, value: &str) -> Result<String, BaseUrlError> {
        let mut url = ServerUrl::new(&SERVER);
        url.set(index, value);
        url.url()
    }

    #[test]
    fn variables_have_their_defaults_or_what_is_set() {
        let url = ServerUrl::new(&SERVER).url();
        assert_eq!(url.as_deref(), Ok("https://eu.api.example/v1"));
        assert_eq!(with(0, "us").as_deref(), Ok("https://us.api.example/v1"));
        assert_eq!(
            with(1, "v2/beta").as_deref(),
            Ok("https://eu.api.example/v2/beta")
        );
    }

    #[test]
    fn values_that_are_not_listed_or_say_more_than_a_value_are_refused() {
        assert_eq!(with(0, "mars"), Err(BaseUrlError::Variable { name: "region" }));
        for value in ["?x=1", "#x", "x@evil.example", "{region}", "\\evil"] {
            assert_eq!(
                with(1, value),
                Err(BaseUrlError::Variable { name: "version" }),
                "{value}"
            );
        }
    }
}
