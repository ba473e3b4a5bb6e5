//! What a server begins with: a file of the user's with an impl of each trait, whose methods answer that they are
//! not written yet.

mod implementation;
mod missing;
mod present;

use bindery_model::Api;
use proc_macro2::TokenStream;
use quote::quote;

pub use present::{HandlerFile, NotRust};

use crate::context::Context;
use crate::docs;
use crate::module_path::ModulePath;
use crate::names::Names;
use crate::operations::finish_for_user;
use crate::options::Options;
use crate::rust_file::RustFile;
use crate::scope::{Scope, identifier};
use crate::server::caller::is_asked;

/// What the struct is called.
const NAME: &str = "Handlers";

/// What stands for who calls.
const PRINCIPAL: &str = "Principal";

/// A file that serves `api`, which is emitted as `module` with its server: a struct with an impl of each trait, where
/// each operation is answered with 501 Not Implemented, and no credentials are good.
///
/// It is the user's from then on, and says nowhere that it was made.
pub fn stub(api: &Api, options: &Options, module: &ModulePath) -> String {
    let names = Names::of(api);
    let context = Context {
        api,
        options,
        names: &names,
    };
    let mut scope = scope(context, module);
    let mut file = RustFile::new(file_docs(context));
    file.items(structure(context));
    if is_asked(api) {
        file.items(principal(context));
    }
    let place = implementation::Place::default();
    for each in implementation::of(context) {
        file.items(each.tokens(&mut scope, &place));
    }
    finish_for_user(&scope, file)
}

/// What is not in `files` of all that [`stub`] writes: an impl of each trait that lacks methods, with these. Empty
/// where nothing is missing.
///
/// # Errors
/// When a file is not Rust.
pub fn missing(
    api: &Api,
    options: &Options,
    module: &ModulePath,
    files: &[HandlerFile<'_>],
) -> Result<Missing, NotRust> {
    let names = Names::of(api);
    let context = Context {
        api,
        options,
        names: &names,
    };
    let present = present::Present::of(files)?;
    Ok(missing::of(scope(context, module), &present))
}

/// What handlers lack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Impls of the traits that lack methods, with these and what they import; empty where nothing is missing.
    pub text: String,
    /// How many methods that are.
    pub methods: usize,
}

fn scope<'a>(context: Context<'a>, module: &ModulePath) -> Scope<'a> {
    let mut scope = Scope::outside(context, module);
    for name in [NAME, PRINCIPAL, "server", "types"] {
        scope.reserve(name);
    }
    scope
}

fn file_docs(context: Context<'_>) -> Vec<String> {
    let api = context.api_in_sentence();
    let arguments = match is_asked(context.api) {
        true => format!("{NAME}, {NAME}"),
        false => NAME.to_owned(),
    };
    docs::join([
        docs::sentence(&format!("Answers the operations of {api}.")),
        docs::sentence(&format!(
            "`server::router({arguments})` serves them. What is not written yet answers 501 Not Implemented."
        )),
    ])
}

fn structure(context: Context<'_>) -> TokenStream {
    let name = identifier(NAME);
    let docs = docs::attributes(&docs::sentence(&format!(
        "What answers the operations of {}.",
        context.api_in_sentence()
    )));
    quote! {
        #docs
        #[derive(Clone, Debug, Default)]
        pub struct #name;
    }
}

fn principal(context: Context<'_>) -> TokenStream {
    let name = identifier(PRINCIPAL);
    let docs = docs::attributes(&docs::sentence(&format!(
        "Who calls {}, as far as its operations must know.",
        context.api_in_sentence()
    )));
    quote! {
        #docs
        pub type #name = ();
    }
}
