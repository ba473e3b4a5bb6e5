//! A member as a field: its documentation and its names.

use bindery_model::{AdditionalMembers, Json, Member, Object, Primitive, Shape, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

use super::companion;
use crate::context::Context;
use crate::docs;
use crate::names::is_reserved;
use crate::scope::{Scope, identifier};
use crate::type_tokens::{member_type, type_tokens};

/// How deep a type is looked into for secrets.
const DEPTH: usize = 16;

/// What a member stands among.
pub(super) struct Siblings<'a> {
    object: &'a Object,
    /// Those whose variant siblings choose.
    selected: Vec<&'a Member>,
}

impl<'a> Siblings<'a> {
    /// The members of `object`.
    pub(super) fn of(object: &'a Object) -> Self {
        Self {
            object,
            selected: companion::selected(object).collect(),
        }
    }
}

/// The field of `member`.
pub(super) fn field(scope: &mut Scope<'_>, siblings: &Siblings<'_>, member: &Member) -> TokenStream {
    let docs = docs::attributes(&field_docs(scope.context, siblings, member));
    let deprecated = docs::deprecated(&member.docs);
    if member.docs.deprecated {
        scope.mention_deprecated();
    }
    let name = identifier(member.name.as_str());
    let ty = member_type(scope, member);
    quote!(#docs #deprecated pub #name: #ty,)
}

/// The field that keeps members that are not declared.
pub(super) fn additional_field(scope: &mut Scope<'_>, additional: &AdditionalMembers) -> Option<TokenStream> {
    let (field, ty, docs) = match additional {
        AdditionalMembers::Keep { field } => (
            field,
            scope.runtime("Members"),
            " Members that the document does not declare, kept as they came.",
        ),
        AdditionalMembers::Typed { field, type_ref } => {
            let map = TypeRef::Map(Box::new(type_ref.clone()));
            (field, type_tokens(scope, &map), " Every other member.")
        }
        AdditionalMembers::Drop | AdditionalMembers::Deny => return None,
    };
    let field = identifier(field.as_str());
    Some(quote!(#[doc = #docs] pub #field: #ty,))
}

/// The name of the field that keeps undeclared members, where they are kept.
pub(super) fn additional_name(additional: &AdditionalMembers) -> Option<&str> {
    match additional {
        AdditionalMembers::Keep { field } | AdditionalMembers::Typed { field, .. } => Some(field.as_str()),
        AdditionalMembers::Drop | AdditionalMembers::Deny => None,
    }
}

fn field_docs(context: Context<'_>, siblings: &Siblings<'_>, member: &Member) -> Vec<String> {
    let mut paragraphs = vec![docs::described_or(&member.docs, &docs::code(&member.wire_name))];
    paragraphs.extend(selected_note(siblings.object, member));
    paragraphs.extend(tag_note(siblings, member));
    if let (false, false, Some(default)) = (
        member.presence.is_required(),
        holds_secret(context, &member.type_ref, DEPTH),
        member.docs.default.as_ref().map(Json::to_text),
    ) && default.chars().count() <= docs::LONGEST_EXAMPLE
    {
        paragraphs.push(vec![format!("Absent means {}.", docs::code(&default))]);
    }
    if shows_examples(context, &member.type_ref) {
        paragraphs.extend(docs::example(&member.docs).map(|line| vec![line]));
    }
    docs::join(paragraphs)
}

/// Which siblings choose `member`'s variant.
fn selected_note(object: &Object, member: &Member) -> Option<Vec<String>> {
    member.selected.as_ref()?;
    let tags = companion::tags(object, member);
    let setter = format!("with_{}", bare(member));
    let names = sequence(tags.iter().map(|tag| docs::code(&tag.wire_name)));
    let verb = if tags.len() == 1 { "chooses" } else { "choose" };
    let has_companion = companion::of(object)
        .iter()
        .any(|each| std::ptr::eq(*each, member));
    let advice = match (has_companion, tags.len()) {
        (false, _) => "writing any other is an error".to_owned(),
        (true, 1) => format!("set both with [`{setter}`](Self::{setter})"),
        (true, 2) => format!("set all three with [`{setter}`](Self::{setter})"),
        (true, _) => format!("set all of them with [`{setter}`](Self::{setter})"),
    };
    Some(docs::sentence(&format!("{names} {verb} the variant; {advice}.")))
}

/// Which siblings' variants `member` chooses.
fn tag_note(siblings: &Siblings<'_>, member: &Member) -> Option<Vec<String>> {
    let others = siblings.selected.iter().copied();
    let chosen: Vec<&Member> = others
        .filter(|selected| !std::ptr::eq(*selected, member))
        .filter(|selected| {
            let tags = companion::tags(siblings.object, selected);
            tags.iter().any(|tag| std::ptr::eq(*tag, member))
        })
        .collect();
    let word = match chosen.len() {
        0 => return None,
        1 => "variant",
        _ => "variants",
    };
    let names = sequence(
        chosen
            .iter()
            .map(|each| format!("[`{0}`](Self::{0})", bare(each))),
    );
    Some(docs::sentence(&format!("Chooses the {word} of {names}.")))
}

/// `a`, `a and b`, `a, b and c`.
fn sequence(words: impl Iterator<Item = String>) -> String {
    let words: Vec<_> = words.collect();
    match &words[..] {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// Whether an example of the type is plain to see, and gives nothing away.
pub(super) fn shows_examples(context: Context<'_>, type_ref: &TypeRef) -> bool {
    !holds_secret(context, type_ref, DEPTH)
}

/// Whether the type holds a secret somewhere. What is too deep to tell counts as one.
fn holds_secret(context: Context<'_>, type_ref: &TypeRef, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return true;
    };
    let holds = |inner: &TypeRef| holds_secret(context, inner, depth);
    match type_ref {
        TypeRef::Primitive(primitive) => *primitive == Primitive::Secret,
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
            holds(inner)
        }
        TypeRef::Tuple(items) => items.iter().any(holds),
        TypeRef::Any | TypeRef::Never => false,
        // What it shows is its own affair, and may be a secret.
        TypeRef::Existing(_) => true,
        TypeRef::Named(id) => match &context.type_def(*id).shape {
            Shape::Enum(_) => false,
            Shape::Newtype(newtype) => holds(&newtype.inner),
            Shape::Alias(inner) => holds(inner),
            // Shapes of many members are not worth the search: their own members have examples.
            Shape::Object(_) | Shape::Union(_) => true,
        },
    }
}

/// The field's name as a part of a method's name, where no keyword is in the way.
pub(super) fn bare(member: &Member) -> &str {
    let name = member.name.as_str();
    match name.strip_prefix("r#").or_else(|| name.strip_suffix('_')) {
        Some(plain) if is_reserved(plain) => plain,
        _ => name.strip_prefix("r#").unwrap_or(name),
    }
}
