//! Recounts every constraint of a form from the specification and the candidates, in whole
//! numbers. It knows neither the program nor the solver, and a form that fails is never returned.

use std::collections::{BTreeMap, BTreeSet};

use super::achieved::{Achieved, Unit};
use super::candidate::Candidate;
use super::eligible::{Context, fits};
use super::given::verify_given;
use super::pool::Pool;
use super::verify_information::verify_information;
pub use super::verify_pairs::{overlaps, verify_overlaps};
use super::verify_past::verify_past;
use super::verify_rules::verify_rules;
use super::verify_stimuli::verify_stimuli;
use crate::bank::{Minutes, Points};
use crate::specification::component::ResolvedRow;
use crate::specification::document::{Range, ShareBase, ThinkingRule};

/// Recounts a form: (row index, candidate index).
pub fn verify_form(context: &Context<'_>, pool: &Pool, chosen: &[(usize, usize)]) -> Vec<Achieved> {
    let form = Form::new(context, pool, chosen);
    let parts = [
        form.rows(),
        form.points(),
        form.shares(),
        form.minutes(),
        form.at_most_one(),
        verify_stimuli(context, pool, chosen),
        form.key_positions(),
        form.forced(),
        verify_given(context, pool, chosen),
        form.per_objective(),
        form.anchors().into_iter().collect(),
        verify_information(context, pool, chosen),
        verify_past(context, pool, chosen),
        verify_rules(context, pool, None, chosen),
    ];
    parts.into_iter().flatten().collect()
}

/// Recounts a form of a run by its number from 0: what [`verify_form`] does, and the rules that are for
/// some forms only.
pub fn verify_numbered(
    context: &Context<'_>,
    pool: &Pool,
    number: usize,
    chosen: &[(usize, usize)],
) -> Vec<Achieved> {
    let mut achieved = verify_form(context, pool, chosen);
    achieved.extend(verify_rules(context, pool, Some(number), chosen));
    achieved
}

/// Known mean difficulty of a form and the number of items it rests on.
pub fn mean_p(pool: &Pool, chosen: &[(usize, usize)]) -> (Option<f64>, usize) {
    let known = chosen
        .iter()
        .filter_map(|&(_, candidate)| pool.candidates().get(candidate)?.p);
    let values: Vec<f64> = known.map(|p| p.value).collect();
    let mean = (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
    (mean, values.len())
}

struct Form<'a> {
    context: &'a Context<'a>,
    items: Vec<(usize, &'a ResolvedRow, &'a Candidate)>,
}

impl<'a> Form<'a> {
    fn new(context: &'a Context<'a>, pool: &'a Pool, chosen: &[(usize, usize)]) -> Self {
        let item = |&(row, candidate): &(usize, usize)| {
            Some((
                row,
                context.component.rows.get(row)?,
                pool.candidates().get(candidate)?,
            ))
        };
        Self {
            context,
            items: chosen.iter().filter_map(item).collect(),
        }
    }

    /// Items that count.
    fn scored(&self) -> impl Iterator<Item = &(usize, &'a ResolvedRow, &'a Candidate)> {
        self.items.iter().filter(|(_, row, _)| !row.unscored)
    }

    fn per_objective(&self) -> Vec<Achieved> {
        let component = self.context.component;
        let Some(range) = component.per_objective else {
            return Vec::new();
        };
        let bounds = [range.min, range.max].map(|bound| Some(bound as usize));
        let one = |code: &str| {
            let carries = |item: &Candidate| item.objectives.iter().any(|own| own == code);
            let have = self.scored().filter(|(.., item)| carries(item)).count();
            Achieved::count("per_objective", code, bounds[0], bounds[1], have)
        };
        component.objectives().into_iter().map(one).collect()
    }

    fn anchors(&self) -> Option<Achieved> {
        let need = Some(self.context.component.anchors.as_ref()?.items as usize);
        let anchor = |item: &Candidate| self.context.is_anchor(item);
        let have = self.scored().filter(|(.., item)| anchor(item)).count();
        Some(Achieved::count("anchors", "", need, need, have))
    }

    fn rows(&self) -> Vec<Achieved> {
        let mut achieved = Vec::new();
        for (index, row) in self.context.component.rows.iter().enumerate() {
            let mine: Vec<&Candidate> = self
                .items
                .iter()
                .filter(|(r, ..)| *r == index)
                .map(|(_, _, item)| *item)
                .collect();
            let need = Some(row.items as usize);
            achieved.push(Achieved::count("row", &row.id, need, need, mine.len()));
            let fitting = mine
                .iter()
                .filter(|item| fits(self.context, row, item))
                .count();
            achieved.push(Achieved::count("row_fit", &row.id, need, need, fitting));
            let Some(ThinkingRule::Counts(counts)) = &row.thinking else {
                continue;
            };
            for (level, count) in counts {
                let have = mine
                    .iter()
                    .filter(|item| item.thinking == Some(*level))
                    .count();
                let (about, need) = (format!("{} {level}", row.id), Some(*count as usize));
                achieved.push(Achieved::count("row_thinking", &about, need, need, have));
            }
        }
        let codes: BTreeSet<&str> = self
            .items
            .iter()
            .map(|(_, _, item)| item.code.as_str())
            .collect();
        let all = Some(self.items.len());
        achieved.push(Achieved::count(
            "different_items",
            "",
            all,
            all,
            codes.len(),
        ));
        achieved
    }

    fn points(&self) -> Vec<Achieved> {
        let component = self.context.component;
        let sum = |section: Option<&str>| {
            let inside = self
                .scored()
                .filter(|(_, row, _)| section.is_none_or(|id| row.section == id));
            inside.map(|(_, _, item)| item.points).sum::<Points>().0
        };
        let one = |kind: &str, about: &str, need: Points, have: i64| {
            Achieved::new(kind, about, Unit::Points, Some(need.0), Some(need.0), have)
        };
        let sections = component.sections.iter();
        sections
            .map(|section| {
                one(
                    "section_points",
                    &section.id,
                    section.score,
                    sum(Some(&section.id)),
                )
            })
            .chain([one("max_score", "", component.max_score, sum(None))])
            .collect()
    }

    fn shares(&self) -> Vec<Achieved> {
        let component = self.context.component;
        let thinking = component.thinking_share.iter().map(|(level, range)| {
            let have = self.weight(component.share_of, |item| item.thinking == Some(*level));
            self.share(
                "thinking_share",
                level.as_str(),
                component.share_of,
                *range,
                have,
            )
        });
        let difficulty = component.difficulty_share.iter().map(|(level, range)| {
            let of = component.difficulty_share_of;
            let have = self.weight(of, |item| item.difficulty == Some(*level));
            self.share("difficulty_share", level.as_str(), of, *range, have)
        });
        thinking.chain(difficulty).collect()
    }

    /// Points (or items) that pass, in hundredths.
    fn weight(&self, of: ShareBase, passes: impl Fn(&Candidate) -> bool) -> i64 {
        let passing = self.scored().filter(|(_, _, item)| passes(item));
        match of {
            ShareBase::Points => passing.map(|(_, _, item)| item.points.0).sum(),
            ShareBase::Items => passing.map(|_| 100).sum(),
        }
    }

    /// Shares are read to the millionth: `share · total` is compared without division.
    fn share(&self, kind: &str, about: &str, of: ShareBase, range: Range, have: i64) -> Achieved {
        let component = self.context.component;
        let (total, unit) = match of {
            ShareBase::Points => (component.max_score.0, Unit::Points),
            ShareBase::Items => (
                i64::try_from(self.scored().count()).unwrap_or(0) * 100,
                Unit::Items,
            ),
        };
        let [low, high] = range.map(|share| (share * 1e6).round() as i128 * i128::from(total));
        let have_scaled = i128::from(have) * 1_000_000;
        let shown = |bound: i128| i64::try_from(bound / 1_000_000).unwrap_or(i64::MAX);
        let mut achieved =
            Achieved::new(kind, about, unit, Some(shown(low)), Some(shown(high)), have);
        achieved.holds = low <= have_scaled && have_scaled <= high;
        achieved
    }

    fn minutes(&self) -> Vec<Achieved> {
        let component = self.context.component;
        let Some(duration) = component.duration else {
            return Vec::new();
        };
        let apart = |row: &ResolvedRow| {
            component
                .section_of(row)
                .is_some_and(|s| s.separate_sitting)
        };
        let counted = self.items.iter().filter(|(_, row, _)| !apart(row));
        let sum: Minutes = counted.filter_map(|(_, _, item)| item.minutes).sum();
        vec![Achieved::new(
            "minutes",
            "",
            Unit::Minutes,
            None,
            Some(duration.0),
            sum.0,
        )]
    }

    /// The largest number of items of one enemy group and of one family.
    fn at_most_one(&self) -> Vec<Achieved> {
        let constraints = &self.context.component.constraints;
        let enemies = self
            .items
            .iter()
            .flat_map(|(_, _, item)| item.enemies.iter());
        let families = self
            .items
            .iter()
            .filter_map(|(_, _, item)| item.family.as_ref());
        let kinds = [
            (constraints.exclude_enemies, "enemies", largest(enemies)),
            (constraints.one_per_family, "family", largest(families)),
        ];
        let asked = kinds.into_iter().filter(|(asked, ..)| *asked);
        asked
            .map(|(_, kind, most)| Achieved::count(kind, "", None, Some(1), most))
            .collect()
    }

    /// A position may occur once; above that its share of the single-key items counts.
    fn key_positions(&self) -> Vec<Achieved> {
        let Some(share) = self.context.component.constraints.key_position_max_share else {
            return Vec::new();
        };
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for position in self
            .items
            .iter()
            .filter_map(|(_, _, item)| item.key_position)
        {
            *counts.entry(position).or_default() += 1;
        }
        let all: usize = counts.values().sum();
        let most = ((share * 1e6).round() as u128 * all as u128 / 1_000_000).max(1) as usize;
        let one = |(position, count): (u32, usize)| {
            Achieved::count(
                "key_position",
                &position.to_string(),
                None,
                Some(most),
                count,
            )
        };
        counts.into_iter().map(one).collect()
    }

    fn forced(&self) -> Vec<Achieved> {
        let asked: BTreeSet<&String> = self.context.options.forced.iter().collect();
        let have = |code: &String| {
            self.items
                .iter()
                .filter(|(_, _, item)| item.code == *code)
                .count()
        };
        let one = |code: &String| Achieved::count("forced", code, Some(1), Some(1), have(code));
        asked.into_iter().map(one).collect()
    }
}

fn largest<'a>(names: impl Iterator<Item = &'a String>) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    counts.into_values().max().unwrap_or(0)
}
