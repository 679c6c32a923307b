//! Rust sources as the rules see them: without comments and tests, with or without what stands in
//! quotes. A scanner, not a parser: it knows comments, strings, characters and braces, nothing else.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A source file of the project.
#[derive(Clone)]
pub struct Source {
    /// Path from the project's folder, with `/`.
    pub path: String,
    /// The text as it is.
    pub text: String,
    /// Without comments and `#[cfg(test)]` blocks; quoted texts are empty. Lines stay where they are.
    pub code: String,
    /// The same with quoted texts.
    pub quoted: String,
}

impl Source {
    fn of(path: String, text: String) -> Self {
        let quoted = without_tests(&blanked(&text, false), &blanked(&text, true));
        let code = blanked(&quoted, true);
        Self {
            path,
            text,
            code,
            quoted,
        }
    }

    /// True when the whole file is a test.
    pub fn is_test(&self) -> bool {
        self.path.starts_with("tests/")
            || self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
            // Stored tests are a thing of the bank, not tests of the code.
            || (self.path.ends_with("_tests.rs") && !self.path.ends_with("/stored_tests.rs"))
    }

    /// The room a file of `src` belongs to: its first folder, or its name.
    pub fn room(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split(['/', '.']).next().unwrap_or_default()
    }

    /// `path:line` of every line of the code that the rule matches.
    pub fn lines_with(&self, rule: &regex::Regex) -> Vec<String> {
        let lines = self.code.lines().enumerate();
        lines
            .filter(|(_, line)| rule.is_match(line))
            .map(|(n, line)| format!("{}:{}: {}", self.path, n + 1, line.trim()))
            .collect()
    }
}

/// Every `.rs` file of `src` and `tests`, by path; read once.
pub fn sources() -> &'static [Source] {
    static ALL: LazyLock<Vec<Source>> = LazyLock::new(|| [below("src"), below("tests")].concat());
    &ALL
}

fn below(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join(folder), &mut files);
    files.sort();
    let read = |file: PathBuf| {
        let path = file.strip_prefix(root).expect("below the project");
        let text = std::fs::read_to_string(&file).expect("a source is UTF-8");
        Source::of(path.to_string_lossy().replace('\\', "/"), text)
    };
    files.into_iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// The text with comments as spaces and, when asked, with empty strings. Line breaks stay.
fn blanked(text: &str, strings_too: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let (end, blank) = match token(&chars, at) {
            Token::Comment(end) => (end, true),
            Token::Quoted(end) => (end, strings_too),
            Token::Other => (at + 1, false),
        };
        for &c in &chars[at..end] {
            out.push(if blank && c != '\n' { ' ' } else { c });
        }
        at = end;
    }
    out
}

enum Token {
    Comment(usize),
    Quoted(usize),
    Other,
}

fn token(chars: &[char], at: usize) -> Token {
    let starts = |text: &str| {
        text.chars()
            .enumerate()
            .all(|(n, c)| chars.get(at + n) == Some(&c))
    };
    let find = |from: usize, wanted: &[char]| {
        (from..chars.len())
            .find(|&n| chars[n..].starts_with(wanted))
            .unwrap_or(chars.len())
    };
    if starts("//") {
        return Token::Comment(find(at, &['\n']));
    }
    if starts("/*") {
        return Token::Comment((find(at + 2, &['*', '/']) + 2).min(chars.len()));
    }
    if chars[at] == 'r'
        && !at
            .checked_sub(1)
            .is_some_and(|n| is_word(chars[n]) && chars[n] != 'b')
    {
        let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
        if chars.get(at + 1 + hashes) == Some(&'"') {
            let mut close = vec!['"'];
            close.extend(std::iter::repeat_n('#', hashes));
            return Token::Quoted((find(at + 2 + hashes, &close) + close.len()).min(chars.len()));
        }
    }
    match chars[at] {
        '"' => Token::Quoted(end_of_quoted(chars, at, '"')),
        // 'a' and '\n' are characters, 'a without a closing quote is a lifetime.
        '\'' if chars.get(at + 1) == Some(&'\\') || chars.get(at + 2) == Some(&'\'') => {
            Token::Quoted(end_of_quoted(chars, at, '\''))
        }
        _ => Token::Other,
    }
}

fn end_of_quoted(chars: &[char], start: usize, quote: char) -> usize {
    let mut at = start + 1;
    while at < chars.len() && chars[at] != quote {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// `shown` with every `#[cfg(test)] … { … }` as spaces; the braces are counted in `bare`, where no
/// string can hold one. Both have the same length in characters.
fn without_tests(shown: &str, bare: &str) -> String {
    let mut shown: Vec<char> = shown.chars().collect();
    let bare: Vec<char> = bare.chars().collect();
    let mark: Vec<char> = "#[cfg(test)]".chars().collect();
    let mut at = 0;
    while at + mark.len() <= bare.len() {
        if !bare[at..].starts_with(&mark) {
            at += 1;
            continue;
        }
        let end = end_of_item(&bare, at + mark.len());
        for c in &mut shown[at..end] {
            if *c != '\n' {
                *c = ' ';
            }
        }
        at = end;
    }
    shown.into_iter().collect()
}

/// After the `;` or the matching `}` of the item that begins here.
fn end_of_item(code: &[char], from: usize) -> usize {
    let mut depth = 0_usize;
    for (n, c) in code.iter().enumerate().skip(from) {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return n + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return n + 1,
            _ => {}
        }
    }
    code.len()
}

#[test]
fn comments_strings_and_tests_are_not_code() {
    let source = Source::of(
        "src/a.rs".into(),
        "use a; // b\nlet c = \"d // {\"; /* e */ let f: &'static str = r#\"g\"h\"#; let i = '\"';\n\
         #[cfg(test)]\nmod tests { fn j() { \"}\"; } }\nfn k() {}"
            .into(),
    );
    for gone in ["b", "d", "e */", "g", "j"] {
        let whole = regex::Regex::new(&format!(r"\b{}\b", regex::escape(gone))).unwrap();
        assert!(
            !whole.is_match(&source.code),
            "{gone} is left in {}",
            source.code
        );
    }
    for kept in [
        "use a;",
        "let c",
        "let f: &'static str",
        "let i",
        "fn k() {}",
    ] {
        assert!(
            source.code.contains(kept),
            "{kept} is gone from {}",
            source.code
        );
    }
    assert!(source.quoted.contains("\"d // {\""));
    assert_eq!(source.code.lines().count(), source.text.lines().count());
}
