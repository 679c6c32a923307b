//! Structural banks that fill any component: texts that say what they are, and nothing to learn
//! from them. For trials of large tests before a real bank exists, and for tests.

use std::collections::BTreeMap;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::bank::content::ItemContent;
use crate::bank::texts::ItemDocument;
use crate::bank::{
    Access, Difficulty, Hundredths, ItemType, Language, Minutes, Points, Purpose, Thinking,
};
use crate::specification::component::{Component, ResolvedRow};
use crate::specification::document::{FormAccess, Range, ShareBase, ThinkingRule};

mod bank;
mod part;
pub mod published;
mod stimulus;
pub mod trial;

pub use bank::GeneratedBank;

use super::candidate::{Evidence, LESSON_TAG};

/// Enough items for `times` forms without a common item, for one language set: each row gets its
/// number of items `times` over, so that every set of stimuli, share and count can be met exactly.
/// Codes start with `prefix`; the same arguments give the same bank.
pub fn generate(
    component: &Component,
    subject: &str,
    languages: &[Language],
    prefix: &str,
    times: usize,
    seed: u64,
) -> GeneratedBank {
    let mut generator = Generator {
        component,
        subject,
        languages,
        prefix,
        random: ChaCha20Rng::seed_from_u64(seed),
        bank: GeneratedBank {
            evidence: Evidence {
                rounds: component.bank_requirement.pilot_rounds.unwrap_or(0),
                n: component.bank_requirement.min_n.unwrap_or(0).into(),
            },
            ..GeneratedBank::default()
        },
    };
    for time in 0..times {
        generator.one_form(time);
    }
    generator.bank
}

struct Generator<'a> {
    component: &'a Component,
    subject: &'a str,
    languages: &'a [Language],
    prefix: &'a str,
    random: ChaCha20Rng,
    bank: GeneratedBank,
}

/// Grade of components that name none.
const SENIOR: u8 = 11;
/// Minutes of a task where the component limits no time of its own.
const USUAL_MINUTES: Minutes = Minutes::whole(2);

impl<'a> Generator<'a> {
    fn one_form(&mut self, time: usize) {
        let thinking = self.thinking_plan();
        let difficulty = self.difficulty_plan();
        let mut number = 0;
        for (index, row) in self.component.rows.iter().enumerate() {
            let points = self.points_of(row);
            for place in 0..row.items as usize {
                let stimulus = self.stimulus(row, index, time, place);
                let code = format!(
                    "{}-{}-{:03}-{:02}",
                    self.prefix,
                    row.id,
                    time + 1,
                    place + 1
                );
                let levels = (thinking[number], row.level.or(Some(difficulty[number])));
                if row.unscored {
                    self.bank.pilot.insert(code.clone());
                }
                self.item(row, code, points, levels, stimulus);
                number += 1;
            }
        }
    }

    /// Points of a row's items; where the row leaves them open, the section's rest in equal parts.
    fn points_of(&self, row: &ResolvedRow) -> Points {
        let rows = || {
            self.component
                .rows
                .iter()
                .filter(|other| other.section == row.section)
        };
        row.points_each.unwrap_or_else(|| {
            let fixed: i64 = rows()
                .filter_map(|r| Some(r.points_each?.0 * i64::from(r.items)))
                .sum();
            let open: i64 = rows()
                .filter(|r| r.points_each.is_none())
                .map(|r| i64::from(r.items))
                .sum();
            let score = self
                .component
                .section_of(row)
                .map_or(0, |section| section.score.0);
            Hundredths((score - fixed).max(0) / open.max(1))
        })
    }

    /// Thinking level of every place of a form: the row's own, else what its shares lack most.
    fn thinking_plan(&self) -> Vec<Option<Thinking>> {
        let of = self.component.share_of;
        let counted = |row: &ResolvedRow| match &row.thinking {
            Some(ThinkingRule::All(level)) => vec![*level; row.items as usize],
            Some(ThinkingRule::Counts(counts)) => counts
                .iter()
                .flat_map(|(level, count)| vec![*level; *count as usize])
                .collect(),
            None => Vec::new(),
        };
        let shares = &self.component.thinking_share;
        self.plan(Thinking::ALL, shares, of, counted)
            .into_iter()
            .map(Some)
            .collect()
    }

    fn difficulty_plan(&self) -> Vec<Difficulty> {
        let own = |row: &ResolvedRow| {
            row.level
                .map_or_else(Vec::new, |level| vec![level; row.items as usize])
        };
        let of = self.component.difficulty_share_of;
        self.plan(Difficulty::ALL, &self.component.difficulty_share, of, own)
    }

    fn plan<L: Copy + Ord>(
        &self,
        all: &[L],
        shares: &BTreeMap<L, Range>,
        of: ShareBase,
        own: impl Fn(&ResolvedRow) -> Vec<L>,
    ) -> Vec<L> {
        let weight = |row: &ResolvedRow| match of {
            _ if row.unscored => 0.0,
            ShareBase::Points => self.points_of(row).as_f64(),
            ShareBase::Items => 1.0,
        };
        let total: f64 = self
            .component
            .rows
            .iter()
            .map(|row| weight(row) * f64::from(row.items))
            .sum();
        let even = 1.0 / all.len() as f64;
        let middle = |level: &L| {
            shares
                .get(level)
                .map_or(even, |range| f64::midpoint(range[0], range[1]))
        };
        let mut lacking: BTreeMap<L, f64> = all
            .iter()
            .map(|level| (*level, middle(level) * total))
            .collect();
        for row in &self.component.rows {
            for level in own(row) {
                *lacking.entry(level).or_default() -= weight(row);
            }
        }
        let mut plan = Vec::new();
        for row in &self.component.rows {
            let levels = own(row);
            for place in 0..row.items as usize {
                let level = levels.get(place).copied().unwrap_or_else(|| {
                    let most = lacking
                        .iter()
                        .max_by(|a, b| a.1.total_cmp(b.1))
                        .map(|(level, _)| *level);
                    let level = most.unwrap_or(all[0]);
                    *lacking.entry(level).or_default() -= weight(row);
                    level
                });
                plan.push(level);
            }
        }
        plan
    }

    fn item(
        &mut self,
        row: &ResolvedRow,
        code: String,
        points: Points,
        (thinking, difficulty): (Option<Thinking>, Option<Difficulty>),
        stimulus: Option<String>,
    ) {
        let types: &[ItemType] = if row.types.is_empty() {
            &[ItemType::Mcq]
        } else {
            &row.types
        };
        let item_type = types[self.below(types.len())];
        let part = self.part(row, item_type, points);
        let needs = self.component.needs;
        let texts = |language: &Language| {
            let texts = part::texts(language, &code, &part, needs);
            (language.clone(), texts)
        };
        let lesson = self.component.lesson.iter();
        let lesson = lesson.map(|code| format!("{LESSON_TAG}{code}"));
        let content = ItemContent {
            item_type,
            purpose: Purpose::Both,
            subject: self.subject_of(row).to_owned(),
            grade_min: self.component.grade.unwrap_or(SENIOR),
            grade_max: self.component.grade.unwrap_or(SENIOR),
            term: None,
            unit: row.unit.clone(),
            programme: None,
            objectives: vec![self.objective(row)],
            language_objectives: self.language_objectives(row),
            criteria: Vec::new(),
            difficulty,
            thinking,
            literacy: row.literacy.clone(),
            literacy_context: row.context.clone(),
            skill: row.skill.clone().or_else(|| row.section_skill.clone()),
            assessment_objectives: Vec::new(),
            tags: lesson.chain(["generated".to_owned()]).collect(),
            points,
            minutes: self.minutes(row, points),
            parts: vec![part.clone()],
            item_specification: None,
            stimulus,
            family: None,
            access: match self.component.form_access {
                FormAccess::Open => Access::Open,
                FormAccess::Restricted => Access::Restricted,
                FormAccess::Secure => Access::Secure,
            },
            author: None,
            source: Some("generated".to_owned()),
            licence: Some("CC0-1.0".to_owned()),
            extensions: BTreeMap::new(),
        };
        let texts = self.languages.iter().map(texts).collect();
        let source_language = self.languages.first().cloned();
        self.bank.items.push(ItemDocument {
            code,
            content,
            texts,
            source_language,
        });
    }

    fn below(&mut self, count: usize) -> usize {
        self.random.next_u32() as usize % count.max(1)
    }

    /// The row's, else the form's; where items of any subject stand together, the literacy domain.
    fn subject_of<'b>(&'b self, row: &'b ResolvedRow) -> &'b str {
        let of_form = Some(self.subject).filter(|subject| !subject.is_empty());
        let of_row = row.subject.as_deref().or(of_form);
        of_row.or(row.literacy.as_deref()).unwrap_or("any")
    }

    fn language_objectives(&self, row: &ResolvedRow) -> Vec<String> {
        let any = self
            .component
            .needs
            .language_objective
            .then(|| "language".to_owned());
        let first = row.language_objectives.first().cloned();
        first.or(any).into_iter().collect()
    }

    /// A code of the row; under a prefix, and where the row names none, an invented one of the
    /// programme's usual four segments.
    fn objective(&mut self, row: &ResolvedRow) -> String {
        if !row.objectives.is_empty() {
            return row.objectives[self.below(row.objectives.len())].clone();
        }
        let mut code = match row.objectives_prefix.is_empty() {
            true => self.component.grade.unwrap_or(SENIOR).to_string(),
            false => row.objectives_prefix[self.below(row.objectives_prefix.len())].clone(),
        };
        code.truncate(code.trim_end_matches('.').len());
        while code.split('.').count() < 4 {
            code.push_str(".1");
        }
        code
    }

    /// The item's share of the working time, rounded down, so that a form always fits.
    fn minutes(&self, row: &ResolvedRow, points: Points) -> Option<Minutes> {
        let component = self.component;
        let apart = |row: &ResolvedRow| {
            component
                .section_of(row)
                .is_some_and(|s| s.separate_sitting)
        };
        if apart(row) {
            return component.section_of(row)?.minutes_per_candidate;
        }
        let counted = component.rows.iter().filter(|other| !apart(other));
        let total: i64 = counted
            .map(|other| self.points_of(other).0 * i64::from(other.items))
            .sum();
        let Some(duration) = component.duration else {
            return Some(USUAL_MINUTES);
        };
        let share = duration.0.checked_mul(points.0)?.checked_div(total)?;
        Some(Hundredths(share))
    }
}
