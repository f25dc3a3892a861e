//! The people of an import. They have no account until they claim what they wrote.

use terreau_kernel::{id, limits, text};
use terreau_store::{Result, Tx, run};

use super::{
    Reason,
    apply::{Counts, Fate, Known, Work},
    read::Row,
    report::Report,
    rows,
};

fn name(row: &Row) -> std::result::Result<String, Reason> {
    let name = text::clean_line(row.get("display_name"));
    match text::graphemes(&name) {
        0 => Err(Reason::NameMissing),
        n if n > limits::NAME => Err(Reason::NameLong { most: limits::NAME }),
        _ => Ok(name),
    }
}

/// Takes another name over, unless they took part here since or left: then it is theirs to choose.
async fn rename(work: &Work<'_>, tx: &mut Tx, (id, hash): (id::Id, &str), name: &str) -> Result<()> {
    run!(tx, rows::PERSON_SEEN, work.territory, id, hash)?;
    let key = text::fold(name);
    if run!(tx, rows::PERSON_SET, work.territory, id, name, key, work.now)? > 0 {
        work.happened(tx, "person-changed", id, None).await?;
    }
    Ok(())
}

/// Takes a batch of people.
pub async fn take(work: &mut Work<'_>, batch: &[Row], report: &mut Report) -> Result<()> {
    let mut tx = work.begin().await?;
    let mut counts = Counts::default();
    let mut fresh = Vec::new();
    for row in batch {
        let name = match name(row) {
            Ok(name) => name,
            Err(reason) => {
                report.refuse("people", row.line, reason);
                continue;
            }
        };
        let hash = row.hash();
        match Work::fate(&work.people, &row.key, &hash) {
            Fate::Leave => report.people.unchanged += 1,
            Fate::Update(id) => {
                if let Some(tx) = &mut tx {
                    rename(work, tx, (id, &hash), &name).await?;
                }
                report.people.updated += 1;
                fresh.push((row.key.clone(), Known { id, hash }));
            }
            Fate::Create => {
                let id = work.app.ids.next();
                if let Some(tx) = &mut tx {
                    // The end of the id keeps the address unique without asking.
                    let tail = id::short(id)
                        .chars()
                        .rev()
                        .take(6)
                        .collect::<String>()
                        .to_lowercase();
                    let slug = format!("{}-{tail}", text::slug(&name, 60));
                    let key = text::fold(&name);
                    run!(
                        tx,
                        rows::PERSON,
                        work.territory,
                        id,
                        slug,
                        &name,
                        key,
                        &row.key,
                        &hash,
                        work.now
                    )?;
                    work.happened(tx, "person-imported", id, None).await?;
                    counts.add(rows::PEOPLE_COUNT, id::Id::nil(), 1);
                }
                report.people.created += 1;
                fresh.push((row.key.clone(), Known { id, hash }));
            }
        }
    }
    if let Some(tx) = &mut tx {
        counts.write(tx, work.territory).await?;
    }
    work.end(tx).await?;
    work.people.extend(fresh);
    Ok(())
}
