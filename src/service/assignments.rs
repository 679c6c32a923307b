//! Assignments: a row of a specification for a developer, how many items until when; accepted or
//! declined by the developer, finished or withdrawn by those who gave it.
//!
//! Who is competent for a row has a grant to write items of its subject and language in the
//! specification's organisation or below it: only what is written there comes into its forms.

use chrono::NaiveDate;
use serde_json::json;

use super::assignment_rows::{competent, grant_missing, named_row};
use super::assignment_view::view;
pub use super::assignment_view::{Assignment, AssignmentReason, CreateAssignment, ListAssignments};
use super::organisations::path_of;
use super::webhook_events::tell_assignment;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, Unit, page, specifications};
use crate::bank::Language;
use crate::identity::{Actor, Object, Permission};
use crate::language::finding::Finding;
use crate::store::assignments::{self as rows, AssignmentRow, AssignmentScope};
use crate::store::{self, AnyConnection};

/// Gives a row of a specification to a developer, or offers it to all.
pub fn create_assignment(
    services: &Services,
    call: &Call,
    input: &CreateAssignment,
) -> Answer<Assignment> {
    call.require_somewhere(Permission::AssignItems)?;
    services.write(call, "create_assignment", |unit| {
        let known = specifications::usable(unit.c, call, &input.specification_id, input.version);
        let specification = known.map_err(|refusal| match refusal {
            Refusal::NotFound { .. } => {
                let finding = Finding::error("reference_unknown", "/specification_id");
                Refusal::invalid(finding.with("value", input.specification_id.as_str()))
            }
            other => other,
        })?;
        let mut findings = Vec::new();
        let due = input.due.parse::<NaiveDate>().ok();
        if due.is_none_or(|due| due < unit.now.date()) {
            let finding = Finding::error("assignment_due_past", "/due");
            findings.push(finding.with("value", input.due.as_str()));
        }
        let asked = (input.component.as_deref(), input.row.as_str());
        let row = named_row(&specification.document, asked, input.subject.as_deref());
        let row = row.map_err(|found| findings.extend(found)).ok();
        let path = specification.owner_path.as_str();
        let language = input.language.as_ref().map(Language::as_str);
        if let (Some(developer), Some(row)) = (&input.developer_id, &row) {
            let finding =
                developer_finding(services, unit, developer, (path, &row.subject, language))?;
            findings.extend(finding);
        }
        let Some(row) = row.filter(|_| findings.is_empty()) else {
            return Err(Refusal::Invalid(findings));
        };
        call.require(
            Permission::AssignItems,
            &Object::of(path).subject(&row.subject),
        )?;
        let row = AssignmentRow {
            id: unit.new_id(),
            owner_org: specification.summary.owner_org.clone(),
            specification_id: input.specification_id.clone(),
            specification_version: i32::try_from(input.version).unwrap_or(i32::MAX),
            component: row.component,
            row_id: input.row.clone(),
            subject: row.subject,
            language: language.unwrap_or_default().to_owned(),
            developer: input.developer_id.clone().unwrap_or_default(),
            items: input.items.into(),
            due: input.due.clone(),
            note: input.note.clone(),
            state: "offered".into(),
            reason: String::new(),
            revision: 1,
            created_by: call.actor.user_id.clone(),
            created_at: unit.now,
            updated_at: unit.now,
        };
        rows::insert(unit.c, &row)?;
        let detail = json!({"developer": row.developer, "items": row.items, "row": row.row_id});
        unit.audit(&row.owner_org, "assignment", &row.id, detail)?;
        tell_assignment(unit, &row, "assignment.offered")?;
        view(unit.c, row, unit.now.date())
    })
}

/// The caller's own assignments, open ones of its organisation and those above, and all where it assigns.
pub fn list_assignments(
    services: &Services,
    call: &Call,
    list: &ListAssignments,
) -> Answer<Page<Assignment>> {
    let request = PageRequest {
        cursor: list.cursor.clone(),
        limit: list.limit,
    };
    let limit = request.limit(&services.limits);
    let mine = list.mine.unwrap_or_default();
    let assigns = call.actor.grants_with(Permission::AssignItems);
    let scope = AssignmentScope {
        developer: call.actor.user_id.clone(),
        open_of: if mine { Vec::new() } else { above(&call.actor) },
        below: match mine {
            true => Vec::new(),
            false => assigns
                .filter(|g| g.subject.is_none())
                .map(|g| g.org_path.clone())
                .collect(),
        },
        state: list.state.clone(),
        specification_id: list.specification_id.clone(),
    };
    let today = services.now().date_naive();
    services.read(|c| {
        let found = rows::list(c, &scope, &request.after()?, limit + 1)?;
        let page = page::page(
            found,
            limit,
            |row| row.id.clone(),
            |row| view(c, row, today),
        );
        Ok(Page {
            items: page.items.into_iter().collect::<Answer<_>>()?,
            next: page.next,
        })
    })
}

/// One assignment.
pub fn read_assignment(services: &Services, call: &Call, id: &str) -> Answer<Assignment> {
    let today = services.now().date_naive();
    services.read(|c| {
        let row = seen(c, call, id)?;
        view(c, row, today)
    })
}

/// Takes an assignment on: one's own, or an open one that is one's own from then on.
pub fn accept_assignment(services: &Services, call: &Call, id: &str) -> Answer<Assignment> {
    services.write(call, "accept_assignment", |unit| {
        let row = answerable(unit.c, call, id)?;
        let path = path_of(unit.c, &row.owner_org)?;
        let language = Some(row.language.as_str()).filter(|l| !l.is_empty());
        let competence = (path.as_str(), row.subject.as_str(), language);
        if !competent(&call.actor, competence) {
            return Err(Refusal::Forbidden(vec![grant_missing("", competence)]));
        }
        let developer = call.actor.user_id.clone();
        advance(
            unit,
            AssignmentRow { developer, ..row },
            &["offered"],
            "accepted",
            "",
        )
    })
}

/// Refuses an assignment that was offered to the caller.
pub fn decline_assignment(
    services: &Services,
    call: &Call,
    id: &str,
    input: &AssignmentReason,
) -> Answer<Assignment> {
    services.write(call, "decline_assignment", |unit| {
        let row = answerable(unit.c, call, id)?;
        if row.developer.is_empty() {
            return Err(Refusal::conflict(Finding::error("assignment_open", "")));
        }
        advance(
            unit,
            row,
            &["offered", "accepted"],
            "declined",
            &input.reason,
        )
    })
}

/// Says that the items are there.
pub fn finish_assignment(services: &Services, call: &Call, id: &str) -> Answer<Assignment> {
    services.write(call, "finish_assignment", |unit| {
        let row = given(unit.c, call, id)?;
        advance(unit, row, &["accepted"], "finished", "")
    })
}

/// Takes an assignment back.
pub fn withdraw_assignment(
    services: &Services,
    call: &Call,
    id: &str,
    input: &AssignmentReason,
) -> Answer<Assignment> {
    services.write(call, "withdraw_assignment", |unit| {
        let row = given(unit.c, call, id)?;
        advance(
            unit,
            row,
            &["offered", "accepted"],
            "withdrawn",
            &input.reason,
        )
    })
}

/// Why the named developer cannot have it.
fn developer_finding(
    services: &Services,
    unit: &mut Unit<'_>,
    developer: &str,
    (path, subject, language): (&str, &str, Option<&str>),
) -> Answer<Option<Finding>> {
    let user = store::users::by_id(unit.c, developer)?.filter(|u| u.state == "active");
    let within = match &user {
        Some(user) => path_of(unit.c, &user.home_org)?.starts_with(path),
        None => false,
    };
    let Some(user) = user.filter(|_| within) else {
        let finding = Finding::error("reference_unknown", "/developer_id");
        return Ok(Some(finding.with("value", developer)));
    };
    let actor = services.actor_of_user_in(unit.c, &user.id, unit.now)?;
    let competence = (path, subject, language);
    let lacking = !competent(&actor, competence);
    Ok(lacking.then(|| grant_missing("/developer_id", competence)))
}

/// Organisations from the root down to the actor's own, where it writes items.
fn above(actor: &Actor) -> Vec<String> {
    if !actor.may_somewhere(Permission::WriteItems) {
        return Vec::new();
    }
    let ids = actor.home_path.split('/').filter(|id| !id.is_empty());
    ids.map(str::to_owned).collect()
}

fn seen(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<AssignmentRow> {
    let hidden = || Refusal::not_found("assignment");
    let row = rows::by_id(c, id)?.ok_or_else(hidden)?;
    let path = path_of(c, &row.owner_org)?;
    let mine = row.developer == call.actor.user_id;
    let open = row.developer.is_empty() && above(&call.actor).contains(&row.owner_org);
    if mine || open || call.may(Permission::AssignItems, &Object::of(&path)) {
        return Ok(row);
    }
    Err(hidden())
}

/// An assignment that the caller may answer: its own or an open one; others' are not answered for them.
fn answerable(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<AssignmentRow> {
    let row = seen(c, call, id)?;
    if row.developer.is_empty() || row.developer == call.actor.user_id {
        return Ok(row);
    }
    Err(Refusal::Forbidden(vec![Finding::error(
        "assignment_of_another",
        "",
    )]))
}

/// An assignment that the caller gives and takes.
fn given(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<AssignmentRow> {
    let row = seen(c, call, id)?;
    let path = path_of(c, &row.owner_org)?;
    let object = Object::of(&path).subject(&row.subject);
    call.require(Permission::AssignItems, &object)?;
    Ok(row)
}

fn advance(
    unit: &mut Unit<'_>,
    row: AssignmentRow,
    from: &[&str],
    state: &str,
    reason: &str,
) -> Answer<Assignment> {
    if !from.contains(&row.state.as_str()) {
        let finding = Finding::error("assignment_state", "")
            .with("state", row.state.as_str())
            .with("needed", from.join(", "));
        return Err(Refusal::conflict(finding));
    }
    let row = AssignmentRow {
        state: state.to_owned(),
        reason: reason.to_owned(),
        revision: row.revision + 1,
        updated_at: unit.now,
        ..row
    };
    if !rows::advance(unit.c, &row)? {
        return Err(Refusal::Stale {
            current: row.revision.to_string(),
        });
    }
    unit.audit(
        &row.owner_org,
        "assignment",
        &row.id,
        json!({"state": state}),
    )?;
    tell_assignment(unit, &row, &format!("assignment.{state}"))?;
    view(unit.c, row, unit.now.date())
}
