//! Rust read just well enough for house-keeping: comments and the insides of strings are blanked, code under
//! `#[cfg(test)]` is set apart, functions are found by their braces. Offsets and line numbers stay true,
//! because blanking replaces byte by byte.

/// A Rust file.
pub struct Source {
    /// The code alone: no comments, no insides of strings, no tests.
    pub code: String,
    /// As `code`, with the insides of strings kept.
    pub words: String,
    /// Lines of the file without its tests.
    pub lines: usize,
    /// The whole file is for tests.
    pub test: bool,
}

/// A function and its size.
pub struct Function {
    pub name: String,
    pub line: usize,
    pub lines: usize,
    /// Without `self`.
    pub arguments: usize,
}

impl Source {
    /// Reads a file; `test` tells that all of it is for tests.
    pub fn read(text: &str, test: bool) -> Self {
        let (mut code, mut words) = blank(text);
        let mut lines = text.lines().count();
        for (from, to) in tests_in(&code) {
            lines = lines.saturating_sub(code[from..to].matches('\n').count() + 1);
            erase(&mut code, from, to);
            erase(&mut words, from, to);
        }
        Self {
            code,
            words,
            lines,
            test,
        }
    }

    /// The functions outside tests.
    pub fn functions(&self) -> Vec<Function> {
        let code = self.code.as_str();
        positions(code, "fn ")
            .filter(|at| !is_word(code, at.wrapping_sub(1)))
            .filter_map(|at| function_at(code, at))
            .collect()
    }
}

/// The line of an offset, from 1.
pub fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset.min(text.len())]
        .iter()
        .filter(|b| **b == b'\n')
        .count()
        + 1
}

/// Every place where `needle` stands.
pub fn positions<'a>(text: &'a str, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(needle).map(|(at, _)| at)
}

/// True where the byte at `at` belongs to an identifier.
pub fn is_word(text: &str, at: usize) -> bool {
    text.as_bytes()
        .get(at)
        .is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')
}

/// The offset just after what closes the bracket at `open`.
pub fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0_i32;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    code.len()
}

/// True for files that hold only tests by their place.
pub fn is_test_path(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/") || path.contains("/benches/")
}

/// The modules declared as `#[cfg(test)] mod name;`, as paths without `.rs`.
pub fn test_modules(files: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let (code, _) = blank(text);
        for (from, to) in tests_in(&code) {
            let item = code[from..to].trim_end();
            let Some(name) = item
                .strip_suffix(';')
                .and_then(|i| i.rsplit_once("mod "))
                .map(|(_, n)| n.trim())
            else {
                continue;
            };
            let stem = path.trim_end_matches(".rs");
            let folder = match stem.rsplit_once('/') {
                Some((folder, "mod" | "lib" | "main")) => folder,
                _ => stem,
            };
            found.push(format!("{folder}/{name}"));
        }
    }
    found
}

fn erase(text: &mut String, from: usize, to: usize) {
    let blanked: String = text[from..to].chars().flat_map(|c| blank_char(c, true)).collect();
    text.replace_range(from..to, &blanked);
}

fn blank_char(c: char, blanked: bool) -> impl Iterator<Item = char> {
    let (c, n) = if !blanked || c == '\n' {
        (c, 1)
    } else {
        (' ', c.len_utf8())
    };
    std::iter::repeat_n(c, n)
}

/// The text with comments and the insides of strings blanked, and with comments alone blanked.
fn blank(text: &str) -> (String, String) {
    let mut code = String::with_capacity(text.len());
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, kind) = token(rest, code.as_bytes().last().copied());
        let length = length.max(first.len_utf8()).min(rest.len());
        for c in rest[..length].chars() {
            code.extend(blank_char(c, kind != Kind::Code && c != '"'));
            words.extend(blank_char(c, kind == Kind::Comment));
        }
        rest = &rest[length..];
    }
    (code, words)
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Code,
    Comment,
    Text,
}

/// Length and kind of what stands first.
fn token(rest: &str, before: Option<u8>) -> (usize, Kind) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), Kind::Comment);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), Kind::Comment);
    }
    let inside_word = before.is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_');
    if !inside_word && let Some(length) = raw_text(rest) {
        return (length, Kind::Text);
    }
    if rest.starts_with('"') {
        return (quoted(rest, b'"'), Kind::Text);
    }
    if let Some(after) = rest.strip_prefix('\'') {
        let mut after = after.chars();
        if after.next() == Some('\\') || after.next() == Some('\'') {
            return (quoted(rest, b'\''), Kind::Text);
        }
    }
    (0, Kind::Code)
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        match rest.as_bytes().get(at..at + 2) {
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            Some(b"*/") => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn raw_text(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = body.bytes().take_while(|b| *b == b'#').count();
    let inside = body[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = inside.find(&end).map_or(inside.len(), |at| at + end.len());
    Some(rest.len() - inside.len() + length)
}

fn quoted(rest: &str, quote: u8) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The ranges of items under `#[cfg(test)]`.
fn tests_in(code: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for from in positions(code, "#[cfg(test)]").chain(positions(code, "#[cfg(any(test")) {
        if found.iter().any(|(a, b)| (*a..*b).contains(&from)) {
            continue;
        }
        let mut at = closing(code, from + 1);
        while code[at..].trim_start().starts_with("#[") {
            at = closing(code, at + code[at..].find('[').unwrap_or(0));
        }
        let end = code[at..].find(['{', ';']).map_or(code.len(), |n| at + n);
        let to = if code[end..].starts_with('{') {
            closing(code, end)
        } else {
            (end + 1).min(code.len())
        };
        found.push((from, to));
    }
    found
}

fn function_at(code: &str, at: usize) -> Option<Function> {
    let name: String = code[at + 3..]
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    if name.is_empty() {
        return None;
    }
    let open = at + code[at..].find('(')?;
    let after = closing(code, open);
    let body = after + code[after..].find(['{', ';'])?;
    if code[body..].starts_with(';') {
        return None;
    }
    let end = closing(code, body);
    let arguments = arguments(&code[open + 1..after - 1]);
    Some(Function {
        name,
        line: line_of(code, at),
        lines: code[at..end].matches('\n').count() + 1,
        arguments,
    })
}

fn arguments(list: &str) -> usize {
    let (mut depth, mut before) = (0_i32, ' ');
    let mut parts = vec![String::new()];
    for c in list.chars() {
        match c {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '>' if before != '-' => depth -= 1,
            _ => {}
        }
        before = c;
        match (c, parts.last_mut()) {
            (',', _) if depth == 0 => parts.push(String::new()),
            (_, Some(part)) => part.push(c),
            _ => {}
        }
    }
    let is_self = |p: &str| p.ends_with("self") && !p.contains(':') || p.starts_with("self:");
    parts
        .iter()
        .map(|p| p.trim())
        .filter(|p| !p.is_empty() && !is_self(p))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_blanked_and_places_stay() {
        let text = "let a = \"x // y\"; // é unwrap()\nlet b = r#\"q\"u\"#; let c = '\"'; fn f<'a>() {}\n\
            /* a /* b */ c */ d";
        let source = Source::read(text, false);
        assert_eq!(source.code.len(), text.len());
        assert!(!source.code.contains("unwrap") && !source.code.contains("//"));
        assert!(source.words.contains("x // y") && !source.words.contains("unwrap"));
        assert!(source.code.contains("fn f<'a>() {}"));
        assert!(source.code.ends_with('d') && !source.code.contains("c */"));
    }

    #[test]
    fn code_under_test_is_set_apart() {
        let text =
            "fn a() {}\n#[cfg(test)]\n#[allow(x)]\nmod tests {\n  fn b() { x.unwrap() }\n}\nfn c() {}\n";
        let source = Source::read(text, false);
        let names: Vec<_> = source.functions().into_iter().map(|f| f.name).collect();
        assert_eq!(names, ["a", "c"]);
        assert_eq!(source.lines, 2);
    }

    #[test]
    fn modules_declared_for_tests_are_known() {
        let file = |p: &str, t: &str| (p.to_owned(), t.to_owned());
        let files = [
            file("a/lib.rs", "#[cfg(test)]\nmod story;\nmod real;"),
            file("a/b.rs", "#[cfg(test)] mod more;"),
        ];
        assert_eq!(test_modules(&files), ["a/story", "a/b/more"]);
    }

    #[test]
    fn arguments_are_counted_without_self_and_through_generics() {
        let source = Source::read(
            "fn f(&mut self, a: Map<K, V>, g: impl Fn(A, B) -> C, (x, y): (u8, u8),) -> Z {\n}\n",
            false,
        );
        let functions = source.functions();
        assert_eq!((functions[0].arguments, functions[0].lines), (3, 2));
    }
}
