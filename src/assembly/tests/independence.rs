//! The recount believes nobody, and the core proves what it says.

use serde_json::json;

use super::*;
use crate::assembly::compile::{Scope, compile};
use crate::assembly::core;
use crate::assembly::eligible::{Context, Eligible};
use crate::assembly::pool::Pool;
use crate::assembly::program::{Program, VariableId};
use crate::assembly::rules::RuleSet;
use crate::assembly::run::{RefusalKind, assemble_with};
use crate::assembly::solver::{Highs, Outcome, Relaxation, Solver, Status};
use crate::assembly::verify::verify_form;
use crate::specification::component::components;

/// A solver whose answer is changed on its way.
struct Liar(fn(&Program, Outcome) -> Outcome);

impl Solver for Liar {
    fn solve(&self, program: &Program, limits: &Limits) -> Outcome {
        (self.0)(program, Highs.solve(program, limits))
    }

    fn relax(&self, program: &Program, limits: &Limits) -> Result<Relaxation, Status> {
        Highs.relax(program, limits)
    }

    fn version(&self) -> String {
        "liar 1".to_owned()
    }
}

fn small() -> Request {
    let pool = (0..4)
        .map(|n| {
            with(&format!("i{n}"), |item| {
                item.minutes = Some(Points::whole(n))
            })
        })
        .collect();
    request(rows(2), json!({"duration_min": 2}), pool)
}

#[test]
fn a_form_with_a_lost_item_or_a_broken_rule_is_never_returned() {
    let lost = Liar(|_, mut outcome| {
        let one = outcome
            .values
            .iter()
            .position(|value| *value > 0.5)
            .unwrap();
        outcome.values[one] = 0.0;
        outcome
    });
    let overlong = Liar(|program, mut outcome| {
        for (variable, value) in program.variables.iter().zip(&mut outcome.values) {
            let VariableId::Choose { candidate, .. } = variable.id else {
                continue;
            };
            *value = if candidate >= 2 { 1.0 } else { 0.0 };
        }
        outcome
    });
    for (solver, kind) in [(lost, "row"), (overlong, "minutes")] {
        let refusal = assemble_with(&small(), &solver).unwrap_err();
        assert_eq!(refusal.kind, RefusalKind::Failed);
        assert!(
            refusal
                .findings
                .iter()
                .any(|f| f.code == "form_breaks_constraint" && f.args["kind"] == kind)
        );
    }
}

#[test]
fn a_limit_and_a_breakdown_are_not_infeasible() {
    let limit = Liar(|_, _| Outcome::without_solution(Status::LimitWithoutSolution));
    let broken = Liar(|_, _| Outcome::without_solution(Status::Failed("x".to_owned())));
    for (solver, kind, code) in [
        (limit, RefusalKind::Limit, "assembly_limit_reached"),
        (broken, RefusalKind::Failed, "solver_failed"),
    ] {
        let refusal = assemble_with(&small(), &solver).unwrap_err();
        assert_eq!(
            (refusal.kind, refusal.findings[0].code.as_str()),
            (kind, code)
        );
    }
}

#[test]
fn a_form_the_clock_cut_short_says_that_it_is_not_reproducible() {
    let cut = Liar(|_, outcome| Outcome {
        status: Status::LimitWithSolution,
        reproducible: false,
        ..outcome
    });
    let assembly = assemble_with(&small(), &cut).unwrap();
    assert!(!assembly.reproducible);
    assert_eq!(assembly.engines["solver"], "liar 1");
    assert!(form(&small()).engines["solver"].starts_with("HiGHS 1."));
}

/// A pool too large for a direct solve, with rules of every kind that touch single columns.
fn wide(seed: u64, share: f64) -> (Request, Pool) {
    let one = |n: u32| {
        with(&format!("w{n:04}"), |item| {
            item.objectives = vec![format!("5.{}.1.1", n % 3)];
            item.thinking = Some(Thinking::ALL[(n / 3 % 3) as usize]);
            item.minutes = Some(Hundredths(i64::from(50 + n * 61 % 200)));
            item.key_position = Some(n % 4 + 1);
            item.stimulus = n
                .is_multiple_of(4)
                .then(|| text_stimulus(&format!("s{}", n / 12)))
                .flatten();
            item.p = p(f64::from(n * 37 % 101) / 101.0);
        })
    };
    let row = |n: u32| json!({"id": format!("R{n}"), "items": 5, "points_each": 1, "objectives_prefix": [format!("5.{n}")]});
    let constraints = if share > 0.0 {
        json!({"stimulus_sets": "whole", "key_position_max_share": share})
    } else {
        json!({"target_mean_p": 0.7})
    };
    let more = json!({"constraints": constraints, "duration_min": 14, "thinking_share": {"HO": [0.4, 0.5]}});
    let mut request = request(
        json!([row(0), row(1), row(2)]),
        more,
        (0..1_800).map(one).collect(),
    );
    request.options.seed = seed;
    let pool = Pool::new(request.candidates.clone()).unwrap();
    (request, pool)
}

#[test]
fn the_core_finds_the_same_optimum_as_the_whole_program() {
    for (seed, share) in [(1, 0.4), (2, 0.3), (3, 0.0)] {
        let (request, pool) = wide(seed, share);
        let component = components(&request.document).remove(0);
        let context = Context {
            component: &component,
            subject: "mathematics",
            languages: &request.languages,
            options: &request.options,
            rules: RuleSet::none(),
        };
        let eligible = Eligible::of(&context, &pool);
        let program = compile(
            &context,
            &pool,
            &eligible,
            Scope {
                first_form: 0,
                forms: 1,
                earlier: &[],
            },
        );
        assert!(program.variables.len() > 1_500, "large enough for a core");
        let (whole, core) = (
            Highs.solve(&program, &request.limits),
            core::solve(&Highs, &program, &request.limits),
        );
        assert_eq!(core.values.len(), program.variables.len());
        assert!(
            (whole.objective - core.objective).abs() <= program.absolute_gap + 1e-6,
            "{seed}: {} {}",
            whole.objective,
            core.objective
        );
        assert!(
            core.bound <= whole.objective + 1e-7,
            "the bound of the core holds for everything"
        );
    }
}

#[test]
fn every_rule_that_is_broken_by_hand_is_found_by_the_recount() {
    let item = |code: &str, change: fn(&mut Candidate)| with(code, change);
    let pool = Pool::new(vec![
        item("a", |i| i.stimulus = text_stimulus("s")),
        item("b", |i| i.stimulus = text_stimulus("s")),
        item("c", |i| {
            i.enemies = vec!["g".into()];
            i.family = Some("f".into());
            i.key_position = Some(1);
            i.minutes = Some(Points::whole(9));
        }),
        item("d", |i| {
            i.enemies = vec!["g".into()];
            i.family = Some("f".into());
            i.key_position = Some(1);
            i.minutes = Some(Points::whole(9));
        }),
        item("e", |i| {
            i.points = Points::whole(2);
            i.thinking = Some(Thinking::Ho);
        }),
    ])
    .unwrap();
    let mut request = request(
        rows(2),
        json!({
            "constraints": {"stimulus_sets": "whole", "key_position_max_share": 0.5}, "duration_min": 10,
            "thinking_share": {"KU": [0.6, 1.0]}
        }),
        Vec::new(),
    );
    request.options.forced = vec!["a".to_owned()];
    let component = components(&request.document).remove(0);
    let context = Context {
        component: &component,
        subject: "mathematics",
        languages: &request.languages,
        options: &request.options,
        rules: RuleSet::none(),
    };
    let broken = |chosen: &[(usize, usize)]| -> Vec<String> {
        verify_form(&context, &pool, chosen)
            .into_iter()
            .filter(|a| !a.holds)
            .map(|a| a.kind)
            .collect()
    };
    assert!(broken(&[(0, 0), (0, 1)]).is_empty());
    assert_eq!(
        broken(&[(0, 0)]),
        [
            "row",
            "row_fit",
            "section_points",
            "max_score",
            "thinking_share",
            "stimulus_sets_split"
        ]
    );
    assert_eq!(
        broken(&[(0, 2), (0, 3)]),
        ["minutes", "enemies", "family", "key_position", "forced"]
    );
    assert_eq!(
        broken(&[(0, 0), (0, 0)]),
        ["different_items", "stimulus_sets_split", "forced"]
    );
    assert_eq!(
        broken(&[(0, 0), (0, 4)]),
        [
            "row_fit",
            "section_points",
            "max_score",
            "thinking_share",
            "stimulus_sets_split"
        ]
    );
}
