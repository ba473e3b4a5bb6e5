//! What every task prints with. A reader that has gone away (`| head`) is no error: the exit status
//! still tells.

use std::io::{Write as _, stderr, stdout};

/// Prints a result.
pub(crate) fn print(text: &str) {
    let _ = writeln!(stdout(), "{}", text.trim_end());
}

/// Prints what is said of the results.
pub(crate) fn say(text: &str) {
    if !text.is_empty() {
        let _ = writeln!(stderr(), "{}", text.trim_end());
    }
}
