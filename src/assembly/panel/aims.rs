//! The modules' lists of objectives become one: what the modules have of an objective is added up, in the
//! order of the list. That makes sense where the lists are alike, and only there: which of two different
//! objectives of two modules comes first is for the author to say.

use crate::assembly::program::Stage;
use crate::assembly::run::{Refusal, RefusalKind};
use crate::language::finding::Finding;
use crate::specification::document::ObjectiveKind;

/// The objectives of the whole panel; none where no module has a list.
///
/// # Errors
/// `panel_objectives_differ` for every module whose list is another than the first one's.
pub(super) fn together(ids: &[&str], mut lists: Vec<Vec<Stage>>) -> Result<Vec<Stage>, Refusal> {
    soft_rules_in_all(&mut lists);
    let Some((first, others)) = lists.split_first() else {
        return Ok(Vec::new());
    };
    let differing = ids[1..].iter().zip(others).filter(|(_, other)| {
        other.len() != first.len() || !first.iter().zip(*other).all(|(a, b)| are_alike(a, b))
    });
    let findings: Vec<Finding> = differing
        .map(|(id, other)| {
            Finding::error("panel_objectives_differ", "/document/panel/modules")
                .with("first", ids[0])
                .with("firsts", listed(first))
                .with("module", *id)
                .with("own", listed(other))
        })
        .collect();
    if !findings.is_empty() {
        return Err(Refusal::of(RefusalKind::Invalid, findings));
    }
    let sum = |number: usize, first: &Stage| Stage {
        terms: lists
            .iter()
            .flat_map(|list| list[number].terms.clone())
            .collect(),
        yardstick: lists.iter().map(|list| list[number].yardstick).sum(),
        ..first.clone()
    };
    let first = first.iter().enumerate();
    Ok(first.map(|(number, stage)| sum(number, stage)).collect())
}

/// Violations of soft rules come first where a list does not name them; a module without soft rules has
/// none of them.
fn soft_rules_in_all(lists: &mut [Vec<Stage>]) {
    let soft = ObjectiveKind::MinimumViolations.as_str();
    let has = |list: &[Stage]| list.iter().any(|stage| stage.name == soft);
    let implied = lists.iter().find_map(|list| {
        let first = list.first().filter(|first| first.name == soft)?;
        Some(Stage {
            terms: Vec::new(),
            ..first.clone()
        })
    });
    let Some(implied) = implied else { return };
    let lacking = lists
        .iter_mut()
        .filter(|list| !list.is_empty() && !has(list));
    lacking.for_each(|list| list.insert(0, implied.clone()));
}

fn are_alike(one: &Stage, other: &Stage) -> bool {
    (one.maximise, one.loss, one.proof) == (other.maximise, other.loss, other.proof)
        && one.name == other.name
}

fn listed(stages: &[Stage]) -> String {
    let names: Vec<&str> = stages.iter().map(|stage| stage.name.as_str()).collect();
    match names.is_empty() {
        true => "–".to_owned(),
        false => names.join(", "),
    }
}
