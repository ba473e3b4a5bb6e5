use bindery::{Selectors, Settings};
use clap::Args;

/// Which parts of a document are made.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Selection (each may be given several times)")]
pub(crate) struct Selection {
    /// Make only operations with this tag, and what they need
    #[arg(long, value_name = "TAG")]
    include_tag: Vec<String>,
    /// Make only operations at this path; `*` is anything within a segment, `/**` all below
    #[arg(long, value_name = "PATH")]
    include_path: Vec<String>,
    /// Make only operations of this method, of those that other flags name
    #[arg(long, value_name = "METHOD")]
    include_method: Vec<String>,
    /// Make only this operation: its operationId, or its method and path
    #[arg(long, value_name = "ID")]
    include_operation: Vec<String>,
    /// Make this component schema and what it needs
    #[arg(long, value_name = "KEY")]
    include_schema: Vec<String>,
    /// Leave out operations with this tag
    #[arg(long, value_name = "TAG")]
    exclude_tag: Vec<String>,
    /// Leave out operations at this path
    #[arg(long, value_name = "PATH")]
    exclude_path: Vec<String>,
    /// Leave out operations of this method
    #[arg(long, value_name = "METHOD")]
    exclude_method: Vec<String>,
    /// Leave out this operation
    #[arg(long, value_name = "ID")]
    exclude_operation: Vec<String>,
    /// Leave out this component schema, which nothing that stays may need
    #[arg(long, value_name = "KEY")]
    exclude_schema: Vec<String>,
}

impl Selection {
    /// Adds what the flags say to the settings.
    pub(crate) fn apply(&self, settings: &mut Settings) {
        let [include, exclude] = self
            .lists()
            .map(|(_, [tags, paths, methods, operations, schemas])| {
                let mut selectors = Selectors::new();
                selectors = tags.iter().fold(selectors, Selectors::tag);
                selectors = paths.iter().fold(selectors, Selectors::path);
                selectors = methods.iter().fold(selectors, Selectors::method);
                selectors = operations.iter().fold(selectors, Selectors::operation);
                schemas.iter().fold(selectors, Selectors::schema)
            });
        settings.include.extend(include);
        settings.exclude.extend(exclude);
    }

    /// The flags as they are typed, with what they were given.
    pub(crate) fn flags(&self) -> Vec<(String, String)> {
        let words = ["tag", "path", "method", "operation", "schema"];
        let mut flags = Vec::new();
        for (list, kinds) in self.lists() {
            for (word, names) in words.into_iter().zip(kinds) {
                flags.extend(
                    names
                        .iter()
                        .map(|name| (format!("--{list}-{word} "), quoted(name))),
                );
            }
        }
        flags
    }

    fn lists(&self) -> [(&'static str, [&[String]; 5]); 2] {
        let include = [
            self.include_tag.as_slice(),
            &self.include_path,
            &self.include_method,
            &self.include_operation,
            &self.include_schema,
        ];
        let exclude = [
            self.exclude_tag.as_slice(),
            &self.exclude_path,
            &self.exclude_method,
            &self.exclude_operation,
            &self.exclude_schema,
        ];
        [("include", include), ("exclude", exclude)]
    }
}

/// As a shell takes it: stars and spaces would mean something else there.
fn quoted(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./".contains(letter);
    match text.chars().all(is_plain) && !text.is_empty() {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    }
}
