//! Items and stimuli as things with named attributes.

use super::super::attribute::{Attribute, FreeAttributes};
use super::super::candidate::{Candidate, StimulusFacts};
use crate::bank::Hundredths;
use crate::expression::{Attributes, Value};
use crate::specification::attribute_names::STIMULUS_PREFIX;
use crate::specification::component::ResolvedRow;

/// An item, and the row it stands in where that is known.
#[derive(Clone, Copy)]
pub struct ItemAttributes<'a> {
    /// The item.
    pub item: &'a Candidate,
    /// The row; without it `row`, `section` and `scored` are absent.
    pub row: Option<&'a ResolvedRow>,
    /// Scale of the parameters; those of the item's only scale when absent.
    pub scale: Option<&'a str>,
}

impl Attributes for ItemAttributes<'_> {
    fn value(&self, name: &str) -> Value<'_> {
        self.get(name)
    }
}

impl<'a> ItemAttributes<'a> {
    /// Value of an attribute, for as long as the item lives.
    pub fn get(&self, name: &str) -> Value<'a> {
        match self.field(name) {
            Value::Absent => self.brought(name),
            known => known,
        }
    }

    /// Known fields, by the names of `specification::attribute_names`.
    fn field(&self, name: &str) -> Value<'a> {
        let item = self.item;
        match name {
            "access" => Value::Text(item.access.as_str()),
            "auto_scored" => Value::Truth(item.auto_scored),
            "code" => Value::Text(&item.code),
            "coded_max" => hundredths(item.coded_max),
            "correct_count" => number(item.correct_count),
            "difficulty" => text(item.difficulty.map(|level| level.as_str())),
            "enemies" => texts(&item.enemies),
            "exposed" => number(item.past.exposed),
            "family" => text(item.family.as_deref()),
            "grade_max" => number(item.grade_max),
            "grade_min" => number(item.grade_min),
            "item_type" => Value::Text(item.item_type.as_str()),
            "key_position" => optional(item.key_position),
            "language_objectives" => texts(&item.language_objectives),
            "languages" => Value::Texts(item.languages.iter().map(|l| l.as_str()).collect()),
            "lessons" => texts(&item.lessons),
            "literacy" => text(item.literacy.as_deref()),
            "literacy_context" => text(item.literacy_context.as_deref()),
            "minutes" => hundredths(item.minutes),
            "n" => Value::Number(item.evidence.n as f64),
            "objectives" => texts(&item.objectives),
            "option_count" => optional(item.option_count),
            "p" => item.p.map_or(Value::Absent, |p| Value::Number(p.value)),
            "phase" => Value::Text(item.phase.as_str()),
            "points" => hundredths(Some(item.points)),
            "purpose" => Value::Text(item.purpose.as_str()),
            "rounds" => number(item.evidence.rounds),
            "row" => text(self.row.map(|row| row.id.as_str())),
            "rules" => Value::Texts(item.rules.iter().map(|rule| rule.as_str()).collect()),
            "scheme_kind" => text(item.scheme_kind.map(|kind| kind.as_str())),
            "scored" => self
                .row
                .map_or(Value::Absent, |row| Value::Truth(!row.unscored)),
            "section" => text(self.row.map(|row| row.section.as_str())),
            "skill" => text(item.skill.as_deref()),
            "stimulus" => text(item.stimulus_code()),
            "subject" => Value::Text(&item.subject),
            "term" => optional(item.term),
            "thinking" => text(item.thinking.map(|level| level.as_str())),
            "unit" => text(item.unit.as_deref()),
            "uses" => number(item.past.forms),
            "version" => number(item.version),
            _ => Value::Absent,
        }
    }

    /// What the pool brings, then parameters, then what the stimulus has.
    pub(super) fn brought(&self, name: &str) -> Value<'a> {
        if let Some(attribute) = self.item.attributes.get(name) {
            return free(attribute);
        }
        let mut sets = self.item.parameters.iter();
        let set = match self.scale {
            Some(scale) => sets.find(|set| set.scale == scale),
            None => sets.next().filter(|_| sets.next().is_none()),
        };
        if let Some(parameter) = set.and_then(|set| set.values.get(name)) {
            return Value::Number(*parameter);
        }
        let stimulus = self.item.stimulus.as_ref();
        match name.strip_prefix(STIMULUS_PREFIX).zip(stimulus) {
            Some((name, facts)) => stimulus_value(facts, name),
            None => Value::Absent,
        }
    }
}

/// A stimulus.
#[derive(Clone, Copy)]
pub struct StimulusAttributes<'a>(pub &'a StimulusFacts);

impl Attributes for StimulusAttributes<'_> {
    fn value(&self, name: &str) -> Value<'_> {
        stimulus_value(self.0, name)
    }
}

/// Words are those of the language that has most of them.
fn stimulus_value<'a>(facts: &'a StimulusFacts, name: &str) -> Value<'a> {
    match name {
        "code" => Value::Text(&facts.code),
        "kind" => Value::Text(facts.kind.as_str()),
        "plays" => optional(facts.plays),
        "seconds" => optional(facts.seconds),
        "words" => optional(facts.words.values().max().copied()),
        name => brought(&facts.attributes, name),
    }
}

fn brought<'a>(attributes: &'a FreeAttributes, name: &str) -> Value<'a> {
    attributes.get(name).map_or(Value::Absent, free)
}

fn free(attribute: &Attribute) -> Value<'_> {
    match attribute {
        Attribute::Truth(truth) => Value::Truth(*truth),
        Attribute::Number(number) => Value::Number(*number),
        Attribute::Text(text) => Value::Text(text),
    }
}

fn text(text: Option<&str>) -> Value<'_> {
    text.map_or(Value::Absent, Value::Text)
}

fn texts(texts: &[String]) -> Value<'_> {
    Value::Texts(texts.iter().map(String::as_str).collect())
}

fn number<'a>(number: impl Into<f64>) -> Value<'a> {
    Value::Number(number.into())
}

fn optional<'a>(value: Option<impl Into<f64>>) -> Value<'a> {
    value.map_or(Value::Absent, number)
}

fn hundredths<'a>(value: Option<Hundredths>) -> Value<'a> {
    value.map_or(Value::Absent, |value| Value::Number(value.as_f64()))
}
