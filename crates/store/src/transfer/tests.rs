//! What is carried over comes back as it was.

use proptest::prelude::*;

use super::*;
use crate::{Options, run, value};

/// Numbers that a JSON reader in a hurry takes for the one beside them.
const CLOSE: [f64; 4] = [
    2_386.473_065_476_190_6,
    2_386.501_114_417_989_4,
    0.1 + 0.2,
    -1e-300,
];

async fn place(name: &str, folder: &std::path::Path) -> Db {
    let url = format!("sqlite://{}/{name}.db", folder.display());
    let db = Db::open(&Options::new(url)).await.expect("opened");
    let mut tx = db.begin().await.expect("a transaction");
    run!(&mut tx, "create table kept (id integer primary key, number real)").expect("a table");
    tx.commit().await.expect("kept");
    db
}

#[tokio::test]
async fn real_numbers_come_back_as_they_were() {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, to) = (place("a", folder.path()).await, place("b", folder.path()).await);
    let mut tx = from.begin().await.expect("a transaction");
    for (at, number) in (1_i64..).zip(CLOSE) {
        run!(
            &mut tx,
            "insert into kept (id, number) values ($1, $2)",
            at,
            number
        )
        .expect("written");
    }
    tx.commit().await.expect("kept");
    let mut snapshot = Snapshot::take(&from).await.expect("a snapshot");
    let tables = snapshot.tables().await.expect("tables");
    let mut lines = Vec::new();
    let each = |line: &str| {
        lines.push(Ok(line.to_owned()));
        Ok(())
    };
    snapshot.lines(&tables[0], each).await.expect("read");
    snapshot.end().await.expect("let go");
    let mut tx = to.begin().await.expect("a transaction");
    let columns = tables[0].columns();
    load(&mut tx, &tables[0], &columns, lines.into_iter())
        .await
        .expect("written");
    for (at, number) in (1_i64..).zip(CLOSE) {
        let text = "select number from kept where id = $1";
        let read = value!(&mut tx, f64, text, at).expect("readable").expect("a row");
        assert_eq!(read.to_bits(), number.to_bits(), "{number}");
    }
}

proptest! {
    /// A copy is compared by its bytes: a figure that came back one bit away would make a whole copy look damaged.
    #[test]
    fn figures_and_words_come_back_as_they_were(figure in proptest::num::f64::ANY, text in "\\PC*") {
        let mut line = String::from("[");
        real(&mut line, Some(figure));
        line.push(',');
        json(&mut line, &text).expect("written");
        line.push(']');
        let row: Vec<Value> = serde_json::from_str(&line).expect("read");
        let back = unreal(row[0].as_str().expect("words")).expect("a figure");
        prop_assert!(back.to_bits() == figure.to_bits() || (back.is_nan() && figure.is_nan()));
        prop_assert_eq!(row[1].as_str(), Some(text.as_str()));
    }
}
