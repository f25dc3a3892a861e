//! Key-set pages: an address holds where the last row stood, so that a page neither skips nor repeats when
//! others write, and costs the same at any depth.

use serde::{Serialize, de::DeserializeOwned};

/// A position in a list, as it stands in an address.
#[must_use]
pub fn cursor<T: Serialize>(position: &T) -> String {
    let json = serde_json::to_vec(position).unwrap_or_default();
    let mut text = String::with_capacity(json.len() * 2);
    for byte in json {
        use std::fmt::Write as _;
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The position an address holds; `None` for one we did not write.
#[must_use]
pub fn position<T: DeserializeOwned>(cursor: &str) -> Option<T> {
    if cursor.len() > 400 || !cursor.len().is_multiple_of(2) || !cursor.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = (0..cursor.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(cursor.get(i..i + 2)?, 16).ok())
        .collect();
    serde_json::from_slice(&bytes?).ok()
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct Paged<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// The cursor of the next page, if there is one.
    pub next: Option<String>,
}

impl<T> Paged<T> {
    /// Cuts a list read with one row too many.
    #[must_use]
    pub fn cut<P: Serialize>(mut rows: Vec<T>, size: usize, key: impl Fn(&T) -> P) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        let next = if more {
            rows.last().map(|row| cursor(&key(row)))
        } else {
            None
        };
        Self { rows, next }
    }

    /// The same page of something else.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Paged<U> {
        Paged {
            rows: self.rows.into_iter().map(f).collect(),
            next: self.next,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_survives_its_address() {
        let here = (12_i64, "é".to_owned());
        assert_eq!(position::<(i64, String)>(&cursor(&here)), Some(here));
    }

    #[test]
    fn io_25_a_made_up_address_is_no_position() {
        for text in ["", "zz", "7b", "é", "'; drop table ideas", &"ab".repeat(500)] {
            assert_eq!(position::<(i64, i64)>(text), None);
        }
    }

    #[test]
    fn the_extra_row_only_says_that_there_is_more() {
        let page = Paged::cut(vec![1, 2, 3], 2, |n| *n);
        assert_eq!((page.rows, page.next.is_some()), (vec![1, 2], true));
        assert!(Paged::cut(vec![1, 2], 2, |n| *n).next.is_none());
    }
}
