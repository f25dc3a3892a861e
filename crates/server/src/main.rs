//! The `terreau` binary: reads the configuration and the command line, puts the rooms together, starts and stops.

mod commands;
mod config;
mod listen;
mod progress;
mod serve;
mod watch;

use clap::Parser as _;

fn main() -> std::process::ExitCode {
    let cli = commands::Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("terreau: {error}");
            return std::process::ExitCode::FAILURE;
        }
    };
    match runtime.block_on(commands::run(cli)) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("terreau: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}
