//! Stored tests run over many items: after a rule of scoring has changed, or a bank has come from elsewhere.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::answer_testing::{self, ItemTest};
use super::background::Claimed;
use super::item_drafts::document_of;
use super::item_lists::{ItemQuery, list_items};
use super::item_query::page_of;
use super::item_sight::{may_read_keys, sees};
use super::jobs::{self, Job};
use super::{Answer, Call, Refusal, Services};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::store::{answer_testing as rows, failure, whole_items};

/// Kind of the job.
pub(super) const KIND: &str = "answer_tests";
/// Items whose failures are told one by one.
const MOST_TOLD: usize = 1_000;

/// Over which items.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunAnswerTests {
    /// The filter of a list of items; every item that the caller may see when absent.
    #[serde(default)]
    pub filter: ItemQuery,
}

/// What came of a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnswerTestReport {
    /// Items of the filter whose keys the caller may read.
    pub items: usize,
    /// Of these, items with tests.
    pub with_tests: usize,
    /// Answers that were scored.
    pub answers: usize,
    /// Of these, answers that earned other points than they must.
    pub failed: usize,
    /// The first 1,000 items with failures, or with tests that cannot be tried.
    pub failures: Vec<FailedItem>,
}

/// An item whose tests fail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FailedItem {
    /// The item.
    pub item_id: String,
    /// Its code.
    pub code: String,
    /// Version that was tried.
    pub number: i32,
    /// Each failure.
    pub findings: Vec<Finding>,
}

/// Queues a run; the job's result is an [`AnswerTestReport`].
pub fn create_answer_test_run(
    services: &Services,
    call: &Call,
    input: &RunAnswerTests,
) -> Answer<Job> {
    call.require_somewhere(Permission::ReadKeys)?;
    let findings = page_of(&input.filter);
    if !findings.is_empty() {
        let findings = findings.into_iter().map(|f| f.under("/filter"));
        return Err(Refusal::Invalid(findings.collect()));
    }
    let id = services.write(call, "create_answer_test_run", |unit| {
        let org = &call.actor.home_org;
        let id = jobs::queue(unit, KIND, &json!(input), org)?;
        unit.audit(org, "job", &id, json!({"filter": input.filter}))?;
        Ok(id)
    })?;
    jobs::read_job(services, call, &id)
}

/// Runs a queued run, page by page.
pub(super) fn run_job(services: &Services, job: &Claimed) -> Answer<Value> {
    let input: RunAnswerTests = serde_json::from_value(job.payload()?)
        .map_err(|e| Refusal::Internal(format!("run of tests: {e}")))?;
    let call = job.call(services)?;
    let mut report = AnswerTestReport::default();
    let mut cursor = None;
    loop {
        let query = ItemQuery {
            cursor,
            limit: Some(services.limits.page),
            ..input.filter.clone()
        };
        let page = list_items(services, &call, &query)?;
        let keys: Vec<(&str, i32)> = page
            .items
            .iter()
            .map(|i| (i.id.as_str(), i.number))
            .collect();
        try_page(services, &call, &keys, &mut report)?;
        job.progress(services, report.items as i64, 0)?;
        cursor = page.next;
        if cursor.is_none() {
            return Ok(json!(report));
        }
    }
}

fn try_page(
    services: &Services,
    call: &Call,
    keys: &[(&str, i32)],
    report: &mut AnswerTestReport,
) -> Answer<()> {
    let (found, tests): (_, BTreeMap<String, String>) = services.read(|c| {
        let ids: Vec<&str> = keys.iter().map(|(id, _)| *id).collect();
        Ok((whole_items::versions(c, keys)?, rows::of_items(c, &ids)?))
    })?;
    let readable = found
        .values()
        .filter(|one| sees(call, one) && may_read_keys(call, one));
    for one in readable {
        report.items += 1;
        let Some(json) = tests.get(&one.item.id) else {
            continue;
        };
        let of_item: Vec<ItemTest> = failure::read_json(json)?;
        report.with_tests += usize::from(!of_item.is_empty());
        let run = answer_testing::run(&document_of(one)?, &of_item);
        report.answers += run.answers;
        report.failed += run.failed;
        if !run.findings.is_empty() && report.failures.len() < MOST_TOLD {
            report.failures.push(FailedItem {
                item_id: one.item.id.clone(),
                code: one.item.code.clone(),
                number: one.version.number,
                findings: run.findings,
            });
        }
    }
    Ok(())
}
