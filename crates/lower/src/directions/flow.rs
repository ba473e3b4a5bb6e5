//! Which types go in requests, which in responses, and which hold members that go one way only.

use bindery_model::{Access, AdditionalMembers, Api, Direction, Shape, TypeDef, TypeId, TypeRef};

/// Where the types of an API go.
pub(super) struct Flow {
    /// For each type, the types that it names.
    named: Vec<Vec<usize>>,
    requests: Vec<bool>,
    responses: Vec<bool>,
    one_way: Vec<bool>,
}

impl Flow {
    pub(super) fn of(api: &Api) -> Self {
        let named: Vec<Vec<usize>> = api.types.iter().map(types_of).collect();
        let requires = api.types.iter().map(requires_one_way).collect();
        Self {
            requests: reached(&named, roots(api, Direction::Request)),
            responses: reached(&named, roots(api, Direction::Response)),
            one_way: holders(&named, requires),
            named,
        }
    }

    /// How many types there were.
    pub(super) fn types(&self) -> usize {
        self.named.len()
    }

    /// Whether the type, or one that it holds, requires a member that goes one way only.
    pub(super) fn holds_one_way(&self, index: usize) -> bool {
        self.one_way.get(index).copied().unwrap_or(false)
    }

    /// Whether the type goes in this direction and in no other.
    pub(super) fn goes_only(&self, index: usize, direction: Direction) -> bool {
        match direction {
            Direction::Request => self.requests[index] && !self.responses[index],
            Direction::Response => self.responses[index] && !self.requests[index],
        }
    }

    /// The types that go both ways and hold what goes one way only.
    pub(super) fn splitting(&self) -> impl Iterator<Item = usize> {
        (0..self.types()).filter(|index| self.splits(*index))
    }

    fn splits(&self, index: usize) -> bool {
        self.requests[index] && self.responses[index] && self.one_way[index]
    }

    /// Of those, the types whose shape in `direction` is another.
    pub(super) fn differing(&self, api: &Api, direction: Direction) -> Vec<usize> {
        let lacks = |index: usize| match &api.types[index].shape {
            Shape::Object(object) => object.members.iter().any(|member| !member.access.goes(direction)),
            _ => false,
        };
        let lacking = (0..self.types())
            .map(|index| self.splits(index) && lacks(index))
            .collect();
        let within = |(index, named): (usize, &Vec<usize>)| match self.splits(index) {
            true => named.clone(),
            false => Vec::new(),
        };
        let named: Vec<Vec<usize>> = self.named.iter().enumerate().map(within).collect();
        let differs = holders(&named, lacking);
        (0..self.types()).filter(|index| differs[*index]).collect()
    }
}

/// The types that operations name in one direction.
fn roots(api: &Api, direction: Direction) -> Vec<usize> {
    let mut ids = Vec::new();
    // What the API sends comes to the client as answers do, and the client answers it.
    let called = api.operations.iter().map(|operation| (operation, direction));
    let sent = api
        .webhooks
        .iter()
        .map(|webhook| (&webhook.operation, direction.reversed()));
    for (operation, direction) in called.chain(sent) {
        match direction {
            Direction::Request => {
                let parameters = operation.parameters.iter().map(|parameter| &parameter.type_ref);
                let bodies = operation.body.iter().flat_map(|body| &body.media_types);
                parameters
                    .chain(bodies.map(|media| &media.type_ref))
                    .for_each(|type_ref| ids.extend(types_in(type_ref)));
            }
            Direction::Response => {
                for answer in operation.answers.iter() {
                    let bodies = answer.bodies.iter().map(|media| &media.type_ref);
                    let headers = answer.headers.iter().map(|header| &header.type_ref);
                    bodies
                        .chain(headers)
                        .for_each(|type_ref| ids.extend(types_in(type_ref)));
                }
            }
        }
    }
    if direction == Direction::Response {
        ids.extend(api.webhooks.iter().filter_map(|webhook| webhook.payload));
    }
    ids.into_iter().map(|id| id.0).collect()
}

fn requires_one_way(made: &TypeDef) -> bool {
    match &made.shape {
        Shape::Object(object) => object
            .members
            .iter()
            .any(|member| member.access != Access::Both && member.presence.is_required()),
        _ => false,
    }
}

/// What can be reached from `roots`.
fn reached(edges: &[Vec<usize>], roots: Vec<usize>) -> Vec<bool> {
    let mut found = vec![false; edges.len()];
    let mut waiting = roots;
    while let Some(index) = waiting.pop() {
        if !std::mem::replace(&mut found[index], true) {
            waiting.extend(&edges[index]);
        }
    }
    found
}

/// What reaches one of `marked`, and those themselves.
fn holders(edges: &[Vec<usize>], marked: Vec<bool>) -> Vec<bool> {
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        targets.iter().for_each(|target| reversed[*target].push(from));
    }
    let roots = (0..edges.len()).filter(|index| marked[*index]).collect();
    reached(&reversed, roots)
}

/// The types that a type names.
fn types_of(made: &TypeDef) -> Vec<usize> {
    let mut ids = Vec::new();
    match &made.shape {
        Shape::Object(object) => {
            object
                .members
                .iter()
                .for_each(|member| ids.extend(types_in(&member.type_ref)));
            if let AdditionalMembers::Typed { type_ref, .. } = &object.additional {
                ids.extend(types_in(type_ref));
            }
        }
        Shape::Union(union) => union
            .variants
            .iter()
            .for_each(|variant| ids.extend(types_in(&variant.type_ref))),
        Shape::Newtype(newtype) => ids.extend(types_in(&newtype.inner)),
        Shape::Alias(target) => ids.extend(types_in(target)),
        Shape::Enum(_) => {}
    }
    ids.into_iter().map(|id| id.0).collect()
}

/// The types that stand in `type_ref`.
pub(super) fn types_in(type_ref: &TypeRef) -> Vec<TypeId> {
    match type_ref {
        TypeRef::Named(id) => vec![*id],
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
            types_in(inner)
        }
        TypeRef::Tuple(parts) => parts.iter().flat_map(types_in).collect(),
        TypeRef::Primitive(_) | TypeRef::Existing(_) | TypeRef::Any | TypeRef::Never => Vec::new(),
    }
}
