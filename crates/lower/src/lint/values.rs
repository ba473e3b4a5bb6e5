//! What has a name that people chose, and a type: members and parameters.

use bindery_model::{Api, Object, Operation, Origin, Primitive, Shape, TypeRef};

/// A member or a parameter.
pub(super) struct NamedValue<'l> {
    pub(super) name: &'l str,
    pub(super) type_ref: &'l TypeRef,
    pub(super) origin: &'l Origin,
    /// The object that it is a member of.
    pub(super) object: Option<&'l Object>,
}

/// Every operation, those of webhooks and callbacks among them.
pub(super) fn operations(api: &Api) -> impl Iterator<Item = &Operation> {
    let webhooks = api.webhooks.iter().map(|webhook| &webhook.operation);
    api.operations.iter().chain(webhooks)
}

/// Every member and every parameter.
pub(super) fn named_values(api: &Api) -> impl Iterator<Item = NamedValue<'_>> {
    let objects = api.types.iter().filter_map(|made| match &made.shape {
        Shape::Object(object) => Some(object),
        _ => None,
    });
    let members = objects.flat_map(|object| {
        object.members.iter().map(move |member| NamedValue {
            name: &member.wire_name,
            type_ref: &member.type_ref,
            origin: &member.origin,
            object: Some(object),
        })
    });
    let parameters = operations(api).flat_map(|operation| &operation.parameters);
    let parameters = parameters.map(|parameter| NamedValue {
        name: &parameter.wire_name,
        type_ref: &parameter.type_ref,
        origin: &parameter.origin,
        object: None,
    });
    members.chain(parameters)
}

/// The type behind names, null and boxes: how deep these may lead.
const DEEPEST: usize = 16;

/// What a value is, once it is there: aliases, newtypes and null aside.
pub(super) fn plain<'l>(api: &'l Api, type_ref: &'l TypeRef) -> &'l TypeRef {
    let mut plain = type_ref;
    for _ in 0..DEEPEST {
        plain = match plain {
            TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => inner,
            TypeRef::Named(id) => match api.types.get(id.0).map(|made| &made.shape) {
                Some(Shape::Alias(target)) => target,
                Some(Shape::Newtype(newtype)) => &newtype.inner,
                _ => return plain,
            },
            _ => return plain,
        };
    }
    plain
}

/// The primitive that a value is, or that the elements of a list are.
pub(super) fn primitive(api: &Api, type_ref: &TypeRef) -> Option<Primitive> {
    let mut found = plain(api, type_ref);
    if let TypeRef::List(items) = found {
        found = plain(api, items);
    }
    match found {
        TypeRef::Primitive(primitive) => Some(*primitive),
        _ => None,
    }
}
