//! Rich forms of texts: each belongs to a text, is clean, and reads as that text does.

use std::collections::BTreeMap;

use super::super::rich::{is_clean, places, plain};
use super::Inspection;
use crate::document::pointer::child;
use crate::language::finding::Finding;

/// Characters of a rendering that a finding shows.
const SHOWN: usize = 80;

impl Inspection<'_> {
    /// At both stages: plain and rich text that differ are a contradiction.
    pub(super) fn check_rich(&mut self) {
        for (language, texts) in &self.document.texts {
            if texts.rich.is_empty() {
                continue;
            }
            let mut plain_texts: BTreeMap<String, String> = BTreeMap::new();
            let mut copy = texts.clone();
            places::each(&mut copy, &mut |pointer, text| {
                plain_texts.insert(pointer.to_owned(), text.clone());
            });
            for (pointer, rich) in &texts.rich {
                let at = child(&format!("/texts/{language}/rich"), pointer);
                let Some(text) = plain_texts.get(pointer) else {
                    let finding = Finding::error("rich_without_text", at);
                    self.findings.push(finding.with("at", pointer.as_str()));
                    continue;
                };
                if !is_clean(&rich.html) {
                    self.findings
                        .push(Finding::error("rich_not_clean", format!("{at}/html")));
                    continue;
                }
                let rendered = plain(&rich.html);
                if rendered != *text {
                    let rendered: String = rendered.chars().take(SHOWN).collect();
                    let finding = Finding::error("rich_differs", at);
                    self.findings.push(finding.with("rendered", rendered));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::bank::check::{Context, Stage, check_item};
    use crate::bank::texts::ItemDocument;

    fn found(rich: serde_json::Value) -> Vec<String> {
        let document: ItemDocument = serde_json::from_value(json!({
            "code": "x", "content": {"type": "EA", "subject": "m", "grade_min": 5, "grade_max": 5,
                "points": 1, "parts": [{"id": "a", "points": 1}]},
            "texts": {"ru": {"stem": "Найдите x²", "rich": rich}}
        }))
        .expect("a document");
        let findings = check_item(&document, &Context::default(), Stage::Draft);
        let rich = findings
            .iter()
            .filter(|finding| finding.code.starts_with("rich"));
        rich.map(|finding| format!("{} {}", finding.code, finding.pointer))
            .collect()
    }

    #[test]
    fn a_rich_form_reads_as_its_text_is_clean_and_has_one() {
        let none: [&str; 0] = [];
        let formula = "Найдите <math><msup><mi>x</mi><mn>2</mn></msup></math>";
        assert_eq!(found(json!({"/stem": {"html": formula}})), none);
        assert_eq!(
            found(json!({"/stem": {"html": "Найдите <b>y</b>"}})),
            ["rich_differs /texts/ru/rich/~1stem"]
        );
        assert_eq!(
            found(json!({"/stem": {"html": "Найдите x²<script>x</script>"}})),
            ["rich_not_clean /texts/ru/rich/~1stem/html"]
        );
        assert_eq!(
            found(json!({"/hint": {"html": "a"}})),
            ["rich_without_text /texts/ru/rich/~1hint"]
        );
    }
}
