//! One combination becomes an item: structure, key, texts of every language.

use std::collections::BTreeMap;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::json;

use super::document::{ModelItem, QuestionType};
use super::generate::Provenance;
use super::judge::{Judged, answer_text, is_key_decimal, judge, unit};
use super::read::{Model, ReadAnswer};
use super::scope::Scope;
use super::survey::unsaid_finding;
use super::wording::{Unsaid, fraction, mixed};
use crate::bank::content::{
    Descriptor, Extensions, ItemContent, Key, MarkScheme, NumericKey, Part,
};
use crate::bank::texts::{ItemDocument, ItemTexts, PartTexts};
use crate::bank::{Access, ItemType, Language, Purpose, SchemeKind};
use crate::expression::Exact;
use crate::language::finding::Finding;

/// The part of every generated item.
const PART: &str = "a";
/// Ids of options.
const LETTERS: [&str; 8] = ["A", "B", "C", "D", "E", "F", "G", "H"];

/// An answer of one item: the key, or the wrong one of a position.
pub(super) struct Chosen<'m> {
    pub(super) distractor: Option<usize>,
    pub(super) value: Exact,
    pub(super) read: &'m ReadAnswer,
}

/// A combination with what was chosen for it.
pub(super) struct Build<'m> {
    pub(super) scope: Scope<'m>,
    /// MCQ: the options in their order. SA: the key and every wrong answer that can be told.
    pub(super) answers: Vec<Chosen<'m>>,
}

impl<'m> Build<'m> {
    /// The combination of a number; `None` where it makes no item.
    pub(super) fn of(model: &'m Model<'m>, index: u64) -> Option<Self> {
        let mut scope = Scope::at(model, index);
        let (verdict, judged) = judge(&mut scope);
        verdict.ok()?;
        let answers = answers(model, &judged?, index);
        Some(Self { scope, answers })
    }

    /// The item.
    ///
    /// # Errors
    /// Every text that cannot be said.
    pub(super) fn item(&self, provenance: &Provenance) -> Result<ItemDocument, Vec<Finding>> {
        let mut texts = BTreeMap::new();
        let mut findings = Vec::new();
        for language in self.scope.model.wording.keys() {
            match self.texts(language) {
                Ok(said) => {
                    texts.insert((*language).clone(), said);
                }
                Err(finding) => findings.push(finding),
            }
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let document = self.scope.model.document;
        Ok(ItemDocument {
            code: provenance.code(),
            content: self.content(provenance),
            texts,
            source_language: document.source_language.clone(),
        })
    }

    /// The id of an option.
    pub(super) fn option_id(&self, position: usize) -> String {
        LETTERS.get(position).copied().unwrap_or("Z").to_owned()
    }

    /// Wrong option → name of its error; none of a short answer.
    pub(super) fn errors(&self) -> BTreeMap<String, String> {
        let distractors = &self.scope.model.document.question.distractors;
        let wrong = self.answers.iter().enumerate().filter(|_| self.is_choice());
        wrong
            .filter_map(|(n, one)| {
                let error = distractors.get(one.distractor?)?;
                Some((self.option_id(n), error.error.clone()))
            })
            .collect()
    }

    fn is_choice(&self) -> bool {
        self.scope.model.document.question.kind == QuestionType::Mcq
    }

    fn content(&self, provenance: &Provenance) -> ItemContent {
        let document = self.scope.model.document;
        let extensions = Extensions::from([("x_generated".to_owned(), json!(provenance))]);
        let item_type = match document.question.kind {
            QuestionType::Mcq => ItemType::Mcq,
            QuestionType::Sa => ItemType::Sa,
        };
        ItemContent {
            family: Some(
                document
                    .family
                    .clone()
                    .unwrap_or_else(|| document.id.clone()),
            ),
            parts: vec![self.part()],
            extensions,
            ..shared(&document.item, item_type)
        }
    }

    fn part(&self) -> Part {
        let question = &self.scope.model.document.question;
        let descriptors: Vec<Descriptor> = question
            .descriptors
            .iter()
            .map(|one| Descriptor {
                id: one.id.clone(),
                points: one.points,
                criterion: one.criterion.clone(),
                objective: one.objective.clone(),
            })
            .collect();
        let kind = match descriptors.is_empty() {
            true => SchemeKind::Key,
            false => SchemeKind::Analytic,
        };
        let options = match self.is_choice() {
            true => (0..self.answers.len()).map(|n| self.option_id(n)).collect(),
            false => Vec::new(),
        };
        Part {
            id: PART.to_owned(),
            part_type: None,
            points: self.scope.model.document.item.points,
            options,
            targets: Vec::new(),
            max_chosen: None,
            key: self.key(),
            scheme: MarkScheme {
                kind,
                descriptors,
                ..MarkScheme::default()
            },
            values: Vec::new(),
        }
    }

    fn key(&self) -> Key {
        let position = self.answers.iter().position(|one| one.distractor.is_none());
        let Some(position) = position else {
            return Key::default();
        };
        if self.is_choice() {
            return Key {
                correct: vec![self.option_id(position)],
                ..Key::default()
            };
        }
        self.written_key(self.answers[position].value)
    }

    /// A number where it can be one; a fraction that is no decimal, or must be reduced, letter by letter.
    fn written_key(&self, value: Exact) -> Key {
        let answer = &self.scope.model.document.question.answer;
        let units = self.units(value);
        if !answer.reduced && is_key_decimal(value) {
            return Key {
                number: Some(NumericKey {
                    value: value.to_string(),
                    tolerance: answer.tolerance.map(|tolerance| tolerance.to_string()),
                    units,
                    unit_required: answer.unit_required,
                }),
                ..Key::default()
            };
        }
        let mut written = vec![fraction(value), mixed(value)];
        written.dedup();
        let with_units = written
            .iter()
            .flat_map(|number| units.iter().map(move |unit| format!("{number} {unit}")));
        let with_units: Vec<String> = with_units.collect();
        let accepted = match answer.unit_required {
            true => with_units,
            false => [written, with_units].concat(),
        };
        // Pupils type a hyphen.
        let accepted = accepted.into_iter().map(|text| text.replace('−', "-"));
        Key {
            accepted: accepted.collect(),
            ..Key::default()
        }
    }

    /// Spellings of the unit in every language, each once; that of the source language first.
    fn units(&self, value: Exact) -> Vec<String> {
        let model = self.scope.model;
        let scope = self.scope.about(value);
        let source = model.document.source_language.as_ref();
        let languages = source.into_iter().chain(model.wording.keys().copied());
        let mut units: Vec<String> = Vec::new();
        for language in languages {
            if let Ok(Some(unit)) = unit(&scope, &model.answer, language)
                && !units.contains(&unit)
            {
                units.push(unit);
            }
        }
        units
    }

    fn texts(&self, language: &Language) -> Result<ItemTexts, Finding> {
        let model = self.scope.model;
        let Some(wording) = model.wording.get(language) else {
            return Ok(ItemTexts::default());
        };
        let unsaid = |field: &str, why: &Unsaid| {
            unsaid_finding(why, format!("/wording/{language}/{field}"), &self.scope)
        };
        let say =
            |field: &str, template| self.scope.say(template).map_err(|why| unsaid(field, &why));
        let hint = wording.hint.as_ref().map(|text| say("hint", text));
        let notes = wording.marking_notes.as_ref();
        let notes = notes.map(|text| say("marking_notes", text)).transpose()?;
        Ok(ItemTexts {
            stem: say("stem", &wording.stem)?,
            parts: [(PART.to_owned(), self.part_texts(language)?)].into(),
            hint: hint.transpose()?,
            explanation: Some(say("explanation", &wording.explanation)?),
            marking_notes: self.notes(notes, language)?,
            ..ItemTexts::default()
        })
    }

    fn part_texts(&self, language: &Language) -> Result<PartTexts, Finding> {
        let mut texts = PartTexts::default();
        let question = &self.scope.model.document.question;
        let read = question
            .descriptors
            .iter()
            .zip(&self.scope.model.descriptors);
        for (n, (descriptor, read)) in read.enumerate() {
            let at = format!("/question/descriptors/{n}/text/{language}");
            let said = read.get(language).map(|template| self.scope.say(template));
            let said = said
                .transpose()
                .map_err(|why| unsaid_finding(&why, at, &self.scope))?;
            texts
                .descriptors
                .insert(descriptor.id.clone(), said.unwrap_or_default());
        }
        if !self.is_choice() {
            return Ok(texts);
        }
        for (n, one) in self.answers.iter().enumerate() {
            let id = self.option_id(n);
            texts
                .options
                .insert(id.clone(), self.answer_text(one, language)?);
            if let Some(rationale) = self.rationale(one, language)? {
                texts.rationales.insert(id, rationale);
            }
        }
        Ok(texts)
    }

    /// An answer as it is read or written.
    pub(super) fn answer_text(
        &self,
        one: &Chosen<'_>,
        language: &Language,
    ) -> Result<String, Finding> {
        let said = answer_text(&self.scope, one.read, one.value, language);
        said.map_err(|why| self.unsaid_answer(&why, one))
    }

    fn rationale(&self, one: &Chosen<'_>, language: &Language) -> Result<Option<String>, Finding> {
        let scope = self.scope.about(one.value);
        let template = one.read.rationale.get(language);
        let said = template.map(|template| scope.say(template)).transpose();
        said.map_err(|why| self.unsaid_answer(&why, one))
    }

    fn unsaid_answer(&self, why: &Unsaid, one: &Chosen<'_>) -> Finding {
        let at = match one.distractor {
            Some(n) => format!("/question/distractors/{n}"),
            None => "/question/answer".to_owned(),
        };
        unsaid_finding(why, at, &self.scope)
    }

    /// Notes for markers, and under them each error of a short answer with its number.
    fn notes(&self, own: Option<String>, language: &Language) -> Result<Option<String>, Finding> {
        let mut lines: Vec<String> = own.into_iter().collect();
        let wrong = self
            .answers
            .iter()
            .filter(|one| one.distractor.is_some() && !self.is_choice());
        for one in wrong {
            if let Some(rationale) = self.rationale(one, language)? {
                lines.push(format!("{}: {rationale}", self.answer_text(one, language)?));
            }
        }
        Ok(Some(lines.join("\n")).filter(|notes| !notes.is_empty()))
    }
}

/// The answers of an item. Of more wrong ones than there is room for, which are taken depends on the
/// combination alone, so that the same values always make the same item.
fn answers<'m>(model: &'m Model<'m>, judged: &Judged, index: u64) -> Vec<Chosen<'m>> {
    let mut usable = judged.usable();
    let is_choice = model.document.question.kind == QuestionType::Mcq;
    if is_choice {
        let mut random = ChaCha20Rng::seed_from_u64(index);
        while usable.len() + 1 > model.options() {
            let out = (random.next_u64() % usable.len() as u64) as usize;
            usable.remove(out);
        }
    }
    let wrong = usable.into_iter().map(|(n, value)| Chosen {
        distractor: Some(n),
        value,
        read: &model.distractors[n],
    });
    let key = Chosen {
        distractor: None,
        value: judged.answer,
        read: &model.answer,
    };
    let mut answers: Vec<Chosen<'m>> = std::iter::once(key).chain(wrong).collect();
    if is_choice {
        answers.sort_by_key(|one| one.value);
    }
    answers
}

fn shared(item: &ModelItem, item_type: ItemType) -> ItemContent {
    ItemContent {
        item_type,
        purpose: item.purpose.unwrap_or(Purpose::Both),
        subject: item.subject.clone(),
        grade_min: item.grade_min,
        grade_max: item.grade_max,
        term: item.term,
        unit: item.unit.clone(),
        programme: item.programme.clone(),
        objectives: item.objectives.clone(),
        language_objectives: Vec::new(),
        criteria: item.criteria.clone(),
        difficulty: item.difficulty,
        thinking: item.thinking,
        literacy: item.literacy.clone(),
        literacy_context: item.literacy_context.clone(),
        skill: None,
        assessment_objectives: Vec::new(),
        tags: item.tags.clone(),
        points: item.points,
        minutes: item.minutes,
        parts: Vec::new(),
        item_specification: item.item_specification.clone(),
        stimulus: None,
        family: None,
        access: item.access.unwrap_or(Access::Restricted),
        author: item.author.clone(),
        source: item.source.clone(),
        licence: item.licence.clone(),
        extensions: Extensions::new(),
    }
}
