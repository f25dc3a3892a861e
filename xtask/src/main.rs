//! Chores of the workspace: `cargo xtask <chore>`. Each check reads the tracked files and answers with what is
//! to be mended, one line each.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

mod communes;
mod conventions;
mod finding;
mod locales;
#[cfg(test)]
mod repository;
mod rust;
mod skills;
mod tidy;
mod tree;

const USAGE: &str = "usage: cargo xtask <chore>
  tidy [--shrink]     arrows, sizes, forbidden words, migrations, templates; --shrink forgets what was mended
  locales             French and English words: same keys, none missing, none unused, typography
  conventions         which conventions are shown, and by which tests
  communes <folder>   packs the communes of @etalab/decoupage-administratif
  skills <folder>     neighbours of the shipped skills and names of jobs, from the CSV files of the ROME";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match chore(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn chore(arguments: &[&str]) -> Result<bool> {
    match arguments {
        ["tidy"] => tidy::run(&root()?, false),
        ["tidy", "--shrink"] => tidy::run(&root()?, true),
        ["locales"] => locales::run(&root()?),
        ["conventions"] => conventions::run(&root()?),
        ["communes", package] => {
            communes::pack(Path::new(package), Path::new("assets/communes/communes.pack")).map(|()| true)
        }
        ["skills", rome] => skills::build(
            Path::new(rome),
            &root()?.join("crates/features/src/skills/shipped"),
        )
        .map(|()| true),
        _ => bail!("{USAGE}"),
    }
}

/// The root of the workspace, wherever one stands in it.
fn root() -> Result<PathBuf> {
    let here = std::env::current_dir()?;
    let root = here.ancestors().find(|folder| folder.join("Cargo.lock").exists());
    Ok(root.context("run this inside the repository")?.to_owned())
}
