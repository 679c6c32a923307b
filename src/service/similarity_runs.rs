//! Bank-wide comparisons: every text with every other, as a job with progress. What comes of it are
//! suggestions ([`super::similarity_suggestions`]); nothing of the bank changes by itself.

use std::collections::BTreeSet;
use std::time::Instant;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::background::Claimed;
use super::quality_policies::policy_or_refusal;
use super::similarity_suggesting::{Groups, Suggestion, compare_all};
use super::{Answer, Call, Page, PageRequest, Refusal, Services, jobs, page};
use crate::bank::Language;
use crate::bank::quality::SimilarityPolicy;
use crate::bank::similarity::Index;
use crate::identity::{Object, Permission};
use crate::store::AnyConnection;
use crate::store::failure::{read_json, write_json};
use crate::store::jobs as job_rows;
use crate::store::similarity_runs::{self as rows, Outcome, RunRow, SuggestionRow};

/// The kind of job.
pub(super) const COMPARE: &str = "compare_items";

/// What to compare.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateSimilarityRun {
    /// Only items of this subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Only texts in this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Code of a quality policy to compare by; the one that the caller's organisation follows where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
}

/// A bank-wide comparison.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SimilarityRun {
    /// UUID.
    pub id: String,
    /// The organisation whose items, and those of organisations below, were compared.
    pub owner_org: String,
    /// Code of the policy.
    pub policy: String,
    /// Its edition.
    pub policy_version: u32,
    /// Only items of this subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Only texts in this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its job, which may be cancelled.
    pub job_id: String,
    /// `queued`, `running`, `done`, `refused`, `failed` or `cancelled`.
    pub state: String,
    /// Texts done.
    pub done: i64,
    /// Texts in all; 0 while unknown.
    pub total: i64,
    /// Texts that were compared with each other.
    pub texts: i64,
    /// Pairs that were proposed and compared.
    pub compared: i64,
    /// Pairs left out because one text had more than fifty.
    pub left_out: i64,
    /// How long comparing took, in milliseconds.
    pub elapsed_ms: i64,
    /// How many suggestions of each kind are in each state.
    pub suggestions: Vec<SuggestionCount>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<DateTime<Utc>>,
}

/// How many suggestions of a kind are in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SuggestionCount {
    /// `same_item`, `enemies` or `clone_family`.
    pub kind: String,
    /// `open`, `accepted` or `dismissed`.
    pub state: String,
    /// How many.
    pub count: i64,
}

/// The policy as a run keeps it, so that a later edition changes nothing of it.
#[derive(Serialize, Deserialize)]
struct KeptPolicy {
    code: String,
    version: u32,
    similarity: SimilarityPolicy,
}

/// Queues a comparison of everything that the caller's organisation and those below own. One that is
/// under way over the same items is given instead.
pub fn create_similarity_run(
    services: &Services,
    call: &Call,
    input: &CreateSimilarityRun,
) -> Answer<SimilarityRun> {
    let (owner, path) = (&call.actor.home_org, &call.actor.home_path);
    call.require(Permission::OperateItems, &Object::of(path))?;
    services.write(call, "create_similarity_run", |unit| {
        let policy = policy_or_refusal(services, unit.c, (owner, path), input.policy.as_deref())?;
        let subject = input.subject.clone().unwrap_or_default();
        let language = input.language.as_ref();
        let language = language.map_or(String::new(), ToString::to_string);
        if let Some(row) = rows::unfinished(unit.c, owner, (&subject, &language))?
            && is_under_way(unit.c, &row)?
        {
            unit.audit(owner, "similarity_run", &row.id, json!({"unchanged": true}))?;
            return view(unit.c, row);
        }
        let id = unit.new_id();
        let job_id = jobs::queue(unit, COMPARE, &json!({"run_id": id}), owner)?;
        let kept = KeptPolicy {
            code: policy.id,
            version: policy.version,
            similarity: policy.similarity,
        };
        let row = RunRow {
            id: id.clone(),
            owner_org: owner.clone(),
            job_id,
            policy: write_json(&kept),
            subject,
            language,
            texts: 0,
            compared: 0,
            left_out: 0,
            elapsed_ms: 0,
            created_by: call.actor.user_id.clone(),
            created_at: unit.now,
            finished_at: None,
        };
        rows::insert(unit.c, &row)?;
        let detail = json!({"policy": kept.code, "subject": row.subject, "language": row.language});
        unit.audit(owner, "similarity_run", &id, detail)?;
        view(unit.c, row)
    })
}

fn is_under_way(c: &mut AnyConnection, row: &RunRow) -> Answer<bool> {
    let job = job_rows::by_id(c, &row.job_id)?;
    Ok(job.is_some_and(|job| matches!(job.state.as_str(), "queued" | "running")))
}

/// How far a comparison is, and what came of it.
pub fn read_similarity_run(services: &Services, call: &Call, id: &str) -> Answer<SimilarityRun> {
    services.read(|c| {
        let row = visible(c, call, id)?;
        view(c, row)
    })
}

/// Comparisons of the caller's organisation, the newest first.
pub fn list_similarity_runs(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<SimilarityRun>> {
    let (owner, path) = (&call.actor.home_org, &call.actor.home_path);
    call.require(Permission::ReadKeys, &Object::of(path))?;
    let limit = request.limit(&services.limits);
    services.read(|c| {
        let found = rows::list(c, owner, &request.after()?, limit + 1)?;
        let page = page::page(found, limit, |row| row.id.clone(), |row| view(c, row));
        Ok(Page {
            items: page.items.into_iter().collect::<Answer<_>>()?,
            next: page.next,
        })
    })
}

/// A run that the caller may know of: those who read the keys of its items.
pub(super) fn visible(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<RunRow> {
    let found = rows::by_id(c, id)?;
    let may_see = |path: &str| call.may(Permission::ReadKeys, &Object::of(path));
    let seen = found.filter(|(_, path)| may_see(path));
    Ok(seen.ok_or(Refusal::not_found("similarity run"))?.0)
}

/// Runs a queued comparison. Begun again it gives the same suggestions.
pub(super) fn run_job(services: &Services, job: &Claimed) -> Answer<Value> {
    let run_id = job.payload()?["run_id"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let found = services.read(|c| Ok(rows::by_id(c, &run_id)?))?;
    let Some((run, path)) = found else {
        return Err(Refusal::Internal(format!(
            "similarity run {run_id} is gone"
        )));
    };
    if run.finished_at.is_some() {
        return Ok(json!({"run_id": run_id}));
    }
    let begun = Instant::now();
    let policy = read_json::<KeptPolicy>(&run.policy)?.similarity;
    let groups = services.read(|c| Ok(Groups::of(rows::memberships(c)?)))?;
    let entries = services.read(|c| {
        let owners: BTreeSet<String> = rows::owners(c, &path)?.into_iter().collect();
        let mut all = services.similar_bank.all(c, &policy)?;
        all.retain(|one| {
            owners.contains(&one.owner_org)
                && (run.subject.is_empty() || one.subject == run.subject)
                && (run.language.is_empty() || one.entry.language.as_str() == run.language)
        });
        Ok(all)
    })?;
    let entries = entries.into_iter().map(|one| groups.placed(one.entry));
    let index = Index::new(entries, &policy);
    let total = index.len() as i64;
    job.progress(services, 0, total)?;
    let found = compare_all(&index, &policy, &groups, |done| {
        job.progress(services, done as i64, total)
    })?;
    let outcome = Outcome {
        texts: found.texts as i64,
        compared: found.compared as i64,
        left_out: found.left_out as i64,
        elapsed_ms: i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX),
    };
    let suggestions = found.suggestions.into_iter().enumerate();
    let suggestions: Vec<SuggestionRow> = suggestions
        .map(|(n, suggestion)| row_of(&run_id, n, suggestion))
        .collect();
    services.db.write(|c| -> Answer<()> {
        job.advance(services, c, total, total)?;
        let now = services.now().naive_utc();
        Ok(rows::finish(c, &run_id, outcome, &suggestions, now)?)
    })?;
    Ok(json!({"run_id": run_id, "suggestions": suggestions.len()}))
}

fn row_of(run_id: &str, n: usize, suggestion: Suggestion) -> SuggestionRow {
    SuggestionRow {
        run_id: run_id.to_owned(),
        number: i32::try_from(n + 1).unwrap_or(i32::MAX),
        kind: suggestion.kind.to_owned(),
        language: suggestion.language.to_string(),
        items: write_json(&suggestion.items),
        score: write_json(&suggestion.score),
        state: "open".to_owned(),
        reason: String::new(),
        group_id: String::new(),
        decided_by: String::new(),
        decided_at: None,
    }
}

fn view(c: &mut AnyConnection, row: RunRow) -> Answer<SimilarityRun> {
    let kept: KeptPolicy = read_json(&row.policy)?;
    let job = job_rows::by_id(c, &row.job_id)?;
    let counts = rows::counts(c, &row.id)?.into_iter();
    let (state, done, total) = job.map_or(("done".to_owned(), 0, 0), |job| {
        (job.state, job.progress_done, job.progress_total)
    });
    let named = |text: String| Some(text).filter(|text| !text.is_empty());
    Ok(SimilarityRun {
        id: row.id,
        owner_org: row.owner_org,
        policy: kept.code,
        policy_version: kept.version,
        subject: named(row.subject),
        language: named(row.language),
        job_id: row.job_id,
        state,
        done,
        total,
        texts: row.texts,
        compared: row.compared,
        left_out: row.left_out,
        elapsed_ms: row.elapsed_ms,
        suggestions: counts
            .map(|(kind, state, count)| SuggestionCount { kind, state, count })
            .collect(),
        created_at: row.created_at.and_utc(),
        finished_at: row.finished_at.map(|t| t.and_utc()),
    })
}
