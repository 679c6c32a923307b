//! The rows that assignments are about, and who is competent for them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Answer, Refusal};
use crate::bank::{ItemType, Points};
use crate::identity::{Actor, Object, Permission, decide};
use crate::language::finding::Finding;
use crate::specification::component::{Component, ResolvedRow, components};
use crate::specification::document::{SpecificationDocument, ThinkingRule};
use crate::store::assignments::AssignmentRow;
use crate::store::{AnyConnection, failure, specifications as rows};

/// What the items of a row have to be.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AssignedRow {
    /// Row id.
    pub id: String,
    /// Section.
    pub section: String,
    /// Unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Objectives; an item has any of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// How the codes of the objectives begin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives_prefix: Vec<String>,
    /// Task types; none for any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<ItemType>,
    /// Thinking level of all, where the row has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thinking: Option<String>,
    /// Difficulty level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Points of each item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_each: Option<Points>,
    /// Number of options.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<u32>,
    /// True when every item hangs on a stimulus.
    pub stimulus_required: bool,
    /// How many a form takes.
    pub items: u32,
}

impl AssignedRow {
    /// What a writer needs to know of a row.
    pub(super) fn of(row: &ResolvedRow) -> Self {
        Self {
            id: row.id.clone(),
            section: row.section.clone(),
            unit: row.unit.clone(),
            objectives: row.objectives.clone(),
            objectives_prefix: row.objectives_prefix.clone(),
            types: row.types.clone(),
            thinking: match &row.thinking {
                Some(ThinkingRule::All(level)) => Some(level.to_string()),
                _ => None,
            },
            level: row.level.map(|level| level.to_string()),
            points_each: row.points_each,
            options: row.options,
            stimulus_required: row.stimulus_required,
            items: row.items,
        }
    }
}

/// A row that was found by its names.
pub(super) struct NamedRow {
    pub(super) component: String,
    pub(super) subject: String,
}

/// The component that is named, or the only one.
pub(super) fn named_component(
    document: &SpecificationDocument,
    id: Option<&str>,
) -> Result<Component, Finding> {
    let mut all = components(document);
    let known: Vec<String> = all.iter().map(|component| component.id.clone()).collect();
    let at = match id {
        None if all.len() == 1 => Some(0),
        None => None,
        Some(id) => all.iter().position(|component| component.id == id),
    };
    at.map(|at| all.swap_remove(at)).ok_or_else(|| {
        Finding::error("component_unknown", "/component")
            .with("component", id.unwrap_or_default())
            .with("known", known.join(", "))
    })
}

/// The row of a specification that an assignment is for.
pub(super) fn named_row(
    document: &SpecificationDocument,
    (component, id): (Option<&str>, &str),
    subject: Option<&str>,
) -> Result<NamedRow, Vec<Finding>> {
    let component = named_component(document, component).map_err(|finding| vec![finding])?;
    let Some(row) = component.rows.iter().find(|row| row.id == id) else {
        let known: Vec<&str> = component.rows.iter().map(|row| row.id.as_str()).collect();
        let finding = Finding::error("row_unknown", "/row").with("row", id);
        return Err(vec![finding.with("known", known.join(", "))]);
    };
    let fixed = row.subject.as_deref().or(component.subject.as_deref());
    match (fixed, subject) {
        (Some(fixed), Some(asked)) if fixed != asked => {
            let finding = Finding::error("subject_is_fixed", "/subject").with("subject", asked);
            Err(vec![finding.with("known", fixed)])
        }
        (None, None) => {
            let known = Some(component.choices.join(", ")).filter(|known| !known.is_empty());
            Err(vec![
                Finding::error("subject_choice_missing", "/subject").with("known", known),
            ])
        }
        (fixed, asked) => Ok(NamedRow {
            component: component.id.clone(),
            subject: fixed.or(asked).unwrap_or_default().to_owned(),
        }),
    }
}

/// The row of an assignment.
pub(super) fn assigned_row(c: &mut AnyConnection, row: &AssignmentRow) -> Answer<AssignedRow> {
    let gone = || Refusal::Internal("the row of an assignment is gone".into());
    let version = rows::version(c, &row.specification_id, row.specification_version)?;
    let document: SpecificationDocument = failure::read_json(&version.ok_or_else(gone)?.document)?;
    let all = components(&document);
    let component = all.iter().find(|component| component.id == row.component);
    let found = component.and_then(|c| c.rows.iter().find(|r| r.id == row.row_id));
    // A draft may have lost the row since.
    Ok(found.map_or_else(
        || AssignedRow {
            id: row.row_id.clone(),
            section: String::new(),
            unit: None,
            objectives: Vec::new(),
            objectives_prefix: Vec::new(),
            types: Vec::new(),
            thinking: None,
            level: None,
            points_each: None,
            options: None,
            stimulus_required: false,
            items: 0,
        },
        AssignedRow::of,
    ))
}

/// Path of the specification's owner, subject, language.
pub(super) type Competence<'a> = (&'a str, &'a str, Option<&'a str>);

/// True when what the actor writes of this subject and language comes into the owner's forms.
pub(super) fn competent(actor: &Actor, (path, subject, language): Competence<'_>) -> bool {
    let object = Object {
        language,
        ..Object::of(&actor.home_path).subject(subject)
    };
    actor.home_path.starts_with(path) && decide(actor, Permission::WriteItems, &object).allows()
}

/// Names the grant that somebody lacks.
pub(super) fn grant_missing(pointer: &str, (path, subject, language): Competence<'_>) -> Finding {
    let organisation = path.trim_end_matches('/').rsplit('/').next();
    Finding::error("grant_missing", pointer)
        .with("permission", Permission::WriteItems.as_str())
        .with("subject", subject)
        .with("language", language.unwrap_or("*"))
        .with("organisation", organisation.unwrap_or_default())
}
