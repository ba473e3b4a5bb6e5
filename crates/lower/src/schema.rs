//! From a schema to the type that stands where it is used.

use bindery_document::Cursor;
use bindery_model::{
    Code, Diagnostic, Newtype, Rule, Schema, SchemaRef, Shape, TypeDef, TypeId, TypeRef, UntypedReason,
};

use crate::docs::docs_of;
use crate::implied::is_implied;
use crate::keywords;
use crate::lowering::Lowering;
use crate::type_table::{NameHint, Waiting};
use crate::view::{Seed, Sub};

/// How deep schemas may nest in place.
const DEEPEST: usize = 150;

/// How many types may be made of several schemas together: unions within unions with members beside them
/// double their number at each step.
pub(crate) const MOST_COMBINED: usize = 10_000;

/// How many pairs of variants may be compared: each variant of a union is held against all others.
pub(crate) const MOST_COMPARED: usize = 8_000_000;

/// Where a type that is being made belongs.
#[derive(Clone)]
pub(crate) enum Slot {
    /// It has its id.
    Named(TypeId),
    /// It gets an id and a name by this hint if it needs one.
    Hint(NameHint),
}

impl<'d> Lowering<'d> {
    /// The type of the schema at `schema`, and what the schema demands. An inline schema that needs a
    /// type of its own gets one, called after `hint`.
    ///
    /// Mistakes are reported; then the type is [`TypeRef::Any`].
    pub(crate) fn type_of(&mut self, schema: &Cursor<'d>, hint: &NameHint) -> (TypeRef, SchemaRef) {
        let type_ref = self.type_ref(schema, hint);
        self.lower_waiting();
        (type_ref, self.schema_ref(schema))
    }

    /// Lowers what is in the queue: whatever was referred to and is not a type yet.
    pub(crate) fn lower_waiting(&mut self) {
        while let Some(waiting) = self.types.next_waiting() {
            self.lower_named(waiting);
        }
    }

    /// The type of a schema in place, or of what a reference names.
    pub(crate) fn type_ref(&mut self, schema: &Cursor<'d>, hint: &NameHint) -> TypeRef {
        if let Some(id) = self.types.referred(schema) {
            self.types.offer(id, hint);
            return TypeRef::Named(id);
        }
        if let Some(known) = self.types.inline(schema).cloned() {
            self.offer(schema, hint);
            return known;
        }
        let type_ref = self.type_of_seed(&Seed::of(schema), hint);
        self.types.remember(schema, type_ref.clone());
        type_ref
    }

    /// Another way led to what is made of `schema` already.
    fn offer(&mut self, schema: &Cursor<'d>, hint: &NameHint) {
        let (mut schema, mut hint) = (schema.clone(), hint.clone());
        for _ in 0..DEEPEST {
            if let Some(id) = self.types.item(&schema) {
                return self.types.offer(id, &hint);
            }
            let inner = [("items", "Item"), ("additionalProperties", "Value")];
            let Some((next, text)) = inner
                .into_iter()
                .find_map(|(keyword, text)| Some((schema.get(keyword)?, text)))
            else {
                return;
            };
            schema = next;
            hint = hint.child(text);
        }
    }

    /// The type of a member or an element that several parts of an `allOf` may declare.
    pub(crate) fn type_of_subs(&mut self, subs: &[Sub<'d>], hint: &NameHint) -> TypeRef {
        let mut significant: Vec<&Sub<'d>> = Vec::new();
        for sub in subs {
            let known = |other: &&Sub<'d>| other.cursor.value() == sub.cursor.value();
            if keywords::is_restricting(&sub.cursor) && !significant.iter().any(known) {
                significant.push(sub);
            }
        }
        let only = match significant.as_slice() {
            [] => subs.first(),
            [sub] => Some(*sub),
            _ => None,
        };
        if let Some(sub) = only {
            let hint = self.hint_in(sub, hint);
            return self.type_ref(&sub.cursor, &hint);
        }
        let seed = Seed::all_of(significant.iter().map(|sub| sub.cursor.clone()));
        self.type_of_seed(&seed, hint)
    }

    /// The type of schemas that hold together.
    pub(crate) fn type_of_seed(&mut self, seed: &Seed<'d>, hint: &NameHint) -> TypeRef {
        if self.depth >= DEEPEST {
            return self.give_up(
                seed,
                Code::TooDeep,
                "schemas nest too deeply here",
                UntypedReason::TooDeep,
            );
        }
        let is_reference = seed.single().is_some_and(Cursor::is_reference);
        if !is_reference && let Some(made) = self.merged.get(&self.seed_key(seed)) {
            return made.clone();
        }
        if seed.parts.len() > 1 {
            if self.combined >= MOST_COMBINED {
                let message = "schemas combine in too many ways here";
                return self.give_up(seed, Code::TooManyCombinations, message, UntypedReason::TooMany);
            }
            self.combined += 1;
        }
        self.depth += 1;
        let type_ref = self.make(seed, &Slot::Hint(hint.clone()));
        self.depth -= 1;
        type_ref
    }

    /// Whether `pairs` more variants may be compared with each other.
    pub(crate) fn may_compare(&mut self, pairs: usize) -> bool {
        self.compared = self.compared.saturating_add(pairs);
        self.compared <= MOST_COMPARED
    }

    /// Any JSON, where going on would take too long. Each place is told once.
    pub(crate) fn give_up(
        &mut self,
        seed: &Seed<'d>,
        code: Code,
        message: &str,
        reason: UntypedReason,
    ) -> TypeRef {
        if let Some(place) = seed.place().cloned()
            && !self.untyped_places.contains(&place.origin())
        {
            let diagnostic = Diagnostic::error(code, message, place.origin())
                .note("with `--keep-going` it becomes any JSON");
            self.fault(
                &place,
                diagnostic.help("let the schema say less at once: members, rather than `allOf` and unions"),
            );
        }
        self.any(seed.place(), reason)
    }

    /// A schema that another type declares has its types called after that one, and what a union
    /// declares for all variants after the union.
    fn hint_in(&self, sub: &Sub<'d>, hint: &NameHint) -> NameHint {
        let union = || sub.base.and_then(|base| self.types.of_node(base));
        match sub.owner.or_else(union) {
            Some(owner) => hint.moved_to(owner),
            None => hint.clone(),
        }
    }

    /// Makes the type of a component, or of another schema that is referred to.
    fn lower_named(&mut self, waiting: Waiting<'d>) {
        let id = waiting.id;
        let schema = &waiting.schema;
        let type_ref = match self.types.inline(schema) {
            Some(known) => known.clone(),
            None => self.make(&Seed::of(schema), &Slot::Named(id)),
        };
        if self.types.made(id).is_none() {
            let made = self.plain_type(&waiting, type_ref);
            self.types.put(id, made);
        }
        let Some(made) = self.types.made(id) else { return };
        made.owner = waiting.owner;
        if let Some(component) = waiting.component {
            made.wire_name = Some(component.wire_name);
            made.origin = component.origin;
        }
    }

    /// A named type that is no struct and no enum of its own: an alias, or a newtype where the schema
    /// demands more than the type does.
    fn plain_type(&mut self, waiting: &Waiting<'d>, type_ref: TypeRef) -> TypeDef {
        let schema = &waiting.schema;
        let own = self.types.item(schema).filter(|item| *item != waiting.id);
        let rules = match own {
            Some(item) => Schema {
                rules: vec![Rule::AllOf(vec![SchemaRef::Named(item)])],
            },
            None => self.rules_of(schema),
        };
        let shape = if own.is_some() || is_implied(&type_ref, &rules) {
            Shape::Alias(type_ref)
        } else {
            Shape::Newtype(Newtype { inner: type_ref })
        };
        TypeDef {
            name: self.types.name(waiting.id).clone(),
            wire_name: None,
            origin: schema.origin(),
            owner: waiting.owner,
            docs: docs_of(schema),
            derives: Vec::new(),
            shape,
            schema: rules,
        }
    }
}
