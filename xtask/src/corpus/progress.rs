use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

const TEMPLATE: &str = "{prefix:>10} [{bar:40}] {pos}/{len} {elapsed} {wide_msg}";

/// A bar that counts documents; where standard error is no terminal it shows nothing.
pub(crate) fn bar(what: &'static str, length: usize) -> ProgressBar {
    let style = ProgressStyle::with_template(TEMPLATE).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(length as u64)
        .with_style(style.progress_chars("=> "))
        .with_prefix(what);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
