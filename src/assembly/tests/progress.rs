//! What those hear who watch, and that it changes nothing.

use std::cell::RefCell;

use super::*;
use crate::assembly::progress::{News, Stage, Watched};
use crate::assembly::run::{assemble_watched, assemble_with};
use crate::assembly::second_solver::Microlp;

/// Forty items, forms of ten with shares of levels.
fn asked(forms: u32) -> Request {
    let item = |n: usize| {
        with(&format!("i{n:02}"), |item| {
            item.thinking = Some(Thinking::ALL[n % Thinking::ALL.len()]);
            item.minutes = Some(Points::whole(1 + (n % 4) as i64));
        })
    };
    let more = json!({"duration_min": 22, "thinking_share": {"KU": [0.2, 0.4], "AP": [0.3, 0.5]}});
    let mut request = request(rows(10), more, (0..40).map(item).collect());
    request.options.forms = Some(forms);
    request
}

fn heard(request: &Request) -> (Result<Assembly, Refusal>, Vec<News>) {
    let news = RefCell::new(Vec::new());
    let answer = assemble_watched(request, &|one| news.borrow_mut().push(one));
    (answer, news.into_inner())
}

fn stages(news: &[News]) -> Vec<Stage> {
    let stage = |news: &News| match news {
        News::Stage(stage) => Some(*stage),
        _ => None,
    };
    news.iter().filter_map(stage).collect()
}

#[test]
fn stages_and_forms_are_heard_in_order_and_the_forms_are_those_of_nobody_watching() {
    let request = asked(2);
    let (answer, news) = heard(&request);
    assert_eq!(answer.unwrap(), form(&request));
    let of_form = [Stage::Building, Stage::Relaxing, Stage::Searching];
    let begun = [Stage::Reading, Stage::Fitting, Stage::Counting];
    let ended = [Stage::Recounting, Stage::Sealing];
    let all = [&begun[..], &of_form, &of_form, &ended].concat();
    assert_eq!(stages(&news), all);
    let forms: Vec<(usize, usize)> = news
        .iter()
        .filter_map(|news| match *news {
            News::Forms { done, of } => Some((done, of)),
            _ => None,
        })
        .collect();
    assert_eq!(forms, [(0, 2), (1, 2)]);
}

#[test]
fn what_is_known_comes_closer_until_it_is_the_report_of_the_solve() {
    let mut request = asked(1);
    request.document.constraints.objectives =
        vec![serde_json::from_value(json!({"kind": "maximum_sum", "of": "minutes"})).unwrap()];
    let (answer, news) = heard(&request);
    let solve = answer.unwrap().solves.remove(0);
    let turn = News::Objective {
        number: 1,
        of: 1,
        maximised: true,
    };
    assert!(news.contains(&turn), "{news:?}");
    let known: Vec<(Option<f64>, f64, Option<f64>)> = news
        .iter()
        .filter_map(|news| match *news {
            News::Known { best, bound, gap } => Some((best, bound, gap)),
            _ => None,
        })
        .collect();
    for pair in known.windows(2) {
        let best = |known: &(Option<f64>, f64, Option<f64>)| known.0.unwrap_or(f64::INFINITY);
        assert!(best(&pair[1]) <= best(&pair[0]), "{known:?}");
    }
    assert!(
        known
            .iter()
            .all(|(best, bound, _)| best.is_none_or(|best| *bound <= best))
    );
    let (best, bound, gap) = *known.last().unwrap();
    // More is better, so that costs have the other sign.
    assert_eq!(
        (best, bound),
        (Some(-solve.objective), -solve.bound),
        "{known:?}"
    );
    assert!(gap.unwrap() <= solve.gap + 1e-9);
}

#[test]
fn a_refusal_is_heard_as_an_explanation_and_another_solver_as_itself() {
    let mut impossible = asked(1);
    impossible.document.duration_min = Some(Points::whole(9));
    let (answer, news) = heard(&impossible);
    assert!(answer.is_err());
    assert!(stages(&news).contains(&Stage::Explaining), "{news:?}");
    let news = RefCell::new(Vec::new());
    let watch = |one| news.borrow_mut().push(one);
    let watched = Watched::of(&Microlp, &watch);
    let assembly = assemble_with(&asked(1), &watched).unwrap();
    assert!(
        assembly.engines["solver"].starts_with("microlp"),
        "{:?}",
        assembly.engines
    );
    let stages = stages(&news.into_inner());
    assert!(stages.contains(&Stage::Solving) && !stages.contains(&Stage::Searching));
}
