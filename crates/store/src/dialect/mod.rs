//! The statements that cannot be shared, the two engines side by side. Six at most.

use crate::{Link, Reach, Result};

/// One of two texts, by the engine a connection speaks to.
#[derive(Debug, Clone, Copy)]
pub struct Fork {
    /// For SQLite.
    pub sqlite: &'static str,
    /// For PostgreSQL.
    pub postgres: &'static str,
}

impl Fork {
    /// The text for this connection.
    pub fn of(&self, db: &mut impl Reach) -> &'static str {
        match db.link() {
            Link::Sqlite(_) => self.sqlite,
            Link::Postgres(_) => self.postgres,
        }
    }
}

/// 1. Records an event. On PostgreSQL the transaction's number goes with it: transactions commit in another
///    order than the one in which they took their positions, so a follower reads only below the oldest one
///    that still runs. SQLite has one writer; its number is always 0.
pub const RECORD_EVENT: Fork = Fork {
    sqlite: "insert into events (tx, territory_id, kind, object_id, subject_id, person_id, body_id, at)
             values (0, $1, $2, $3, $4, $5, $6, $7)",
    postgres: "insert into events (tx, territory_id, kind, object_id, subject_id, person_id, body_id, at)
               values (pg_current_xact_id()::text::bigint, $1, $2, $3, $4, $5, $6, $7)",
};

/// 2. Reads events past a position that no running transaction can still precede.
pub const READ_EVENTS: Fork = Fork {
    sqlite:
        "select tx, position, territory_id, kind, object_id, subject_id, person_id, body_id, at from events
             where (tx, position) > ($1, $2) order by tx, position limit $3",
    postgres:
        "select tx, position, territory_id, kind, object_id, subject_id, person_id, body_id, at from events
               where (tx, position) > ($1, $2)
                 and tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
               order by tx, position limit $3",
};

/// 3. Takes jobs that are due, each by one worker only.
pub const CLAIM_JOBS: Fork = Fork {
    sqlite: "update jobs set state = 'running', attempts = attempts + 1, locked_until = $2, updated_at = $1
             where id in (select id from jobs where state = 'queued' and run_at <= $1 and (kind = $4) = $5
                          order by run_at, id limit $3)
             returning id, territory_id, kind, payload, attempts",
    postgres: "update jobs set state = 'running', attempts = attempts + 1, locked_until = $2, updated_at = $1
               where id in (select id from jobs where state = 'queued' and run_at <= $1 and (kind = $4) = $5
                            order by run_at, id limit $3 for update skip locked)
               returning id, territory_id, kind, payload, attempts",
};

/// 4. The columns of every table, to compare the schemas.
pub const COLUMNS: Fork = Fork {
    sqlite: "select m.name as tbl, c.name as col, lower(c.type) as kind, c.\"notnull\" = 0 as nullable
             from sqlite_master m join pragma_table_info(m.name) c
             where m.type = 'table' and m.name not like 'sqlite%' and m.name not like '\\_sqlx%' escape '\\'
             order by 1, 2",
    postgres: "select table_name::text as tbl, column_name::text as col, data_type::text as kind,
                      is_nullable = 'YES' as nullable
               from information_schema.columns
               where table_schema = current_schema() and table_name not like '\\_sqlx%' order by 1, 2",
};

/// 5. The columns of a table's key, in their order.
pub const KEY_COLUMNS: Fork = Fork {
    sqlite: "select name from pragma_table_info($1) where pk > 0 order by pk",
    postgres: "select a.attname::text from pg_index i
               join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
               where i.indrelid = to_regclass(quote_ident($1)) and i.indisprimary
               order by array_position(i.indkey::int2[], a.attnum)",
};

/// 6. PostgreSQL only: events brought in with their positions; the next one follows the last.
pub const NUMBER_ON: &str = "select setval(pg_get_serial_sequence('events', 'position'),
                             (select coalesce(max(position), 0) + 1 from events), false)";

/// The engine's word for how far its events go, for readiness and tests.
///
/// # Errors
/// What the engine says.
pub async fn last_event(db: &mut impl Reach) -> Result<i64> {
    Ok(crate::value!(db, i64, "select coalesce(max(position), 0) from events")?.unwrap_or(0))
}
