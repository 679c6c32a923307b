//! Rich texts of an item as people send them: made safe, with the plain texts they read as.

use super::clean::clean;
use super::places::{each, put};
use super::plain::plain;
use super::typed::typed;
use crate::bank::Language;
use crate::bank::texts::{ItemDocument, ItemTexts, RichText};
use crate::document::pointer::child;
use crate::language::finding::Finding;

/// Takes in the rich texts of an item. HTML that is not safe is made safe and its original kept; a text
/// without a plain form gets one; `\(…\)` and `\[…\]` in a plain text become formulas. Dollars are left alone:
/// here nobody said that they are no prices.
///
/// What was taken out, and every formula that cannot be read, is told.
pub fn take_in(document: &mut ItemDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (language, texts) in &mut document.texts {
        let sent = std::mem::take(&mut texts.rich);
        for (pointer, rich) in sent {
            let at = child(&format!("/texts/{language}/rich"), &pointer);
            let found = one(texts, &pointer, rich, language);
            findings.extend(found.into_iter().map(|f| f.under(&format!("{at}/html"))));
        }
        let under = format!("/texts/{language}");
        findings.extend(formulas(texts, language, &under));
    }
    findings
}

fn one(texts: &mut ItemTexts, pointer: &str, sent: RichText, language: &Language) -> Vec<Finding> {
    let cleaned = clean(&sent.html, language);
    if cleaned.findings.iter().any(Finding::is_error) {
        return cleaned.findings;
    }
    let rich = RichText {
        html: cleaned.rich.html,
        original: sent.original.or(cleaned.rich.original),
    };
    // A plain text that says something else stays, so that the check can tell the two apart.
    let before = plain(&sent.html);
    let (mut is_there, mut differs) = (false, false);
    each(texts, &mut |at, text| {
        if at == pointer {
            is_there = true;
            differs = !text.trim().is_empty() && *text != before;
        }
    });
    if is_there && !differs {
        put(texts, pointer, cleaned.plain, rich);
    } else {
        texts.rich.insert(pointer.to_owned(), rich);
    }
    cleaned.findings
}

fn formulas(texts: &mut ItemTexts, language: &Language, under: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut made = Vec::new();
    let known: Vec<String> = texts.rich.keys().cloned().collect();
    each(texts, &mut |pointer, text| {
        let has_formula = ["\\(", "\\["].iter().any(|mark| text.contains(mark));
        if !has_formula || known.iter().any(|known| known == pointer) {
            return;
        }
        let Some(read) = typed(text, language) else {
            return;
        };
        if read.findings.is_empty() {
            *text = read.plain;
            made.push((pointer.to_owned(), read.rich));
        }
        let at = format!("{under}{pointer}");
        findings.extend(read.findings.into_iter().map(|finding| finding.under(&at)));
    });
    texts.rich.extend(made);
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(texts: serde_json::Value) -> ItemDocument {
        serde_json::from_value(serde_json::json!({
            "code": "x", "content": {"type": "SA", "subject": "m", "grade_min": 5, "grade_max": 5,
                "points": 1, "parts": [{"id": "a", "points": 1}]}, "texts": {"ru": texts}
        }))
        .expect("a document")
    }

    fn taken(texts: serde_json::Value) -> (ItemTexts, Vec<String>) {
        let mut document = document(texts);
        let found = take_in(&mut document);
        let said = found.iter().map(|f| format!("{} {}", f.code, f.pointer));
        let said = said.collect();
        (document.texts.into_values().next().expect("texts"), said)
    }

    #[test]
    fn what_is_not_safe_goes_and_the_original_stays() {
        let html = "<p onclick=\"x()\">Найдите x<sup>2</sup><script>alert(1)</script></p>";
        let (texts, said) =
            taken(serde_json::json!({"stem": "", "rich": {"/stem": {"html": html}}}));
        assert_eq!(texts.rich["/stem"].html, "<p>Найдите x<sup>2</sup></p>");
        assert_eq!(texts.rich["/stem"].original.as_deref(), Some(html));
        assert_eq!(texts.stem, "Найдите x²");
        assert_eq!(
            said,
            [
                "rich_attribute_removed /texts/ru/rich/~1stem/html",
                "rich_content_removed /texts/ru/rich/~1stem/html"
            ]
        );
        let again = serde_json::to_value(&texts).expect("JSON");
        let (same, said) = taken(again);
        assert_eq!(
            (same, said.len()),
            (texts, 0),
            "taken in again it stays as it is"
        );
    }

    #[test]
    fn a_plain_text_that_says_something_else_stays_for_the_check() {
        let (texts, said) =
            taken(serde_json::json!({"stem": "Другое", "rich": {"/stem": {"html": "<p>Это</p>"}}}));
        assert_eq!((texts.stem.as_str(), said.len()), ("Другое", 0));
    }

    #[test]
    fn formulas_between_backslashes_are_read_and_dollars_are_prices() {
        let (texts, said) =
            taken(serde_json::json!({"stem": "Дано \\(x^2\\), цена $5", "hint": "$5 и $7"}));
        assert!(said.is_empty(), "{said:?}");
        assert!(texts.stem.starts_with("Дано x²"), "{}", texts.stem);
        assert_eq!(texts.rich.keys().collect::<Vec<_>>(), ["/stem"]);
        let (texts, said) = taken(serde_json::json!({"stem": "Дано \\(\\frac{1}{\\)"}));
        assert_eq!((said.len(), texts.rich.len()), (1, 0));
        assert!(said[0].ends_with(" /texts/ru/stem"), "{said:?}");
    }
}
