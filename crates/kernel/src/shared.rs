//! Finds the reference data some tests judge with, and says aloud when it is not there.

use std::path::PathBuf;

/// A file under `shared/data`, named by `TERREAU_SHARED` or found above the repository; when absent the
/// test that asked prints that it is skipped.
pub(crate) fn read(path: &str) -> Option<String> {
    let file = roots()
        .into_iter()
        .map(|root| root.join("data").join(path))
        .find(|file| file.is_file());
    match file {
        Some(file) => Some(std::fs::read_to_string(file).expect("readable reference data")),
        None => {
            eprintln!(
                "SKIPPED: shared/data/{path} is absent (set TERREAU_SHARED to the folder that holds data/)"
            );
            None
        }
    }
}

fn roots() -> Vec<PathBuf> {
    if let Some(root) = std::env::var_os("TERREAU_SHARED") {
        return vec![PathBuf::from(root)];
    }
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(|folder| folder.join("shared")).collect()
}
