//! What an edit of an approved item does and touches, before it is saved and after.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::item_drafts::{Writing, document_of, variant_rows};
use super::super::item_sight::{item_object, visible};
use super::super::item_usage::{names_form, names_school};
use super::super::item_view::language_of;
use super::super::review::sight::hides_author;
use super::super::{Answer, Call, Refusal, Services};
use super::{base_of, declaration_of, judged};
use crate::bank::Language;
use crate::bank::change::gate::{ChangeReport, Declaration};
use crate::bank::change::touched::{Touched, TouchedForm, TouchedSitting, TouchedSummary, summary};
use crate::bank::content::ItemContent;
use crate::bank::texts::{ItemDocument, ItemTexts};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::store::AnyConnection;
use crate::store::declared_changes::{self, DeclaredRow};
use crate::store::item_usage::{self as usage};
use crate::store::items::{FoundVersion, VariantRow};

/// As what a draft is looked at that nobody declared yet.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TouchedQuery {
    /// `editorial` or `substantive`; what was declared, else substantive.
    #[serde(default)]
    pub declared: Option<Declaration>,
}

/// An edit that is not saved.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewChange {
    /// What it would be called.
    pub declared: Declaration,
    /// The new content; the present one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<ItemContent>,
    /// New texts of some languages.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<Language, ItemTexts>,
}

/// What was declared of a version, and who confirmed it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DeclaredChange {
    /// What it is called.
    pub declared: Declaration,
    /// Why it is made.
    pub reason: String,
    /// Who says so; absent where a blind review hides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_by: Option<String>,
    /// When.
    pub declared_at: DateTime<Utc>,
    /// The second person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<String>,
    /// When it was confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// What an edit does and touches.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ItemTouched {
    /// The item.
    pub item_id: String,
    /// Its code.
    pub code: String,
    /// The approved version that is changed.
    pub base_number: i32,
    /// The version that changes it; absent for an edit that is not saved, and for the approved version itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<i32>,
    /// What was declared of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declaration: Option<DeclaredChange>,
    /// What it does; absent for the approved version itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeReport>,
    /// What it touches. Everything is counted; named is what the caller may know of.
    pub touched: TouchedSummary,
}

/// What a version touches: a draft or submitted one by what it changes, an approved one by where it stands.
pub fn read_item_touched(
    services: &Services,
    call: &Call,
    (id, number): (&str, i32),
    query: &TouchedQuery,
) -> Answer<ItemTouched> {
    services.read(|c| {
        let found = visible(c, call, id, Some(number))?;
        call.require(Permission::ReadKeys, &item_object(&found))?;
        if !matches!(found.version.phase.as_str(), "draft" | "review") {
            let document = document_of(&found)?;
            let declared = query.declared.unwrap_or(Declaration::Substantive);
            let after = (&document, found.variants.as_slice());
            let mut touched = looked_at(c, call, &found, after, (declared, "-"))?;
            touched.change = None;
            return Ok(touched);
        }
        let base = base_of(c, id, number)?.ok_or_else(|| without_base(number))?;
        let row = declared_changes::of_version(c, id, number)?;
        of_draft(c, call, (&base, &found), query.declared, row)
    })
}

/// What an edit of the newest version would do and touch; nothing is kept.
pub fn preview_item_change(
    services: &Services,
    call: &Call,
    id: &str,
    input: &PreviewChange,
) -> Answer<ItemTouched> {
    services.read(|c| {
        let base = visible(c, call, id, None)?;
        call.require(Permission::WriteItems, &item_object(&base))?;
        call.require(Permission::ReadKeys, &item_object(&base))?;
        if !super::APPROVED.contains(&base.version.phase.as_str()) {
            return Err(without_base(base.version.number + 1));
        }
        let mut document = document_of(&base)?;
        if let Some(content) = &input.content {
            document.content = content.clone();
        }
        document.texts.extend(input.texts.clone());
        let writing = Writing {
            item_id: &base.item.id,
            number: base.version.number + 1,
            author: &call.actor.user_id,
            now: services.now().naive_utc(),
        };
        let source = document.source_language.as_ref();
        let variants = variant_rows(&writing, &base.variants, &document.texts, source);
        let after = (&document, variants.as_slice());
        looked_at(c, call, &base, after, (input.declared, "-"))
    })
}

/// There is no approved version that this one could change.
pub(super) fn without_base(number: i32) -> Refusal {
    Refusal::conflict(Finding::error("change_without_base", "").with("number", number))
}

/// A draft as it is declared, or as it is asked for.
pub(super) fn of_draft(
    c: &mut AnyConnection,
    call: &Call,
    (base, found): (&FoundVersion, &FoundVersion),
    asked: Option<Declaration>,
    row: Option<DeclaredRow>,
) -> Answer<ItemTouched> {
    let document = document_of(found)?;
    let told = row.as_ref().map(|row| declaration_of(&row.declaration));
    let told = told.transpose()?;
    let declared = asked.or(told).unwrap_or(Declaration::Substantive);
    let reason = row.as_ref().map_or("-", |row| row.reason.as_str());
    let after = (&document, found.variants.as_slice());
    let mut touched = looked_at(c, call, base, after, (declared, reason))?;
    touched.number = Some(found.version.number);
    touched.declaration = row.map(|row| view(row, told.unwrap_or(declared)));
    if let Some(declaration) = &mut touched.declaration
        && hides_author(c, call, found)?
    {
        let declared_by = declaration.declared_by.take();
        declaration.declared_by = declared_by.filter(|who| *who == call.actor.user_id);
    }
    Ok(touched)
}

fn view(row: DeclaredRow, declared: Declaration) -> DeclaredChange {
    DeclaredChange {
        declared,
        reason: row.reason,
        declared_by: Some(row.declared_by),
        declared_at: row.declared_at.and_utc(),
        confirmed_by: Some(row.confirmed_by).filter(|id| !id.is_empty()),
        confirmed_at: row.confirmed_at.map(|at| at.and_utc()),
    }
}

fn looked_at(
    c: &mut AnyConnection,
    call: &Call,
    base: &FoundVersion,
    (after, variants): (&ItemDocument, &[VariantRow]),
    declared: (Declaration, &str),
) -> Answer<ItemTouched> {
    let report = judged(c, base, after, declared)?;
    let mut touched = everything(c, call, base)?;
    for row in variants.iter().filter(|row| row.state == "stale") {
        touched.stale_variants.push(language_of(&row.language)?);
    }
    let mut touched = summary(&report, &touched);
    touched.tell.retain(|org| !org.is_empty());
    Ok(ItemTouched {
        item_id: base.item.id.clone(),
        code: base.item.code.clone(),
        base_number: base.version.number,
        number: None,
        declaration: None,
        change: Some(report),
        touched,
    })
}

/// Everything that has the item. Retired forms are no longer given out and not touched; what the caller
/// may not know of has no name.
fn everything(c: &mut AnyConnection, call: &Call, of: &FoundVersion) -> Answer<Touched> {
    let mut touched = Touched::default();
    for form in usage::forms_with(c, &of.item.id)? {
        if form.state == "retired" {
            continue;
        }
        let is_named = names_form(call, &form);
        let named = |text: &str| {
            if is_named {
                text.to_owned()
            } else {
                String::new()
            }
        };
        if is_named {
            touched.specifications.push(form.specification.clone());
        }
        touched.forms.push(TouchedForm {
            label: named(&form.form_code),
            owner_org: named(&form.owner_org),
            locked: form.state == "locked",
            id: form.form_id,
        });
    }
    let subject = &of.version.subject;
    for sitting in usage::sittings_with(c, &of.item.id)? {
        let is_named = names_school(call, &sitting.org_path, subject);
        let label = format!("{} {}", sitting.class_code, sitting.held_on);
        touched.sittings.push(TouchedSitting {
            label: if is_named { label } else { String::new() },
            open: sitting.state == "open",
            owner_org: sitting.org_id,
            id: sitting.id,
        });
    }
    Ok(touched)
}
