//! Which words of a text changed: the longest common run of words, the rest taken out or put in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::fold;

/// Words of one text that are compared one by one; of longer ones only the common beginning and end.
const MOST_WORDS: usize = 2000;

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "is", content = "text")]
pub enum Run {
    /// In both texts.
    Kept(String),
    /// In the first only.
    Removed(String),
    /// In the second only.
    Added(String),
}

/// The runs that lead from one text to the other; white space between words counts for nothing.
pub fn runs(before: &str, after: &str) -> Vec<Run> {
    let old: Vec<&str> = before.split_whitespace().collect();
    let new: Vec<&str> = after.split_whitespace().collect();
    let mut steps: Vec<(Step, &str)> = Vec::new();
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - start;
    let ends = old.iter().rev().zip(new.iter().rev());
    let end = ends.take(rest).take_while(|(a, b)| a == b).count();
    steps.extend(old[..start].iter().map(|word| (Step::Kept, *word)));
    let middle = (&old[start..old.len() - end], &new[start..new.len() - end]);
    steps.extend(between(middle.0, middle.1));
    steps.extend(
        old[old.len() - end..]
            .iter()
            .map(|word| (Step::Kept, *word)),
    );
    joined(&steps)
}

/// Words that changed, in percent of the words of the longer text, rounded up. A corrected misspelling is
/// no changed word: another case, punctuation, a look-alike of the other alphabet, one letter of five.
pub fn changed_percent(before: &str, after: &str) -> u8 {
    let count = |text: &str| text.split_whitespace().count();
    let longest = count(before).max(count(after));
    let runs = runs(before, after);
    let (mut removed, mut added, mut corrected) = (0, 0, 0);
    for (at, run) in runs.iter().enumerate() {
        match (run, runs.get(at + 1)) {
            (Run::Kept(_), _) => {}
            (Run::Added(text), _) => added += count(text),
            (Run::Removed(old), next) => {
                removed += count(old);
                if let Some(Run::Added(new)) = next {
                    corrected += slips(old, new);
                }
            }
        }
    }
    let changed = (removed.max(added) - corrected) * 100;
    u8::try_from(changed.div_ceil(longest.max(1))).unwrap_or(100)
}

/// Words that were put right: where as many were taken out as put in, they stand for each other in order.
fn slips(old: &str, new: &str) -> usize {
    let (old, new) = (old.split_whitespace(), new.split_whitespace());
    if old.clone().count() != new.clone().count() {
        return 0;
    }
    old.zip(new)
        .filter(|(old, new)| is_misspelling(old, new))
        .count()
}

/// True when one word is the other with a slip of the pen.
fn is_misspelling(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let shortest = one.chars().count().min(other.chars().count());
    let slip = shortest >= 5 && strsim::damerau_levenshtein(&one, &other) <= 1;
    slip || (one == other && shortest > 0)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Kept,
    Removed,
    Added,
}

fn between<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(Step, &'t str)> {
    let removed = |words: &[&'t str]| {
        words
            .iter()
            .map(|w| (Step::Removed, *w))
            .collect::<Vec<_>>()
    };
    let added = |words: &[&'t str]| words.iter().map(|w| (Step::Added, *w)).collect::<Vec<_>>();
    if old.len() > MOST_WORDS || new.len() > MOST_WORDS {
        return [removed(old), added(new)].concat();
    }
    // Longest common run from each place on, from the end.
    let width = new.len() + 1;
    let mut common = vec![0u16; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = match old[i] == new[j] {
                true => common[(i + 1) * width + j + 1] + 1,
                false => common[(i + 1) * width + j].max(common[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j, mut steps) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            steps.push((Step::Kept, old[i]));
            (i, j) = (i + 1, j + 1);
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            steps.push((Step::Removed, old[i]));
            i += 1;
        } else {
            steps.push((Step::Added, new[j]));
            j += 1;
        }
    }
    steps.extend(removed(&old[i..]));
    steps.extend(added(&new[j..]));
    steps
}

/// Neighbouring words of one kind as one run.
fn joined(steps: &[(Step, &str)]) -> Vec<Run> {
    steps
        .chunk_by(|(a, _), (b, _)| a == b)
        .map(|chunk| {
            let words: Vec<&str> = chunk.iter().map(|(_, word)| *word).collect();
            let text = words.join(" ");
            match chunk[0].0 {
                Step::Kept => Run::Kept(text),
                Step::Removed => Run::Removed(text),
                Step::Added => Run::Added(text),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_changed_word_stands_between_those_that_stayed() {
        assert_eq!(
            runs(
                "Find the area of a square",
                "Find the  perimeter of the square"
            ),
            [
                Run::Kept("Find the".into()),
                Run::Removed("area".into()),
                Run::Added("perimeter".into()),
                Run::Kept("of".into()),
                Run::Removed("a".into()),
                Run::Added("the".into()),
                Run::Kept("square".into()),
            ]
        );
        assert_eq!(runs("", ""), []);
        assert_eq!(runs("", "new"), [Run::Added("new".into())]);
    }

    #[test]
    fn the_share_of_changed_words_is_of_the_longer_text_and_rounded_up() {
        assert_eq!(changed_percent("a b c d", "a b c d"), 0);
        assert_eq!(changed_percent("a  b", "a b"), 0);
        assert_eq!(changed_percent("a b c", "a b x"), 34);
        assert_eq!(changed_percent("a", "b c"), 100);
        assert_eq!(changed_percent("", "a"), 100);
    }

    #[test]
    fn a_slip_of_the_pen_is_no_changed_word() {
        assert_eq!(changed_percent("Астна", "Астана"), 0);
        assert_eq!(changed_percent("ответ", "Ответ."), 0);
        assert_eq!(changed_percent("Выбери ответ", "Выбеpи ответ"), 0);
        assert_eq!(changed_percent("да", "до"), 100);
        assert_eq!(changed_percent("увеличится", "уменьшится"), 100);
        assert_eq!(
            changed_percent("Найдиет угол АВС", "Найдите стороны треугольника"),
            67
        );
    }

    proptest! {
        #[test]
        fn the_runs_tell_both_texts(before in "[ab ]{0,30}", after in "[ab ]{0,30}") {
            let (mut old, mut new) = (Vec::new(), Vec::new());
            for run in runs(&before, &after) {
                match run {
                    Run::Kept(text) => { old.push(text.clone()); new.push(text); }
                    Run::Removed(text) => old.push(text),
                    Run::Added(text) => new.push(text),
                }
            }
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(old.join(" "), plain(&before));
            prop_assert_eq!(new.join(" "), plain(&after));
        }
    }
}
