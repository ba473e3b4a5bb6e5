/// What a document may cost before it is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The size of a single file, in bytes.
    pub bytes: u64,
    /// The size of all files together, in bytes.
    pub total_bytes: u64,
    /// How deep values may nest in a file; never beyond 1,000, and YAML never beyond 128.
    pub depth: usize,
    /// How many values a file may hold once its aliases are expanded; 64 bytes of text count as one
    /// more.
    pub nodes: usize,
    /// How many files a document may consist of.
    pub files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 * 1024 * 1024,
            total_bytes: 512 * 1024 * 1024,
            depth: 128,
            nodes: 8_000_000,
            files: 20_000,
        }
    }
}

/// What recursion over values is sure to bear, whatever the setting.
const DEEPEST: usize = 1_000;

impl Limits {
    pub(crate) fn nesting(&self) -> usize {
        self.depth.min(DEEPEST)
    }
}
