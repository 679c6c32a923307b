//! The constraints that have keys of their own.

use super::sets_and_forms::{of_information, of_several_forms, of_stimuli};
use super::*;
use crate::assembly::given::GivenItem;
use crate::assembly::program::Group;
use crate::bank::Difficulty;

/// The name under which a group is tried here; `None` where it is tried elsewhere. A new group has to
/// say which.
fn tried_as(group: &Group) -> Option<&'static str> {
    Some(match group {
        Group::Row(_) => "row",
        Group::RowThinking(_) => "row_thinking",
        Group::SectionPoints(_) => "section_points",
        Group::MaxScore => "max_score",
        Group::ThinkingShare(_) => "thinking_share",
        Group::DifficultyShare(_) => "difficulty_share",
        Group::Minutes => "minutes",
        Group::Enemies(_) => "enemies",
        Group::Family(_) => "family",
        Group::WholeSets => "stimulus_sets",
        Group::StimulusCount(_) => "stimulus_count",
        Group::StimulusItems(_) => "stimulus_items",
        Group::Information(_) => "information",
        Group::KeyPosition => "key_position",
        Group::Forced(_) => "forced",
        Group::Given(_) => "given",
        Group::PerObjective(_) => "per_objective",
        Group::Anchors => "anchors",
        Group::Spiral => "spiral",
        Group::Overlap => "overlap",
        Group::Uses => "max_uses",
        // `many::panel`; `rules`; what only an explanation or a question about a form asks.
        Group::Module(_) | Group::Route(_) | Group::PanelItems => return None,
        Group::Rule(_) | Group::PerStimulus(_) => return None,
        Group::Phase(_) | Group::Objective(_) => return None,
    })
}

fn plain(codes: &[&str]) -> Vec<Candidate> {
    codes.iter().map(|code| item(code)).collect()
}

fn of_rows() -> Vec<Trial> {
    let objective = |code: Option<&str>| {
        let mut row = json!({"id": "R", "items": 1, "points_each": 1});
        if let Some(code) = code {
            row["objectives"] = json!([code]);
        }
        let pool = numbered(2, |n, item| {
            item.objectives = vec![format!("5.1.1.{}", n + 1)]
        });
        request(json!([row]), json!({}), pool)
    };
    let level = |counts: Option<[u32; 2]>| {
        let mut row = json!({"id": "R", "items": 2, "points_each": 1});
        if let Some([ku, ap]) = counts {
            row["thinking"] = json!({"KU": ku, "AP": ap});
        }
        let levels = [Thinking::Ku, Thinking::Ap, Thinking::Ap];
        let pool = numbered(3, |n, item| item.thinking = Some(levels[n as usize]));
        request(json!([row]), json!({}), pool)
    };
    // One open row in each section, and a total of four points.
    let sections = |split: bool, points: [i64; 4]| {
        let row = |id: &str| match split {
            true => json!({"id": id, "items": 1, "section": id}),
            false => json!({"id": id, "items": 1}),
        };
        let mut more = json!({"max_score": 4});
        if split {
            let section = |id: &str| json!({"id": id, "minutes": 9, "score": 2});
            more["sections"] = json!([section("S"), section("T")]);
        }
        let pool = numbered(4, |n, item| item.points = Points::whole(points[n as usize]));
        request(json!([row("S"), row("T")]), more, pool)
    };
    let total = |score: f64| {
        let halves = [1, 3, 4, 5];
        let pool = numbered(4, |n, item| item.points = half_points(halves[n as usize]));
        request(
            json!([{"id": "R", "items": 2}]),
            json!({"max_score": score}),
            pool,
        )
    };
    vec![
        of_two(
            "row",
            [objective(Some("5.1.1.2")), objective(None)],
            |form| is(form, &["b"]),
            [objective(Some("5.1.1.3")), objective(None)],
            "Row \"R\" needs one item for one form and 0 fit (objectives: 5.1.1.3; types: any; thinking: any; languages: kk, ru). In review: 0, in all other phases together: 0, only in another language: 0. Giving up \"objectives\" alone would add 2. Items kept out by one rule alone: objectives 2.",
        ),
        of_two(
            "row_thinking",
            [level(Some([1, 1])), level(None)],
            |form| codes(form, 0).contains(&"a"),
            [level(Some([2, 0])), level(None)],
            "Row \"R\" needs 2 items for one form and 1 fit (objectives: any; types: any; thinking: KU; languages: kk, ru). In review: 0, in all other phases together: 0, only in another language: 0.",
        ),
        of_two(
            "section_points",
            [sections(true, [1, 2, 2, 3]), sections(false, [1, 2, 2, 3])],
            |form| is(form, &["b", "c"]),
            [sections(true, [1, 3, 1, 3]), sections(false, [1, 3, 1, 3])],
            &conflict("section_points:T, max_score"),
        ),
        of_two(
            "max_score",
            [total(2.0), total(4.5)],
            |form| is(form, &["a", "b"]),
            [total(1.0), total(2.5)],
            &conflict("max_score"),
        ),
    ]
}

fn of_shares_and_time() -> Vec<Trial> {
    let thinking = |share: Value| {
        let levels = [Thinking::Ku, Thinking::Ku, Thinking::Ho];
        let pool = numbered(3, |n, item| item.thinking = Some(levels[n as usize]));
        request(rows(2), json!({"thinking_share": share}), pool)
    };
    let difficulty = |share: Value| {
        let levels = [Difficulty::A, Difficulty::A, Difficulty::C];
        let pool = numbered(3, |n, item| item.difficulty = Some(levels[n as usize]));
        request(rows(2), json!({"difficulty_share": share}), pool)
    };
    let minutes = |minutes: Option<u32>| {
        let more = minutes.map_or(json!({}), |minutes| json!({"duration_min": minutes}));
        let pool = numbered(4, |n, item| {
            item.minutes = Some(Points::whole(if n < 2 { 9 } else { 1 }));
        });
        request(rows(2), more, pool)
    };
    let keys = |share: Option<f64>, items: u32| {
        let more = share.map_or(
            json!({}),
            |share| json!({"constraints": {"key_position_max_share": share}}),
        );
        let pool = numbered(5, |n, item| {
            item.key_position = Some(n.saturating_sub(2) + 1)
        });
        request(rows(items), more, pool)
    };
    vec![
        of_two(
            "thinking_share",
            [thinking(json!({"HO": [0.5, 0.5]})), thinking(json!({}))],
            |form| codes(form, 0).contains(&"c"),
            [thinking(json!({"HO": [0.75, 1]})), thinking(json!({}))],
            &conflict("thinking_share:HO"),
        ),
        of_two(
            "difficulty_share",
            [difficulty(json!({"C": [0.5, 0.5]})), difficulty(json!({}))],
            |form| codes(form, 0).contains(&"c"),
            [difficulty(json!({"C": [0.75, 1]})), difficulty(json!({}))],
            &conflict("difficulty_share:C"),
        ),
        of_two(
            "minutes",
            [minutes(Some(2)), minutes(None)],
            |form| is(form, &["c", "d"]),
            [minutes(Some(1)), minutes(None)],
            &conflict("row:R, minutes"),
        ),
        of_two(
            "key_position",
            [keys(Some(0.5), 4), keys(None, 4)],
            |form| ["d", "e"].iter().all(|code| codes(form, 0).contains(code)),
            [keys(Some(0.4), 5), keys(None, 5)],
            &conflict("row:R, key_position"),
        ),
    ]
}

fn of_items_together() -> Vec<Trial> {
    let enemies = |items: u32, apart: bool| {
        let mut pool = numbered(2, |_, item| item.enemies = vec!["g".to_owned()]);
        pool.push(item("c"));
        let more = json!({"constraints": {"exclude_enemies": apart}});
        request(rows(items), more, pool)
    };
    let family = |items: u32, one: bool| {
        let mut pool = numbered(2, |_, item| item.family = Some("f".to_owned()));
        pool.push(item("c"));
        let more = json!({"constraints": {"one_per_family": one}});
        request(rows(items), more, pool)
    };
    let not_both = |form: &Assembly| !is(form, &["a", "b"]);
    let forced = |forced: &[&str]| {
        let mut request = request(rows(2), json!({}), plain(&["a", "b", "c", "d"]));
        request.options.forced = forced.iter().map(|&code| code.to_owned()).collect();
        request
    };
    let given = |given: &[&str]| {
        let mut request = request(rows(2), json!({}), plain(&["a", "b", "c", "d"]));
        let one = |code: &&str| GivenItem {
            item: (*code).to_owned(),
            version: None,
            row: None,
            position: None,
        };
        request.options.given_items = given.iter().map(one).collect();
        request
    };
    let objectives = |range: Option<[u32; 2]>| {
        let row =
            json!({"id": "R", "items": 2, "points_each": 1, "objectives": ["5.1.1.1", "5.1.1.2"]});
        let mut more = json!({"kind": "FA", "selection": {"mode": "collection"}});
        if let Some([min, max]) = range {
            more["selection"]["per_objective"] = json!({"min": min, "max": max});
        }
        let pool = numbered(3, |n, item| {
            item.objectives = vec![format!("5.1.1.{}", n / 2 + 1)]
        });
        let mut request = request(json!([row]), more, pool);
        request.options.access = Some(vec![Access::Restricted]);
        request
    };
    let both = |form: &Assembly| codes(form, 0).contains(&"c");
    vec![
        of_two(
            "enemies",
            [enemies(2, true), enemies(2, false)],
            not_both,
            [enemies(3, true), enemies(3, false)],
            &conflict("row:R, enemies:g"),
        ),
        of_two(
            "family",
            [family(2, true), family(2, false)],
            not_both,
            [family(3, true), family(3, false)],
            "Row \"R\" needs 3 items for one form and 2 fit (objectives: any; types: any; thinking: any; languages: kk, ru). In review: 0, in all other phases together: 0, only in another language: 0.",
        ),
        of_two(
            "forced",
            [forced(&["a"]), forced(&[])],
            |form| codes(form, 0).contains(&"a"),
            [forced(&["a", "b", "c"]), forced(&[])],
            &conflict("row:R, forced:a, forced:b, forced:c"),
        ),
        of_two(
            "given",
            [given(&["a"]), given(&[])],
            |form| codes(form, 0).contains(&"a"),
            [given(&["a", "b", "c"]), given(&[])],
            "Row \"R\" holds 2 items, and 3 of the given ones fit nowhere else.",
        ),
        of_two(
            "per_objective",
            [objectives(Some([1, 1])), objectives(None)],
            both,
            [objectives(Some([2, 2])), objectives(None)],
            &conflict("per_objective:5.1.1.2"),
        ),
    ]
}

#[test]
fn every_constraint_with_a_key_of_its_own_binds_changes_the_form_and_can_be_impossible_alone() {
    let mut trials = of_rows();
    trials.extend(of_shares_and_time());
    trials.extend(of_items_together());
    trials.extend(of_stimuli());
    trials.push(of_information());
    trials.extend(of_several_forms());
    let all = [
        Group::Row(String::new()),
        Group::RowThinking(String::new()),
        Group::SectionPoints(String::new()),
        Group::MaxScore,
        Group::ThinkingShare(Thinking::Ku),
        Group::DifficultyShare(Difficulty::A),
        Group::Minutes,
        Group::Enemies(String::new()),
        Group::Family(String::new()),
        Group::WholeSets,
        Group::StimulusCount(String::new()),
        Group::StimulusItems(String::new()),
        Group::Information(String::new()),
        Group::KeyPosition,
        Group::Forced(String::new()),
        Group::Given(String::new()),
        Group::PerObjective(String::new()),
        Group::Anchors,
        Group::Spiral,
        Group::Overlap,
        Group::Uses,
        Group::Module(String::new()),
        Group::Route(String::new()),
        Group::PanelItems,
        Group::Rule(String::new()),
        Group::PerStimulus(String::new()),
        Group::Phase(Phase::Live),
        Group::Objective(String::new()),
    ];
    let kinds: Vec<&str> = all.iter().filter_map(tried_as).collect();
    try_all(&trials, &kinds);
}
