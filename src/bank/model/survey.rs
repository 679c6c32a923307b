//! Every combination of a model tried once: how many items are possible, and what stands in the way of the
//! others.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::judge::{Fault, Judged, Reason, judge};
use super::read::Model;
use super::scope::Scope;
use super::wording::Unsaid;
use crate::bank::Language;
use crate::expression::Exact;
use crate::language::finding::Finding;

/// Most combinations that are begun; constraints cut them short.
const MOST_STEPS: usize = 2_000_000;
/// Most combinations that fulfil every constraint.
const MOST_COMBINATIONS: usize = 100_000;

/// What the combinations of a model come to.
#[derive(Default)]
pub(super) struct Survey {
    /// Numbers of the combinations that make items, rising.
    pub(super) usable: Vec<u64>,
    /// How many fulfil every constraint.
    pub(super) satisfied: usize,
    /// Reason → how many make no item by it, and the first.
    pub(super) refused: BTreeMap<Reason, (usize, u64)>,
    /// By distractor: in how many combinations it has which fault.
    pub(super) faults: Vec<BTreeMap<Fault, usize>>,
    /// Combinations in which distractors were judged at all.
    pub(super) judged: usize,
    /// What refuses the model.
    pub(super) findings: Vec<Finding>,
}

/// Tries every combination.
pub(super) fn survey(model: &Model<'_>) -> Survey {
    let mut survey = Survey {
        faults: vec![BTreeMap::new(); model.distractors.len()],
        ..Survey::default()
    };
    let mut stems = Stems::default();
    match combinations(model) {
        Err(finding) => survey.findings.push(finding),
        Ok(combinations) => {
            survey.satisfied = combinations.len();
            for index in combinations {
                survey.try_one(model, index, &mut stems);
            }
            survey.findings.extend(stems.finding);
        }
    }
    survey
}

impl Survey {
    fn try_one(&mut self, model: &Model<'_>, index: u64, stems: &mut Stems) {
        let mut scope = Scope::at(model, index);
        let (verdict, judged) = judge(&mut scope);
        if let Some(judged) = &judged {
            self.count_faults(judged);
        }
        let verdict = match (verdict, scope.answer) {
            (Ok(()), Some(answer)) => stems.add(&scope, index, answer),
            (Ok(()), None) => Err(Reason::Absent),
            (Err(reason), _) => Err(reason),
        };
        match verdict {
            Ok(()) => self.usable.push(index),
            Err(reason) => self.refused.entry(reason).or_insert((0, index)).0 += 1,
        }
    }

    fn count_faults(&mut self, judged: &Judged) {
        self.judged += 1;
        for (faults, one) in self.faults.iter_mut().zip(&judged.distractors) {
            if let Err(fault) = one {
                *faults.entry(*fault).or_default() += 1;
            }
        }
    }
}

/// Numbers of the combinations that fulfil every constraint, depth first so that each constraint is asked as
/// soon as its variables have values.
fn combinations(model: &Model<'_>) -> Result<Vec<u64>, Finding> {
    let sizes = model.domains.iter().map(|domain| domain.len() as u64);
    let fits = sizes.clone().try_fold(1_u64, u64::checked_mul).is_some();
    let mut found = Vec::new();
    let mut broken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut scope = Scope::new(model);
    let (mut steps, mut next) = (0, 0);
    loop {
        let depth = scope.depth();
        let domain = model.domains.get(depth);
        if domain.is_some_and(|domain| next < domain.len()) {
            steps += 1;
            if steps > MOST_STEPS || found.len() == MOST_COMBINATIONS || !fits {
                return Err(too_large(found.len() == MOST_COMBINATIONS));
            }
            scope.push(next);
            match scope.broken_constraint() {
                None => next = 0,
                Some(constraint) => {
                    *broken.entry(constraint).or_default() += 1;
                    next = scope.pop().unwrap_or(0) + 1;
                }
            }
            continue;
        }
        if domain.is_none() {
            found.push(scope.index());
        }
        match scope.pop() {
            Some(pick) => next = pick + 1,
            None => break,
        }
    }
    match found.is_empty() {
        true => Err(unsatisfiable(model, &broken)),
        false => Ok(found),
    }
}

fn too_large(is_full: bool) -> Finding {
    let (of, most) = match is_full {
        true => ("combinations", MOST_COMBINATIONS),
        false => ("steps", MOST_STEPS),
    };
    let finding = Finding::error("model_space_too_large", "/variables");
    finding.with("of", of).with("most", most)
}

/// The constraints that refused something, the most frequent one first.
fn unsatisfiable(model: &Model<'_>, broken: &BTreeMap<usize, usize>) -> Finding {
    let mut broken: Vec<(usize, usize)> = broken.iter().map(|(n, times)| (*n, *times)).collect();
    broken.sort_by_key(|(n, times)| (std::cmp::Reverse(*times), *n));
    let ids = broken
        .iter()
        .map(|(n, _)| model.document.constraints[*n].id.as_str());
    let ids = ids.collect::<Vec<_>>().join(", ");
    Finding::error("model_unsatisfiable", "/constraints").with("constraints", ids)
}

/// Stems that were met, by language.
#[derive(Default)]
struct Stems {
    met: HashMap<(Language, u64), (u64, Exact)>,
    finding: Option<Finding>,
}

impl Stems {
    /// Refuses a combination whose stem was met with the same key; with another key the model is at fault.
    fn add(&mut self, scope: &Scope<'_>, index: u64, answer: Exact) -> Result<(), Reason> {
        let mut said = Vec::new();
        for (language, wording) in &scope.model.wording {
            match scope.say(&wording.stem) {
                Ok(stem) => said.push(((*language).clone(), hash(&stem))),
                Err(unsaid) => {
                    let at = format!("/wording/{language}/stem");
                    let finding = unsaid_finding(&unsaid, at, scope);
                    self.finding.get_or_insert(finding);
                    return Ok(());
                }
            }
        }
        let earlier = said.iter().find_map(|key| Some((key, *self.met.get(key)?)));
        if let Some(((language, _), (first, of_first))) = earlier {
            if of_first != answer {
                let finding = same_stem(scope, language, first);
                self.finding.get_or_insert(finding);
            }
            return Err(Reason::SameWording);
        }
        self.met
            .extend(said.into_iter().map(|key| (key, (index, answer))));
        Ok(())
    }
}

/// 64 bits: among as many stems as a model may have, two different ones agree once in a hundred million models.
fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn same_stem(scope: &Scope<'_>, language: &Language, first: u64) -> Finding {
    let first = Scope::at(scope.model, first).example();
    Finding::error("model_same_stem", format!("/wording/{language}/stem"))
        .with("language", language.as_str())
        .with("first", first)
        .with("second", scope.example())
}

/// A wording that cannot be said.
pub(super) fn unsaid_finding(unsaid: &Unsaid, at: String, scope: &Scope<'_>) -> Finding {
    let (why, place) = match unsaid {
        Unsaid::Absent(place) => ("absent", place),
        Unsaid::NotDecimal(place) => ("not_decimal", place),
        Unsaid::FormMissing(place) => ("form_missing", place),
    };
    Finding::error("model_text_unsaid", at)
        .with("why", why)
        .with("what", place.as_str())
        .with("example", scope.example())
}
