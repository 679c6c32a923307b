//! Stored tests of an item: answers and the points each must earn, so that a changed key, rule or reader of
//! numbers is found out before a pupil finds it.
//!
//! They are run when they are written, when the item is handed in (a failure keeps it out), and over many
//! items at once ([`super::answer_test_runs`]). They give answers away: who may not read keys does not read them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::item_drafts::document_of;
use super::item_sight::{audit_version, item_object, visible};
use super::{Answer, Call, Refusal, Services, Unit};
use crate::bank::answer_test::{AnswerTest, TestAnswer};
use crate::bank::texts::ItemDocument;
use crate::bank::{Language, Points};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::scoring::stored_tests::{TestRun, run_all};
use crate::store::answer_testing::{self as rows, AnswerTestsRow};
use crate::store::items::FoundVersion;
use crate::store::{AnyConnection, failure};

/// One answer to one part of an item, and the points it must earn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemTest {
    /// Part id; needed where the item has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Language the answer is given in; every language of the item when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The answer: what is written, the id of the chosen option, or several ids or pairs.
    pub answer: TestAnswer,
    /// Points it must earn.
    pub earns: Points,
}

/// The tests of an item.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetItemTests {
    /// All of them; none takes those before away.
    #[schemars(length(max = 500))]
    pub tests: Vec<ItemTest>,
}

/// The tests of an item with what came of them.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ItemTests {
    /// The item.
    pub item_id: String,
    /// Revision; also the entity tag. 0 while there are none.
    pub revision: i32,
    /// The tests.
    pub tests: Vec<ItemTest>,
    /// Version that they were run on: the newest.
    pub number: i32,
    /// Answers that were scored; a test without a language counts once for each.
    pub answers: usize,
    /// Of these, answers that earned other points than they must.
    pub failed: usize,
    /// Each failure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// The tests of an item, run on its newest version.
pub fn read_item_tests(services: &Services, call: &Call, id: &str) -> Answer<ItemTests> {
    services.read(|c| {
        let found = visible(c, call, id, None)?;
        call.require(Permission::ReadKeys, &item_object(&found))?;
        let (revision, tests) = kept(c, id)?;
        shown(&found, revision, tests)
    })
}

/// Replaces the tests of an item. One that cannot be tried (a part or a language that the item does not have)
/// is refused; one that fails is kept, and told.
pub fn set_item_tests(
    services: &Services,
    call: &Call,
    id: &str,
    input: &SetItemTests,
) -> Answer<ItemTests> {
    services.write(call, "set_item_tests", |unit| {
        let found = visible(unit.c, call, id, None)?;
        let object = item_object(&found);
        call.require(Permission::WriteItems, &object)?;
        call.require(Permission::ReadKeys, &object)?;
        let (revision, _) = kept(unit.c, id)?;
        call.require_match(&revision.to_string())?;
        let answer = shown(&found, revision + 1, input.tests.clone())?;
        let untried = answer.findings.iter().filter(|f| f.code != FAILED);
        let untried: Vec<Finding> = untried.cloned().collect();
        if !untried.is_empty() {
            return Err(Refusal::Invalid(untried));
        }
        keep(unit, id, revision, &input.tests)?;
        let detail = json!({"tests": input.tests.len(), "failed": answer.failed});
        audit_version(unit, &found, found.version.number, detail)?;
        Ok(answer)
    })
}

/// Code of an answer that earned other points than it must.
pub(super) const FAILED: &str = "answer_test_failed";

/// What the stored tests of an item say of a document that is handed in.
pub(super) fn findings(
    c: &mut AnyConnection,
    owner_org: &str,
    document: &ItemDocument,
) -> Answer<Vec<Finding>> {
    let tests = match rows::of_code(c, owner_org, &document.code)? {
        None => return Ok(Vec::new()),
        Some(json) => failure::read_json::<Vec<ItemTest>>(&json)?,
    };
    Ok(run(document, &tests).findings)
}

/// Runs tests on a document.
pub(super) fn run(document: &ItemDocument, tests: &[ItemTest]) -> TestRun {
    let tests: Vec<(String, AnswerTest)> = (0..)
        .zip(tests)
        .map(|(n, test)| (format!("/tests/{n}"), whole(test, &document.code)))
        .collect();
    let tests = tests.iter().map(|(at, test)| (at.clone(), test));
    run_all([document], tests)
}

/// Tests of new items, as rows; an item without any has none.
pub(super) fn new_row(
    unit: &Unit<'_>,
    item_id: &str,
    tests: impl Iterator<Item = AnswerTest>,
) -> Option<AnswerTestsRow> {
    let of_item = |test: AnswerTest| ItemTest {
        part: test.part,
        language: test.language,
        answer: test.answer,
        earns: test.earns,
    };
    let tests: Vec<ItemTest> = tests.map(of_item).collect();
    (!tests.is_empty()).then(|| row(unit, item_id, 1, &tests))
}

fn whole(test: &ItemTest, code: &str) -> AnswerTest {
    AnswerTest {
        item: code.to_owned(),
        part: test.part.clone(),
        language: test.language.clone(),
        answer: test.answer.clone(),
        earns: test.earns,
    }
}

fn kept(c: &mut AnyConnection, item_id: &str) -> Answer<(i32, Vec<ItemTest>)> {
    match rows::of_item(c, item_id)? {
        None => Ok((0, Vec::new())),
        Some(row) => Ok((row.revision, failure::read_json(&row.tests)?)),
    }
}

fn keep(unit: &mut Unit<'_>, item_id: &str, before: i32, tests: &[ItemTest]) -> Answer<()> {
    let row = row(unit, item_id, before + 1, tests);
    let is_kept = match before {
        0 => rows::insert(unit.c, std::slice::from_ref(&row)).map(|()| true)?,
        _ => rows::replace(unit.c, &row)?,
    };
    match is_kept {
        true => Ok(()),
        false => Err(Refusal::Stale {
            current: row.revision.to_string(),
        }),
    }
}

fn row(unit: &Unit<'_>, item_id: &str, revision: i32, tests: &[ItemTest]) -> AnswerTestsRow {
    AnswerTestsRow {
        item_id: item_id.to_owned(),
        tests: failure::write_json(&tests),
        revision,
        updated_by: unit.call.actor.user_id.clone(),
        updated_at: unit.now,
    }
}

fn shown(found: &FoundVersion, revision: i32, tests: Vec<ItemTest>) -> Answer<ItemTests> {
    let run = run(&document_of(found)?, &tests);
    Ok(ItemTests {
        item_id: found.item.id.clone(),
        revision,
        tests,
        number: found.version.number,
        answers: run.answers,
        failed: run.failed,
        findings: run.findings,
    })
}
