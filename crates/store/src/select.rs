//! Lists whose filters and order are chosen by the reader: the text is put together from constant pieces
//! only, values are always bound, and the same text serves both engines.

use sqlx::{AssertSqlSafe, FromRow, Postgres, Sqlite, postgres::PgRow, sqlite::SqliteRow};

use crate::{Link, Reach, Result};

/// A value bound to a placeholder.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// An id.
    Id(uuid::Uuid),
    /// An integer, a moment in microseconds, a count.
    Int(i64),
    /// A real number.
    Real(f64),
    /// A text.
    Text(String),
}

impl From<uuid::Uuid> for Value {
    fn from(id: uuid::Uuid) -> Self {
        Self::Id(id)
    }
}
impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}
impl From<f64> for Value {
    fn from(x: f64) -> Self {
        Self::Real(x)
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A statement in the making. `?` in a piece stands for the next bound value.
#[derive(Debug, Clone)]
pub struct Select {
    sql: String,
    values: Vec<Value>,
    wheres: usize,
}

impl Select {
    /// Begins with everything up to `where`.
    #[must_use]
    pub fn new(head: &'static str) -> Self {
        Self {
            sql: head.to_owned(),
            values: Vec::new(),
            wheres: 0,
        }
    }

    fn push(&mut self, piece: &str, values: impl IntoIterator<Item = Value>) {
        let mut values = values.into_iter();
        for part in piece.split_inclusive('?') {
            if let Some(text) = part.strip_suffix('?') {
                self.sql.push_str(text);
                self.values.push(
                    values
                        .next()
                        .expect("a piece of SQL comes with a value for each `?`"),
                );
                self.sql.push('$');
                self.sql.push_str(&self.values.len().to_string());
            } else {
                self.sql.push_str(part);
            }
        }
    }

    /// Adds a condition.
    #[must_use]
    pub fn and(mut self, condition: &'static str, values: impl IntoIterator<Item = Value>) -> Self {
        self.sql
            .push_str(if self.wheres == 0 { " where " } else { " and " });
        self.wheres += 1;
        self.push(condition, values);
        self
    }

    /// Adds a condition on one of several ids. The list is padded to a power of two, so that few texts exist.
    #[must_use]
    pub fn and_in(mut self, column: &'static str, ids: &[uuid::Uuid]) -> Self {
        let Some(last) = ids.last() else {
            return self.and("1 = 0", []);
        };
        self.sql
            .push_str(if self.wheres == 0 { " where " } else { " and " });
        self.wheres += 1;
        self.sql.push_str(column);
        self.sql.push_str(" in (");
        for place in 0..ids.len().next_power_of_two() {
            if place > 0 {
                self.sql.push(',');
            }
            self.push("?", [Value::Id(*ids.get(place).unwrap_or(last))]);
        }
        self.sql.push(')');
        self
    }

    /// Adds a condition that holds when one of several does: the piece, once for each set of values. The list is padded
    /// to a power of two, so that few texts exist. Without any, nothing is found.
    #[must_use]
    pub fn and_either<const N: usize>(mut self, piece: &'static str, sets: Vec<[Value; N]>) -> Self {
        let Some(last) = sets.last().cloned() else {
            return self.and("1 = 0", []);
        };
        self.sql
            .push_str(if self.wheres == 0 { " where (" } else { " and (" });
        self.wheres += 1;
        let places = sets.len().next_power_of_two();
        for (place, values) in sets
            .into_iter()
            .chain(std::iter::repeat(last))
            .take(places)
            .enumerate()
        {
            if place > 0 {
                self.sql.push_str(" or ");
            }
            self.push(piece, values);
        }
        self.sql.push(')');
        self
    }

    /// Adds what comes after the conditions: order, limit, or any constant piece.
    #[must_use]
    pub fn then(mut self, piece: &'static str, values: impl IntoIterator<Item = Value>) -> Self {
        self.sql.push(' ');
        self.push(piece, values);
        self
    }

    /// The text so far, for tests that prepare or explain it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.sql
    }

    /// All rows.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn all<T>(self, db: &mut impl Reach) -> Result<Vec<T>>
    where
        T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        macro_rules! bind {
            ($engine:ty) => {{
                let mut query = sqlx::query_as::<$engine, T>(AssertSqlSafe(self.sql));
                for value in self.values {
                    query = match value {
                        Value::Id(v) => query.bind(v),
                        Value::Int(v) => query.bind(v),
                        Value::Real(v) => query.bind(v),
                        Value::Text(v) => query.bind(v),
                    };
                }
                query
            }};
        }
        Ok(match crate::tally::noted(&self.sql.as_str(), db) {
            Link::Sqlite(c) => bind!(Sqlite).fetch_all(c).await?,
            Link::Postgres(c) => bind!(Postgres).fetch_all(c).await?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_in_the_order_of_their_values() {
        let select = Select::new("select 1 from t")
            .and("a = ?", [Value::Int(1)])
            .and("(b, c) < (?, ?)", [Value::Int(2), Value::Int(3)])
            .then("limit ?", [Value::Int(4)]);
        assert_eq!(
            select.text(),
            "select 1 from t where a = $1 and (b, c) < ($2, $3) limit $4"
        );
    }

    #[test]
    fn one_of_several_conditions_is_enough() {
        let sets = vec![[Value::Int(1), Value::Int(2)]; 3];
        let select = Select::new("select 1 from t").and("c = ?", [Value::Int(0)]);
        assert_eq!(
            select.and_either("(a = ? and b >= ?)", sets).text(),
            "select 1 from t where c = $1 and ((a = $2 and b >= $3) or (a = $4 and b >= $5) or (a = $6 and b >= $7) \
             or (a = $8 and b >= $9))"
        );
        let none: Vec<[Value; 1]> = Vec::new();
        let select = Select::new("select 1 from t").and_either("a = ?", none);
        assert_eq!(select.text(), "select 1 from t where 1 = 0");
    }

    #[test]
    fn lists_of_ids_are_padded_to_a_power_of_two() {
        let id = uuid::Uuid::nil();
        assert_eq!(
            Select::new("select 1 from t").and_in("id", &[id; 3]).text(),
            "select 1 from t where id in ($1,$2,$3,$4)"
        );
        assert_eq!(
            Select::new("select 1 from t").and_in("id", &[]).text(),
            "select 1 from t where 1 = 0"
        );
    }
}
