//! Changes, rebuilds beside, two processes, damage.

use std::time::{Duration, Instant};

use super::super::{Applied, Doc, Index, Kind};
use super::{bed, fill, id, idea};

#[test]
fn what_is_new_is_found_and_what_is_removed_is_gone_within_two_seconds() {
    let bed = bed(&[idea(1, "Fontaine", "")]);
    let started = Instant::now();
    let mut batch = bed.index.batch();
    batch.put(idea(2, "Une fontaine à boire", ""));
    batch.put(Doc {
        kind: Kind::Comment,
        parent: Some(id(2)),
        ..idea(3, "", "Une fontaine, oui.")
    });
    batch.remove(Kind::Idea, id(1));
    assert_eq!(batch.commit("2").unwrap(), Applied::Done);
    assert_eq!(bed.ids("fontaine"), [2, 3]);
    let mut batch = bed.index.batch();
    batch.remove(Kind::Idea, id(2));
    batch.remove_under(id(2));
    batch.commit("3").unwrap();
    assert!(bed.ids("fontaine").is_empty());
    assert_eq!(bed.ask("fontaine").total, 0);
    assert!(
        started.elapsed() < Duration::from_secs(2),
        "{:?}",
        started.elapsed()
    );
    assert_eq!(bed.index.position().as_deref(), Some("3"));
}

#[test]
fn a_document_put_again_replaces_itself() {
    let bed = bed(&[idea(1, "Fontaine", "")]);
    let mut batch = bed.index.batch();
    batch.put(idea(1, "Kiosque", ""));
    batch.put(idea(1, "Kiosque à musique", ""));
    batch.commit("2").unwrap();
    assert!(bed.ids("fontaine").is_empty());
    assert_eq!((bed.ask("kiosque").total, bed.index.len()), (1, 1));
}

#[test]
fn an_index_survives_its_process() {
    let bed = bed(&[idea(1, "Fontaine", "")]);
    let mut batch = bed.index.batch();
    batch.put(idea(2, "Kiosque", ""));
    batch.commit("41").unwrap();
    let super::Bed { index, dir } = bed;
    drop(index);
    let index = Index::open(dir.path()).unwrap();
    assert_eq!(
        (index.position().as_deref(), index.len(), index.needs_rebuild()),
        (Some("41"), 2, false)
    );
    assert!(index.verify());
}

#[test]
fn a_rebuild_beside_loses_no_change() {
    let bed = bed(&[idea(1, "Fontaine", "")]);
    let rebuild = bed.index.rebuild().unwrap();
    let mut early = bed.index.batch();
    early.put(idea(2, "Fontaine du parc", ""));
    assert_eq!(early.commit("2").unwrap(), Applied::Done);
    let mut late = bed.index.batch();
    late.put(idea(3, "Fontaine du bas", ""));
    assert_eq!(bed.ask("fontaine").total, 2);
    fill(rebuild, &[idea(1, "Fontaine", "")]);
    assert_eq!(late.commit("3").unwrap(), Applied::Moved);
    assert_eq!(bed.index.position().as_deref(), Some("1"));
    let mut again = bed.index.batch();
    again.put(idea(2, "Fontaine du parc", ""));
    again.put(idea(3, "Fontaine du bas", ""));
    assert_eq!(again.commit("3").unwrap(), Applied::Done);
    assert_eq!(bed.ask("fontaine").total, 3);
    assert_eq!(std::fs::read_dir(bed.dir.path()).unwrap().count(), 2);
}

#[test]
fn a_rebuild_given_up_changes_nothing() {
    let bed = bed(&[idea(1, "Fontaine", "")]);
    let mut rebuild = bed.index.rebuild().unwrap();
    rebuild.add(&idea(2, "Kiosque", "")).unwrap();
    drop(rebuild);
    assert_eq!((bed.index.len(), bed.ask("fontaine").total), (1, 1));
    fill(bed.index.rebuild().unwrap(), &[idea(3, "Kiosque", "")]);
    assert_eq!(bed.ids("kiosque"), [3]);
    assert_eq!(std::fs::read_dir(bed.dir.path()).unwrap().count(), 2);
}

#[test]
fn another_process_may_rebuild() {
    let bed = bed(&[idea(1, "Fontaine", "")]);
    let mut batch = bed.index.batch();
    batch.put(idea(2, "Fontaine du parc", ""));
    batch.commit("2").unwrap();
    let command = Index::open(bed.dir.path()).unwrap();
    fill(command.rebuild().unwrap(), &[idea(1, "Kiosque", "")]);
    drop(command);
    assert_eq!(bed.ask("fontaine").total, 2);
    assert!(bed.index.refresh().unwrap());
    assert!(!bed.index.refresh().unwrap());
    assert_eq!((bed.ask("fontaine").total, bed.ids("kiosque")), (0, vec![1]));
    let mut batch = bed.index.batch();
    batch.put(idea(2, "Kiosque du parc", ""));
    assert_eq!(batch.commit("3").unwrap(), Applied::Done);
    assert_eq!(bed.ask("kiosque").total, 2);
}

#[test]
fn searches_go_on_while_the_index_is_rebuilt() {
    let bed = bed(&[idea(1, "Fontaine", "")]);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| (0..2_000).all(|_| bed.ask("fontaine").total == 1));
        for _ in 0..3 {
            fill(bed.index.rebuild().unwrap(), &[idea(1, "Fontaine", "")]);
        }
        assert!(reader.join().unwrap());
    });
}

#[test]
fn an_empty_or_outdated_folder_asks_to_be_filled() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    assert!(index.needs_rebuild() && index.is_empty());
    fill(index.rebuild().unwrap(), &[idea(1, "Fontaine", "")]);
    assert!(!index.needs_rebuild());
    drop(index);
    std::fs::write(dir.path().join("CURRENT"), "terreau-search 0 1\n").unwrap();
    assert!(Index::open(dir.path()).unwrap().needs_rebuild());
}

/// Whatever befalls its files, an index opens, answers or says it is damaged, and can be rebuilt.
#[test]
fn damage_asks_for_a_rebuild_and_never_crashes() {
    let docs: Vec<Doc> = (0..300)
        .map(|n| idea(n, "Fontaine du parc", "Une fontaine pour boire au parc."))
        .collect();
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    for round in 0..40_usize {
        let bed = bed(&docs);
        let super::Bed { index, dir } = bed;
        drop(index);
        damage(dir.path(), round);
        let index = Index::open(dir.path()).unwrap();
        let sound = index.verify();
        for text in ["fontaine", "parc boire", "fontai", "fontane "] {
            let _ = index.search(&super::Ask {
                text: text.into(),
                limit: 300,
                ..super::Ask::default()
            });
        }
        assert!(
            !sound || round % 4 == 3 || index.needs_rebuild() || index.len() == 300,
            "round {round}"
        );
        fill(index.rebuild().unwrap(), &docs);
        assert!(!index.needs_rebuild());
        let again = super::Bed { index, dir };
        assert_eq!(again.ask("fontaine").total, 300, "round {round}");
    }
    std::panic::set_hook(quiet);
}

fn damage(dir: &std::path::Path, round: usize) {
    let folder = std::fs::read_dir(dir)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.is_dir())
        .unwrap();
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.retain(|path| path.metadata().unwrap().len() > 0);
    files.sort();
    let file = &files[round / 4 % files.len()];
    let mut bytes = std::fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    match round % 4 {
        0 => bytes.truncate(middle),
        1 => bytes
            .iter_mut()
            .skip(middle / 2)
            .step_by(7)
            .for_each(|byte| *byte ^= 0xa5),
        2 => bytes.clear(),
        _ => return std::fs::remove_file(file).unwrap(),
    }
    std::fs::write(file, bytes).unwrap();
}
