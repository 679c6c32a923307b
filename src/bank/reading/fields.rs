//! Every text of a variant, with what it is and where it stands.

use crate::bank::texts::ItemTexts;
use crate::document::pointer::child;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldKind {
    /// The task itself.
    Stem,
    /// What a part asks.
    Prompt,
    /// An option or left element.
    Option,
    /// A right element of a matching part.
    Target,
    /// An accepted answer.
    Accepted,
    /// Why an option is right or wrong.
    Rationale,
    /// A descriptor.
    Descriptor,
    /// A band of a rubric.
    Band,
    /// A sample of a full answer.
    SampleAnswer,
    /// What is important to know.
    Hint,
    /// A worked solution.
    Explanation,
    /// Notes for markers.
    MarkingNotes,
}

/// One text of a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// What it is.
    pub kind: FieldKind,
    /// Pointer inside the texts of the language (`/parts/a/options/b`).
    pub pointer: String,
    /// The text.
    pub text: &'a str,
}

/// Every text, the stem first, parts in order of their ids.
pub fn fields(texts: &ItemTexts) -> Vec<Field<'_>> {
    let mut found = vec![field(FieldKind::Stem, "/stem".to_owned(), &texts.stem)];
    for (id, part) in &texts.parts {
        let at = child("/parts", id);
        let one = |kind, name: &str, text| field(kind, format!("{at}/{name}"), text);
        found.extend(
            part.prompt
                .iter()
                .map(|t| one(FieldKind::Prompt, "prompt", t)),
        );
        for (kind, name, list) in [
            (FieldKind::Option, "options", &part.options),
            (FieldKind::Target, "targets", &part.targets),
            (FieldKind::Rationale, "rationales", &part.rationales),
            (FieldKind::Descriptor, "descriptors", &part.descriptors),
            (FieldKind::Band, "bands", &part.bands),
        ] {
            let base = format!("{at}/{name}");
            found.extend(
                list.iter()
                    .map(|(id, text)| field(kind, child(&base, id), text)),
            );
        }
        for (n, text) in part.accepted.iter().enumerate() {
            found.push(one(FieldKind::Accepted, &format!("accepted/{n}"), text));
        }
        let sample = part.sample_answer.iter();
        found.extend(sample.map(|t| one(FieldKind::SampleAnswer, "sample_answer", t)));
    }
    for (kind, name, text) in [
        (FieldKind::Hint, "/hint", &texts.hint),
        (FieldKind::Explanation, "/explanation", &texts.explanation),
        (
            FieldKind::MarkingNotes,
            "/marking_notes",
            &texts.marking_notes,
        ),
    ] {
        found.extend(text.iter().map(|t| field(kind, name.to_owned(), t)));
    }
    found
}

fn field(kind: FieldKind, pointer: String, text: &str) -> Field<'_> {
    Field {
        kind,
        pointer,
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_text_of_a_variant_is_a_field_at_its_pointer() {
        let value = json!({
            "stem": "s", "hint": "h", "explanation": "e", "marking_notes": "m",
            "parts": {"a/1": {
                "prompt": "p", "options": {"A": "o"}, "targets": {"x": "t"}, "accepted": ["1", "2"],
                "rationales": {"A": "r"}, "descriptors": {"d1": "d"}, "bands": {"b1": "b"},
                "sample_answer": "sa"
            }}
        });
        let texts: ItemTexts = serde_json::from_value(value.clone()).expect("texts");
        let found = fields(&texts);
        assert_eq!(found.len(), 13);
        for field in found {
            let there = value.pointer(&field.pointer).and_then(|v| v.as_str());
            assert_eq!(there, Some(field.text), "{}", field.pointer);
        }
    }
}
