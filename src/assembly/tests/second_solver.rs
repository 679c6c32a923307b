//! The engine with the linked solver against the same engine with another one, on programs of middle
//! size, feasible and not.

use std::cell::RefCell;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::json;

use super::brute::{arbitrary_item, arbitrary_objectives};
use super::*;
use crate::assembly::run::{RefusalKind, assemble_with};
use crate::assembly::second_solver::Microlp;
use crate::assembly::sequence::SolveStatus;
use crate::assembly::solver::Highs;
use crate::assembly::stages::StageReport;

/// Twenty to forty items, six to nine of them wanted.
fn middle_request() -> impl Strategy<Value = Request> {
    let share = prop::sample::select(vec![
        json!({}),
        json!({"HO": [0.3, 0.5]}),
        json!({"KU": [0.4, 1.0], "AP": [0.2, 0.4]}),
        json!({"HO": [0.9, 1.0]}),
    ]);
    let sets = prop::sample::select(vec![json!("free"), json!("whole")]);
    let items = prop::collection::vec(arbitrary_item(), 20..40);
    let objectives = arbitrary_objectives();
    (
        items,
        share,
        sets,
        objectives,
        8..=30u32,
        2..=4u32,
        3..=5u32,
    )
        .prop_map(
            |(mut items, share, sets, objectives, duration, first, second)| {
                for (index, item) in items.iter_mut().enumerate() {
                    item.code = format!("i{index:02}");
                }
                let rows = json!([
                    {"id": "A", "items": first, "points_each": 1, "objectives": ["5.1.1.1"]},
                    {"id": "B", "items": second, "points_each": 1}
                ]);
                let constraints = json!({"objectives": objectives, "stimulus_sets": sets,
                "one_per_family": false, "key_position_max_share": 0.6});
                let more = json!({"constraints": constraints, "thinking_share": share,
                "duration_min": duration});
                // Only outcomes are compared here, so none is explained.
                let mut request = request(rows, more, items);
                request.limits.max_conflict_solves = 0;
                request.limits.max_relaxation_solves = 0;
                request
            },
        )
}

/// What both proved is compared; a program on which the second solver gave up tells nothing.
fn compare(request: &Request) -> Result<Agreement, TestCaseError> {
    match (
        assemble_with(request, &Highs),
        assemble_with(request, &Microlp),
    ) {
        (Err(one), Err(other)) if other.kind == RefusalKind::Infeasible => {
            prop_assert_eq!(one.kind, RefusalKind::Infeasible);
            Ok(Agreement::NoForm)
        }
        (_, Err(other)) => {
            prop_assert_eq!(other.kind, RefusalKind::Limit, "{:?}", other);
            Ok(Agreement::GaveUp)
        }
        (Ok(one), Ok(other)) => {
            let stages = one.solves[0].stages.iter().zip(&other.solves[0].stages);
            let proven =
                |(_, other): &(&StageReport, &StageReport)| other.status != SolveStatus::Limit;
            let mut compared = Agreement::GaveUp;
            for (one, other) in stages.filter(|(one, _)| !one.drawn).take_while(proven) {
                let (a, b) = (one.value.unwrap(), other.value.unwrap());
                prop_assert!(
                    (a - b).abs() <= 1e-5 * a.abs().max(1.0),
                    "{one:?} {other:?}"
                );
                compared = Agreement::Value;
            }
            Ok(compared)
        }
        (Err(one), Ok(_)) => Err(TestCaseError::fail(format!("{one:?}, but there is one"))),
    }
}

#[derive(PartialEq)]
enum Agreement {
    NoForm,
    Value,
    GaveUp,
}

#[test]
fn two_solvers_that_have_nothing_in_common_say_the_same() {
    let agreed = RefCell::new(Vec::new());
    let config = ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let run = TestRunner::new(config).run(&middle_request(), |request| {
        agreed.borrow_mut().push(compare(&request)?);
        Ok(())
    });
    run.unwrap_or_else(|failure| panic!("{failure}"));
    let count = |kind: Agreement| agreed.borrow().iter().filter(|one| **one == kind).count();
    assert!(count(Agreement::NoForm) >= 3 && count(Agreement::Value) >= 8);
}
