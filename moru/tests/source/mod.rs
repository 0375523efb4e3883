//! Reads Rust files and templates just closely enough for the tests about them: what is code, what is a text, what is
//! a comment. Knows nothing of types.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file taken apart.
pub struct Source {
    /// Its path below `moru/src`, with slashes.
    pub path: String,
    /// The file with comments, the insides of literals and test modules blanked; lines are where they were.
    pub code: String,
    /// Every string literal outside comments and test modules.
    pub texts: Vec<Text>,
}

/// A string literal.
pub struct Text {
    /// Its line, from 1.
    pub line: usize,
    /// What it says, with escapes resolved.
    pub says: String,
    /// Where its opening quote is in [`Source::code`].
    pub at: usize,
}

/// The folder of the application's sources.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every file below `moru/src` with this ending, as path and content, in the order of their paths.
pub fn files(ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(&root(), ending, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, ending, found);
        } else if path.extension().is_some_and(|extension| extension == ending) {
            let name = path
                .strip_prefix(root())
                .expect("a file below the root")
                .to_string_lossy()
                .replace('\\', "/");
            found.push((name, fs::read_to_string(&path).expect("a readable source")));
        }
    }
}

/// Takes a Rust file apart.
pub fn rust(path: &str, content: &str) -> Source {
    let mut source = apart(path, content);
    while let Some((start, end)) = test_module(&source.code) {
        source.texts.retain(|text| text.at < start || text.at >= end);
        let blank: String =
            source.code[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        let width = end - start;
        let padding = " ".repeat(width - blank.len());
        source.code.replace_range(start..end, &format!("{blank}{padding}"));
    }
    source
}

/// Takes an askama template apart: expressions become code, everything else one text per line.
pub fn template(path: &str, content: &str) -> Source {
    let (mut code, mut texts) = (String::new(), Vec::new());
    let mut rest = content;
    let mut line = 1;
    while let Some(start) = ["{{", "{%", "{#"].iter().filter_map(|mark| rest.find(mark)).min() {
        plain(&rest[..start], &mut line, &mut code, &mut texts);
        let close = match &rest[start..start + 2] {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let end = rest[start..].find(close).map_or(rest.len(), |length| start + length + 2);
        let inside = &rest[start..end];
        if close == "#}" {
            code.extend(inside.chars().filter(|c| *c == '\n'));
        } else {
            let piece = apart(path, inside);
            let moved = piece.texts.into_iter().map(|text| Text {
                line: text.line + line - 1,
                at: text.at + code.len(),
                ..text
            });
            texts.extend(moved.collect::<Vec<_>>());
            code.push_str(&piece.code);
        }
        line += inside.matches('\n').count();
        rest = &rest[end..];
    }
    plain(rest, &mut line, &mut code, &mut texts);
    Source { path: path.to_owned(), code, texts }
}

/// Text of a template outside expressions, one [`Text`] per line that is not empty.
fn plain(text: &str, line: &mut usize, code: &mut String, texts: &mut Vec<Text>) {
    for (index, part) in text.split('\n').enumerate() {
        if index > 0 {
            *line += 1;
            code.push('\n');
        }
        if !part.trim().is_empty() {
            texts.push(Text { line: *line, says: part.to_owned(), at: code.len() });
            code.push(' ');
        }
    }
}

/// The span of the first `#[cfg(test)] mod … { … }`.
fn test_module(code: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(found) = code[from..].find("#[cfg(test)]") {
        let start = from + found;
        let after = &code[start + 12..];
        let body = after.find('{')?;
        if after[..body].trim_start().starts_with("mod ") && !after[..body].contains(';') {
            let mut depth = 0_usize;
            for (index, byte) in after[body..].bytes().enumerate() {
                match byte {
                    b'{' => depth += 1,
                    b'}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    return Some((start, start + 12 + body + index + 1));
                }
            }
        }
        from = start + 12;
    }
    None
}

/// Separates code from literals and comments.
fn apart(path: &str, content: &str) -> Source {
    let mut reader = Reader { left: content, line: 1, code: String::new(), texts: Vec::new() };
    while !reader.left.is_empty() {
        reader.step();
    }
    Source { path: path.to_owned(), code: reader.code, texts: reader.texts }
}

struct Reader<'a> {
    left: &'a str,
    line: usize,
    code: String,
    texts: Vec<Text>,
}

impl Reader<'_> {
    fn step(&mut self) {
        let left = self.left;
        if left.starts_with("//") {
            self.skip(left.find('\n').unwrap_or(left.len()));
        } else if left.starts_with("/*") {
            self.skip(left.find("*/").map_or(left.len(), |end| end + 2));
        } else if left.starts_with('"') {
            self.text();
        } else if let Some(hashes) = self.raw() {
            self.raw_text(hashes);
        } else if left.starts_with('\'') {
            self.character();
        } else {
            let length = left.chars().next().map_or(0, char::len_utf8);
            self.keep(length);
        }
    }

    /// How many `#` open a raw string here, if one does.
    fn raw(&self) -> Option<usize> {
        let after_word = self.code.chars().last().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let rest =
            self.left.strip_prefix("br").or_else(|| self.left.strip_prefix('r')).filter(|_| !after_word)?;
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        rest[hashes..].starts_with('"').then_some(hashes)
    }

    fn keep(&mut self, length: usize) {
        let (taken, left) = self.left.split_at(length);
        self.line += taken.matches('\n').count();
        self.code.push_str(taken);
        self.left = left;
    }

    fn skip(&mut self, length: usize) {
        let (taken, left) = self.left.split_at(length);
        let lines = taken.matches('\n').count();
        self.line += lines;
        self.code.extend(std::iter::repeat_n('\n', lines));
        self.left = left;
    }

    fn push(&mut self, says: String, length: usize) {
        self.texts.push(Text { line: self.line, says, at: self.code.len() });
        self.code.push_str("\"\"");
        self.skip(length);
    }

    fn raw_text(&mut self, hashes: usize) {
        let start = self.left.find('"').unwrap_or(0) + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        let length = self.left[start..].find(&close).unwrap_or(self.left.len() - start);
        let says = self.left[start..start + length].to_owned();
        self.push(says, (start + length + close.len()).min(self.left.len()));
    }

    fn text(&mut self) {
        let mut says = String::new();
        let mut chars = self.left.char_indices().skip(1).peekable();
        while let Some((index, c)) = chars.next() {
            match c {
                '"' => return self.push(says, index + 1),
                '\\' => match chars.next() {
                    Some((_, 'n')) => says.push('\n'),
                    Some((_, 't')) => says.push('\t'),
                    Some((_, '\n')) => while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {},
                    Some((_, c)) => says.push(c),
                    None => {}
                },
                c => says.push(c),
            }
        }
        self.push(says, self.left.len());
    }

    /// A character literal is dropped, a lifetime is kept.
    fn character(&mut self) {
        let rest = &self.left[1..];
        let first = rest.chars().next().map_or(0, char::len_utf8);
        if rest.starts_with('\\') {
            let end = rest[2.min(rest.len())..].find('\'').map_or(self.left.len(), |end| end + 4);
            self.skip(end);
        } else if rest[first..].starts_with('\'') {
            self.skip(first + 2);
        } else {
            self.keep(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{rust, template};

    fn says(source: &super::Source) -> Vec<(usize, &str)> {
        source.texts.iter().map(|text| (text.line, text.says.as_str())).collect()
    }

    #[test]
    fn comments_characters_and_test_modules_hold_no_texts() {
        let sample = "// \"one\"\nlet a = '\"'; let b: &'static str = \"t\\\"wo\";\n/* \"three\" */ f(r#\"fo\"ur\"#);\n\
                      #[cfg(test)]\nmod tests { fn f() { \"five\" } }\nlet c = \"six \\\n   seven\";";
        let source = rust("sample.rs", sample);
        assert_eq!(says(&source), [(2, "t\"wo"), (3, "fo\"ur"), (6, "six seven")]);
        assert_eq!(source.code.lines().count(), sample.lines().count());
        assert!(!source.code.contains("mod tests"));
    }

    #[test]
    fn a_template_is_texts_and_expressions() {
        let source =
            template("sample.html", "<p>{# note #}\nbare {{ page.t(\"key\") }}</p>\n{% let x = \"y\" %}");
        assert_eq!(says(&source), [(1, "<p>"), (2, "bare "), (2, "key"), (2, "</p>"), (3, "y")]);
        assert!(source.code.contains("page.t(\"\")"));
    }
}
