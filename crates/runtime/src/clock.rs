//! Time, as the system has it: tokio's, and the browser's on `wasm32-unknown-unknown`.

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod system {
    #[cfg(feature = "client")]
    pub(crate) use std::time::SystemTime;

    #[cfg(feature = "client")]
    pub(crate) use tokio::time::{Instant, timeout, timeout_at};
    pub(crate) use tokio::time::{Sleep, sleep};

    /// The end of a time that begins at `begin`; none beyond the end of time.
    #[cfg(feature = "client")]
    pub(crate) fn after(begin: Instant, duration: std::time::Duration) -> Option<Instant> {
        begin.checked_add(duration)
    }

    /// The time of day.
    #[cfg(feature = "client")]
    pub(crate) fn now() -> SystemTime {
        SystemTime::now()
    }
}

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod system {
    use std::time::Duration;

    #[cfg(feature = "client")]
    pub(crate) use wasmtimer::std::Instant;
    pub(crate) use wasmtimer::tokio::Sleep;
    #[cfg(feature = "client")]
    pub(crate) use wasmtimer::tokio::timeout_at;

    /// The browser counts milliseconds in 31 bits: longer waits end after these 24 days.
    const LONGEST: Duration = Duration::from_secs(24 * 24 * 60 * 60);

    /// Waits.
    pub(crate) fn sleep(duration: Duration) -> Sleep {
        wasmtimer::tokio::sleep(duration.min(LONGEST))
    }

    /// The end of a time that begins at `begin`; none beyond the end of time.
    #[cfg(feature = "client")]
    pub(crate) fn after(begin: Instant, duration: Duration) -> Option<Instant> {
        begin.checked_add(duration.min(LONGEST))
    }

    /// What comes of `future`, if it does not take longer than this.
    #[cfg(feature = "client")]
    pub(crate) fn timeout<F: Future>(duration: Duration, future: F) -> wasmtimer::tokio::Timeout<F> {
        wasmtimer::tokio::timeout(duration.min(LONGEST), future)
    }

    /// The time of day.
    #[cfg(feature = "client")]
    pub(crate) fn now() -> std::time::SystemTime {
        let epoch = wasmtimer::std::UNIX_EPOCH;
        let since = wasmtimer::std::SystemTime::now().duration_since(epoch);
        std::time::SystemTime::UNIX_EPOCH + since.unwrap_or_default()
    }
}

pub(crate) use system::*;
