//! Parameters, from the smallest that there is:
//!
//! ```yaml
//! parameters: [{ name: limit, in: query, schema: { type: integer } }]
//! ```

use bindery_document::{Cursor, SpecVersion};
use bindery_model::{Code, Diagnostic, Docs, Ident, Parameter, ParameterLocation, SchemaRef, TypeRef};

use crate::chosen::{ChosenName, Named};
use crate::docs::docs_of;
use crate::http_token::is_token;
use crate::operation_lowering::OperationLowering;
use crate::outline::Outline;
use crate::parameter_style::{Serialization, location_name};
use crate::scope::{Claim, Scope, Wanted};
use crate::{names, reading, suggestion};

/// An operation's parameters.
pub(crate) struct Parameters {
    pub(crate) list: Vec<Parameter>,
    pub(crate) idempotency_key: Option<usize>,
}

/// A Parameter Object whose name and place are known.
pub(crate) struct Declared<'d> {
    pub(crate) cursor: Cursor<'d>,
    pub(crate) wire_name: &'d str,
    pub(crate) location: ParameterLocation,
    /// The name of its argument, once it is settled.
    pub(crate) argument: Option<Ident>,
}

/// A parameter's value.
pub(crate) struct ParameterValue {
    pub(crate) serialization: Serialization,
    pub(crate) type_ref: TypeRef,
    pub(crate) schema: SchemaRef,
    /// What its schema says of it.
    pub(crate) docs: Docs,
}

/// Names of arguments that generated code needs itself.
const RESERVED_ARGUMENTS: [&str; 2] = ["body", "reader"];

/// Headers that parameters must not declare (OpenAPI 3.0.3, "Parameter Object").
const OTHERS_HEADERS: [&str; 3] = ["Accept", "Content-Type", "Authorization"];

impl<'d> OperationLowering<'_, 'd> {
    /// The path item's parameters and the operation's own, which replace those of the same name and
    /// place.
    pub(crate) fn parameters(&mut self, outline: &Outline<'d>) -> Parameters {
        let mut declared = self.declared(&outline.item);
        for own in self.declared(&outline.operation) {
            match declared.iter_mut().find(|shared| shared.is_same_as(&own)) {
                Some(shared) => *shared = own,
                None => declared.push(own),
            }
        }
        let undeclared = self.check_template(outline, &declared);
        self.check_whole_query(&declared);
        let mut parameters = Parameters {
            list: Vec::new(),
            idempotency_key: None,
        };
        let mut claims = self.argument_names(outline, &declared, &undeclared);
        let of_undeclared = claims.split_off(declared.len().min(claims.len()));
        for (mut one, claim) in declared.into_iter().zip(claims) {
            one.argument = Some(claim.name.clone());
            let carries_key = self.carries_idempotency_key(&one);
            let Some(parameter) = self.parameter(&one, claim.name) else {
                continue;
            };
            if carries_key && parameters.idempotency_key.is_none() {
                parameters.idempotency_key = Some(parameters.list.len());
                self.explain(format!("`{}` carries the idempotency key", one.wire_name));
            }
            parameters.list.push(parameter);
        }
        for (variable, claim) in undeclared.into_iter().zip(of_undeclared) {
            let parameter = self.undeclared_parameter(outline, variable, claim.name);
            parameters.list.push(parameter);
        }
        parameters
    }

    /// The names of the arguments, those of undeclared variables of the path last.
    fn argument_names(
        &mut self,
        outline: &Outline<'d>,
        declared: &[Declared<'d>],
        undeclared: &[&'d str],
    ) -> Vec<Claim> {
        let mut arguments = Scope::new();
        for name in RESERVED_ARGUMENTS {
            arguments.reserve(name);
        }
        let chosen = declared.iter().map(|one| self.chosen_argument(outline, one));
        let mut chosen: Vec<_> = chosen.collect();
        chosen.extend(undeclared.iter().map(|name| {
            let place = (Named::Argument, *name);
            self.lowering.chosen_name(&outline.operation, place, None)
        }));
        let in_path = undeclared.iter().map(|name| (ParameterLocation::Path, *name));
        let names = declared.iter().map(|one| (one.location, one.wire_name));
        let wanted = names.chain(in_path).map(wanted_argument).collect();
        self.lowering.settle_chosen(&mut arguments, wanted, chosen)
    }

    fn chosen_argument(&mut self, outline: &Outline<'d>, one: &Declared<'d>) -> Option<ChosenName> {
        let place = (Named::Argument, one.wire_name);
        let here = self.lowering.chosen_name(&outline.operation, place, None);
        here.or_else(|| {
            let place = (Named::Argument, "");
            self.lowering.chosen_name(&one.cursor, place, Some("x-rust-name"))
        })
    }

    /// The parameters of one list, without the headers that are other parts' work.
    fn declared(&mut self, holder: &Cursor<'d>) -> Vec<Declared<'d>> {
        let items = self
            .checked(reading::items(holder, "parameters"))
            .unwrap_or_default();
        let mut declared: Vec<Declared<'d>> = Vec::new();
        for item in items {
            let Some(one) = self.declaration(&item) else {
                continue;
            };
            if let Some(first) = declared.iter().find(|first| first.is_same_as(&one)) {
                let place = location_name(one.location);
                let message = format!("the {place} parameter `{}` is declared twice", one.wire_name);
                let warning = Diagnostic::warning(Code::DuplicateParameter, message, item.origin())
                    .also(first.cursor.origin(), "the first one, which counts")
                    .help("remove one of them");
                self.warn(warning);
            } else if !self.is_others_header(&one) {
                declared.push(one);
            }
        }
        declared
    }

    fn declaration(&mut self, item: &Cursor<'d>) -> Option<Declared<'d>> {
        let cursor = self.object(item, "a parameter")?;
        let name = self.checked(reading::required_text(&cursor, "name"));
        let place = self.checked(reading::required_text(&cursor, "in"));
        let (wire_name, place) = (name?, place?);
        let location = match place {
            "path" => ParameterLocation::Path,
            "query" => ParameterLocation::Query,
            "header" => ParameterLocation::Header,
            "cookie" => ParameterLocation::Cookie,
            "querystring" if self.lowering.document.version() >= SpecVersion::V3_2 => {
                ParameterLocation::Querystring
            }
            other => {
                let message = format!("`in` of the parameter `{wire_name}` is `{other}`");
                let mut fault =
                    Diagnostic::error(Code::ParameterLocation, message, reading::place_of(&cursor, "in"));
                fault.help = suggestion::help(other, ["path", "query", "header", "cookie"]);
                self.fault(fault);
                return None;
            }
        };
        let is_named_by_token = matches!(location, ParameterLocation::Header | ParameterLocation::Cookie);
        if is_named_by_token && !is_token(wire_name) {
            let message = format!("`{wire_name}` cannot be the name of a {place}");
            let fault = Diagnostic::error(Code::ParameterName, message, reading::place_of(&cursor, "name"));
            self.fault(fault.help("a name has no spaces and none of HTTP's separators: `X-Request-Id`"));
            return None;
        }
        Some(Declared {
            cursor,
            wire_name,
            location,
            argument: None,
        })
    }

    fn is_others_header(&mut self, one: &Declared<'d>) -> bool {
        let ignored = one.location == ParameterLocation::Header
            && OTHERS_HEADERS
                .iter()
                .any(|name| name.eq_ignore_ascii_case(one.wire_name));
        if ignored {
            let line = format!(
                "the header parameter `{}` is ignored, as OpenAPI says: media types and security set it",
                one.wire_name
            );
            self.explain(line);
        }
        ignored
    }

    pub(crate) fn parameter(&mut self, one: &Declared<'d>, name: Ident) -> Option<Parameter> {
        let required = self.checked(reading::optional_bool(&one.cursor, "required"));
        let allow_reserved = self.allows_reserved(one);
        let allow_empty = self.checked(reading::optional_bool(&one.cursor, "allowEmptyValue"));
        let value = self.parameter_value(one)?;
        let required = self.required(one, required?);
        let Serialization { style, explode } = value.serialization;
        let place = location_name(one.location);
        let type_name = self.describe(&value.type_ref);
        let presence = if required { "required" } else { "optional" };
        self.explain(format!(
            "the {place} parameter `{}` is `{name}`: {type_name}, {presence}",
            one.wire_name
        ));
        let own = docs_of(&one.cursor);
        Some(Parameter {
            name,
            wire_name: one.wire_name.to_owned(),
            location: one.location,
            style,
            explode,
            allow_reserved: allow_reserved?,
            // "This field is valid only for `query` parameters."
            allow_empty: one.location == ParameterLocation::Query && allow_empty? == Some(true),
            required,
            type_ref: value.type_ref,
            schema: value.schema,
            origin: one.cursor.origin(),
            docs: merged(own, value.docs),
        })
    }

    /// `allowReserved` is of the query until 3.2, and then of all places that encode.
    fn allows_reserved(&mut self, one: &Declared<'d>) -> Option<bool> {
        let written = self.checked(reading::optional_bool(&one.cursor, "allowReserved"))?;
        let counts = match one.location {
            ParameterLocation::Query => true,
            ParameterLocation::Path | ParameterLocation::Cookie => {
                self.lowering.document.version() >= SpecVersion::V3_2
            }
            ParameterLocation::Header | ParameterLocation::Querystring => false,
        };
        if written == Some(true) && !counts {
            let place = location_name(one.location);
            self.explain(format!(
                "`allowReserved` of the {place} parameter `{}` is ignored, as OpenAPI says",
                one.wire_name
            ));
        }
        Some(written == Some(true) && counts)
    }

    /// A part of the path is always required; a document that does not say so is mended.
    fn required(&mut self, one: &Declared<'d>, written: Option<bool>) -> bool {
        if one.location != ParameterLocation::Path {
            return written == Some(true);
        }
        if written != Some(true) {
            let message = format!("the path parameter `{}` is not marked `required`", one.wire_name);
            let warning = Diagnostic::warning(Code::OptionalPathParameter, message, one.cursor.origin())
                .note("it is taken as required: a path has no place for what is absent")
                .help("add `required: true`");
            self.warn(warning);
        }
        true
    }

    fn carries_idempotency_key(&mut self, one: &Declared<'d>) -> bool {
        const NAMES: [&str; 2] = ["Idempotency-Key", "X-Idempotency-Key"];
        let marked = self
            .checked(reading::optional_bool(&one.cursor, "x-idempotency-key"))
            .flatten();
        if one.location != ParameterLocation::Header {
            if marked == Some(true) {
                let message = "only a header carries an idempotency key";
                let place = reading::place_of(&one.cursor, "x-idempotency-key");
                let warning = Diagnostic::warning(Code::IdempotencyKey, message, place).at_key();
                self.warn(warning.help("take the mark out, or move the key into a header: `in: header`"));
            }
            return false;
        }
        marked.unwrap_or_else(|| NAMES.iter().any(|name| name.eq_ignore_ascii_case(one.wire_name)))
    }
}

impl Declared<'_> {
    /// Whether the two are one parameter. Names of headers know no case (RFC 9110, section 5.1).
    fn is_same_as(&self, other: &Self) -> bool {
        self.location == other.location
            && match self.location {
                ParameterLocation::Header => self.wire_name.eq_ignore_ascii_case(other.wire_name),
                _ => self.wire_name == other.wire_name,
            }
    }
}

/// `X-Idempotency-Key` is `idempotency_key`, unless that is taken. Of two with one name that of the path
/// keeps it.
fn wanted_argument((location, wire_name): (ParameterLocation, &str)) -> Wanted<'_, (usize, bool, &str)> {
    let is_header = location == ParameterLocation::Header;
    let stripped = wire_name
        .strip_prefix("X-")
        .or_else(|| wire_name.strip_prefix("x-"));
    let short = stripped
        .filter(|rest| is_header && !rest.is_empty())
        .unwrap_or(wire_name);
    let name = names::member_name(short);
    let others = move || {
        let place = location_name(location);
        let distinct = names::distinct_texts(wire_name);
        let others = [
            names::member_name(wire_name),
            format!("{place}_{}", names::words(short).join("_")),
            format!("{place}_{}", names::words(wire_name).join("_")),
        ];
        let distinct = distinct.iter().map(|text| names::member_name(text));
        others.into_iter().chain(distinct).collect()
    };
    let order = match location {
        ParameterLocation::Path => 0,
        ParameterLocation::Query | ParameterLocation::Querystring => 1,
        ParameterLocation::Header => 2,
        ParameterLocation::Cookie => 3,
    };
    Wanted {
        rank: (order, name != wire_name, wire_name),
        others: Box::new(others),
        name,
    }
}

/// The parameter's own words, and its schema's where it has none.
fn merged(own: Docs, of_schema: Docs) -> Docs {
    Docs {
        summary: own.summary.or(of_schema.summary),
        description: own.description.or(of_schema.description),
        examples: if own.examples.is_empty() {
            of_schema.examples
        } else {
            own.examples
        },
        default: own.default.or(of_schema.default),
        deprecated: own.deprecated || of_schema.deprecated,
    }
}
