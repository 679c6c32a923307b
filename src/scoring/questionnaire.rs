//! What a round of a questionnaire came to: how many of those asked answered, and how often each option was
//! chosen. Nothing here is a mark, and an answer that was not given is no zero: it is counted as not given.
//!
//! Groups of fewer sheets than `least` are not told, and with them as many of the smallest others as it
//! takes, so that nobody finds them by taking the rest from the whole.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ratio::Ratio;
use crate::bank::Hundredths;

/// Those who are asked: teachers, parents …
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedGroup {
    /// Name of the group in sheets (`teachers`).
    #[schemars(regex(pattern = r"^[a-z0-9][a-z0-9_-]{0,39}$"))]
    pub id: String,
    /// How many are asked.
    #[schemars(range(min = 1, max = 10_000_000))]
    pub invited: u32,
}

/// A question as it was asked.
#[derive(Clone, Debug)]
pub struct AskedQuestion {
    /// Position in the questionnaire, from 1.
    pub position: u32,
    /// Part of its item.
    pub part: String,
    /// Its options, in order.
    pub options: Vec<String>,
    /// Coded values, where options have them.
    pub values: BTreeMap<String, i32>,
}

/// Group, position, part and option → how often.
pub type Tally = BTreeMap<(String, u32, String, String), u64>;

/// What a group answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupResult {
    /// The group; absent for all groups together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// How many were asked.
    pub invited: u64,
    /// Sheets that came back.
    pub returned: u64,
    /// Sheets of a hundred asked.
    pub response_percent: Hundredths,
    /// True when there are too few sheets for counts that point at nobody.
    pub hidden: bool,
    /// Counts by question; empty where they are hidden.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<QuestionResult>,
}

/// How a question was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuestionResult {
    /// Position in the questionnaire.
    pub position: u32,
    /// Part of the item.
    pub part: String,
    /// Sheets with an answer: the base of the shares.
    pub answered: u64,
    /// Sheets without one.
    pub unanswered: u64,
    /// Counts by option, in order.
    pub options: Vec<OptionCount>,
    /// Mean of the coded values; null where nobody answered or an option that was chosen has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<Hundredths>,
}

/// How often an option was chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OptionCount {
    /// Option id.
    pub option: String,
    /// How often.
    pub count: u64,
    /// Of a hundred answers; null where there is none.
    pub percent: Option<Hundredths>,
}

/// The results of a round: of each group and, of several, of all together at the end.
pub fn results(
    groups: &[AskedGroup],
    sheets: &BTreeMap<String, u64>,
    questions: &[AskedQuestion],
    tally: &Tally,
    least: u64,
) -> Vec<GroupResult> {
    let hidden = hidden_groups(groups, sheets, least);
    let mut all: Vec<GroupResult> = Vec::new();
    for group in groups {
        let returned = sheets.get(&group.id).copied().unwrap_or_default();
        let of_group = |key: &str| key == group.id;
        all.push(GroupResult {
            group: Some(group.id.clone()),
            hidden: hidden.contains(group.id.as_str()),
            ..result(
                (u64::from(group.invited), returned),
                questions,
                tally,
                of_group,
            )
        });
    }
    if groups.len() > 1 {
        let invited = groups.iter().map(|group| u64::from(group.invited)).sum();
        let returned: u64 = sheets.values().sum();
        all.push(GroupResult {
            hidden: returned > 0 && returned < least,
            ..result((invited, returned), questions, tally, |_| true)
        });
    }
    for result in all.iter_mut().filter(|result| result.hidden) {
        result.questions.clear();
    }
    all
}

/// Groups that would point at somebody, and those that have to be hidden with them.
fn hidden_groups<'a>(
    groups: &'a [AskedGroup],
    sheets: &BTreeMap<String, u64>,
    least: u64,
) -> BTreeSet<&'a str> {
    let size = |group: &&AskedGroup| sheets.get(&group.id).copied().unwrap_or_default();
    let mut there: Vec<(u64, &str)> = groups
        .iter()
        .filter(|group| size(group) > 0)
        .map(|group| (size(&group), group.id.as_str()))
        .collect();
    there.sort_unstable();
    let small = there.iter().filter(|(size, _)| *size < least).count();
    if small == 0 {
        return BTreeSet::new();
    }
    // At least two, and together at least as many sheets as may be told.
    let mut count = small;
    let together = |count: usize| there[..count].iter().map(|(size, _)| size).sum::<u64>();
    while count < there.len() && (count == 1 || together(count) < least) {
        count += 1;
    }
    there[..count].iter().map(|(_, id)| *id).collect()
}

fn result(
    (invited, returned): (u64, u64),
    questions: &[AskedQuestion],
    tally: &Tally,
    of_group: impl Fn(&str) -> bool,
) -> GroupResult {
    let of_questions = questions.iter().map(|question| {
        let count = |option: &String| -> u64 {
            let chosen = tally.iter().filter(|((group, position, part, choice), _)| {
                of_group(group)
                    && *position == question.position
                    && *part == question.part
                    && choice == option
            });
            chosen.map(|(_, times)| *times).sum()
        };
        let counts: Vec<(&String, u64)> = question.options.iter().map(|o| (o, count(o))).collect();
        counted(question, &counts, returned)
    });
    GroupResult {
        group: None,
        invited,
        returned,
        response_percent: percent(returned, invited).unwrap_or(Hundredths::ZERO),
        hidden: false,
        questions: of_questions.collect(),
    }
}

fn counted(question: &AskedQuestion, counts: &[(&String, u64)], returned: u64) -> QuestionResult {
    let answered: u64 = counts.iter().map(|(_, count)| count).sum();
    let options = counts.iter().map(|(option, count)| OptionCount {
        option: (*option).clone(),
        count: *count,
        percent: percent(*count, answered),
    });
    QuestionResult {
        position: question.position,
        part: question.part.clone(),
        answered,
        unanswered: returned.saturating_sub(answered),
        options: options.collect(),
        mean: mean(question, counts, answered),
    }
}

fn mean(question: &AskedQuestion, counts: &[(&String, u64)], answered: u64) -> Option<Hundredths> {
    let chosen = counts.iter().filter(|(_, count)| *count > 0);
    let sum: Option<i128> = chosen
        .map(|(option, count)| {
            let value = question.values.get(*option)?;
            Some(i128::from(*value) * i128::from(*count))
        })
        .sum();
    Ratio::new(sum?, i128::from(answered)).map(Ratio::shown)
}

fn percent(count: u64, base: u64) -> Option<Hundredths> {
    Ratio::new(i128::from(count) * 100, i128::from(base)).map(Ratio::shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(id: &str, invited: u32) -> AskedGroup {
        AskedGroup {
            id: id.into(),
            invited,
        }
    }

    fn question(values: &[(&str, i32)]) -> AskedQuestion {
        AskedQuestion {
            position: 1,
            part: "a".into(),
            options: ["yes", "no"].map(str::to_owned).into(),
            values: values.iter().map(|(o, v)| ((*o).to_owned(), *v)).collect(),
        }
    }

    fn tally(of: &[(&str, &str, u64)]) -> Tally {
        let key = |group: &str, option: &str| (group.to_owned(), 1, "a".to_owned(), option.into());
        of.iter().map(|(g, o, n)| (key(g, o), *n)).collect()
    }

    fn sheets(of: &[(&str, u64)]) -> BTreeMap<String, u64> {
        of.iter().map(|(g, n)| ((*g).to_owned(), *n)).collect()
    }

    /// The survey of 838 of 1,128 teachers, 74.3 %; of those who answered a question, shares have their base.
    #[test]
    fn rates_have_their_base_and_what_was_not_answered_is_no_zero() {
        let found = results(
            &[group("teachers", 1128)],
            &sheets(&[("teachers", 838)]),
            &[question(&[("yes", 3), ("no", 0)])],
            &tally(&[("teachers", "yes", 600), ("teachers", "no", 200)]),
            5,
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].response_percent, Hundredths(7429));
        let told = &found[0].questions[0];
        assert_eq!((told.answered, told.unanswered), (800, 38));
        assert_eq!(told.options[0].percent, Some(Hundredths::whole(75)));
        assert_eq!(told.mean, Some(Hundredths(225)));
        let nobody = results(
            &[group("teachers", 10)],
            &sheets(&[]),
            &[question(&[])],
            &tally(&[]),
            5,
        );
        let told = &nobody[0].questions[0];
        assert_eq!(
            (nobody[0].hidden, told.options[0].percent, told.mean),
            (false, None, None)
        );
    }

    #[test]
    fn a_chosen_option_without_a_value_leaves_no_mean() {
        let of = tally(&[("t", "yes", 6), ("t", "no", 1)]);
        let found = results(
            &[group("t", 7)],
            &sheets(&[("t", 7)]),
            &[question(&[("yes", 1)])],
            &of,
            5,
        );
        assert_eq!(found[0].questions[0].mean, None);
    }

    #[test]
    fn few_sheets_are_hidden_and_cannot_be_found_from_the_rest() {
        let groups = [
            group("parents", 30),
            group("pupils", 30),
            group("teachers", 30),
        ];
        let hidden = |of: &[(&str, u64)]| -> Vec<String> {
            let found = results(&groups, &sheets(of), &[question(&[])], &tally(&[]), 5);
            assert!(found.iter().all(|r| r.hidden == r.questions.is_empty()));
            let hidden = found.into_iter().filter(|result| result.hidden);
            hidden
                .map(|r| r.group.unwrap_or("all".to_owned()))
                .collect()
        };
        assert_eq!(
            hidden(&[("parents", 20), ("pupils", 9), ("teachers", 8)]),
            [""; 0]
        );
        assert_eq!(
            hidden(&[("parents", 20), ("pupils", 9), ("teachers", 2)]),
            ["pupils", "teachers"]
        );
        assert_eq!(
            hidden(&[("parents", 20), ("pupils", 1), ("teachers", 2)]),
            ["parents", "pupils", "teachers"]
        );
        assert_eq!(
            hidden(&[("parents", 20), ("pupils", 3), ("teachers", 2)]),
            ["pupils", "teachers"]
        );
        assert_eq!(hidden(&[("parents", 3)]), ["parents", "all"]);
    }
}
