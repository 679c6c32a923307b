//! Forms: list, read, lock, copies, retire.
//!
//! Who sees a form: constructors of its owner everything; readers of the owner whatever is locked;
//! schools below the owner locked forms that are not secure, and those of their own sittings.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Answer, Call, Page, PageRequest, Refusal, Services, organisations, page};
use crate::assembly::achieved::Achieved;
use crate::assembly::pin::{self, Pinned};
use crate::assembly::request::Request;
use crate::assembly::run::AssembledForm;
use crate::bank::content::ItemContent;
use crate::bank::phase::Phase;
use crate::bank::texts::{ItemTexts, StimulusDocument};
use crate::bank::{Access, Language, Points};
use crate::form::candidate_copy::{CandidateCopy, candidate_copy};
use crate::form::full_copy::{FullCopy, full_copy};
use crate::form::pinned::{FrozenItem, PinnedForm};
use crate::identity::{Grant, Object, Permission, ScopeRule, scope};
use crate::language::finding::Finding;
use crate::specification::document::{FormAccess, SpecificationDocument};
pub use crate::store::forms::FormFilter;
use crate::store::forms::{
    self as rows, FormItemVariantRow, FormRow, FormScope, MemberRow, MemberTextRow,
};
use crate::store::{AnyConnection, StoreError, failure};

/// A form in a list.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FormSummary {
    /// UUID.
    pub id: String,
    /// Human code.
    pub code: String,
    /// Label among its parallel forms.
    pub label: String,
    /// `draft`, `locked` or `retired`.
    pub state: String,
    /// Specification.
    pub specification_id: String,
    /// Its version.
    pub specification_version: u32,
    /// Component id.
    pub component: String,
    /// The run that made it.
    pub run_id: String,
    /// Subject code.
    pub subject: String,
    /// Languages.
    pub languages: Vec<Language>,
    /// Who may see it.
    pub access: String,
    /// Greatest score.
    pub max_score: Points,
    /// The same tasks in the same order have the same fingerprint.
    pub fingerprint: String,
    /// Row revision: the entity tag to name when locking or retiring.
    pub revision: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was locked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked_at: Option<DateTime<Utc>>,
}

/// A form with its tasks.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Form {
    /// The form.
    #[serde(flatten)]
    pub summary: FormSummary,
    /// Tasks in order.
    pub positions: Vec<FormPosition>,
    /// Every constraint: asked for and achieved. For constructors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub achieved: Vec<Achieved>,
    /// Mean difficulty of the tasks that have statistics. For constructors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_p: Option<f64>,
}

/// A task of a form.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FormPosition {
    /// Number from 1.
    pub position: u32,
    /// Row of the specification.
    pub row: String,
    /// Section of the specification.
    pub section: String,
    /// Points.
    pub points: Points,
    /// Item code. For constructors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Version of the item. For constructors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}

/// What a list of forms is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct ListForms {
    /// Page.
    pub page: PageRequest,
    /// Filter.
    pub filter: FormFilter,
}

/// Forms the caller sees, newest first.
pub fn list_forms(services: &Services, call: &Call, list: &ListForms) -> Answer<Page<FormSummary>> {
    let limit = list.page.limit(&services.limits);
    let scope = scope_of(call);
    let after = list.page.after()?;
    let found = services.read(|c| Ok(rows::list(c, &scope, &list.filter, &after, limit + 1)?))?;
    let page = page::page(found, limit, |row| row.id.clone(), |row| summary(&row));
    Ok(Page {
        items: page.items.into_iter().collect::<Answer<_>>()?,
        next: page.next,
    })
}

/// One form the caller sees.
pub fn read_form(services: &Services, call: &Call, id: &str) -> Answer<Form> {
    services.read(|c| {
        let (row, sight) = seen(c, call, id)?;
        view(&row, sight)
    })
}

/// Locks a draft: pins item versions and text revisions and freezes all contents.
pub fn lock_form(services: &Services, call: &Call, id: &str) -> Answer<Form> {
    services.write(call, "lock_form", |unit| {
        let row = changeable(unit.c, call, id)?;
        call.require_match(&row.revision.to_string())?;
        if row.state != "draft" {
            return Err(wrong_state(&row, "draft"));
        }
        let (request, allowed) = request_of(unit.c, &row)?;
        let members = rows::members(unit.c, id)?;
        usable(&row, &members, &allowed)?;
        let pins = Pins::of(unit.c, &row, &request, members)?;
        let pinned = failure::write_json(&pins.pinned);
        let by = (call.actor.user_id.as_str(), unit.now);
        if !rows::lock(unit.c, &row, &pins.variants, &pinned, by)? {
            return Err(Refusal::Stale {
                current: row.revision.to_string(),
            });
        }
        let detail = json!({"fingerprint": row.fingerprint, "positions": pins.pinned.items.len()});
        unit.audit(&row.owner_org, "form", id, detail)?;
        again(unit.c, id)
    })
}

/// Takes a form out of use; its sittings and copies already made stay.
pub fn retire_form(services: &Services, call: &Call, id: &str) -> Answer<Form> {
    services.write(call, "retire_form", |unit| {
        let row = changeable(unit.c, call, id)?;
        call.require_match(&row.revision.to_string())?;
        if row.state == "retired" {
            return Err(wrong_state(&row, "draft, locked"));
        }
        if !rows::retire(unit.c, &row)? {
            return Err(Refusal::Stale {
                current: row.revision.to_string(),
            });
        }
        unit.audit(&row.owner_org, "form", id, json!({"from": row.state}))?;
        again(unit.c, id)
    })
}

/// What candidates get of a locked form, in one language.
pub fn read_candidate_copy(
    services: &Services,
    call: &Call,
    id: &str,
    language: &Language,
) -> Answer<CandidateCopy> {
    let (row, _) = services.read(|c| seen(c, call, id))?;
    let pinned = pinned_of(&row)?;
    candidate_copy(&pinned.form, language, &pinned.material()).map_err(Refusal::Invalid)
}

/// A locked form with keys and mark schemes, in one language.
pub fn read_full_copy(
    services: &Services,
    call: &Call,
    id: &str,
    language: &Language,
) -> Answer<FullCopy> {
    let row = services.read(|c| {
        let (row, _) = seen(c, call, id)?;
        let path = organisations::path_of(c, &row.owner_org)?;
        let object = Object::of(&path)
            .subject(&row.subject)
            .language(language.as_str());
        call.require(Permission::ReadKeys, &object)?;
        Ok(row)
    })?;
    let pinned = pinned_of(&row)?;
    full_copy(&pinned.form, language, &pinned.material()).map_err(Refusal::Invalid)
}

/// A form that this caller may hold a sitting of: seen and locked. A secure form of an organisation
/// above is not seen before a sitting of it exists, so the owner's people make that sitting.
pub fn form_to_sit(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<(FormRow, PinnedForm)> {
    let (row, _) = seen(c, call, id)?;
    let pinned = pinned_of(&row)?;
    Ok((row, pinned))
}

/// What a locked or retired form was frozen as; for scoring, whatever the caller sees of the form.
pub fn frozen(c: &mut AnyConnection, id: &str) -> Answer<PinnedForm> {
    let row = rows::by_id(c, id)?.ok_or(Refusal::not_found("form"))?;
    Ok(failure::read_json(&row.pinned)?)
}

/// Access class of the forms of a specification.
pub(super) fn access_of(document: &SpecificationDocument) -> &'static str {
    match document.access.forms {
        FormAccess::Open => Access::Open.as_str(),
        FormAccess::Restricted => Access::Restricted.as_str(),
        FormAccess::Secure => Access::Secure.as_str(),
    }
}

/// How much of a form is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sight {
    /// Items and what the assembly achieved.
    Constructor,
    /// What the copies show.
    Reader,
}

fn seen(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<(FormRow, Sight)> {
    let hidden = || Refusal::not_found("form");
    let row = rows::by_id(c, id)?.ok_or_else(hidden)?;
    let path = organisations::path_of(c, &row.owner_org)?;
    let object = Object::of(&path).subject(&row.subject);
    let constructs = [Permission::AssembleForms, Permission::LockForms];
    if constructs.iter().any(|p| call.may(*p, &object)) {
        return Ok((row, Sight::Constructor));
    }
    if row.state == "draft" {
        return Err(hidden());
    }
    if call.may(Permission::ReadForms, &object) {
        return Ok((row, Sight::Reader));
    }
    let of_subject = |grant: &&Grant| {
        grant
            .subject
            .as_ref()
            .is_none_or(|subject| *subject == row.subject)
    };
    for grant in call
        .actor
        .grants_with(Permission::ReadForms)
        .filter(of_subject)
    {
        let open = row.state == "locked" && row.access != Access::Secure.as_str();
        let below = grant.org_path.starts_with(&path);
        if (open && below) || rows::is_sat_below(c, id, &grant.org_path)? {
            return Ok((row, Sight::Reader));
        }
    }
    Err(hidden())
}

/// A form the caller may lock or retire: 404 when it does not see it.
fn changeable(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<FormRow> {
    let (row, _) = seen(c, call, id)?;
    let path = organisations::path_of(c, &row.owner_org)?;
    call.require(
        Permission::LockForms,
        &Object::of(&path).subject(&row.subject),
    )?;
    Ok(row)
}

fn scope_of(call: &Call) -> FormScope {
    let rules = |permission| scope(&call.actor, permission, permission).rules;
    let readers = || call.actor.grants_with(Permission::ReadForms);
    let above = |grant: &Grant| -> Vec<(String, Option<String>)> {
        grant
            .org_path
            .split('/')
            .filter(|id| !id.is_empty() && *id != grant.org_id)
            .map(|id| (id.to_owned(), grant.subject.clone()))
            .collect()
    };
    let all: Vec<ScopeRule> = [Permission::AssembleForms, Permission::LockForms]
        .into_iter()
        .flat_map(rules)
        .collect();
    FormScope {
        all,
        locked: rules(Permission::ReadForms),
        above: readers().flat_map(above).collect(),
        sitting_paths: readers()
            .filter(|grant| grant.subject.is_none())
            .map(|grant| grant.org_path.clone())
            .collect(),
    }
}

fn wrong_state(row: &FormRow, needed: &str) -> Refusal {
    Refusal::conflict(
        Finding::error("form_state", "")
            .with("state", row.state.as_str())
            .with("needed", needed),
    )
}

fn pinned_of(row: &FormRow) -> Answer<PinnedForm> {
    if row.state != "locked" {
        return Err(wrong_state(row, "locked"));
    }
    Ok(failure::read_json(&row.pinned)?)
}

/// The request the form was assembled by, without candidates, and the phases it allowed.
fn request_of(c: &mut AnyConnection, row: &FormRow) -> Answer<(Request, Vec<Phase>)> {
    let run = crate::store::assembly::by_id(c, &row.run_id)?
        .ok_or_else(|| Refusal::Internal("the run of a form is gone".into()))?;
    let (_, request) = super::assembly::request_of_run(c, &run, false)?;
    let allowed = request.options.phases.clone();
    Ok((request, allowed))
}

/// Refuses when an item was taken out of use since the form was assembled. A form cannot be locked on
/// drafts either: their content may still change.
fn usable(row: &FormRow, members: &[MemberRow], allowed: &[Phase]) -> Answer<()> {
    let form: AssembledForm = failure::read_json(&row.document)?;
    let mut findings = Vec::new();
    for (index, (member, position)) in members.iter().zip(&form.positions).enumerate() {
        let phase: Phase = member.phase.parse().map_err(StoreError::Corrupt)?;
        let settled = matches!(phase, Phase::Approved | Phase::Pilot | Phase::Live);
        if !settled || !(allowed.contains(&phase) || phase == Phase::Live) {
            findings.push(
                Finding::error("form_item_unusable", format!("/positions/{index}"))
                    .with("position", position.position)
                    .with("item", position.item.as_str())
                    .with("phase", phase.as_str()),
            );
        }
    }
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Conflict(findings))
    }
}

/// What locking writes.
struct Pins {
    pinned: PinnedForm,
    variants: Vec<FormItemVariantRow>,
}

impl Pins {
    fn of(
        c: &mut AnyConnection,
        row: &FormRow,
        request: &Request,
        members: Vec<MemberRow>,
    ) -> Answer<Self> {
        let assembled: AssembledForm = failure::read_json(&row.document)?;
        let newest = newest_texts(rows::member_texts(c, &row.id)?);
        let mut items = Vec::new();
        let mut pinned: BTreeMap<(String, u32), Pinned> = BTreeMap::new();
        let mut stimuli: BTreeMap<String, StimulusDocument> = BTreeMap::new();
        for (member, position) in members.iter().zip(&assembled.positions) {
            let content: ItemContent = failure::read_json(&member.content)?;
            if let Some(code) = &content.stimulus
                && let Some(text) = rows::stimulus(c, &member.item_owner, code)?
            {
                stimuli.insert(code.clone(), failure::read_json(&text)?);
            }
            let texts = newest.get(&member.position);
            let texts = texts.into_iter().flatten().filter(|(language, text)| {
                text.state == "current" && request.languages.contains(language)
            });
            let mut revisions = BTreeMap::new();
            let mut frozen: BTreeMap<Language, ItemTexts> = BTreeMap::new();
            for (language, text) in texts {
                revisions.insert(language.clone(), u32::try_from(text.revision).unwrap_or(0));
                frozen.insert(language.clone(), failure::read_json(&text.texts)?);
            }
            let key = (position.item.clone(), position.version);
            let pin = Pinned {
                content: content.clone(),
                revisions,
            };
            pinned.insert(key, pin);
            items.push(FrozenItem {
                code: position.item.clone(),
                version: position.version,
                content,
                texts: frozen,
            });
        }
        let form = pin::pin(request, &assembled, &pinned).map_err(Refusal::Invalid)?;
        let pinned = PinnedForm {
            form,
            items,
            stimuli: stimuli.into_values().collect(),
        };
        let material = pinned.material();
        for language in &pinned.form.languages {
            candidate_copy(&pinned.form, language, &material).map_err(Refusal::Invalid)?;
        }
        let variants = variants(&row.id, &pinned, &members);
        Ok(Self { pinned, variants })
    }
}

type TextsByPosition = BTreeMap<i32, BTreeMap<Language, MemberTextRow>>;

/// Rows come by revision: the last one of a language stays.
fn newest_texts(texts: Vec<MemberTextRow>) -> TextsByPosition {
    let mut newest = TextsByPosition::new();
    for text in texts {
        if let Ok(language) = text.language.parse() {
            newest
                .entry(text.position)
                .or_default()
                .insert(language, text);
        }
    }
    newest
}

fn variants(form_id: &str, pinned: &PinnedForm, members: &[MemberRow]) -> Vec<FormItemVariantRow> {
    let mut variants = Vec::new();
    for (member, position) in members.iter().zip(&pinned.form.positions) {
        for (language, revision) in &position.revisions {
            variants.push(FormItemVariantRow {
                form_id: form_id.to_owned(),
                position: member.position,
                language: language.as_str().to_owned(),
                item_id: member.item_id.clone(),
                item_number: member.item_number,
                revision: i32::try_from(*revision).unwrap_or(0),
            });
        }
    }
    variants
}

fn again(c: &mut AnyConnection, id: &str) -> Answer<Form> {
    let row = rows::by_id(c, id)?.ok_or(Refusal::not_found("form"))?;
    view(&row, Sight::Constructor)
}

fn summary(row: &FormRow) -> Answer<FormSummary> {
    Ok(FormSummary {
        id: row.id.clone(),
        code: row.code.clone(),
        label: row.label.clone(),
        state: row.state.clone(),
        specification_id: row.specification_id.clone(),
        specification_version: u32::try_from(row.specification_version).unwrap_or(0),
        component: row.component.clone(),
        run_id: row.run_id.clone(),
        subject: row.subject.clone(),
        languages: failure::read_json(&row.languages)?,
        access: row.access.clone(),
        max_score: crate::bank::Hundredths(row.max_score),
        fingerprint: row.fingerprint.clone(),
        revision: row.revision,
        created_at: row.created_at.and_utc(),
        locked_at: row.locked_at.map(|t| t.and_utc()),
    })
}

fn view(row: &FormRow, sight: Sight) -> Answer<Form> {
    let assembled: AssembledForm = failure::read_json(&row.document)?;
    let constructor = sight == Sight::Constructor;
    let positions = assembled
        .positions
        .into_iter()
        .map(|position| FormPosition {
            position: position.position,
            row: position.row,
            section: position.section,
            points: position.points,
            item: constructor.then_some(position.item),
            version: constructor.then_some(position.version),
        });
    Ok(Form {
        summary: summary(row)?,
        positions: positions.collect(),
        achieved: if constructor {
            assembled.achieved
        } else {
            Vec::new()
        },
        mean_p: assembled.mean_p.filter(|_| constructor),
    })
}
