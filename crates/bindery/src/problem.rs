use std::{fmt, io, path::PathBuf};

/// Why nothing was written.
#[derive(Debug)]
#[non_exhaustive]
pub enum Problem {
    /// The document has mistakes; the text is the whole report, located, ready to print.
    Document {
        /// The rendered diagnostics.
        report: String,
        /// How many of them are errors.
        errors: usize,
    },
    /// The document or an overlay could not be read; the text is the whole report.
    Missing {
        /// The rendered diagnostics.
        report: String,
    },
    /// A configuration, a name or a folder that cannot be used.
    Usage(String),
    /// A file or folder that could not be read or written.
    Io {
        /// What was tried, e.g. "write".
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The operating system's reason.
        source: io::Error,
    },
}

impl Problem {
    pub(crate) fn io(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source }
    }

    /// The command's exit status: 1 when what a document says is at fault, else 2.
    pub fn exit_status(&self) -> u8 {
        match self {
            Problem::Document { .. } => 1,
            Problem::Missing { .. } | Problem::Usage(_) | Problem::Io { .. } => 2,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Document { report, errors } => {
                let noun = if *errors == 1 { "error" } else { "errors" };
                write!(
                    formatter,
                    "{}\n\n{errors} {noun}; nothing was written",
                    report.trim_end()
                )
            }
            Problem::Missing { report } => write!(formatter, "{}\n\nnothing was written", report.trim_end()),
            Problem::Usage(message) => write!(formatter, "error: {message}"),
            Problem::Io { action, path, source } => {
                write!(
                    formatter,
                    "error: could not {action} {}: {source}",
                    path.display()
                )
            }
        }
    }
}

impl std::error::Error for Problem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Problem::Io { source, .. } => Some(source),
            Problem::Document { .. } | Problem::Missing { .. } | Problem::Usage(_) => None,
        }
    }
}
