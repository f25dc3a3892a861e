//! The names of what somebody follows.

use terreau_kernel::id::Id;
use terreau_kit::circles::{Eyes, VISIBLE_I};
use terreau_store::{Reach, Result, Select, Value, statements};

statements! {}

const PEOPLE: &str = "select id, slug, name from people";
const BODIES: &str = "select id, slug, name from bodies";
const IDEAS: &str = "select i.id, i.slug, i.title as name from ideas i";

/// Something with an address and a name.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Named {
    pub id: Id,
    pub slug: String,
    pub name: String,
}

/// People who still have a page.
pub async fn people(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<Named>> {
    let select = Select::new(PEOPLE)
        .and("territory_id = ?", [Value::Id(territory)])
        .and_in("id", ids)
        .and("state in ('active', 'suspended', 'imported')", []);
    select.all(db).await
}

/// Organisations that were verified once.
pub async fn bodies(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<Named>> {
    let select = Select::new(BODIES)
        .and("territory_id = ?", [Value::Id(territory)])
        .and_in("id", ids);
    select.all(db).await
}

/// Ideas this person may see.
pub async fn ideas(db: &mut impl Reach, territory: Id, ids: &[Id], eyes: Eyes) -> Result<Vec<Named>> {
    let select = Select::new(IDEAS)
        .and("i.territory_id = ?", [Value::Id(territory)])
        .and_in("i.id", ids)
        .and("i.state in ('published', 'archived', 'project', 'merged')", [])
        .and(VISIBLE_I, eyes.values());
    select.all(db).await
}
