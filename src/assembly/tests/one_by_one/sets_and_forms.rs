//! The constraints that have keys of their own: stimuli, information, and what several forms ask.

use super::*;
use crate::assembly::candidate::ItemParameters;
use crate::assembly::request::Anchor;

pub(super) fn of_stimuli() -> Vec<Trial> {
    let texts = ["a1", "a2", "b1", "b2", "b3", "c1"];
    let pool = || -> Vec<Candidate> {
        let of_text = |code: &&str| with(code, |item| item.stimulus = text_stimulus(&code[..1]));
        texts.iter().map(of_text).collect()
    };
    let whole = |items: u32, sets: &str| {
        let row = json!([{"id": "R", "items": items, "points_each": 1, "stimulus": "required"}]);
        request(row, json!({"constraints": {"stimulus_sets": sets}}), pool())
    };
    let asked = |items: u32, stimulus: Value| {
        let row = json!([{"id": "R", "items": items, "points_each": 1, "stimulus": stimulus}]);
        request(row, json!({}), pool())
    };
    let any = || json!({"kind": "text"});
    vec![
        of_two(
            "stimulus_sets",
            [whole(3, "whole"), whole(3, "free")],
            |form| is(form, &["b1", "b2", "b3"]) || is(form, &["a1", "a2", "c1"]),
            [
                {
                    let mut request = whole(4, "whole");
                    request.candidates.retain(|item| item.code != "c1");
                    request
                },
                {
                    let mut request = whole(4, "free");
                    request.candidates.retain(|item| item.code != "c1");
                    request
                },
            ],
            &conflict("row:R, stimulus_sets"),
        ),
        of_two(
            "stimulus_count",
            [
                asked(3, json!({"kind": "text", "count": 1})),
                asked(3, any()),
            ],
            |form| is(form, &["b1", "b2", "b3"]),
            [
                asked(4, json!({"kind": "text", "count": 1})),
                asked(4, any()),
            ],
            &conflict("row:R, stimulus_count:R"),
        ),
        of_two(
            "stimulus_items",
            [
                asked(4, json!({"kind": "text", "items": 2})),
                asked(4, any()),
            ],
            |form| beginning(form, "a") == 2 && beginning(form, "b") == 2,
            [
                asked(5, json!({"kind": "text", "items": 2})),
                asked(5, any()),
            ],
            &conflict("row:R, stimulus_items:R"),
        ),
    ]
}

pub(super) fn of_information() -> Trial {
    let asked = |at_least: Option<f64>| {
        let pool = numbered(4, |n, item| {
            item.parameters = vec![ItemParameters {
                scale: "s".to_owned(),
                model: "rasch".to_owned(),
                values: [("b".to_owned(), f64::from(n))].into(),
                n: 500,
            }];
        });
        let more = at_least.map_or(json!({}), |least| {
            let points = json!([{"theta": 0, "at_least": least}]);
            json!({"constraints": {"information": {"scale": "s", "points": points}}})
        });
        request(rows(2), more, pool)
    };
    // At 0 the items give 0.25, 0.197, 0.105 and 0.045.
    of_two(
        "information",
        [asked(Some(0.4)), asked(None)],
        |form| is(form, &["a", "b"]),
        [asked(Some(0.6)), asked(None)],
        &conflict("information:0"),
    )
}

pub(super) fn of_several_forms() -> Vec<Trial> {
    let forms = |items: u32, constraints: Value, pool: u32| {
        let mut all = json!({"parallel_forms": 2, "overlap_items": items});
        for (key, value) in constraints.as_object().unwrap() {
            all[key] = value.clone();
        }
        request(
            rows(items),
            json!({"constraints": all}),
            numbered(pool, |_, _| {}),
        )
    };
    let limited = |most: Option<u32>, pool: u32| {
        let mut request = forms(2, json!({}), pool);
        if let Some(most) = most {
            let limit = json!({"max_uses": most});
            request.document.bank_requirement = serde_json::from_value(limit).unwrap();
        }
        request
    };
    let anchors = |count: u32, places: &[&str]| {
        let mut request = request(rows(2), json!({}), numbered(4, |_, _| {}));
        if count > 0 {
            let asked = json!({"anchors": {"items": count}});
            request.document.pilot = serde_json::from_value(asked).unwrap();
        }
        let anchor = |code: &&str| Anchor {
            item: (*code).to_owned(),
            version: Some(1),
            position: None,
        };
        request.options.anchors = places.iter().map(anchor).collect();
        request
    };
    let block = |pilots: u32, block: bool| {
        let mut pool = numbered(6, |_, _| {});
        pool.extend((0..pilots).map(|n| with(&format!("p{n}"), |item| item.phase = Phase::Pilot)));
        let more = match block {
            true => {
                json!({"pilot": {"unscored_block": {"items": 1, "position": "end", "spiral_forms": 2}}})
            }
            false => json!({"constraints": {"parallel_forms": 2, "overlap_items": 2}}),
        };
        request(rows(2), more, pool)
    };
    let apart = |two: &Assembly| two.overlaps[0][1] == 0;
    vec![
        of_two(
            "overlap",
            [
                forms(2, json!({"overlap_items": 0}), 5),
                forms(2, json!({}), 5),
            ],
            apart,
            [
                forms(2, json!({"overlap_items": 0}), 3),
                forms(2, json!({}), 3),
            ],
            "Row \"R\" needs 4 items for 2 forms and 3 fit (objectives: any; types: any; thinking: any; languages: kk, ru). In review: 0, in all other phases together: 0, only in another language: 0.",
        ),
        of_two(
            "max_uses",
            [limited(Some(1), 5), limited(None, 5)],
            apart,
            [limited(Some(1), 3), limited(None, 3)],
            &conflict("row:R, max_uses"),
        ),
        of_two(
            "anchors",
            [anchors(1, &["a"]), anchors(0, &[])],
            |form| codes(form, 0).contains(&"a"),
            [anchors(3, &["a", "b", "c"]), anchors(0, &[])],
            &conflict("row:R, anchors"),
        ),
        of_two(
            "spiral",
            [block(4, true), block(4, false)],
            |two| {
                let scored = |form: usize| -> Vec<&str> {
                    let positions = two.forms[form].positions.iter().filter(|p| !p.unscored);
                    positions.map(|position| position.item.as_str()).collect()
                };
                scored(0) == scored(1)
            },
            [block(1, true), block(1, false)],
            "Row \"pilot-R\" needs 2 items for 2 forms and 1 fit (objectives: any; types: any; thinking: any; languages: kk, ru). In review: 0, in all other phases together: 6, only in another language: 0. Giving up \"phase\" alone would add 6. Items kept out by one rule alone: phase 6.",
        ),
    ]
}
