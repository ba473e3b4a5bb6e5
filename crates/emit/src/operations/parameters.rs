use bindery_model::{Parameter, ParameterLocation, ParameterStyle};
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
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    });
    let (wire_name, schema) = (&parameter.wire_name, schema(scope, &parameter.schema));
    let plain = quote!(#name::#constructor(#wire_name, #schema));
    let differences = differences(scope, parameter);
    match differences.is_empty() {
        true => plain,
        false => quote!(#name { #(#differences,)* ..#plain }),
    }
}

/// The members of a description that are not what OpenAPI takes for granted in this place.
fn differences(scope: &mut Scope<'_>, parameter: &Parameter) -> Vec<TokenStream> {
    let usual = Usual::of(parameter.location);
    let mut differences = Vec::new();
    if parameter.style != usual.style {
        let styles = scope.runtime("http::Style");
        let style = identifier(style_name(parameter.style));
        differences.push(quote!(style: #styles::#style));
    }
    if parameter.explode != usual.explode {
        let explode = parameter.explode;
        differences.push(quote!(explode: #explode));
    }
    if parameter.allow_reserved {
        differences.push(quote!(allow_reserved: true));
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
    fn of(location: ParameterLocation) -> Self {
        match location {
            ParameterLocation::Path => Self {
                style: ParameterStyle::Simple,
                explode: false,
                required: true,
            },
            ParameterLocation::Header => Self {
                style: ParameterStyle::Simple,
                explode: false,
                required: false,
            },
            ParameterLocation::Query | ParameterLocation::Cookie => Self {
                style: ParameterStyle::Form,
                explode: true,
                required: false,
            },
        }
    }
}

fn style_name(style: ParameterStyle) -> &'static str {
    match style {
        ParameterStyle::Matrix => "Matrix",
        ParameterStyle::Label => "Label",
        ParameterStyle::Simple => "Simple",
        ParameterStyle::Form => "Form",
        ParameterStyle::SpaceDelimited => "SpaceDelimited",
        ParameterStyle::PipeDelimited => "PipeDelimited",
        ParameterStyle::DeepObject => "DeepObject",
        ParameterStyle::Json => "Json",
    }
}
