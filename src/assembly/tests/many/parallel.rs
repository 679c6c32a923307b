use super::*;
use crate::assembly::sequence::{Method, SolveStatus};

fn parallel(forms: u32, items: &[Candidate], times: f64, overlap: u32) -> (Request, [f64; 3]) {
    let targets = targets(items, 16, times);
    let mut request = request(two_rows(8), with_targets(targets, 34), items.to_vec());
    request.options.forms = Some(forms);
    request.options.overlap_max = Some(overlap);
    request.limits.gap = 0.005;
    (request, targets)
}

#[test]
fn every_form_is_near_the_target_and_no_item_stands_in_two() {
    let items = calibrated(300, 1);
    let (request, targets) = parallel(6, &items, 1.1, 0);
    let assembly = form(&request);
    assert_eq!(assembly.method, Method::ByExchange);
    assert!(
        assembly.status <= SolveStatus::WithinGap,
        "{:?}",
        assembly.status
    );
    for (number, form) in assembly.overlaps.iter().enumerate() {
        assert_eq!(form.iter().sum::<usize>(), 16, "form {number} shares items");
        let apart = farthest(&codes(&assembly, number), &items, targets);
        assert!(apart <= 0.005 + 1e-9, "form {number} is {apart} away");
    }
    assert_eq!(form(&request), assembly);
    let other = Request {
        options: Options {
            seed: 8,
            ..request.options.clone()
        },
        ..request
    };
    assert_ne!(
        form(&other).forms[0].fingerprint,
        assembly.forms[0].fingerprint
    );
}

#[test]
fn a_scarce_pool_is_shared_out_so_that_no_form_is_left_with_what_breaks_rules() {
    // 96 of 104 items are needed; one form after another would leave the last ones with odd levels.
    let items = calibrated(104, 5);
    let of_first = items
        .iter()
        .filter(|item| item.objectives == ["5.1.1.1"])
        .count();
    let (mut request, _) = parallel(5, &items, 1.0, 0);
    let each = of_first.min(items.len() - of_first) / 5;
    request
        .document
        .blueprint
        .iter_mut()
        .for_each(|row| row.items = each as u32);
    request.document.max_score = Some(Points::whole(2 * each as i64));
    request.document.duration_min = Some(Points::whole(5 * each as i64));
    let assembly = form(&request);
    assert_eq!(assembly.forms.len(), 5);
    assert_eq!(assembly.method, Method::ByExchange);
}

#[test]
fn forms_may_have_as_many_items_in_common_as_is_said() {
    let items = calibrated(60, 3);
    let (request, _) = parallel(8, &items, 1.0, 4);
    let assembly = form(&request);
    let pairs = assembly.overlaps.iter().enumerate();
    let most = pairs.flat_map(|(a, row)| row.iter().enumerate().filter(move |(b, _)| *b != a));
    let most = most.map(|(_, common)| *common).max().unwrap();
    assert!(
        (1..=4).contains(&most),
        "8 forms of 16 from 60 cannot be without common items: {most}"
    );
}

#[test]
fn forms_that_cannot_be_are_still_explained() {
    let items = calibrated(60, 3);
    let (mut request, _) = parallel(2, &items, 1.0, 0);
    request.document.duration_min = Some(Points::whole(10));
    let refusal = refusal(&request);
    assert_eq!(refusal.kind, crate::assembly::run::RefusalKind::Infeasible);
    assert!(refusal.findings.iter().any(|finding| {
        finding
            .args
            .values()
            .any(|value| value.as_str().is_some_and(|v| v.contains("minutes")))
    }));
}
