//! `fake.rs`: values made up from the document, a service that answers with them, and a rehearsal of client and
//! server.

mod rehearsal;
mod service;
mod words;

use proc_macro2::TokenStream;
use quote::quote;

use crate::context::Context;
use crate::docs;
use crate::operations::finish;
use crate::rust_file::RustFile;
use crate::scope::{Scope, identifier};

/// The file's text.
pub(crate) fn file(context: Context<'_>) -> String {
    let mut scope = Scope::beside_types(context);
    let parts = context.parts();
    scope.reserve(service::NAME);
    scope.reserve(words::NAME);
    // The modules beside this one, which the runtime has by the same names.
    for module in ["client", "server"] {
        scope.reserve(module);
    }
    let mut file = RustFile::new(docs::sentence(&summary(context)));
    let words = words::rows(&mut scope);
    file.items(maker(&mut scope, !words.is_empty()));
    if parts.server {
        service::add(&mut scope, &mut file);
    }
    if parts.server && parts.client {
        rehearsal::add(&mut scope, &mut file);
    }
    if !words.is_empty() {
        let (name, word) = (identifier(words::NAME), scope.runtime("fake::Word"));
        file.table(quote!(static #name: &[#word]), quote!(&[#(#words),*]));
    }
    finish(&scope, file)
}

fn summary(context: Context<'_>) -> String {
    let api = context.api_in_sentence();
    let parts = context.parts();
    match (parts.server, parts.client) {
        (false, _) => format!("Made-up values of {api}: [`maker`] makes them."),
        (true, false) => {
            format!("Made-up values of {api}: [`maker`] makes them, [`FakeService`] answers with them.")
        }
        (true, true) => format!(
            "Made-up values of {api}: [`maker`] makes them, [`FakeService`] answers with them, [`rehearse`] \
             holds client and server against each other."
        ),
    }
}

fn maker(scope: &mut Scope<'_>, has_words: bool) -> TokenStream {
    let api = scope.context.api_in_sentence();
    let docs = docs::attributes(&docs::join([
        vec![format!(
            "Makes values of {api} up; what it makes depends on `seed` alone."
        )],
        docs::sentence(
            "`maker(7).value::<T>()` makes a value of any type `T` of the document, or none where none was found.",
        ),
    ]));
    let maker = scope.runtime("fake::Maker");
    let words = has_words.then(|| {
        let words = identifier(words::NAME);
        quote!(.with_words(#words))
    });
    quote! {
        #docs
        pub fn maker(seed: u64) -> #maker {
            #maker::new(seed) #words
        }
    }
}
