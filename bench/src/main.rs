//! Load and scale: fills databases with skewed made-up data, runs the real server on them, and writes down what a
//! request costs beside what nginx needs to send the same bytes from a file. Loopback only, bounded in time.
//!
//! Numbers among the arguments are sizes, words are parts; a run of some parts is shown and not written down.

mod alone;
mod anew;
mod client;
mod data;
mod found;
mod import;
mod kept;
mod listen;
mod load;
mod network;
mod plan;
mod process;
mod quality;
mod results;
mod site;
mod start;
mod timed;
mod weight;
mod writes;

use anyhow::Result;

fn main() -> Result<()> {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(plan::run(&plan::Choice::read(&asked)?))
}
