//! What the runtime's tables are made of: memory that is never given back.

/// The text, for as long as the process runs.
pub(crate) fn text(text: &str) -> &'static str {
    Box::leak(text.into())
}

/// The values, for as long as the process runs.
pub(crate) fn slice<T>(values: impl IntoIterator<Item = T>) -> &'static [T] {
    Box::leak(values.into_iter().collect())
}

/// The value, for as long as the process runs.
pub(crate) fn value<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// The texts, for as long as the process runs.
pub(crate) fn texts<'t>(texts: impl IntoIterator<Item = &'t String>) -> &'static [&'static str] {
    slice(texts.into_iter().map(|each| text(each)))
}
