//! Request and response shapes, where they must differ:
//!
//! ```yaml
//! type: object
//! required: [id, name]
//! properties: { id: { type: string, readOnly: true }, name: { type: string } }
//! ```
//!
//! A type that goes both ways and requires, itself or in what it holds, a member that goes one way
//! only is written down once with all members and once for each direction that differs. A type that
//! goes one way only stays one type; nothing requires the other direction's members of it.

mod flow;
mod shape;

use bindery_model::{Access, Direction, SchemaRef, Shape, Split, TypeDef, TypeId, TypeRef};

use crate::lowering::Lowering;
use flow::Flow;
use shape::Turn;

const DIRECTIONS: [Direction; 2] = [Direction::Request, Direction::Response];

impl Lowering<'_> {
    /// Gives each type the shapes that it needs, and requests and answers those that are theirs.
    pub(crate) fn split_directions(&mut self) {
        let is_one_way = |made: &TypeDef| match &made.shape {
            Shape::Object(object) => object.members.iter().any(|member| member.access != Access::Both),
            _ => false,
        };
        if !self.api.types.iter().any(is_one_way) {
            return;
        }
        let flow = Flow::of(&self.api);
        let turns = DIRECTIONS.map(|direction| self.turn(&flow, direction));
        self.note_splits(&flow, &turns);
        for turn in &turns {
            self.make_shapes(&flow, turn);
        }
        for turn in &turns {
            self.turn_operations(&flow, turn);
        }
    }

    /// Gives out ids for the shapes of one direction.
    fn turn(&mut self, flow: &Flow, direction: Direction) -> Turn {
        let mut turn = Turn::new(direction, self.api.types.len());
        for index in flow.differing(&self.api, direction) {
            let full = &self.api.types[index];
            let suffix = match direction {
                Direction::Request => "Request",
                Direction::Response => "Response",
            };
            let name = format!("{}{suffix}", full.name);
            let others = [format!("{name}Shape"), format!("{name}Value")];
            let shape = TypeDef {
                name: self.type_names.claim(&name, others).name,
                wire_name: None,
                owner: Some(TypeId(index)),
                ..full.clone()
            };
            turn.shapes.insert(index, TypeId(self.api.types.len()));
            self.api.types.push(shape);
        }
        turn
    }

    fn note_splits(&mut self, flow: &Flow, turns: &[Turn; 2]) {
        let [request, response] = turns;
        for index in flow.splitting() {
            let full = TypeId(index);
            let split = Split {
                full,
                request: request.of(full),
                response: response.of(full),
            };
            for (words, shape) in [("requests hold", split.request), ("answers hold", split.response)] {
                if shape != full {
                    let line = format!("{words} it as `types::{}`", self.api.types[shape.0].name);
                    self.notes.entry(full).or_default().push(line);
                }
            }
            self.api.splits.push(split);
        }
    }

    /// Makes the shapes of one direction, and turns the types that go in no other.
    fn make_shapes(&mut self, flow: &Flow, turn: &Turn) {
        for index in 0..flow.types() {
            let full = TypeId(index);
            let Some(shape) = turn.shapes.get(&index).copied() else {
                if flow.goes_only(index, turn.direction) && flow.holds_one_way(index) {
                    let mut made = self.api.types[index].clone();
                    turn.turn_in_place(&self.api, &mut made);
                    self.api.types[index] = made;
                }
                continue;
            };
            let mut made = self.api.types[shape.0].clone();
            turn.turn_copy(&self.api, full, &mut made);
            self.api.types[shape.0] = made;
            if let Some(places) = self.selections.get(&full).cloned() {
                self.selections.insert(shape, places);
            }
            if let Some(members) = self.evident_members.get(&full).cloned() {
                self.evident_members.insert(shape, members);
            }
        }
    }

    fn turn_operations(&mut self, flow: &Flow, turn: &Turn) {
        if turn.direction == Direction::Response {
            for payload in self
                .api
                .webhooks
                .iter_mut()
                .filter_map(|webhook| webhook.payload.as_mut())
            {
                *payload = turn.of(*payload);
            }
        }
        let called = self.api.operations.iter_mut();
        let called = called.map(|operation| (operation, turn.direction));
        let sent = self.api.webhooks.iter_mut();
        let sent = sent.map(|webhook| (&mut webhook.operation, turn.direction.reversed()));
        for (operation, direction) in called.chain(sent) {
            match direction {
                Direction::Request => {
                    for parameter in &mut operation.parameters {
                        turn.turn_value(flow, &mut parameter.type_ref, &mut parameter.schema);
                    }
                    for media in operation.body.iter_mut().flat_map(|body| &mut body.media_types) {
                        turn.turn_value(flow, &mut media.type_ref, &mut media.schema);
                    }
                }
                Direction::Response => {
                    for answer in operation.answers.iter_mut() {
                        for media in &mut answer.bodies {
                            turn.turn_value(flow, &mut media.type_ref, &mut media.schema);
                        }
                        for header in &mut answer.headers {
                            turn.turn_value(flow, &mut header.type_ref, &mut header.schema);
                        }
                    }
                    for alternate in &mut operation.alternates {
                        let media = &mut alternate.media_type;
                        turn.turn_value(flow, &mut media.type_ref, &mut media.schema);
                    }
                }
            }
        }
    }
}

impl Turn {
    /// The type and the schema of a value that is sent or answered.
    fn turn_value(&self, flow: &Flow, type_ref: &mut TypeRef, schema: &mut SchemaRef) {
        if !flow::types_in(type_ref).iter().any(|id| flow.holds_one_way(id.0)) {
            return;
        }
        self.turn_ref(type_ref);
        match schema {
            SchemaRef::Named(id) => *id = self.of(*id),
            SchemaRef::Inline(_) => self.turn_schema(schema),
        }
    }
}
