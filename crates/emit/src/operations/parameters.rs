use bindery_model::{DeepObjectArrays, FormMember, Parameter, ParameterLocation, ParameterStyle};
use proc_macro2::TokenStream;
use quote::quote;

use crate::schema_tokens::schema;
use crate::scope::{Scope, identifier};

/// The description of a parameter: `Parameter::header("X-Idempotency-Key", &Schema(…))`, with what
/// differs from OpenAPI's defaults around it.
pub(super) fn parameter(scope: &mut Scope<'_>, parameter: &Parameter) -> TokenStream {
    let name = scope.runtime("http::Parameter");
    let constructor = identifier(match parameter.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Querystring => "querystring",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    });
    let style = (parameter.location == ParameterLocation::Querystring).then(|| {
        let style = style(scope, &parameter.style);
        quote!(#style,)
    });
    let (wire_name, schema) = (&parameter.wire_name, schema(scope, &parameter.schema));
    let plain = quote!(#name::#constructor(#wire_name, #style #schema));
    let differences = differences(scope, parameter);
    match differences.is_empty() {
        true => plain,
        false => quote!(#name { #(#differences,)* ..#plain }),
    }
}

/// The members of a description that are not what OpenAPI takes for granted in this place.
fn differences(scope: &mut Scope<'_>, parameter: &Parameter) -> Vec<TokenStream> {
    let usual = Usual::of(parameter);
    let mut differences = Vec::new();
    if parameter.style != usual.style {
        let style = style(scope, &parameter.style);
        differences.push(quote!(style: #style));
    }
    if parameter.explode != usual.explode {
        let explode = parameter.explode;
        differences.push(quote!(explode: #explode));
    }
    if parameter.allow_reserved {
        differences.push(quote!(allow_reserved: true));
    }
    if parameter.allow_empty {
        differences.push(quote!(allow_empty: true));
    }
    if parameter.required != usual.required {
        let required = parameter.required;
        differences.push(quote!(required: #required));
    }
    differences
}

/// What OpenAPI takes for granted of a parameter (3.0.3, "Parameter Object").
struct Usual {
    style: ParameterStyle,
    explode: bool,
    required: bool,
}

impl Usual {
    fn of(parameter: &Parameter) -> Self {
        let (style, explode) = match parameter.location {
            ParameterLocation::Path | ParameterLocation::Header => (ParameterStyle::Simple, false),
            ParameterLocation::Query | ParameterLocation::Cookie => (ParameterStyle::Form, true),
            // Its constructor is given it.
            ParameterLocation::Querystring => (parameter.style.clone(), false),
        };
        Self {
            style,
            explode,
            required: parameter.location == ParameterLocation::Path,
        }
    }
}

/// `Style::DeepObject(Arrays::Indices)`.
fn style(scope: &mut Scope<'_>, style: &ParameterStyle) -> TokenStream {
    let name = scope.runtime("http::Style");
    let variant = identifier(match style {
        ParameterStyle::Matrix => "Matrix",
        ParameterStyle::Label => "Label",
        ParameterStyle::Simple => "Simple",
        ParameterStyle::Form => "Form",
        ParameterStyle::SpaceDelimited => "SpaceDelimited",
        ParameterStyle::PipeDelimited => "PipeDelimited",
        ParameterStyle::Cookie => "Cookie",
        ParameterStyle::Json => "Json",
        ParameterStyle::Raw => "Raw",
        ParameterStyle::DeepObject(how) => {
            let arrays = arrays(scope, *how);
            return quote!(#name::DeepObject(#arrays));
        }
        ParameterStyle::Urlencoded(members) => {
            let members = form_members(scope, members);
            return quote!(#name::Urlencoded(#members));
        }
    });
    quote!(#name::#variant)
}

fn arrays(scope: &mut Scope<'_>, arrays: DeepObjectArrays) -> TokenStream {
    let name = scope.runtime("http::Arrays");
    let variant = identifier(match arrays {
        DeepObjectArrays::Indices => "Indices",
        DeepObjectArrays::Brackets => "Brackets",
        DeepObjectArrays::Repeated => "Repeated",
    });
    quote!(#name::#variant)
}

/// `&[Member::deep_object("metadata")]`: how the members of a form are written, where the
/// document says so.
pub(super) fn form_members(scope: &mut Scope<'_>, members: &[FormMember]) -> TokenStream {
    let members: Vec<_> = members.iter().map(|member| form_member(scope, member)).collect();
    quote!(&[#(#members),*])
}

fn form_member(scope: &mut Scope<'_>, member: &FormMember) -> TokenStream {
    let (name, wire_name) = (scope.runtime("http::Member"), &member.name);
    let mut differences = Vec::new();
    let plain = match &member.style {
        ParameterStyle::DeepObject(DeepObjectArrays::Indices) => quote!(#name::deep_object(#wire_name)),
        ParameterStyle::Form => quote!(#name::form(#wire_name)),
        other => {
            let style = style(scope, other);
            differences.push(quote!(style: #style));
            quote!(#name::form(#wire_name))
        }
    };
    if !member.explode {
        differences.push(quote!(explode: false));
    }
    if member.allow_reserved {
        differences.push(quote!(allow_reserved: true));
    }
    match differences.is_empty() {
        true => plain,
        false => quote!(#name { #(#differences,)* ..#plain }),
    }
}
