//! The cells of one record, field by field.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::records::Record;
use super::Defaults;
use super::cell::{Cell, is_absent};
use super::draft::{Draft, Said, Use};
use super::field::{Field, OF_STIMULUS, is_taken};
use super::response_model::{model_by, model_of, wrong};
use crate::assembly::candidate::{Candidate, ItemP, ItemParameters, StimulusFacts};
use crate::bank::phase::Phase;
use crate::bank::{
    Access, Difficulty, ItemType, Language, PartialRule, Points, Purpose, SchemeKind, Thinking,
};
use crate::document::pointer::child;
use crate::interop::profile::ValueRule;
use crate::language::finding::{Finding, Place};
use crate::psychometrics::information::Parameters;

/// A draft in the making.
pub(super) struct Row<'a> {
    draft: Draft,
    pub(super) record: &'a Record,
    parameters: Parameters,
    /// A parameter was wrong: the set is not judged as a whole.
    unreadable: bool,
    model: Option<String>,
    scale: String,
    n: Option<u64>,
    p: Option<f64>,
    p_n: Option<u64>,
    parameters_n: Option<u64>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Row<'a> {
    pub(super) fn new(record: &'a Record, defaults: &Defaults) -> Self {
        let [grade_min, grade_max] = defaults.grades;
        let candidate = Candidate {
            grade_min,
            grade_max,
            languages: defaults.languages.clone(),
            ..Candidate::plain(String::new(), defaults.subject.clone())
        };
        let line = record.line();
        Self {
            draft: Draft {
                candidate,
                place: Place { line, column: 1 },
                stimulus: Vec::new(),
                attributes: Vec::new(),
                enemies: Vec::new(),
            },
            record,
            parameters: Parameters::new(),
            unreadable: false,
            model: None,
            scale: String::new(),
            n: None,
            p: None,
            p_n: None,
            parameters_n: None,
            findings: Vec::new(),
        }
    }

    pub(super) fn take(
        &mut self,
        used: &Use,
        cell: Cell<'_>,
        rule: Option<&ValueRule>,
        place: impl Fn() -> Place,
    ) {
        if *used == Use::Ignored || is_absent(cell.value) {
            return;
        }
        let said = |name: &str| Said {
            name: name.to_owned(),
            value: cell.value.clone(),
            place: place(),
        };
        let taken = match used {
            Use::Field(Field::Stimulus) if cell.value.is_object() => {
                self.stimulus_object(cell, place())
            }
            Use::Field(Field::P) if cell.value.is_object() => self.whole("p", cell),
            Use::Field(field) if field.is_of_stimulus() => {
                self.draft.stimulus.push(said(field.as_str()));
                Ok(())
            }
            Use::Field(Field::Code) => {
                self.draft.place = place();
                self.field(Field::Code, cell, rule)
            }
            Use::Field(field) => self.field(*field, cell, rule),
            Use::Parameter(name) => self.parameter(name, cell),
            Use::Attribute(name) if is_taken(name) => {
                let finding = Finding::error("pool_column_reserved", child("", cell.name));
                Err(finding.with("column", cell.name))
            }
            Use::Attribute(name) => {
                self.draft.attributes.push(said(name));
                Ok(())
            }
            Use::OfStimulus(name) => {
                self.draft
                    .stimulus
                    .push(said(&format!("{OF_STIMULUS}{name}")));
                Ok(())
            }
            Use::Whole(name) => self.whole(name, cell),
            Use::Ignored => Ok(()),
        };
        if let Err(finding) = taken {
            self.findings.push(Finding {
                place: Some(place()),
                ..finding
            });
        }
    }

    fn parameter(&mut self, name: &str, cell: Cell<'_>) -> Result<(), Finding> {
        match cell.number(-1e6, 1e6) {
            Ok(value) => {
                self.parameters.insert(name.to_owned(), value);
                Ok(())
            }
            Err(finding) => {
                self.unreadable = true;
                Err(finding)
            }
        }
    }

    fn field(
        &mut self,
        field: Field,
        cell: Cell<'_>,
        rule: Option<&ValueRule>,
    ) -> Result<(), Finding> {
        let list = || cell.list(rule.and_then(|rule| rule.separator.as_deref()));
        let item = &mut self.draft.candidate;
        let grade = || {
            cell.whole(0, 13)
                .map(|grade| u8::try_from(grade).unwrap_or(13))
        };
        match field {
            Field::Code => item.code = cell.text()?,
            Field::Version => item.version = cell.whole(1, i32::MAX as u32)?,
            Field::ItemType => item.item_type = cell.word(ItemType::ALL, ItemType::as_str)?,
            Field::Subject => item.subject = cell.text()?,
            Field::Grade => (item.grade_min, item.grade_max) = (grade()?, grade()?),
            Field::GradeMin => item.grade_min = grade()?,
            Field::GradeMax => item.grade_max = grade()?,
            Field::Term => item.term = u8::try_from(cell.whole(1, 4)?).ok(),
            Field::Unit => item.unit = Some(cell.text()?),
            Field::Objectives => item.objectives = list()?,
            Field::Thinking => {
                item.thinking = Some(cell.word(Thinking::ALL, Thinking::as_str)?);
            }
            Field::Difficulty => {
                item.difficulty = Some(cell.word(Difficulty::ALL, Difficulty::as_str)?);
            }
            Field::Literacy => item.literacy = Some(cell.text()?),
            Field::LiteracyContext => item.literacy_context = Some(cell.text()?),
            Field::Skill => item.skill = Some(cell.text()?),
            Field::LanguageObjectives => item.language_objectives = list()?,
            Field::Lessons => item.lessons = list()?,
            Field::AutoScored => item.auto_scored = cell.truth()?,
            Field::CodedMax => item.coded_max = Some(cell.hundredths()?),
            Field::Points => item.points = cell.hundredths()?,
            Field::Minutes => item.minutes = Some(cell.hundredths()?),
            Field::OptionCount => item.option_count = Some(cell.whole(0, 1000)?),
            Field::CorrectCount => item.correct_count = cell.whole(0, 1000)?,
            Field::KeyPosition => item.key_position = Some(cell.whole(1, 1000)?),
            Field::SchemeKind => {
                item.scheme_kind = Some(cell.word(SchemeKind::ALL, SchemeKind::as_str)?);
            }
            Field::Rules => item.rules = words(&list()?, cell.name, PartialRule::ALL)?,
            Field::DescriptorPoints => item.descriptor_points = points(&list()?, cell.name)?,
            Field::Family => item.family = Some(cell.text()?),
            Field::Enemies => self.draft.enemies = list()?,
            Field::Phase => item.phase = cell.word(Phase::ALL, Phase::as_str)?,
            Field::Access => item.access = cell.word(Access::ALL, Access::as_str)?,
            Field::Purpose => item.purpose = cell.word(Purpose::ALL, Purpose::as_str)?,
            Field::Languages => item.languages = languages(list()?, cell)?,
            Field::P => self.p = Some(cell.number(0.0, 1.0)?),
            Field::PN => self.p_n = Some(u64::from(cell.whole(1, u32::MAX)?)),
            Field::N => self.n = Some(u64::from(cell.whole(1, u32::MAX)?)),
            Field::Rounds => item.evidence.rounds = cell.whole(0, u32::MAX)?,
            Field::Uses => item.past.forms = cell.whole(0, u32::MAX)?,
            Field::Exposed => item.past.exposed = cell.whole(0, u32::MAX)?,
            Field::Model => self.model = Some(model_of(cell)?),
            Field::Scale => self.scale = cell.text()?,
            Field::ParametersN => self.parameters_n = Some(u64::from(cell.whole(1, u32::MAX)?)),
            Field::Stimulus
            | Field::StimulusKind
            | Field::StimulusWords
            | Field::StimulusSeconds
            | Field::StimulusPlays => {}
        }
        Ok(())
    }

    /// A part of a candidate as a snapshot writes it.
    fn whole(&mut self, name: &str, cell: Cell<'_>) -> Result<(), Finding> {
        let item = &mut self.draft.candidate;
        match name {
            "parameters" => item.parameters = read(cell)?,
            "evidence" => item.evidence = read(cell)?,
            "past" => item.past = read(cell)?,
            "used" => item.used = read(cell)?,
            "help" => item.help = read(cell)?,
            "attributes" => item.attributes = read(cell)?,
            _ => item.p = Some(read::<ItemP>(cell)?),
        }
        Ok(())
    }

    /// A stimulus as a snapshot writes it: its facts one by one, compared with the other rows like cells.
    fn stimulus_object(&mut self, cell: Cell<'_>, place: Place) -> Result<(), Finding> {
        let facts: StimulusFacts = read(cell)?;
        let said = |name: &str, value: Value| Said {
            name: name.to_owned(),
            value,
            place,
        };
        let told = &mut self.draft.stimulus;
        told.push(said("stimulus", Value::from(facts.code.clone())));
        told.push(said("stimulus", serde_json::json!(facts)));
        Ok(())
    }

    pub(super) fn end(mut self) -> (Draft, Vec<Finding>) {
        let item = &mut self.draft.candidate;
        let place = Some(self.draft.place);
        if item.code.is_empty() {
            let finding = Finding::error("value_missing", child("", "code"));
            let finding = finding.with("attribute", "code");
            self.findings.push(Finding { place, ..finding });
        }
        if item.grade_min > item.grade_max {
            let finding = Finding::error("grades_reversed", child("", "grade_min"))
                .with("min", item.grade_min)
                .with("max", item.grade_max);
            self.findings.push(Finding { place, ..finding });
        }
        if let Some(value) = self.p {
            let n = self.p_n.or(self.n).unwrap_or(1);
            item.p = Some(ItemP { value, n });
        }
        item.evidence.n = self.n.unwrap_or(item.evidence.n);
        if !self.parameters.is_empty() && !self.unreadable {
            let parameters = ItemParameters {
                scale: std::mem::take(&mut self.scale),
                model: self
                    .model
                    .take()
                    .unwrap_or_else(|| model_by(&self.parameters)),
                n: self.parameters_n.or(self.n).unwrap_or(1),
                values: std::mem::take(&mut self.parameters),
            };
            item.parameters.push(parameters);
        }
        for set in &item.parameters {
            self.findings
                .extend(wrong(set).map(|finding| Finding { place, ..finding }));
        }
        (self.draft, self.findings)
    }
}

/// A value that serde reads.
fn read<T: DeserializeOwned>(cell: Cell<'_>) -> Result<T, Finding> {
    serde_json::from_value(cell.value.clone()).map_err(|error| {
        Finding::error("invalid_value", child("", cell.name)).with("problem", error.to_string())
    })
}

fn languages(codes: Vec<String>, cell: Cell<'_>) -> Result<Vec<Language>, Finding> {
    let all: Result<Vec<Language>, String> = codes.into_iter().map(Language::try_from).collect();
    all.map_err(|problem| {
        Finding::error("invalid_value", child("", cell.name)).with("problem", problem)
    })
}

fn words(list: &[String], name: &str, all: &[PartialRule]) -> Result<Vec<PartialRule>, Finding> {
    let word = |text: &String| {
        let value = Value::from(text.as_str());
        Cell {
            name,
            value: &value,
        }
        .word(all, PartialRule::as_str)
    };
    list.iter().map(word).collect()
}

fn points(list: &[String], name: &str) -> Result<Vec<Points>, Finding> {
    let point = |text: &String| {
        let value = Value::from(text.as_str());
        Cell {
            name,
            value: &value,
        }
        .hundredths()
    };
    list.iter().map(point).collect()
}
