use crate::Pointer;

/// Which of a document's files; files are numbered in the order in which they are first read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct FileId(pub usize);

/// Where in the source a thing comes from: a file, and a place within it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    /// The place within the file.
    pub pointer: Pointer,
}

impl Origin {
    /// The place `pointer` of `file`.
    pub fn new(file: FileId, pointer: Pointer) -> Self {
        Self { file, pointer }
    }

    /// The place one step further down.
    pub fn child(&self, segment: impl Into<String>) -> Self {
        Self {
            file: self.file,
            pointer: self.pointer.child(segment),
        }
    }
}
