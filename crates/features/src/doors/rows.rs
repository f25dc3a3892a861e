//! Doors of organisations in the database.

use terreau_kernel::{geo::Point, id::Id};
use terreau_store::{Reach, Result, Select, Value};

/// An organisation that anybody may see, and that has a door.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Door {
    pub id: Id,
    pub slug: String,
    pub name: String,
    pub name_key: String,
    pub kind: String,
    pub state: String,
    pub address: String,
    pub lat: f64,
    pub lon: f64,
}

impl Door {
    pub fn point(&self) -> Option<Point> {
        Point::new(self.lat, self.lon)
    }
}

/// Which of them.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub kind: &'static str,
    pub zone: Option<Id>,
    /// After this name.
    pub after: Option<(String, Id)>,
}

/// By name.
pub async fn doors(db: &mut impl Reach, territory: Id, f: &Filter, limit: i64) -> Result<Vec<Door>> {
    let head =
        "select b.id, b.slug, b.name, b.name_key, b.kind, b.state, b.address, b.lat, b.lon from bodies b";
    let mut select = Select::new(head)
        .and("b.territory_id = ?", [Value::Id(territory)])
        .and("b.state in ('verified', 'flagged')", [])
        .and("b.lat is not null and b.lon is not null", []);
    if !f.kind.is_empty() {
        select = select.and("b.kind = ?", [Value::from(f.kind)]);
    }
    if let Some(zone) = f.zone {
        select = select.and(
            "exists (select 1 from body_zones z where z.territory_id = b.territory_id and z.body_id = b.id
             and z.zone_id = ?)",
            [Value::Id(zone)],
        );
    }
    if let Some((name, id)) = &f.after {
        select = select.and(
            "(b.name_key, b.id) > (?, ?)",
            [Value::from(name.as_str()), Value::Id(*id)],
        );
    }
    select
        .then("order by b.name_key, b.id limit ?", [Value::Int(limit)])
        .all(db)
        .await
}
