//! Decides what a schema becomes.

use bindery_model::{Code, Diagnostic, Member, Shape, TypeDef, TypeId, TypeRef, UntypedReason};

use crate::access::rules_of_access;
use crate::docs::docs_of;
use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::other_members::OtherMembers;
use crate::primitive::primitive;
use crate::schema::Slot;
use crate::type_table::NameHint;
use crate::view::{Choice, Seed, View};

impl<'d> Lowering<'d> {
    /// The type of what `seed` says. A struct or an enum is given an id, the slot's if it has one.
    pub(crate) fn make(&mut self, seed: &Seed<'d>, slot: &Slot) -> TypeRef {
        if let Some(type_ref) = self.as_reference(seed) {
            return self.unless_itself(type_ref, seed, slot);
        }
        let view = self.view_of(seed);
        if !view.conflicts.is_empty() {
            self.report_conflicts(&view);
            return self.any(seed.place(), UntypedReason::Conflict);
        }
        self.make_of_view(&Making {
            seed,
            slot,
            view: &view,
        })
    }

    fn make_of_view(&mut self, making: &Making<'_, 'd>) -> TypeRef {
        let value = self.value_type(making);
        nullable_if(making.view.accepts_null(), value)
    }

    /// The type without `null`.
    fn value_type(&mut self, making: &Making<'_, 'd>) -> TypeRef {
        let view = making.view;
        let types = view.value_types();
        if let Some(path) = self.existing_type(making) {
            return TypeRef::Existing(path);
        }
        if view.never || types.is_empty() {
            return TypeRef::Never;
        }
        if view.sensitive {
            if types == Types::STRING {
                return TypeRef::Primitive(bindery_model::Primitive::Secret);
            }
            self.report_not_secret(making, types);
        }
        if let Some(type_ref) = self.enumeration(making) {
            return type_ref;
        }
        if let Some(type_ref) = self.base(making) {
            return type_ref;
        }
        if let Some(choice) = self.only_choice(view).cloned() {
            return self.choice(making, &choice);
        }
        if types == Types::ALL.without(Types::NULL) {
            return self.any_value(making);
        }
        match types.split().as_slice() {
            [only] => self.of_one_type(making, *only),
            several => self.union_of_types(making, several),
        }
    }

    fn report_not_secret(&mut self, making: &Making<'_, 'd>, types: Types) {
        let Some(place) = making.seed.place() else {
            return;
        };
        let place = place.get("x-sensitive").unwrap_or_else(|| place.clone());
        let message = format!("only strings are kept secret, and this is {types}");
        let diagnostic = Diagnostic::warning(Code::SensitiveType, message, place.origin())
            .help("mark the strings within it");
        self.report(diagnostic);
    }

    fn of_one_type(&mut self, making: &Making<'_, 'd>, types: Types) -> TypeRef {
        match types {
            Types::ARRAY => self.list(making),
            Types::OBJECT => self.object(making),
            scalar => TypeRef::Primitive(primitive(making.view, scalar)),
        }
    }

    fn list(&mut self, making: &Making<'_, 'd>) -> TypeRef {
        let view = making.view;
        let hint = self.hint_within(making.slot).child("Item");
        if is_tuple(making) {
            let parts = view.prefix_items.iter().enumerate();
            return TypeRef::Tuple(
                parts
                    .map(|(index, sub)| {
                        self.type_of_subs(std::slice::from_ref(sub), &hint.child((index + 1).to_string()))
                    })
                    .collect(),
            );
        }
        let items = if view.prefix_items.is_empty() && !view.items.is_empty() {
            self.type_of_subs(&view.items, &hint)
        } else {
            self.any(making.seed.place(), UntypedReason::Elements)
        };
        TypeRef::List(Box::new(items))
    }

    fn object(&mut self, making: &Making<'_, 'd>) -> TypeRef {
        let view = making.view;
        if !view.properties.is_empty() {
            return self.item(making, |lowering, id| {
                Shape::Object(lowering.struct_of(making, id))
            });
        }
        let hint = self.hint_within(making.slot).child("Value");
        let values = match self.other_members(view) {
            OtherMembers::Of(sub) => self.type_of_subs(std::slice::from_ref(sub), &hint),
            OtherMembers::None => {
                return self.item(making, |lowering, id| {
                    Shape::Object(lowering.struct_of(making, id))
                });
            }
            OtherMembers::Any => self.any(making.seed.place(), UntypedReason::Members),
            OtherMembers::Several => self.any(making.seed.place(), UntypedReason::SeveralKindsOfMembers),
        };
        TypeRef::Map(Box::new(values))
    }

    /// Makes a struct or an enum: gives it an id and a name, then its shape and its rules.
    pub(crate) fn item(
        &mut self,
        making: &Making<'_, 'd>,
        shape: impl FnOnce(&mut Self, TypeId) -> Shape,
    ) -> TypeRef {
        let (id, owner) = self.item_id(making);
        if let Some(schema) = making.seed.single() {
            self.types.set_item(schema, id);
        }
        // Known before its members are: they may be of the same parts again.
        let type_ref = nullable_if(making.view.accepts_null(), TypeRef::Named(id));
        self.merged.insert(self.seed_key(making.seed), type_ref);
        let shape = shape(self, id);
        let mut schema = self.rules_of_seed(making.seed);
        if let Shape::Object(object) = &shape {
            let shows = self.settings.examples;
            let named = |member: &Member| shows || member.presence.is_required();
            schema.rules.extend(rules_of_access(object, named));
        }
        let place = making.seed.place();
        let made = TypeDef {
            name: self.types.name(id).clone(),
            wire_name: None,
            origin: place
                .map(|place| place.origin())
                .unwrap_or_else(|| self.document.root().origin()),
            owner,
            docs: place.map(docs_of).unwrap_or_default(),
            derives: Vec::new(),
            shape,
            schema,
        };
        self.types.put(id, made);
        TypeRef::Named(id)
    }

    /// The slot's id; of a nullable component that is the alias's, and the value gets its own.
    fn item_id(&mut self, making: &Making<'_, 'd>) -> (TypeId, Option<TypeId>) {
        let hint = match making.slot {
            Slot::Named(id) if !making.view.accepts_null() => return (*id, None),
            Slot::Named(id) => NameHint::within(*id).child("Value"),
            Slot::Hint(hint) => hint.clone(),
        };
        let place = making.seed.place().cloned();
        let place = place.unwrap_or_else(|| self.document.root());
        (self.inline_id(&hint, &place, false), hint.owner())
    }

    /// The hint for what stands within the type that is being made.
    pub(crate) fn hint_within(&self, slot: &Slot) -> NameHint {
        match slot {
            Slot::Named(id) => NameHint::within(*id),
            Slot::Hint(hint) => hint.clone(),
        }
    }

    fn unless_itself(&mut self, type_ref: TypeRef, seed: &Seed<'d>, slot: &Slot) -> TypeRef {
        let Slot::Named(id) = slot else { return type_ref };
        let inner = match &type_ref {
            TypeRef::Nullable(inner) => inner,
            other => other,
        };
        if *inner != TypeRef::Named(*id) {
            return type_ref;
        }
        if let Some(place) = seed.place().cloned() {
            let diagnostic = Diagnostic::error(
                Code::ReferenceCycle,
                "this schema is only a reference to itself",
                place.origin(),
            );
            self.fault(&place, diagnostic);
        }
        self.any(seed.place(), UntypedReason::Reference)
    }

    fn report_conflicts(&mut self, view: &View<'d>) {
        for conflict in &view.conflicts {
            let message = format!(
                "no value satisfies the `{}` of every part of this `allOf`; it is kept untyped",
                conflict.keyword
            );
            let diagnostic = Diagnostic::warning(Code::ConflictingAllOf, message, conflict.place.origin())
                .label("disagrees with the parts before it")
                .help("take one of the parts out, or let them agree");
            self.omit(&conflict.place.origin(), &diagnostic.message);
            self.report(diagnostic);
        }
    }

    /// The `oneOf` or `anyOf` that gives the schema its structure. What only refines the schema
    /// around it (`anyOf: [{required: [a]}, {required: [b]}]`) is validation's.
    fn only_choice<'v>(&self, view: &'v View<'d>) -> Option<&'v Choice<'d>> {
        let mut choices = view
            .choices
            .iter()
            .filter(|choice| !self.is_refinement(view, choice));
        let first = choices.next()?;
        choices.next().is_none().then_some(first)
    }
}

/// What a type is made of, and where it goes.
pub(crate) struct Making<'m, 'd> {
    /// The schemas.
    pub(crate) seed: &'m Seed<'d>,
    /// Where it goes.
    pub(crate) slot: &'m Slot,
    /// What the schemas say.
    pub(crate) view: &'m View<'d>,
}

/// The type, `null` added.
pub(crate) fn nullable_if(nullable: bool, type_ref: TypeRef) -> TypeRef {
    match type_ref {
        TypeRef::Any | TypeRef::Nullable(_) => type_ref,
        value if nullable => TypeRef::Nullable(Box::new(value)),
        value => value,
    }
}

/// Whether an array has a fixed number of elements, each with its schema.
fn is_tuple(making: &Making<'_, '_>) -> bool {
    let length = making.view.prefix_items.len() as u64;
    let Some(schema) = making.seed.single() else {
        return false;
    };
    let number = |name: &str| schema.get(name).and_then(|number| number.as_u64());
    let closed = schema
        .get("items")
        .is_some_and(|items| items.as_bool() == Some(false));
    length > 1 && number("minItems") == Some(length) && (closed || number("maxItems") == Some(length))
}
