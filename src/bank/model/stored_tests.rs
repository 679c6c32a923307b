//! Stored tests of a model: written once, tried on every item that is generated.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::names::Names;
use super::texts::TextReader;
use super::wording::Template;
use crate::bank::{Language, Points};
use crate::document::pointer::child;
use crate::expression::Expression;
use crate::language::finding::Finding;

/// An answer to the items of a model, and the points it must earn.
///
/// Exactly one of `text`, `error` and `key` is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelTest {
    /// What is written (SA), or the text of an option (MCQ), as a template: `{p / 2} см`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The wrong answer of a named error, in the items that have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// True for the key.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub key: bool,
    /// Items it is tried on: a condition on the variables; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Language the answer is given in; every language when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Points it must earn.
    pub earns: Points,
}

/// A test that can be tried.
pub(super) struct ReadTest<'a> {
    /// Its place in the model.
    pub(super) position: usize,
    pub(super) test: &'a ModelTest,
    /// What is written, by language.
    pub(super) text: BTreeMap<&'a Language, Template>,
    pub(super) when: Option<Expression>,
}

impl<'a> ReadTest<'a> {
    /// Reads the test at a position; what is wrong goes to the findings of the reader.
    pub(super) fn read(
        reader: &mut TextReader<'a>,
        test: &'a ModelTest,
        position: usize,
        names: &Names<'a>,
    ) -> Option<Self> {
        let at = format!("/tests/{position}");
        let given = [test.text.is_some(), test.error.is_some(), test.key];
        if given.iter().filter(|given| **given).count() != 1 {
            reader
                .findings
                .push(Finding::error("model_test_form", &*at));
        }
        let at_language = child(&at, "language");
        for language in test.language.iter() {
            reader.language_known(language, at_language.clone());
        }
        let mut errors = reader.document.question.distractors.iter();
        if let Some(error) = &test.error
            && !errors.any(|one| one.error == *error)
        {
            let finding = Finding::error("reference_unknown", child(&at, "error"));
            reader.findings.push(finding.with("value", error.as_str()));
        }
        let when = test
            .when
            .as_ref()
            .map(|text| names.condition(text, &child(&at, "when")));
        let when = when.transpose().unwrap_or_else(|findings| {
            reader.findings.extend(findings);
            None
        });
        let languages = reader.document.wording.keys();
        let languages = languages.filter(|own| test.language.as_ref().is_none_or(|l| l == *own));
        let mut text = BTreeMap::new();
        for language in languages {
            let template = test
                .text
                .as_ref()
                .map(|text| reader.template(text, language, names, &child(&at, "text")));
            text.extend(template.flatten().map(|template| (language, template)));
        }
        Some(Self {
            position,
            test,
            text,
            when,
        })
    }
}
