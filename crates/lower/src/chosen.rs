//! The names that users chose: in their settings, or in the document with `x-rust-name`.

use std::collections::HashMap;

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Ident, Pointer, Shape};

use crate::lowering::Lowering;
use crate::outline::Outline;
use crate::scope::{Claim, Scope, Wanted};
use crate::settings::{SchemaSettings, Setting};
use crate::type_table::Node;
use crate::{reserved, suggestion};

/// What a name is the name of; the text beside it says which one of several in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Named {
    /// The type of a schema.
    Type,
    /// A field.
    Member,
    /// A value of an enum.
    Value,
    /// A variant of a union.
    Variant,
    /// An operation's method.
    Method,
    /// A parameter as an argument.
    Argument,
}

impl Named {
    fn noun(self) -> &'static str {
        match self {
            Named::Type => "a type",
            Named::Member => "a field",
            Named::Value | Named::Variant => "a variant",
            Named::Method => "a method",
            Named::Argument => "an argument",
        }
    }

    /// Whether Rust writes it `LikeThis`; all else is written `like_this`.
    fn is_camel(self) -> bool {
        matches!(self, Named::Type | Named::Value | Named::Variant)
    }

    fn accepts(self, name: &str) -> bool {
        let has_case = |first: &char| first.is_ascii_uppercase() == self.is_camel();
        let cased = match self.is_camel() {
            true => !name.contains('_') || name.contains(|letter: char| letter.is_ascii_digit()),
            false => !name.contains(|letter: char| letter.is_ascii_uppercase()),
        };
        let taken = self == Named::Type && reserved::TYPE_NAMES.contains(&name);
        let is_plain = Ident::is_valid(name) && !name.starts_with("r#") && !reserved::is_keyword(name);
        is_plain && cased && !taken && name.chars().next().as_ref().is_some_and(has_case)
    }
}

/// A name that was chosen in the settings.
struct Choice<'d> {
    /// What it is chosen for, as the settings say it.
    key: &'d Setting,
    name: &'d Setting,
    /// Whether it was given to something.
    met: bool,
}

/// A name that was chosen, and where to complain of it.
pub(crate) struct ChosenName {
    /// The name, of the form that it must have.
    pub(crate) name: String,
    /// The complaint that it is taken, but for what took it.
    fault: Diagnostic,
}

/// The names that were chosen in the settings.
#[derive(Default)]
pub(crate) struct ChosenNames<'d> {
    choices: HashMap<(Node, Named, &'d str), usize>,
    list: Vec<Choice<'d>>,
}

impl<'d> ChosenNames<'d> {
    fn add(&mut self, place: (Node, Named, &'d str), key: &'d Setting, name: &'d Setting) {
        self.choices.insert(place, self.list.len());
        self.list.push(Choice {
            key,
            name,
            met: false,
        });
    }

    fn meet(&mut self, place: (Node, Named, &str)) -> Option<&'d Setting> {
        let choice = self.list.get_mut(*self.choices.get(&place)?)?;
        choice.met = true;
        Some(choice.name)
    }
}

impl<'d> Lowering<'d> {
    /// Looks up what the settings name.
    pub(crate) fn read_chosen_names(&mut self) {
        let settings = self.settings;
        for schema in &settings.schemas {
            let Some(place) = self.chosen_schema(&schema.schema) else {
                continue;
            };
            self.read_names_of(schema, &place);
        }
    }

    fn read_names_of(&mut self, schema: &'d SchemaSettings, place: &Cursor<'d>) {
        let node = Node::of(place);
        let is_left_out = self.is_left_out(place);
        // What components are called counts for those that stay.
        let is_claimed = !is_left_out || place.pointer().segments().len() == 3;
        if let Some(name) = schema.name.as_ref().filter(|_| is_claimed) {
            self.chosen.add((node, Named::Type, ""), &schema.schema, name);
        }
        if is_left_out {
            return;
        }
        // What is said of a component that only refers elsewhere is said of what it refers to.
        let resolved = self.resolved(place);
        let place = resolved.as_ref().unwrap_or(place);
        let node = Node::of(place);
        for (member, name) in &schema.members {
            let declared = place.get("properties").and_then(|all| all.get(&member.text));
            let key = match &declared {
                Some(property) => (Node::of(property), Named::Member, ""),
                None => (node, Named::Member, member.text.as_str()),
            };
            self.chosen.add(key, member, name);
        }
        for (named, names) in [(Named::Value, &schema.values), (Named::Variant, &schema.variants)] {
            for (key, name) in names {
                self.chosen.add((node, named, key.text.as_str()), key, name);
            }
        }
    }

    /// The schema that a setting names by its component key or its pointer.
    pub(crate) fn chosen_schema(&mut self, setting: &'d Setting) -> Option<Cursor<'d>> {
        let text = setting.text.as_str();
        let found = match text.starts_with('#') {
            true => Pointer::parse(text).and_then(|pointer| self.document.at(&pointer)),
            false => self.component_schemas_by_key(text),
        };
        if found.is_none() {
            let message = format!("there is no schema `{text}`");
            let mut diagnostic = self.settings.error(Code::UnknownSchema, message, setting);
            diagnostic.help = suggestion::help(text, self.component_names())
                .or_else(|| Some("write its key under `components/schemas`, or a JSON pointer".to_owned()));
            self.report(diagnostic);
        }
        found
    }

    fn component_schemas_by_key(&self, key: &str) -> Option<Cursor<'d>> {
        let components = self.document.root().get("components")?;
        components.get("schemas")?.get(key)
    }

    /// The name that was chosen for what stands at `place`: `key` says which one there. Settings
    /// outweigh the document's `extension`.
    pub(crate) fn chosen_name(
        &mut self,
        place: &Cursor<'d>,
        (named, key): (Named, &str),
        extension: Option<&str>,
    ) -> Option<ChosenName> {
        if let Some(setting) = self.chosen.meet((Node::of(place), named, key)) {
            let settings = self.settings;
            return self.checked_name(&setting.text, named, |code, message| {
                settings.error(code, message, setting)
            });
        }
        let extension = extension?;
        let written = place.get(extension)?;
        let origin = written.origin();
        let Some(name) = written.as_str() else {
            let message = format!("`{extension}` is a name, and this is {}", written.kind());
            self.report(Diagnostic::error(Code::BadName, message, origin));
            return None;
        };
        self.checked_name(name, named, |code, message| {
            Diagnostic::error(code, message, origin.clone())
        })
    }

    fn checked_name(
        &mut self,
        name: &str,
        named: Named,
        fault: impl Fn(Code, String) -> Diagnostic,
    ) -> Option<ChosenName> {
        if named.accepts(name) {
            return Some(ChosenName {
                name: name.to_owned(),
                fault: fault(Code::TakenName, format!("the name `{name}` is taken"))
                    .help("choose another name, or another for what has it"),
            });
        }
        let example = if named.is_camel() {
            "PaymentMethod"
        } else {
            "payment_method"
        };
        let message = format!("`{name}` cannot be the name of {}", named.noun());
        let help = format!("write a name like `{example}` that is no word of Rust's or of generated code");
        self.report(fault(Code::BadName, message).help(help));
        None
    }

    /// Settles names of which some were chosen: these go first, and one that another has is a mistake.
    pub(crate) fn settle_chosen<R: Ord>(
        &mut self,
        scope: &mut Scope,
        wanted: Vec<Wanted<'_, R>>,
        chosen: Vec<Option<ChosenName>>,
    ) -> Vec<Claim> {
        if chosen.iter().all(Option::is_none) {
            return scope.settle(wanted);
        }
        let (mut first, mut rest) = (Vec::new(), Vec::new());
        let mut is_first = Vec::new();
        for (wanted, chosen) in wanted.into_iter().zip(&chosen) {
            is_first.push(chosen.is_some());
            match chosen {
                Some(chosen) => first.push(wanted.with_name(&chosen.name)),
                None => rest.push(wanted),
            }
        }
        let mut first = scope.settle(first).into_iter();
        let mut rest = scope.settle(rest).into_iter();
        let next = |is_first| if is_first { first.next() } else { rest.next() };
        let claims: Vec<Claim> = is_first.into_iter().filter_map(next).collect();
        for (claim, chosen) in claims.iter().zip(chosen) {
            if let Some(chosen) = chosen.filter(|chosen| chosen.name != claim.name.as_str()) {
                self.report(chosen.fault);
            }
        }
        claims
    }

    /// The same of the names of types.
    pub(crate) fn settle_types<R: Ord>(
        &mut self,
        wanted: Vec<Wanted<'_, R>>,
        chosen: Vec<Option<ChosenName>>,
    ) -> Vec<Claim> {
        let mut scope = std::mem::take(&mut self.type_names);
        let claims = self.settle_chosen(&mut scope, wanted, chosen);
        self.type_names = scope;
        claims
    }

    /// Takes over the names that the settings choose for operations and their parameters.
    pub(crate) fn read_chosen_operations(&mut self, outlines: &[Outline<'d>], ids: &[Option<&'d str>]) {
        let settings = self.settings;
        for chosen in &settings.operations {
            let text = chosen.operation.text.as_str();
            let is_meant = |(outline, id): &(&Outline<'d>, &Option<&str>)| {
                let by_path = || {
                    let (method, path) = text.split_once(' ')?;
                    Some(method.eq_ignore_ascii_case(outline.method.as_str()) && path.trim() == outline.path)
                };
                **id == Some(text) || by_path() == Some(true)
            };
            let Some((outline, _)) = outlines.iter().zip(ids).find(is_meant) else {
                let message = format!("there is no operation `{text}`");
                let mut diagnostic = settings.error(Code::UnknownOperation, message, &chosen.operation);
                diagnostic.help = suggestion::help(text, ids.iter().copied().flatten())
                    .or_else(|| Some("write its `operationId`, or method and path: `get /pets`".to_owned()));
                self.report(diagnostic);
                continue;
            };
            let node = Node::of(&outline.operation);
            if let Some(name) = &chosen.name {
                self.chosen
                    .add((node, Named::Method, ""), &chosen.operation, name);
            }
            if self.leaves_out(outline) {
                continue;
            }
            for (parameter, name) in &chosen.parameters {
                let place = (node, Named::Argument, parameter.text.as_str());
                self.chosen.add(place, parameter, name);
            }
        }
    }

    /// Reports the names that were chosen for nothing.
    pub(crate) fn report_unmet_names(&mut self) {
        let settings = self.settings;
        let unmet: Vec<(&Setting, &Setting)> = self
            .chosen
            .list
            .iter()
            .filter(|choice| !choice.met)
            .map(|choice| (choice.key, choice.name))
            .collect();
        for (key, name) in unmet {
            let message = format!(
                "nothing is called `{}`: `{}` names nothing here",
                name.text, key.text
            );
            let mut diagnostic = settings.error(Code::UnknownName, message, key);
            diagnostic.help = self.names_beside(key);
            self.report(diagnostic);
        }
    }

    /// What stands beside a key that names nothing.
    fn names_beside(&self, key: &Setting) -> Option<String> {
        let holds = |schema: &&SchemaSettings| {
            let pairs = schema
                .members
                .iter()
                .chain(&schema.values)
                .chain(&schema.variants);
            pairs.into_iter().any(|(known, _)| known == key)
        };
        let Some(schema) = self.settings.schemas.iter().find(holds) else {
            return Some("the schema becomes no type of its own".to_owned());
        };
        let text = schema.schema.text.as_str();
        let made = self
            .api
            .types
            .iter()
            .find(|made| crate::derive::is_of(made, text))?;
        match &made.shape {
            Shape::Object(object) => {
                let names = object.members.iter().map(|member| member.wire_name.as_str());
                suggestion::help(&key.text, names)
            }
            Shape::Union(union) => {
                let labels = union.variants.iter().map(|variant| variant.label.as_str());
                suggestion::help(&key.text, labels)
            }
            _ => None,
        }
    }
}
