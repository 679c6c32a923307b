//! Half-built forms, pools in parts and steps of an adaptive test through the API.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use synaq::assembly::generated::generate;
use synaq::specification::component::components;

use super::assembly::{SAU, all_holds, assemble, items_of, unit_test};
use super::assembly_information::{asking, bank, calibrate, point};
use crate::harness::api::{Client, Service, text};
use crate::harness::library;

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(code, pointer): &(&str, &str)| ((*code).to_owned(), (*pointer).to_owned());
    expected.iter().map(owned).collect()
}

fn positions(run: &Value) -> Vec<(u64, String, String)> {
    let positions = run["result"]["forms"][0]["positions"]
        .as_array()
        .expect("positions");
    let one = |p: &Value| {
        let place = p["position"].as_u64().expect("a number");
        (
            place,
            text(&p["row"]).to_owned(),
            text(&p["item"]).to_owned(),
        )
    };
    positions.iter().map(one).collect()
}

/// Three times the unit test's tasks, with parameters, and the specification that asks for information.
fn adaptive(service: &Service, admin: &Client) -> String {
    let ids = bank(service);
    calibrate(admin, &ids, "math-6", "pilot-1");
    let mut document = asking("adaptive", Some("math-6"), vec![point(0.0, 1.2)]);
    document.constraints.parallel_forms = 1;
    library::publish(service, &document)
}

on_both! {
    fn the_missing_part_of_a_half_built_form_is_assembled_around_what_stands_in_it(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let body = |more: Value| {
            let mut body = json!({"specification_id": specification, "forms": 1, "seed": 3});
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            body
        };
        let first = positions(&assemble(&admin, &body(json!({}))).expect(201));
        let others = (4..20).map(|seed| assemble(&admin, &body(json!({"seed": seed}))).expect(201));
        let other = others.map(|run| positions(&run)).find(|other| other[0].2 != first[0].2 && other[3].2 != first[3].2);
        let other = other.expect("another form");
        // Two tasks of the other form, one of them at its place.
        let given = json!([{"item": other[0].2, "position": other[0].0}, {"item": other[3].2, "row": other[3].1}]);
        let run = assemble(&admin, &body(json!({"given_items": given}))).expect(201);
        all_holds(&run);
        let made = positions(&run);
        assert_eq!(made.len(), first.len());
        assert_eq!(made[0], other[0]);
        assert!(made.iter().any(|(_, row, item)| (row, item) == (&other[3].1, &other[3].2)));
        let achieved = run["result"]["forms"][0]["achieved"].as_array().unwrap();
        let count = |kind: &str| achieved.iter().filter(|line| line["kind"] == kind).count();
        assert_eq!((count("given"), count("given_position")), (2, 1));
        let checked = admin.post("/assembly-runs/check", &body(json!({"given_items": given}))).expect(200);
        assert_eq!(checked["rows"].as_array().unwrap().len(), 5);
    }

    fn a_draft_is_completed_where_its_tasks_stand_without_those_that_are_blocked(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let run = assemble(&admin, &json!({"specification_id": specification, "forms": 1})).expect(201);
        let draft = &run["result"]["forms"][0];
        let before = positions(&run);
        let body = |form: &Value| json!({
            "specification_id": specification, "forms": 1, "seed": 9, "given_form": form, "blocked": [before[2].2]
        });
        for named in [&draft["id"], &draft["code"]] {
            let made = assemble(&admin, &body(named)).expect(201);
            all_holds(&made);
            for (place, (before, after)) in before.iter().zip(positions(&made)).enumerate() {
                assert_eq!(before.2 == after.2, place != 2, "position {}", place + 1);
            }
        }
        let unknown = assemble(&admin, &body(&json!("nothing")));
        assert_eq!(unknown.findings(), pairs(&[("reference_unknown", "/given_form")]));
        // A task that is no longer live cannot stand in a form, and no list was sent that names it.
        let bank = library::bank("mathematics-g6");
        let listed = admin.get(&format!("/items?code={}", before[0].2)).expect(200);
        assert!(bank.items.iter().any(|item| item.code == before[0].2));
        library::set_phase(&service, text(&listed["items"][0]["id"]), "suspended");
        let gone = assemble(&admin, &body(&draft["id"]));
        assert_eq!(gone.findings(), pairs(&[("given_item_fits_no_row", "/given_form")]));
    }

    fn given_items_that_do_not_fit_are_all_named_at_their_places(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let run = assemble(&admin, &json!({"specification_id": specification, "forms": 1})).expect(201);
        let item = items_of(&run["result"]["forms"][0])[0];
        let found = |given: Value, more: Value| {
            let mut body = json!({"specification_id": specification, "forms": 1, "given_items": given});
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let asked = assemble(&admin, &body);
            assert_eq!(asked.status, 422);
            assert_eq!(admin.post("/assembly-runs/check", &body).findings(), asked.findings());
            asked.findings()
        };
        let wrong = json!([
            {"item": item, "position": 9}, {"item": item, "row": "B9"}, {"item": "b", "position": 2}, {"item": "c", "position": 2}
        ]);
        assert_eq!(found(wrong, json!({"blocked": ["c"]})), pairs(&[
            ("given_item_twice", "/given_items/1"),
            ("given_position_out_of_range", "/given_items/0/position"),
            ("given_position_twice", "/given_items/3/position"),
            ("given_row_unknown", "/given_items/1/row"),
            ("item_given_and_blocked", "/given_items/3/item"),
        ]));
        assert_eq!(found(json!([{"item": "nothing"}]), json!({})), pairs(&[("given_item_unknown", "/given_items/0")]));
        assert_eq!(found(json!([{"item": item}]), json!({"forms": 2})), pairs(&[("given_items_are_of_one_form", "/given_items")]));
        assert_eq!(found(json!([{"item": item, "place": 1}]), json!({})), pairs(&[("unknown_field", "/given_items/0/place")]));
    }

    fn a_pool_is_parted_into_parts_that_are_alike_and_can_each_build_the_form(backend) {
        let service = Service::start(backend);
        let document = library::specification(SAU);
        let component = components(&document).remove(0);
        let languages = component.language_sets[0].clone();
        let generated = generate(&component, "mathematics", &languages, "G", 6, 1);
        let (items, stimuli) = (generated.items, generated.stimuli);
        let all: BTreeSet<String> = items.iter().map(|item| item.code.clone()).collect();
        library::fill(&service, &library::Bank { items, stimuli }, "live");
        let specification = library::publish(&service, &document);
        let admin = service.administrator();
        let body = |parts: u32| json!({"specification_id": specification, "mode": {"kind": "split", "parts": parts}});
        let run = assemble(&admin, &body(3)).expect(201);
        let split = &run["split"];
        assert_eq!(split["parts"].as_array().unwrap().len(), 3);
        let mut met = BTreeSet::new();
        for number in 1..=3 {
            let part = admin.get(&format!("/assembly-runs/{}/parts/{number}", text(&run["id"]))).expect(200);
            let mine: BTreeSet<String> = part["items"].as_array().unwrap().iter().map(|v| text(&v["item"]).to_owned()).collect();
            assert_eq!(split["parts"][number - 1]["items"], json!(mine.len()));
            assert_eq!(mine.len(), 10);
            assert!(part["achieved"].as_array().unwrap().iter().all(|line| line["holds"] == true));
            let form = part["form"].as_array().unwrap();
            assert!(form.iter().all(|p| mine.contains(text(&p["item"]))));
            assert!(mine.iter().all(|item| met.insert(item.clone())), "an item stands in two parts");
        }
        assert_eq!(met, all);
        for feature in split["features"].as_array().unwrap().iter().filter(|f| f["kind"] == "row") {
            assert_eq!((&feature["parts"][0], &feature["spread"]), (&feature["parts"][1], &json!(0.0)), "{feature}");
        }
        assert!(split["spread_max"].as_f64() >= Some(0.0));
        for absent in ["0", "4", "x"] {
            assert_eq!(admin.get(&format!("/assembly-runs/{}/parts/{absent}", text(&run["id"]))).status, 404);
        }
        assert_eq!(admin.post("/assembly-runs", &body(1)).findings(), pairs(&[("below_minimum", "/mode/parts")]));
        let many = admin.post("/assembly-runs", &body(20)).expect(422);
        assert_eq!((&many["code"], &many["errors"][0]["code"]), (&json!("infeasible"), &json!("row_short")));
    }

    fn an_adaptive_test_is_put_together_anew_before_every_item(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let specification = adaptive(&service, &admin);
        let run = assemble(&admin, &json!({"specification_id": specification})).expect(201);
        let path = format!("/assembly-runs/{}/next-item", text(&run["id"]));
        let mut given: Vec<Value> = Vec::new();
        for theta in [0.0, 0.6, -0.4, 0.2, 0.1] {
            let step = admin.post(&path, &json!({"theta": theta, "given_items": given})).expect(200);
            let tasks = step["tasks"].as_array().unwrap();
            assert_eq!(tasks.len(), 5);
            for (task, given) in tasks.iter().zip(&given) {
                assert_eq!((&task["item"], &task["given"]), (&given["item"], &json!(true)));
            }
            assert_eq!(tasks[given.len()]["item"], step["next"]["item"]);
            assert!(step["achieved"].as_array().unwrap().iter().all(|line| line["holds"] == true), "{step}");
            let (told, bound) = (step["information"].as_f64().unwrap(), step["bound"].as_f64().unwrap());
            assert!(told > 0.0 && told <= bound + 1e-6 && told >= bound * 0.98, "{told} of {bound}");
            assert!(given.iter().all(|given| given["item"] != step["next"]["item"]));
            given.push(json!({"item": step["next"]["item"], "version": step["next"]["version"]}));
        }
        let last = admin.post(&path, &json!({"theta": 0.1, "given_items": given})).expect(200);
        assert!(last.get("next").is_none(), "{last}");
        // Who is more able gets something harder.
        let first = |theta: f64| admin.post(&path, &json!({"theta": theta})).expect(200)["next"].clone();
        assert_ne!(first(-2.0), first(2.0));
    }

    fn a_step_that_makes_no_sense_is_refused_with_everything_that_is_wrong(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let specification = adaptive(&service, &admin);
        let run = assemble(&admin, &json!({"specification_id": specification})).expect(201);
        let path = format!("/assembly-runs/{}/next-item", text(&run["id"]));
        let found = |body: Value| admin.post(&path, &body).findings();
        assert_eq!(found(json!({"theta": 11, "given": []})), pairs(&[("above_maximum", "/theta"), ("unknown_field", "/given")]));
        let item = items_of(&run["result"]["forms"][0])[0];
        let twice = json!({"theta": 0, "given_items": [{"item": item}, {"item": item, "row": "B9"}]});
        assert_eq!(found(twice), pairs(&[("given_item_twice", "/given_items/1"), ("given_row_unknown", "/given_items/1/row")]));
        let unknown = admin.post(&path, &json!({"theta": 0, "given_items": [{"item": "nothing"}]}));
        assert_eq!((unknown.status, unknown.findings()), (422, pairs(&[("given_item_unknown", "/given_items/0")])));
        let plain = unit_test(&service);
        let run = assemble(&admin, &json!({"specification_id": plain, "forms": 1})).expect(201);
        let path = format!("/assembly-runs/{}/next-item", text(&run["id"]));
        let without = admin.post(&path, &json!({"theta": 0})).findings();
        assert_eq!(without[0].0, "shadow_without_information");
        let reader = service.user_with_role(&service.root(), "school_reader");
        assert_eq!(reader.post(&path, &json!({"theta": 0})).status, 404);
    }
}
