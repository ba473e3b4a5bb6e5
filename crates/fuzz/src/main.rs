//! `cargo run --release -p bindery-fuzz -- TARGET [SECONDS] [SEED]`: `loader` or `pipeline`.

use std::{
    error::Error,
    io::Write as _,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

use bindery_fuzz::{FuzzTarget, Mutation, seeds};

/// A document that takes longer is a fault.
const SLOW: Duration = Duration::from_secs(10);

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let name = arguments.first().map_or("pipeline", String::as_str);
    let target = FuzzTarget::named(name).ok_or("a target is `loader` or `pipeline`")?;
    let number =
        |index: usize, otherwise: u64| arguments.get(index).map_or(Ok(otherwise), |text| text.parse());
    let (seconds, first) = (number(1, 60)?, number(2, 0)?);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let mut documents = seeds(&root)?;
    documents.extend(seeds(&root.join("invalid"))?);
    let folder = std::env::temp_dir().join(format!("bindery-fuzz-{name}-{first}"));
    let start = Instant::now();
    let (mut tried, mut faults) = (0, 0);
    while start.elapsed() < Duration::from_secs(seconds) {
        let seed = first + tried;
        let document = Mutation::new(seed).document(&documents);
        let begun = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| target.run(&folder, &document)));
        if outcome.is_err() || begun.elapsed() > SLOW {
            faults += 1;
            let kept = folder.join(format!("fault-{seed}.yaml"));
            std::fs::write(&kept, &document)?;
            writeln!(
                std::io::stderr(),
                "a fault, after {:?}: {}",
                begun.elapsed(),
                kept.display()
            )?;
        }
        tried += 1;
    }
    writeln!(std::io::stdout(), "{name}: {tried} documents, {faults} faults")?;
    Ok(ExitCode::from(u8::from(faults > 0)))
}
