use std::collections::{BTreeSet, VecDeque};

use bindery_model::{FileId, Pointer};

use crate::cursor::Cursor;

/// What a value is referred to as, and so how it is to be converted where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    PathItem,
    Parameter,
    Response,
    Schema,
}

/// The values beyond the document's own sections that references lead to.
#[derive(Default)]
pub(super) struct Waiting<'d> {
    queue: VecDeque<(Cursor<'d>, Role)>,
    met: BTreeSet<(FileId, Pointer, Role)>,
}

impl<'d> Waiting<'d> {
    pub(super) fn add(&mut self, target: Cursor<'d>, role: Role) {
        if self.met.insert((target.file(), target.pointer(), role)) {
            self.queue.push_back((target, role));
        }
    }

    pub(super) fn next(&mut self) -> Option<(Cursor<'d>, Role)> {
        self.queue.pop_front()
    }
}
