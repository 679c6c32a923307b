//! Forms as they are shown.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::Answer;
use super::sight::Sight;
use crate::assembly::achieved::Achieved;
use crate::assembly::run::AssembledForm;
use crate::assembly::swap::Adjustment;
use crate::bank::{Hundredths, Language, Points};
use crate::store::failure;
use crate::store::forms::FormRow;

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
    /// Tasks exchanged by hand, in order. For constructors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<Adjustment>,
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

pub(in crate::service) fn summary(row: &FormRow) -> Answer<FormSummary> {
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
        max_score: Hundredths(row.max_score),
        fingerprint: row.fingerprint.clone(),
        revision: row.revision,
        created_at: row.created_at.and_utc(),
        locked_at: row.locked_at.map(|t| t.and_utc()),
    })
}

pub(super) fn view(row: &FormRow, sight: Sight) -> Answer<Form> {
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
        adjustments: match constructor {
            true => assembled.adjustments,
            false => Vec::new(),
        },
    })
}
