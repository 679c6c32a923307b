//! Stored tests run: every answer an author wrote down is scored as a candidate's would be, and what earns other
//! points than it must is told. Nothing is changed by it, so it may be run as often as one likes: over a bank
//! file, over generated items, over everything after the reader of numbers has changed.

use std::collections::BTreeMap;

use super::auto::{AutoMark, score_part};
use super::response::{self, Answer};
use crate::bank::answer_test::{AnswerTest, TestAnswer};
use crate::bank::content::Part;
use crate::bank::file::BankFile;
use crate::bank::model::Batch;
use crate::bank::texts::ItemDocument;
use crate::bank::{ItemType, Language};
use crate::language::finding::Finding;

/// What a run comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TestRun {
    /// Answers that were scored; a test without a language counts once for each language of its item.
    pub answers: usize,
    /// Of these, answers that earned other points than they must, or none that the key alone could tell.
    pub failed: usize,
    /// Each failure, and each test that could not be tried.
    pub findings: Vec<Finding>,
}

/// Runs the tests of a bank file; pointers lead into it.
pub fn run_bank(file: &BankFile) -> TestRun {
    let tests = file.tests.iter().enumerate();
    let tests = tests.map(|(n, test)| (format!("/tests/{n}"), test));
    run_all(&file.items, tests)
}

/// Runs the tests of a model on the items it made; pointers lead into the model. Of each test the first
/// failure is told.
pub fn run_batch(batch: &Batch) -> TestRun {
    let items = batch.items.iter().map(|one| &one.item);
    let tests = batch.items.iter().flat_map(|one| &one.tests);
    let tests = tests.map(|one| (format!("/tests/{}", one.position), &one.test));
    let mut run = run_all(items, tests);
    let mut told: Vec<(String, String)> = Vec::new();
    run.findings.retain(|finding| {
        let name = (finding.code.clone(), finding.pointer.clone());
        let first = !told.contains(&name);
        told.push(name);
        first
    });
    run
}

/// Runs tests, each with the pointer its findings stand under, on the items they name.
pub fn run_all<'a>(
    items: impl IntoIterator<Item = &'a ItemDocument>,
    tests: impl IntoIterator<Item = (String, &'a AnswerTest)>,
) -> TestRun {
    let items = items.into_iter().map(|item| (item.code.as_str(), item));
    let items: BTreeMap<&str, &ItemDocument> = items.collect();
    let mut run = TestRun::default();
    for (at, test) in tests {
        match items.get(test.item.as_str()) {
            Some(item) => run.add(item, test, &at),
            None => run.findings.push(unknown(&test.item, format!("{at}/item"))),
        }
    }
    run
}

fn unknown(name: &str, at: String) -> Finding {
    Finding::error("reference_unknown", at).with("value", name)
}

impl TestRun {
    fn add(&mut self, item: &ItemDocument, test: &AnswerTest, at: &str) {
        let part = match part_of(item, test, at) {
            Ok(part) => part,
            Err(finding) => return self.findings.push(finding),
        };
        let kind = item.content.part_type(part);
        let answer = answer_of(kind, &test.answer);
        let unfit = response::check(part, kind, &answer);
        if unfit.iter().any(Finding::is_error) {
            let unfit = unfit.into_iter().filter(Finding::is_error);
            // The answer is one value in the document, whatever field of a response it fills.
            let told = unfit.map(|finding| Finding {
                pointer: format!("{at}/answer"),
                ..finding
            });
            return self.findings.extend(told);
        }
        let languages = match &test.language {
            Some(language) if item.texts.contains_key(language) => vec![language],
            Some(language) => {
                let at = format!("{at}/language");
                return self.findings.push(unknown(language.as_str(), at));
            }
            None => item.texts.keys().collect(),
        };
        for language in languages {
            let texts = item.texts.get(language);
            let texts = texts.and_then(|texts| texts.parts.get(&part.id));
            let mark = score_part(part, kind, texts, language, &answer);
            self.answers += 1;
            if mark.points != Some(test.earns) {
                self.failed += 1;
                self.findings.push(failure(item, test, language, &mark, at));
            }
        }
    }
}

/// The part a test is about: the one it names, or the only one.
fn part_of<'a>(item: &'a ItemDocument, test: &AnswerTest, at: &str) -> Result<&'a Part, Finding> {
    let parts = &item.content.parts;
    match (&test.part, parts.as_slice()) {
        (Some(id), _) => {
            let found = parts.iter().find(|part| part.id == *id);
            found.ok_or_else(|| unknown(id, format!("{at}/part")))
        }
        (None, [only]) => Ok(only),
        (None, _) => {
            let finding = Finding::error("answer_test_part_missing", at);
            let ids: Vec<&str> = parts.iter().map(|part| part.id.as_str()).collect();
            Err(finding
                .with("item", test.item.as_str())
                .with("parts", ids.join(", ")))
        }
    }
}

/// The answer in the field of its type; in a wrong one where it is not of the type, so that the check of
/// responses says so.
fn answer_of(kind: ItemType, given: &TestAnswer) -> Answer {
    let blank = Answer {
        blank: true,
        ..Answer::default()
    };
    match given {
        TestAnswer::One(text) if text.trim().is_empty() => blank,
        TestAnswer::One(text) if response::field_of(kind) == "choice" => Answer {
            choice: Some(text.clone()),
            ..Answer::default()
        },
        TestAnswer::One(text) => Answer {
            text: Some(text.clone()),
            ..Answer::default()
        },
        TestAnswer::Several(ids) if kind == ItemType::Order => Answer {
            order: Some(ids.clone()),
            ..Answer::default()
        },
        TestAnswer::Several(ids) => Answer {
            choices: Some(ids.clone()),
            ..Answer::default()
        },
        TestAnswer::Pairs(pairs) => Answer {
            pairs: Some(pairs.clone()),
            ..Answer::default()
        },
    }
}

fn failure(
    item: &ItemDocument,
    test: &AnswerTest,
    language: &Language,
    mark: &AutoMark,
    at: &str,
) -> Finding {
    let finding = Finding::error("answer_test_failed", at)
        .with("item", item.code.as_str())
        .with("answer", test.answer.shown())
        .with("language", language.as_str())
        .with("earns", test.earns.to_string())
        .with("reason", mark.reason.as_str());
    match mark.points {
        Some(points) => finding.with("earned", points.as_f64()),
        None => finding,
    }
}

#[cfg(test)]
#[path = "stored_tests_tests.rs"]
mod tests;
