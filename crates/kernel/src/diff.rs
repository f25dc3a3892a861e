//! Differences between two texts, as a reader would mark them with a pen.
//!
//! Paragraphs are compared first, then the words of those that changed, so that time stays in bounds:
//! a stretch too long to compare word by word is shown as removed and added whole. Nothing is lost:
//! same and removed pieces make the old text, same and added pieces the new one.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// A stretch of text and what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both texts.
    Same(String),
    /// Only in the new one.
    Added(String),
    /// Only in the old one.
    Removed(String),
}

/// A part of a comparison, to show under each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// An unchanged paragraph near a change.
    Same(String),
    /// This many unchanged paragraphs that need not be read again.
    Skipped(usize),
    /// Paragraphs that changed, word by word.
    Changed(Vec<Piece>),
}

/// More lines than this are not compared line by line.
const MAX_LINES: usize = 3_000;
/// More words than this, in one changed stretch, are not compared word by word.
const MAX_WORDS: usize = 2_000;

/// Shorter stretches, in letters, are always compared word by word.
const REWRITTEN: usize = 160;

/// The differences word by word.
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let mut pieces = Pieces::default();
    for (old, new) in stretches(old, new) {
        if old == new {
            pieces.same(&old);
        } else {
            compare(&old, &new, &mut pieces);
        }
    }
    pieces.0
}

/// The differences by paragraph: changed ones word by word, with one unchanged neighbour on each side,
/// the long unchanged parts counted.
pub fn blocks(old: &str, new: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut unchanged: Vec<String> = Vec::new();
    for (old, new) in stretches(old, new) {
        if old == new {
            unchanged.extend(paragraphs(&old));
            continue;
        }
        fold_unchanged(&mut unchanged, &mut blocks, true);
        let mut pieces = Pieces::default();
        compare(&old, &new, &mut pieces);
        blocks.push(Block::Changed(pieces.0));
    }
    fold_unchanged(&mut unchanged, &mut blocks, false);
    blocks
}

fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    text.split('\n')
        .map(str::trim_end)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
}

fn fold_unchanged(unchanged: &mut Vec<String>, blocks: &mut Vec<Block>, change_follows: bool) {
    let head = usize::from(!blocks.is_empty());
    let tail = usize::from(change_follows);
    let count = unchanged.len();
    if count <= head + tail + 1 {
        blocks.extend(unchanged.drain(..).map(Block::Same));
        return;
    }
    let skipped = count - head - tail;
    for (position, paragraph) in unchanged.drain(..).enumerate() {
        if position < head || position >= count - tail {
            blocks.push(Block::Same(paragraph));
        } else if position == head {
            blocks.push(Block::Skipped(skipped));
        }
    }
}

/// Pairs of stretches of lines, equal or changed, in order.
fn stretches(old: &str, new: &str) -> Vec<(String, String)> {
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    ops(&old, &new, MAX_LINES)
        .iter()
        .map(|op| (old[op.old_range()].concat(), new[op.new_range()].concat()))
        .fold(Vec::new(), join_changed)
}

/// A line removed next to a line added are one change.
fn join_changed(mut pairs: Vec<(String, String)>, next: (String, String)) -> Vec<(String, String)> {
    match pairs.last_mut() {
        Some(last) if last.0 != last.1 && next.0 != next.1 => {
            last.0.push_str(&next.0);
            last.1.push_str(&next.1);
        }
        _ => pairs.push(next),
    }
    pairs
}

fn compare(old: &str, new: &str, pieces: &mut Pieces) {
    let old: Vec<&str> = old.split_word_bounds().collect();
    let new: Vec<&str> = new.split_word_bounds().collect();
    let ops = ops(&old, &new, MAX_WORDS);
    if rewritten(&old, &new, &ops) {
        pieces.changed(&old.concat(), &new.concat());
        return;
    }
    for op in ops {
        let (before, after) = (old[op.old_range()].concat(), new[op.new_range()].concat());
        if matches!(op, DiffOp::Equal { .. }) {
            pieces.same(&before);
        } else {
            pieces.changed(&before, &after);
        }
    }
}

/// A stretch of which little is left: marks on every other word would be harder to read than both texts.
fn rewritten(old: &[&str], new: &[&str], ops: &[DiffOp]) -> bool {
    let letters = |words: &[&str]| -> usize { words.iter().map(|word| word.trim().len()).sum() };
    let kept: usize = ops
        .iter()
        .filter(|op| matches!(op, DiffOp::Equal { .. }))
        .map(|op| letters(&old[op.old_range()]))
        .sum();
    let long = letters(old).max(letters(new));
    long > REWRITTEN && kept * 3 < long
}

fn ops(old: &[&str], new: &[&str], max: usize) -> Vec<DiffOp> {
    let prefix = old
        .iter()
        .zip(new)
        .take_while(|(one, other)| one == other)
        .count();
    let (old_rest, new_rest) = (&old[prefix..], &new[prefix..]);
    let suffix = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (old_end, new_end) = (old.len() - suffix, new.len() - suffix);
    let mut ops = vec![DiffOp::Equal {
        old_index: 0,
        new_index: 0,
        len: prefix,
    }];
    if old_rest.len().max(new_rest.len()) - suffix > max {
        ops.push(DiffOp::Replace {
            old_index: prefix,
            old_len: old_end - prefix,
            new_index: prefix,
            new_len: new_end - prefix,
        });
    } else {
        let inner = capture_diff_slices(Algorithm::Myers, &old[prefix..old_end], &new[prefix..new_end]);
        ops.extend(inner.into_iter().map(|op| shifted(op, prefix)));
    }
    ops.push(DiffOp::Equal {
        old_index: old_end,
        new_index: new_end,
        len: suffix,
    });
    ops.retain(|op| !op.old_range().is_empty() || !op.new_range().is_empty());
    ops
}

fn shifted(op: DiffOp, by: usize) -> DiffOp {
    let (tag, old, new) = op.as_tag_tuple();
    match tag {
        similar::DiffTag::Equal => DiffOp::Equal {
            old_index: old.start + by,
            new_index: new.start + by,
            len: old.len(),
        },
        _ => DiffOp::Replace {
            old_index: old.start + by,
            old_len: old.len(),
            new_index: new.start + by,
            new_len: new.len(),
        },
    }
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn same(&mut self, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Same(last)) => last.push_str(text),
            _ => self.0.push(Piece::Same(text.to_owned())),
        }
    }

    /// Joins changes that only a space or a comma separates: words change, not letters between them.
    fn changed(&mut self, removed: &str, added: &str) {
        let (mut removed, mut added) = (removed.to_owned(), added.to_owned());
        let glue = matches!(&self.0[..], [.., Piece::Added(_) | Piece::Removed(_), Piece::Same(gap)]
            if gap.chars().count() <= 2 && !gap.chars().any(char::is_alphanumeric) && !gap.contains('\n'));
        if glue && let Some(Piece::Same(gap)) = self.0.pop() {
            removed.insert_str(0, &gap);
            added.insert_str(0, &gap);
        }
        while let Some(Piece::Added(_) | Piece::Removed(_)) = self.0.last() {
            match self.0.pop() {
                Some(Piece::Added(text)) => added.insert_str(0, &text),
                Some(Piece::Removed(text)) => removed.insert_str(0, &text),
                _ => {}
            }
        }
        if !removed.is_empty() {
            self.0.push(Piece::Removed(removed));
        }
        if !added.is_empty() {
            self.0.push(Piece::Added(added));
        }
    }
}

#[cfg(test)]
mod tests;
