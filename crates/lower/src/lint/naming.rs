//! Names that two things want, of which one must be called otherwise.

use std::collections::BTreeMap;

use bindery_model::{Code, Diagnostic, Origin, Shape};

use super::Lint;
use super::values::operations;

impl Lint<'_> {
    pub(super) fn colliding_names(&mut self) {
        let api = self.api();
        for clash in &self.lowered.clashes {
            let code = match clash.numbered {
                true => Code::NumberedName,
                false => Code::CollidingNames,
            };
            let message = format!(
                "this type is called `{}`, for `{}` is taken",
                clash.name, clash.wanted
            );
            let help = match clash.numbered {
                true => "move the schema to `components/schemas`, or give it a name by `x-rust-type-name`",
                false => "rename one of the two schemas, or give one a name by `x-rust-type-name`",
            };
            let warning = Diagnostic::warning(code, message, clash.origin.clone())
                .at_key()
                .help(help);
            let holder = api.types.iter().find(|made| made.name.as_str() == clash.wanted);
            self.diagnostics.push(match holder {
                Some(holder) => warning.also(holder.origin.clone(), "this has it"),
                None => warning,
            });
        }
        for made in &api.types {
            if let Shape::Object(object) = &made.shape {
                let members = object.members.iter();
                self.alike(
                    "members",
                    members.map(|member| (member.wire_name.as_str(), &member.origin)),
                );
            }
        }
        for operation in operations(api) {
            let parameters = operation.parameters.iter();
            let named = parameters.map(|parameter| (parameter.wire_name.as_str(), &parameter.origin));
            self.alike("parameters", named);
        }
        let declared = api.operations.iter();
        let declared = declared.map(|operation| (operation.id.as_str(), &operation.origin));
        self.alike("operations", declared);
    }

    pub(super) fn unnamed_variants(&mut self) {
        for variant in &self.lowered.unnamed_variants {
            let message = format!(
                "this variant has no name; it is called `{}`, after its members",
                variant.name
            );
            let warning = Diagnostic::warning(Code::UnnamedVariant, message, variant.origin.clone())
                .label("the name changes when they do")
                .help("give it a `title`, or move it to `components/schemas`");
            self.diagnostics.push(warning);
        }
    }

    /// Tells of names that differ in case and in signs alone.
    fn alike<'n>(&mut self, kind: &str, named: impl Iterator<Item = (&'n str, &'n Origin)>) {
        let mut known: BTreeMap<String, (&str, &Origin)> = BTreeMap::new();
        for (name, origin) in named {
            let plain = plain(name);
            let Some((other, place)) = known.get(&plain) else {
                known.insert(plain, (name, origin));
                continue;
            };
            // The same name at two places (in a query and in a path) is no slip.
            if *other == name {
                continue;
            }
            let message = format!("the {kind} `{other}` and `{name}` differ in case or in signs alone");
            let warning = Diagnostic::warning(Code::CollidingNames, message, origin.clone())
                .at_key()
                .label("one of them has a less plain name in Rust")
                .also((*place).clone(), "the other")
                .help("rename one of them, or choose names by `x-rust-name`");
            self.diagnostics.push(warning);
        }
    }
}

/// The name as it reads where case and separators do not count.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|letter| !"_-. ".contains(*letter));
    letters.flat_map(char::to_lowercase).collect()
}
