//! The tables that choose a union's variant: facts of the value, and `x-select-by`.

use bindery_model::{
    Json, JsonType, OnMismatch, Others, Otherwise, SelectBy, Several, Shape, Test, TypeId, Union,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Part, companion};
use crate::context::Context;
use crate::rust_file::RustFile;
use crate::schema_tokens::{json_type, literal, schema};
use crate::scope::{Scope, path_tokens};

/// The table that chooses by what the value itself shows.
pub(super) fn selection(scope: &mut Scope<'_>, file: &mut RustFile, part: Part<'_>, union: &Union) {
    let name = path_tokens(&scope.table(part.id, "SELECTION"));
    let selection = scope.runtime("select::Selection");
    let union_name = part.def.wire_name.as_deref().unwrap_or(part.def.name.as_str());
    let labels = union.variants.iter().map(|variant| variant.label.as_str());
    let tests: Vec<_> = union.tests.iter().map(|each| test(scope, each)).collect();
    let several = several(scope, union);
    let docs = match &union.select_by {
        Some(_) => " What tells the variants apart where nothing beside the value does.",
        None => " What tells the variants apart.",
    };
    let value = quote!(#selection {
        union: #union_name,
        variants: &[#(#labels),*],
        tests: &[#(#tests),*],
        several: #several,
    });
    file.table(quote!(#[doc = #docs] static #name: #selection), value);
}

fn several(scope: &mut Scope<'_>, union: &Union) -> TokenStream {
    let name = scope.runtime("select::Several");
    match union.several {
        Several::Unknown => quote!(#name::Unknown),
        Several::Opaque => quote!(#name::Opaque),
        Several::ExactOne => {
            let candidates = candidates(scope, union);
            quote!(#name::ExactOne(&[#(#candidates),*]))
        }
        Several::MostSpecific => {
            let candidates = candidates(scope, union);
            quote!(#name::MostSpecific(&[#(#candidates),*]))
        }
    }
}

fn candidates(scope: &mut Scope<'_>, union: &Union) -> Vec<TokenStream> {
    let candidate = scope.runtime("select::Candidate");
    let rows = union.variants.iter().map(|variant| {
        let schema = schema(scope, &variant.schema);
        let required = index(variant.required_members);
        quote!(#candidate { schema: #schema, required_members: #required })
    });
    rows.collect()
}

fn test(scope: &mut Scope<'_>, test: &Test) -> TokenStream {
    let name = scope.runtime("select::Test");
    match test {
        Test::Type { accepts } => {
            let accepts: Vec<_> = accepts.iter().map(|types| json_types(scope, types)).collect();
            quote!(#name::Type { accepts: &[#(#accepts),*] })
        }
        Test::Required { member, variants } => {
            let variants = indices(variants);
            quote!(#name::Required { member: #member, variants: #variants })
        }
        Test::Undeclared { member, variants } => {
            let variants = indices(variants);
            quote!(#name::Undeclared { member: #member, variants: #variants })
        }
        Test::Closed { variant, members } => {
            let variant = index(*variant);
            quote!(#name::Closed { variant: #variant, members: &[#(#members),*] })
        }
        Test::Value {
            path,
            accepts,
            absent,
            others,
        } => {
            let accepts: Vec<_> = accepts
                .iter()
                .map(|(variant, values)| accepted(scope, *variant, values))
                .collect();
            let absent = indices(absent);
            let others = self::others(scope, *others);
            quote!(#name::Value {
                path: &[#(#path),*],
                accepts: &[#(#accepts),*],
                absent: #absent,
                others: #others,
            })
        }
        Test::MemberType { member, accepts } => {
            let accepts: Vec<_> = accepts
                .iter()
                .map(|(variant, types)| {
                    let (variant, types) = (index(*variant), json_types(scope, types));
                    quote!((#variant, #types))
                })
                .collect();
            quote!(#name::MemberType { member: #member, accepts: &[#(#accepts),*] })
        }
        Test::Items {
            variants,
            tests,
            empty,
        } => {
            let (variants, empty) = (indices(variants), index(*empty));
            let tests: Vec<_> = tests.iter().map(|each| self::test(scope, each)).collect();
            quote!(#name::Items { variants: #variants, tests: &[#(#tests),*], empty: #empty })
        }
    }
}

fn others(scope: &mut Scope<'_>, others: Others) -> TokenStream {
    let name = scope.runtime("select::Others");
    match others {
        Others::Concerned => quote!(#name::Concerned),
        Others::Unknown => quote!(#name::Unknown),
        Others::Variant(variant) => {
            let variant = index(variant);
            quote!(#name::Variant(#variant))
        }
    }
}

fn accepted(scope: &mut Scope<'_>, variant: usize, values: &[Json]) -> TokenStream {
    let variant = index(variant);
    let values: Vec<_> = values.iter().map(|value| literal(scope, value)).collect();
    quote!((#variant, &[#(#values),*]))
}

fn json_types(scope: &mut Scope<'_>, types: &[JsonType]) -> TokenStream {
    let types: Vec<_> = types.iter().map(|each| json_type(scope, *each)).collect();
    quote!(&[#(#types),*])
}

/// The table of the siblings that choose, where some type has the union beside them.
pub(super) fn select_by(scope: &mut Scope<'_>, file: &mut RustFile, part: Part<'_>, union: &Union) {
    let Some(plan) = union
        .select_by
        .as_ref()
        .filter(|_| is_selected(scope.context, part.id))
    else {
        return;
    };
    let name = path_tokens(&scope.table(part.id, "SELECT_BY"));
    let selection = path_tokens(&scope.table(part.id, "SELECTION"));
    let select_by = scope.runtime("select::SelectBy");
    let tags = tags(scope, plan);
    let cases = cases(scope, plan);
    let otherwise_name = scope.runtime("select::Otherwise");
    let otherwise = match plan.otherwise {
        Otherwise::Unknown => quote!(Unknown),
        Otherwise::Error => quote!(Error),
        Otherwise::Value => quote!(Value),
        Otherwise::Variant(variant) => {
            let variant = index(variant);
            quote!(Variant(#variant))
        }
    };
    let on_mismatch_name = scope.runtime("select::OnMismatch");
    let on_mismatch = match plan.on_mismatch {
        OnMismatch::Error => quote!(Error),
        OnMismatch::Unknown => quote!(Unknown),
    };
    let head = quote! {
        /// The siblings that choose the variant (`x-select-by`).
        pub(crate) static #name: #select_by
    };
    let value = quote!(#select_by {
        selection: &#selection,
        tags: &[#(#tags),*],
        cases: &[#(#cases),*],
        otherwise: #otherwise_name::#otherwise,
        on_mismatch: #on_mismatch_name::#on_mismatch,
    });
    file.table(head, value);
}

fn tags(scope: &mut Scope<'_>, plan: &SelectBy) -> Vec<TokenStream> {
    let name = scope.runtime("select::Tag");
    let rows = plan.tags.iter().map(|tag| {
        let wire_name = &tag.wire_name;
        let absent = optional_literal(scope, tag.absent.as_ref());
        quote!(#name { name: #wire_name, absent: #absent })
    });
    rows.collect()
}

fn cases(scope: &mut Scope<'_>, plan: &SelectBy) -> Vec<TokenStream> {
    let name = scope.runtime("select::Case");
    let rows = plan.cases.iter().map(|case| {
        let when: Vec<_> = case
            .when
            .iter()
            .map(|value| optional_literal(scope, value.as_ref()))
            .collect();
        let then = index(case.then);
        quote!(#name { when: &[#(#when),*], then: #then })
    });
    rows.collect()
}

fn optional_literal(scope: &mut Scope<'_>, value: Option<&Json>) -> TokenStream {
    match value {
        Some(value) => {
            let value = literal(scope, value);
            quote!(Some(#value))
        }
        None => quote!(None),
    }
}

/// Whether some object holds the union beside the siblings that choose its variant.
fn is_selected(context: Context<'_>, union: TypeId) -> bool {
    context.api.types.iter().any(|def| match &def.shape {
        Shape::Object(object) => object.members.iter().any(|member| {
            let chosen = companion::union_of(context, &member.type_ref).is_some_and(|(id, _)| id == union);
            chosen && !companion::tags(object, member).is_empty()
        }),
        _ => false,
    })
}

fn index(value: usize) -> Literal {
    Literal::usize_unsuffixed(value)
}

fn indices(values: &[usize]) -> TokenStream {
    let values = values.iter().map(|value| index(*value));
    quote!(&[#(#values),*])
}
