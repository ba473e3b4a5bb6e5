//! The representations of an operation's only success: a server answers with the one that is asked for.
//!
//! ```yaml
//! content: { application/json: { … }, text/csv: { schema: { type: string } } }
//! # enum ListReportsRepresentation { Json(…), Csv(String) }, enum ListReportsMediaType { Json, Csv }
//! ```

use std::collections::BTreeSet;

use bindery_model::{Answer, BodyEncoding, MediaType, Operation, TypeRef};
use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::quote;

use super::answers::type_text;
use super::{bodies, operation_names, payload};
use crate::docs;
use crate::rust_file::RustFile;
use crate::scope::{Scope, identifier};

/// What a success may be.
pub(crate) struct Representations<'a> {
    operation: &'a Operation,
    /// The preferred first.
    variants: Vec<Representation<'a>>,
}

/// One of them.
struct Representation<'a> {
    name: String,
    /// Its media types, which are read alike.
    media: Vec<&'a MediaType>,
}

/// The representations of the only success of `operation`; nothing where there is but one, or where several
/// successes have media types of their own.
pub(crate) fn of(operation: &Operation) -> Option<Representations<'_>> {
    let [only] = &operation.answers.success[..] else {
        return None;
    };
    if operation.alternates.is_empty() {
        return None;
    }
    let mut variants = vec![preferred(only, operation)?];
    let mut claimed = BTreeSet::from([variants.first()?.name.clone()]);
    for alternate in &operation.alternates {
        let plain = variant_name(alternate.name.as_str());
        let mut name = plain.clone();
        let mut number = 2;
        while !claimed.insert(name.clone()) {
            name = format!("{plain}{number}");
            number += 1;
        }
        let media = vec![&alternate.media_type];
        variants.push(Representation { name, media });
    }
    Some(Representations { operation, variants })
}

/// What is answered where nothing else is asked for. The others keep the names that the client has for them.
fn preferred<'a>(answer: &'a Answer, operation: &Operation) -> Option<Representation<'a>> {
    let media = payload::read_alike(answer);
    let plain = match media.first()?.encoding {
        BodyEncoding::Json => "Json",
        BodyEncoding::Form => "Form",
        BodyEncoding::Multipart => "Multipart",
        BodyEncoding::Text => "Text",
        BodyEncoding::Binary => "Bytes",
        BodyEncoding::Events(_) => "Events",
        BodyEncoding::JsonLines => "JsonLines",
        BodyEncoding::JsonSequence => "JsonSequence",
    };
    let mut others = operation.alternates.iter();
    let name = match others.any(|other| variant_name(other.name.as_str()) == plain) {
        true => "Preferred",
        false => plain,
    };
    Some(Representation {
        name: name.to_owned(),
        media,
    })
}

/// `Csv` for `as_csv`; with the first word where nothing else begins a name.
fn variant_name(method: &str) -> String {
    let word = method.strip_prefix("as_").unwrap_or(method).to_upper_camel_case();
    match word.starts_with(char::is_alphabetic) && word != "Self" {
        true => word,
        false => format!("As{word}"),
    }
}

impl Representations<'_> {
    /// What an answer is.
    pub(crate) fn name(&self) -> String {
        operation_names::representation(self.operation)
    }

    /// What a caller asks for.
    pub(crate) fn media_type(&self) -> String {
        operation_names::media_type(self.operation)
    }

    /// Adds both enums, and the table that says what they stand for; `method` is linked to.
    pub(crate) fn add(&self, scope: &mut Scope<'_>, file: &mut RustFile, method: &str) {
        file.items(self.declaration(scope, method));
        file.items(self.media_types(method));
        file.text(self.table(scope));
    }

    fn declaration(&self, scope: &mut Scope<'_>, method: &str) -> TokenStream {
        let docs = docs::attributes(&[format!("What {method} answers with, by media type.")]);
        let name = identifier(&self.name());
        let holds_stream = self.preferred_media().any(payload::is_streamed);
        let derives = payload::derives(holds_stream);
        let size = self.preferred_media().any(may_be_large).then(|| {
            quote!(#[allow(clippy::large_enum_variant, reason = "an answer is on its way out, and not kept")])
        });
        let variants: Vec<_> = self
            .variants
            .iter()
            .map(|variant| {
                let (docs, name) = (variant.docs(), identifier(&variant.name));
                let value = payload::success(scope, variant.media.first().copied());
                quote!(#docs #name(#value),)
            })
            .collect();
        quote! {
            #docs
            #derives
            #size
            pub enum #name {
                #(#variants)*
            }
        }
    }

    fn media_types(&self, method: &str) -> TokenStream {
        let docs = docs::attributes(&[format!("What a caller of {method} may ask for.")]);
        let name = identifier(&self.media_type());
        let variants = self.variants.iter().map(|variant| {
            let (docs, name) = (variant.docs(), identifier(&variant.name));
            quote!(#docs #name,)
        });
        quote! {
            #docs
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            pub enum #name {
                #(#variants)*
            }
        }
    }

    /// `Csv(String) as text "text/csv",` for each.
    fn table(&self, scope: &mut Scope<'_>) -> String {
        scope.runtime_macro("representations");
        let rows: String = self.variants.iter().map(|variant| variant.row(scope)).collect();
        let (name, media_type) = (self.name(), self.media_type());
        format!("representations! {{\n    {name} by {media_type} {{\n{rows}    }}\n}}\n")
    }

    /// The first media type of each.
    fn preferred_media(&self) -> impl Iterator<Item = &MediaType> {
        self.variants
            .iter()
            .filter_map(|variant| variant.media.first().copied())
    }
}

impl Representation<'_> {
    fn docs(&self) -> TokenStream {
        let names: Vec<_> = self.media.iter().map(|media| docs::code(&media.name)).collect();
        docs::attributes(&[format!("{}.", names.join(", "))])
    }

    fn row(&self, scope: &mut Scope<'_>) -> String {
        let Some(first) = self.media.first() else {
            return String::new();
        };
        let value = type_text(payload::success(scope, Some(first)));
        let media = payload::media_words(&self.media);
        let encoding = bodies::encoding_name(first.encoding);
        format!("        {}({value}) as {encoding} {media},\n", self.name)
    }
}

/// Whether its value may be of many bytes: it is no text, list or stream.
fn may_be_large(media: &MediaType) -> bool {
    let is_whole = !payload::is_streamed(media) && media.encoding != BodyEncoding::Text;
    is_whole
        && !matches!(
            media.type_ref,
            TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Boxed(_)
        )
}
