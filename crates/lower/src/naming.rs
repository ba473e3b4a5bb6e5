//! Settles what inline types are called, once all of them are known.
//!
//! A name is a function of the type's own place. Which of two types that want one name yields is
//! decided by their places, never by which came first, so that neither an order nor what is added
//! elsewhere changes a name.

use std::collections::HashMap;

use bindery_document::Cursor;
use bindery_model::{Ident, Origin, TypeId};

use crate::chosen::Named;
use crate::clash::{names_by_folder, names_by_place};
use crate::lowering::Lowering;
use crate::reserved;
use crate::scope::{Claim, Wanted};
use crate::type_table::{NameHint, Wish};

impl<'d> Lowering<'d> {
    /// Gives out an id to the inline type of `schema`, which is called after `hint`.
    pub(crate) fn inline_id(&mut self, hint: &NameHint, schema: &Cursor<'d>, by_reference: bool) -> TypeId {
        let wish = Wish {
            hint: hint.clone(),
            place: Origin::new(schema.file(), schema.pointer()),
            by_reference,
        };
        let id = self
            .types
            .reserve_inline(provisional_name(self.types.count()), wish);
        // The value of a component that may be null stands in the component's place, not for its name.
        if self.types.referred(schema).is_none()
            && let Some(chosen) = self.chosen_name(schema, (Named::Type, ""), Some("x-rust-type-name"))
        {
            self.chosen_types.insert(id, chosen);
        }
        id
    }

    /// Gives every inline type its name: those of components and operations first, then, step by
    /// step, what stands within them.
    pub(crate) fn settle_names(&mut self) {
        let mut renamed = HashMap::new();
        for level in self.levels() {
            let wanted = level.iter().map(|id| self.wanted(*id)).collect();
            let chosen = level.iter().map(|id| self.chosen_types.remove(id)).collect();
            let claims = self.settle_types(wanted, chosen);
            for (id, claim) in level.into_iter().zip(claims) {
                self.explain_name(id, &claim);
                if let Some(before) = self.types.rename(id, claim.name.clone()) {
                    renamed.insert(before.to_string(), claim.name.to_string());
                }
            }
        }
        self.tell_settled_names(&renamed);
    }

    /// The inline types by how many types they stand within, each level in the order of their ids.
    fn levels(&self) -> Vec<Vec<TypeId>> {
        let owners: HashMap<TypeId, Option<TypeId>> = self
            .types
            .wishes()
            .map(|(id, wish)| (id, wish.hint.owner()))
            .collect();
        let mut depths: HashMap<TypeId, usize> = HashMap::new();
        let mut levels: Vec<Vec<TypeId>> = Vec::new();
        for (id, _) in self.types.wishes() {
            let mut chain = vec![id];
            let mut owner = owners.get(&id).copied().flatten();
            while let Some(next) = owner.filter(|next| !depths.contains_key(next) && !chain.contains(next)) {
                let Some(further) = owners.get(&next) else { break };
                chain.push(next);
                owner = *further;
            }
            let outer = owner.and_then(|owner| depths.get(&owner)).copied();
            let depth = outer.map_or(0, |outer| outer + 1);
            depths.extend(chain.into_iter().rev().zip(depth..));
        }
        for (id, _) in self.types.wishes() {
            let depth = depths.get(&id).copied().unwrap_or_default();
            if levels.len() <= depth {
                levels.resize(depth + 1, Vec::new());
            }
            levels[depth].push(id);
        }
        levels
    }

    /// What the type `id` would be called, in order of preference.
    fn wanted(&self, id: TypeId) -> Wanted<'d, (usize, String, String)> {
        let Some(wish) = self.types.wish(id) else {
            return Wanted {
                name: self.types.name(id).to_string(),
                others: Box::new(Vec::new),
                rank: Default::default(),
            };
        };
        let owner = wish.hint.owner().map(|owner| self.types.name(owner));
        let name = wish.hint.type_name(owner);
        let file = self.document.file_name(wish.place.file);
        let folder = (wish.place.file != self.document.root().file()).then_some(file);
        let (plain, wish, owner) = (name.clone(), wish.clone(), owner.cloned());
        let rank = (
            wish.hint.steps(),
            format!("{file}{}", wish.place.pointer),
            name.clone(),
        );
        let others = move || {
            let by_folder = folder.into_iter().flat_map(|file| names_by_folder(&plain, file));
            by_folder
                .chain(names_by_place(&plain, wish.place.pointer.segments()))
                .chain(wish.hint.reversed_name(owner.as_ref()))
                .collect()
        };
        Wanted {
            rank,
            name,
            others: Box::new(others),
        }
    }

    /// Says why a type has another name than its place suggests.
    pub(crate) fn explain_name(&mut self, id: TypeId, claim: &Claim) {
        let Some(wanted) = &claim.instead_of else { return };
        let is_reserved = reserved::TYPE_NAMES.contains(&wanted.as_str());
        if claim.numbered || !is_reserved {
            self.clashes.push((id, claim.clone()));
        }
        let name = &claim.name;
        let line = if claim.numbered {
            format!("called `{name}`: other types have every name that its place suggests")
        } else if is_reserved {
            format!("called `{name}`: generated code needs `{wanted}` for itself")
        } else {
            format!("called `{name}`: another type is called `{wanted}`")
        };
        self.notes.entry(id).or_default().push(line);
    }

    /// What was said of a type while it had its provisional name is said of its settled one.
    fn tell_settled_names(&mut self, renamed: &HashMap<String, String>) {
        if renamed.is_empty() {
            return;
        }
        let lines = self.explanations.iter_mut().flat_map(|item| &mut item.lines);
        for line in lines {
            *line = with_settled_names(line, renamed);
        }
        for index in 0..self.types.count() {
            for line in self.notes.get_mut(&TypeId(index)).into_iter().flatten() {
                *line = with_settled_names(line, renamed);
            }
        }
        let deferred = self.ambiguities.iter_mut().map(|(_, diagnostic)| diagnostic);
        for diagnostic in self.diagnostics.items_mut().iter_mut().chain(deferred) {
            let labels = diagnostic.labels.iter_mut().map(|label| &mut label.text);
            let said = std::iter::once(&mut diagnostic.message).chain(&mut diagnostic.notes);
            for text in said.chain(&mut diagnostic.help).chain(labels) {
                *text = with_settled_names(text, renamed);
            }
        }
    }
}

/// What begins a provisional name: a letter that no text about an API has.
const MARK: char = '\u{A66E}';

/// The name of the type with this index until all names are settled: one that can be told from the words
/// of a document, which messages quote.
fn provisional_name(index: usize) -> Ident {
    Ident::new(format!("{MARK}{index}"))
}

/// The text, each provisional name in it replaced.
fn with_settled_names(text: &str, renamed: &HashMap<String, String>) -> String {
    let mut settled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once(MARK) {
        let end = from.find(|letter: char| !letter.is_ascii_digit());
        let (index, after) = from.split_at(end.unwrap_or(from.len()));
        let name = format!("{MARK}{index}");
        settled.push_str(before);
        settled.push_str(renamed.get(&name).unwrap_or(&name));
        rest = after;
    }
    settled.push_str(rest);
    settled
}
