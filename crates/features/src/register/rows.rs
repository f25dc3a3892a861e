//! Organisations as everybody may read them, in the database; people come from the directory.

use terreau_kernel::id::Id;
use terreau_store::{Reach, Result, all, statements};

statements! {
    LISTED = "select id, slug, name, name_key, kind, line, siret, rna, address, lat, lon, website, ideas, comments
        from bodies where territory_id = $1 and state in ('verified', 'flagged') and kind <> 'town'
        and ($2 = '' or kind = $2) and (name_key, id) > ($3, $4) order by name_key, id limit $5";
}

/// An organisation.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Row {
    pub id: Id,
    pub slug: String,
    pub name: String,
    pub name_key: String,
    pub kind: String,
    pub line: String,
    pub siret: String,
    pub rna: String,
    pub address: String,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub website: String,
    pub ideas: i64,
    pub comments: i64,
}

/// Verified organisations by name, after one of them.
pub async fn listed(
    db: &mut impl Reach,
    territory: Id,
    kind: &str,
    (key, last): (&str, Id),
    limit: i64,
) -> Result<Vec<Row>> {
    all!(db, Row, LISTED, territory, kind, key, last, limit)
}
