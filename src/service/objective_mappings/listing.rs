//! Proposals item by item, and the decisions that were made.

use super::{ItemProposal, ProposalState, as_decided, concerns, read_mapping};
use crate::bank::content::ItemContent;
use crate::curriculum::objective_mapping::{ObjectiveMappingDocument, proposal};
use crate::identity::{Object, Permission, ScopeRule};
use crate::service::item_sight::visible;
use crate::service::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use crate::store::objective_mappings::{self as rows, DecisionRow, Tagged};
use crate::store::{AnyConnection, failure};

/// Items looked at in one step.
const STEP: i64 = 500;
/// Steps of one page, at most.
const MOST_STEPS: usize = 20;

/// A page of proposals; without a state those that wait and those that lead nowhere.
pub fn list_objective_proposals(
    services: &Services,
    call: &Call,
    mapping: &str,
    state: Option<ProposalState>,
    request: &PageRequest,
) -> Answer<Page<ItemProposal>> {
    call.require_somewhere(Permission::WriteItems)?;
    let after = request.after()?;
    let limit = request.limit(&services.limits);
    services.read(|c| {
        let document = read_mapping(c, mapping)?;
        let state = match state {
            Some(ProposalState::Accepted | ProposalState::Rejected) => state,
            other => return waiting(c, call, (mapping, &document), other, after, limit),
        };
        let state = state.map_or("", |state| state.as_str());
        made(c, call, mapping, state, &after, limit)
    })
}

/// Proposals without a decision.
fn waiting(
    c: &mut AnyConnection,
    call: &Call,
    (id, mapping): (&str, &ObjectiveMappingDocument),
    state: Option<ProposalState>,
    mut after: String,
    limit: i64,
) -> Answer<Page<ItemProposal>> {
    let rules = writing_rules(call);
    let wanted = usize::try_from(limit).unwrap_or_default();
    let mut items = Vec::new();
    for _ in 0..MOST_STEPS {
        let step = rows::of_subject(c, &rules, &mapping.subject, &after, STEP)?;
        let is_last = i64::try_from(step.len()).unwrap_or_default() < STEP;
        let ids: Vec<String> = step.iter().map(|row| row.id.clone()).collect();
        let decisions = rows::decisions_of(c, id, &ids)?;
        for row in step {
            let is_decided =
                |d: &DecisionRow| d.item_id == row.id && d.number == row.version.number;
            let proposed = match decisions.iter().any(is_decided) {
                true => None,
                false => proposed(call, mapping, &row)?,
            };
            let proposed = proposed.filter(|p| state.is_none_or(|state| state == p.state));
            if proposed.is_some() && items.len() == wanted {
                return Ok(Page {
                    items,
                    next: Some(page::seal_cursor(&after)),
                });
            }
            after.clone_from(&row.id);
            items.extend(proposed);
        }
        if is_last {
            return Ok(Page { items, next: None });
        }
    }
    // Far more items than proposals: the next page goes on from here.
    Ok(Page {
        items,
        next: Some(page::seal_cursor(&after)),
    })
}

/// What the mapping says of an item, where the caller may write and see it and it has old codes.
fn proposed(
    call: &Call,
    mapping: &ObjectiveMappingDocument,
    row: &Tagged,
) -> Answer<Option<ItemProposal>> {
    if !may_write(call, row) {
        return Ok(None);
    }
    let content: ItemContent = failure::read_json(&row.version.content)?;
    if !concerns(mapping, &content) {
        return Ok(None);
    }
    let proposal = proposal(mapping, &content.objectives);
    let state = match proposal.has_target() {
        true => ProposalState::Open,
        false => ProposalState::NoTarget,
    };
    Ok(Some(ItemProposal {
        item_id: row.id.clone(),
        code: row.code.clone(),
        number: row.version.number,
        state,
        proposal,
        decision: None,
    }))
}

fn may_write(call: &Call, row: &Tagged) -> bool {
    let object = Object::of(&row.owner_path).subject(&row.version.subject);
    let me = &call.actor.user_id;
    let is_mine = row.created_by == *me || row.version.created_by == *me;
    let is_seen =
        row.version.access != "secure" || is_mine || call.may(Permission::ReadSecureItems, &object);
    is_seen && call.may(Permission::WriteItems, &object)
}

fn writing_rules(call: &Call) -> Vec<ScopeRule> {
    let grants = call.actor.grants_with(Permission::WriteItems);
    let rule = |path: &String| ScopeRule {
        path_prefix: path.clone(),
        subject: None,
    };
    grants.map(|grant| rule(&grant.org_path)).collect()
}

/// Decisions that were made, as far as the caller may write and see the items.
fn made(
    c: &mut AnyConnection,
    call: &Call,
    mapping: &str,
    decision: &str,
    after: &str,
    limit: i64,
) -> Answer<Page<ItemProposal>> {
    let (item, number) = after.split_once('|').unwrap_or_default();
    let after = (item, number.parse().unwrap_or_default());
    let rows = rows::decisions(c, mapping, decision, after, limit + 1)?;
    let key = |row: &DecisionRow| format!("{}|{}", row.item_id, row.number);
    let page = page::page(rows, limit, key, |row| row);
    let mut items = Vec::new();
    for row in page.items {
        match visible(c, call, &row.item_id, Some(row.number)) {
            Ok(found) => items.push(as_decided(&found.item.code, row)?),
            // Of what may not be seen nothing is told.
            Err(Refusal::NotFound { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(Page {
        items,
        next: page.next,
    })
}
