use crate::schema::Schema;

/// A value that a document gives a member without its schema saying so: the tag of a union's variant.
///
/// A discriminator's mapping is no rule of the variant's schema, and what `x-select-by` says is none either; so
/// generated code lists them.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The member's name.
    pub member: &'static str,
    /// Its value.
    pub value: &'static str,
    /// The schema of the objects in which the member has this value, and no other; any object's where there is
    /// none.
    pub of: Option<&'static Schema>,
}

impl Word {
    /// What `member` may be in any object.
    pub const fn new(member: &'static str, value: &'static str) -> Self {
        Self {
            member,
            value,
            of: None,
        }
    }

    /// What `member` is in the objects of this schema.
    pub const fn of(member: &'static str, value: &'static str, schema: &'static Schema) -> Self {
        Self {
            member,
            value,
            of: Some(schema),
        }
    }
}
