//! The bodies whose names stand under words: the town, and every organisation that was once verified. One that is
//! flagged or closed keeps its name under what it said, without the seal.

use std::collections::HashMap;

use terreau_kernel::id::Id;
use terreau_store::{Reach, Result, all};

terreau_store::statements! {
    BODIES = "select territory_id, id, slug, name, kind, state from bodies
              where kind = 'town' or verified_at is not null";
}

/// A body in whose name people speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its id.
    pub id: Id,
    /// Its part of an address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// It is the town itself.
    pub town: bool,
    /// It wears the seal: it is who it says.
    pub sealed: bool,
    /// Anybody may open its page.
    pub open: bool,
}

impl Body {
    /// Where anybody reads about it; empty while its page is closed.
    #[must_use]
    pub fn url(&self) -> String {
        if self.open {
            format!("/organisations/{}", self.slug)
        } else {
            String::new()
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    territory_id: Id,
    id: Id,
    slug: String,
    name: String,
    kind: String,
    state: String,
}

/// The bodies of every territory.
pub(super) async fn all(db: &mut impl Reach) -> Result<HashMap<Id, HashMap<Id, Body>>> {
    let mut found: HashMap<Id, HashMap<Id, Body>> = HashMap::new();
    for row in all!(db, Row, BODIES)? {
        let body = Body {
            id: row.id,
            slug: row.slug,
            name: row.name,
            town: row.kind == "town",
            sealed: row.state == "verified",
            open: !matches!(row.state.as_str(), "draft" | "pending"),
        };
        found.entry(row.territory_id).or_default().insert(row.id, body);
    }
    Ok(found)
}
