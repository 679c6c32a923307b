//! Points, minutes, parts, options, keys, right elements and the mark scheme.

use super::{Comparison, count};
use crate::bank::content::Part;
use crate::bank::{ItemType, SchemeKind};
use crate::language::finding::Finding;

impl Comparison<'_> {
    pub(super) fn compare_amounts(&mut self) {
        let (wanted, content) = (self.specification, &self.item.content);
        self.within("points", wanted.points, content.points, "/content/points");
        if let Some(minutes) = content.minutes {
            self.within("minutes", wanted.minutes, minutes, "/content/minutes");
        }
        let parts = count(content.parts.len());
        self.within("parts", wanted.parts, parts, "/content/parts");
        for (position, part) in content.parts.iter().enumerate() {
            let at = format!("/content/parts/{position}");
            self.compare_choices(part, content.part_type(part), &at);
            self.compare_scheme(part, &at);
        }
        let descriptors = content
            .parts
            .iter()
            .map(|p| p.scheme.descriptors.len())
            .sum();
        if let Some(scheme) = &wanted.mark_scheme {
            let (bounds, number) = (scheme.descriptors, count(descriptors));
            self.within("descriptors", bounds, number, "/content/parts");
        }
    }

    fn compare_choices(&mut self, part: &Part, kind: ItemType, at: &str) {
        let wanted = self.specification;
        if kind.has_options() {
            let (options, at) = (count(part.options.len()), format!("{at}/options"));
            self.within("options", wanted.options, options, &at);
        }
        if matches!(kind, ItemType::Mcq | ItemType::Multi) {
            let (keys, at) = (count(part.key.correct.len()), format!("{at}/key/correct"));
            self.within("keys", wanted.keys, keys, &at);
        }
        if kind == ItemType::Match {
            let (targets, at) = (count(part.targets.len()), format!("{at}/targets"));
            self.within("targets", wanted.targets, targets, &at);
        }
        if part.scheme.kind == SchemeKind::Key && kind != ItemType::Question {
            let rule = Some(&part.scheme.rule);
            self.one_of(&wanted.partial, rule, &format!("{at}/scheme/rule"));
        }
    }

    fn compare_scheme(&mut self, part: &Part, at: &str) {
        let Some(wanted) = &self.specification.mark_scheme else {
            return;
        };
        self.one_of(
            &wanted.kinds,
            Some(&part.scheme.kind),
            &format!("{at}/scheme/kind"),
        );
        for (position, descriptor) in part.scheme.descriptors.iter().enumerate() {
            let at = format!("{at}/scheme/descriptors/{position}");
            if let Some(points) = wanted.points_per_descriptor
                && descriptor.points != points
            {
                let finding = Finding::error("spec_descriptor_points", format!("{at}/points"))
                    .with("descriptor", descriptor.id.as_str())
                    .with("points", descriptor.points.to_string())
                    .with("wanted", points.to_string());
                self.report(finding);
            }
            if wanted.criterion_required && descriptor.criterion.is_none() {
                let finding = Finding::error("spec_descriptor_criterion", at);
                self.report(finding.with("descriptor", descriptor.id.as_str()));
            }
        }
    }
}
