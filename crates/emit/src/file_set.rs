use std::collections::BTreeMap;

/// The emitted files: text by relative path, with `/` between folders.
pub type FileSet = BTreeMap<String, String>;
