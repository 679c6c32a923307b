//! Reads each rule against the candidates: every wrong name and condition at once.

use std::collections::BTreeMap;

use super::RuleSet;
use super::attributes::{ItemAttributes, StimulusAttributes};
use super::columns::Columns;
use super::fixed::millionths;
use super::marks::{Groups, Marks};
use super::names::{Known, Names};
use crate::assembly::candidate::Candidate;
use crate::assembly::pool::Pool;
use crate::assembly::run::label;
use crate::expression::{Attributes, Expression, Kind, Value, parse};
use crate::language::finding::Finding;
use crate::specification::attribute_names::OF_PLACES;
use crate::specification::component::{Component, ResolvedRow};
use crate::specification::document::{Rule, RuleKind, RuleObject};

/// A rule with its conditions parsed and asked of every candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadRule {
    /// As written.
    pub rule: Rule,
    /// Its number in the specification, from 0.
    pub number: usize,
    /// `where`.
    pub condition: Option<Expression>,
    /// `then`.
    pub then: Option<Expression>,
    /// `among`.
    pub among: Option<Expression>,
    /// What `where` says of items; of stimuli where the rule is about them.
    pub matches: Marks,
    /// What `then` says.
    pub then_matches: Marks,
    /// What `among` says.
    pub among_matches: Marks,
    /// Value of the numeric attribute `of` by object, in millionths; empty without one.
    pub values: Vec<Option<i64>>,
    /// Values that it holds for one by one.
    pub each: Option<Groups>,
    /// At least this, in millionths.
    pub min: Option<i64>,
    /// At most this, in millionths.
    pub max: Option<i64>,
}

impl ReadRule {
    /// True for the forms it is for; numbers are from 0.
    pub fn is_for(&self, form: usize) -> bool {
        self.rule.forms.is_empty() || self.rule.forms.contains(&label(form))
    }

    /// True where it is about stimuli.
    pub fn on_stimuli(&self) -> bool {
        self.rule.on == RuleObject::Stimuli
    }

    /// True where items that do not count are left out of it.
    pub fn scored_only(&self) -> bool {
        let counts = matches!(
            self.rule.kind,
            RuleKind::Count | RuleKind::Sum | RuleKind::Mean | RuleKind::Share
        );
        let conditions = [&self.condition, &self.among];
        let mut names = conditions.into_iter().flatten().flat_map(Expression::names);
        counts && !self.on_stimuli() && !names.any(|(name, _)| name == "scored")
    }

    /// Value of an object, in millionths: 1 where the rule names no attribute.
    pub fn value(&self, object: usize) -> Option<i64> {
        match self.rule.of {
            None => Some(super::fixed::ONE),
            Some(_) => self.values.get(object).copied().flatten(),
        }
    }
}

pub(super) fn read(component: &Component, pool: &Pool) -> Result<RuleSet, Vec<Finding>> {
    let rules = component.constraints.rules.iter().enumerate();
    let enabled: Vec<(usize, &Rule)> = rules.filter(|(_, rule)| rule.enabled).collect();
    if enabled.is_empty() {
        return Ok(RuleSet::default());
    }
    let information = component.constraints.information.as_ref();
    let scale = information.and_then(|rule| rule.scale.as_deref());
    let mut reader = Reader {
        component,
        candidates: pool.candidates(),
        names: Names::of(pool),
        stimuli: stimuli(pool.candidates()),
        scale,
        columns: Columns::new(pool.candidates(), scale),
        findings: Vec::new(),
    };
    let rules: Vec<ReadRule> = enabled
        .into_iter()
        .filter_map(|(number, rule)| reader.rule(number, rule))
        .collect();
    match reader.findings.is_empty() {
        true => Ok(RuleSet {
            rules,
            stimuli: reader.stimuli,
            scale: reader.scale.map(str::to_owned),
        }),
        false => Err(reader.findings),
    }
}

/// The first candidate of each stimulus, in the order of codes.
fn stimuli(candidates: &[Candidate]) -> Vec<usize> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, item) in candidates.iter().enumerate() {
        if let Some(code) = item.stimulus_code() {
            first.entry(code).or_insert(index);
        }
    }
    first.into_values().collect()
}

struct Reader<'a> {
    component: &'a Component,
    candidates: &'a [Candidate],
    names: Names<'a>,
    stimuli: Vec<usize>,
    scale: Option<&'a str>,
    columns: Columns<'a>,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn rule(&mut self, number: usize, rule: &Rule) -> Option<ReadRule> {
        let before = self.findings.len();
        let at = format!("/document/constraints/rules/{number}");
        // A rule per stimulus is about stimuli and counts items of them.
        let about = match rule.kind {
            RuleKind::PerStimulus => RuleObject::Stimuli,
            _ => rule.on,
        };
        let condition = self.expression(rule, &rule.condition, about, format!("{at}/where"));
        let then = self.expression(rule, &rule.then, rule.on, format!("{at}/then"));
        let among = self.expression(rule, &rule.among, rule.on, format!("{at}/among"));
        let number_of = rule.kind != RuleKind::LongestRun;
        for (field, name, numeric) in [("each", &rule.each, false), ("of", &rule.of, number_of)] {
            if let Some(name) = name {
                let kind = self.kind_of(rule, rule.on, name, format!("{at}/{field}"));
                if let Some(kind) = kind.filter(|kind| numeric && *kind != Kind::Number) {
                    self.findings.push(
                        Finding::error("rule_attribute_not_number", format!("{at}/{field}"))
                            .with("rule", rule.id.as_str())
                            .with("attribute", name.as_str())
                            .with("is", kind.as_str()),
                    );
                }
            }
        }
        if self.findings.len() > before {
            return None;
        }
        Some(ReadRule {
            matches: self.marks(condition.as_ref(), about),
            then_matches: self.marks(then.as_ref(), rule.on),
            among_matches: self.marks(among.as_ref(), rule.on),
            values: self.values(rule),
            each: rule.each.as_ref().map(|name| self.groups(name, rule.on)),
            min: rule.min.and_then(millionths),
            max: rule.max.and_then(millionths),
            condition,
            then,
            among,
            rule: rule.clone(),
            number,
        })
    }

    fn expression(
        &mut self,
        rule: &Rule,
        text: &Option<String>,
        on: RuleObject,
        at: String,
    ) -> Option<Expression> {
        let expression = match parse(text.as_deref()?) {
            Ok(expression) => expression,
            Err(problem) => {
                self.findings.push(problem.finding(at));
                return None;
            }
        };
        for (name, _) in expression.names() {
            self.kind_of(rule, on, name, at.clone());
        }
        let kind = |name: &str| match self.names.look_up(on, name) {
            Known::As(kind) => Some(kind),
            _ => None,
        };
        let problems = expression.condition_problems(&kind);
        let problems = problems
            .into_iter()
            .map(|problem| problem.finding(at.clone()));
        self.findings.extend(problems);
        Some(expression)
    }

    /// Kind of an attribute; a finding where there is none or more than one.
    fn kind_of(&mut self, rule: &Rule, on: RuleObject, name: &str, at: String) -> Option<Kind> {
        let finding = match self.names.look_up(on, name) {
            Known::As(kind) => return Some(kind),
            Known::Mixed(kinds) => Finding::error("rule_attribute_mixed", at).with("kinds", kinds),
            Known::Unknown(near) if near.is_empty() => Finding::error("rule_attribute_unknown", at),
            Known::Unknown(near) => {
                Finding::error("rule_attribute_unknown", at).with("nearest", near)
            }
        };
        let finding = finding.with("rule", rule.id.as_str());
        self.findings.push(finding.with("attribute", name));
        None
    }

    fn marks(&self, expression: Option<&Expression>, on: RuleObject) -> Marks {
        let Some(expression) = expression else {
            return Marks::All;
        };
        if on == RuleObject::Stimuli {
            let facts = self.stimuli.iter();
            let facts = facts.filter_map(|&index| self.candidates[index].stimulus.as_ref());
            let marks = facts.map(|facts| expression.holds(&StimulusAttributes(facts)));
            return Marks::Each(marks.collect());
        }
        let names = expression.names();
        if names.iter().all(|(name, _)| !OF_PLACES.contains(name)) {
            let mut rows = self.columns.rows(&names);
            let items = 0..self.candidates.len();
            return Marks::Each(items.map(|item| expression.holds(rows.at(item))).collect());
        }
        let of_row = |row: &ResolvedRow| -> Vec<bool> {
            let items = self.candidates.iter();
            let holds = |item| expression.holds(&self.item(item, Some(row)));
            items.map(holds).collect()
        };
        Marks::ByRow(self.component.rows.iter().map(of_row).collect())
    }

    fn item<'b>(&'b self, item: &'b Candidate, row: Option<&'b ResolvedRow>) -> ItemAttributes<'b> {
        ItemAttributes {
            item,
            row,
            scale: self.scale,
        }
    }

    fn values(&self, rule: &Rule) -> Vec<Option<i64>> {
        let Some(name) = rule.of.as_ref() else {
            return Vec::new();
        };
        if rule.on == RuleObject::Stimuli {
            let facts = self.stimuli.iter();
            let facts = facts.filter_map(|&index| self.candidates[index].stimulus.as_ref());
            let value = |facts| StimulusAttributes(facts).value(name).number();
            return facts
                .map(|facts| value(facts).and_then(millionths))
                .collect();
        }
        let column = self.columns.of(name);
        let value = |value: &Value<'_>| value.number().and_then(millionths);
        column.iter().map(value).collect()
    }

    fn groups(&self, name: &str, on: RuleObject) -> Groups {
        let by_row = on == RuleObject::Items && OF_PLACES.contains(&name);
        if on == RuleObject::Stimuli {
            let facts = self.stimuli.iter();
            let facts = facts.filter_map(|&index| self.candidates[index].stimulus.as_ref());
            let facts: Vec<StimulusAttributes<'_>> = facts.map(StimulusAttributes).collect();
            let values: Vec<Value<'_>> = facts.iter().map(|facts| facts.value(name)).collect();
            return Groups::numbered(&values, by_row);
        }
        if !by_row {
            return Groups::numbered(&self.columns.of(name), by_row);
        }
        // The place alone says it, whatever item stands there.
        let first = self.candidates.first();
        let rows = self.component.rows.iter();
        let of_row = |row| first.map_or(Value::Absent, |item| self.item(item, Some(row)).get(name));
        let values: Vec<Value<'_>> = rows.map(of_row).collect();
        Groups::numbered(&values, by_row)
    }
}

/// Values as labels; what is absent has none.
pub(in crate::assembly) fn labels(value: &Value<'_>) -> Vec<String> {
    match value {
        Value::Absent => Vec::new(),
        Value::Truth(truth) => vec![truth.to_string()],
        Value::Number(number) => vec![number.to_string()],
        Value::Text(text) => vec![(*text).to_owned()],
        Value::Texts(texts) => texts.iter().map(|text| (*text).to_owned()).collect(),
    }
}
