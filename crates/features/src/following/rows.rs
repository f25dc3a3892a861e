//! The names of what somebody follows.

use terreau_kernel::id::Id;
use terreau_kit::circles::{Eyes, VISIBLE_I};
use terreau_store::{Reach, Result, Select, Value, statements};

statements! {}

const PEOPLE: &str = "select id, slug, name, state from people";
const BODIES: &str = "select id, slug, name, state from bodies";
const IDEAS: &str = "select i.id, i.slug, i.title as name, i.state from ideas i";

/// Something with an address and a name.
#[derive(Debug, Clone)]
pub struct Named {
    pub id: Id,
    pub slug: String,
    pub name: String,
}

/// The rows in one of some states. Looked at here, not in the statement: SQLite would go through all of these states
/// instead of taking the few by their keys.
async fn open(db: &mut impl Reach, select: Select, states: &[&str]) -> Result<Vec<Named>> {
    let rows: Vec<(Id, String, String, String)> = select.all(db).await?;
    let open = rows.into_iter().filter(|row| states.contains(&row.3.as_str()));
    Ok(open.map(|(id, slug, name, _)| Named { id, slug, name }).collect())
}

/// People who still have a page.
pub async fn people(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<Named>> {
    let select = Select::new(PEOPLE)
        .and("territory_id = ?", [Value::Id(territory)])
        .and_in("id", ids);
    open(db, select, &["active", "suspended", "imported"]).await
}

/// Organisations that may be read about.
pub async fn bodies(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<Named>> {
    let select = Select::new(BODIES)
        .and("territory_id = ?", [Value::Id(territory)])
        .and_in("id", ids);
    open(db, select, &["verified", "flagged", "left"]).await
}

/// Ideas this person may see.
pub async fn ideas(db: &mut impl Reach, territory: Id, ids: &[Id], eyes: Eyes) -> Result<Vec<Named>> {
    let select = Select::new(IDEAS)
        .and("i.territory_id = ?", [Value::Id(territory)])
        .and_in("i.id", ids)
        .and(VISIBLE_I, eyes.values());
    open(db, select, &["published", "archived", "project", "merged"]).await
}
