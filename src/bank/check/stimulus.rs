//! The checks of a stimulus.

use super::super::StimulusKind;
use super::super::texts::StimulusDocument;
use super::{Context, Stage};
use crate::language::finding::Finding;

/// Checks a stimulus. A recording has a length and a transcript, a text has words, and anything
/// has a licence before items that hang on it are handed in.
pub fn check_stimulus(
    document: &StimulusDocument,
    context: &Context<'_>,
    stage: Stage,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    if document.code.trim().is_empty() {
        findings.push(Finding::error("text_empty", "/code"));
    }
    check_recording(document, stage, &mut findings);
    if let Some(index) = context.curriculum
        && stage == Stage::Submit
        && index.subject(None, &document.subject).is_none()
    {
        findings.push(
            Finding::error("unknown_subject", "/subject")
                .with("code", document.subject.clone())
                .with("nearest", index.nearest_subjects(None, &document.subject)),
        );
    }
    if stage == Stage::Submit {
        check_complete(document, &mut findings);
    }
    findings
}

fn check_recording(document: &StimulusDocument, stage: Stage, findings: &mut Vec<Finding>) {
    let is_recording = matches!(document.kind, StimulusKind::Audio | StimulusKind::Video);
    for (field, value) in [("seconds", document.seconds), ("plays", document.plays)] {
        let pointer = format!("/{field}");
        match value {
            Some(_) if !is_recording => findings.push(
                Finding::error("field_not_for_stimulus", pointer)
                    .with("field", field)
                    .with("kind", document.kind.as_str()),
            ),
            Some(0) => {
                findings.push(Finding::error("recording_number_zero", pointer).with("field", field))
            }
            None if is_recording && stage == Stage::Submit && field == "seconds" => {
                findings.push(
                    Finding::error("seconds_missing", pointer).with("kind", document.kind.as_str()),
                );
            }
            _ => {}
        }
    }
}

fn check_complete(document: &StimulusDocument, findings: &mut Vec<Finding>) {
    if document.texts.is_empty() {
        findings.push(Finding::error("texts_missing", "/texts"));
    }
    for (language, texts) in &document.texts {
        if texts.body.trim().is_empty() {
            findings.push(
                Finding::error("stimulus_body_empty", format!("/texts/{language}/body"))
                    .with("kind", document.kind.as_str())
                    .with("language", language.as_str()),
            );
        }
    }
    if document
        .licence
        .as_ref()
        .is_none_or(|licence| licence.trim().is_empty())
    {
        findings.push(Finding::error("licence_missing", "/licence"));
    }
}
