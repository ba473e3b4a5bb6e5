use std::{
    fs,
    io::{self, Read as _},
    process::{Child, Command, ExitStatus},
    thread::sleep,
    time::{Duration, Instant},
};

/// How often a running process is looked at.
const INTERVAL: Duration = Duration::from_millis(10);

/// What became of a process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finished {
    /// How it ended; `None` when it took too long and was stopped.
    pub(crate) status: Option<ExitStatus>,
    /// How long it ran.
    pub(crate) seconds: f64,
    /// The most memory that it held, in MiB, where the system says so.
    pub(crate) peak: u64,
}

/// Runs `command` to its end, or stops it after `limit`.
///
/// Its output must go to files or be inherited: nothing is read here.
pub(crate) fn run(command: &mut Command, limit: Duration) -> io::Result<Finished> {
    let start = Instant::now();
    let mut child = command.spawn()?;
    let mut peak = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        peak = memory(&child).unwrap_or(peak).max(peak);
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            break None;
        }
        sleep(INTERVAL);
    };
    Ok(Finished {
        status,
        seconds: start.elapsed().as_secs_f64(),
        peak,
    })
}

/// The most memory that a process has held so far, in MiB, as Linux tells it.
fn memory(child: &Child) -> Option<u64> {
    let mut text = String::new();
    let mut file = fs::File::open(format!("/proc/{}/status", child.id())).ok()?;
    file.read_to_string(&mut text).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024)
}
