//! Drafts adjusted by hand: one task in exchange for another, where every constraint goes on holding or
//! somebody who may says why one need not.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::super::assembly::{Fresh, mode_of};
use super::super::{Answer, Call, Refusal, Services, Unit, organisations};
use super::sight::seen;
use super::view::{Form, view};
use super::{Sight, wrong_state};
use crate::assembly::achieved::Achieved;
use crate::assembly::mode::Mode;
use crate::assembly::run::{AssembledForm, Position};
use crate::assembly::swap::{Adjustment, Draft, ItemVersion, Violation};
use crate::bank::{Difficulty, ItemType, Minutes, Points, Thinking};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::store::forms::{self as rows, FormItemRow, FormRow};
use crate::store::{AnyConnection, assembly as runs, failure, form_swaps, pool};

/// The task that comes.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SwapTask {
    /// Code of the item.
    #[schemars(length(min = 1, max = 200))]
    pub item: String,
    /// Its version; the newest that may be used when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub version: Option<u32>,
    /// Why broken constraints need not hold; asks for the right to override.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 3, max = 1000))]
    pub override_reason: Option<String>,
}

/// Tasks that may come to a place without breaking anything.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SwapCandidates {
    /// The place.
    pub position: u32,
    /// Row of the specification.
    pub row: String,
    /// The task that stands there.
    pub present: SwapCandidate,
    /// What may come, the most alike first.
    pub candidates: Vec<SwapCandidate>,
}

/// A task as far as choosing needs it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SwapCandidate {
    /// Code of the item.
    pub item: String,
    /// Version.
    pub version: u32,
    /// Task type.
    pub item_type: ItemType,
    /// Points.
    pub points: Points,
    /// Planned minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// Objectives.
    pub objectives: Vec<String>,
    /// Thinking level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thinking: Option<Thinking>,
    /// Difficulty level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<Difficulty>,
    /// Share of right answers, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p: Option<f64>,
}

/// Candidates shown where no number is asked for.
const USUAL: usize = 20;

/// Tasks that may come to a place of a draft so that every constraint goes on holding.
pub fn list_swap_candidates(
    services: &Services,
    call: &Call,
    (id, position): (&str, &str),
    limit: Option<u32>,
) -> Answer<SwapCandidates> {
    let limit = limit.map_or(USUAL, |limit| limit as usize);
    services.read(|c| {
        let open = Open::of(services, c, call, id)?;
        let place = open.place(position)?;
        let draft = open.draft()?;
        let present = draft.at(place).ok_or(Refusal::not_found("position"))?;
        let shown = |candidate: usize| shown(&draft, candidate);
        let found = draft.proposals(place, &open.fresh.known, limit);
        Ok(SwapCandidates {
            position: open.form.positions[place].position,
            row: open.form.positions[place].row.clone(),
            present: shown(present),
            candidates: found.into_iter().map(shown).collect(),
        })
    })
}

fn shown(draft: &Draft<'_>, candidate: usize) -> SwapCandidate {
    let item = draft.facts(candidate);
    SwapCandidate {
        item: item.code.clone(),
        version: item.version,
        item_type: item.item_type,
        points: item.points,
        minutes: item.minutes,
        objectives: item.objectives.clone(),
        thinking: item.thinking,
        difficulty: item.difficulty,
        p: item.p.map(|p| p.value),
    }
}

/// Exchanges a task of a draft. What the exchange would break refuses it, by name, unless it is overridden
/// with a reason; some things never are.
pub fn swap_form_task(
    services: &Services,
    call: &Call,
    (id, position): (&str, &str),
    input: &SwapTask,
) -> Answer<Form> {
    services.write(call, "swap_form_task", |unit| {
        let open = Open::of(services, unit.c, call, id)?;
        call.require_match(&open.row.revision.to_string())?;
        let place = open.place(position)?;
        let draft = open.draft()?;
        let unknown = || {
            let finding = Finding::error("reference_unknown", "/item");
            Refusal::invalid(finding.with("value", input.item.as_str()))
        };
        let come = draft.candidate_of(&input.item, input.version);
        let come = come.filter(|come| open.knows(&draft.version_of(*come)));
        let come = come.ok_or_else(unknown)?;
        let out = draft.at(place).ok_or(Refusal::not_found("position"))?;
        if come == out {
            let finding = Finding::error("swap_same_task", "/item");
            return Err(Refusal::invalid(finding.with("item", input.item.as_str())));
        }
        let violations = draft.violations(place, come);
        let overridden = overridden(call, &open, input, violations)?;
        let mut form = draft.swapped(place, come, &open.form);
        form.adjustments.push(Adjustment {
            position: open.form.positions[place].position,
            out: draft.version_of(out),
            put: draft.version_of(come),
            reason: input
                .override_reason
                .clone()
                .filter(|_| !overridden.is_empty()),
            overridden,
            by: call.actor.user_id.clone(),
            at: unit.now.and_utc(),
        });
        keep(unit, &open, &form)
    })
}

/// What does not hold from now on, where that is allowed.
fn overridden(
    call: &Call,
    open: &Open,
    input: &SwapTask,
    violations: Vec<Violation>,
) -> Answer<Vec<Achieved>> {
    let refused: Vec<&Violation> = match input.override_reason {
        Some(_) => violations.iter().filter(|v| v.is_final()).collect(),
        None => violations.iter().collect(),
    };
    if !refused.is_empty() {
        return Err(Refusal::Conflict(refused.into_iter().map(broken).collect()));
    }
    if !violations.is_empty() {
        let object = Object::of(&open.path).subject(&open.row.subject);
        call.require(Permission::OverrideConstraints, &object)?;
    }
    Ok(violations.into_iter().map(|v| v.achieved).collect())
}

fn broken(violation: &Violation) -> Finding {
    let Achieved {
        kind,
        about,
        min,
        max,
        achieved,
        ..
    } = &violation.achieved;
    let code = match violation.is_final() {
        true => "swap_never_fits",
        false => "swap_breaks_constraint",
    };
    let bound = |bound: &Option<crate::bank::Hundredths>| bound.map(|b| b.to_string());
    let reasons: Vec<&str> = violation.reasons.iter().map(|r| r.as_str()).collect();
    let reasons = Some(reasons.join(", ")).filter(|reasons| !reasons.is_empty());
    let optional = [
        (
            "about",
            Some(about.clone()).filter(|about| !about.is_empty()),
        ),
        ("min", bound(min)),
        ("max", bound(max)),
        ("reasons", reasons),
    ];
    let finding = Finding::error(code, "/item")
        .with("constraint", kind.as_str())
        .with("achieved", achieved.to_string());
    let said = optional
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?)));
    said.fold(finding, |finding, (name, text)| finding.with(name, text))
}

fn keep(unit: &mut Unit<'_>, open: &Open, form: &AssembledForm) -> Answer<Form> {
    let ids = open.item_ids(unit.c, form)?;
    let counted = form.positions.iter().filter(|position| !position.unscored);
    let row = FormRow {
        document: failure::write_json(form),
        fingerprint: form.fingerprint.clone(),
        max_score: counted.map(|position| position.points.0).sum(),
        ..open.row.clone()
    };
    let positions: Answer<Vec<FormItemRow>> = form
        .positions
        .iter()
        .map(|position| item_row(&row.id, position, &ids))
        .collect();
    if !form_swaps::change(unit.c, &row, &positions?)? {
        return Err(Refusal::Stale {
            current: row.revision.to_string(),
        });
    }
    let last = form.adjustments.last();
    unit.audit(&row.owner_org, "form", &row.id, json!({"adjustment": last}))?;
    let row = FormRow {
        revision: row.revision + 1,
        ..row
    };
    view(&row, Sight::Constructor)
}

fn item_row(
    form_id: &str,
    position: &Position,
    ids: &BTreeMap<ItemVersion, String>,
) -> Answer<FormItemRow> {
    let gone = || Refusal::Internal(format!("item {} is gone", position.item));
    Ok(FormItemRow {
        form_id: form_id.to_owned(),
        position: i32::try_from(position.position).unwrap_or(i32::MAX),
        row_id: position.row.clone(),
        section_id: position.section.clone(),
        item_id: ids.get(&version_at(position)).cloned().ok_or_else(gone)?,
        item_number: i32::try_from(position.version).unwrap_or(i32::MAX),
        points: position.points.0,
    })
}

/// A draft with the forms of its run and the candidates of now.
pub(super) struct Open {
    row: FormRow,
    /// Path of its owner.
    path: String,
    form: AssembledForm,
    pub(super) fresh: Fresh,
    /// Positions of every form of the run.
    pub(super) forms: Vec<Vec<Position>>,
    pub(super) which: usize,
}

impl Open {
    /// Refuses whoever does not assemble for its owner, and a form that is no draft.
    fn of(services: &Services, c: &mut AnyConnection, call: &Call, id: &str) -> Answer<Self> {
        let open = Self::of_any_state(services, c, call, id)?;
        match open.row.state.as_str() {
            "draft" => Ok(open),
            _ => Err(wrong_state(&open.row, "draft")),
        }
    }

    /// Refuses whoever does not assemble for its owner.
    pub(super) fn of_any_state(
        services: &Services,
        c: &mut AnyConnection,
        call: &Call,
        id: &str,
    ) -> Answer<Self> {
        let (row, _) = seen(c, call, id)?;
        let path = organisations::path_of(c, &row.owner_org)?;
        let object = Object::of(&path).subject(&row.subject);
        call.require(Permission::AssembleForms, &object)?;
        let run = runs::by_id(c, &row.run_id)?;
        let run = run.ok_or_else(|| Refusal::Internal("the run of a form is gone".into()))?;
        // What holds over routes, no module by itself can tell.
        if matches!(mode_of(&run)?, Mode::Panel { .. }) {
            let finding = Finding::error("form_of_a_panel", "");
            return Err(Refusal::conflict(finding.with("form", row.code.as_str())));
        }
        let mut forms = Vec::new();
        let mut which = 0;
        for (index, sibling) in rows::of_run(c, &run.id)?.into_iter().enumerate() {
            if sibling.id == row.id {
                which = index;
            }
            let form: AssembledForm = failure::read_json(&sibling.document)?;
            forms.push(form.positions);
        }
        let fresh = Fresh::of(services, c, call, &run, &forms)?;
        Ok(Self {
            form: failure::read_json(&row.document)?,
            row,
            path,
            fresh,
            forms,
            which,
        })
    }

    fn draft(&self) -> Answer<Draft<'_>> {
        Draft::of(&self.fresh.request, &self.forms, self.which).map_err(Refusal::Conflict)
    }

    /// Index of a position by its number.
    fn place(&self, position: &str) -> Answer<usize> {
        let number: Option<u32> = position.parse().ok();
        let mut positions = self.form.positions.iter();
        let place = positions.position(|p| Some(p.position) == number);
        place.ok_or(Refusal::not_found("position"))
    }

    pub(super) fn knows(&self, version: &ItemVersion) -> bool {
        let key = (version.item.clone(), version.version);
        self.fresh.known.contains(&key)
    }

    /// Item ids of a form's tasks: those that stood there keep theirs.
    fn item_ids(
        &self,
        c: &mut AnyConnection,
        form: &AssembledForm,
    ) -> Answer<BTreeMap<ItemVersion, String>> {
        let standing = rows::positions(c, &self.row.id)?;
        let codes: Vec<String> = form.positions.iter().map(|p| p.item.clone()).collect();
        let named = pool::item_ids(c, &self.path, &codes)?;
        let mut ids = BTreeMap::new();
        for position in &form.positions {
            let id = self.fresh.renamed.get(&position.item);
            if let Some(id) = id.or(named.get(&position.item)) {
                ids.insert(version_at(position), id.clone());
            }
        }
        let before = self.form.positions.iter().zip(standing);
        ids.extend(before.map(|(position, row)| (version_at(position), row.item_id)));
        Ok(ids)
    }
}

fn version_at(position: &Position) -> ItemVersion {
    ItemVersion {
        item: position.item.clone(),
        version: position.version,
    }
}
