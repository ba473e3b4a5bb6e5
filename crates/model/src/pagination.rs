use crate::TypeRef;

/// How an operation goes through a list page by page. A path is the names of members, each within the one
/// before; an empty one is the whole body.
#[derive(Clone, Debug, PartialEq)]
pub struct Pagination {
    /// Where a page, the only success, has its items: an array.
    pub items: Vec<String>,
    /// The type of an item.
    pub item: TypeRef,
    /// What leads to the next page.
    pub next: NextPage,
    /// Where a page says whether another follows.
    pub more: Option<Vec<String>>,
}

/// What leads to the next page. Parameters are indices into
/// [`Operation::parameters`](crate::Operation::parameters).
#[derive(Clone, Debug, PartialEq)]
pub enum NextPage {
    /// A member of the page is sent as a parameter.
    Cursor {
        /// The parameter.
        parameter: usize,
        /// The member.
        member: Vec<String>,
    },
    /// A member of the last item is sent as a parameter.
    LastItem {
        /// The parameter.
        parameter: usize,
        /// The member.
        member: Vec<String>,
    },
    /// The parameter counts pages.
    Number {
        /// The parameter.
        parameter: usize,
        /// The number of the page that comes without the parameter.
        first: u64,
    },
    /// The parameter says how many items are left out.
    Offset {
        /// The parameter.
        parameter: usize,
    },
    /// The header `Link` has the next page's URL (RFC 8288).
    Link,
    /// A member of the page has the next page's URL.
    Url {
        /// The member.
        member: Vec<String>,
    },
}
