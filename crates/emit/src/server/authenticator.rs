use bindery_model::{Api, SchemeKind, SecurityScheme};
use proc_macro2::TokenStream;
use quote::quote;

use super::caller::is_asked;
pub(crate) use super::scheme_docs::heading;
use super::scheme_docs::method_docs;
use super::signature::Signature;
use crate::context::Context;
use crate::docs;
use crate::rust_file::spaced;
use crate::scope::{Scope, identifier};

/// What the method is called that makes one principal of two.
pub(crate) const COMBINE: &str = "combine";

/// What the server asks who calls: a trait with a method for each security scheme, and the struct by which
/// the router asks it.
#[derive(Clone)]
pub(crate) struct Authenticator {
    /// The trait's name.
    pub(crate) name: String,
    /// The struct's.
    pub(super) schemes: String,
}

impl Authenticator {
    /// That of the document, if some operation asks who calls.
    pub(crate) fn of(context: Context<'_>) -> Option<Self> {
        let api = context.api;
        let named = api.authenticator.as_ref().map(|names| Self {
            name: names.authenticator.to_string(),
            schemes: names.schemes.to_string(),
        });
        is_asked(api).then(|| {
            named.unwrap_or_else(|| Self {
                name: "ServiceAuthenticator".to_owned(),
                schemes: "ServiceSchemes".to_owned(),
            })
        })
    }

    /// The trait.
    pub(super) fn declaration(&self, scope: &mut Scope<'_>) -> TokenStream {
        let api = scope.context.api;
        let docs = docs::attributes(&declaration_docs(scope));
        let name = identifier(&self.name);
        let principal = quote! {
            /// Who calls.
            type Principal: Send + 'static;
        };
        let methods = api.security_schemes.iter().enumerate();
        let methods: Vec<_> = methods
            .map(|(index, scheme)| method(scope, index, scheme))
            .collect();
        let combine = api.combines_schemes().then(|| combine(scope));
        let items = spaced(std::iter::once(principal).chain(methods).chain(combine));
        quote! {
            #docs
            pub trait #name: Send + Sync + 'static {
                #items
            }
        }
    }

    /// The struct by which the router asks, who asks the method of each scheme.
    pub(super) fn adapter(&self, scope: &mut Scope<'_>) -> TokenStream {
        let (name, schemes) = (identifier(&self.name), identifier(&self.schemes));
        let authenticator = scope.runtime("server::Authenticator");
        let credentials = scope.runtime("server::Credentials");
        let refusal = scope.runtime("server::Refusal");
        let docs = docs::attributes(&docs::sentence(&format!(
            "The document's security schemes, as the router asks for them: each credential is judged by a \
             method of a [`{}`].",
            self.name
        )));
        let body = judgement(scope, &refusal);
        let authenticate = quote! {
            async fn authenticate(&self, credentials: #credentials<'_>) -> Result<A::Principal, #refusal> {
                #body
            }
        };
        let items = spaced([
            quote!(
                type Principal = A::Principal;
            ),
            authenticate,
        ]);
        quote! {
            #docs
            #[derive(Clone, Copy, Debug)]
            pub struct #schemes<A>(pub A);

            impl<A: #name> #authenticator for #schemes<A> {
                #items
            }
        }
    }
}

fn declaration_docs(scope: &Scope<'_>) -> Vec<String> {
    let api = scope.context.api_in_sentence();
    docs::join([
        docs::sentence(&format!(
            "Tells who calls {api}: a method for each security scheme, which an implementation writes as an \
             `async fn`."
        )),
        docs::sentence(
            "The router knows which operation asks for what, and asks for credentials that have come whole. \
             Compare secrets in constant time.",
        ),
    ])
}

/// The method that judges what is shown for a scheme.
fn method(scope: &mut Scope<'_>, index: usize, scheme: &SecurityScheme) -> TokenStream {
    let needs_scopes = scope.context.api.needs_scopes(index);
    let docs = docs::attributes(&method_docs(scheme, needs_scopes));
    let declaration = signature(scope, index, scheme).declaration();
    quote!(#docs #declaration)
}

/// What that method takes and gives.
pub(crate) fn signature(scope: &mut Scope<'_>, index: usize, scheme: &SecurityScheme) -> Signature {
    let shown = shown(scope, &scheme.kind).map(|ty| (argument(&scheme.kind), ty));
    let call = scope.runtime("server::Call");
    let success = match scope.context.api.needs_scopes(index) {
        true => {
            let granted = scope.runtime("server::Granted");
            quote!(#granted<Self::Principal>)
        }
        false => quote!(Self::Principal),
    };
    Signature {
        name: scheme.name.to_string(),
        arguments: shown.into_iter().chain([("call", quote!(#call<'_>))]).collect(),
        success,
        error: scope.runtime("server::Refusal"),
    }
}

/// What is shown for a scheme; of a certificate it is nothing.
fn shown(scope: &mut Scope<'_>, kind: &SchemeKind) -> Option<TokenStream> {
    match kind {
        SchemeKind::MutualTls => None,
        SchemeKind::Basic => {
            let credentials = scope.runtime("server::BasicCredentials");
            Some(quote!(&#credentials))
        }
        _ => {
            let secret = scope.runtime("Secret");
            Some(quote!(&#secret<String>))
        }
    }
}

/// The methods of an implementation that takes any credentials, with all scopes, and knows nobody.
pub(crate) fn of_anyone(scope: &mut Scope<'_>) -> Vec<TokenStream> {
    let api = scope.context.api;
    let (call, refusal) = (scope.runtime("server::Call"), scope.runtime("server::Refusal"));
    let schemes = api.security_schemes.iter().enumerate();
    let mut methods: Vec<_> = schemes
        .map(|(index, scheme)| {
            let name = identifier(scheme.name.as_str());
            let credential = shown(scope, &scheme.kind).map(|ty| quote!(_shown: #ty,));
            let (argument, principal, made) = match api.needs_scopes(index) {
                true => {
                    let granted = scope.runtime("server::Granted");
                    (
                        quote!(call),
                        quote!(#granted<()>),
                        quote!(#granted::everything((), call)),
                    )
                }
                false => (quote!(_call), quote!(()), quote!(())),
            };
            quote! {
                async fn #name(&self, #credential #argument: #call<'_>) -> Result<#principal, #refusal> {
                    Ok(#made)
                }
            }
        })
        .collect();
    if api.combines_schemes() {
        methods.push(quote! {
            async fn combine(&self, _first: (), _second: ()) -> Result<(), #refusal> {
                Ok(())
            }
        });
    }
    methods
}

/// The method that makes one principal of two.
fn combine(scope: &mut Scope<'_>) -> TokenStream {
    let docs = docs::attributes(&docs::sentence(
        "Makes one principal of two, where an operation asks for several schemes together; or refuses, where \
         they do not go together. Of more than two, the first two are combined first.",
    ));
    let declaration = combine_signature(scope).declaration();
    quote!(#docs #declaration)
}

/// What that method takes and gives.
pub(crate) fn combine_signature(scope: &mut Scope<'_>) -> Signature {
    let principal = quote!(Self::Principal);
    Signature {
        name: COMBINE.to_owned(),
        arguments: vec![("first", principal.clone()), ("second", principal.clone())],
        success: principal,
        error: scope.runtime("server::Refusal"),
    }
}

/// What asks the methods, and puts together what they say.
fn judgement(scope: &Scope<'_>, refusal: &TokenStream) -> TokenStream {
    let api = scope.context.api;
    let schemes = || api.security_schemes.iter().enumerate();
    let one = match api.security_schemes.as_slice() {
        [scheme] => asked(scope, 0, scheme),
        _ => {
            let arms = schemes().map(|(index, scheme)| {
                let (name, asked) = (&scheme.wire_name, asked(scope, index, scheme));
                quote!(#name => #asked,)
            });
            quote! {
                match shown.scheme {
                    #(#arms)*
                    _ => Err(#refusal::Unauthenticated),
                }
            }
        }
    };
    match api.combines_schemes() {
        false if shows_nothing(api) => quote! {
            let call = credentials.call();
            #one
        },
        false => quote! {
            let (shown, call) = (credentials.only()?, credentials.call());
            #one
        },
        true => quote! {
            let call = credentials.call();
            let mut known = None;
            for shown in credentials.presented() {
                let principal = #one?;
                known = match known {
                    Some(first) => Some(self.0.combine(first, principal).await?),
                    None => Some(principal),
                };
            }
            known.ok_or(#refusal::Unauthenticated)
        },
    }
}

/// Whether certificates are all that is asked for.
fn shows_nothing(api: &Api) -> bool {
    matches!(api.security_schemes.as_slice(), [scheme] if scheme.kind == SchemeKind::MutualTls)
        && !api.needs_scopes(0)
}

/// `self.0.api_key(shown.api_key()?, call).await`
fn asked(scope: &Scope<'_>, index: usize, scheme: &SecurityScheme) -> TokenStream {
    let method = identifier(scheme.name.as_str());
    let credential = match &scheme.kind {
        SchemeKind::ApiKey { .. } => Some(quote!(shown.api_key()?,)),
        SchemeKind::Basic => Some(quote!(shown.basic()?,)),
        SchemeKind::Http { .. } => Some(quote!(shown.http()?,)),
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => {
            Some(quote!(shown.token()?,))
        }
        SchemeKind::MutualTls => None,
    };
    let asked = quote!(self.0.#method(#credential call).await);
    match scope.context.api.needs_scopes(index) {
        true => quote!(shown.granted(#asked)),
        false => asked,
    }
}

/// What a method's argument is called.
fn argument(kind: &SchemeKind) -> &'static str {
    match kind {
        SchemeKind::ApiKey { .. } => "key",
        SchemeKind::Basic | SchemeKind::Http { .. } => "credentials",
        _ => "token",
    }
}
