//! Rounds of questionnaires: who is asked with which edition, how many sheets came back, the end. The
//! answers themselves are [`super::questionnaire_answers`].
//!
//! A questionnaire is a collection of questions without key and points. Nothing of a round is a mark.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::catalogue::open_edition;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use crate::bank::collection::CollectionKind;
use crate::identity::{Object, Permission, scope};
use crate::language::finding::Finding;
use crate::scoring::questionnaire::AskedGroup;
use crate::store::questionnaires::{self as rows, RoundRow};
use crate::store::{AnyConnection, collections, failure};

/// A round to begin.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StartRound {
    /// Code of the questionnaire in the catalogue; its edition of today is asked to the end.
    pub questionnaire: String,
    /// What the round is called.
    #[schemars(length(min = 1, max = 200))]
    pub title: String,
    /// Who is asked: teachers, parents …, and how many of each.
    #[schemars(length(min = 1, max = 20))]
    pub groups: Vec<AskedGroup>,
    /// Of a group of fewer sheets no counts are told.
    #[serde(default = "StartRound::default_least")]
    #[schemars(range(min = 3, max = 1000))]
    pub least: u32,
}

impl StartRound {
    const fn default_least() -> u32 {
        5
    }
}

/// A round as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct QuestionnaireRound {
    /// UUID.
    pub id: String,
    /// Organisation that asks.
    pub owner_org: String,
    /// Code of the questionnaire.
    pub questionnaire: String,
    /// Its edition.
    pub edition: i32,
    /// What the round is called.
    pub title: String,
    /// Who is asked, and how many sheets came back.
    pub groups: Vec<ReturnedGroup>,
    /// Of a group of fewer sheets no counts are told.
    pub least: i32,
    /// `open` or `closed`.
    pub state: String,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<DateTime<Utc>>,
}

/// How many of a group answered.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReturnedGroup {
    /// Name of the group in sheets.
    pub id: String,
    /// How many are asked.
    pub invited: u32,
    /// Sheets that came back.
    pub returned: i64,
}

/// Begins a round of the caller's organisation.
pub fn start_questionnaire_round(
    services: &Services,
    call: &Call,
    input: &StartRound,
) -> Answer<QuestionnaireRound> {
    let object = Object::of(&call.actor.home_path);
    call.require(Permission::ManageSittings, &object)?;
    services.write(call, "start_questionnaire_round", |unit| {
        let mut findings = doubles(&input.groups);
        let entry = match open_edition(unit.c, Some(call), &input.questionnaire) {
            Ok((entry, _)) if entry.kind == CollectionKind::Questionnaire.as_str() => Some(entry),
            Ok((entry, _)) => {
                let other = Finding::error("round_not_questionnaire", "/questionnaire");
                findings.push(other.with("kind", entry.kind));
                None
            }
            Err(Refusal::NotFound { .. } | Refusal::Gone { .. }) => {
                let unknown = Finding::error("reference_unknown", "/questionnaire");
                findings.push(unknown.with("value", input.questionnaire.as_str()));
                None
            }
            Err(other) => return Err(other),
        };
        let Some(entry) = entry.filter(|_| findings.is_empty()) else {
            return Err(Refusal::Invalid(findings));
        };
        let row = RoundRow {
            id: unit.new_id(),
            owner_org: call.actor.home_org.clone(),
            collection_id: entry.collection_id,
            edition: entry.edition,
            title: input.title.clone(),
            asked: failure::write_json(&input.groups),
            least: i32::try_from(input.least).unwrap_or(i32::MAX),
            state: "open".into(),
            revision: 1,
            created_by: call.actor.user_id.clone(),
            created_at: unit.now,
            closed_at: None,
        };
        rows::insert(unit.c, &row)?;
        let detail = json!({"questionnaire": input.questionnaire, "edition": row.edition});
        unit.audit(&row.owner_org, "questionnaire_round", &row.id, detail)?;
        view(unit.c, row)
    })
}

/// Rounds of organisations whose results the caller reads, by id.
pub fn list_questionnaire_rounds(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<QuestionnaireRound>> {
    call.require_somewhere(Permission::ReadResults)?;
    let limit = request.limit(&services.limits);
    let scope = scope(
        &call.actor,
        Permission::ReadResults,
        Permission::ReadResults,
    );
    let mut whole = scope.rules;
    whole.retain(|rule| rule.subject.is_none());
    services.read(|c| {
        let found = rows::list(c, &whole, &request.after()?, limit + 1)?;
        let page = page::page(found, limit, |row| row.id.clone(), |row| view(c, row));
        Ok(Page {
            items: page.items.into_iter().collect::<Answer<_>>()?,
            next: page.next,
        })
    })
}

/// One round.
pub fn read_questionnaire_round(
    services: &Services,
    call: &Call,
    id: &str,
) -> Answer<QuestionnaireRound> {
    services.read(|c| {
        let row = seen(c, call, id, Permission::ReadResults)?;
        view(c, row)
    })
}

/// Ends a round: no sheet comes in any more, and its counts are told.
pub fn close_questionnaire_round(
    services: &Services,
    call: &Call,
    id: &str,
) -> Answer<QuestionnaireRound> {
    services.write(call, "close_questionnaire_round", |unit| {
        let row = seen(unit.c, call, id, Permission::ManageSittings)?;
        if !rows::close(unit.c, id, unit.now)? {
            return Err(closed());
        }
        unit.audit(&row.owner_org, "questionnaire_round", id, json!({}))?;
        let row = seen(unit.c, call, id, Permission::ManageSittings)?;
        view(unit.c, row)
    })
}

/// A round, as those see it who read the results of its owner; 403 where they may not do more.
pub(super) fn seen(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
    permission: Permission,
) -> Answer<RoundRow> {
    let found = rows::by_id(c, id)?;
    let (row, path) = found
        .filter(|(_, path)| call.may(Permission::ReadResults, &Object::of(path)))
        .ok_or(Refusal::not_found("questionnaire round"))?;
    call.require(permission, &Object::of(&path))?;
    Ok(row)
}

/// The round takes no more sheets.
pub(super) fn closed() -> Refusal {
    Refusal::conflict(Finding::error("round_closed", ""))
}

/// Who is asked.
pub(super) fn groups_of(row: &RoundRow) -> Answer<Vec<AskedGroup>> {
    Ok(failure::read_json(&row.asked)?)
}

/// Sheets of a round by group.
pub(super) fn sheets_of(c: &mut AnyConnection, id: &str) -> Answer<BTreeMap<String, i64>> {
    let sheets = rows::sheets(c, &[id.to_owned()])?.into_iter();
    Ok(sheets.map(|(_, group, count)| (group, count)).collect())
}

fn doubles(groups: &[AskedGroup]) -> Vec<Finding> {
    let mut seen = std::collections::BTreeSet::new();
    let twice = groups
        .iter()
        .enumerate()
        .filter(|(_, g)| !seen.insert(&g.id));
    let finding = |(n, group): (usize, &AskedGroup)| {
        let finding = Finding::error("round_group_twice", format!("/groups/{n}/id"));
        finding.with("group", group.id.as_str())
    };
    twice.map(finding).collect()
}

fn view(c: &mut AnyConnection, row: RoundRow) -> Answer<QuestionnaireRound> {
    let sheets = sheets_of(c, &row.id)?;
    let groups = groups_of(&row)?.into_iter().map(|group| ReturnedGroup {
        returned: sheets.get(&group.id).copied().unwrap_or_default(),
        id: group.id,
        invited: group.invited,
    });
    let groups = groups.collect();
    let collection = collections::by_id(c, &row.collection_id)?;
    Ok(QuestionnaireRound {
        questionnaire: collection.map_or(String::new(), |(row, _)| row.code),
        id: row.id,
        owner_org: row.owner_org,
        edition: row.edition,
        title: row.title,
        groups,
        least: row.least,
        state: row.state,
        created_at: row.created_at.and_utc(),
        closed_at: row.closed_at.map(|at| at.and_utc()),
    })
}
