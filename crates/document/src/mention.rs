use bindery_model::Json;

use crate::document::Document;

impl Document {
    /// Whether an object of any of its files has a member of one of these names.
    pub fn mentions(&self, names: &[&str]) -> bool {
        let mut waiting: Vec<&Json> = self.trees.values().collect();
        while let Some(value) = waiting.pop() {
            match value {
                Json::Object(members) => {
                    if members.iter().any(|(name, _)| names.contains(&name.as_str())) {
                        return true;
                    }
                    waiting.extend(members.iter().map(|(_, value)| value));
                }
                Json::Array(items) => waiting.extend(items),
                _ => {}
            }
        }
        false
    }
}
