//! A request is checked as a whole before anything is compiled: every finding at once.

use std::collections::BTreeSet;

use super::aim::absent_numbers;
use super::anchors::anchor_findings;
use super::eligible::{Context, Eligible, misfits};
use super::given::given_findings;
use super::information::settle_scales;
use super::pool::Pool;
use super::request::Request;
use super::rules::RuleSet;
use super::shortage::listed;
use crate::language::finding::Finding;
use crate::specification::component::{Component, components};

/// A request that makes sense.
pub(super) struct Prepared {
    pub(super) component: Component,
    pub(super) subject: String,
    pub(super) pool: Pool,
    pub(super) rules: RuleSet,
}

impl Prepared {
    pub(super) fn of(request: &Request) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let all = components(&request.document);
        let component = all
            .iter()
            .find(|component| component.id == request.component);
        let component = component.map(|component| {
            findings.extend(component_findings(request, component));
            findings.extend(anchor_findings(request, component));
            findings.extend(given_findings(request, component));
            component
                .clone()
                .with(&request.given)
                .unwrap_or_else(|found| {
                    let found = found.into_iter().map(|f| f.under("/given"));
                    findings.extend(found);
                    component.clone()
                })
        });
        if component.is_none() {
            let known = listed(all.iter().map(|component| &component.id));
            let unknown = Finding::error("component_unknown", "/component");
            findings.push(
                unknown
                    .with("component", request.component.as_str())
                    .with("known", known),
            );
        }
        findings.extend(number_findings(request));
        let mut component = component;
        if let Some(component) = &mut component {
            findings.extend(settle_scales(request, component));
            findings.extend(absent_numbers(request, component));
        }
        let pool = Pool::new(request.candidates.clone()).unwrap_or_else(|lies| {
            findings.extend(lies);
            Pool::default()
        });
        let mut rules = RuleSet::default();
        if let (Some(component), true) = (&component, findings.is_empty()) {
            match RuleSet::read(component, &pool) {
                Ok(read) => rules = read,
                Err(wrong) => findings.extend(wrong),
            }
        }
        match (component, findings.is_empty()) {
            (Some(component), true) => {
                let subject = component
                    .subject
                    .clone()
                    .or_else(|| request.subject.clone());
                let mut prepared = Self {
                    component,
                    subject: subject.unwrap_or_default(),
                    pool,
                    rules,
                };
                prepared.settle_bounds(request);
                Ok(prepared)
            }
            _ => Err(findings),
        }
    }

    /// Bounds that a rule takes from the fitting items.
    fn settle_bounds(&mut self, request: &Request) {
        if self.rules.asks_pool() {
            let eligible = Eligible::of(&self.context(request), &self.pool);
            self.rules.settle_bounds(&self.component, &eligible.by_row);
        }
    }

    pub(super) fn context<'a>(&'a self, request: &'a Request) -> Context<'a> {
        Context {
            component: &self.component,
            subject: &self.subject,
            languages: &request.languages,
            options: &request.options,
            rules: &self.rules,
        }
    }
}

fn component_findings(request: &Request, component: &Component) -> Vec<Finding> {
    let mut findings = Vec::new();
    if component.language_set(&request.languages).is_none() {
        let sets = component.language_sets.iter().map(|set| listed(set.iter()));
        let finding = Finding::error("languages_not_of_component", "/languages");
        let languages = listed(request.languages.iter());
        let known = sets.collect::<Vec<_>>().join(" | ");
        findings.push(finding.with("languages", languages).with("known", known));
    }
    let known = || listed(component.choices.iter());
    match (&component.subject, &request.subject) {
        (None, None) if component.asks_subject() => {
            // Any subject may be the choice: then there is nothing to choose from.
            let offered = Some(known()).filter(|known| !known.is_empty());
            findings
                .push(Finding::error("subject_choice_missing", "/subject").with("known", offered));
        }
        (None, Some(subject))
            if !component.choices.is_empty() && !component.choices.contains(subject) =>
        {
            let finding = Finding::error("subject_not_a_choice", "/subject");
            findings.push(
                finding
                    .with("subject", subject.as_str())
                    .with("known", known()),
            );
        }
        (Some(fixed), Some(subject)) if fixed != subject => {
            let finding = Finding::error("subject_is_fixed", "/subject");
            findings.push(
                finding
                    .with("subject", subject.as_str())
                    .with("known", fixed.as_str()),
            );
        }
        _ => {}
    }
    if component.rows.is_empty() {
        findings.push(
            Finding::error("component_without_rows", "/component")
                .with("component", component.id.as_str()),
        );
    }
    let rows = component
        .rows
        .iter()
        .filter(|row| component.section_of(row).is_none());
    findings.extend(rows.map(|row| {
        let finding = Finding::error("row_section_unknown", format!("/document{}", row.pointer));
        finding
            .with("row", row.id.as_str())
            .with("section", row.section.as_str())
    }));
    findings
}

/// Most forms of one run, as in the specification's own limit.
const MOST_FORMS: u32 = 100;

fn number_findings(request: &Request) -> Vec<Finding> {
    let mut findings = Vec::new();
    if request
        .options
        .forms
        .is_some_and(|forms| forms == 0 || forms > MOST_FORMS)
    {
        findings
            .push(Finding::error("forms_out_of_range", "/options/forms").with("most", MOST_FORMS));
    }
    let constraints = &request.document.constraints;
    let most = request
        .options
        .overlap_max
        .unwrap_or(constraints.overlap_items);
    if let Some(fewest) = constraints.overlap_min.filter(|fewest| *fewest > most) {
        let finding = Finding::error("overlap_min_above_max", "/options/overlap_max");
        findings.push(finding.with("min", fewest).with("max", most));
    }
    let limits = &request.limits;
    if !(0.0..=1.0).contains(&limits.gap) {
        findings.push(Finding::error("gap_out_of_range", "/limits/gap"));
    }
    if !(limits.wall_clock_guard_s > 0.0 && limits.wall_clock_guard_s.is_finite()) {
        findings.push(Finding::error(
            "guard_out_of_range",
            "/limits/wall_clock_guard_s",
        ));
    }
    let forced: BTreeSet<_> = request.options.forced.iter().collect();
    for code in request
        .options
        .blocked
        .iter()
        .filter(|code| forced.contains(code))
    {
        let finding = Finding::error("item_forced_and_blocked", "/options/forced");
        findings.push(finding.with("item", code.as_str()));
    }
    findings
}

/// Forced items that fit no row, with the rules that keep each out of its nearest row.
pub(super) fn forced_misfits(
    context: &Context<'_>,
    pool: &Pool,
    eligible: &Eligible,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, code) in context.options.forced.iter().enumerate() {
        let versions = pool
            .candidates()
            .iter()
            .enumerate()
            .filter(|(_, item)| item.code == *code);
        let versions: Vec<_> = versions.collect();
        if versions.iter().any(|(place, _)| {
            eligible
                .by_row
                .iter()
                .any(|row| row.binary_search(place).is_ok())
        }) {
            continue;
        }
        let rows = || context.component.rows.iter();
        let tries = versions
            .iter()
            .flat_map(|(_, item)| rows().map(move |row| (row, misfits(context, row, item))));
        let nearest = tries.min_by_key(|(_, reasons)| reasons.len());
        let (row, reasons) = nearest.map_or((String::new(), String::new()), |(row, reasons)| {
            (
                row.id.clone(),
                listed(reasons.iter().map(|reason| reason.as_str())),
            )
        });
        let code_of = if versions.is_empty() {
            "forced_item_unknown"
        } else {
            "forced_item_fits_no_row"
        };
        let finding = Finding::error(code_of, format!("/options/forced/{index}"));
        let finding = finding.with("item", code.as_str());
        findings.push(if versions.is_empty() {
            finding
        } else {
            finding.with("row", row).with("reasons", reasons)
        });
    }
    findings
}
