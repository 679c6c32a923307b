//! Rules of practice, of trilingual subjects and of questionnaires: what an item must bring with it,
//! which lesson and term it belongs to, what its answers are worth.
//!
//! * A hint or a worked solution must be there in every language of the form.
//! * A term is asked only of items that carry one; a lesson of every item.

use super::candidate::Candidate;
use super::eligible::{Context, Misfit, Rule};
use crate::bank::Language;
use crate::specification::component::ResolvedRow;

/// One line for each rule.
pub(super) const RULES: [(Rule, Misfit); 8] = [
    (language_objectives_fit, Misfit::LanguageObjectives),
    (
        |_, r, i| r.context.is_none() || r.context == i.literacy_context,
        Misfit::Context,
    ),
    (
        |c, _, i| c.component.term.is_none() || i.term.is_none() || c.component.term == i.term,
        Misfit::Term,
    ),
    (
        |c, _, i| {
            let lesson = c.component.lesson.as_ref();
            lesson.is_none_or(|lesson| i.lessons.contains(lesson))
        },
        Misfit::Lesson,
    ),
    (
        |c, _, i| !c.component.needs.hint || in_all(c, &i.help.hints),
        Misfit::Hint,
    ),
    (
        |c, _, i| !c.component.needs.explanation || in_all(c, &i.help.explanations),
        Misfit::Explanation,
    ),
    (
        |c, _, i| !c.component.needs.auto_scored || i.auto_scored,
        Misfit::AutoScored,
    ),
    (
        |_, r, i| r.coded_each.is_none() || r.coded_each == i.coded_max,
        Misfit::CodedValues,
    ),
];

fn in_all(context: &Context<'_>, languages: &[Language]) -> bool {
    let mut of_form = context.languages.iter();
    of_form.all(|language| languages.contains(language))
}

/// Any of the row's; where the subject asks for one at all, any at all.
fn language_objectives_fit(context: &Context<'_>, row: &ResolvedRow, item: &Candidate) -> bool {
    let own = &item.language_objectives;
    let of_row = row.language_objectives.is_empty()
        || own
            .iter()
            .any(|code| row.language_objectives.contains(code));
    of_row && (!context.component.needs.language_objective || !own.is_empty())
}
