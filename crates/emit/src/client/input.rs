use bindery_model::{Body, BodyEncoding, Docs, Operation, Parameter, ParameterLocation, TypeRef};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::operations::bodies::{self, Sent};
use crate::operations::{index_tokens, names_in, payload};
use crate::scope::{Scope, identifier};
use crate::type_tokens::type_tokens;
use crate::types::argument::{Argument, argument};

/// A parameter or the body: what a call is given.
pub(crate) struct Input<'a> {
    pub(crate) name: String,
    pub(crate) source: Source<'a>,
    type_ref: TypeRef,
}

/// An input as an argument of a method.
pub(crate) struct Taken {
    /// The argument's type.
    pub(crate) ty: TokenStream,
    /// What stands before the call is made.
    pub(crate) preparation: TokenStream,
    /// The reference to the value.
    pub(crate) value: TokenStream,
}

/// What an input is in the request.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    /// The parameter with this index.
    Parameter(usize, &'a Parameter),
    /// The body, and what it is.
    Body(Sent<'a>, &'a Body),
}

/// The parameters and the body of `operation`, as far as they are `required` or not: those of the
/// path first, the body last.
pub(crate) fn inputs<'a>(scope: &Scope<'_>, operation: &'a Operation, required: bool) -> Vec<Input<'a>> {
    let mut parameters: Vec<_> = operation.parameters.iter().enumerate().collect();
    parameters.retain(|(_, parameter)| parameter.required == required);
    parameters.sort_by_key(|(_, parameter)| parameter.location != ParameterLocation::Path);
    let parameters = parameters.into_iter().map(|(index, parameter)| Input {
        name: parameter.name.to_string(),
        source: Source::Parameter(index, parameter),
        type_ref: parameter.type_ref.clone(),
    });
    let body = operation
        .body
        .as_ref()
        .filter(|body| body.required == required)
        .and_then(|body| {
            let sent = bodies::sent(operation)?;
            let type_ref = match sent {
                Sent::One(media) => scope.context.api.value_type(media),
                Sent::Several(..) => TypeRef::Any,
            };
            Some(Input {
                name: names_in::body(operation),
                source: Source::Body(sent, body),
                type_ref,
            })
        });
    parameters.chain(body).collect()
}

impl Input<'_> {
    /// What it is in Rust, where it is a parameter or a body of one kind.
    pub(crate) fn type_ref(&self) -> &TypeRef {
        &self.type_ref
    }

    pub(crate) fn ident(&self) -> Ident {
        identifier(&self.name)
    }

    /// What the document says of it.
    pub(crate) fn said(&self) -> &Docs {
        match self.source {
            Source::Parameter(_, parameter) => &parameter.docs,
            Source::Body(_, body) => &body.docs,
        }
    }

    /// The type of a field that holds it.
    pub(crate) fn field_type(&self, scope: &mut Scope<'_>) -> TokenStream {
        match self.source {
            Source::Body(sent, _) => sent.tokens(scope),
            Source::Parameter(..) => type_tokens(scope, &self.type_ref),
        }
    }

    /// Whether it may come piece by piece.
    pub(crate) fn streams(&self) -> bool {
        match self.source {
            Source::Body(sent, _) => sent.media_types().iter().any(payload::is_streamed),
            Source::Parameter(..) => false,
        }
    }

    /// Whether a setter takes it as it is, and does not only look at it.
    pub(crate) fn is_taken(&self) -> bool {
        matches!(self.source, Source::Body(sent, _) if sent.is_taken())
    }

    /// The field of a struct as a setter takes it: a stream is sent, anything else is looked at.
    pub(crate) fn field_value(&self) -> TokenStream {
        let name = self.ident();
        match self.is_taken() {
            true => quote!(parameters.#name),
            false => quote!(&parameters.#name),
        }
    }

    /// The argument as a constructor of a type would take it.
    pub(crate) fn taken(&self, scope: &mut Scope<'_>) -> Taken {
        let name = self.ident();
        let plain = self.field_type(scope);
        if self.is_taken() {
            return Taken {
                ty: quote!(impl Into<#plain>),
                preparation: quote!(let #name: #plain = #name.into();),
                value: quote!(#name),
            };
        }
        let Argument { ty, value } = argument(scope, &self.name, &self.type_ref);
        match &self.type_ref {
            // Only the type says what is collected.
            TypeRef::List(_) => Taken {
                ty,
                preparation: quote!(let #name: #plain = #value;),
                value: quote!(&#name),
            },
            _ => Taken {
                ty,
                preparation: TokenStream::new(),
                value: quote!(&#value),
            },
        }
    }

    /// `.with_parameter(0, &value)`
    pub(crate) fn setter(&self, value: &TokenStream) -> TokenStream {
        match self.source {
            Source::Parameter(index, _) => {
                let index = index_tokens(index);
                quote!(.with_parameter(#index, #value))
            }
            Source::Body(Sent::Several(..), _) => quote!(.with_variant(#value)),
            Source::Body(Sent::One(media), _) => {
                let setter = identifier(match media.encoding {
                    BodyEncoding::Json => "with_json",
                    BodyEncoding::Form => "with_form",
                    BodyEncoding::Multipart => "with_multipart",
                    BodyEncoding::Text => "with_text",
                    BodyEncoding::Binary => "with_stream",
                    BodyEncoding::Events(_) => "with_events",
                    BodyEncoding::JsonLines => "with_json_lines",
                    BodyEncoding::JsonSequence => "with_json_sequence",
                });
                quote!(.#setter(#value))
            }
        }
    }
}
