use crate::{Direction, Json, Number, TypeId};

/// All that a schema demands of a value: every rule must hold. No rules: any value.
///
/// This is the schema itself, not the Rust type: emission writes it down as a table that the
/// runtime's `validate()` reads, so that validation says exactly what the document says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Schema {
    /// The rules, in the order of their keywords' first appearance.
    pub rules: Vec<Rule>,
}

/// A schema within a schema.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SchemaRef {
    /// The schema of a named type.
    Named(TypeId),
    /// A schema that stands in place.
    Inline(Schema),
}

/// One demand, named after its keyword (JSON Schema 2020-12, Core and Validation; OpenAPI 3.0.3,
/// "Schema Object").
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// `type`, with `nullable` as one more type. Integers are numbers with no fraction.
    Type(Vec<JsonType>),
    /// `enum` and `const`: equal to one of these.
    Enum(Vec<Json>),
    /// `required`.
    Required(Vec<String>),
    /// `properties`.
    Properties(Vec<(String, SchemaRef)>),
    /// `patternProperties`.
    PatternProperties(Vec<(String, SchemaRef)>),
    /// `additionalProperties`: of members that neither `properties` nor `patternProperties` of this
    /// schema name. `None` refuses them all.
    AdditionalProperties(Option<SchemaRef>),
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
    /// `propertyNames`.
    PropertyNames(SchemaRef),
    /// `dependentRequired`: the members that must be there when another is.
    DependentRequired(Vec<(String, Vec<String>)>),
    /// `dependentSchemas`: what holds of an object that has a member.
    DependentSchemas(Vec<(String, SchemaRef)>),
    /// `unevaluatedProperties`: of members that no keyword of this schema, and of those that it
    /// applies to the same object, has looked at. `None` refuses them all.
    UnevaluatedProperties(Option<SchemaRef>),
    /// `items`, of the elements that `prefixItems` does not name. `None` refuses them all.
    Items(Option<SchemaRef>),
    /// `prefixItems`.
    PrefixItems(Vec<SchemaRef>),
    /// `contains`, `minContains`, `maxContains`.
    Contains(Contains),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems: true`.
    UniqueItems,
    /// `unevaluatedItems`: of elements that no keyword of this schema, and of those that it applies
    /// to the same array, has looked at. `None` refuses them all.
    UnevaluatedItems(Option<SchemaRef>),
    /// `minLength`, in Unicode code points.
    MinLength(u64),
    /// `maxLength`, in Unicode code points.
    MaxLength(u64),
    /// `pattern`, an ECMA-262 regular expression, not anchored.
    Pattern(String),
    /// `format`, where the runtime checks it.
    Format(Format),
    /// `minimum`.
    Minimum(Number),
    /// `maximum`.
    Maximum(Number),
    /// `exclusiveMinimum`.
    ExclusiveMinimum(Number),
    /// `exclusiveMaximum`.
    ExclusiveMaximum(Number),
    /// `multipleOf`.
    MultipleOf(Number),
    /// `allOf`, and `$ref`: each holds.
    AllOf(Vec<SchemaRef>),
    /// `anyOf`: at least one holds.
    AnyOf(Vec<SchemaRef>),
    /// `oneOf`: exactly one holds.
    OneOf(Vec<SchemaRef>),
    /// `discriminator`, beside the `oneOf` or `anyOf` that it is about.
    Discriminator(Discriminator),
    /// `not`: it does not hold.
    Not(SchemaRef),
    /// `if`, `then`, `else`.
    If(Conditional),
    /// `readOnly` members that are required: of requests nothing requires them.
    ReadOnly(Vec<String>),
    /// `writeOnly` members that are required: of responses nothing requires them.
    WriteOnly(Vec<String>),
    /// What the schema demands of a value that goes in one direction.
    In(Direction, SchemaRef),
    /// The `$dynamicAnchor`s of the schema resource that the schema stands in, and what they name. It is
    /// the first of the rules: where they apply, [`Rule::DynamicRef`] may mean these.
    Resource(Vec<(String, SchemaRef)>),
    /// `$dynamicRef`: what the outermost resource that led here calls `anchor` holds.
    DynamicRef {
        /// The name.
        anchor: String,
        /// What it means where no resource that led here has the name.
        initially: SchemaRef,
    },
    /// `example`, `examples` and `default`, which demand nothing. They are here only where lowering was
    /// asked for them, and are not emitted.
    Examples(Vec<Json>),
}

/// `discriminator`: the value of a member names the branch of the choice beside it that holds, and no other is
/// looked at. A value that names none is left to the choice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Discriminator {
    /// `propertyName`.
    pub property: String,
    /// What names a branch, and which: an index into the branches.
    pub mapping: Vec<(String, usize)>,
}

/// `contains`: how many elements a schema holds of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Contains {
    /// The schema.
    pub schema: SchemaRef,
    /// How many at least: `minContains`, or one.
    pub least: u64,
    /// How many at most: `maxContains`.
    pub most: Option<u64>,
}

/// `if`: which of two schemas holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Conditional {
    /// What decides.
    pub condition: SchemaRef,
    /// `then`: what holds where `condition` does.
    pub then: Option<SchemaRef>,
    /// `else`: what holds where it does not.
    pub otherwise: Option<SchemaRef>,
}

impl Schema {
    /// Calls `visit` with every named type that the schema refers to, however deep it stands within it.
    pub fn visit_named(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        for schema in self.rules.iter_mut().flat_map(Rule::schemas_mut) {
            schema.visit_named(visit);
        }
    }
}

impl SchemaRef {
    /// Calls `visit` with every named type that it refers to, itself or however deep within it.
    pub fn visit_named(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        match self {
            SchemaRef::Named(id) => visit(id),
            SchemaRef::Inline(schema) => schema.visit_named(visit),
        }
    }
}

impl Rule {
    /// The schemas that stand directly in the rule.
    pub fn schemas_mut(&mut self) -> Vec<&mut SchemaRef> {
        match self {
            Rule::Properties(members)
            | Rule::PatternProperties(members)
            | Rule::DependentSchemas(members)
            | Rule::Resource(members) => members.iter_mut().map(|(_, schema)| schema).collect(),
            Rule::AdditionalProperties(schema)
            | Rule::Items(schema)
            | Rule::UnevaluatedProperties(schema)
            | Rule::UnevaluatedItems(schema) => schema.iter_mut().collect(),
            Rule::PrefixItems(schemas)
            | Rule::AllOf(schemas)
            | Rule::AnyOf(schemas)
            | Rule::OneOf(schemas) => schemas.iter_mut().collect(),
            Rule::Not(schema)
            | Rule::PropertyNames(schema)
            | Rule::In(_, schema)
            | Rule::DynamicRef {
                initially: schema, ..
            } => vec![schema],
            Rule::Contains(contains) => vec![&mut contains.schema],
            Rule::If(Conditional {
                condition,
                then,
                otherwise,
            }) => [Some(condition), then.as_mut(), otherwise.as_mut()]
                .into_iter()
                .flatten()
                .collect(),
            Rule::Type(_)
            | Rule::Enum(_)
            | Rule::Required(_)
            | Rule::DependentRequired(_)
            | Rule::ReadOnly(_)
            | Rule::WriteOnly(_)
            | Rule::MinProperties(_)
            | Rule::MaxProperties(_)
            | Rule::MinItems(_)
            | Rule::MaxItems(_)
            | Rule::UniqueItems
            | Rule::Examples(_)
            | Rule::MinLength(_)
            | Rule::MaxLength(_)
            | Rule::Pattern(_)
            | Rule::Format(_)
            | Rule::Minimum(_)
            | Rule::Maximum(_)
            | Rule::ExclusiveMinimum(_)
            | Rule::ExclusiveMaximum(_)
            | Rule::MultipleOf(_)
            | Rule::Discriminator(_) => Vec::new(),
        }
    }
}

/// A type of JSON value, as schemas name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JsonType {
    /// `null`.
    Null,
    /// `boolean`.
    Boolean,
    /// `integer`: a number without a fraction; `1.0` is one.
    Integer,
    /// `number`: integers included.
    Number,
    /// `string`.
    String,
    /// `array`.
    Array,
    /// `object`.
    Object,
}

/// A `format` that validation checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// `int8`.
    Int8,
    /// `int16`.
    Int16,
    /// `int32`.
    Int32,
    /// `int64`.
    Int64,
    /// `uint8`.
    Uint8,
    /// `uint16`.
    Uint16,
    /// `uint32`.
    Uint32,
    /// `uint64`.
    Uint64,
    /// `date-time`.
    DateTime,
    /// `date`.
    Date,
    /// `time`.
    Time,
    /// `duration`.
    Duration,
    /// `uuid`.
    Uuid,
    /// `uri`.
    Uri,
    /// `ipv4`.
    Ipv4,
    /// `ipv6`.
    Ipv6,
    /// `byte`.
    Byte,
    /// `base64url`.
    Base64Url,
    /// `uri-reference`.
    UriReference,
    /// `iri`.
    Iri,
    /// `iri-reference`.
    IriReference,
    /// `email`.
    Email,
    /// `hostname`.
    Hostname,
    /// `regex`.
    Regex,
    /// `json-pointer`.
    JsonPointer,
    /// `relative-json-pointer`.
    RelativeJsonPointer,
    /// `char`.
    Char,
    /// `decimal`, of a string.
    Decimal,
}
