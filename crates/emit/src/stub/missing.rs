use super::Missing;
use super::implementation::{self, Implementation, Method, Place};
use super::present::{Present, PresentImpl};
use crate::rust_file::RustFile;
use crate::scope::Scope;

/// What handlers lack that have what is `present`.
pub(super) fn of(mut scope: Scope<'_>, present: &Present) -> Missing {
    let all = implementation::of(scope.context);
    let known: Vec<&PresentImpl> = all
        .iter()
        .filter_map(|each| present.impls.get(&each.name))
        .collect();
    let mut file = RustFile::default();
    let mut methods = 0;
    for each in all {
        let found = present.impls.get(&each.name);
        let Some(rest) = rest(each, found) else {
            continue;
        };
        methods += rest.methods.len();
        let tokens = rest.tokens(&mut scope, &place(found, &known));
        match found {
            Some(found) => file.items_below(&format!("The rest of the impl in {}:", found.path), tokens),
            None => file.items(tokens),
        }
    }
    let imports = scope.imports().without(&present.imported);
    Missing {
        text: file.render_for_user(&imports),
        methods,
    }
}

/// The methods of an impl that are not `found`, if there are any.
fn rest<'a>(mut all: Implementation<'a>, found: Option<&PresentImpl>) -> Option<Implementation<'a>> {
    if let Some(found) = found {
        let is_missing = |method: &Method<'a>| !found.methods.contains(method.name());
        all.methods.retain(is_missing);
    }
    (!all.methods.is_empty()).then_some(all)
}

/// What an impl is for: what the one that is found is for, or else the first of the others.
fn place(found: Option<&PresentImpl>, known: &[&PresentImpl]) -> Place {
    let first = found.or_else(|| known.first().copied());
    let principal = known.iter().find_map(|each| each.principal.clone());
    let plain = Place::default();
    Place {
        implementor: first.map_or(plain.implementor, |first| first.implementor.clone()),
        principal: match found {
            Some(found) if found.principal.is_some() => None,
            _ => principal.or(plain.principal),
        },
    }
}
