//! `cargo xtask bench`: what the three waits of users take, as ratios within one run.
//!
//! Times of a machine say little; each line here divides by something that was measured beside it: reading the same
//! document, a peer, code that is written by hand. `counts` has what does not jitter at all.

mod arguments;
mod compiling;
mod generating;
pub(crate) mod medians;
mod running;
mod synthetic;
mod table;
mod weight;

pub(crate) use arguments::Bench;
use arguments::Wait;

use bindery::Problem;

use crate::terminal::print;

impl Bench {
    /// Measures and prints a table for each wait.
    pub(crate) fn run(&self) -> Result<u8, Problem> {
        for wait in [Wait::Generating, Wait::Compiling, Wait::Running, Wait::Weight] {
            if self.only.is_empty() || self.only.contains(&wait) {
                let table = match wait {
                    Wait::Generating => generating::measure(self)?,
                    Wait::Compiling => compiling::measure(self)?,
                    Wait::Running => running::measure()?,
                    Wait::Weight => weight::measure()?,
                };
                print(&table.to_markdown());
            }
        }
        Ok(0)
    }
}
