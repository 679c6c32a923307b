//! The texts of an item by their pointers, so that rich text finds its plain one.

use super::clean::{MEDIA, is_media};
use super::typed::typed;
use crate::bank::texts::{ItemDocument, ItemTexts, PartTexts, RichText};
use crate::document::pointer::child;
use crate::language::finding::Finding;

/// Visits every text of a language that people read, with its pointer inside that language's texts.
/// Accepted answers are not among them: they are compared, not shown.
pub fn each(texts: &mut ItemTexts, visit: &mut dyn FnMut(&str, &mut String)) {
    visit("/stem", &mut texts.stem);
    let whole = [
        ("/hint", &mut texts.hint),
        ("/explanation", &mut texts.explanation),
        ("/marking_notes", &mut texts.marking_notes),
    ];
    for (pointer, text) in whole {
        if let Some(text) = text {
            visit(pointer, text);
        }
    }
    for (id, part) in &mut texts.parts {
        each_of_part(&child("/parts", id), part, visit);
    }
}

fn each_of_part(at: &str, part: &mut PartTexts, visit: &mut dyn FnMut(&str, &mut String)) {
    if let Some(text) = &mut part.prompt {
        visit(&format!("{at}/prompt"), text);
    }
    let maps = [
        ("options", &mut part.options),
        ("targets", &mut part.targets),
        ("rationales", &mut part.rationales),
        ("descriptors", &mut part.descriptors),
        ("bands", &mut part.bands),
    ];
    for (name, map) in maps {
        for (id, text) in map {
            visit(&child(&format!("{at}/{name}"), id), text);
        }
    }
    if let Some(text) = &mut part.sample_answer {
        visit(&format!("{at}/sample_answer"), text);
    }
}

/// Puts a text and its rich form at a pointer; false where the texts have no such text.
pub fn put(texts: &mut ItemTexts, pointer: &str, plain: String, rich: RichText) -> bool {
    let mut new = Some(plain);
    each(texts, &mut |at, text| {
        if at == pointer
            && let Some(plain) = new.take()
        {
            *text = plain;
        }
    });
    let found = new.is_none();
    if found {
        texts.rich.insert(pointer.to_owned(), rich);
    }
    found
}

/// Hashes of the pictures that HTML shows, each once, in order.
pub fn pictures(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (at, _) in html.match_indices(MEDIA) {
        let address: String = html[at..].chars().take(MEDIA.len() + 64).collect();
        let hash = address[MEDIA.len()..].to_owned();
        if is_media(&address) && !found.contains(&hash) {
            found.push(hash);
        }
    }
    found
}

/// Makes rich text of every plain text with LaTeX in it. A text that has a rich form already, or a
/// formula that cannot be read, stays as it is.
///
/// Findings carry the pointer of the text in the document (`/texts/kk/stem`) and the position in it.
pub fn read_formulas(document: &mut ItemDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (language, texts) in &mut document.texts {
        let known: Vec<String> = texts.rich.keys().cloned().collect();
        let mut made = Vec::new();
        each(texts, &mut |pointer, text| {
            if known.iter().any(|known| known == pointer) {
                return;
            }
            let Some(read) = typed(text, language) else {
                return;
            };
            if read.findings.is_empty() {
                *text = read.plain;
                made.push((pointer.to_owned(), read.rich));
            }
            let at = format!("/texts/{language}{pointer}");
            findings.extend(read.findings.into_iter().map(|finding| finding.under(&at)));
        });
        texts.rich.extend(made);
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_with_a_formula_gets_its_rich_form_and_a_plain_one() {
        let mut document: ItemDocument = serde_json::from_value(serde_json::json!({
            "code": "x", "content": {"type": "MCQ", "subject": "m", "grade_min": 5, "grade_max": 5,
                "points": 1, "parts": [{"id": "a", "points": 1, "options": ["A", "B"]}]},
            "texts": {"kk": {"stem": "Есепте: $2^3$", "parts": {"a": {"options": {"A": "8", "B": "\\(\\frac{1}{\\)"}}}}}
        }))
        .expect("a document");
        let findings = read_formulas(&mut document);
        let said: Vec<String> = findings
            .iter()
            .map(|f| format!("{} {}", f.code, f.pointer))
            .collect();
        assert_eq!(said, ["formula_unclosed /texts/kk/parts/a/options/B"]);
        let texts = document.texts.values().next().expect("texts");
        assert_eq!(texts.stem, "Есепте: 2³");
        assert_eq!(texts.rich.keys().collect::<Vec<_>>(), ["/stem"]);
        assert_eq!(texts.parts["a"].options["B"], "\\(\\frac{1}{\\)");
        assert!(
            read_formulas(&mut document.clone()).len() == 1,
            "again changes nothing"
        );
    }

    #[test]
    fn pictures_are_known_by_their_hash() {
        let hash = "0123456789abcdef".repeat(4);
        let html =
            format!("<img src=\"media:{hash}\"> media:short <img src=\"media:{hash}\">media:");
        assert_eq!(pictures(&html), [hash]);
    }

    #[test]
    fn what_has_no_text_gets_no_rich_form() {
        let mut texts = ItemTexts::default();
        assert!(!put(
            &mut texts,
            "/hint",
            "x".to_owned(),
            RichText::default()
        ));
        assert!(put(
            &mut texts,
            "/stem",
            "x".to_owned(),
            RichText::default()
        ));
        assert_eq!(texts.stem, "x");
    }
}
