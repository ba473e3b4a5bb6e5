//! Recognises lists by their parameters and pages. What is recognised must be right: a page too few is data
//! that is missing, and nobody would notice.

use bindery_model::{
    Json, NextPage, Operation, Pagination, Parameter, ParameterLocation, ParameterStyle, Rule, SchemaRef,
    TypeRef,
};

use super::page::{Beneath, Kind, Part, Types};
use super::words::{is_aside, is_items, is_more, is_next_url, is_offset, is_page, is_size, leads, plain};

/// An operation whose body may be a page.
pub(super) struct Recognition<'a> {
    pub(super) types: &'a Types<'a>,
    pub(super) operation: &'a Operation,
    pub(super) body: &'a TypeRef,
    /// Whether `Link` is declared.
    pub(super) has_link: bool,
}

type Found = Option<Result<(NextPage, String), String>>;

impl<'a> Recognition<'a> {
    /// What it is, and why; an error says what keeps it from being a list.
    pub(super) fn pagination(&self) -> Option<Result<(Pagination, String), String>> {
        let parts = self.types.parts(self.body);
        let (next, reason) = match self.next(&parts)? {
            Ok(next) => next,
            Err(reason) => return Some(Err(unrecognised(&reason))),
        };
        let Some(items) = self.items(&parts) else {
            let reason = "nothing says which array has its items";
            return Some(Err(unrecognised(&format!(
                "{reason}, though {}",
                reason_end(&next)
            ))));
        };
        let item = match self
            .types
            .at(self.body, &items)
            .and_then(|list| self.types.beneath(list))
        {
            Some(Beneath::List(item)) => item.clone(),
            _ => return None,
        };
        let more = self.more(&parts, &next);
        if let NextPage::LastItem { member, .. } = &next
            && (more.is_none() || !self.types.always_has(&item, &member[0]))
        {
            return None;
        }
        let items_text = match items.is_empty() {
            true => "the body is the array of items".to_owned(),
            false => format!("`{}` has the items", items.join(".")),
        };
        let pagination = Pagination {
            items,
            item,
            next,
            more,
        };
        Some(Ok((pagination, format!("{reason}, and {items_text}"))))
    }

    /// The surest first.
    fn next(&self, parts: &[Part<'a>]) -> Found {
        if self.has_link {
            return Some(Ok((
                NextPage::Link,
                "the answer declares the header `Link`".to_owned(),
            )));
        }
        self.cursor(parts)
            .or_else(|| self.url(parts))
            .or_else(|| self.last_item())
            .or_else(|| self.offset())
            .or_else(|| self.number())
    }

    fn cursor(&self, parts: &[Part<'a>]) -> Found {
        let mut pairs = Vec::new();
        for part in parts {
            let member = part.path.last().map(|name| plain(name)).unwrap_or_default();
            let kind = self.types.kind(part.type_ref);
            for (index, parameter) in self.query() {
                if kind.is_some_and(|kind| kind != Kind::Bool)
                    && self.types.kind(&parameter.type_ref) == kind
                    && leads(&member, &plain(&parameter.wire_name))
                {
                    pairs.push((index, parameter, part));
                }
            }
        }
        let (parameter, name, part) = match &pairs[..] {
            [] => return None,
            [(index, parameter, part)] => (*index, &parameter.wire_name, part),
            [(_, _, one), .., (_, _, other)] => {
                return Some(Err(format!(
                    "`{}` and `{}` both look like what leads to the next page",
                    one.path.join("."),
                    other.path.join(".")
                )));
            }
        };
        if let Some((_, switch)) = self.query().find(|(_, switch)| self.switches(switch, name)) {
            // Only who asks for cursors gets them; what works without asking comes first.
            return self
                .offset()
                .or_else(|| Some(Err(format!("`{name}` works only with `{}`", switch.wire_name))));
        }
        let member = part.path.clone();
        let reason = format!("`{}` of a page is the next one's `{name}`", member.join("."));
        Some(Ok((NextPage::Cursor { parameter, member }, reason)))
    }

    /// Whether a parameter turns another on, as `usemarker` does.
    fn switches(&self, switch: &'a Parameter, name: &str) -> bool {
        let (switch_name, name) = (plain(&switch.wire_name), plain(name));
        self.types.kind(&switch.type_ref) == Some(Kind::Bool)
            && switch_name != name
            && switch_name.contains(&name)
    }

    fn url(&self, parts: &[Part<'a>]) -> Found {
        let sized = self.query().any(|(_, parameter)| {
            let name = plain(&parameter.wire_name);
            is_size(&name) || is_page(&name) || is_offset(&name)
        });
        let urls = parts.iter().filter(|part| {
            let names = part.path.iter().map(|name| plain(name)).collect::<Vec<_>>();
            match &names[..] {
                // Only a URL, or a text whose name says so; a `next` that is any text may be a cursor.
                [.., last] if is_next_url(last) && self.types.is_url(part.type_ref) => true,
                [.., last] if last != "next" && is_next_url(last) => self.types.may_be_url(part.type_ref),
                [.., links, last] if links == "links" && last == "next" => {
                    self.types.may_be_url(part.type_ref)
                }
                [.., links, next, href] => {
                    links == "links"
                        && next == "next"
                        && href == "href"
                        && self.types.may_be_url(part.type_ref)
                }
                _ => false,
            }
        });
        let urls: Vec<_> = urls.collect();
        let [only] = &urls[..] else {
            return None;
        };
        let certain = sized || only.path.len() == 1;
        certain.then(|| {
            let member = only.path.clone();
            let reason = format!("`{}` of a page is the next one's URL", member.join("."));
            Ok((NextPage::Url { member }, reason))
        })
    }

    /// As Stripe has it: `starting_after` is the last item's `id`, and `has_more` says if there is another.
    fn last_item(&self) -> Found {
        let (parameter, found) = self.query().find(|(_, parameter)| {
            matches!(plain(&parameter.wire_name).as_str(), "startingafter")
                && matches!(
                    self.types.kind(&parameter.type_ref),
                    Some(Kind::Text | Kind::Integer)
                )
        })?;
        let member = vec!["id".to_owned()];
        let reason = format!("the last item's `id` is the next page's `{}`", found.wire_name);
        Some(Ok((NextPage::LastItem { parameter, member }, reason)))
    }

    fn offset(&self) -> Found {
        let (parameter, found) = self.counter(is_offset)?;
        if first(found).is_some_and(|first| first != 0) {
            return Some(Err(format!("`{}` does not begin with 0", found.wire_name)));
        }
        let reason = format!("`{}` says how many items are left out", found.wire_name);
        Some(Ok((NextPage::Offset { parameter }, reason)))
    }

    fn number(&self) -> Found {
        let (parameter, found) = self.counter(is_page)?;
        let Some(first) = first(found) else {
            let reason = "nothing says with which number pages begin (`default` or `minimum` would)";
            return Some(Err(format!(
                "`{}` may count pages, but {reason}",
                found.wire_name
            )));
        };
        let reason = format!("`{}` counts pages, from {first}", found.wire_name);
        Some(Ok((NextPage::Number { parameter, first }, reason)))
    }

    /// A parameter that counts, beside one that says how many items a page has.
    fn counter(&self, is_counter: fn(&str) -> bool) -> Option<(usize, &'a Parameter)> {
        let integer = |parameter: &'a Parameter| self.types.kind(&parameter.type_ref) == Some(Kind::Integer);
        let named = |fits: fn(&str) -> bool| {
            self.query()
                .find(move |(_, parameter)| fits(&plain(&parameter.wire_name)) && integer(parameter))
        };
        named(is_size)?;
        named(is_counter)
    }

    /// The parameters of the query that are one value each.
    fn query(&self) -> impl Iterator<Item = (usize, &'a Parameter)> {
        let parameters = self.operation.parameters.iter().enumerate();
        parameters.filter(|(_, parameter)| {
            parameter.location == ParameterLocation::Query && parameter.style == ParameterStyle::Form
        })
    }

    /// Where the items are: the body, its only array, or the one that is called so.
    pub(super) fn items(&self, parts: &[Part<'a>]) -> Option<Vec<String>> {
        if matches!(self.types.beneath(self.body), Some(Beneath::List(_))) {
            return Some(Vec::new());
        }
        let is_list = |part: &&Part<'a>| matches!(self.types.beneath(part.type_ref), Some(Beneath::List(_)));
        let name = |part: &Part<'a>| part.path.last().map(|name| plain(name)).unwrap_or_default();
        for depth in 1..=2 {
            let lists = parts
                .iter()
                .filter(|part| part.path.len() == depth)
                .filter(is_list);
            let lists: Vec<_> = lists.filter(|part| !is_aside(&name(part))).collect();
            let certain: Vec<_> = lists
                .iter()
                .copied()
                .filter(|part| is_items(&name(part)))
                .collect();
            let of_path: Vec<_> = lists
                .iter()
                .copied()
                .filter(|part| self.is_of_path(&name(part)))
                .collect();
            return match (&lists[..], &certain[..], &of_path[..]) {
                ([], _, _) => continue,
                ([only], _, _) | (_, [only], _) | (_, [], [only]) => Some(only.path.clone()),
                _ => None,
            };
        }
        None
    }

    /// Whether the path ends with this word, as `/users` does.
    fn is_of_path(&self, name: &str) -> bool {
        let mut segments = self
            .operation
            .path
            .rsplit('/')
            .filter(|segment| !segment.is_empty());
        segments.next().is_some_and(|segment| plain(segment) == name)
    }

    /// The member that says whether another page follows: at the root, or beside what leads there.
    fn more(&self, parts: &[Part<'a>], next: &NextPage) -> Option<Vec<String>> {
        let beside: &[String] = match next {
            NextPage::Cursor { member, .. } | NextPage::Url { member } => {
                member.split_last().map_or(&[], |(_, holder)| holder)
            }
            _ => &[],
        };
        let flags = parts.iter().filter(|part| {
            let (last, holder) = match part.path.split_last() {
                Some(split) => split,
                None => return false,
            };
            is_more(&plain(last))
                && (holder == beside || holder.is_empty())
                && self.types.kind(part.type_ref) == Some(Kind::Bool)
        });
        let flags: Vec<_> = flags.collect();
        match &flags[..] {
            [only] => Some(only.path.clone()),
            _ => None,
        }
    }
}

fn unrecognised(reason: &str) -> String {
    format!("it may go through a list page by page, but {reason}; `x-pagination` can say how")
}

fn reason_end(next: &NextPage) -> &'static str {
    match next {
        NextPage::Link => "it declares the header `Link`",
        NextPage::Url { .. } => "a page has the next one's URL",
        NextPage::Cursor { .. } | NextPage::LastItem { .. } => "a page leads to the next",
        NextPage::Number { .. } | NextPage::Offset { .. } => "a parameter counts",
    }
}

/// What a parameter counts from: its default, or the least that it may be.
pub(super) fn first(parameter: &Parameter) -> Option<u64> {
    if let Some(Json::Number(default)) = &parameter.docs.default {
        return default.as_i128().and_then(|default| u64::try_from(default).ok());
    }
    let SchemaRef::Inline(schema) = &parameter.schema else {
        return None;
    };
    let least = schema.rules.iter().find_map(|rule| match rule {
        Rule::Minimum(least) => least.as_i128(),
        _ => None,
    });
    least
        .and_then(|least| u64::try_from(least).ok())
        .filter(|least| *least <= 1)
}
