use bindery_model::Api;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::authenticator::Authenticator;
use super::caller::{Caller, is_asked};
use super::declared_answers;
use super::service_trait::ServiceTrait;
use crate::docs;
use crate::operations::operation_names::{OperationNames, SERVICE};
use crate::scope::{Scope, identifier};

/// `pub fn router`, and `pub fn routes`: every operation with the method that serves it. Where there are
/// several traits, the routes of each, too.
pub(super) fn router(
    scope: &mut Scope<'_>,
    traits: &[ServiceTrait<'_>],
    authenticator: Option<&Authenticator>,
) -> TokenStream {
    let signature = Signature {
        s: type_parameter("S", "T", traits),
        a: type_parameter("A", "B", traits),
        authenticator: authenticator.cloned(),
    };
    let router_docs = docs::attributes(&router_docs(scope.context.api));
    let router_type = scope.runtime("server::Router");
    let arguments = signature.arguments();
    let router = signature.function(
        &quote!(pub fn router),
        traits,
        &router_type,
        &quote!(routes(#arguments).into_router()),
    );
    let routes = routes(scope, &signature, traits);
    quote! {
        #router_docs
        #router

        #routes
    }
}

/// `pub fn routes`, and the same for each trait where there are several.
fn routes(scope: &mut Scope<'_>, signature: &Signature, traits: &[ServiceTrait<'_>]) -> TokenStream {
    let routes_docs =
        docs::attributes(&["What [`router`] serves, while its limits can still be set.".to_owned()]);
    let service = scope.operation_static(SERVICE);
    let routes = scope.runtime("server::Routes");
    let answers = identifier(declared_answers::NAME);
    let (s, a) = (&signature.s, &signature.a);
    let (answer, made) = match &signature.authenticator {
        Some(names) => {
            let schemes = identifier(&names.schemes);
            (
                quote!(#routes<#s, #schemes<#a>>),
                quote!(#routes::new(&#service, service, #schemes(authenticator)).answers(#answers)),
            )
        }
        None => {
            let anonymous = scope.runtime("server::Anonymous");
            (
                quote!(#routes<#s, #anonymous>),
                quote!(#routes::anonymous(&#service, service).answers(#answers)),
            )
        }
    };
    let all = match traits {
        [one] => {
            let operations = operations(scope, &signature.s, one);
            quote!(#made #operations)
        }
        several => {
            let mut adding = several.iter().filter_map(ServiceTrait::adding);
            let last = adding.next_back();
            let added: Vec<_> = adding
                .map(|adding| quote!(let routes = #adding(routes);))
                .collect();
            quote!(let routes = #made; #(#added)* #last(routes))
        }
    };
    let all = signature.function(&quote!(pub fn routes), traits, &answer, &all);
    let each = traits
        .iter()
        .map(|each| part(scope, signature, each, &answer, &made));
    let each: Vec<_> = each.collect();
    quote! {
        #routes_docs
        #all

        #(#each)*
    }
}

/// The routes of one trait of several, alone and to be added to others.
fn part(
    scope: &mut Scope<'_>,
    signature: &Signature,
    each: &ServiceTrait<'_>,
    answer: &TokenStream,
    made: &TokenStream,
) -> TokenStream {
    let (Some(name), Some(adding)) = (&each.routes, each.adding()) else {
        return TokenStream::new();
    };
    let docs = docs::attributes(&docs::sentence(&format!(
        "What serves [`{}`] alone; [`merge`]({}::merge) it with what serves the others.",
        each.name,
        answer_link(answer),
    )));
    let one = std::slice::from_ref(each);
    let alone = signature.function(&quote!(pub fn #name), one, answer, &quote!(#adding(#made)));
    let operations = operations(scope, &signature.s, each);
    let added = signature.adding_function(&adding, each, answer, &quote!(routes #operations));
    quote! {
        #docs
        #alone

        #added
    }
}

/// The path of `Routes<S, A>` without its arguments.
fn answer_link(answer: &TokenStream) -> String {
    let text = answer.to_string().replace(' ', "");
    text.split('<').next().unwrap_or_default().to_owned()
}

/// What the functions have in common: a service, and an authenticator where someone is asked who calls.
struct Signature {
    s: Ident,
    a: Ident,
    authenticator: Option<Authenticator>,
}

impl Signature {
    fn arguments(&self) -> TokenStream {
        match self.authenticator {
            Some(_) => quote!(service, authenticator),
            None => quote!(service),
        }
    }

    fn function(
        &self,
        head: &TokenStream,
        traits: &[ServiceTrait<'_>],
        answer: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        let (s, a) = (&self.s, &self.a);
        let names: Vec<_> = traits.iter().map(|each| identifier(&each.name)).collect();
        let Some(authenticator) = &self.authenticator else {
            return quote!(#head<#s: #(#names)+*>(service: #s) -> #answer { #body });
        };
        let authenticator = identifier(&authenticator.name);
        let bounds = match names.as_slice() {
            [one] => quote!(#s: #one, #a: #authenticator<Principal = #s::Principal>,),
            several => quote!(#s: #(#several<Principal = #a::Principal>)+*, #a: #authenticator,),
        };
        quote! {
            #head<#s, #a>(service: #s, authenticator: #a) -> #answer
            where
                #bounds
            {
                #body
            }
        }
    }

    /// A function that adds the routes of a trait to others of the same service.
    fn adding_function(
        &self,
        name: &Ident,
        each: &ServiceTrait<'_>,
        answer: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        let (s, a, of) = (&self.s, &self.a, identifier(&each.name));
        match &self.authenticator {
            None => quote!(fn #name<#s: #of>(routes: #answer) -> #answer { #body }),
            Some(names) => {
                let authenticator = identifier(&names.name);
                quote! {
                    fn #name<#s, #a>(routes: #answer) -> #answer
                    where
                        #s: #of<Principal = #a::Principal>,
                        #a: #authenticator,
                    {
                        #body
                    }
                }
            }
        }
    }
}

impl ServiceTrait<'_> {
    /// What the function is called that adds the routes of this trait to others.
    fn adding(&self) -> Option<Ident> {
        self.routes.as_ref().map(|routes| format_ident!("add_{routes}"))
    }
}

/// What the functions call the service's or the authenticator's type: not like a trait.
fn type_parameter(name: &str, otherwise: &str, traits: &[ServiceTrait<'_>]) -> Ident {
    let is_taken = traits.iter().any(|each| each.name == name);
    identifier(if is_taken { otherwise } else { name })
}

fn router_docs(api: &Api) -> Vec<String> {
    let routes = match is_asked(api) {
        true => {
            "Routes requests to `service`, once `authenticator` knows the caller and the request is what \
             the document says."
        }
        false => "Routes requests to `service`, once they are what the document says.",
    };
    docs::join([docs::sentence(routes), docs::sentence(&paths_note(api))])
}

/// Where the paths begin: what the server's URL has of a path is not among them.
fn paths_note(api: &Api) -> String {
    let Some(base) = api.servers.first().and_then(|server| base_path(&server.url)) else {
        return "The paths are the document's, without the path of a server's URL.".to_owned();
    };
    let arguments = match is_asked(api) {
        true => "service, authenticator",
        false => "service",
    };
    format!(
        "The paths are the document's, without the {} of the server's URL; to serve them below that, nest \
         them: {}.",
        docs::code(base),
        docs::code(&format!("Router::new().nest(\"{base}\", router({arguments}))"))
    )
}

/// The path of a server's URL, if it has one that can be nested below: `/v1`.
fn base_path(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.get(rest.find('/')?..)?;
    let path = path.split(['?', '#']).next()?.trim_end_matches('/');
    let is_plain = |next: char| next.is_ascii_graphic() && !"{}*\"\\`".contains(next);
    (!path.is_empty() && path.chars().all(is_plain)).then_some(path)
}

/// `.route(&GET_PET, S::get_pet)` for each operation of the trait.
fn operations(scope: &mut Scope<'_>, s: &Ident, of: &ServiceTrait<'_>) -> TokenStream {
    let api = scope.context.api;
    let names = OperationNames::of(api);
    let operations = of.operations.iter().map(|(index, operation)| {
        let description = scope.operation_static(names.static_of(*index));
        let method = identifier(operation.name.as_str());
        let route = identifier(match Caller::of(api, operation) {
            Caller::Unasked => "route_anonymous",
            Caller::Anyone => "route_open",
            Caller::Known => "route",
        });
        quote!(.#route(&#description, #s::#method))
    });
    operations.collect()
}
