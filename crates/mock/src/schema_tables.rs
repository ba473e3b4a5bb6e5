//! Schemas as the runtime's tables.

use bindery_model::{
    Api, Conditional, Contains, Direction, Discriminator, Format, Json, JsonType, Rule, Schema, SchemaRef,
    TypeId,
};
use bindery_runtime::schema as table;

use crate::leaked;

/// How deep schemas may stand in the one that is being made; deeper ones are referred to by a link. A bound
/// on the stack.
const DEEPEST: usize = 100;

/// The tables of a document's schemas, each made once.
pub(crate) struct SchemaTables<'a> {
    api: &'a Api,
    types: Vec<State>,
    /// Types that links lead to, and that are still to be made.
    waiting: Vec<TypeId>,
    depth: usize,
}

/// What there is of the table of a type.
#[derive(Clone, Copy)]
enum State {
    Unmade,
    /// It is being made, or waits to be; what refers to it meanwhile does so by the link.
    Linked(&'static table::Link),
    Begun,
    Made(&'static table::Schema),
}

impl<'a> SchemaTables<'a> {
    pub(crate) fn new(api: &'a Api) -> Self {
        Self {
            api,
            types: vec![State::Unmade; api.types.len()],
            waiting: Vec::new(),
            depth: 0,
        }
    }

    /// The table of a schema.
    pub(crate) fn schema(&mut self, schema: &SchemaRef) -> &'static table::Schema {
        let made = self.inner(schema);
        while let Some(id) = self.waiting.pop() {
            self.make(id);
        }
        made
    }

    fn inner(&mut self, schema: &SchemaRef) -> &'static table::Schema {
        match schema {
            SchemaRef::Named(id) => self.named(*id),
            SchemaRef::Inline(schema) => leaked::value(self.table(schema)),
        }
    }

    fn named(&mut self, id: TypeId) -> &'static table::Schema {
        match self.types.get(id.0) {
            Some(State::Made(schema)) => schema,
            Some(State::Linked(link)) => linked(link),
            Some(State::Begun) => linked(self.link(id)),
            Some(State::Unmade) if self.depth < DEEPEST => self.make(id),
            Some(State::Unmade) => {
                self.waiting.push(id);
                linked(self.link(id))
            }
            None => &table::Schema::ANY,
        }
    }

    fn link(&mut self, id: TypeId) -> &'static table::Link {
        let link = leaked::value(table::Link::new());
        self.types[id.0] = State::Linked(link);
        link
    }

    fn make(&mut self, id: TypeId) -> &'static table::Schema {
        if !matches!(self.types[id.0], State::Linked(_)) {
            self.types[id.0] = State::Begun;
        }
        let made = leaked::value(self.table(&self.api.type_def(id).schema));
        if let State::Linked(link) = self.types[id.0] {
            link.set(made);
        }
        self.types[id.0] = State::Made(made);
        made
    }

    fn table(&mut self, schema: &Schema) -> table::Schema {
        self.depth += 1;
        let rules = leaked::slice(schema.rules.iter().map(|rule| self.rule(rule)));
        self.depth -= 1;
        table::Schema(rules)
    }

    fn rule(&mut self, rule: &Rule) -> table::Rule {
        use table::Rule as Made;
        match rule {
            Rule::Type(types) => Made::Type(leaked::slice(types.iter().map(|each| json_type(*each)))),
            Rule::Enum(values) => Made::Enum(literals(values)),
            Rule::Required(members) => Made::Required(leaked::texts(members)),
            Rule::Properties(members) => Made::Properties(self.properties(members)),
            Rule::PatternProperties(members) => Made::PatternProperties(self.properties(members)),
            Rule::AdditionalProperties(inner) => Made::AdditionalProperties(self.optional(inner.as_ref())),
            Rule::MinProperties(count) => Made::MinProperties(*count),
            Rule::MaxProperties(count) => Made::MaxProperties(*count),
            Rule::PropertyNames(inner) => Made::PropertyNames(self.inner(inner)),
            Rule::DependentRequired(rows) => Made::DependentRequired(dependencies(rows)),
            Rule::DependentSchemas(members) => Made::DependentSchemas(self.properties(members)),
            Rule::UnevaluatedProperties(inner) => Made::UnevaluatedProperties(self.optional(inner.as_ref())),
            Rule::Items(inner) => Made::Items(self.optional(inner.as_ref())),
            Rule::PrefixItems(parts) => Made::PrefixItems(self.several(parts)),
            Rule::Contains(contains) => Made::Contains(self.contains(contains)),
            Rule::UnevaluatedItems(inner) => Made::UnevaluatedItems(self.optional(inner.as_ref())),
            Rule::AllOf(parts) => Made::AllOf(self.several(parts)),
            Rule::AnyOf(parts) => Made::AnyOf(self.several(parts)),
            Rule::OneOf(parts) => Made::OneOf(self.several(parts)),
            Rule::Discriminator(discriminator) => Made::Discriminator(self::discriminator(discriminator)),
            Rule::Not(inner) => Made::Not(self.inner(inner)),
            Rule::If(conditional) => Made::If(self.conditional(conditional)),
            Rule::ReadOnly(members) => Made::ReadOnly(leaked::texts(members)),
            Rule::WriteOnly(members) => Made::WriteOnly(leaked::texts(members)),
            Rule::In(direction, inner) => Made::In(way(*direction), self.inner(inner)),
            Rule::Resource(anchors) => {
                let anchors = anchors.iter().map(|(name, named)| self.anchor(name, named));
                Made::Resource(leaked::slice(anchors))
            }
            Rule::DynamicRef { anchor, initially } => {
                Made::DynamicRef(leaked::value(self.anchor(anchor, initially)))
            }
            Rule::Examples(values) => Made::Examples(literals(values)),
            bound => bound_rule(bound),
        }
    }

    fn properties(&mut self, members: &[(String, SchemaRef)]) -> &'static [table::Property] {
        let members = members.iter();
        leaked::slice(members.map(|(name, inner)| table::Property(leaked::text(name), self.inner(inner))))
    }

    fn optional(&mut self, inner: Option<&SchemaRef>) -> Option<&'static table::Schema> {
        inner.map(|inner| self.inner(inner))
    }

    fn several(&mut self, parts: &[SchemaRef]) -> &'static [&'static table::Schema] {
        leaked::slice(parts.iter().map(|part| self.inner(part)))
    }

    fn contains(&mut self, contains: &Contains) -> &'static table::Contains {
        leaked::value(table::Contains {
            schema: self.inner(&contains.schema),
            least: contains.least,
            most: contains.most,
        })
    }

    fn conditional(&mut self, conditional: &Conditional) -> &'static table::Conditional {
        leaked::value(table::Conditional {
            condition: self.inner(&conditional.condition),
            then: self.optional(conditional.then.as_ref()),
            otherwise: self.optional(conditional.otherwise.as_ref()),
        })
    }

    fn anchor(&mut self, name: &str, named: &SchemaRef) -> table::Anchor {
        table::Anchor(leaked::text(name), self.inner(named))
    }
}

fn discriminator(discriminator: &Discriminator) -> &'static table::Discriminator {
    let rows = discriminator.mapping.iter();
    leaked::value(table::Discriminator {
        property: leaked::text(&discriminator.property),
        mapping: leaked::slice(rows.map(|(value, index)| (leaked::text(value), *index))),
    })
}

/// The schema of what a link leads to.
fn linked(link: &'static table::Link) -> &'static table::Schema {
    leaked::value(table::Schema(leaked::slice([table::Rule::Link(link)])))
}

/// Rules that hold a number or a text, and no schema.
fn bound_rule(rule: &Rule) -> table::Rule {
    use table::Rule as Made;
    match rule {
        Rule::MinItems(count) => Made::MinItems(*count),
        Rule::MaxItems(count) => Made::MaxItems(*count),
        Rule::MinLength(count) => Made::MinLength(*count),
        Rule::MaxLength(count) => Made::MaxLength(*count),
        Rule::Pattern(pattern) => Made::Pattern(leaked::text(pattern)),
        Rule::Format(format) => Made::Format(format_of(*format)),
        Rule::Minimum(number) => Made::Minimum(leaked::text(&number.0)),
        Rule::Maximum(number) => Made::Maximum(leaked::text(&number.0)),
        Rule::ExclusiveMinimum(number) => Made::ExclusiveMinimum(leaked::text(&number.0)),
        Rule::ExclusiveMaximum(number) => Made::ExclusiveMaximum(leaked::text(&number.0)),
        Rule::MultipleOf(number) => Made::MultipleOf(leaked::text(&number.0)),
        _ => Made::UniqueItems,
    }
}

fn dependencies(rows: &[(String, Vec<String>)]) -> &'static [table::Dependency] {
    let rows = rows.iter();
    leaked::slice(rows.map(|(member, others)| table::Dependency(leaked::text(member), leaked::texts(others))))
}

fn literals(values: &[Json]) -> &'static [table::Literal] {
    leaked::slice(values.iter().map(|value| match value {
        Json::Null => table::Literal::Null,
        Json::Bool(value) => table::Literal::Bool(*value),
        Json::Number(number) => table::Literal::Number(leaked::text(&number.0)),
        Json::String(text) => table::Literal::String(leaked::text(text)),
        Json::Array(_) | Json::Object(_) => table::Literal::Json(leaked::text(&value.to_text())),
    }))
}

fn way(direction: Direction) -> table::Direction {
    match direction {
        Direction::Request => table::Direction::Request,
        Direction::Response => table::Direction::Response,
    }
}

fn json_type(json_type: JsonType) -> table::JsonType {
    match json_type {
        JsonType::Null => table::JsonType::Null,
        JsonType::Boolean => table::JsonType::Boolean,
        JsonType::Integer => table::JsonType::Integer,
        JsonType::Number => table::JsonType::Number,
        JsonType::String => table::JsonType::String,
        JsonType::Array => table::JsonType::Array,
        JsonType::Object => table::JsonType::Object,
    }
}

fn format_of(format: Format) -> table::Format {
    use table::Format as Made;
    match format {
        Format::Int8 => Made::Int8,
        Format::Int16 => Made::Int16,
        Format::Int32 => Made::Int32,
        Format::Int64 => Made::Int64,
        Format::Uint8 => Made::Uint8,
        Format::Uint16 => Made::Uint16,
        Format::Uint32 => Made::Uint32,
        Format::Uint64 => Made::Uint64,
        Format::DateTime => Made::DateTime,
        Format::Date => Made::Date,
        Format::Time => Made::Time,
        Format::Duration => Made::Duration,
        Format::Uuid => Made::Uuid,
        Format::Uri => Made::Uri,
        Format::Ipv4 => Made::Ipv4,
        Format::Ipv6 => Made::Ipv6,
        Format::Byte => Made::Byte,
        Format::Base64Url => Made::Base64Url,
        Format::UriReference => Made::UriReference,
        Format::Iri => Made::Iri,
        Format::IriReference => Made::IriReference,
        Format::Email => Made::Email,
        Format::Hostname => Made::Hostname,
        Format::Regex => Made::Regex,
        Format::JsonPointer => Made::JsonPointer,
        Format::RelativeJsonPointer => Made::RelativeJsonPointer,
        Format::Char => Made::Char,
        Format::Decimal => Made::Decimal,
    }
}
