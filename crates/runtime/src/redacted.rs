//! Values as logs may show them.

use std::cell::Cell;
use std::fmt;

use serde::{Serialize, Serializer};

/// A value as logs may show it: written as JSON, or by any other serializer, with its secrets masked.
///
/// Writing a value itself writes its secrets, because that is what goes to the server. Through this view
/// each [`Secret`](crate::Secret) is the text `[redacted]`, and each value that the document does not
/// describe, which may hold one, says no more than what kind of JSON it is. `Display` and `Debug` write
/// JSON.
///
/// ```
/// use bindery_runtime::{Redacted, Secret};
///
/// let token = ("user", Secret::from("s3cret"));
/// assert_eq!(Redacted::new(&token).to_string(), r#"["user","[redacted]"]"#);
/// ```
pub struct Redacted<'a, T: ?Sized>(&'a T);

impl<'a, T: ?Sized> Redacted<'a, T> {
    /// A view of `value` for logs.
    pub const fn new(value: &'a T) -> Self {
        Self(value)
    }
}

impl<T: ?Sized> Clone for Redacted<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Redacted<'_, T> {}

impl<T: Serialize + ?Sized> Serialize for Redacted<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let _masking = Masking::begin();
        self.0.serialize(serializer)
    }
}

impl<T: Serialize + ?Sized> fmt::Display for Redacted<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string(self);
        formatter.write_str(text.as_deref().unwrap_or("(cannot be written)"))
    }
}

impl<T: Serialize + ?Sized> fmt::Debug for Redacted<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

thread_local! {
    /// How many redacting views are being written on this thread: a value's own `Serialize` cannot be
    /// told in another way, and writes on the thread that asked for it.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Masks secrets on this thread until it is dropped.
struct Masking;

impl Masking {
    fn begin() -> Self {
        DEPTH.with(|depth| depth.set(depth.get().saturating_add(1)));
        Self
    }
}

impl Drop for Masking {
    fn drop(&mut self) {
        DEPTH.with(|depth| depth.set(depth.get().saturating_sub(1)));
    }
}

/// What is written instead of a secret.
pub(crate) const MASK: &str = "[redacted]";

/// Whether what is written now is for a log.
pub(crate) fn is_masking() -> bool {
    DEPTH.with(|depth| depth.get() > 0)
}
