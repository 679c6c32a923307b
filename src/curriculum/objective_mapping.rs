//! How the objectives of one programme version become those of another
//! (`synaq.objective-mapping/v1`): kept under another code, split, merged, or dropped.
//!
//! ```yaml
//! schema: synaq.objective-mapping/v1
//! id: mathematics-2017-to-2022
//! version: 1
//! title: {kk: "…", ru: "…", en: "…"}
//! subject: mathematics
//! from: kz-2017
//! to: kz-2022
//! effective: [{grades: [5, 6], academic_year: "2022-23"}]
//! entries:
//!   - {change: kept, from: ["6.2.1.1"], to: ["6.2.1.2"]}
//!   - {change: split, from: ["6.5.2.1"], to: ["6.5.2.2", "6.5.2.3"]}
//!   - {change: merged, from: ["6.1.1.1", "6.1.1.2"], to: ["6.1.1.1"]}
//!   - {change: dropped, from: ["6.4.3.3"]}
//! ```
//!
//! Nothing is moved by this: [`proposal`] says what the tags of an item would become, and a person
//! decides.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Texts;
use super::index::CurriculumIndex;
use crate::language::finding::Finding;
use crate::language::text_enum;

/// How the objectives of a subject move from one programme to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("patternProperties" = { "^x_": {} }, "additionalProperties" = false))]
pub struct ObjectiveMappingDocument {
    /// `synaq.objective-mapping/v1`.
    pub schema: ObjectiveMappingSchema,
    /// Human code.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Edition.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// Title by language.
    pub title: Texts,
    /// Subject code, the same in both programmes.
    #[schemars(length(min = 1, max = 80))]
    pub subject: String,
    /// Programme whose codes the items have now (`kz-2017`).
    #[schemars(length(min = 1, max = 80))]
    pub from: String,
    /// Programme whose codes they shall have (`kz-2022`).
    #[schemars(length(min = 1, max = 80))]
    pub to: String,
    /// Since which school year the new programme holds for which grades.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effective: Vec<EffectiveYear>,
    /// What becomes of each objective.
    #[schemars(length(min = 1))]
    pub entries: Vec<MappingEntry>,
    /// Keys starting with `x_`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extensions: BTreeMap<String, serde_json::Value>,
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ObjectiveMappingSchema {
    /// Version 1.
    #[serde(rename = "synaq.objective-mapping/v1")]
    V1,
}

/// Since when a programme holds for some grades.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EffectiveYear {
    /// The grades.
    #[schemars(length(min = 1))]
    pub grades: Vec<u8>,
    /// First school year (`2022-23`).
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}$"))]
    pub academic_year: String,
}

text_enum! {
    /// What becomes of an objective.
    MappingChange {
        /// One objective becomes one, under the same or another code.
        Kept = "kept",
        /// One becomes several: a person says which of them an item is about.
        Split = "split",
        /// Several become one.
        Merged = "merged",
        /// It has no successor.
        Dropped = "dropped",
    }
}

/// What becomes of one objective, or of several together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MappingEntry {
    /// What becomes of it.
    pub change: MappingChange,
    /// Codes of the old programme.
    #[schemars(length(min = 1))]
    pub from: Vec<String>,
    /// Codes of the new one; none where it is dropped.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// Why, or what to look at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Everything that is wrong with a mapping; codes are compared with the programmes that are known.
pub fn check(
    document: &ObjectiveMappingDocument,
    curriculum: Option<&CurriculumIndex>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    if document.from == document.to {
        let finding = Finding::error("mapping_programme_same", "/to");
        findings.push(finding.with("programme", document.to.as_str()));
    }
    check_counts(document, &mut findings);
    check_doubles(document, &mut findings);
    if let Some(index) = curriculum {
        check_codes(document, index, &mut findings);
    }
    findings
}

/// The word of an entry and its counts say the same.
fn check_counts(document: &ObjectiveMappingDocument, findings: &mut Vec<Finding>) {
    for (n, entry) in document.entries.iter().enumerate() {
        let fits = match (entry.from.len(), entry.to.len()) {
            (1, 1) => entry.change == MappingChange::Kept,
            (1, 2..) => entry.change == MappingChange::Split,
            (2.., 1) => entry.change == MappingChange::Merged,
            (1.., 0) => entry.change == MappingChange::Dropped,
            _ => false,
        };
        if !fits {
            let finding = Finding::error("mapping_change_mismatch", format!("/entries/{n}/change"));
            let finding = finding.with("change", entry.change.as_str());
            let finding = finding.with("from", entry.from.len());
            findings.push(finding.with("to", entry.to.len()));
        }
    }
}

/// An old code stands once, and a new one once in its entry.
fn check_doubles(document: &ObjectiveMappingDocument, findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<&str, String> = BTreeMap::new();
    for (n, entry) in document.entries.iter().enumerate() {
        for (m, code) in entry.from.iter().enumerate() {
            let pointer = format!("/entries/{n}/from/{m}");
            match first.get(code.as_str()) {
                Some(earlier) => findings.push(twice(code, pointer, earlier)),
                None => {
                    first.insert(code, pointer);
                }
            }
        }
        for (m, code) in entry.to.iter().enumerate() {
            let earlier = entry.to.iter().position(|other| other == code);
            if let Some(earlier) = earlier.filter(|earlier| *earlier < m) {
                let pointer = format!("/entries/{n}/to/{m}");
                findings.push(twice(code, pointer, &format!("/entries/{n}/to/{earlier}")));
            }
        }
    }
}

fn twice(code: &str, pointer: String, first: &str) -> Finding {
    let finding = Finding::error("duplicate_id", pointer);
    finding.with("id", code).with("first", first)
}

/// The new programme is there and has the codes; the old one is compared where it is there too, and what
/// the mapping forgets of it is remarked.
fn check_codes(
    document: &ObjectiveMappingDocument,
    index: &CurriculumIndex,
    findings: &mut Vec<Finding>,
) {
    let subject = document.subject.as_str();
    let known = |programme: &str| index.programme(programme).is_some();
    if !known(&document.to) {
        let nearest = index.nearest_programmes(&document.to);
        findings.push(unknown(
            "unknown_programme",
            &document.to,
            nearest,
            "/to".into(),
        ));
    }
    for (side, programme) in [("from", &document.from), ("to", &document.to)] {
        if !known(programme) {
            continue;
        }
        if index.subject(Some(programme), subject).is_none() {
            let nearest = index.nearest_subjects(Some(programme), subject);
            findings.push(unknown(
                "unknown_subject",
                subject,
                nearest,
                "/subject".into(),
            ));
            continue;
        }
        for (n, entry) in document.entries.iter().enumerate() {
            let codes = if side == "from" {
                &entry.from
            } else {
                &entry.to
            };
            for (m, code) in codes.iter().enumerate() {
                if index.objective(Some(programme), subject, code).is_none() {
                    let nearest = index.nearest_objectives(Some(programme), subject, code);
                    let pointer = format!("/entries/{n}/{side}/{m}");
                    let finding = unknown("unknown_objective", code, nearest, pointer);
                    findings.push(finding.with("subject", subject));
                }
            }
        }
    }
    findings.extend(forgotten(document, index));
}

/// Objectives of the old programme that no entry names.
fn forgotten(document: &ObjectiveMappingDocument, index: &CurriculumIndex) -> Option<Finding> {
    let named: BTreeSet<&str> = document
        .entries
        .iter()
        .flat_map(|e| &e.from)
        .map(String::as_str)
        .collect();
    index.programme(&document.from)?;
    let all = index.objectives_of(Some(&document.from), &document.subject);
    let missing: Vec<&str> = all
        .map(|o| o.code.as_str())
        .filter(|code| !named.contains(code))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let finding = Finding::warning("mapping_objectives_missing", "/entries");
    let finding = finding.with("count", missing.len());
    Some(finding.with("codes", missing))
}

fn unknown(code: &'static str, value: &str, nearest: String, pointer: String) -> Finding {
    let finding = Finding::error(code, pointer);
    finding.with("code", value).with("nearest", nearest)
}

/// What the objectives of an item would become.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MappingProposal {
    /// The objectives it has.
    pub from: Vec<String>,
    /// The objectives it would have for certain: kept and merged ones.
    pub to: Vec<String>,
    /// Where one objective became several: a person chooses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<MappingChoice>,
    /// Objectives without a successor: dropped, or not in the mapping at all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_target: Vec<String>,
}

/// One objective that became several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MappingChoice {
    /// The old objective.
    pub from: String,
    /// What it became: at least one of these is chosen.
    pub to: Vec<String>,
}

impl MappingProposal {
    /// True when something of the item has a place in the new programme.
    pub fn has_target(&self) -> bool {
        !self.to.is_empty() || !self.choices.is_empty()
    }
}

/// What these objectives become by a mapping, in their order.
pub fn proposal(document: &ObjectiveMappingDocument, objectives: &[String]) -> MappingProposal {
    let mut proposed = MappingProposal {
        from: objectives.to_vec(),
        ..MappingProposal::default()
    };
    for code in objectives {
        let entry = document.entries.iter().find(|e| e.from.contains(code));
        match entry.map(|entry| (entry.change, &entry.to)) {
            None | Some((MappingChange::Dropped, _)) => proposed.without_target.push(code.clone()),
            Some((MappingChange::Split, to)) => proposed.choices.push(MappingChoice {
                from: code.clone(),
                to: to.clone(),
            }),
            Some((_, to)) => {
                let new = to.iter().filter(|code| !proposed.to.contains(code));
                let new: Vec<String> = new.cloned().collect();
                proposed.to.extend(new);
            }
        }
    }
    proposed
}

/// The objectives that a person chose, or the certain ones where there is nothing to choose. Every
/// choice has one at least, and nothing else enters.
pub fn decided(
    proposal: &MappingProposal,
    chosen: Option<&[String]>,
) -> Result<Vec<String>, Vec<Finding>> {
    let Some(chosen) = chosen else {
        let open = proposal.choices.iter().map(|choice| {
            Finding::error("mapping_choice_missing", "/objectives")
                .with("objective", choice.from.as_str())
                .with("choices", choice.to.clone())
        });
        let open: Vec<Finding> = open.collect();
        return if open.is_empty() {
            Ok(proposal.to.clone())
        } else {
            Err(open)
        };
    };
    let mut found = Vec::new();
    let offered: Vec<&String> = proposal
        .to
        .iter()
        .chain(proposal.choices.iter().flat_map(|choice| &choice.to))
        .collect();
    for (n, code) in chosen.iter().enumerate() {
        if !offered.contains(&code) {
            let finding = Finding::error("not_allowed", format!("/objectives/{n}"));
            let finding = finding.with("value", code.as_str());
            let offered: Vec<String> = offered.iter().map(|code| (*code).clone()).collect();
            found.push(finding.with("allowed", offered));
        }
    }
    for choice in &proposal.choices {
        if !choice.to.iter().any(|code| chosen.contains(code)) {
            let finding = Finding::error("mapping_choice_missing", "/objectives");
            let finding = finding.with("objective", choice.from.as_str());
            found.push(finding.with("choices", choice.to.clone()));
        }
    }
    if chosen.is_empty() && found.is_empty() {
        let finding = Finding::error("mapping_choice_missing", "/objectives");
        let finding = finding.with("objective", proposal.from.join(", "));
        found.push(finding.with("choices", proposal.to.clone()));
    }
    match found.is_empty() {
        true => Ok(chosen.to_vec()),
        false => Err(found),
    }
}
