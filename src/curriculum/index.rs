//! The look-up over one or more programmes that the checks of items and specifications use.

use std::collections::BTreeMap;

use super::code::nearest_text;
use super::document::{
    CurriculumDocument, ObjectiveDocument, ProgrammeCriterion, ProgrammeDocument, SubjectDocument,
    UnitDocument,
};

/// Programmes by id, each with its subjects, units, objectives and criteria by code.
#[derive(Clone, Debug, Default)]
pub struct CurriculumIndex {
    programmes: BTreeMap<String, IndexedProgramme>,
}

/// One programme by its codes.
#[derive(Clone, Debug)]
struct IndexedProgramme {
    programme: ProgrammeDocument,
    subjects: BTreeMap<String, SubjectDocument>,
    /// By (subject, grade, code).
    units: BTreeMap<(String, u8, String), UnitDocument>,
    /// By (subject, code).
    objectives: BTreeMap<(String, String), ObjectiveDocument>,
    /// By (subject, code).
    criteria: BTreeMap<(String, String), ProgrammeCriterion>,
}

impl CurriculumIndex {
    /// Indexes programmes; of two documents with the same programme id the later one holds,
    /// of two entries with the same code within a document the first one.
    pub fn new<'a>(documents: impl IntoIterator<Item = &'a CurriculumDocument>) -> Self {
        let programmes = documents
            .into_iter()
            .map(|document| {
                (
                    document.programme.id.clone(),
                    IndexedProgramme::new(document),
                )
            })
            .collect();
        Self { programmes }
    }

    /// True when no programme is known; there is nothing to compare with then.
    pub fn is_empty(&self) -> bool {
        self.programmes.is_empty()
    }

    /// A programme by id.
    pub fn programme(&self, id: &str) -> Option<&ProgrammeDocument> {
        self.programmes.get(id).map(|p| &p.programme)
    }

    /// Ids of the programmes, in order.
    pub fn programme_ids(&self) -> impl Iterator<Item = &str> {
        self.programmes.keys().map(String::as_str)
    }

    /// A subject by its code, in one programme or (`None`) in any.
    pub fn subject(&self, programme: Option<&str>, code: &str) -> Option<&SubjectDocument> {
        self.within(programme).find_map(|p| p.subjects.get(code))
    }

    /// A unit of a subject and grade.
    pub fn unit(
        &self,
        programme: Option<&str>,
        subject: &str,
        grade: u8,
        code: &str,
    ) -> Option<&UnitDocument> {
        let key = (subject.to_owned(), grade, code.to_owned());
        self.within(programme).find_map(|p| p.units.get(&key))
    }

    /// An objective of a subject.
    pub fn objective(
        &self,
        programme: Option<&str>,
        subject: &str,
        code: &str,
    ) -> Option<&ObjectiveDocument> {
        let key = (subject.to_owned(), code.to_owned());
        self.within(programme).find_map(|p| p.objectives.get(&key))
    }

    /// A criterion of a subject.
    pub fn criterion(
        &self,
        programme: Option<&str>,
        subject: &str,
        code: &str,
    ) -> Option<&ProgrammeCriterion> {
        let key = (subject.to_owned(), code.to_owned());
        self.within(programme).find_map(|p| p.criteria.get(&key))
    }

    /// Every objective of a subject, in order of code.
    pub fn objectives_of<'a>(
        &'a self,
        programme: Option<&'a str>,
        subject: &'a str,
    ) -> impl Iterator<Item = &'a ObjectiveDocument> {
        self.within(programme)
            .flat_map(|p| p.objectives.values())
            .filter(move |o| o.subject == subject)
    }

    /// Every subject, in order of code.
    pub fn subjects<'a>(
        &'a self,
        programme: Option<&'a str>,
    ) -> impl Iterator<Item = &'a SubjectDocument> {
        self.within(programme).flat_map(|p| p.subjects.values())
    }

    /// Every criterion, in order of subject and code.
    pub fn criteria<'a>(
        &'a self,
        programme: Option<&'a str>,
    ) -> impl Iterator<Item = &'a ProgrammeCriterion> {
        self.within(programme).flat_map(|p| p.criteria.values())
    }

    /// Programme ids near an unknown one, as one text.
    pub fn nearest_programmes(&self, unknown: &str) -> String {
        nearest_text(unknown, self.programmes.keys().map(String::as_str))
    }

    /// Subject codes near an unknown one, as one text; an alias or a former code leads straight to
    /// its subject.
    pub fn nearest_subjects(&self, programme: Option<&str>, unknown: &str) -> String {
        let folded = unknown.to_lowercase();
        let named = self.subjects(programme).find(|subject| {
            let former = subject.renamed_from.iter();
            subject
                .aliases
                .iter()
                .chain(former)
                .any(|alias| alias.to_lowercase() == folded)
        });
        match named {
            Some(subject) => subject.code.clone(),
            None => nearest_text(unknown, self.subjects(programme).map(|s| s.code.as_str())),
        }
    }

    /// Objective codes of the subject near an unknown one, as one text.
    pub fn nearest_objectives(
        &self,
        programme: Option<&str>,
        subject: &str,
        unknown: &str,
    ) -> String {
        nearest_text(
            unknown,
            self.objectives_of(programme, subject)
                .map(|o| o.code.as_str()),
        )
    }

    /// Unit codes of the subject near an unknown one, as one text.
    pub fn nearest_units(&self, programme: Option<&str>, subject: &str, unknown: &str) -> String {
        let units = self.within(programme).flat_map(|p| p.units.values());
        nearest_text(
            unknown,
            units
                .filter(|u| u.subject == subject)
                .map(|u| u.code.as_str()),
        )
    }

    /// Criterion codes of the subject near an unknown one, as one text.
    pub fn nearest_criteria(
        &self,
        programme: Option<&str>,
        subject: &str,
        unknown: &str,
    ) -> String {
        let criteria = self.within(programme).flat_map(|p| p.criteria.values());
        nearest_text(
            unknown,
            criteria
                .filter(|c| c.subject == subject)
                .map(|c| c.code.as_str()),
        )
    }

    /// The programmes a question is about: the named one, or all of them in order of id.
    fn within(&self, programme: Option<&str>) -> std::vec::IntoIter<&IndexedProgramme> {
        let found: Vec<_> = match programme {
            Some(id) => self.programmes.get(id).into_iter().collect(),
            None => self.programmes.values().collect(),
        };
        found.into_iter()
    }
}

impl IndexedProgramme {
    fn new(document: &CurriculumDocument) -> Self {
        let mut indexed = Self {
            programme: document.programme.clone(),
            subjects: BTreeMap::new(),
            units: BTreeMap::new(),
            objectives: BTreeMap::new(),
            criteria: BTreeMap::new(),
        };
        for subject in &document.subjects {
            indexed
                .subjects
                .entry(subject.code.clone())
                .or_insert_with(|| subject.clone());
        }
        for unit in &document.units {
            let key = (unit.subject.clone(), unit.grade, unit.code.clone());
            indexed.units.entry(key).or_insert_with(|| unit.clone());
        }
        for objective in &document.objectives {
            let key = (objective.subject.clone(), objective.code.clone());
            indexed
                .objectives
                .entry(key)
                .or_insert_with(|| objective.clone());
        }
        for criterion in &document.criteria {
            let key = (criterion.subject.clone(), criterion.code.clone());
            indexed
                .criteria
                .entry(key)
                .or_insert_with(|| criterion.clone());
        }
        indexed
    }
}
