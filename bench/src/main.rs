//! Load and scale: fills a database with skewed made-up data, runs the real server on it, and writes down what
//! a request costs beside what nginx needs to send the same bytes from a file. Loopback only, bounded in time.

mod client;
mod fill;
mod plan;
mod process;
mod table;

use anyhow::Result;

fn main() -> Result<()> {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let sizes = if sizes.is_empty() {
        vec![1_000, 10_000, 100_000]
    } else {
        sizes
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(plan::run(&sizes))
}
