use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::scope::identifier;

/// A method that is async: as a trait declares it, and as an impl has it.
pub(crate) struct Signature {
    /// Its name, raw where it is written so.
    pub(crate) name: String,
    /// Its arguments' names and types.
    pub(super) arguments: Vec<(&'static str, TokenStream)>,
    /// What it gives when all is well.
    pub(super) success: TokenStream,
    /// What it gives else.
    pub(super) error: TokenStream,
}

impl Signature {
    /// The trait's method.
    pub(super) fn declaration(&self) -> TokenStream {
        let (name, success, error) = (identifier(&self.name), &self.success, &self.error);
        let arguments = self.arguments.iter().map(|(name, ty)| {
            let name = identifier(name);
            quote!(#name: #ty)
        });
        quote! {
            fn #name(&self, #(#arguments),*) -> impl Future<Output = Result<#success, #error>> + Send;
        }
    }

    /// A method of an impl whose body looks at none of the arguments.
    pub(crate) fn implementation(&self, body: &TokenStream) -> TokenStream {
        let (name, success, error) = (identifier(&self.name), &self.success, &self.error);
        let arguments = self.arguments.iter().map(|(name, ty)| {
            let name = format_ident!("_{name}");
            quote!(#name: #ty)
        });
        quote! {
            async fn #name(&self, #(#arguments),*) -> Result<#success, #error> {
                #body
            }
        }
    }
}
