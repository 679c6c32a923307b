//! Whether a combination makes an item: its key is a number that can be written and makes sense, and enough
//! wrong answers differ from it and from each other.

use super::document::{NumberFormat, QuestionType};
use super::read::{Model, ReadAnswer};
use super::scope::Scope;
use super::wording::{Unsaid, decimal, fraction, mixed};
use crate::bank::Language;
use crate::expression::Exact;

/// Most digits before the decimal mark that a key may have; after it, a finite decimal has at most 12.
const MOST_WHOLE_DIGITS: usize = 15;

/// Why a combination makes no item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// The key is no number (a division by zero, a root that is none).
    Absent,
    /// The key is no finite decimal, or too long a one.
    NotDecimal,
    /// The key breaks the condition of sense at this position.
    Senseless(usize),
    /// Too few wrong answers are left.
    TooFewDistractors,
    /// Another combination has the same stem and the same key.
    SameWording,
}

/// Why a wrong answer is not used in a combination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    Absent,
    NotDecimal,
    Senseless,
    EqualsKey,
    EqualsOther,
}

impl Fault {
    pub(super) const ALL: [Self; 5] = [
        Self::Absent,
        Self::NotDecimal,
        Self::Senseless,
        Self::EqualsKey,
        Self::EqualsOther,
    ];

    /// Name in findings.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::NotDecimal => "not_decimal",
            Self::Senseless => "senseless",
            Self::EqualsKey => "equals_key",
            Self::EqualsOther => "equals_other",
        }
    }
}

/// The key of a combination and what each wrong answer is worth, by their positions.
pub(super) struct Judged {
    pub(super) answer: Exact,
    pub(super) distractors: Vec<Result<Exact, Fault>>,
}

impl Judged {
    /// Wrong answers that can be used, with their positions.
    pub(super) fn usable(&self) -> Vec<(usize, Exact)> {
        let all = self.distractors.iter().enumerate();
        all.filter_map(|(n, one)| Some((n, one.ok()?))).collect()
    }
}

/// Judges a combination; the scope knows its answer afterwards. The wrong answers are told even where
/// they are too few.
pub(super) fn judge(scope: &mut Scope<'_>) -> (Result<(), Reason>, Option<Judged>) {
    let model = scope.model;
    let Some(answer) = model.answer.is.exact(scope) else {
        return (Err(Reason::Absent), None);
    };
    scope.answer = Some(answer);
    if !can_be_written(model, &model.answer, answer) {
        return (Err(Reason::NotDecimal), None);
    }
    if let Some(broken) = senseless(scope, answer) {
        return (Err(Reason::Senseless(broken)), None);
    }
    let mut distractors: Vec<Result<Exact, Fault>> = Vec::new();
    for one in &model.distractors {
        let judged = wrong_answer(scope, one, answer, &distractors);
        distractors.push(judged);
    }
    let judged = Judged {
        answer,
        distractors,
    };
    let enough = judged.usable().len() + 1 >= model.options();
    let verdict = if enough {
        Ok(())
    } else {
        Err(Reason::TooFewDistractors)
    };
    (verdict, Some(judged))
}

fn wrong_answer(
    scope: &Scope<'_>,
    one: &ReadAnswer,
    answer: Exact,
    before: &[Result<Exact, Fault>],
) -> Result<Exact, Fault> {
    let model = scope.model;
    let value = one.is.exact(scope).ok_or(Fault::Absent)?;
    if !can_be_written(model, one, value) {
        return Err(Fault::NotDecimal);
    }
    if senseless(scope, value).is_some() {
        return Err(Fault::Senseless);
    }
    let same = |other: &ReadAnswer, of: Exact| value == of && same_unit(scope, value, one, other);
    if same(&model.answer, answer) {
        return Err(Fault::EqualsKey);
    }
    let mut earlier = model.distractors.iter().zip(before);
    match earlier.any(|(other, of)| of.is_ok_and(|of| same(other, of))) {
        true => Err(Fault::EqualsOther),
        false => Ok(value),
    }
}

/// Two equal numbers are one answer unless their units differ in every language.
fn same_unit(scope: &Scope<'_>, value: Exact, one: &ReadAnswer, other: &ReadAnswer) -> bool {
    if one.unit.is_empty() && other.unit.is_empty() {
        return true;
    }
    let scope = scope.about(value);
    let mut languages = scope.model.wording.keys();
    languages.any(|language| unit(&scope, one, language) == unit(&scope, other, language))
}

/// The position of the first condition of sense that a number breaks.
fn senseless(scope: &Scope<'_>, value: Exact) -> Option<usize> {
    let sense = &scope.model.sense;
    if sense.is_empty() {
        return None;
    }
    let scope = scope.about(value);
    sense
        .iter()
        .position(|condition| !condition.holds_exactly(&scope))
}

fn format_of(model: &Model<'_>) -> NumberFormat {
    model
        .document
        .question
        .answer
        .format
        .unwrap_or(NumberFormat::Decimal)
}

/// A number in a text of its own is written by that text.
fn can_be_written(model: &Model<'_>, one: &ReadAnswer, value: Exact) -> bool {
    let by_text = !one.text.is_empty() && model.document.question.kind == QuestionType::Mcq;
    by_text || format_of(model) != NumberFormat::Decimal || is_key_decimal(value)
}

/// True for a number that can stand in the key of a short answer.
pub(super) fn is_key_decimal(value: Exact) -> bool {
    let digits = value.digits();
    digits.is_some_and(|(_, whole, _)| whole.len() <= MOST_WHOLE_DIGITS)
}

/// The number of an answer as it is written.
pub(super) fn number(
    scope: &Scope<'_>,
    value: Exact,
    language: &Language,
) -> Result<String, Unsaid> {
    match format_of(scope.model) {
        NumberFormat::Decimal => {
            decimal(value, language).ok_or_else(|| Unsaid::NotDecimal(value.to_string()))
        }
        NumberFormat::Fraction => Ok(fraction(value)),
        NumberFormat::Mixed => Ok(mixed(value)),
    }
}

/// The unit of an answer: its own, or that of the key.
pub(super) fn unit(
    scope: &Scope<'_>,
    one: &ReadAnswer,
    language: &Language,
) -> Result<Option<String>, Unsaid> {
    let own = one.unit.get(language);
    let template = own.or_else(|| scope.model.answer.unit.get(language));
    template.map(|template| scope.say(template)).transpose()
}

/// An answer as a candidate reads or writes it: its own text, or number and unit.
pub(super) fn answer_text(
    scope: &Scope<'_>,
    one: &ReadAnswer,
    value: Exact,
    language: &Language,
) -> Result<String, Unsaid> {
    let scope = scope.about(value);
    if let Some(template) = one.text.get(language) {
        return scope.say(template);
    }
    let number = number(&scope, value, language)?;
    Ok(match unit(&scope, one, language)? {
        Some(unit) => format!("{number}\u{a0}{unit}"),
        None => number,
    })
}
