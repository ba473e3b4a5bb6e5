use std::collections::BTreeMap;

use bindery_model::{FileId, Origin, Pointer};

use crate::provenance::Provenance;

/// Where the values of converted files have gone, by the places where they were written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Relocations {
    by_place: BTreeMap<(FileId, Pointer), Pointer>,
}

impl Relocations {
    /// Turns the moves of all converted files around. Of several copies of a value the first counts.
    pub(crate) fn of(moves: &BTreeMap<FileId, Provenance>) -> Self {
        let mut relocations = Self::default();
        for (file, moves) in moves {
            relocations.add(*file, &Pointer::root(), moves);
        }
        relocations
    }

    /// Adds the moves within the value that stands at `base`.
    pub(crate) fn add(&mut self, file: FileId, base: &Pointer, moves: &Provenance) {
        let base = Origin::new(file, base.clone());
        moves.each(&base, &mut |reached, origin| {
            if origin.file == file {
                let key = (file, origin.pointer.clone());
                self.by_place.entry(key).or_insert_with(|| reached.clone());
            }
        });
    }

    /// Where what was written at `pointer` stands now, as far as something around it was moved.
    pub(crate) fn target(&self, file: FileId, pointer: &Pointer) -> Option<Pointer> {
        if self.by_place.is_empty() {
            return None;
        }
        let mut place = pointer.clone();
        loop {
            let key = (file, place);
            if let Some(moved) = self.by_place.get(&key) {
                let rest = pointer.segments().iter().skip(key.1.segments().len());
                return Some(rest.fold(moved.clone(), |moved, segment| moved.child(segment)));
            }
            place = key.1.parent()?;
        }
    }
}
