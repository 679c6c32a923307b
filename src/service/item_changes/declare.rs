//! A draft is declared, and held to its declaration when it is handed in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::super::item_drafts::document_of;
use super::super::item_sight::audit_version;
use super::super::items::open_draft;
use super::super::{Answer, Call, Refusal, Services};
use super::preview::{ItemTouched, of_draft, without_base};
use super::{base_of, declaration_of, judged};
use crate::bank::change::gate::Declaration;
use crate::language::finding::{Finding, refuses};
use crate::store::AnyConnection;
use crate::store::declared_changes::{self as rows, DeclaredRow};
use crate::store::items::{self, FoundVersion};

/// What a draft does to the approved version before it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclareChange {
    /// It measures the same (`editorial`), or may measure something else (`substantive`).
    pub declared: Declaration,
    /// Why it is made.
    #[schemars(length(min = 1, max = 2_000))]
    pub reason: String,
}

/// Says what a draft does to the approved version before it; again, as often as the draft changes. A
/// declaration that does not hold is refused with every field that speaks against it.
pub fn declare_item_change(
    services: &Services,
    call: &Call,
    (id, number): (&str, i32),
    input: &DeclareChange,
) -> Answer<ItemTouched> {
    services.write(call, "declare_item_change", |unit| {
        let found = open_draft(unit.c, call, id, number)?;
        let base = base_of(unit.c, id, number)?.ok_or_else(|| without_base(number))?;
        let document = document_of(&found)?;
        let declared = (input.declared, input.reason.as_str());
        let report = judged(unit.c, &base, &document, declared)?;
        if refuses(&report.findings) {
            return Err(Refusal::Invalid(report.findings));
        }
        let row = DeclaredRow {
            item_id: id.to_owned(),
            number,
            base_number: base.version.number,
            declaration: input.declared.to_string(),
            reason: input.reason.clone(),
            declared_by: call.actor.user_id.clone(),
            declared_at: unit.now,
            confirmed_by: String::new(),
            confirmed_at: None,
        };
        rows::put(unit.c, &row)?;
        let detail = json!({"declared": input.declared, "base": base.version.number});
        audit_version(unit, &found, number, detail)?;
        of_draft(unit.c, call, (&base, &found), None, Some(row))
    })
}

/// What speaks against a declaration when the draft is handed in: it may have changed since.
pub(in crate::service) fn submit_findings(
    c: &mut AnyConnection,
    found: &FoundVersion,
) -> Answer<Vec<Finding>> {
    let (id, number) = (&found.item.id, found.version.number);
    let Some(row) = rows::of_version(c, id, number)? else {
        return Ok(Vec::new());
    };
    let Some(base) = items::version(c, id, Some(row.base_number))? else {
        return Ok(Vec::new());
    };
    let declared = (declaration_of(&row.declaration)?, row.reason.as_str());
    Ok(judged(c, &base, &document_of(found)?, declared)?.findings)
}
