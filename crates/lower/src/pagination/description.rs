//! `x-pagination`, from the smallest that there is:
//!
//! ```yaml
//! x-pagination: { by: cursor, parameter: after, member: meta.next, items: data }
//! ```

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, NextPage, Operation, Pagination, ParameterLocation};

use super::page::{Beneath, Types};
use super::page_answer;
use super::recognition::{Recognition, first};
use crate::{reading, suggestion};

/// What `x-pagination` says.
pub(super) enum Said {
    /// That it is as it looks.
    Nothing,
    /// That it goes through no list.
    Off,
    Paginated(Pagination),
}

const KEYS: [&str; 6] = ["by", "parameter", "member", "items", "more", "first"];
const WAYS: [&str; 6] = ["cursor", "last-item", "page", "offset", "link", "url"];

type Fault = Box<Diagnostic>;

/// Reads `x-pagination`.
pub(super) fn read(types: &Types<'_>, operation: &Operation, extension: &Cursor<'_>) -> Result<Said, Fault> {
    match extension.as_bool() {
        Some(false) => return Ok(Said::Off),
        Some(true) => {
            return Err(refusal(
                extension,
                "`x-pagination` does not say how".to_owned(),
                HELP,
            ));
        }
        None if extension.is_null() => return Ok(Said::Nothing),
        None if !extension.is_object() => {
            return Err(reading::wrong_kind(
                extension,
                "x-pagination",
                "an object or `false`",
            ));
        }
        None => {}
    }
    for (key, value) in extension.members() {
        if !KEYS.contains(&key) {
            let help = match suggestion::closest(key, KEYS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it may say {}", KEYS.join(", ")),
            };
            return Err(refusal(&value, format!("`x-pagination` knows no `{key}`"), &help));
        }
    }
    let Some((_, media)) = page_answer(operation) else {
        let message = "the operation has no page: a JSON body that is its only success".to_owned();
        return Err(refusal(extension, message, "take `x-pagination` out"));
    };
    let described = Described {
        types,
        operation,
        extension,
        page: &media.type_ref,
    };
    described.pagination().map(Said::Paginated)
}

const HELP: &str = "for one: `{ by: cursor, parameter: after, member: meta.next, items: data }`";

fn refusal(place: &Cursor<'_>, message: String, help: &str) -> Fault {
    let fault = Diagnostic::error(Code::InvalidPagination, message, place.origin());
    fault.help(help.to_owned()).into()
}

struct Described<'a, 'c> {
    types: &'a Types<'a>,
    operation: &'a Operation,
    extension: &'c Cursor<'c>,
    page: &'a bindery_model::TypeRef,
}

impl Described<'_, '_> {
    fn pagination(&self) -> Result<Pagination, Fault> {
        let way = reading::required_text(self.extension, "by")?;
        let items = self.items()?;
        let list = self
            .types
            .at(self.page, &items)
            .and_then(|list| self.types.beneath(list));
        let Some(Beneath::List(item)) = list else {
            let place = self.place("items");
            let message = format!("`{}` is no array of the page", items.join("."));
            return Err(refusal(
                &place,
                message,
                "name the member that has the items, as in `data.users`",
            ));
        };
        let next = match way {
            "cursor" => NextPage::Cursor {
                parameter: self.parameter()?.0,
                member: self.member_of(self.page, "the page")?,
            },
            "last-item" => NextPage::LastItem {
                parameter: self.parameter()?.0,
                member: self.member_of(item, "an item")?,
            },
            "page" => {
                let (parameter, first) = self.parameter()?;
                let first = self.first()?.or(first).unwrap_or(1);
                NextPage::Number { parameter, first }
            }
            "offset" => NextPage::Offset {
                parameter: self.parameter()?.0,
            },
            "link" => NextPage::Link,
            "url" => NextPage::Url {
                member: self.member_of(self.page, "the page")?,
            },
            _ => {
                let message = format!("`{way}` is no way to go through a list");
                let help = match suggestion::closest(way, WAYS) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the ways are {}", WAYS.join(", ")),
                };
                return Err(refusal(&self.place("by"), message, &help));
            }
        };
        let more = match reading::optional_text(self.extension, "more")? {
            None => None,
            Some(text) => Some(self.known(self.page, text, "more", "the page")?),
        };
        Ok(Pagination {
            items,
            item: item.clone(),
            next,
            more,
        })
    }

    fn place(&self, name: &str) -> Cursor<'_> {
        self.extension.get(name).unwrap_or_else(|| self.extension.clone())
    }

    /// Where the items are said to be, or look to be.
    fn items(&self) -> Result<Vec<String>, Fault> {
        if let Some(text) = reading::optional_text(self.extension, "items")? {
            return Ok(path(text));
        }
        let looks = Recognition {
            types: self.types,
            operation: self.operation,
            body: self.page,
            has_link: false,
        };
        looks.items(&self.types.parts(self.page)).ok_or_else(|| {
            let message = "nothing says which array has the items".to_owned();
            refusal(self.extension, message, "add `items`, for one `items: data`")
        })
    }

    /// The parameter that is named, and what it counts from.
    fn parameter(&self) -> Result<(usize, Option<u64>), Fault> {
        let name = reading::required_text(self.extension, "parameter")?;
        let parameters = self.operation.parameters.iter().enumerate();
        let query = parameters.filter(|(_, parameter)| parameter.location == ParameterLocation::Query);
        let mut query = query.collect::<Vec<_>>().into_iter();
        let names: Vec<&str> = query
            .clone()
            .map(|(_, parameter)| parameter.wire_name.as_str())
            .collect();
        match query.find(|(_, parameter)| parameter.wire_name == name) {
            Some((index, parameter)) => Ok((index, first(parameter))),
            None => {
                let message = format!("the operation has no parameter `{name}` in its query");
                let help = match suggestion::closest(name, names.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "name one of its parameters".to_owned(),
                };
                Err(refusal(&self.place("parameter"), message, &help))
            }
        }
    }

    fn first(&self) -> Result<Option<u64>, Fault> {
        let Some(first) = reading::member(self.extension, "first") else {
            return Ok(None);
        };
        match first.as_u64() {
            Some(first) => Ok(Some(first)),
            None => Err(reading::wrong_kind(&first, "first", "a whole number")),
        }
    }

    fn member_of(&self, holder: &bindery_model::TypeRef, what: &str) -> Result<Vec<String>, Fault> {
        let text = reading::required_text(self.extension, "member")?;
        self.known(holder, text, "member", what)
    }

    /// A path that leads somewhere; below what is any JSON, or a union, everything does.
    fn known(
        &self,
        holder: &bindery_model::TypeRef,
        text: &str,
        key: &str,
        what: &str,
    ) -> Result<Vec<String>, Fault> {
        let path = path(text);
        let is_object = matches!(self.types.beneath(holder), Some(Beneath::Object(_)));
        if path.is_empty() || (is_object && self.types.at(holder, &path[..1]).is_none()) {
            let message = format!("`{text}` is no member of {what}");
            return Err(refusal(
                &self.place(key),
                message,
                "name a member, as in `meta.next`",
            ));
        }
        Ok(path)
    }
}

/// The names of a path: `meta.next`; nothing is the whole body. A name that has a dot itself is written as a
/// JSON pointer: `/@odata.nextLink`.
fn path(text: &str) -> Vec<String> {
    let unescaped = |name: &str| name.replace("~1", "/").replace("~0", "~");
    match text.strip_prefix('/') {
        Some(pointer) => pointer.split('/').map(unescaped).collect(),
        None if text.is_empty() => Vec::new(),
        None => text.split('.').map(str::to_owned).collect(),
    }
}
