//! What a form receives, without the characters that hide, reverse or break.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Marks kept on one letter; more is a way to write over the neighbours.
const MARKS: usize = 5;

/// One line as a person meant it: composed letters, single spaces, no control, direction or invisible
/// characters except the joiner inside an emoji. A lone no-break space is kept: it is typography.
pub fn clean_line(text: &str) -> String {
    single_spaces(&visible(text))
}

/// One space where there were several, none around; a lone no-break space is kept.
pub(crate) fn single_spaces(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut gap: Option<char> = None;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = Some(if gap.is_none() && matches!(c, '\u{a0}' | '\u{202f}') {
                c
            } else {
                ' '
            });
            continue;
        }
        if let Some(space) = gap.take()
            && !line.is_empty()
        {
            line.push(space);
        }
        line.push(c);
    }
    line
}

/// Several lines, cleaned alike; indentation stays, because Markdown means something by it.
/// Lines end by `\n` alone, two blank lines at most follow each other, none starts or ends the text.
pub fn clean_text(text: &str) -> String {
    let unix = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n");
    let visible = visible(&unix);
    let mut clean = String::with_capacity(visible.len());
    let mut blank = 0;
    for line in visible.split('\n').map(str::trim_end) {
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !clean.is_empty() {
            clean.extend(std::iter::repeat_n('\n', 1 + blank.min(2)));
        }
        clean.push_str(line);
        blank = 0;
    }
    clean
}

fn visible(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut tags_allowed = false;
    while let Some(c) = letters.next() {
        let keep = match c {
            '\u{200d}' => ends_with_emoji(&kept) && letters.peek().is_some_and(|next| is_emoji(*next)),
            '\u{fe0e}' | '\u{fe0f}' => kept.chars().next_back().is_some_and(|last| !last.is_whitespace()),
            '\u{e0020}'..='\u{e007f}' => tags_allowed,
            _ => !is_hidden(c),
        };
        if keep {
            kept.push(c);
            tags_allowed = c == '🏴' || (tags_allowed && is_tag(c));
        }
    }
    limit_marks(kept.nfc())
}

fn limit_marks(letters: impl Iterator<Item = char>) -> String {
    let mut marks = 0;
    letters
        .filter(|c| {
            marks = if is_combining_mark(*c) && !is_selector(*c) {
                marks + 1
            } else {
                0
            };
            marks <= MARKS
        })
        .collect()
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}')
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

/// Control characters, marks of direction, zero-width and filler characters, non-characters.
fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => true,
        '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0d}' | '\u{feff}' | '\u{ffa0}' => true,
        '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => (c.is_control() && !c.is_whitespace()) || (c as u32) & 0xfffe == 0xfffe,
    }
}

fn ends_with_emoji(text: &str) -> bool {
    let base = text
        .chars()
        .rev()
        .find(|c| !is_selector(*c) && !matches!(c, '\u{1f3fb}'..='\u{1f3ff}'));
    base.is_some_and(is_emoji)
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2190}'..='\u{2bff}' | '\u{203c}' | '\u{2049}' | '\u{2122}'
        | '\u{2139}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '©' | '®')
}
