//! What a candidate gave for one part, kept as given, and whether it fits the part.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::ItemType;
use crate::bank::content::{Pair, Part};
use crate::language::finding::Finding;

/// A raw response to one part. Exactly the field of the part's type is given:
/// MCQ, TF and QUESTION `choice`; MULTI `choices`; MATCH `pairs`; ORDER `order`; SA `text`;
/// EA, SPEAK and PRACTICAL `text` or nothing at all (the work lies on paper, the mark will come).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Chosen option id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<String>,
    /// Chosen option ids, in any order; an empty list says that none was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Vec<String>>,
    /// Pairs of element ids, in any order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pairs: Option<Vec<Pair>>,
    /// Option ids from first to last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Vec<String>>,
    /// What was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The candidate was there and left this part empty.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blank: bool,
    /// Two marks where one is allowed (scanned answer sheets): counts as not answered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub multi_mark: bool,
}

/// Name of the field that carries the answer to a type.
pub const fn field_of(item_type: ItemType) -> &'static str {
    match item_type {
        ItemType::Mcq | ItemType::Tf | ItemType::Question => "choice",
        ItemType::Multi => "choices",
        ItemType::Match => "pairs",
        ItemType::Order => "order",
        ItemType::Sa | ItemType::Ea | ItemType::Speak | ItemType::Practical => "text",
    }
}

/// Everything about an answer that does not fit its part; pointers are relative to the answer.
/// Too many choices are a warning: a paper answer sheet can say so, and the rule decides what it gives.
pub fn check(part: &Part, item_type: ItemType, answer: &Answer) -> Vec<Finding> {
    let mut findings = unfit_fields(item_type, answer);
    findings.extend(presence(item_type, answer));
    match item_type {
        ItemType::Mcq | ItemType::Tf | ItemType::Question => {
            findings.extend(
                answer
                    .choice
                    .iter()
                    .filter_map(|id| unknown_option(part, id, "/choice")),
            );
        }
        ItemType::Multi => findings.extend(list(part, answer.choices.as_deref(), "/choices")),
        ItemType::Order => findings.extend(list(part, answer.order.as_deref(), "/order")),
        ItemType::Match => {
            findings.extend(pairs(part, answer.pairs.as_deref().unwrap_or_default()))
        }
        ItemType::Sa | ItemType::Ea | ItemType::Speak | ItemType::Practical => {}
    }
    if item_type == ItemType::Multi {
        findings.extend(too_many(
            part,
            answer.choices.as_deref().unwrap_or_default(),
        ));
    }
    findings
}

fn given(answer: &Answer) -> Vec<&'static str> {
    let fields = [
        ("choice", answer.choice.is_some()),
        ("choices", answer.choices.is_some()),
        ("pairs", answer.pairs.is_some()),
        ("order", answer.order.is_some()),
        ("text", answer.text.is_some()),
    ];
    fields
        .into_iter()
        .filter(|(_, given)| *given)
        .map(|(name, _)| name)
        .collect()
}

fn unfit_fields(item_type: ItemType, answer: &Answer) -> Vec<Finding> {
    let expected = field_of(item_type);
    let unfit = |field: &str| {
        Finding::error("answer_field_unfit", format!("/{field}"))
            .with("field", field)
            .with("type", item_type.as_str())
            .with("expected", expected)
    };
    let mut findings: Vec<_> = given(answer)
        .into_iter()
        .filter(|field| *field != expected)
        .map(unfit)
        .collect();
    if answer.multi_mark && expected != "choice" {
        findings.push(unfit("multi_mark"));
    }
    findings
}

fn presence(item_type: ItemType, answer: &Answer) -> Option<Finding> {
    let something = !given(answer).is_empty();
    if answer.blank && (something || answer.multi_mark) {
        return Some(Finding::error("answer_blank_with_content", "/blank"));
    }
    let needed = item_type.is_closed() || item_type == ItemType::Question;
    (needed && !something && !answer.blank && !answer.multi_mark).then(|| {
        Finding::error("answer_missing", "")
            .with("type", item_type.as_str())
            .with("expected", field_of(item_type))
    })
}

fn unknown_option(part: &Part, id: &str, pointer: &str) -> Option<Finding> {
    (!part.options.iter().any(|option| option == id)).then(|| unknown(id, &part.options, pointer))
}

fn unknown(id: &str, allowed: &[String], pointer: &str) -> Finding {
    Finding::error("answer_option_unknown", pointer)
        .with("option", id)
        .with("allowed", allowed.join(", "))
}

fn list(part: &Part, ids: Option<&[String]>, pointer: &str) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for (at, id) in ids.unwrap_or_default().iter().enumerate() {
        let here = format!("{pointer}/{at}");
        findings.extend(unknown_option(part, id, &here));
        if !seen.insert(id) {
            findings.push(Finding::error("answer_option_twice", here).with("option", id.as_str()));
        }
    }
    findings
}

fn pairs(part: &Part, pairs: &[Pair]) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for (at, pair) in pairs.iter().enumerate() {
        findings.extend(unknown_option(
            part,
            &pair.left,
            &format!("/pairs/{at}/left"),
        ));
        if !part.targets.contains(&pair.right) {
            findings.push(unknown(
                &pair.right,
                &part.targets,
                &format!("/pairs/{at}/right"),
            ));
        }
        if !seen.insert(&pair.left) {
            let here = format!("/pairs/{at}/left");
            findings.push(
                Finding::error("answer_option_twice", here).with("option", pair.left.as_str()),
            );
        }
    }
    findings
}

fn too_many(part: &Part, choices: &[String]) -> Option<Finding> {
    let most = part.max_chosen?;
    (choices.len() > most as usize).then(|| {
        Finding::warning("answer_too_many_choices", "/choices")
            .with("chosen", choices.len())
            .with("most", most)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn part() -> Part {
        serde_json::from_value(json!({
            "id": "a", "points": 2, "options": ["a", "b", "c"], "targets": ["x", "y", "z"],
            "max_chosen": 2
        }))
        .unwrap()
    }

    /// `code pointer` of every finding.
    fn findings(item_type: ItemType, answer: Value) -> Vec<String> {
        let answer: Answer = serde_json::from_value(answer).unwrap();
        check(&part(), item_type, &answer)
            .iter()
            .map(|f| format!("{} {}", f.code, f.pointer))
            .collect()
    }

    #[test]
    fn answers_of_every_type_in_their_shape_pass() {
        let rows = [
            (ItemType::Mcq, json!({"choice": "b"})),
            (ItemType::Tf, json!({"choice": "a"})),
            (ItemType::Multi, json!({"choices": ["a", "c"]})),
            (ItemType::Multi, json!({"choices": []})),
            (
                ItemType::Match,
                json!({"pairs": [{"left": "a", "right": "x"}, {"left": "b", "right": "x"}]}),
            ),
            (ItemType::Order, json!({"order": ["c", "a", "b"]})),
            (ItemType::Sa, json!({"text": " 5 см "})),
            (ItemType::Ea, json!({})),
            (ItemType::Speak, json!({"text": "transcript"})),
            (ItemType::Practical, json!({"blank": true})),
            (ItemType::Question, json!({"choice": "c"})),
            (ItemType::Mcq, json!({"blank": true})),
            (ItemType::Mcq, json!({"multi_mark": true})),
        ];
        for (item_type, answer) in rows {
            assert_eq!(
                findings(item_type, answer.clone()),
                [""; 0],
                "{item_type} {answer}"
            );
        }
    }

    #[test]
    fn every_wrong_thing_is_named_with_its_place() {
        let rows = [
            (
                ItemType::Mcq,
                json!({"choice": "q"}),
                vec!["answer_option_unknown /choice"],
            ),
            (ItemType::Mcq, json!({}), vec!["answer_missing "]),
            (
                ItemType::Mcq,
                json!({"choices": ["a"]}),
                vec!["answer_field_unfit /choices"],
            ),
            (
                ItemType::Sa,
                json!({"blank": true, "text": "5"}),
                vec!["answer_blank_with_content /blank"],
            ),
            (
                ItemType::Multi,
                json!({"choices": ["a"], "multi_mark": true}),
                vec!["answer_field_unfit /multi_mark"],
            ),
            (
                ItemType::Multi,
                json!({"choices": ["a", "a", "q"]}),
                vec![
                    "answer_option_twice /choices/1",
                    "answer_option_unknown /choices/2",
                    "answer_too_many_choices /choices",
                ],
            ),
            (
                ItemType::Match,
                json!({"pairs": [{"left": "a", "right": "q"}, {"left": "a", "right": "x"}, {"left": "q", "right": "y"}]}),
                vec![
                    "answer_option_unknown /pairs/0/right",
                    "answer_option_twice /pairs/1/left",
                    "answer_option_unknown /pairs/2/left",
                ],
            ),
            (
                ItemType::Order,
                json!({"order": ["a", "a"], "choice": "b"}),
                vec!["answer_field_unfit /choice", "answer_option_twice /order/1"],
            ),
        ];
        for (item_type, answer, expected) in rows {
            assert_eq!(
                findings(item_type, answer.clone()),
                expected,
                "{item_type} {answer}"
            );
        }
    }

    #[test]
    fn unknown_fields_are_refused() {
        assert!(serde_json::from_value::<Answer>(json!({"choise": "a"})).is_err());
    }
}
