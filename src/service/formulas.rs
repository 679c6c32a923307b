//! A formula as it will stand in a text, while it is being written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Answer, Refusal};
use crate::bank::Language;
use crate::bank::formula::{from_latex, linear, math_of, wording, written};
use crate::bank::rich::{clean, with_wording};
use crate::language::finding::Finding;

/// A formula, typed as LaTeX or given as MathML.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewFormula {
    /// LaTeX without the marks around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 20_000))]
    pub latex: Option<String>,
    /// MathML, `<math>…</math>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 100_000))]
    pub mathml: Option<String>,
    /// Language of the text it stands in; its wording goes into the MathML. Kazakh when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// On a line of its own.
    #[serde(default)]
    pub block: bool,
}

/// A formula as it is kept, read aloud and searched for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FormulaPreview {
    /// MathML as it is kept; absent where the formula cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mathml: Option<String>,
    /// One line of plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linear: Option<String>,
    /// Language → the formula in words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub wording: BTreeMap<String, String>,
    /// Where it is wrong and what to do, or what was left out of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// Languages that formulas are said in.
const SAID_IN: [&str; 3] = ["kk", "ru", "en"];

/// What becomes of a formula. One that cannot be read is no refusal: the answer says where it is wrong, for
/// somebody is typing it.
pub fn preview_formula(input: &PreviewFormula) -> Answer<FormulaPreview> {
    let languages = SAID_IN
        .iter()
        .filter_map(|code| code.parse::<Language>().ok());
    let languages: Vec<Language> = languages.collect();
    let language = input.language.as_ref().or(languages.first());
    let Some(language) = language else {
        return Err(Refusal::Internal(
            "no language of formulas is a language".into(),
        ));
    };
    let (math, findings) = match (&input.latex, &input.mathml) {
        (Some(latex), None) => (from_latex(latex, input.block), Vec::new()),
        (None, Some(mathml)) => (math_of(mathml), clean(mathml, language).findings),
        _ => {
            let finding = Finding::error("formula_given_once", "");
            return Err(Refusal::invalid(finding));
        }
    };
    let math = match math {
        Ok(math) => math,
        Err(finding) => {
            return Ok(FormulaPreview {
                findings: vec![finding],
                ..FormulaPreview::default()
            });
        }
    };
    let said = languages
        .iter()
        .filter_map(|one| Some((one.to_string(), wording(&math, one)?)));
    Ok(FormulaPreview {
        linear: Some(linear(&math)),
        wording: said.collect(),
        mathml: Some(written(&with_wording(math, language))),
        findings,
    })
}
