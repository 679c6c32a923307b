//! Stimuli of generated items.

use crate::bank::texts::{StimulusDocument, StimulusTexts};
use crate::bank::{Language, StimulusKind};
use crate::specification::component::ResolvedRow;
use crate::specification::document::StimulusRule;

use super::{Generator, part};

/// Items of a set where the specification does not say how many.
const SET_SIZE: usize = 5;
impl Generator<'_> {
    /// The stimulus of a place: the section's sets are shared by all its rows, a row's are its own.
    pub(super) fn stimulus(
        &mut self,
        row: &ResolvedRow,
        index: usize,
        time: usize,
        place: usize,
    ) -> Option<String> {
        if !row.stimulus_required {
            return None;
        }
        let rule = row.section_stimulus.as_ref().or(row.stimulus.as_ref());
        let fewest = |rule: &StimulusRule| rule.count.map(|count| count.bounds()[0]);
        let own = row.stimulus.as_ref().and_then(fewest);
        let of_section = row.section_stimulus.as_ref().and_then(fewest);
        let (scope, number) = match (of_section, own) {
            (Some(count), _) => (row.section.clone(), place % count.max(1) as usize),
            (None, Some(count)) => (row.id.clone(), place % count.max(1) as usize),
            (None, None) => (format!("{}-{index}", row.id), place / SET_SIZE),
        };
        let code = format!(
            "{}-S-{scope}-{:03}-{:02}",
            self.prefix,
            time + 1,
            number + 1
        );
        if !self
            .bank
            .stimuli
            .iter()
            .rev()
            .any(|stimulus| stimulus.code == code)
        {
            let rules = [row.section_stimulus.as_ref(), row.stimulus.as_ref()];
            let document = self.stimulus_document(row, code.clone(), rule, rules);
            self.bank.stimuli.push(document);
        }
        Some(code)
    }

    fn stimulus_document(
        &self,
        row: &ResolvedRow,
        code: String,
        rule: Option<&StimulusRule>,
        rules: [Option<&StimulusRule>; 2],
    ) -> StimulusDocument {
        let rules = || rules.iter().copied().flatten();
        let kind = rules()
            .find_map(|rule| rule.kind)
            .unwrap_or(StimulusKind::Text);
        let words = rules()
            .find_map(|rule| rule.words)
            .map_or(30, |[low, high]| low.midpoint(high));
        let recorded = matches!(kind, StimulusKind::Audio | StimulusKind::Video);
        let most = rules().filter_map(|rule| rule.max_seconds).min();
        let texts = |language: &Language| {
            let sentence = part::said(language, "stimulus", &code);
            let body = sentence
                .split_whitespace()
                .cycle()
                .take(words.max(1) as usize);
            let body = body.collect::<Vec<_>>().join(" ");
            (
                language.clone(),
                StimulusTexts {
                    title: Some(code.clone()),
                    body,
                },
            )
        };
        StimulusDocument {
            kind,
            subject: self.subject_of(row).to_owned(),
            texts: self.languages.iter().map(texts).collect(),
            seconds: recorded.then(|| most.unwrap_or(60)),
            plays: rule.and_then(|rule| rule.plays).filter(|_| recorded),
            licence: Some("CC0-1.0".to_owned()),
            source: Some("generated".to_owned()),
            code,
        }
    }
}
