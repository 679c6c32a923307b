//! Forms that schools draw for their own classes, where the specification offers it.
//!
//! * A draw is for a class of the caller's school, inside the window of the specification, as often as it
//!   allows. What any pupil of the class has met, or its class has drawn before, is in no further form.
//! * A prepared form is one of those the owner has locked, the one drawn least; an assembled one is made
//!   and locked for this draw, and other schools do not see it.
//! * The school gets the form, never its tasks' codes or keys; the copies of a secure form open on their
//!   day.

mod check;
mod view;

use std::collections::HashSet;

use serde_json::json;

use super::assembly::{Asked, Cohort, CreateAssemblyRun, Ready, Sources, asked};
use super::classes::{school_rules, sees_school};
use super::forms::lock_draft;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, Unit, organisations, page};
use crate::bank::Language;
use crate::document::content_hash;
use crate::identity::{Object, Permission, Scope, ScopeRule};
use crate::language::finding::Finding;
use crate::specification::document::DrawnForms;
use crate::store::form_draws::{self as rows, FormDrawRow};
use crate::store::forms::{self, FormRow};
use crate::store::{AnyConnection, StoreError, classes, exposure, failure};

use check::{Allowed, allowed};
use view::view;
pub use view::{DrawForm, FormDraw};

/// Gives a class a form that none of its pupils has met, or begins to assemble one.
pub fn draw_form(services: &Services, call: &Call, input: &DrawForm) -> Answer<FormDraw> {
    if let Some(answered) = services.answered(call)? {
        return Ok(answered);
    }
    let draw = services.read(|c| allowed(services, c, call, input))?;
    let ready = match draw.rule.forms {
        DrawnForms::Prepared => None,
        DrawnForms::Assembled => {
            let asked = services.read(|c| own_form(services, c, &draw))?;
            Some(Ready::of(asked)?.enough()?)
        }
    };
    services.write(call, "draw_form", |unit| {
        classes::hold(unit.c, &input.class_id)?;
        // Another draw of the class may have come before.
        let draw = allowed(services, unit.c, call, input)?;
        let mut row = row_of(unit, &draw);
        match &ready {
            Some(ready) => row.run_id = Some(ready.queue(unit, Some(&row.id))?.id),
            None => row.form_id = Some(prepared_form(unit.c, &draw)?),
        }
        rows::insert(unit.c, &row).map_err(|e| match e {
            StoreError::Unique(_) => Refusal::Unavailable("the class draws at this moment".into()),
            other => other.into(),
        })?;
        let detail = json!({
            "class": row.class_id, "specification": row.specification_id, "number": row.number,
            "form": row.form_id, "run": row.run_id
        });
        unit.audit(&row.owner_org, "form_draw", &row.id, detail)?;
        view(unit.c, row)
    })
}

/// One draw of a school where the caller works with sittings.
pub fn read_form_draw(services: &Services, call: &Call, id: &str) -> Answer<FormDraw> {
    services.read(|c| {
        let row = rows::by_id(c, id)?.ok_or(Refusal::not_found("form draw"))?;
        let path = organisations::path_of(c, &row.owner_org)?;
        if !sees_school(call, &path) {
            return Err(Refusal::not_found("form draw"));
        }
        view(c, row)
    })
}

/// Draws of the schools where the caller works with sittings, by id.
pub fn list_form_draws(
    services: &Services,
    call: &Call,
    class_id: Option<&str>,
    request: &PageRequest,
) -> Answer<Page<FormDraw>> {
    let limit = request.limit(&services.limits);
    let rules = school_rules(call);
    services.read(|c| {
        let found = rows::list(c, &rules, class_id, &request.after()?, limit + 1)?;
        let page = page::page(found, limit, |row| row.id.clone(), |row| view(c, row));
        Ok(Page {
            items: page.items.into_iter().collect::<Answer<_>>()?,
            next: page.next,
        })
    })
}

fn row_of(unit: &Unit<'_>, draw: &Allowed) -> FormDrawRow {
    FormDrawRow {
        id: unit.new_id(),
        owner_org: draw.class.owner_org.clone(),
        class_id: draw.class.id.clone(),
        specification_id: draw.version.id.clone(),
        specification_version: draw.version.version,
        component: draw.component.clone(),
        subject: draw.subject.clone(),
        language: draw.language.to_string(),
        held_on: draw.held_on.to_string(),
        opens_on: draw.opens_on().to_string(),
        number: draw.number,
        run_id: None,
        form_id: None,
        created_by: unit.call.actor.user_id.clone(),
        created_at: unit.now,
    }
}

/// The request for a form of the class's own. The owner's rule stands in for the school's right: the
/// school itself sees no items.
fn own_form(services: &Services, c: &mut AnyConnection, draw: &Allowed) -> Answer<Asked> {
    let everything = || {
        vec![ScopeRule {
            path_prefix: draw.owner_path.clone(),
            subject: None,
        }]
    };
    let sources = Sources {
        version: draw.version.clone(),
        owner_org: draw.version.owner_org.clone(),
        shared: Vec::new(),
        path: draw.owner_path.clone(),
        scope: Scope {
            rules: everything(),
            secure_rules: everything(),
            shared: Vec::new(),
            user_id: String::new(),
        },
        cohort: Some(draw.members.clone()),
        anchors: Vec::new(),
        given_items: Vec::new(),
    };
    let hash = content_hash(&(&draw.class.id, draw.number));
    let run = CreateAssemblyRun {
        seed: u32::from_str_radix(&hash[..8], 16).unwrap_or_default(),
        cohort: Some(Cohort {
            classes: vec![draw.class.id.clone()],
            candidates: Vec::new(),
        }),
        ..draw.run.clone()
    };
    asked(services, c, sources, &run)
}

/// Of the owner's locked forms in the language, none of whose tasks the class has met, the one drawn least.
fn prepared_form(c: &mut AnyConnection, draw: &Allowed) -> Answer<String> {
    let of_version = (draw.version.id.as_str(), draw.version.version);
    let locked = rows::prepared(c, of_version, (&draw.component, &draw.subject))?;
    let mut ids = Vec::new();
    for form in locked {
        let languages: Vec<Language> = failure::read_json(&form.languages)?;
        if languages.contains(&draw.language) {
            ids.push(form.id);
        }
    }
    let met = exposure::met_by(c, &draw.members)?;
    let met: HashSet<&String> = met.keys().collect();
    let items = rows::items_of(c, &ids)?;
    let fresh = |id: &&String| {
        let mut items = items.get(*id).into_iter().flatten();
        !items.any(|item| met.contains(item))
    };
    let counts = rows::counts(c, &ids)?;
    // Of forms drawn equally often the first by code.
    let least = ids.iter().filter(fresh);
    let least = least.min_by_key(|id| counts.get(*id).copied().unwrap_or(0));
    least.cloned().ok_or_else(|| {
        Refusal::conflict(
            Finding::error("draw_no_form_left", "/class_id")
                .with("language", draw.language.as_str())
                .with("ready", ids.len()),
        )
    })
}

/// Locks the form that a run made for a draw and gives it to the draw.
pub(super) fn hand_out(unit: &mut Unit<'_>, draw_id: &str, run_id: &str) -> Answer<()> {
    let made = forms::of_run(unit.c, run_id)?.into_iter().next();
    let gone = || Refusal::Internal(format!("run {run_id} of a draw made no form"));
    let form = made.ok_or_else(gone)?;
    lock_draft(unit, &form)?;
    if !rows::set_form(unit.c, draw_id, &form.id)? {
        return Err(Refusal::Internal(format!(
            "draw {draw_id} has a form already"
        )));
    }
    Ok(())
}

/// Who asked for a draw may still work with sittings of its school.
pub(super) fn require_drawing(c: &mut AnyConnection, call: &Call, draw_id: &str) -> Answer<()> {
    let gone = || Refusal::Internal(format!("draw {draw_id} is gone"));
    let row = rows::by_id(c, draw_id)?.ok_or_else(gone)?;
    let path = organisations::path_of(c, &row.owner_org)?;
    let object = Object::of(&path).subject(&row.subject);
    call.require(Permission::ManageSittings, &object)
}

/// Refuses a copy of a secure form before its day to who knows it by a draw.
pub(super) fn require_open(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    form: &FormRow,
) -> Answer<()> {
    let path = organisations::path_of(c, &form.owner_org)?;
    let object = Object::of(&path).subject(&form.subject);
    if call.may(Permission::ReadForms, &object) {
        return Ok(());
    }
    let mut first: Option<String> = None;
    for grant in call.actor.grants_with(Permission::ReadForms) {
        for draw in rows::below(c, &form.id, &grant.org_path)? {
            let today = organisations::today(services, c, &draw.owner_org)?;
            if draw.opens_on <= today.to_string() {
                return Ok(());
            }
            first = Some(first.map_or(draw.opens_on.clone(), |day| day.min(draw.opens_on)));
        }
    }
    match first {
        Some(day) => Err(Refusal::conflict(
            Finding::error("form_copy_not_open", "").with("day", day),
        )),
        None => Ok(()),
    }
}
