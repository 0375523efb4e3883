//! What the rules ask of a file: which modules it names, which functions it has.

/// A module or an item of this program that a file names, and the line.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    /// From the root, without `crate`.
    pub path: Vec<String>,
    /// From 1.
    pub line: usize,
}

/// A function.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    /// From 1.
    pub line: usize,
    /// Lines of its body that hold code, as Clippy counts them.
    pub lines: usize,
    pub parameters: usize,
    pub is_async: bool,
}

/// Every path that begins with `crate::` or with `super::`, braces opened. `module` is the path of the file itself.
pub fn named(code: &str, module: &[String]) -> Vec<Named> {
    let mut found = Vec::new();
    for (start, word) in words(code).filter(|(_, word)| ["crate", "super"].contains(word)) {
        let before = code[..start].trim_end();
        let Some(tail) = code[start + word.len()..].strip_prefix("::") else { continue };
        if before.ends_with("::") {
            continue;
        }
        let (mut root, mut tail) = (Vec::new(), tail);
        if word == "super" {
            root = module[..module.len().saturating_sub(1)].to_vec();
            while let Some(rest) = tail.strip_prefix("super::") {
                root.pop();
                tail = rest;
            }
        }
        let line = line_of(code, start);
        let mut paths = Vec::new();
        tree(tail, &root, &mut paths);
        found.extend(paths.into_iter().filter(|path| !path.is_empty()).map(|path| Named { path, line }));
    }
    found
}

/// Reads `a::{b, c::d}` after `prefix` and returns what is left.
fn tree<'a>(text: &'a str, prefix: &[String], out: &mut Vec<Vec<String>>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start();
            if let Some(end) = rest.strip_prefix('}') {
                return end;
            }
            let after = tree(rest, prefix, out).trim_start();
            rest = after.strip_prefix(',').unwrap_or(after);
            if rest.len() == after.len() && !rest.starts_with('}') {
                return rest;
            }
        }
    }
    let length = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(length);
    let mut path = prefix.to_vec();
    if !name.is_empty() && name != "self" {
        path.push(name.to_owned());
    }
    if let Some(rest) = rest.strip_prefix("::") {
        return tree(rest, &path, out);
    }
    out.push(path);
    let rest = rest.strip_prefix('*').unwrap_or(rest);
    rest.trim_start().strip_prefix("as ").map_or(rest, |renamed| {
        let end = renamed.find([',', '}', ';']).unwrap_or(renamed.len());
        &renamed[end..]
    })
}

/// Every function with a body.
pub fn functions(code: &str) -> Vec<Function> {
    let mut found = Vec::new();
    for (start, _) in words(code).filter(|(_, word)| *word == "fn") {
        let Some(rest) = code[start + 2..].strip_prefix(' ') else { continue };
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let Some(open) = parameters_at(rest, name.len()) else { continue };
        let Some(close) = closing(rest, open) else { continue };
        let Some(body) = rest[close..].find(['{', ';']).map(|at| at + close) else { continue };
        if rest[body..].starts_with(';') {
            continue;
        }
        let Some(end) = closing(rest, body) else { continue };
        found.push(Function {
            name,
            line: line_of(code, start),
            lines: body_lines(&rest[body + 1..end - 1]),
            parameters: parts(&rest[open + 1..close - 1]),
            is_async: code[..start].trim_end().ends_with("async"),
        });
    }
    found
}

fn body_lines(body: &str) -> usize {
    body.lines().filter(|line| !line.trim().is_empty()).count()
}

/// Where the list of parameters opens: after the name and its generics.
fn parameters_at(text: &str, from: usize) -> Option<usize> {
    let mut depth = 0_i32;
    let mut before = ' ';
    for (index, c) in text[from..].char_indices() {
        match c {
            '<' => depth += 1,
            '>' if before != '-' => depth -= 1,
            '(' if depth == 0 => return Some(from + index),
            _ => {}
        }
        before = c;
    }
    None
}

/// The end of what opens at `open`, just behind the closing bracket.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_i32;
    for (index, c) in text[open..].char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(open + index + 1);
        }
    }
    None
}

/// How many parts commas separate outside brackets.
fn parts(text: &str) -> usize {
    let (mut depth, mut parts, mut is_open, mut before) = (0_i32, 0, false, ' ');
    for c in text.chars() {
        match c {
            '(' | '[' | '{' | '<' => depth += 1,
            '>' if before == '-' => {}
            ')' | ']' | '}' | '>' => depth -= 1,
            _ => {}
        }
        if c == ',' && depth == 0 {
            is_open = false;
        } else if !c.is_whitespace() && !is_open {
            is_open = true;
            parts += 1;
        }
        before = c;
    }
    parts
}

fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.split(move |c| !is_part(c))
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - code.as_ptr() as usize, word))
}

fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}
