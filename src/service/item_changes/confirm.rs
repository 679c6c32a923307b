//! The second person of an editorial edit: it takes the place of the version before, with its statistics.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::super::item_actions::{has_written, keep_review};
use super::super::item_drafts::document_of;
use super::super::item_sight::{audit_version, item_object, visible};
use super::super::item_view::ItemView;
use super::super::items::{require_match_if_given, shown, stale};
use super::super::workflow::{Followed, Kept, decide_attempt, keep_change};
use super::super::{Answer, Call, Refusal, Services, Unit};
use super::consequences::{carry, tell_changed};
use super::{APPROVED, declaration_of, judged};
use crate::bank::change::gate::{Declaration, check_confirmation};
use crate::bank::review::attempt::Outcome;
use crate::language::finding::Finding;
use crate::store::declared_changes::{self, DeclaredRow};
use crate::store::items::{self as rows, FoundVersion, VersionRow};

/// What the second person says.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmChange {
    /// What there is to say.
    #[serde(default)]
    #[schemars(length(max = 10_000))]
    pub comment: String,
}

/// Confirms that a submitted edit is editorial. It takes over phase, state and statistics of the version
/// that it changes, and its place: that one is superseded. Review and pilots are not repeated.
pub fn confirm_item_change(
    services: &Services,
    call: &Call,
    (id, number): (&str, i32),
    input: &ConfirmChange,
) -> Answer<ItemView> {
    services.write(call, "confirm_item_change", |unit| {
        let found = visible(unit.c, call, id, Some(number))?;
        let followed = Followed::of(unit.c, &found.owner_path)?;
        let rules = &followed.document.change;
        call.require(rules.confirm_permission, &item_object(&found))?;
        require_match_if_given(call, &found.version)?;
        let row = confirmable(unit, &found)?;
        let wrote = has_written(unit, &found)?;
        let who = (&call.actor, &item_object(&found));
        let findings = check_confirmation(rules, who, &row.declared_by, wrote);
        if !findings.is_empty() {
            return Err(Refusal::Forbidden(findings));
        }
        let base = base_that_holds(unit, &row)?;
        take_over(unit, &followed, &found, &base, &row)?;
        decide_attempt(unit, id, Outcome::Approved)?;
        keep_review(unit, &found, "approve", &input.comment)?;
        declared_changes::confirm(unit.c, (id, number), &call.actor.user_id, unit.now)?;
        tell_changed(unit, &found)?;
        let detail = json!({"base": row.base_number, "revision": found.version.revision + 1});
        audit_version(unit, &found, number, detail)?;
        shown(unit, id, number, Vec::new())
    })
}

/// The declaration of a submitted version that a second person may confirm.
fn confirmable(unit: &mut Unit<'_>, found: &FoundVersion) -> Answer<DeclaredRow> {
    let version = &found.version;
    let conflict =
        |code| Refusal::conflict(Finding::error(code, "").with("number", version.number));
    let row = declared_changes::of_version(unit.c, &version.item_id, version.number)?
        .ok_or_else(|| conflict("change_not_declared"))?;
    if declaration_of(&row.declaration)? != Declaration::Editorial {
        return Err(conflict("change_needs_review"));
    }
    if version.phase != "review" {
        let finding = Finding::error("change_not_submitted", "").with("number", version.number);
        return Err(Refusal::conflict(
            finding.with("phase", version.phase.as_str()),
        ));
    }
    Ok(row)
}

/// The version that was changed, as long as it is one that can be.
fn base_that_holds(unit: &mut Unit<'_>, row: &DeclaredRow) -> Answer<FoundVersion> {
    let base = rows::version(unit.c, &row.item_id, Some(row.base_number))?;
    base.filter(|base| APPROVED.contains(&base.version.phase.as_str()))
        .ok_or_else(|| {
            let finding = Finding::error("change_base_closed", "");
            Refusal::conflict(finding.with("number", row.base_number))
        })
}

/// Statistics, phase and state of the version before.
fn take_over(
    unit: &mut Unit<'_>,
    followed: &Followed,
    found: &FoundVersion,
    base: &FoundVersion,
    row: &DeclaredRow,
) -> Answer<()> {
    let declared = (Declaration::Editorial, row.reason.as_str());
    let report = judged(unit.c, base, &document_of(found)?, declared)?;
    carry(unit, found, &report.carried)?;
    let old = &base.version;
    // The wording before is for no new form; two versions of an item are never in use at a time.
    let superseded = ("closed", followed.document.superseded.as_str());
    move_to(unit, followed, old, superseded, row)?;
    let taken = (old.phase.as_str(), old.state.as_str());
    move_to(unit, followed, &found.version, taken, row)
}

/// Changes phase and state, and keeps the step.
fn move_to(
    unit: &mut Unit<'_>,
    followed: &Followed,
    version: &VersionRow,
    (phase, to): (&str, &str),
    row: &DeclaredRow,
) -> Answer<()> {
    let from = followed.state_of(version)?;
    if !rows::set_phase(unit.c, version, phase, to, unit.now)? {
        return Err(stale(version));
    }
    let kept = Kept {
        from: &from,
        to,
        phase,
        transition: "confirm_change",
        reason: &row.reason,
        waived: 0,
    };
    keep_change(unit, version, &kept)
}
