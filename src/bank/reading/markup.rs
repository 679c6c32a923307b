//! Texts without their tags: the small HTML that item texts may hold, Markdown pictures, MathML.
//!
//! What is absent: sanitising. A tag is known by its name, so that `a < b` and `x<3` stay text.

/// A known tag of a text: where it stands, its name in lower case, whether it closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tag<'a> {
    from: usize,
    to: usize,
    name: &'a str,
    closes: bool,
}

/// Names of tags that item texts may hold.
const NAMES: [&str; 27] = [
    "p",
    "b",
    "i",
    "u",
    "br",
    "hr",
    "em",
    "strong",
    "sub",
    "sup",
    "span",
    "div",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "caption",
    "img",
    "audio",
    "code",
    "pre",
    "blockquote",
];

/// Names of MathML elements, all of which stand inside `math`.
const MATH_NAMES: [&str; 30] = [
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "mstyle",
    "merror",
    "mpadded",
    "mphantom",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "mfenced",
    "menclose",
    "semantics",
    "annotation",
];

/// The text with a space for every tag and without entities and Markdown pictures.
pub fn plain(text: &str) -> String {
    if !text.contains(['<', '&', '!']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for tag in tags(text) {
        out.push_str(&text[at..tag.from]);
        // Formulas are read as a run: `<mn>2</mn><mi>x</mi>` is `2x`.
        let is_inline = MATH_NAMES.contains(&tag.name) && tag.name != "math";
        if !is_inline && !matches!(tag.name, "sub" | "sup" | "b" | "i" | "u" | "em" | "strong") {
            out.push(' ');
        }
        at = tag.to;
    }
    out.push_str(&text[at..]);
    let mut out = without_pictures(&out);
    for (entity, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&minus;", "−"),
        ("&times;", "×"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ] {
        if out.contains(entity) {
            out = out.replace(entity, character);
        }
    }
    out
}

/// What its pictures and recordings refer to, in order: `src` of a tag, target of `![…](…)`.
pub fn media(text: &str) -> Vec<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for tag in tags(text).filter(|tag| matches!(tag.name, "img" | "audio")) {
        let source = attribute(&text[tag.from..tag.to], "src");
        found.extend(source.map(|source| (tag.from, source.to_owned())));
    }
    found.extend(pictures(text).map(|(from, _, target)| (from, target.to_owned())));
    found.sort();
    found.into_iter().map(|(_, source)| source).collect()
}

/// The MathML of a text, each `math` element from its first to its last byte.
pub fn formulas(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = None;
    for tag in tags(text).filter(|tag| tag.name == "math") {
        match (tag.closes, from) {
            (false, None) => from = Some(tag.from),
            (true, Some(start)) => {
                found.push(&text[start..tag.to]);
                from = None;
            }
            _ => {}
        }
    }
    found
}

/// The text with a space for every `math` element.
pub fn without_formulas(text: &str) -> String {
    formulas(text)
        .into_iter()
        .fold(text.to_owned(), |text, formula| {
            text.replacen(formula, " ", 1)
        })
}

fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    text.match_indices('<').filter_map(|(from, _)| {
        let inside = &text[from + 1..];
        let closes = inside.starts_with('/');
        let named = &inside[usize::from(closes)..];
        let end = named
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(named.len());
        let name = &named[..end];
        let is_known = NAMES.contains(&name) || MATH_NAMES.contains(&name);
        let to = from + 1 + inside.find('>')? + 1;
        is_known.then_some(Tag {
            from,
            to,
            name,
            closes,
        })
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let after = tag.split_once(&format!("{name}="))?.1;
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    after[1..].split_once(quote).map(|(value, _)| value)
}

/// Markdown pictures: first byte, byte behind the last, target.
fn pictures(text: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    text.match_indices("![").filter_map(|(from, _)| {
        let middle = from + text[from..].find("](")?;
        let to = middle + text[middle..].find(')')?;
        Some((from, to + 1, &text[middle + 2..to]))
    })
}

fn without_pictures(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (from, to, _) in pictures(text) {
        if from >= at {
            out.push_str(&text[at..from]);
            out.push(' ');
            at = to;
        }
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_what_only_looks_like_one_stays() {
        for (text, expected) in [
            ("<p>a<b>b</b></p>", " ab "),
            ("a < b and x<3, y>2", "a < b and x<3, y>2"),
            ("<math><mn>2</mn><mi>x</mi></math>", " 2x "),
            ("H<sub>2</sub>O", "H2O"),
            ("see ![a map](media:ab12) here", "see   here"),
            ("2 &lt; 3 &amp;amp;", "2 < 3 &amp;"),
            ("R&D", "R&D"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn pictures_are_told_in_their_order() {
        let text = "![one](media:1) <img alt='x' src=\"media:2\"> <audio src='media:3'></audio>";
        assert_eq!(media(text), ["media:1", "media:2", "media:3"]);
        assert!(media("![no picture] (at all)").is_empty());
    }

    #[test]
    fn formulas_are_found_whole() {
        let text = "a <math><mi>x</mi></math> b <math display=\"block\"><mn>1</mn></math>";
        let found = formulas(text);
        assert_eq!(found[0], "<math><mi>x</mi></math>");
        assert_eq!(found.len(), 2);
        assert_eq!(without_formulas(text), "a   b  ");
        assert!(formulas("<math><mi>x</mi>").is_empty());
    }
}
