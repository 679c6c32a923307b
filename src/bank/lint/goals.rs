//! Objectives, criteria, descriptors, working time.

use std::collections::BTreeSet;

use super::View;
use crate::bank::content::{Descriptor, ItemContent};
use crate::bank::quality::{QualityPolicy, QualityRule};
use crate::bank::reading::words::{first_listed, words};
use crate::bank::texts::ItemDocument;
use crate::bank::{ItemType, Minutes, Points, SchemeKind};
use crate::curriculum::CurriculumIndex;
use crate::document::pointer::child;
use crate::language::finding::Finding;

pub(super) fn findings(
    policy: &QualityPolicy,
    item: &ItemDocument,
    curriculum: Option<&CurriculumIndex>,
) -> Vec<Finding> {
    let content = &item.content;
    if content.item_type == ItemType::Question {
        return Vec::new();
    }
    let mut found = one_objective(content);
    found.extend(criteria(content, curriculum));
    found.extend(working_time(policy, content));
    found
}

/// Several objectives are for tasks whose descriptors say which of them they show.
fn one_objective(content: &ItemContent) -> Vec<Finding> {
    if content.objectives.len() < 2 {
        return Vec::new();
    }
    let shown: BTreeSet<&str> = descriptors(content)
        .filter_map(|(_, descriptor)| descriptor.objective.as_deref())
        .collect();
    if shown.is_empty() {
        let finding = QualityRule::ObjectivesSeveral.found("/content/objectives");
        return vec![finding.with("count", content.objectives.len())];
    }
    let unseen = content.objectives.iter().enumerate();
    unseen
        .filter(|(_, objective)| !shown.contains(objective.as_str()))
        .map(|(n, objective)| {
            let pointer = format!("/content/objectives/{n}");
            let finding = QualityRule::ObjectiveWithoutDescriptor.found(pointer);
            finding.with("objective", objective.as_str())
        })
        .collect()
}

fn criteria(content: &ItemContent, curriculum: Option<&CurriculumIndex>) -> Vec<Finding> {
    let mut found = Vec::new();
    let has_descriptors = descriptors(content).next().is_some();
    let named: BTreeSet<&str> = descriptors(content)
        .filter_map(|(_, descriptor)| descriptor.criterion.as_deref())
        .collect();
    for (n, code) in content.criteria.iter().enumerate() {
        let pointer = format!("/content/criteria/{n}");
        if let Some(objectives) = objectives_of(content, code, curriculum)
            && !objectives.iter().any(|o| content.objectives.contains(o))
        {
            let finding = QualityRule::CriterionWithoutObjective.found(pointer.as_str());
            found.push(
                finding
                    .with("criterion", code.as_str())
                    .with("objectives", objectives.join(", ")),
            );
        }
        if has_descriptors && !named.contains(code.as_str()) {
            let finding = QualityRule::CriterionWithoutDescriptor.found(pointer);
            found.push(finding.with("criterion", code.as_str()));
        }
    }
    for (pointer, descriptor) in descriptors(content) {
        if descriptor.criterion.is_none() {
            let finding = QualityRule::DescriptorWithoutCriterion.found(pointer);
            found.push(finding.with("descriptor", descriptor.id.as_str()));
        }
    }
    found
}

fn objectives_of<'a>(
    content: &ItemContent,
    code: &str,
    curriculum: Option<&'a CurriculumIndex>,
) -> Option<&'a [String]> {
    let programme = content.programme.as_deref();
    let criterion = curriculum?.criterion(programme, &content.subject, code)?;
    Some(&criterion.objectives)
}

fn working_time(policy: &QualityPolicy, content: &ItemContent) -> Option<Finding> {
    let minutes = content.minutes.unwrap_or(Minutes::ZERO);
    if minutes <= Minutes::ZERO {
        return Some(QualityRule::MinutesMissing.found("/content/minutes"));
    }
    let (least, most) = (
        policy.limits.minutes_per_point_least,
        policy.limits.minutes_per_point_most,
    );
    let (minutes_100, points) = (minutes.0 * 100, content.points.0);
    let is_usual = (least.0 * points..=most.0 * points).contains(&minutes_100);
    if is_usual || content.points <= Points::ZERO {
        return None;
    }
    let finding = QualityRule::MinutesPerPointUnusual.found("/content/minutes");
    Some(
        finding
            .with("minutes", minutes.to_string())
            .with("points", content.points.to_string())
            .with("least", least.to_string())
            .with("most", most.to_string()),
    )
}

/// A descriptor says what a pupil does, where one can see or hear it; a band is prose and is not asked.
pub(super) fn descriptor_findings(view: &View<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for part in &view.item.content.parts {
        let Some(said) = view.texts.parts.get(&part.id) else {
            continue;
        };
        let base = format!("{}/descriptors", view.part_pointer(&part.id));
        for (id, text) in &said.descriptors {
            if let Some(word) = first_listed(&view.words.unobservable, &words(text)) {
                let finding = QualityRule::DescriptorNotObservable.found(child(&base, id));
                found.push(
                    finding
                        .with("descriptor", id.as_str())
                        .with("word", word)
                        .with("language", view.language.as_str()),
                );
            }
        }
    }
    found
}

/// Every descriptor with its pointer.
fn descriptors(content: &ItemContent) -> impl Iterator<Item = (String, &Descriptor)> {
    let parts = content.parts.iter().enumerate();
    parts
        .filter(|(_, part)| part.scheme.kind == SchemeKind::Analytic)
        .flat_map(|(n, part)| {
            let descriptors = part.scheme.descriptors.iter().enumerate();
            descriptors.map(move |(m, descriptor)| {
                (
                    format!("/content/parts/{n}/scheme/descriptors/{m}"),
                    descriptor,
                )
            })
        })
}
