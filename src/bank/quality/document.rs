//! The document and what it decides.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rules::{QualityRule, RuleSeverity, TaskUse};
use crate::bank::content::Extensions;
use crate::bank::reading::numerals::DecimalMark;
use crate::bank::{Hundredths, Language, Minutes};
use crate::language::finding::{Finding, Severity};

/// Rules of wording, translation and similarity (`synaq.item-quality/v1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("patternProperties" = { "^x_": {} }, "additionalProperties" = false))]
pub struct QualityPolicy {
    /// `synaq.item-quality/v1`.
    pub schema: QualitySchema,
    /// Human code.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Edition.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// Title by language.
    pub title: BTreeMap<Language, String>,
    /// First day it holds.
    pub valid_from: NaiveDate,
    /// Last day it holds; open when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// What a finding of each rule is worth; a rule that is absent is not asked.
    pub rules: BTreeMap<QualityRule, RuleSetting>,
    /// Whether findings can be waived.
    pub waivers: WaiverPolicy,
    /// The numbers that rules compare with.
    pub limits: Limits,
    /// What rules know of each language; a language that is absent is checked by nothing that needs it.
    pub languages: BTreeMap<Language, LanguageWords>,
    /// Units and their spellings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<Unit>,
    /// Thresholds of similarity.
    pub similarity: SimilarityPolicy,
    /// Keys starting with `x_`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extensions: Extensions,
}

impl QualityPolicy {
    /// True when it holds on a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        day >= self.valid_from && self.valid_to.is_none_or(|to| day <= to)
    }

    /// What a finding of a rule is worth for a use.
    pub fn severity(&self, rule: QualityRule, task_use: TaskUse) -> RuleSeverity {
        self.rules
            .get(&rule)
            .map_or(RuleSeverity::Off, |setting| setting.of(task_use))
    }

    /// Findings of the rules with what they are worth for a use; those that are off are gone. A finding
    /// of anything else stays as it is.
    pub fn judge(&self, findings: Vec<Finding>, task_use: TaskUse) -> Vec<Finding> {
        let judged = findings.into_iter().filter_map(|mut finding| {
            if let Ok(rule) = finding.code.parse::<QualityRule>() {
                finding.severity = match self.severity(rule, task_use) {
                    RuleSeverity::Error => Severity::Error,
                    RuleSeverity::Warning => Severity::Warning,
                    RuleSeverity::Off => return None,
                };
            }
            Some(finding)
        });
        judged.collect()
    }

    /// How a language writes decimals; with a comma where nothing is said.
    pub fn decimal_mark(&self, language: &Language) -> DecimalMark {
        let words = self.languages.get(language);
        words.map_or(DecimalMark::Comma, |words| words.decimal)
    }
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum QualitySchema {
    /// Version 1.
    #[serde(rename = "synaq.item-quality/v1")]
    V1,
}

/// What a finding of a rule is worth by use; off where nothing is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleSetting {
    /// For feedback only.
    #[serde(default = "RuleSetting::off")]
    pub formative: RuleSeverity,
    /// For what counts towards a grade.
    #[serde(default = "RuleSetting::off")]
    pub summative: RuleSeverity,
    /// For admission and external tests.
    #[serde(default = "RuleSetting::off")]
    pub admission: RuleSeverity,
    /// False where no reason is good enough.
    #[serde(default = "RuleSetting::yes")]
    pub can_be_waived: bool,
    /// Who may waive its findings.
    #[serde(default)]
    pub waived_by: WaivedBy,
}

/// Who may waive a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaivedBy {
    /// Whoever may write or review the task; the reviewers see it.
    #[default]
    Author,
    /// Whoever may review the task and has not written in it.
    Reviewer,
}

impl RuleSetting {
    /// For one use.
    pub fn of(&self, task_use: TaskUse) -> RuleSeverity {
        match task_use {
            TaskUse::Formative => self.formative,
            TaskUse::Summative => self.summative,
            TaskUse::Admission => self.admission,
        }
    }

    fn off() -> RuleSeverity {
        RuleSeverity::Off
    }

    fn yes() -> bool {
        true
    }
}

/// How findings are waived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiverPolicy {
    /// A reason has at least so many letters.
    #[schemars(range(min = 1, max = 500))]
    pub reason_letters_least: u32,
}

/// The numbers that rules compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Most words of a stem.
    #[schemars(range(min = 1))]
    pub stem_words_most: u32,
    /// Shorter options than this are never blamed for their length, in characters.
    pub option_length_from: u32,
    /// The longest option has at most so many percent of the shortest one's length.
    #[schemars(range(min = 100))]
    pub longest_to_shortest_percent: u32,
    /// A key that is the longest option has at most so many percent of the next one's length.
    #[schemars(range(min = 100))]
    pub key_to_next_percent: u32,
    /// So many equal words at the beginning of all options belong into the stem.
    #[schemars(range(min = 1))]
    pub shared_beginning_words: u32,
    /// Words of the stem that have at least so many letters give a key away that alone repeats them.
    #[schemars(range(min = 3))]
    pub echo_letters_least: u32,
    /// Least minutes for a point.
    pub minutes_per_point_least: Minutes,
    /// Most minutes for a point.
    pub minutes_per_point_most: Minutes,
    /// Key positions are compared from so many tasks of one number of options on.
    #[schemars(range(min = 2))]
    pub set_items_from: u32,
    /// A position has at most so many percent of its even share of the keys.
    #[schemars(range(min = 100))]
    pub key_share_percent_most: u32,
    /// Most keys running in one position.
    #[schemars(range(min = 1))]
    pub key_run_most: u32,
    /// Letters of a text that say whether it is in its language.
    #[schemars(range(min = 10))]
    pub language_letters_from: u32,
}

/// Script of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Script {
    /// Cyrillic.
    Cyrillic,
    /// Latin.
    Latin,
    /// Arabic.
    Arabic,
}

impl Script {
    /// The word of the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cyrillic => "cyrillic",
            Self::Latin => "latin",
            Self::Arabic => "arabic",
        }
    }

    /// True for its letters.
    pub fn has(self, letter: char) -> bool {
        match self {
            Self::Cyrillic => matches!(letter, '\u{400}'..='\u{52f}'),
            Self::Latin => letter.is_ascii_alphabetic() || matches!(letter, '\u{c0}'..='\u{24f}'),
            Self::Arabic => matches!(letter, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}'),
        }
    }
}

/// What rules know of a language. Entries of lists are words, beginnings (`неправильн*`), endings
/// (`*майды`) or phrases, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LanguageWords {
    /// Its script.
    pub script: Script,
    /// How it writes decimals.
    pub decimal: DecimalMark,
    /// Letters of the script that this language has and the others of the document have not, in lower case.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub own_letters: String,
    /// Words that turn a question round.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub negations: Vec<String>,
    /// Phrases with such words that turn nothing round.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no_negations: Vec<String>,
    /// Options that mean all or none of the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all_or_none: Vec<String>,
    /// Words that leave no exception.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absolutes: Vec<String>,
    /// What cannot be seen and so is no descriptor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unobservable: Vec<String>,
    /// Numbers as words: word → value.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub number_words: BTreeMap<String, u32>,
}

/// A unit and its spellings by language; the same in all languages that are not named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Id of the unit (`km/h`).
    #[schemars(length(min = 1, max = 40))]
    pub id: String,
    /// Language → spellings.
    pub spellings: BTreeMap<Language, Vec<String>>,
}

/// Thresholds of similarity. Scores are percent with two places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SimilarityPolicy {
    /// What each part of a task weighs.
    pub weights: SimilarityWeights,
    /// From which score on a task is another one, and from which on both are enemies.
    pub thresholds: Thresholds,
    /// A task whose key shares less than so many percent is never another one.
    pub key_from: Hundredths,
    /// Tasks that differ in their numbers only are a family from so many words on.
    #[schemars(range(min = 1))]
    pub family_words_from: u32,
    /// External service → its own thresholds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub external: BTreeMap<String, Thresholds>,
}

/// Weights in percent; what neither of two tasks has is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SimilarityWeights {
    /// Stem and prompts.
    #[schemars(range(max = 100))]
    pub stem: u8,
    /// Options and right elements.
    #[schemars(range(max = 100))]
    pub options: u8,
    /// What is right.
    #[schemars(range(max = 100))]
    pub key: u8,
}

/// Two thresholds in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// From here on it is the same thing.
    pub same_from: Hundredths,
    /// From here on somebody should look.
    pub near_from: Hundredths,
}
