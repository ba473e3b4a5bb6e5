//! The traits that a type derives: its own, and those that its user wants.

use bindery_model::TypeDef;
use proc_macro2::TokenStream;
use quote::quote;

use crate::scope::absolute_path_tokens;

/// The attribute; `own` are the traits that the shape has anyhow.
pub(super) fn attribute(def: &TypeDef, own: &[&str]) -> TokenStream {
    let wanted = def.derives.iter().map(ToString::to_string);
    let mut traits: Vec<String> = own.iter().map(|name| (*name).to_owned()).collect();
    traits.extend(wanted.filter(|name| !own.contains(&name.as_str())));
    let paths = traits.iter().map(|path| absolute_path_tokens(path));
    quote!(#[derive(#(#paths),*)])
}
