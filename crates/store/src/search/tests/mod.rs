//! What people find, what they must not find, and how well.

mod hostile;
mod language;
mod life;
mod quality;
mod sight;

use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::{Ask, Doc, Found, Index, Kind, Rebuild};

/// An index in a folder that disappears with it.
pub(super) struct Bed {
    pub index: Index,
    pub dir: tempfile::TempDir,
}

pub(super) fn bed(docs: &[Doc]) -> Bed {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    fill(index.rebuild().unwrap(), docs);
    Bed { index, dir }
}

fn fill(mut rebuild: Rebuild, docs: &[Doc]) {
    for doc in docs {
        rebuild.add(doc).unwrap();
    }
    rebuild.finish("1").unwrap();
}

pub(super) fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub(super) fn idea(n: u128, title: &str, body: &str) -> Doc {
    Doc {
        kind: Kind::Idea,
        id: id(n),
        title: title.into(),
        body: body.into(),
        ..Doc::default()
    }
}

impl Bed {
    pub(super) fn ask(&self, text: &str) -> Found {
        self.index
            .search(&Ask {
                text: text.into(),
                limit: 10,
                ..Ask::default()
            })
            .unwrap()
    }

    pub(super) fn ids(&self, text: &str) -> Vec<u128> {
        self.ask(text).hits.iter().map(|hit| hit.id.as_u128()).collect()
    }
}

/// A folder of the shared data, from `TERREAU_SHARED` or the nearest `shared` above; says when it is absent.
pub(super) fn shared(path: &str) -> Option<PathBuf> {
    let named = std::env::var_os("TERREAU_SHARED").map(PathBuf::from);
    let above = || {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .map(|dir| dir.join("shared"))
    };
    let found = named
        .into_iter()
        .chain(above())
        .map(|dir| dir.join(path))
        .find(|path| path.exists());
    if found.is_none() {
        eprintln!("skipped: no {path} in TERREAU_SHARED nor in a shared folder above");
    }
    found
}
