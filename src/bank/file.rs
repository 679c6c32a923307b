//! A file of tasks as people keep it: stimuli, items and enemies in one document. Keys that start with
//! `x_` are kept and never interpreted, in the file as in the content of an item; every other unknown
//! key is an error.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer_test::AnswerTest;
use super::content::Extensions;
use super::texts::{ItemDocument, StimulusDocument};

/// A bank file (`synaq.bank/v1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("patternProperties" = { "^x_": {} }, "additionalProperties" = false))]
pub struct BankFile {
    /// `synaq.bank/v1`.
    pub schema: BankSchema,
    /// Name of the file; with an item's code it says where an item came from.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Licence of what has none of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Stimuli the items hang on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stimuli: Vec<StimulusDocument>,
    /// Items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemDocument>,
    /// Groups of items that must not stand in one form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enemies: Vec<EnemyDocument>,
    /// Answers to the items and what they must earn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<AnswerTest>,
    /// Keys starting with `x_`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extensions: Extensions,
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum BankSchema {
    /// Version 1.
    #[serde(rename = "synaq.bank/v1")]
    V1,
}

/// A group of enemies by code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnemyDocument {
    /// Code of the group.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Why they are enemies.
    pub reason: String,
    /// Codes of its members.
    #[schemars(length(min = 2))]
    pub items: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, canonical, decode_text};

    const FILE: &str = r#"
schema: synaq.bank/v1
id: notes
x_keeper: {name: department, since: 2026}
items:
  - code: M-1
    content:
      type: SA
      subject: mathematics
      grade_min: 6
      grade_max: 6
      points: 1
      x_shelf: [3, 4]
      parts: [{id: a, points: 1, key: {accepted: ["5"]}}]
    texts: {ru: {stem: "3 + 2 = ?"}}
"#;

    #[test]
    fn keys_that_start_with_x_are_kept_in_a_file_and_in_its_items() {
        let (file, _) = decode_text::<BankFile>(FILE, Format::Yaml).expect("a bank file");
        assert_eq!(file.extensions["x_keeper"]["since"], 2026);
        let kept = canonical(&file.items[0].content);
        assert!(kept.contains(r#""x_shelf":[3,4]"#), "{kept}");
    }

    #[test]
    fn any_other_unknown_key_is_refused_where_it_stands() {
        for (from, to, pointer) in [
            ("x_keeper", "keeper", "/keeper"),
            ("x_shelf", "shelf", "/items/0/content/shelf"),
        ] {
            let found = decode_text::<BankFile>(&FILE.replace(from, to), Format::Yaml);
            let found: Vec<String> = found
                .expect_err("refused")
                .into_iter()
                .map(|f| f.pointer)
                .collect();
            assert_eq!(found, [pointer]);
        }
    }
}
