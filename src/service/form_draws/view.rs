//! Draws as they are asked for and shown.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::assembly::with_state;
use super::super::forms::{FormSummary, summary};
use super::super::{Answer, Refusal};
use crate::bank::Language;
use crate::language::finding::Finding;
use crate::store::form_draws::FormDrawRow;
use crate::store::{AnyConnection, assembly as runs, forms};

/// What a school asks for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawForm {
    /// Id of the specification.
    pub specification_id: String,
    /// Its version; the newest published one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub version: Option<u32>,
    /// Component of a battery; not needed where there is only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// Subject, for a component whose subject the candidate chooses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The class.
    pub class_id: String,
    /// Language of the form; the class's where the test is in it, else the test's only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Day of the sitting; today when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_on: Option<NaiveDate>,
    /// Term, for a specification that leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<u8>,
    /// Lesson, for a specification that leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    pub lesson: Option<String>,
}

/// A form that a school drew for a class.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FormDraw {
    /// UUID.
    pub id: String,
    /// The school.
    pub org_id: String,
    /// The class.
    pub class_id: String,
    /// Specification.
    pub specification_id: String,
    /// Its version.
    pub specification_version: u32,
    /// Component id.
    pub component: String,
    /// Which draw of the class it is, from 1.
    pub number: i32,
    /// Language.
    pub language: String,
    /// Day of the sitting.
    pub held_on: String,
    /// First day of the copies, where the form is secure.
    pub opens_on: String,
    /// `done` with a form; `queued` or `running` while it is assembled; `infeasible`, `failed` or
    /// `cancelled` where there is none, and then it does not count as drawn.
    pub state: String,
    /// The form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormSummary>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
}

impl FormDraw {
    /// True when nothing more happens to it.
    pub fn is_over(&self) -> bool {
        !matches!(self.state.as_str(), "queued" | "running")
    }

    /// True when it gave or may still give a form.
    pub(super) fn counts(&self) -> bool {
        self.state == "done" || !self.is_over()
    }
}

/// What a school is told of why there is no form: rows of the specification, which it may read. What else
/// contradicts itself names tasks, which it may not know.
const TOLD: [&str; 2] = ["row_short", "rows_compete"];

pub(super) fn view(c: &mut AnyConnection, row: FormDrawRow) -> Answer<FormDraw> {
    let form = match &row.form_id {
        Some(id) => forms::by_id(c, id)?,
        None => None,
    };
    let (state, findings) = match (&form, &row.run_id) {
        (Some(_), _) => ("done".to_owned(), Vec::new()),
        (None, Some(run)) => {
            let gone = || Refusal::Internal(format!("run {run} of a draw is gone"));
            let run = runs::by_id(c, run)?.ok_or_else(gone)?;
            let run = with_state(c, run)?;
            let told = |finding: &Finding| TOLD.contains(&finding.code.as_str());
            let mut findings: Vec<Finding> = run.findings.into_iter().filter(told).collect();
            if findings.is_empty() && !matches!(run.state.as_str(), "queued" | "running") {
                findings.push(Finding::error("draw_without_form", ""));
            }
            (run.state, findings)
        }
        (None, None) => return Err(Refusal::Internal(format!("draw {} has no form", row.id))),
    };
    Ok(FormDraw {
        form: form.as_ref().map(summary).transpose()?,
        state,
        findings,
        id: row.id,
        org_id: row.owner_org,
        class_id: row.class_id,
        specification_id: row.specification_id,
        specification_version: u32::try_from(row.specification_version).unwrap_or(0),
        component: row.component,
        number: row.number,
        language: row.language,
        held_on: row.held_on,
        opens_on: row.opens_on,
        created_at: row.created_at.and_utc(),
    })
}
