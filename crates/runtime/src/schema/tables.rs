use std::fmt;
use std::sync::OnceLock;

use super::{JsonType, Literal};

/// All that a schema demands of a value: every rule must hold. No rules: any value.
#[derive(Clone, Copy, Debug)]
pub struct Schema(pub &'static [Rule]);

impl Schema {
    /// Any value.
    pub const ANY: Self = Self(&[]);
    /// Null.
    pub const NULL: Self = Self(&[Rule::Type(&[JsonType::Null])]);
    /// A boolean.
    pub const BOOLEAN: Self = Self(&[Rule::Type(&[JsonType::Boolean])]);
    /// An integer.
    pub const INTEGER: Self = Self(&[Rule::Type(&[JsonType::Integer])]);
    /// A number.
    pub const NUMBER: Self = Self(&[Rule::Type(&[JsonType::Number])]);
    /// A string.
    pub const STRING: Self = Self(&[Rule::Type(&[JsonType::String])]);
    /// An array.
    pub const ARRAY: Self = Self(&[Rule::Type(&[JsonType::Array])]);
    /// An object.
    pub const OBJECT: Self = Self(&[Rule::Type(&[JsonType::Object])]);
}

/// A member's name, or a pattern of names, and the schema of its value.
#[derive(Clone, Copy, Debug)]
pub struct Property(pub &'static str, pub &'static Schema);

/// One demand, named after its keyword (JSON Schema 2020-12, Core and Validation; OpenAPI 3.0.3, "Schema Object").
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// `type`: one of these; an integer is a number without a fraction.
    Type(&'static [JsonType]),
    /// `enum` and `const`: equal to one of these.
    Enum(&'static [Literal]),
    /// `required`.
    Required(&'static [&'static str]),
    /// `properties`.
    Properties(&'static [Property]),
    /// `patternProperties`.
    PatternProperties(&'static [Property]),
    /// `additionalProperties`: of members that neither `properties` nor `patternProperties` of this schema name.
    /// `None` refuses them all.
    AdditionalProperties(Option<&'static Schema>),
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
    /// `propertyNames`.
    PropertyNames(&'static Schema),
    /// `dependentRequired`: what a member brings with it.
    DependentRequired(&'static [Dependency]),
    /// `dependentSchemas`: what holds of an object that has a member.
    DependentSchemas(&'static [Property]),
    /// `unevaluatedProperties`: of members that no keyword of this schema, and of those that it applies to the same
    /// object, has looked at. `None` refuses them all.
    UnevaluatedProperties(Option<&'static Schema>),
    /// `items`, of the elements that `prefixItems` does not name. `None` refuses them all.
    Items(Option<&'static Schema>),
    /// `prefixItems`.
    PrefixItems(&'static [&'static Schema]),
    /// `contains`, `minContains`, `maxContains`.
    Contains(&'static Contains),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems: true`.
    UniqueItems,
    /// `unevaluatedItems`: of elements that no keyword of this schema, and of those that it applies to the same array,
    /// has looked at. `None` refuses them all.
    UnevaluatedItems(Option<&'static Schema>),
    /// `minLength`, in Unicode code points.
    MinLength(u64),
    /// `maxLength`, in Unicode code points.
    MaxLength(u64),
    /// `pattern`, an ECMA-262 regular expression, not anchored. What is not one demands nothing.
    Pattern(&'static str),
    /// `format`.
    Format(Format),
    /// `minimum`, as JSON text.
    Minimum(&'static str),
    /// `maximum`, as JSON text.
    Maximum(&'static str),
    /// `exclusiveMinimum`, as JSON text.
    ExclusiveMinimum(&'static str),
    /// `exclusiveMaximum`, as JSON text.
    ExclusiveMaximum(&'static str),
    /// `multipleOf`, as JSON text.
    MultipleOf(&'static str),
    /// `allOf`, and `$ref`: each holds.
    AllOf(&'static [&'static Schema]),
    /// `anyOf`: at least one holds.
    AnyOf(&'static [&'static Schema]),
    /// `oneOf`: exactly one holds.
    OneOf(&'static [&'static Schema]),
    /// `discriminator`, beside the `oneOf` or `anyOf` that it is about.
    Discriminator(&'static Discriminator),
    /// `not`: it does not hold.
    Not(&'static Schema),
    /// `if`, `then`, `else`.
    If(&'static Conditional),
    /// `readOnly` members that are required: of requests nothing requires them.
    ReadOnly(&'static [&'static str]),
    /// `writeOnly` members that are required: of responses nothing requires them.
    WriteOnly(&'static [&'static str]),
    /// What the schema demands of a value that goes in one direction.
    In(Direction, &'static Schema),
    /// The `$dynamicAnchor`s of the schema resource that the schema stands in; the first of its rules.
    Resource(&'static [Anchor]),
    /// `$dynamicRef`: what the outermost resource that led here calls by this name, or else the schema, holds.
    DynamicRef(&'static Anchor),
    /// `$ref` in a table that is made at run time, where the schema leads back to itself: it holds.
    Link(&'static Link),
    /// `example`, `examples` and `default`: they demand nothing, and show what values look like.
    Examples(&'static [Literal]),
}

/// A `$dynamicAnchor` and the schema that it names.
#[derive(Clone, Copy, Debug)]
pub struct Anchor(pub &'static str, pub &'static Schema);

/// A schema that is known only once others are made which refer to it: what is made at run time has no
/// other way to lead back to itself.
#[derive(Default)]
pub struct Link(OnceLock<&'static Schema>);

impl Link {
    /// A link that leads nowhere yet.
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// Lets it lead to `schema`. Only the first call counts.
    pub fn set(&self, schema: &'static Schema) {
        let _known = self.0.set(schema);
    }

    /// Where it leads; as long as that is not known, to a schema that demands nothing.
    pub fn schema(&self) -> &'static Schema {
        self.0.get().copied().unwrap_or(&Schema::ANY)
    }
}

/// Nothing of where it leads: that may be back here.
impl fmt::Debug for Link {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Link")
    }
}

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the client to the server.
    Request,
    /// From the server to the client.
    Response,
}

/// `discriminator` (OpenAPI 3.1.1, "Discriminator Object"): where the value of a member names a branch of the choice
/// beside it, that one must hold, and no other is looked at. A value that names none is left to the choice.
#[derive(Clone, Copy, Debug)]
pub struct Discriminator {
    /// `propertyName`.
    pub property: &'static str,
    /// What names a branch, and which: an index into the branches.
    pub mapping: &'static [(&'static str, usize)],
}

/// `contains`: how many elements a schema holds of.
#[derive(Clone, Copy, Debug)]
pub struct Contains {
    /// The schema.
    pub schema: &'static Schema,
    /// How many at least: `minContains`, or one.
    pub least: u64,
    /// How many at most: `maxContains`.
    pub most: Option<u64>,
}

/// The members that must be there when another is.
#[derive(Clone, Copy, Debug)]
pub struct Dependency(pub &'static str, pub &'static [&'static str]);

/// `if`: which of two schemas holds.
#[derive(Clone, Copy, Debug)]
pub struct Conditional {
    /// What decides.
    pub condition: &'static Schema,
    /// `then`: what holds where `condition` does.
    pub then: Option<&'static Schema>,
    /// `else`: what holds where it does not.
    pub otherwise: Option<&'static Schema>,
}

/// A `format` that is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// `date-time` (RFC 3339).
    DateTime,
    /// `date` (RFC 3339, `full-date`).
    Date,
    /// `time` (RFC 3339, `full-time`).
    Time,
    /// `duration` (RFC 3339, appendix A).
    Duration,
    /// `uuid` (RFC 9562).
    Uuid,
    /// `uri` (RFC 3986).
    Uri,
    /// `ipv4`.
    Ipv4,
    /// `ipv6`.
    Ipv6,
    /// `byte`: base64 (RFC 4648).
    Byte,
    /// `base64url` (RFC 4648, section 5).
    Base64Url,
    /// `uri-reference` (RFC 3986).
    UriReference,
    /// `iri` (RFC 3987).
    Iri,
    /// `iri-reference` (RFC 3987).
    IriReference,
    /// `email` (RFC 5321, a mailbox).
    Email,
    /// `hostname` (RFC 1123).
    Hostname,
    /// `regex` (ECMA-262).
    Regex,
    /// `json-pointer` (RFC 6901).
    JsonPointer,
    /// `relative-json-pointer`.
    RelativeJsonPointer,
    /// `char`: one code point.
    Char,
    /// `decimal`, of a string.
    Decimal,
}
