//! Recounts the stimuli of a form: how many there are, how many items each has, and whether sets that
//! enter whole did. Like the rest of the recount it knows neither program nor solver.

use std::collections::{BTreeMap, BTreeSet};

use super::achieved::{Achieved, Unit};
use super::candidate::Candidate;
use super::eligible::{Context, fits};
use super::pool::Pool;
use crate::specification::component::ResolvedRow;
use crate::specification::document::{StimulusCount, StimulusRule, StimulusSets};

/// Sections first, then rows.
pub(super) fn verify_stimuli(
    context: &Context<'_>,
    pool: &Pool,
    chosen: &[(usize, usize)],
) -> Vec<Achieved> {
    let form = Form {
        context,
        pool,
        chosen,
    };
    let component = context.component;
    let mut achieved = Vec::new();
    for section in &component.sections {
        let used = form.used(|_, row| row.section == section.id && !row.unscored);
        achieved.extend(counted(&section.id, section.stimulus.as_ref(), &used));
        if component.constraints.stimulus_sets == Some(StimulusSets::Whole) {
            let split = used.keys().filter(|code| !form.is_whole(code, &section.id));
            let split = split.count();
            achieved.push(Achieved::count(
                "stimulus_sets_split",
                &section.id,
                None,
                Some(0),
                split,
            ));
        }
    }
    for (index, row) in component.rows.iter().enumerate() {
        let used = form.used(|other, _| other == index);
        achieved.extend(counted(&row.id, row.stimulus.as_ref(), &used));
    }
    achieved
}

/// Stimulus code → how many different items of it.
type Used<'a> = BTreeMap<&'a str, usize>;

fn counted(about: &str, rule: Option<&StimulusRule>, used: &Used<'_>) -> Vec<Achieved> {
    let bounds = |count: StimulusCount| count.bounds().map(|bound| Some(bound as usize));
    let mut achieved = Vec::new();
    if let Some([fewest, most]) = rule.and_then(|rule| rule.count).map(bounds) {
        achieved.push(Achieved {
            unit: Unit::Stimuli,
            ..Achieved::count("stimulus_count", about, fewest, most, used.len())
        });
    }
    if let Some([fewest, most]) = rule.and_then(|rule| rule.items).map(bounds) {
        achieved.extend(used.iter().map(|(code, items)| {
            let about = format!("{about} {code}");
            Achieved::count("stimulus_items", &about, fewest, most, *items)
        }));
    }
    achieved
}

struct Form<'a> {
    context: &'a Context<'a>,
    pool: &'a Pool,
    chosen: &'a [(usize, usize)],
}

impl<'a> Form<'a> {
    fn items(&self) -> impl Iterator<Item = (usize, &'a ResolvedRow, &'a Candidate)> {
        let (component, candidates) = (self.context.component, self.pool.candidates());
        self.chosen.iter().filter_map(move |&(row, item)| {
            Some((row, component.rows.get(row)?, candidates.get(item)?))
        })
    }

    fn used(&self, inside: impl Fn(usize, &ResolvedRow) -> bool) -> Used<'a> {
        let mut codes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (_, _, item) in self.items().filter(|(index, row, _)| inside(*index, row)) {
            if let Some(stimulus) = item.stimulus_code() {
                codes.entry(stimulus).or_default().insert(&item.code);
            }
        }
        codes
            .into_iter()
            .map(|(code, items)| (code, items.len()))
            .collect()
    }

    /// Every item of the stimulus that fits a row of the section stands in the section.
    fn is_whole(&self, stimulus: &str, section: &str) -> bool {
        let all = self.context.component.rows.iter();
        let rows: Vec<&ResolvedRow> = all
            .filter(|row| row.section == section && !row.unscored)
            .collect();
        let mine = self.items().filter(|(_, row, _)| row.section == section);
        let present: BTreeSet<&str> = mine.map(|(_, _, item)| item.code.as_str()).collect();
        let of_set = |item: &&Candidate| item.stimulus_code() == Some(stimulus);
        let fitting = |item: &&Candidate| rows.iter().any(|row| fits(self.context, row, item));
        let mut members = self.pool.candidates().iter().filter(of_set).filter(fitting);
        members.all(|item| present.contains(item.code.as_str()))
    }
}
