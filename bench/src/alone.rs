//! The store alone: durable inserts whose transactions share their commits.

use std::time::Instant;

use anyhow::Result;
use terreau_store::run;

use crate::{
    results::{Aim, Results, f, number},
    site::Site,
};

const AT_ONCE: usize = 256;
const EACH: usize = 300;

/// Measures it on SQLite.
pub async fn measure(results: &mut Results) -> Result<()> {
    let site = Site::new()?;
    let app = site.open().await?;
    let began = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..AT_ONCE {
        let app = app.clone();
        tasks.push(tokio::spawn(async move {
            for _ in 0..EACH {
                let mut tx = app.db.begin().await?;
                run!(
                    &mut tx,
                    "insert into security_log (id, territory_id, kind, network, agent, at)
                     values ($1, $1, 'bench', '', '', $2)",
                    app.ids.next(),
                    app.clock.now()
                )?;
                tx.commit().await?;
            }
            anyhow::Ok(())
        }));
    }
    for task in tasks {
        task.await??;
    }
    let rate = number(AT_ONCE * EACH) / began.elapsed().as_secs_f64();
    app.db.close().await;
    results.table("The store alone, SQLite", &["what", "durable inserts/s"]);
    results.row(&[
        format!("one row a transaction, {AT_ONCE} at once, commits shared"),
        f(rate),
    ]);
    results.aim(
        "the store alone, grouped, durable inserts",
        Aim::Least(20_000.0),
        "/s",
        rate,
    );
    Ok(())
}
