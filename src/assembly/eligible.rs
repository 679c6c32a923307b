//! Which candidate fits which row, and every reason why not.
//!
//! * A row's unit and a section's skill are asked only of items that carry one; what a row names
//!   itself otherwise (skill, thinking level, literacy …) every item must carry.
//! * A prefix matches whole code segments: `8.1.3` and `8.1.3.` match `8.1.3.2`, not `8.1.30.1`.
//! * Options are counted for MCQ and MULTI only.
//! * An empty type list takes any type but QUESTION.
//! * A form may hold items of its own access class and of more open ones.
//! * FA and LEVEL_SET forms take items for formative use, all others items for summative use.

use crate::bank::phase::Phase;
use crate::bank::{Access, ItemType, Language, Purpose, SchemeKind};
use crate::curriculum::code::has_prefix;
use crate::specification::component::{Component, ResolvedRow};
use crate::specification::document::{FormAccess, StimulusRule, ThinkingRule};

use super::candidate::{Candidate, StimulusFacts};
pub use super::misfit::Misfit;
use super::pool::Pool;
use super::request::Options;
use super::rules::RuleSet;
use super::{history, needs};
use crate::specification::school_term::SchoolTerm;

/// What every row is judged against beside itself.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The component.
    pub component: &'a Component,
    /// Subject of the form.
    pub subject: &'a str,
    /// Languages of the form.
    pub languages: &'a [Language],
    /// Options of the request.
    pub options: &'a Options,
    /// The rules of the specification, read against the pool; [`RuleSet::none`] where only rows matter.
    pub rules: &'a RuleSet,
}

impl Context<'_> {
    /// Number of forms asked for.
    pub fn forms(&self) -> usize {
        self.options.forms.unwrap_or_else(|| self.usual_forms()) as usize
    }

    /// Most common items of any two forms.
    pub fn overlap_max(&self) -> usize {
        self.options
            .overlap_max
            .unwrap_or(self.component.constraints.overlap_items) as usize
    }

    /// Fewest common items of any two forms; 0 where none are asked for.
    pub fn overlap_min(&self) -> usize {
        self.component.constraints.overlap_min.unwrap_or(0) as usize
    }

    /// The term the forms are for: the specification's own, else the one they were asked for in.
    pub fn school_term(&self) -> Option<SchoolTerm> {
        self.component.school_term.or(self.options.asked_in)
    }

    /// Those of the last terms that an item was used in and that keep it out.
    pub fn terms_against<'a>(&self, item: &'a Candidate) -> impl Iterator<Item = SchoolTerm> + 'a {
        let count = self.component.constraints.exclude_used_terms.unwrap_or(0);
        let own = self.school_term();
        let used = item.used.iter().copied();
        used.filter(move |term| own.is_some_and(|own| term.is_among_last(count, own)))
    }

    /// In how many more forms an item may stand; `None` without a limit.
    pub fn uses_left(&self, item: &Candidate) -> Option<u32> {
        let most = self.component.bank_requirement.max_uses?;
        Some(most.saturating_sub(item.past.forms))
    }
}

/// Candidates by row: indexes into the pool, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eligible {
    /// Row index → candidate indexes.
    pub by_row: Vec<Vec<usize>>,
}

impl Eligible {
    /// All candidates of the pool against all rows.
    pub fn of(context: &Context<'_>, pool: &Pool) -> Self {
        let fits = |row: &ResolvedRow| {
            let fitting = |(_, candidate): &(usize, &Candidate)| fits(context, row, candidate);
            pool.candidates()
                .iter()
                .enumerate()
                .filter(fitting)
                .map(|(index, _)| index)
                .collect()
        };
        Self {
            by_row: context.component.rows.iter().map(fits).collect(),
        }
    }
}

/// True when a candidate fits a row.
pub fn fits(context: &Context<'_>, row: &ResolvedRow, candidate: &Candidate) -> bool {
    checks(context, row, candidate).all(|(holds, _)| holds)
}

/// Every reason why a candidate does not fit a row; empty when it does.
pub fn misfits(context: &Context<'_>, row: &ResolvedRow, candidate: &Candidate) -> Vec<Misfit> {
    let failed = checks(context, row, candidate).filter(|(holds, _)| !holds);
    failed.map(|(_, misfit)| misfit).collect()
}

/// True when an item obeys.
pub(super) type Rule = fn(&Context<'_>, &ResolvedRow, &Candidate) -> bool;

/// One line for each rule, in the order of the cheapest first.
fn checks<'a>(
    context: &'a Context<'_>,
    row: &'a ResolvedRow,
    item: &'a Candidate,
) -> impl Iterator<Item = (bool, Misfit)> + 'a {
    let rules: [(Rule, Misfit); 20] = [
        (subject_fits, Misfit::Subject),
        (|_, r, i| type_fits(r, i.item_type), Misfit::Type),
        (
            |_, r, i| r.points_each.is_none_or(|points| points == i.points),
            Misfit::Points,
        ),
        (
            |c, _, i| {
                c.component
                    .grade
                    .is_none_or(|g| (i.grade_min..=i.grade_max).contains(&g))
            },
            Misfit::Grade,
        ),
        (
            |_, r, i| objectives_fit(r, &i.objectives),
            Misfit::Objectives,
        ),
        (
            |_, r, i| r.unit.is_none() || i.unit.is_none() || r.unit == i.unit,
            Misfit::Unit,
        ),
        (|_, r, i| thinking_fits(r, i), Misfit::Thinking),
        (
            |_, r, i| r.level.is_none() || r.level == i.difficulty,
            Misfit::Level,
        ),
        (
            |_, r, i| r.literacy.is_none() || r.literacy == i.literacy,
            Misfit::Literacy,
        ),
        (|_, r, i| skill_fits(r, i), Misfit::Skill),
        (
            |c, r, i| mark_scheme_fits(c.component, r, i),
            Misfit::MarkScheme,
        ),
        (
            |_, r, i| {
                r.partial
                    .is_none_or(|rule| i.rules.iter().all(|own| *own == rule))
            },
            Misfit::PartialRule,
        ),
        (
            |c, r, i| stimulus_fits(r, i.stimulus.as_ref(), c.languages),
            Misfit::Stimulus,
        ),
        (|_, r, i| options_fit(r, i), Misfit::Options),
        (
            |_, r, i| r.max_correct.is_none_or(|most| i.correct_count <= most),
            Misfit::Keys,
        ),
        (
            |c, _, i| c.languages.iter().all(|l| i.languages.contains(l)),
            Misfit::Languages,
        ),
        (|c, r, i| phase_fits(c, r, i.phase), Misfit::Phase),
        (|c, _, i| access_fits(c, i.access), Misfit::Access),
        (
            |c, _, i| purpose_fits(&c.component.kind, i.purpose),
            Misfit::Purpose,
        ),
        (
            |c, _, i| !c.options.blocked.contains(&i.code),
            Misfit::Blocked,
        ),
    ];
    rules
        .into_iter()
        .chain(history::RULES)
        .chain(needs::RULES)
        .map(move |(rule, misfit)| (rule(context, row, item), misfit))
}

/// A component of any subject asks only the rows that name one.
fn subject_fits(context: &Context<'_>, row: &ResolvedRow, item: &Candidate) -> bool {
    let of_form = context.subject.is_empty() || item.subject == context.subject;
    of_form && row.subject.as_ref().is_none_or(|s| *s == item.subject)
}

/// The rows of a pilot block take items in pilot, whatever the request allows elsewhere.
fn phase_fits(context: &Context<'_>, row: &ResolvedRow, phase: Phase) -> bool {
    match row.unscored {
        true => phase == Phase::Pilot,
        false => context.options.phases.contains(&phase),
    }
}

fn type_fits(row: &ResolvedRow, item_type: ItemType) -> bool {
    match row.types.is_empty() {
        true => item_type != ItemType::Question,
        false => row.types.contains(&item_type),
    }
}

fn objectives_fit(row: &ResolvedRow, codes: &[String]) -> bool {
    if row.objectives.is_empty() && row.objectives_prefix.is_empty() {
        return true;
    }
    let under = |code: &String| {
        row.objectives_prefix
            .iter()
            .any(|prefix| has_prefix(code, prefix))
    };
    codes
        .iter()
        .any(|code| row.objectives.contains(code) || under(code))
}

fn thinking_fits(row: &ResolvedRow, item: &Candidate) -> bool {
    match &row.thinking {
        None => true,
        Some(ThinkingRule::All(level)) => item.thinking == Some(*level),
        Some(ThinkingRule::Counts(counts)) => item
            .thinking
            .is_some_and(|level| counts.get(&level).is_some_and(|count| *count > 0)),
    }
}

fn skill_fits(row: &ResolvedRow, item: &Candidate) -> bool {
    match (&row.skill, &row.section_skill) {
        (Some(skill), _) => item.skill.as_ref() == Some(skill),
        (None, Some(skill)) => item.skill.as_ref().is_none_or(|own| own == skill),
        (None, None) => true,
    }
}

/// Both the row's kind and the specification's rule; the rule holds for every item of the form.
fn mark_scheme_fits(component: &Component, row: &ResolvedRow, item: &Candidate) -> bool {
    let kind = |kind: SchemeKind| item.scheme_kind == Some(kind);
    let rule_holds = component.mark_scheme_rule.as_ref().is_none_or(|rule| {
        let each = rule.points_per_descriptor;
        kind(rule.style)
            && each.is_none_or(|each| item.descriptor_points.iter().all(|p| *p == each))
    });
    row.mark_scheme.is_none_or(kind) && rule_holds
}

fn stimulus_fits(
    row: &ResolvedRow,
    stimulus: Option<&StimulusFacts>,
    languages: &[Language],
) -> bool {
    let Some(stimulus) = stimulus else {
        return !row.stimulus_required;
    };
    let rules = row.stimulus.iter().chain(&row.section_stimulus);
    rules
        .into_iter()
        .all(|rule| stimulus_obeys(rule, stimulus, languages))
}

/// Kind, length and words; the count is a rule of the form, not of the item.
fn stimulus_obeys(rule: &StimulusRule, stimulus: &StimulusFacts, languages: &[Language]) -> bool {
    let kind = rule.kind.is_none_or(|kind| kind == stimulus.kind);
    let seconds = |most: u32| stimulus.seconds.is_some_and(|seconds| seconds <= most);
    let words = |[fewest, most]: [u32; 2]| {
        let inside = |words: &u32| (fewest..=most).contains(words);
        languages
            .iter()
            .all(|language| stimulus.words.get(language).is_some_and(inside))
    };
    kind && rule.max_seconds.is_none_or(seconds) && rule.words.is_none_or(words)
}

fn options_fit(row: &ResolvedRow, item: &Candidate) -> bool {
    let counted = matches!(item.item_type, ItemType::Mcq | ItemType::Multi);
    !counted || row.options.is_none() || row.options == item.option_count
}

fn access_fits(context: &Context<'_>, access: Access) -> bool {
    let by_form = match context.component.form_access {
        FormAccess::Open => access == Access::Open,
        FormAccess::Restricted => access != Access::Secure,
        FormAccess::Secure => true,
    };
    context
        .options
        .access
        .as_ref()
        .map_or(by_form, |allowed| allowed.contains(&access))
}

fn purpose_fits(kind: &str, purpose: Purpose) -> bool {
    match kind {
        "FA" | "LEVEL_SET" => purpose != Purpose::Summative,
        _ => purpose != Purpose::Formative,
    }
}

/// Candidates that would fit a row if only they were in another phase, by that phase.
pub fn in_other_phases(context: &Context<'_>, row: &ResolvedRow, pool: &Pool) -> Vec<Phase> {
    let only_phase = |item: &&Candidate| misfits(context, row, item) == [Misfit::Phase];
    pool.candidates()
        .iter()
        .filter(only_phase)
        .map(|item| item.phase)
        .collect()
}
