//! `cargo xtask bench`: what the three waits of users take, as ratios within one run.
//!
//! Times of a machine say little; each line here divides by something that was measured beside it: reading the same
//! document, a peer, code that is written by hand. `counts` has what does not jitter at all.

mod arguments;
mod generating;
pub(crate) mod medians;
mod running;
mod synthetic;
mod table;
mod weight;

pub(crate) use arguments::Bench;

use bindery::Problem;

use crate::terminal::print;

impl Bench {
    /// Measures and prints a table for each wait.
    pub(crate) fn run(&self) -> Result<u8, Problem> {
        print(&generating::measure(self)?.to_markdown());
        if !self.only_generating {
            print(&running::measure()?.to_markdown());
            print(&weight::measure()?.to_markdown());
        }
        Ok(0)
    }
}
