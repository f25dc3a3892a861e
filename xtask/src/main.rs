//! Chores of the workspace: `cargo run -p xtask -- <chore>`.

use std::path::Path;

use anyhow::{Result, bail};

mod communes;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["communes", package] => {
            communes::pack(Path::new(package), Path::new("assets/communes/communes.pack"))
        }
        _ => bail!("usage: cargo run -p xtask -- communes <folder of @etalab/decoupage-administratif>"),
    }
}
