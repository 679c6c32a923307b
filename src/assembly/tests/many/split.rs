use super::*;
use crate::assembly::run::RefusalKind;
use crate::assembly::solver::Highs;
use crate::assembly::split::{Split, request_of_part, split_with};

fn pool() -> Request {
    pool_of(240, 8)
}

/// So many items, and forms of two rows.
fn pool_of(count: usize, each: u32) -> Request {
    let mut items = calibrated(count, 11);
    items
        .iter_mut()
        .enumerate()
        .for_each(|(n, item)| item.p = p(0.2 + (n % 7) as f64 / 10.0));
    items.push(with("other", |item| item.subject = "physics".to_owned()));
    let targets = targets(&items[..count], 2 * each as usize, 1.0);
    let mut request = request(two_rows(each), with_targets(targets, 17 * each / 4), items);
    request.limits.gap = 0.01;
    request
}

fn spread(split: &Split, kind: &str) -> f64 {
    let of_kind = split.features.iter().filter(|feature| feature.kind == kind);
    let apart = of_kind.map(|feature| {
        let most = feature.parts.iter().copied().fold(f64::MIN, f64::max);
        most - feature.parts.iter().copied().fold(f64::MAX, f64::min)
    });
    apart.fold(0.0, f64::max)
}

#[test]
fn the_parts_are_alike_and_each_builds_the_form() {
    let request = pool_of(96, 4);
    let split = split_with(&request, 4, &Highs).unwrap_or_else(|refusal| panic!("{refusal:#?}"));
    assert_eq!(split.parts.len(), 4);
    let mut all: Vec<_> = split
        .parts
        .iter()
        .flat_map(|part| part.items.clone())
        .collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 96, "every item that fits stands in one part");
    assert_eq!(
        split
            .left_out
            .iter()
            .map(|v| v.item.as_str())
            .collect::<Vec<_>>(),
        ["other"]
    );
    for kind in ["items", "row", "thinking", "objective"] {
        assert!(spread(&split, kind) <= 2.0, "{kind}: {:#?}", split.features);
    }
    assert!(spread(&split, "p") <= 0.5 && spread(&split, "information") <= 0.5);
    for part in &split.parts {
        assert!(part.form.achieved.iter().all(|achieved| achieved.holds));
        let alone = form(&request_of_part(&request, part));
        assert_eq!(alone.forms[0].positions.len(), 8);
    }
    assert_eq!(split_with(&request, 4, &Highs).unwrap(), split);
}

#[test]
fn stimulus_sets_stay_together() {
    let mut request = pool();
    for (number, item) in request.candidates.iter_mut().enumerate() {
        item.stimulus = text_stimulus(&format!("t{:02}", number / 5));
        item.enemies.clear();
    }
    let more = json!({"stimulus_sets": "whole"});
    request.document.constraints = serde_json::from_value(more).unwrap();
    request.document.blueprint.iter_mut().for_each(|row| {
        row.objectives = vec!["5.1.1.1".to_owned(), "5.2.1.1".to_owned()];
        row.items = 10;
    });
    request.document.max_score = Some(Points::whole(20));
    request.document.duration_min = None;
    let split = split_with(&request, 3, &Highs).unwrap_or_else(|refusal| panic!("{refusal:#?}"));
    for part in &split.parts {
        let sets = part
            .items
            .iter()
            .map(|v| v.item[1..].parse::<usize>().unwrap() / 5);
        let mut counts = std::collections::BTreeMap::new();
        sets.for_each(|set| *counts.entry(set).or_insert(0) += 1);
        assert!(counts.values().all(|count| *count == 5), "{counts:?}");
    }
}

#[test]
fn more_parts_than_the_pool_has_forms_are_refused_with_what_is_missing() {
    let refusal = split_with(&pool(), 40, &Highs).unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::Infeasible);
    assert!(
        refusal
            .findings
            .iter()
            .any(|finding| finding.code == "row_short")
    );
    let refusal = split_with(&pool(), 1, &Highs).unwrap_err();
    assert_eq!(refusal.findings[0].code, "parts_out_of_range");
}
