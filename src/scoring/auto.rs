//! The automatic mark of one part: what the key alone can say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::content::{Pair, Part};
use crate::bank::texts::PartTexts;
use crate::bank::{ItemType, Language, PartialRule, Points, SchemeKind};
use crate::language::text_enum;

use super::number_answer::{NumberVerdict, verdict};
use super::response::Answer;
use super::{rules, text_answer};
use std::fmt;
use std::str::FromStr;

text_enum! {
    /// Why the points are what they are.
    AutoReason {
        /// The full key.
        Right = "right",
        /// Part of it.
        Partial = "partial",
        /// Nothing that counts.
        Wrong = "wrong",
        /// Left empty: nothing.
        Blank = "blank",
        /// Two marks where one is allowed: not counted.
        MultiMark = "multi_mark",
        /// More chosen than allowed: nothing.
        TooManyChosen = "too_many_chosen",
        /// A number without the required unit.
        UnitMissing = "unit_missing",
        /// Not readable as a number.
        NotANumber = "not_a_number",
        /// A questionnaire question: a coded value, no points.
        Questionnaire = "questionnaire",
        /// Somebody has to mark it.
        NeedsMarker = "needs_marker",
        /// The key is missing or does not fit the type or the rule.
        KeyUnusable = "key_unusable",
    }
}

/// Points of a descriptor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DescriptorPoints {
    /// Descriptor id.
    pub descriptor: String,
    /// Awarded points.
    pub points: Points,
}

/// What the key says about an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AutoMark {
    /// Awarded points; null where the key alone cannot say (see `reason`), never zero instead.
    pub points: Option<Points>,
    /// Points of the part.
    pub max: Points,
    /// Points by descriptor, where the scheme is analytic and points are given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub descriptors: Vec<DescriptorPoints>,
    /// Coded value of the chosen option (QUESTION).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<i32>,
    /// Why.
    pub reason: AutoReason,
}

impl AutoMark {
    /// What to put on record: descriptor id (empty for the whole part) and points; nothing where
    /// the key alone cannot say.
    pub fn awards(&self) -> Vec<(&str, Points)> {
        if self.descriptors.is_empty() {
            return self.points.map(|points| ("", points)).into_iter().collect();
        }
        self.descriptors
            .iter()
            .map(|d| (d.descriptor.as_str(), d.points))
            .collect()
    }
}

/// Scores an answer that [`super::response::check`] lets pass.
///
/// * Closed parts with a key scheme: by the part's rule; short answers are all or nothing.
/// * Closed parts with an analytic scheme (a short answer with descriptors): the full key awards
///   every descriptor in full, anything else none of them; a teacher who sees the working supersedes.
/// * Open parts and banded schemes: nobody but a marker can say, unless the part is blank: then
///   nothing, and nothing for each descriptor.
/// * QUESTION: the coded value and no points.
///
/// `texts` carries the accepted answers of the candidate's language; `language` says how numbers
/// are written in it.
pub fn score_part(
    part: &Part,
    item_type: ItemType,
    texts: Option<&PartTexts>,
    language: &Language,
    answer: &Answer,
) -> AutoMark {
    if item_type == ItemType::Question {
        return questionnaire(part, answer);
    }
    if answer.blank {
        return awarded(part, Points::ZERO, AutoReason::Blank);
    }
    if !item_type.is_closed() || part.scheme.kind == SchemeKind::Banded {
        return unscored(part, AutoReason::NeedsMarker);
    }
    if answer.multi_mark {
        return awarded(part, Points::ZERO, AutoReason::MultiMark);
    }
    if is_empty(answer) {
        return awarded(part, Points::ZERO, AutoReason::Blank);
    }
    match item_type {
        ItemType::Mcq | ItemType::Tf => choices(part, answer.choice.as_slice()),
        ItemType::Multi => choices(part, answer.choices.as_deref().unwrap_or_default()),
        ItemType::Match => pairs(part, answer.pairs.as_deref().unwrap_or_default()),
        ItemType::Order => order(part, answer.order.as_deref().unwrap_or_default()),
        _ => short_answer(
            part,
            texts,
            language,
            answer.text.as_deref().unwrap_or_default(),
        ),
    }
}

/// Nothing chosen, nothing paired, nothing but spaces written.
fn is_empty(answer: &Answer) -> bool {
    let chosen =
        answer.choice.is_some() || answer.choices.as_ref().is_some_and(|list| !list.is_empty());
    let arranged = answer.order.as_ref().is_some_and(|list| !list.is_empty());
    let paired = answer.pairs.as_ref().is_some_and(|list| !list.is_empty());
    let written = answer
        .text
        .as_ref()
        .is_some_and(|text| !text_answer::plain(text).is_empty());
    !(chosen || arranged || paired || written)
}

fn questionnaire(part: &Part, answer: &Answer) -> AutoMark {
    AutoMark {
        value: coded_value(part, answer),
        ..unscored(part, AutoReason::Questionnaire)
    }
}

/// The coded value of the option that was chosen; none where the question is unanswered or the option has
/// no value.
pub fn coded_value(part: &Part, answer: &Answer) -> Option<i32> {
    let chosen = answer
        .choice
        .as_deref()
        .filter(|_| !answer.multi_mark && !answer.blank);
    let mut values = part.values.iter();
    let coded = values.find(|coded| Some(coded.option.as_str()) == chosen);
    coded.map(|coded| coded.value)
}

fn unscored(part: &Part, reason: AutoReason) -> AutoMark {
    AutoMark {
        points: None,
        max: part.points,
        descriptors: Vec::new(),
        value: None,
        reason,
    }
}

/// An analytic scheme is given in full or not at all.
fn awarded(part: &Part, points: Points, reason: AutoReason) -> AutoMark {
    if part.scheme.kind != SchemeKind::Analytic {
        return AutoMark {
            points: Some(points),
            ..unscored(part, reason)
        };
    }
    let full = reason == AutoReason::Right;
    let of = |given: Points| if full { given } else { Points::ZERO };
    let descriptors = part.scheme.descriptors.iter();
    AutoMark {
        points: Some(of(part.points)),
        descriptors: descriptors
            .map(|d| DescriptorPoints {
                descriptor: d.id.clone(),
                points: of(d.points),
            })
            .collect(),
        ..unscored(part, reason)
    }
}

/// The rule of a key scheme; descriptors know no partial credit.
fn rule_of(part: &Part) -> PartialRule {
    match part.scheme.kind {
        SchemeKind::Key => part.scheme.rule,
        SchemeKind::Analytic | SchemeKind::Banded => PartialRule::AllOrNothing,
    }
}

fn by_points(part: &Part, points: Points, exact: bool) -> AutoMark {
    let reason = match points {
        _ if exact || (points == part.points && points > Points::ZERO) => AutoReason::Right,
        Points::ZERO => AutoReason::Wrong,
        _ => AutoReason::Partial,
    };
    awarded(part, points, reason)
}

fn choices(part: &Part, chosen: &[String]) -> AutoMark {
    let (key, rule) = (&part.key.correct, rule_of(part));
    if key.is_empty() || !rules::scores_choices(rule) {
        return unscored(part, AutoReason::KeyUnusable);
    }
    let exact = sorted(key) == sorted(chosen);
    let points = match rule {
        PartialRule::PerCorrectMinusWrong => {
            rules::per_correct_minus_wrong(key, chosen, part.points)
        }
        PartialRule::PerCorrectNoPenalty if rules::exceeds(key, chosen, part.max_chosen) => {
            return awarded(part, Points::ZERO, AutoReason::TooManyChosen);
        }
        PartialRule::PerCorrectNoPenalty => {
            rules::per_correct_no_penalty(key, chosen, part.max_chosen, part.points)
        }
        _ => rules::all_or_nothing(exact, part.points),
    };
    by_points(part, points, exact)
}

fn pairs(part: &Part, given: &[Pair]) -> AutoMark {
    let (key, rule) = (&part.key.pairs, rule_of(part));
    if key.is_empty() || !rules::scores_pairs(rule) {
        return unscored(part, AutoReason::KeyUnusable);
    }
    let exact = sorted(key) == sorted(given);
    let points = match rule {
        PartialRule::PerPair => rules::per_pair(key, given, part.points),
        _ => rules::all_or_nothing(exact, part.points),
    };
    by_points(part, points, exact)
}

fn order(part: &Part, given: &[String]) -> AutoMark {
    let (key, rule) = (&part.key.order, rule_of(part));
    if key.is_empty() || !rules::scores_order(rule) {
        return unscored(part, AutoReason::KeyUnusable);
    }
    let exact = key.as_slice() == given;
    let points = match rule {
        PartialRule::PerPosition => rules::per_position(key, given, part.points),
        PartialRule::LongestCorrectRun => rules::longest_correct_run(key, given, part.points),
        _ => rules::all_or_nothing(exact, part.points),
    };
    by_points(part, points, exact)
}

/// Words first, then the number: an author may accept both "five" and 5.
fn short_answer(
    part: &Part,
    texts: Option<&PartTexts>,
    language: &Language,
    text: &str,
) -> AutoMark {
    let own = texts
        .map(|texts| texts.accepted.as_slice())
        .unwrap_or_default();
    let accepted = part.key.accepted.iter().chain(own);
    let number = part.key.number.as_ref();
    if number.is_none() && part.key.accepted.is_empty() && own.is_empty() {
        return unscored(part, AutoReason::NeedsMarker);
    }
    if text_answer::accepts(accepted, text) {
        return by_points(part, part.points, true);
    }
    match number.map(|key| verdict(key, language, text)) {
        Some(NumberVerdict::Right) => by_points(part, part.points, true),
        Some(NumberVerdict::KeyUnusable) => unscored(part, AutoReason::KeyUnusable),
        Some(NumberVerdict::UnitMissing) => awarded(part, Points::ZERO, AutoReason::UnitMissing),
        Some(NumberVerdict::NotANumber) => awarded(part, Points::ZERO, AutoReason::NotANumber),
        Some(NumberVerdict::Wrong) | None => awarded(part, Points::ZERO, AutoReason::Wrong),
    }
}

fn sorted<T: Ord>(list: &[T]) -> Vec<&T> {
    let mut list: Vec<&T> = list.iter().collect();
    list.sort();
    list
}

#[cfg(test)]
#[path = "auto_tests.rs"]
mod tests;
