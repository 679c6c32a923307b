//! How far reviewers agree about the same work: over all, by stage, and for each two of them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::verdict::{GivenVerdict, Rating, Verdict};
use crate::psychometrics::agreement::{Agreement, Metric, agreement, alpha};

/// The verdicts of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewedItem {
    /// Item id.
    pub item: String,
    /// Its verdicts.
    pub verdicts: Vec<GivenVerdict>,
}

/// Agreement about ratings in three steps, and about approving or not.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReviewerAgreement {
    /// Over all stages.
    pub all: GroupAgreement,
    /// Stage → agreement.
    pub by_stage: BTreeMap<String, GroupAgreement>,
    /// Each two reviewers who judged the same work at least once, by their ids.
    pub pairs: Vec<PairAgreement>,
}

/// Agreement of all who judged, whoever they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct GroupAgreement {
    /// Works that two or more judged: an attempt of an item in a stage, and language where it goes by it.
    pub works: usize,
    /// Pairs of judgements of one work.
    pub pairs: usize,
    /// Share of those pairs with the same rating.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<f64>,
    /// Share of those pairs that both approve or both do not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_verdict: Option<f64>,
    /// Krippendorff's α of the ratings, ordinal; none where it is undefined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alpha: Option<f64>,
}

/// Agreement of two reviewers.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PairAgreement {
    /// The two, by id.
    pub reviewers: [String; 2],
    /// Works that both judged.
    pub n: usize,
    /// Share with the same rating.
    pub exact: f64,
    /// Share at most one step apart.
    pub adjacent: f64,
    /// Cohen's κ of the ratings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kappa: Option<f64>,
    /// κ with quadratic weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weighted_kappa: Option<f64>,
}

/// Rating and approval by reviewer, of one work.
type Work<'a> = BTreeMap<&'a str, (usize, bool)>;

/// The agreement of the reviewers of these items.
pub fn reviewer_agreement(items: &[ReviewedItem]) -> ReviewerAgreement {
    let works = works(items);
    let of = |stage: Option<&str>| {
        let wanted = works
            .iter()
            .filter(|(id, _)| stage.is_none_or(|stage| stage == id.1));
        group(&wanted.map(|(_, work)| work).collect::<Vec<_>>())
    };
    let mut stages: Vec<&str> = works.keys().map(|id| id.1).collect();
    stages.sort_unstable();
    stages.dedup();
    let by_stage = stages
        .into_iter()
        .map(|stage| (stage.to_owned(), of(Some(stage))));
    ReviewerAgreement {
        all: of(None),
        by_stage: by_stage.collect(),
        pairs: pairs(works.values()),
    }
}

/// Item, stage, attempt and language of a work.
type WorkId<'a> = (&'a str, &'a str, super::attempt::AttemptNumber, &'a str);

fn works(items: &[ReviewedItem]) -> BTreeMap<WorkId<'_>, Work<'_>> {
    let mut works: BTreeMap<WorkId<'_>, Work<'_>> = BTreeMap::new();
    for item in items {
        for verdict in &item.verdicts {
            let said = &verdict.said;
            let language = said.language.as_ref().map_or("", |l| l.as_str());
            let id = (
                item.item.as_str(),
                said.stage.as_str(),
                verdict.attempt,
                language,
            );
            let judged = (step(said.rating), said.verdict == Verdict::Approve);
            works
                .entry(id)
                .or_default()
                .insert(&verdict.reviewer, judged);
        }
    }
    works
}

fn step(rating: Rating) -> usize {
    Rating::ALL
        .iter()
        .position(|one| *one == rating)
        .unwrap_or_default()
}

fn group(works: &[&Work<'_>]) -> GroupAgreement {
    let shared: Vec<&&Work<'_>> = works.iter().filter(|work| work.len() > 1).collect();
    let (mut pairs, mut exact, mut same) = (0usize, 0usize, 0usize);
    for work in &shared {
        let judged: Vec<&(usize, bool)> = work.values().collect();
        for (at, a) in judged.iter().enumerate() {
            for b in &judged[at + 1..] {
                pairs += 1;
                exact += usize::from(a.0 == b.0);
                same += usize::from(a.1 == b.1);
            }
        }
    }
    let share = |count: usize| (pairs > 0).then(|| count as f64 / pairs as f64);
    let ratings = shared
        .iter()
        .map(|work| work.values().map(|(rating, _)| *rating).collect());
    GroupAgreement {
        works: shared.len(),
        pairs,
        exact: share(exact),
        same_verdict: share(same),
        alpha: alpha(
            &ratings.collect::<Vec<_>>(),
            Rating::ALL.len(),
            Metric::Ordinal,
        ),
    }
}

fn pairs<'a>(works: impl Iterator<Item = &'a Work<'a>>) -> Vec<PairAgreement> {
    let mut by_pair: BTreeMap<[&str; 2], Vec<(usize, usize)>> = BTreeMap::new();
    for work in works {
        let judged: Vec<(&&str, &(usize, bool))> = work.iter().collect();
        for (at, (a, of_a)) in judged.iter().enumerate() {
            for (b, of_b) in &judged[at + 1..] {
                by_pair.entry([a, b]).or_default().push((of_a.0, of_b.0));
            }
        }
    }
    let found = by_pair.into_iter().filter_map(|([a, b], ratings)| {
        let Agreement {
            n,
            exact,
            adjacent,
            kappa,
            quadratic_kappa,
            ..
        } = agreement(&ratings, Rating::ALL.len())?;
        Some(PairAgreement {
            reviewers: [a.to_owned(), b.to_owned()],
            n,
            exact,
            adjacent,
            kappa,
            weighted_kappa: quadratic_kappa,
        })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn item(id: &str, ratings: &[(&str, &str)]) -> ReviewedItem {
        let verdicts = ratings.iter().map(|(reviewer, rating)| {
            let verdict = if *rating == "unsatisfactory" {
                "revise"
            } else {
                "approve"
            };
            serde_json::from_value(json!({
                "attempt": {"round": 1, "attempt": 1}, "reviewer": reviewer,
                "at": "2026-11-01T10:00:00Z", "stage": "subject", "verdict": verdict,
                "rating": rating, "comment": "…"
            }))
            .unwrap()
        });
        ReviewedItem {
            item: id.into(),
            verdicts: verdicts.collect(),
        }
    }

    #[test]
    fn agreement_is_told_over_all_by_stage_and_for_each_two_with_n() {
        let items = [
            item("1", &[("ann", "good"), ("bob", "good")]),
            item("2", &[("ann", "good"), ("bob", "satisfactory")]),
            item(
                "3",
                &[
                    ("ann", "unsatisfactory"),
                    ("bob", "unsatisfactory"),
                    ("cid", "satisfactory"),
                ],
            ),
            item("4", &[("ann", "good")]),
        ];
        let found = reviewer_agreement(&items);
        assert_eq!((found.all.works, found.all.pairs), (3, 5));
        assert_eq!(
            (found.all.exact, found.all.same_verdict),
            (Some(0.4), Some(0.6))
        );
        assert_eq!(found.by_stage["subject"], found.all);
        let two: Vec<_> = found
            .pairs
            .iter()
            .map(|p| (p.reviewers.join(" "), p.n))
            .collect();
        assert_eq!(
            two,
            [
                ("ann bob".into(), 3),
                ("ann cid".into(), 1),
                ("bob cid".into(), 1)
            ]
        );
        // By hand: observed 2/3; margins ann (1, 0, 2)/3, bob (1, 1, 1)/3, expected 1/3.
        assert!((found.pairs[0].kappa.unwrap() - 0.5).abs() < 1e-12);
        assert_eq!(found.pairs[1].kappa, Some(0.0));
    }

    #[test]
    fn without_two_judgements_of_one_work_there_is_no_agreement_to_tell() {
        let found = reviewer_agreement(&[item("1", &[("ann", "good")])]);
        assert_eq!(found.all, GroupAgreement::default());
        assert!(found.pairs.is_empty());
    }
}
