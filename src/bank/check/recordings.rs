//! Recordings of a task: each named by the hash of a file, once, and written down word by word.

use super::super::Language;
use super::super::rich::is_media;
use super::super::texts::ItemTexts;
use super::Inspection;
use crate::language::finding::Finding;

impl Inspection<'_> {
    pub(super) fn check_recordings(&mut self, language: &Language, texts: &ItemTexts) {
        for (n, recording) in texts.recordings.iter().enumerate() {
            let at = format!("/texts/{language}/recordings/{n}");
            let src = recording.src.as_str();
            if !is_media(src) {
                let finding = Finding::error("recording_address", format!("{at}/src"));
                self.report(finding.with("value", src));
            }
            if texts.recordings[..n].iter().any(|known| known.src == src) {
                let finding = Finding::error("recording_twice", format!("{at}/src"));
                self.report(finding.with("language", language.as_str()));
            }
            let words = recording.transcript.as_deref().unwrap_or_default();
            if words.trim().is_empty() {
                let pointer = format!("{at}/transcript");
                let finding = Finding::error("recording_transcript_missing", pointer);
                self.report_at_submit(
                    finding
                        .with("number", n + 1)
                        .with("language", language.as_str()),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::bank::check::{Context, Stage, check_item};
    use crate::bank::texts::ItemDocument;
    use crate::language::finding::Finding;
    use serde_json::json;

    fn found(stage: Stage) -> Vec<(String, String)> {
        let item: ItemDocument = serde_json::from_value(json!({
            "code": "l-1",
            "content": {
                "type": "SA", "subject": "english", "grade_min": 6, "grade_max": 6, "points": 1,
                "parts": [{"id": "a", "points": 1, "key": {"accepted": ["ten"]}}]
            },
            "texts": {"en": {"stem": "When does the train leave?", "recordings": [
                {"src": format!("media:{}", "0".repeat(64)), "plays": 2, "transcript": "The train leaves at ten."},
                {"src": "train.mp3"}, {"src": "train.mp3", "transcript": " "},
            ]}}
        }))
        .expect("an item");
        let findings: Vec<Finding> = check_item(&item, &Context::default(), stage);
        let told = findings
            .into_iter()
            .filter(|f| f.code.starts_with("recording_"));
        told.map(|f| (f.code, f.pointer)).collect()
    }

    #[test]
    fn a_recording_is_a_file_named_once_and_written_down_when_it_is_handed_in() {
        let of = |code: &str, n: usize, field: &str| {
            (code.to_owned(), format!("/texts/en/recordings/{n}/{field}"))
        };
        let draft = [
            of("recording_address", 1, "src"),
            of("recording_address", 2, "src"),
            of("recording_twice", 2, "src"),
        ];
        assert_eq!(found(Stage::Draft), draft);
        let submitted = found(Stage::Submit);
        let words = [1, 2].map(|n| of("recording_transcript_missing", n, "transcript"));
        assert!(
            words.iter().all(|one| submitted.contains(one)),
            "{submitted:?}"
        );
        assert_eq!(submitted.len(), 5);
    }
}
