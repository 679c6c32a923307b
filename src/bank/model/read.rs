//! A model read: every expression and wording parsed once, every name known, every language complete.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{AnswerModel, Distractor, ItemModelDocument, QuestionType};
use super::domain::Domain;
use super::names::{ANSWER, Names, VALUE};
use super::stored_tests::ReadTest;
use super::texts::{Need, ReadWording, TextReader, Texts};
use crate::bank::Language;
use crate::expression::{Expression, Kind};
use crate::language::finding::{Finding, refuses};

/// Options of a multiple-choice item where the model does not say.
const USUAL_OPTIONS: u8 = 4;

/// A model that can be evaluated.
pub(super) struct Model<'a> {
    pub(super) document: &'a ItemModelDocument,
    pub(super) domains: Vec<Domain<'a>>,
    /// Where the value of a name is found.
    pub(super) slots: BTreeMap<&'a str, Slot>,
    /// Each with the number of variables it needs, counted from the first.
    pub(super) values: Vec<(usize, Expression)>,
    /// The same of constraints.
    pub(super) constraints: Vec<(usize, Expression)>,
    pub(super) sense: Vec<Expression>,
    pub(super) answer: ReadAnswer,
    pub(super) distractors: Vec<ReadAnswer>,
    pub(super) descriptors: Vec<Texts>,
    pub(super) wording: BTreeMap<&'a Language, ReadWording>,
    pub(super) tests: Vec<ReadTest<'a>>,
    /// Remarks that refuse nothing.
    pub(super) warnings: Vec<Finding>,
}

/// Where the value of a name is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Variable(usize),
    Value(usize),
}

/// An answer, right or wrong.
pub(super) struct ReadAnswer {
    pub(super) is: Expression,
    pub(super) unit: Texts,
    pub(super) text: Texts,
    pub(super) rationale: Texts,
}

impl<'a> Model<'a> {
    /// Reads a model.
    ///
    /// # Errors
    /// Everything that is wrong with it by itself, without trying values.
    pub(super) fn read(document: &'a ItemModelDocument) -> Result<Self, Vec<Finding>> {
        let mut findings = for_other_types(document);
        let mut names = Names::of(document, &mut findings);
        let domains = kept(
            &mut findings,
            document
                .variables
                .iter()
                .enumerate()
                .map(|(n, variable)| Domain::of(variable, &format!("/variables/{n}"))),
        );
        let values = read_values(document, &mut names, &mut findings);
        let constraints = kept(
            &mut findings,
            document
                .constraints
                .iter()
                .enumerate()
                .map(|(n, one)| names.condition(&one.that, &format!("/constraints/{n}/that"))),
        );
        let of_key = names.with(ANSWER);
        let of_value = of_key.with(VALUE);
        let question = &document.question;
        let sense = kept(
            &mut findings,
            question
                .sense
                .iter()
                .enumerate()
                .map(|(n, text)| of_value.condition(text, &format!("/question/sense/{n}"))),
        );
        let key = kept(
            &mut findings,
            [names.number(&question.answer.is, "/question/answer/is")],
        );
        let wrong =
            kept(
                &mut findings,
                question.distractors.iter().enumerate().map(|(n, one)| {
                    of_key.number(&one.is, &format!("/question/distractors/{n}/is"))
                }),
            );
        let mut reader = TextReader { document, findings };
        let answer = answer_texts(&mut reader, &question.answer, &of_value);
        let texts = question.distractors.iter().enumerate();
        let texts: Vec<_> = texts
            .map(|(n, one)| distractor_texts(&mut reader, one, n, &of_value))
            .collect();
        let descriptors = question.descriptors.iter().enumerate();
        let descriptors = descriptors
            .map(|(n, one)| {
                let at = format!("/question/descriptors/{n}/text");
                reader.texts(&one.text, Need::Required, &of_key, &at)
            })
            .collect();
        let wording = document.wording.iter();
        let wording = wording
            .filter_map(|(language, one)| Some((language, reader.wording(language, one, &of_key)?)))
            .collect();
        reader.texts(&document.title, Need::Required, &Names::default(), "/title");
        let tests = document.tests.iter().enumerate();
        let tests = tests.filter_map(|(n, test)| ReadTest::read(&mut reader, test, n, &of_key));
        let tests: Vec<_> = tests.collect();
        let findings = reader.findings;
        let ([is], false) = (&key[..], refuses(&findings)) else {
            return Err(findings);
        };
        let slots = slots(document);
        let depths = depths(document, &slots, &values);
        let depth = |expression: &Expression| depth_of(expression, &slots, &depths);
        let mut model = Self {
            document,
            domains,
            values: depths.iter().copied().zip(values.iter().cloned()).collect(),
            constraints: constraints.into_iter().map(|c| (depth(&c), c)).collect(),
            sense,
            answer: ReadAnswer {
                is: is.clone(),
                ..answer
            },
            distractors: wrong
                .into_iter()
                .zip(texts)
                .map(|(is, texts)| ReadAnswer { is, ..texts })
                .collect(),
            descriptors,
            wording,
            tests,
            slots,
            warnings: findings,
        };
        model.warnings.extend(unused_variables(&model));
        Ok(model)
    }

    /// Options of an item, with the key; none of a short answer.
    pub(super) fn options(&self) -> usize {
        options_of(self.document)
    }
}

fn options_of(document: &ItemModelDocument) -> usize {
    match document.question.kind {
        QuestionType::Mcq => usize::from(document.question.options.unwrap_or(USUAL_OPTIONS)),
        QuestionType::Sa => 0,
    }
}

/// What was read; what could not be goes to the findings.
fn kept<T>(
    findings: &mut Vec<Finding>,
    read: impl IntoIterator<Item = Result<T, Vec<Finding>>>,
) -> Vec<T> {
    let mut all = Vec::new();
    for one in read {
        match one {
            Ok(one) => all.push(one),
            Err(found) => findings.extend(found),
        }
    }
    all
}

/// Values, each of what stands before it.
fn read_values<'a>(
    document: &'a ItemModelDocument,
    names: &mut Names<'a>,
    findings: &mut Vec<Finding>,
) -> Vec<Expression> {
    let mut values = Vec::new();
    for (n, value) in document.values.iter().enumerate() {
        match names.number(&value.is, &format!("/values/{n}/is")) {
            Ok(expression) => values.push(expression),
            Err(found) => findings.extend(found),
        }
        findings.extend(names.add(&value.id, Kind::Number, format!("/values/{n}/id")));
    }
    values
}

fn answer_texts<'a>(
    reader: &mut TextReader<'a>,
    answer: &AnswerModel,
    names: &Names<'a>,
) -> ReadAnswer {
    let mut texts = |given, field: &str| {
        let at = format!("/question/answer/{field}");
        reader.texts(given, Need::Optional, names, &at)
    };
    ReadAnswer {
        is: nothing(),
        unit: texts(&answer.unit, "unit"),
        text: texts(&answer.text, "text"),
        rationale: texts(&answer.rationale, "rationale"),
    }
}

fn distractor_texts<'a>(
    reader: &mut TextReader<'a>,
    distractor: &Distractor,
    n: usize,
    names: &Names<'a>,
) -> ReadAnswer {
    let mut texts = |given, field: &str, need| {
        let at = format!("/question/distractors/{n}/{field}");
        reader.texts(given, need, names, &at)
    };
    ReadAnswer {
        is: nothing(),
        unit: texts(&distractor.unit, "unit", Need::Optional),
        text: texts(&distractor.text, "text", Need::Optional),
        rationale: texts(&distractor.rationale, "rationale", Need::Required),
    }
}

/// Stands in until the expression is put beside its texts.
fn nothing() -> Expression {
    Expression::whole(0)
}

/// What has no meaning for the type, and distractors that are too few or named twice.
fn for_other_types(document: &ItemModelDocument) -> Vec<Finding> {
    let question = &document.question;
    let answer = &question.answer;
    let is_choice = question.kind == QuestionType::Mcq;
    let texts = question.distractors.iter().enumerate();
    let texts = texts.map(|(n, one)| {
        (
            format!("distractors/{n}/text"),
            "text",
            is_choice,
            one.text.is_empty(),
        )
    });
    let fields = [
        ("options", "options", is_choice, question.options.is_none()),
        ("answer/text", "text", is_choice, answer.text.is_empty()),
        (
            "answer/rationale",
            "rationale",
            is_choice,
            answer.rationale.is_empty(),
        ),
        (
            "answer/tolerance",
            "tolerance",
            !is_choice,
            answer.tolerance.is_none(),
        ),
        (
            "answer/unit_required",
            "unit_required",
            !is_choice,
            !answer.unit_required,
        ),
        ("answer/reduced", "reduced", !is_choice, !answer.reduced),
        (
            "descriptors",
            "descriptors",
            !is_choice,
            question.descriptors.is_empty(),
        ),
    ];
    let fields = fields.map(|(at, field, fits, absent)| (at.to_owned(), field, fits, absent));
    let mut findings: Vec<Finding> = fields
        .into_iter()
        .chain(texts)
        .filter(|(_, _, fits, absent)| !fits && !absent)
        .map(|(at, field, ..)| {
            Finding::error("field_not_for_type", format!("/question/{at}"))
                .with("field", field)
                .with("type", question.kind.as_str())
        })
        .collect();
    findings.extend(distractors_named_twice(document));
    let (have, need) = (
        question.distractors.len(),
        options_of(document).saturating_sub(1),
    );
    if have < need {
        let finding = Finding::error("model_distractors_too_few", "/question/distractors");
        findings.push(finding.with("have", have).with("need", need));
    }
    let tolerance = answer
        .tolerance
        .filter(|t| t.places().is_none() || t.is_negative());
    findings.extend(tolerance.map(|tolerance| {
        Finding::error("number_invalid", "/question/answer/tolerance")
            .with("value", tolerance.to_string())
    }));
    if answer.unit_required && answer.unit.is_empty() {
        let at = "/question/answer/unit_required";
        findings.push(Finding::error("unit_required_without_units", at));
    }
    findings
}

fn distractors_named_twice(document: &ItemModelDocument) -> Vec<Finding> {
    let all = &document.question.distractors;
    let first = |n: usize| all[..n].iter().position(|one| one.error == all[n].error);
    let twice = (0..all.len()).filter_map(|n| Some((n, first(n)?)));
    twice
        .map(|(n, first)| {
            Finding::error("duplicate_id", format!("/question/distractors/{n}/error"))
                .with("id", all[n].error.as_str())
                .with("first", format!("/question/distractors/{first}/error"))
        })
        .collect()
}

fn slots(document: &ItemModelDocument) -> BTreeMap<&str, Slot> {
    let variables = document.variables.iter().enumerate();
    let variables = variables.map(|(n, one)| (one.id.as_str(), Slot::Variable(n)));
    let values = document.values.iter().enumerate();
    let values = values.map(|(n, one)| (one.id.as_str(), Slot::Value(n)));
    variables.chain(values).collect()
}

/// How many variables, from the first, each value needs.
fn depths(
    document: &ItemModelDocument,
    slots: &BTreeMap<&str, Slot>,
    values: &[Expression],
) -> Vec<usize> {
    let mut depths = Vec::with_capacity(document.values.len());
    for value in values {
        let depth = depth_of(value, slots, &depths);
        depths.push(depth);
    }
    depths
}

fn depth_of(expression: &Expression, slots: &BTreeMap<&str, Slot>, depths: &[usize]) -> usize {
    let depth = |slot: &Slot| match slot {
        Slot::Variable(n) => n + 1,
        Slot::Value(n) => depths.get(*n).copied().unwrap_or(0),
    };
    let names = expression.names().into_iter();
    let used = names.filter_map(|(name, _)| slots.get(name).map(depth));
    used.max().unwrap_or(0)
}

/// A variable that no stem shows makes the same item again and again.
fn unused_variables(model: &Model<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (language, wording) in &model.wording {
        let mut shown: BTreeSet<&str> = wording.stem.names();
        for (value, (_, expression)) in model.document.values.iter().zip(&model.values).rev() {
            if shown.contains(value.id.as_str()) {
                shown.extend(expression.names().into_iter().map(|(name, _)| name));
            }
        }
        let unused = model.document.variables.iter().enumerate();
        let unused = unused.filter(|(_, variable)| !shown.contains(variable.id.as_str()));
        findings.extend(unused.map(|(n, variable)| {
            Finding::warning("model_variable_not_in_stem", format!("/variables/{n}/id"))
                .with("variable", variable.id.as_str())
                .with("language", language.as_str())
        }));
    }
    findings
}
