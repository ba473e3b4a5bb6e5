use std::fmt;

/// Something that did not arrive as it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    operation: &'static str,
    detail: String,
}

impl Finding {
    pub(super) fn new(operation: &'static str, detail: impl fmt::Display) -> Self {
        Self {
            operation,
            detail: detail.to_string(),
        }
    }

    /// The operation's `operationId`.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// What was found. It may show made values, which are nobody's secrets.
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation, self.detail)
    }
}
