//! The names by which pages are asked for, and lead on.

/// A name without what only sets its words apart: `next_cursor` and `nextCursor` are `nextcursor`.
pub(super) fn plain(name: &str) -> String {
    let letters = name.chars().filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Parameters that take what a member of this name has, where it is not that name without its `next`.
pub(super) fn takers(member: &str) -> &'static [&'static str] {
    match member {
        "nextcursor" | "endcursor" => &["cursor", "startcursor", "pagecursor", "after", "nextcursor"],
        "nextpagetoken" => &["pagetoken", "token", "nextpagetoken", "nexttoken"],
        "nexttoken" => &["token", "nexttoken", "pagetoken", "paginationtoken"],
        "nextmarker" => &["marker", "nextmarker"],
        "continuationtoken" | "nextcontinuationtoken" => &["continuationtoken", "continuation"],
        "paginationtoken" => &["paginationtoken"],
        "nextpage" => &["page", "nextpage"],
        _ => &[],
    }
}

/// Whether what a member of this name has is sent as a parameter of that name (both [`plain`]).
pub(super) fn leads(member: &str, parameter: &str) -> bool {
    member
        .strip_prefix("next")
        .is_some_and(|rest| !rest.is_empty() && rest == parameter)
        || takers(member).contains(&parameter)
}

/// Whether a member of this name has the next page's URL.
pub(super) fn is_next_url(member: &str) -> bool {
    matches!(
        member,
        "next"
            | "nexturl"
            | "nexturi"
            | "nextlink"
            | "nexthref"
            | "nextpageurl"
            | "nextpageuri"
            | "nextpagelink"
            | "odatanextlink"
    )
}

/// Whether a member of this name says if another page follows.
pub(super) fn is_more(member: &str) -> bool {
    matches!(
        member,
        "hasmore" | "hasnext" | "hasnextpage" | "hasmorepages" | "hasmoreitems"
    )
}

/// Whether a parameter of this name says how many items a page has.
pub(super) fn is_size(parameter: &str) -> bool {
    matches!(
        parameter,
        "limit"
            | "perpage"
            | "pagesize"
            | "size"
            | "count"
            | "maxresults"
            | "pagelimit"
            | "resultsperpage"
            | "itemsperpage"
            | "max"
            | "top"
    )
}

/// Whether a parameter of this name counts pages.
pub(super) fn is_page(parameter: &str) -> bool {
    matches!(parameter, "page" | "pagenumber" | "pageno")
}

/// Whether a parameter of this name says how many items are left out.
pub(super) fn is_offset(parameter: &str) -> bool {
    matches!(parameter, "offset" | "skip")
}

/// Members that are no list's items, whatever else there is.
pub(super) fn is_aside(member: &str) -> bool {
    matches!(
        member,
        "errors"
            | "warnings"
            | "messages"
            | "notes"
            | "links"
            | "included"
            | "facets"
            | "aggregations"
            | "fields"
            | "columns"
            | "sort"
            | "filters"
    )
}

/// What a list's items are called for certain, where there are several arrays.
pub(super) fn is_items(member: &str) -> bool {
    matches!(
        member,
        "data" | "items" | "results" | "entries" | "values" | "records"
    )
}
