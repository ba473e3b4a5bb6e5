//! How an operation goes through a list page by page.

/// How an operation goes through a list page by page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// Where a page has its items: an array.
    pub items: MemberPath,
    /// What leads to the next page.
    pub next: NextPage,
    /// Where a page says whether another follows: the page is the last if that is `false`.
    pub more: Option<MemberPath>,
}

/// The names of members, each within the one before; none: the whole body.
pub type MemberPath = &'static [&'static str];

/// What leads to the next page. Parameters are indices into
/// [`Operation::parameters`](super::Operation::parameters).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// A member of the page is sent as a parameter. The page is the last if it is absent, null or empty.
    Cursor {
        /// The parameter.
        parameter: usize,
        /// The member.
        member: MemberPath,
    },
    /// A member of the page's last item is sent as a parameter. An empty page is the last.
    LastItem {
        /// The parameter.
        parameter: usize,
        /// The member.
        member: MemberPath,
    },
    /// The parameter counts pages. An empty page is the last.
    Number {
        /// The parameter.
        parameter: usize,
        /// The number of the page that comes without the parameter.
        first: u64,
    },
    /// The parameter says how many items are left out. An empty page is the last.
    Offset {
        /// The parameter.
        parameter: usize,
    },
    /// The header `Link` has the next page's URL as `rel="next"` (RFC 8288). Without it the page is the
    /// last.
    Link,
    /// A member of the page has the next page's URL. The page is the last if it is absent, null or empty.
    Url {
        /// The member.
        member: MemberPath,
    },
}
