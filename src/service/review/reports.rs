//! Reports of review: evaluated, approved, repeated, each share with its base; and how far reviewers agree.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::review::agreement::{ReviewedItem, ReviewerAgreement, reviewer_agreement};
use crate::bank::review::counts::{Base, Evaluated, ReviewCounts, Share, review_report};
use crate::bank::review::verdict::{GivenVerdict, Rating, middle_rating};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::service::workflow::{attempt_of, number_of, verdict_of};
use crate::service::{Answer, Call, Refusal, Services};
use crate::store::review_reports::{self as rows, Decided};
use crate::store::{AnyConnection, reviews};

/// What a report is about.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportQuery {
    /// What it is broken down by; by subject when absent.
    #[serde(default)]
    pub group_by: Option<GroupBy>,
    /// Only what was decided on this day or later.
    #[serde(default)]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub from: Option<String>,
    /// Only what was decided on this day or before.
    #[serde(default)]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub to: Option<String>,
}

/// What a report is broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GroupBy {
    /// Subject code.
    Subject,
    /// Owner.
    Organisation,
    /// Month of the decision (`2026-11`).
    Month,
    /// Purpose of the item.
    Purpose,
}

/// A number out of another, with what the base is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShownShare {
    /// How many.
    pub count: u64,
    /// Out of how many.
    pub base: u64,
    /// What the base is.
    pub of: Base,
    /// The share in percent with one decimal; absent where the base is 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<String>,
}

/// The counts of one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShownCounts {
    /// First attempts that were decided.
    pub evaluated: u64,
    /// Of those, approved.
    pub approved: ShownShare,
    /// Repeated attempts that were decided.
    pub repeated: u64,
    /// Of those, approved.
    pub repeated_approved: ShownShare,
    /// Rating → attempts that carry it, of those that carry one.
    pub ratings: BTreeMap<Rating, ShownShare>,
}

/// The report of review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShownReport {
    /// Of all.
    pub all: ShownCounts,
    /// Group → its counts.
    pub groups: BTreeMap<String, ShownCounts>,
}

/// How many versions were evaluated, approved and evaluated again, where the caller runs the bank.
pub fn read_review_report(
    services: &Services,
    call: &Call,
    query: &ReportQuery,
) -> Answer<ShownReport> {
    let group_by = query.group_by.unwrap_or(GroupBy::Subject);
    services.read(|c| {
        let decided = decided(c, call, query)?;
        let verdicts = verdicts_of(c, &decided)?;
        let mut evaluated = Vec::new();
        for (attempt, owner, _, subject, purpose) in &decided {
            let number = number_of(attempt);
            let own = verdicts.get(attempt.item_id.as_str());
            let ratings = own.into_iter().flatten().filter(|v| v.attempt == number);
            let ratings: Vec<Rating> = ratings.map(|v| v.said.rating).collect();
            let Some(outcome) = attempt_of(attempt)?.outcome else {
                continue;
            };
            let month = attempt.decided_at.map(|at| at.format("%Y-%m").to_string());
            evaluated.push(Evaluated {
                group: match group_by {
                    GroupBy::Subject => subject.clone(),
                    GroupBy::Organisation => owner.clone(),
                    GroupBy::Month => month.unwrap_or_default(),
                    GroupBy::Purpose => purpose.clone(),
                },
                number,
                outcome,
                rating: middle_rating(&ratings),
            });
        }
        let report = review_report(&evaluated);
        let groups = report.groups.into_iter();
        Ok(ShownReport {
            all: counts(report.all),
            groups: groups.map(|(group, of)| (group, counts(of))).collect(),
        })
    })
}

/// How far reviewers agree about the same work, where the caller runs the bank.
pub fn read_review_agreement(
    services: &Services,
    call: &Call,
    query: &ReportQuery,
) -> Answer<ReviewerAgreement> {
    services.read(|c| {
        let decided = decided(c, call, query)?;
        let numbers: BTreeSet<_> = decided
            .iter()
            .map(|(attempt, ..)| (attempt.item_id.clone(), number_of(attempt)))
            .collect();
        let items = verdicts_of(c, &decided)?.into_iter();
        let items: Vec<ReviewedItem> = items
            .map(|(item, mut verdicts)| {
                verdicts.retain(|v| numbers.contains(&(item.clone(), v.attempt)));
                ReviewedItem { item, verdicts }
            })
            .collect();
        Ok(reviewer_agreement(&items))
    })
}

/// Decided attempts of the organisations and subjects in which the caller runs the bank.
fn decided(c: &mut AnyConnection, call: &Call, query: &ReportQuery) -> Answer<Vec<Decided>> {
    call.require_somewhere(Permission::OperateItems)?;
    let (from, to) = days(query)?;
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    let until = to.and_then(|to| to.checked_add_days(chrono::Days::new(1)));
    let time = (from.map(midnight), until.map(midnight));
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    let grants = call.actor.grants_with(Permission::OperateItems);
    let paths: BTreeSet<String> = grants.map(|grant| grant.org_path.clone()).collect();
    for path in paths {
        for one in rows::decided(c, &path, time)? {
            let object = Object::of(&one.2).subject(&one.3);
            if call.may(Permission::OperateItems, &object) && seen.insert(one.0.id.clone()) {
                all.push(one);
            }
        }
    }
    Ok(all)
}

fn days(query: &ReportQuery) -> Answer<(Option<NaiveDate>, Option<NaiveDate>)> {
    let mut findings = Vec::new();
    let mut day = |text: &Option<String>, pointer: &'static str| {
        let text = text.as_ref()?;
        let day = text.parse::<NaiveDate>();
        if day.is_err() {
            let finding = Finding::error("date_invalid", pointer);
            findings.push(finding.with("value", text.as_str()));
        }
        day.ok()
    };
    let (from, to) = (day(&query.from, "/from"), day(&query.to, "/to"));
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        let finding = Finding::error("dates_reversed", "/to");
        let finding = finding.with("from", from.to_string());
        findings.push(finding.with("to", to.to_string()));
    }
    match findings.is_empty() {
        true => Ok((from, to)),
        false => Err(Refusal::Invalid(findings)),
    }
}

fn verdicts_of(
    c: &mut AnyConnection,
    decided: &[Decided],
) -> Answer<BTreeMap<String, Vec<GivenVerdict>>> {
    let ids: BTreeSet<&str> = decided.iter().map(|(a, ..)| a.item_id.as_str()).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    let mut verdicts: BTreeMap<String, Vec<GivenVerdict>> = BTreeMap::new();
    for row in reviews::verdicts(c, &ids)? {
        let item = row.item_id.clone();
        verdicts.entry(item).or_default().push(verdict_of(row)?);
    }
    Ok(verdicts)
}

fn counts(counts: ReviewCounts) -> ShownCounts {
    let ratings = counts.ratings.into_iter();
    ShownCounts {
        evaluated: counts.evaluated,
        approved: share(counts.approved),
        repeated: counts.repeated,
        repeated_approved: share(counts.repeated_approved),
        ratings: ratings.map(|(rating, of)| (rating, share(of))).collect(),
    }
}

fn share(share: Share) -> ShownShare {
    ShownShare {
        count: share.count,
        base: share.base,
        of: share.of,
        percent: share.percent(),
    }
}
