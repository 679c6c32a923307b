//! Items and stimuli without what gives answers away: what pupils get. Every field that stays is named
//! here, so a new field of an item is hidden until somebody decides otherwise.

use std::collections::BTreeMap;

use super::super::content::{Extensions, ItemContent, Key, MarkScheme, Part};
use super::super::texts::{
    ItemDocument, ItemTexts, PartTexts, RichText, StimulusDocument, StimulusTexts,
};
use super::super::{ItemType, StimulusKind};

/// The item without key, mark scheme, hint, explanation and keys of its owner's own (`x_…`). Options of a
/// task to put in order and right elements of a matching task come by id, for the author's order may be
/// the key.
pub fn keyless_item(item: ItemDocument) -> ItemDocument {
    let texts = item.texts.into_iter();
    ItemDocument {
        code: item.code,
        content: keyless_content(item.content),
        texts: texts
            .map(|(language, texts)| (language, keyless_texts(texts)))
            .collect(),
        source_language: item.source_language,
    }
}

fn keyless_content(content: ItemContent) -> ItemContent {
    let item_type = content.item_type;
    let parts = content.parts.into_iter();
    ItemContent {
        item_type,
        purpose: content.purpose,
        subject: content.subject,
        grade_min: content.grade_min,
        grade_max: content.grade_max,
        term: content.term,
        unit: content.unit,
        programme: content.programme,
        objectives: content.objectives,
        language_objectives: content.language_objectives,
        criteria: content.criteria,
        difficulty: content.difficulty,
        thinking: content.thinking,
        literacy: content.literacy,
        literacy_context: content.literacy_context,
        skill: content.skill,
        assessment_objectives: content.assessment_objectives,
        tags: content.tags,
        points: content.points,
        minutes: content.minutes,
        parts: parts.map(|part| keyless_part(part, item_type)).collect(),
        item_specification: None,
        stimulus: content.stimulus,
        family: None,
        access: content.access,
        author: content.author,
        source: content.source,
        licence: content.licence,
        extensions: Extensions::new(),
    }
}

fn keyless_part(part: Part, item_type: ItemType) -> Part {
    let (mut options, mut targets) = (part.options, part.targets);
    match part.part_type.unwrap_or(item_type) {
        ItemType::Order => options.sort(),
        ItemType::Match => targets.sort(),
        _ => {}
    }
    Part {
        id: part.id,
        part_type: part.part_type,
        points: part.points,
        options,
        targets,
        max_chosen: part.max_chosen,
        key: Key::default(),
        scheme: MarkScheme::default(),
        values: Vec::new(),
    }
}

fn keyless_texts(texts: ItemTexts) -> ItemTexts {
    let recordings = texts.open_recordings();
    let parts = texts.parts.into_iter();
    let rich = texts.rich.into_iter().filter(|(at, _)| is_shown(at));
    ItemTexts {
        stem: texts.stem,
        parts: parts
            .map(|(id, part)| (id, keyless_part_texts(part)))
            .collect(),
        hint: None,
        explanation: None,
        marking_notes: None,
        recordings,
        rich: rich
            .map(|(at, rich)| (at, without_original(rich)))
            .collect(),
    }
}

fn keyless_part_texts(part: PartTexts) -> PartTexts {
    PartTexts {
        prompt: part.prompt,
        options: part.options,
        targets: part.targets,
        accepted: Vec::new(),
        rationales: BTreeMap::new(),
        descriptors: BTreeMap::new(),
        bands: BTreeMap::new(),
        sample_answer: None,
    }
}

/// True for the pointers of texts that candidates read.
fn is_shown(pointer: &str) -> bool {
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    matches!(
        steps[..],
        ["stem"] | ["parts", _, "prompt"] | ["parts", _, "options" | "targets", _]
    )
}

fn without_original(rich: RichText) -> RichText {
    RichText {
        html: rich.html,
        original: None,
    }
}

/// The stimulus without the transcript of a recording or film.
pub fn keyless_stimulus(stimulus: StimulusDocument) -> StimulusDocument {
    let is_heard = matches!(stimulus.kind, StimulusKind::Audio | StimulusKind::Video);
    let texts = stimulus.texts.into_iter();
    let keyless = |texts: StimulusTexts| StimulusTexts {
        title: texts.title,
        body: if is_heard { String::new() } else { texts.body },
    };
    StimulusDocument {
        texts: texts.map(|(language, t)| (language, keyless(t))).collect(),
        ..stimulus
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nothing_that_gives_an_answer_away_is_left() {
        let secrets = "SECRET";
        let item: ItemDocument = serde_json::from_value(json!({
            "code": "m-1",
            "content": {
                "type": "ORDER", "subject": "mathematics", "grade_min": 6, "grade_max": 6, "points": 3, "x_key": secrets,
                "family": secrets, "item_specification": secrets,
                "parts": [
                    {"id": "a", "points": 1, "options": ["c", "a", "b"], "key": {"order": ["c", "a", "b"]}},
                    {"id": "b", "type": "MATCH", "points": 1, "options": ["l"], "targets": ["z", "y"],
                        "key": {"pairs": [{"left": "l", "right": "z"}]}},
                    {"id": "c", "type": "SA", "points": 1, "key": {"accepted": [secrets]},
                        "scheme": {"kind": "analytic", "descriptors": [{"id": secrets, "points": 1}]}}
                ]
            },
            "texts": {"ru": {
                "stem": "Stem", "hint": secrets, "explanation": secrets, "marking_notes": secrets,
                "recordings": [{"src": "media:0", "plays": 2, "transcript": secrets}],
                "parts": {"c": {"prompt": "Prompt", "options": {"a": "One"}, "accepted": [secrets], "rationales": {"a": secrets},
                    "descriptors": {"d": secrets}, "bands": {"b": secrets}, "sample_answer": secrets}},
                "rich": {
                    "/stem": {"html": "<p>Stem</p>", "original": secrets}, "/hint": {"html": secrets},
                    "/parts/c/prompt": {"html": "<p>Prompt</p>"}, "/parts/c/rationales/a": {"html": secrets}
                }
            }}
        }))
        .expect("an item");
        let shown = keyless_item(item);
        let text = serde_json::to_string(&shown).expect("JSON");
        assert!(!text.contains(secrets), "{text}");
        let parts = &shown.content.parts;
        assert_eq!(parts[0].options, ["a", "b", "c"]);
        assert_eq!(parts[1].targets, ["y", "z"]);
        assert!(parts.iter().all(|part| part.key.is_empty()));
        let texts = shown.texts.values().next().expect("texts");
        let rich: Vec<&str> = texts.rich.keys().map(String::as_str).collect();
        assert_eq!(rich, ["/parts/c/prompt", "/stem"]);
        assert_eq!(texts.parts["c"].prompt.as_deref(), Some("Prompt"));
    }

    #[test]
    fn of_a_recording_the_title_stays_and_of_a_text_everything() {
        let of = |kind: &str| -> StimulusDocument {
            serde_json::from_value(json!({
                "code": "s-1", "kind": kind, "subject": "english", "texts": {"en": {"title": "At the shop", "body": "Hello!"}}
            }))
            .expect("a stimulus")
        };
        let body = |kind| {
            let shown = keyless_stimulus(of(kind));
            let texts = shown.texts.into_values().next().expect("texts");
            (texts.title, texts.body)
        };
        let title = Some("At the shop".to_owned());
        assert_eq!(body("audio"), (title.clone(), String::new()));
        assert_eq!(body("text"), (title, "Hello!".to_owned()));
    }
}
