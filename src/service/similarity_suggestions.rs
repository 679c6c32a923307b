//! What a bank-wide comparison suggests, and what people make of it: an enemy group, a clone family, or
//! nothing. A suggestion is decided once.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::enemy_groups::{self, CreateEnemyGroup, EnemyItem, EnemyKind, seen_of};
use super::similarity_runs::visible;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, Unit, page};
use crate::bank::similarity::Score;
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::store::enemy_groups::MemberRow;
use crate::store::failure::read_json;
use crate::store::similarity_runs::{self as rows, SuggestionRow};
use crate::store::{AnyConnection, organisations};

/// Items that somebody could make a group of.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SimilaritySuggestion {
    /// From 1, in its run; the most alike first, families last.
    pub number: i32,
    /// `same_item`: nearly word for word; `enemies`: much alike; `clone_family`: differ in numbers only.
    pub kind: String,
    /// The language in which they are alike.
    pub language: String,
    /// The items.
    pub items: Vec<EnemyItem>,
    /// How alike two items are; absent for families.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    /// `open`, `accepted` or `dismissed`.
    pub state: String,
    /// Why it was dismissed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The group that was made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    /// When it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<DateTime<Utc>>,
}

/// Which suggestions.
#[derive(Clone, Debug, Default)]
pub struct SuggestionFilter {
    /// Of this kind.
    pub kind: Option<String>,
    /// In this state.
    pub state: Option<String>,
}

/// What becomes of a suggestion.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideSuggestion {
    /// What is made of the items.
    pub decision: SuggestionDecision,
    /// Why; needed to dismiss.
    #[serde(default)]
    #[schemars(length(max = 2_000))]
    pub reason: String,
}

/// What is made of items that are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionDecision {
    /// An enemy group: one form never has both.
    Enemies,
    /// A clone family.
    CloneFamily,
    /// Nothing.
    Dismiss,
}

/// Suggestions of a run by number; those with an item that the caller may not see are left out.
pub fn list_similarity_suggestions(
    services: &Services,
    call: &Call,
    run_id: &str,
    filter: &SuggestionFilter,
    request: &PageRequest,
) -> Answer<Page<SimilaritySuggestion>> {
    let limit = request.limit(&services.limits);
    services.read(|c| {
        visible(c, call, run_id)?;
        let after = request.after()?.parse().unwrap_or(0);
        let which = (filter.kind.as_deref(), filter.state.as_deref());
        let found = rows::suggestions(c, run_id, which, after, limit + 1)?;
        let page = page::page(
            found,
            limit,
            |row| row.number.to_string(),
            |row| view(c, call, row),
        );
        let shown = page.items.into_iter().collect::<Answer<Vec<_>>>()?;
        Ok(Page {
            items: shown.into_iter().flatten().collect(),
            next: page.next,
        })
    })
}

/// Makes a group of the items of a suggestion, or says that nothing is to be made of it.
pub fn decide_similarity_suggestion(
    services: &Services,
    call: &Call,
    (run_id, number): (&str, i32),
    input: &DecideSuggestion,
) -> Answer<SimilaritySuggestion> {
    services.write(call, "decide_similarity_suggestion", |unit| {
        let run = visible(unit.c, call, run_id)?;
        let path = organisations::by_id(unit.c, &run.owner_org)?.map(|o| o.path);
        let path = path.ok_or(Refusal::not_found("similarity run"))?;
        let found = rows::suggestion(unit.c, run_id, number)?;
        let row = found.ok_or(Refusal::not_found("suggestion"))?;
        if view(unit.c, call, row.clone())?.is_none() {
            return Err(Refusal::not_found("suggestion"));
        }
        call.require(Permission::OperateItems, &Object::of(&path))?;
        if row.state != "open" {
            let finding = Finding::error("suggestion_decided", "").with("state", row.state);
            return Err(Refusal::conflict(finding));
        }
        let decided = decided(unit, row, input)?;
        if !rows::decide(unit.c, &decided)? {
            let finding = Finding::error("suggestion_decided", "").with("state", "accepted");
            return Err(Refusal::conflict(finding));
        }
        let detail =
            json!({"number": number, "decision": input.decision, "group": decided.group_id});
        unit.audit(&run.owner_org, "similarity_run", run_id, detail)?;
        view(unit.c, call, decided)?.ok_or(Refusal::not_found("suggestion"))
    })
}

fn decided(
    unit: &mut Unit<'_>,
    row: SuggestionRow,
    input: &DecideSuggestion,
) -> Answer<SuggestionRow> {
    let row = SuggestionRow {
        decided_by: unit.call.actor.user_id.clone(),
        decided_at: Some(unit.now),
        reason: input.reason.clone(),
        ..row
    };
    let kind = match input.decision {
        SuggestionDecision::Enemies => EnemyKind::Enemies,
        SuggestionDecision::CloneFamily => EnemyKind::CloneFamily,
        SuggestionDecision::Dismiss if input.reason.trim().is_empty() => {
            let finding = Finding::error("text_empty", "/reason");
            return Err(Refusal::invalid(finding));
        }
        SuggestionDecision::Dismiss => {
            return Ok(SuggestionRow {
                state: "dismissed".to_owned(),
                ..row
            });
        }
    };
    let group = CreateEnemyGroup {
        code: None,
        kind,
        reason: input.reason.clone(),
        items: read_json(&row.items)?,
    };
    let group = enemy_groups::make_group(unit, &group)?;
    Ok(SuggestionRow {
        state: "accepted".to_owned(),
        group_id: group.id,
        ..row
    })
}

/// `None` where the caller may not see one of the items.
fn view(
    c: &mut AnyConnection,
    call: &Call,
    row: SuggestionRow,
) -> Answer<Option<SimilaritySuggestion>> {
    let ids: Vec<String> = read_json(&row.items)?;
    let seen: BTreeMap<String, MemberRow> = seen_of(c, call, &ids)?
        .into_iter()
        .map(|member| (member.item_id.clone(), member))
        .collect();
    let item = |id: &String| {
        seen.get(id).map(|member| EnemyItem {
            id: id.clone(),
            code: member.code.clone(),
        })
    };
    let Some(items) = ids.iter().map(item).collect::<Option<Vec<_>>>() else {
        return Ok(None);
    };
    Ok(Some(SimilaritySuggestion {
        number: row.number,
        kind: row.kind,
        language: row.language,
        items,
        score: read_json(&row.score)?,
        state: row.state,
        reason: row.reason,
        group_id: Some(row.group_id).filter(|id| !id.is_empty()),
        decided_at: row.decided_at.map(|t| t.and_utc()),
    }))
}
