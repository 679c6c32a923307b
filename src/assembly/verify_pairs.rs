//! Recounts what any two forms have in common. Like the rest of the recount it knows neither program
//! nor solver.

use std::collections::BTreeSet;

use super::achieved::Achieved;
use super::eligible::Context;
use super::halves::Half;
use super::pool::Pool;
use super::verify_past::verify_uses;
use super::verify_uses::{verify_rule_uses, verify_rules_together};

/// Common items of every pair of forms; `[i][j]` counts codes in both.
pub fn overlaps(pool: &Pool, forms: &[Vec<(usize, usize)>]) -> Vec<Vec<usize>> {
    let code = |&(_, candidate): &(usize, usize)| pool.candidates()[candidate].code.as_str();
    let codes: Vec<BTreeSet<&str>> = forms
        .iter()
        .map(|form| form.iter().map(code).collect())
        .collect();
    let row = |a: &BTreeSet<&str>| codes.iter().map(|b| a.intersection(b).count()).collect();
    codes.iter().map(row).collect()
}

/// The overlap rule for every pair (`0-1`). Forms of one test have all scored items in common, forms
/// of one block all pilot items, and no others have; anchors are no overlap.
pub fn verify_overlaps(
    context: &Context<'_>,
    pool: &Pool,
    forms: &[Vec<(usize, usize)>],
) -> Vec<Achieved> {
    let codes = |half: Half, form: usize| -> BTreeSet<&str> {
        let mine = forms[form]
            .iter()
            .filter(|(row, _)| context.half_of(*row) == half);
        mine.map(|&(_, candidate)| pool.candidates()[candidate].code.as_str())
            .collect()
    };
    let anchors: BTreeSet<&str> = pool
        .candidates()
        .iter()
        .filter(|item| context.is_anchor(item))
        .map(|item| item.code.as_str())
        .collect();
    let common = |half, first, second| -> BTreeSet<&str> {
        let there = codes(half, second);
        codes(half, first).intersection(&there).copied().collect()
    };
    let mut achieved = Vec::new();
    for first in 0..forms.len() {
        for second in first + 1..forms.len() {
            let about = format!("{first}-{second}");
            let same = |half| context.first_with(half, first) == context.first_with(half, second);
            let scored = common(Half::Scored, first, second);
            if same(Half::Scored) {
                let all = Some(codes(Half::Scored, first).len());
                achieved.push(Achieved::count("same_test", &about, all, all, scored.len()));
            } else {
                let most = Some(context.overlap_max());
                let counted = scored.difference(&anchors).count();
                let fewest = Some(context.overlap_min()).filter(|fewest| *fewest > 0);
                achieved.push(Achieved::count("overlap", &about, fewest, most, counted));
            }
            if context.component.pilot.is_some() {
                let pilot = common(Half::Pilot, first, second).len();
                let all = codes(Half::Pilot, first).len();
                let need = if same(Half::Pilot) { all } else { 0 };
                let need = Some(need);
                achieved.push(Achieved::count("pilot_block", &about, need, need, pilot));
            }
        }
    }
    achieved.extend(verify_uses(context, pool, forms));
    achieved.extend(verify_rule_uses(context, pool, forms));
    achieved.extend(verify_rules_together(context, pool, forms));
    achieved
}
