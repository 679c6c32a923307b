//! What a change touches: specifications, forms, sittings, variants and statistics, read by the caller and
//! summed up before anything is saved.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::Language;
use super::gate::ChangeReport;
use crate::language::finding::Finding;

/// Names of each kind that a summary lists; the rest is counted.
const LISTED: usize = 20;

/// A form that has the item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TouchedForm {
    /// Id.
    pub id: String,
    /// What people call it; '' where the reader may not know it: it is counted and not named.
    pub label: String,
    /// True when it is locked or was used: it keeps the version it pins.
    pub locked: bool,
    /// Organisation that owns it.
    pub owner_org: String,
}

/// A sitting of such a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TouchedSitting {
    /// Id.
    pub id: String,
    /// What people call it; '' where the reader may not know it: it is counted and not named.
    pub label: String,
    /// True when it is planned or goes on.
    pub open: bool,
    /// Organisation that holds it.
    pub owner_org: String,
}

/// Everything that has the item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Touched {
    /// Codes of the specifications whose rows it fits or whose forms have it.
    pub specifications: Vec<String>,
    /// Forms.
    pub forms: Vec<TouchedForm>,
    /// Sittings.
    pub sittings: Vec<TouchedSitting>,
    /// Languages that did not follow when the text they are translated from moved.
    pub stale_variants: Vec<Language>,
}

/// The sum of what is touched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TouchedSummary {
    /// Specifications.
    pub specifications: Named,
    /// Forms that keep the version they have.
    pub locked_forms: Named,
    /// Draft forms, which can take the new version.
    pub draft_forms: Named,
    /// Sittings that are planned or go on.
    pub open_sittings: Named,
    /// Sittings that are over.
    pub past_sittings: usize,
    /// Variants that are stale with the edit: the text they are translated from moved, and they did not.
    pub stale_variants: Vec<Language>,
    /// Statistics that are kept.
    pub statistics_carried: usize,
    /// Statistics that are reset.
    pub statistics_reset: usize,
    /// Owners of the forms, who are told, each once.
    pub tell: Vec<String>,
    /// What those who save should know; nothing of it refuses.
    pub remarks: Vec<Finding>,
}

/// How many, and the first of them by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Named {
    /// How many.
    pub count: usize,
    /// At most 20 names, in order.
    pub first: Vec<String>,
}

impl Named {
    /// Things by id, with what people call them.
    fn of<'a>(things: impl Iterator<Item = (&'a String, &'a String)>) -> Self {
        let names: BTreeMap<&String, &String> = things.collect();
        let count = names.len();
        let mut first: Vec<String> = names.into_values().cloned().collect();
        first.retain(|name| !name.is_empty());
        first.sort_unstable();
        first.truncate(LISTED);
        Self { count, first }
    }

    fn remark(&self, finding: Finding) -> Option<Finding> {
        let finding = finding.with("count", self.count);
        let finding = match self.first.is_empty() {
            true => finding,
            false => finding.with("names", self.first.join(", ")),
        };
        (self.count > 0).then_some(finding)
    }
}

/// What a change touches, with what becomes of it.
pub fn summary(report: &ChangeReport, touched: &Touched) -> TouchedSummary {
    let forms = |locked: bool| {
        touched
            .forms
            .iter()
            .filter(move |form| form.locked == locked)
    };
    let open = || touched.sittings.iter().filter(|sitting| sitting.open);
    let tell: BTreeSet<&String> = touched.forms.iter().map(|form| &form.owner_org).collect();
    let mut summary = TouchedSummary {
        specifications: Named::of(touched.specifications.iter().map(|code| (code, code))),
        locked_forms: Named::of(forms(true).map(|form| (&form.id, &form.label))),
        draft_forms: Named::of(forms(false).map(|form| (&form.id, &form.label))),
        open_sittings: Named::of(open().map(|sitting| (&sitting.id, &sitting.label))),
        past_sittings: touched.sittings.len() - open().count(),
        stale_variants: touched.stale_variants.clone(),
        statistics_carried: report.carried.len(),
        statistics_reset: report.reset.len(),
        tell: tell.into_iter().cloned().collect(),
        remarks: Vec::new(),
    };
    summary.remarks = remarks(&summary);
    summary
}

fn remarks(summary: &TouchedSummary) -> Vec<Finding> {
    let mut remarks = Vec::new();
    let locked = Finding::warning("change_locked_forms_keep", "/forms");
    remarks.extend(summary.locked_forms.remark(locked));
    let draft = Finding::warning("change_draft_forms_have", "/forms");
    remarks.extend(summary.draft_forms.remark(draft));
    let open = Finding::warning("change_open_sittings_have", "/sittings");
    remarks.extend(summary.open_sittings.remark(open));
    if !summary.stale_variants.is_empty() {
        let languages: Vec<&str> = summary.stale_variants.iter().map(|l| l.as_str()).collect();
        let finding = Finding::warning("change_variants_stale", "/texts");
        remarks.push(finding.with("languages", languages));
    }
    if summary.statistics_reset > 0 {
        let finding = Finding::warning("change_statistics_reset", "/statistics");
        remarks.push(finding.with("count", summary.statistics_reset));
    }
    remarks
}
