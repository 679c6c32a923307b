//! What a questionnaire comes to: the sum of the coded values of the chosen options. These are no test
//! points: they stand beside them and count in a profile only.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::auto::coded_value;
use super::response::Answer;
use super::result::ScoredPosition;
use crate::bank::content::Part;
use crate::bank::{ItemType, Points};

/// Coded values of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coded {
    /// Their sum; null while a question is unanswered, or was answered with an option that has no value.
    pub points: Option<Points>,
    /// Greatest sum.
    pub max: Points,
    /// Questions the sum waits for.
    pub missing: u32,
}

/// Answers by position and part.
pub type Answers = BTreeMap<(u32, String), Answer>;

/// True where a form has questions with coded values.
pub fn has_coded(positions: &[ScoredPosition<'_>]) -> bool {
    questions(positions).next().is_some()
}

/// The sum over all questions with coded values; none where there are no such questions.
pub fn coded(positions: &[ScoredPosition<'_>], answers: &Answers) -> Option<Coded> {
    let mut found: Option<(i64, i64, u32)> = None;
    for (position, part) in questions(positions) {
        let (sum, max, missing) = found.unwrap_or_default();
        let greatest = part.values.iter().map(|v| i64::from(v.value)).max();
        let max = max + greatest.unwrap_or_default();
        let answer = answers.get(&(position, part.id.clone()));
        found = Some(match answer.and_then(|answer| coded_value(part, answer)) {
            Some(value) => (sum + i64::from(value), max, missing),
            None => (sum, max, missing + 1),
        });
    }
    let (sum, max, missing) = found?;
    Some(Coded {
        points: (missing == 0).then(|| Points::whole(sum)),
        max: Points::whole(max),
        missing,
    })
}

fn questions<'a>(
    positions: &'a [ScoredPosition<'a>],
) -> impl Iterator<Item = (u32, &'a Part)> + 'a {
    positions.iter().flat_map(|at| {
        let coded = |part: &&Part| {
            at.content.part_type(part) == ItemType::Question && !part.values.is_empty()
        };
        let parts = at.content.parts.iter().filter(coded);
        parts.map(|part| (at.position, part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::content::ItemContent;
    use serde_json::json;

    fn question(values: &[i32]) -> ItemContent {
        let options: Vec<String> = (0..values.len()).map(|n| n.to_string()).collect();
        let each = options.iter().zip(values);
        let coded: Vec<_> = each
            .map(|(option, value)| json!({"option": option, "value": value}))
            .collect();
        serde_json::from_value(json!({
            "type": "QUESTION", "subject": "kazakh_l2", "grade_min": 7, "grade_max": 7, "points": 0,
            "parts": [{"id": "a", "points": 0, "options": options, "values": coded}]
        }))
        .expect("a question")
    }

    fn sum(contents: &[ItemContent], answers: &[(u32, serde_json::Value)]) -> Option<Coded> {
        let positions: Vec<ScoredPosition<'_>> = (1..)
            .zip(contents)
            .map(|(position, content)| ScoredPosition {
                position,
                attempt_part: "1",
                content,
            })
            .collect();
        let answer = |(position, given): &(u32, serde_json::Value)| {
            let given = serde_json::from_value(given.clone()).expect("an answer");
            ((*position, "a".to_owned()), given)
        };
        coded(&positions, &answers.iter().map(answer).collect())
    }

    #[test]
    fn the_sum_is_of_all_questions_or_none() {
        let contents = [question(&[0, 1, 2, 3]), question(&[3, 2, 1, 0])];
        let given = |choice: &str| json!({"choice": choice});
        let whole = sum(&contents, &[(1, given("2")), (2, given("0"))]).expect("coded");
        assert_eq!(
            (whole.points, whole.max, whole.missing),
            (Some(Points::whole(5)), Points::whole(6), 0)
        );
        let short = sum(&contents, &[(1, given("2"))]).expect("coded");
        assert_eq!((short.points, short.missing), (None, 1));
        for nothing in [json!({"blank": true}), json!({"multi_mark": true})] {
            let short = sum(&contents, &[(1, given("2")), (2, nothing)]).expect("coded");
            assert_eq!((short.points, short.missing), (None, 1));
        }
        assert_eq!(sum(&[question(&[])], &[(1, given("2"))]), None);
    }
}
