use std::collections::BTreeMap;

use crate::{
    AuthenticatorNames, Docs, FormatTypes, Ident, Operation, SecurityScheme, Split, TypeDef, TypeId, Webhook,
};

/// Everything that is emitted from one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub docs: Docs,
    /// The name of the server's trait, e.g. `PaymentSessions`; of the operations without a tag where tags
    /// have traits of their own.
    pub service: Option<Ident>,
    /// What the server asks who calls; nothing, where no operation requires a security scheme.
    pub authenticator: Option<AuthenticatorNames>,
    /// The traits of the server for the operations of one tag each; empty where one trait has all.
    pub tag_traits: Vec<TagTrait>,
    /// Every type, in document order; [`TypeId`] is an index into this list.
    pub types: Vec<TypeDef>,
    /// The types of which requests or responses hold another shape, in document order.
    pub splits: Vec<Split>,
    /// The types that another generated crate has already, and is asked for.
    pub shared: BTreeMap<TypeId, SharedType>,
    /// Every operation, in document order.
    pub operations: Vec<Operation>,
    /// The features of an emitted crate that its operations are behind, by their first tags; empty where all
    /// operations stand together.
    pub tag_features: Vec<TagFeature>,
    /// What the API sends: webhooks, then callbacks, in document order.
    pub webhooks: Vec<Webhook>,
    /// Whether method and [`Webhook::signs`] tell each webhook (no callback) from each other.
    pub webhooks_differ: bool,
    /// The servers of the document's root, in document order.
    pub servers: Vec<Server>,
    /// What maps are.
    pub maps: Maps,
    /// What types of formats are.
    pub format_types: FormatTypes,
    /// The security schemes that some operation requires, in document order.
    pub security_schemes: Vec<SecurityScheme>,
}

impl Api {
    /// The type that `id` names.
    ///
    /// # Panics
    /// Never for an id that this model holds: ids are indices that were given out with their type.
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }
}

/// A feature of an emitted crate: the operations whose first tag is one and the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagFeature {
    /// The tag, as the document has it.
    pub tag: String,
    /// The feature's name, unique among all features of the crate, in kebab case.
    pub feature: String,
    /// Indices into [`Api::operations`], ascending.
    pub operations: Vec<usize>,
}

/// A trait of the server: the operations whose first tag is one and the same.
#[derive(Clone, Debug, PartialEq)]
pub struct TagTrait {
    /// The trait's name, unique among types, e.g. `Pets`.
    pub name: Ident,
    /// The function that routes requests to it, unique among such functions, e.g. `pets_routes`.
    pub routes: Ident,
    /// The tag, as the document has it.
    pub tag: String,
    /// What the document says of the tag.
    pub docs: Docs,
    /// Indices into [`Api::operations`], ascending.
    pub operations: Vec<usize>,
}

/// A type of another generated crate, which stands for a type of this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedType {
    /// The crate's name in code.
    pub library: String,
    /// What the type is called there.
    pub name: Ident,
}

/// The type of maps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Maps {
    /// `BTreeMap`: in the order of the names.
    #[default]
    Btree,
    /// `IndexMap`: in the order in which the members came.
    Index,
}

/// An entry of `servers`, its variables set to their defaults (OpenAPI 3.0.3, "Server Object").
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The base URL with every variable replaced by its default.
    pub url: String,
    /// The URL as the document has it, with its variables in braces.
    pub template: String,
    /// The struct by which a client is given this server, unique among those of the root's servers.
    pub name: Ident,
    /// The variables of the URL, in the order in which they stand there.
    pub variables: Vec<ServerVariable>,
    /// The server's description.
    pub docs: Docs,
}

/// A variable of a server's URL (OpenAPI 3.0.3, "Server Variable Object").
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// Its name in Rust, unique in its server.
    pub name: Ident,
    /// Its name in the URL.
    pub wire_name: String,
    /// The value that counts where none is given.
    pub default: String,
    /// The values that it may have; any where the document lists none.
    pub values: Vec<String>,
    /// What the document says of it.
    pub docs: Docs,
}
