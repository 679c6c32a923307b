//! Which fields each kind of rule asks for, and which say nothing with it.

use super::super::document::{Rule, RuleKind, RuleObject};

/// Whether a field may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// It must.
    Asked,
    /// It may.
    Free,
    /// It must not.
    Never,
}

use Use::{Asked, Free, Never};

/// Fields in the order of the columns below.
const FIELDS: [&str; 7] = ["where", "then", "each", "of", "among", "direction", "on"];

/// One line for each kind; `on` is about rules over stimuli.
const fn uses(kind: RuleKind) -> [Use; 7] {
    match kind {
        RuleKind::Count => [Free, Never, Free, Never, Never, Never, Free],
        RuleKind::Sum | RuleKind::Mean => [Free, Never, Free, Asked, Never, Never, Free],
        RuleKind::Share => [Asked, Never, Free, Free, Free, Never, Free],
        RuleKind::Include | RuleKind::Exclude => [Asked, Never, Never, Never, Never, Never, Free],
        RuleKind::AllOrNone | RuleKind::AtMostOne => [Free, Never, Free, Never, Never, Never, Free],
        RuleKind::IfThen => [Asked, Asked, Free, Never, Never, Never, Free],
        RuleKind::PerStimulus => [Free, Never, Never, Free, Free, Never, Never],
        RuleKind::Uses => [Free, Never, Never, Never, Never, Never, Never],
        RuleKind::Order => [Free, Never, Never, Asked, Never, Free, Never],
        RuleKind::First | RuleKind::Last | RuleKind::Spread | RuleKind::Position => {
            [Asked, Never, Never, Never, Never, Never, Never]
        }
        RuleKind::LongestRun => [Free, Never, Never, Asked, Never, Never, Never],
    }
}

/// Fields that are missing, and fields that must not be there.
pub(super) fn wrong_fields(rule: &Rule) -> (Vec<&'static str>, Vec<&'static str>) {
    let given = [
        rule.condition.is_some(),
        rule.then.is_some(),
        rule.each.is_some(),
        rule.of.is_some(),
        rule.among.is_some(),
        rule.direction.is_some(),
        rule.on == RuleObject::Stimuli,
    ];
    let (mut missing, mut forbidden) = (Vec::new(), Vec::new());
    for ((field, given), allowed) in FIELDS.into_iter().zip(given).zip(uses(rule.kind)) {
        match (allowed, given) {
            (Asked, false) => missing.push(field),
            (Never, true) => forbidden.push(field),
            _ => {}
        }
    }
    let groups = matches!(rule.kind, RuleKind::AllOrNone | RuleKind::AtMostOne);
    if groups && rule.condition.is_none() && rule.each.is_none() {
        missing.push("where");
    }
    let [min, max] = bounds(rule.kind);
    let given = [
        ("min", rule.min.is_some(), min),
        ("max", rule.max.is_some(), max),
    ];
    for (field, given, allowed) in given {
        match (allowed, given) {
            (Asked, false) => missing.push(field),
            (Never, true) => forbidden.push(field),
            _ => {}
        }
    }
    // Uses are counted over all forms of a run.
    if rule.kind == RuleKind::Uses && !rule.forms.is_empty() {
        forbidden.push("forms");
    }
    if rule.together && !adds_up(rule) {
        forbidden.push("together");
    }
    if rule.like_pool.is_some() {
        let others = [
            ("like_pool", !adds_up(rule)),
            ("min", rule.min.is_some()),
            ("max", rule.max.is_some()),
            ("each", rule.each.is_some()),
            ("together", rule.together),
        ];
        let stand = others.iter().filter(|(_, stands)| *stands);
        forbidden.extend(stand.map(|(field, _)| *field));
    }
    // What several forms break together is no violation of any of them.
    if rule.together && rule.weight.is_some() {
        forbidden.push("weight");
    }
    (missing, forbidden)
}

/// True for what adds up over items, whatever form they stand in.
fn adds_up(rule: &Rule) -> bool {
    let kind = matches!(
        rule.kind,
        RuleKind::Count | RuleKind::Sum | RuleKind::Mean | RuleKind::Share
    );
    kind && rule.on == RuleObject::Items
}

/// Fewest and most.
const fn bounds(kind: RuleKind) -> [Use; 2] {
    match kind {
        RuleKind::Spread => [Asked, Never],
        RuleKind::LongestRun => [Never, Asked],
        RuleKind::Include
        | RuleKind::Exclude
        | RuleKind::AllOrNone
        | RuleKind::AtMostOne
        | RuleKind::Order
        | RuleKind::First
        | RuleKind::Last => [Never, Never],
        _ => [Free, Free],
    }
}

/// True for the kinds that say nothing without a bound.
pub(super) const fn needs_a_bound(kind: RuleKind) -> bool {
    matches!(
        kind,
        RuleKind::Count
            | RuleKind::Sum
            | RuleKind::Mean
            | RuleKind::Share
            | RuleKind::PerStimulus
            | RuleKind::Uses
            | RuleKind::Position
    )
}

/// True where bounds count whole things.
pub(super) fn counts_whole(rule: &Rule) -> bool {
    match rule.kind {
        RuleKind::PerStimulus => rule.of.is_none(),
        kind => matches!(
            kind,
            RuleKind::Count
                | RuleKind::IfThen
                | RuleKind::Uses
                | RuleKind::Spread
                | RuleKind::LongestRun
                | RuleKind::Position
        ),
    }
}
