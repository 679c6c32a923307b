//! Pilots: an item for an external test comes into use by recorded rounds only; a formative one may do without.

use serde_json::{Value, json};

use super::bank::mcq;
use super::workflow::{Flow, codes, take};
use crate::harness::api::Client;

fn external(code: &str) -> Value {
    let mut item = mcq(code);
    item["content"]["tags"] = json!(["assessment:EXTERNAL"]);
    item
}

/// The statistics of an administration: the item's own, and the shares of two wrong options.
fn import(client: &Client, id: &str, administration: &str, n: i32) {
    let post = |model: &str, rows: [(&str, f64); 2]| {
        let rows = rows.map(|(metric, value)| {
            json!({"item": id, "number": 1, "metric": metric, "n": n, "value": value})
        });
        let body = json!({
            "administration": administration, "administered": "2020-11-10", "population": "grade 6",
            "model": model, "rows": rows
        });
        client.post("/item-statistics", &body).expect(201);
    };
    post("ctt", [("p", 0.62), ("rit", 0.41)]);
    post("options", [("share_a", 0.2), ("share_c", 0.18)]);
}

on_both! {
    // A8
    fn an_external_item_passes_its_pilots_by_recorded_rounds_and_few_candidates_are_insufficient(backend) {
        let flow = Flow::open(backend);
        let (author, manager) = (&flow.bank.author, &flow.bank.manager);
        let id = flow.approved(&external("p-1"), "satisfactory");
        let straight = take(manager, &id, 1, "put_in_use", "");
        assert_eq!((straight.status, codes(&straight)), (409, vec!["workflow_transition_not_for_kind".to_owned()]));
        let path = format!("/items/{id}/versions/1/pilot-rounds");
        let early = manager.post(&path, &json!({"round": 1, "date": "2020-11-10", "n": 214, "decision": "pass"}));
        assert_eq!((early.status, codes(&early)), (409, vec!["pilot_not_running".to_owned()]));
        take(manager, &id, 1, "start_pilot_1", "").expect(200);
        import(manager, &id, "pilot-1", 40);
        take(manager, &id, 1, "end_pilot_1", "").expect(200);
        flow.review(manager, &id, 1, "satisfactory");
        let missing = take(manager, &id, 1, "start_pilot_2", "");
        assert_eq!((missing.status, codes(&missing)), (409, vec!["workflow_pilot_missing".to_owned()]), "{}", missing.body);

        // Forty candidates are too few: the numbers are not told, and never as 0; the gate stays closed.
        let round = json!({"round": 1, "date": "2020-11-10", "administration": "pilot-1", "decision": "pass"});
        let few = manager.post(&path, &round).expect(201);
        assert_eq!((&few["n"], &few["needed"], &few["p"], &few["rit"]), (&json!(40), &json!(100), &json!({"state": "insufficient"}), &json!({"state": "insufficient"})));
        assert_eq!(few["statistics"][0]["value"], json!({"state": "insufficient"}));
        let refused = take(manager, &id, 1, "start_pilot_2", "");
        assert_eq!((refused.status, codes(&refused)), (409, vec!["workflow_pilot_n".to_owned()]), "{}", refused.body);

        // The round is repeated, and the data are reviewed anew.
        take(manager, &id, 1, "repeat_pilot_1", "Too few candidates.").expect(200);
        import(manager, &id, "pilot-1b", 214);
        let round = json!({"round": 1, "date": "2020-11-12", "administration": "pilot-1b", "decision": "pass", "note": "C draws some."});
        manager.post(&path, &round).expect(201);
        take(manager, &id, 1, "end_pilot_1", "").expect(200);
        let short = take(manager, &id, 1, "start_pilot_2", "");
        assert_eq!(codes(&short), ["workflow_stage_short"], "{}", short.body);
        flow.review(manager, &id, 1, "satisfactory");
        take(manager, &id, 1, "start_pilot_2", "").expect(200);

        // The author follows: p, rit and the shares of the distractors.
        let told = author.get(&path).expect(200);
        let last = &told[1];
        assert_eq!((&last["p"], &last["rit"]), (&json!({"state": "known", "value": 0.62}), &json!({"state": "known", "value": 0.41})), "{told}");
        let shares: Vec<_> = last["statistics"].as_array().unwrap().iter().map(|s| (s["metric"].clone(), s["value"]["value"].clone())).collect();
        assert_eq!(shares, [(json!("share_a"), json!(0.2)), (json!("share_c"), json!(0.18))]);

        let second = take(manager, &id, 1, "put_in_use_after_pilot_2", "");
        assert_eq!(codes(&second), ["workflow_pilot_missing"]);
        let weak = json!({"round": 2, "date": "2020-11-20", "n": 250, "p": 0.62, "rit": 0.05, "decision": "pass"});
        manager.post(&path, &weak).expect(201);
        assert_eq!(codes(&take(manager, &id, 1, "put_in_use_after_pilot_2", "")), ["workflow_pilot_number"]);
        let good = json!({"round": 2, "date": "2020-11-21", "n": 250, "p": 0.62, "rit": 0.44, "decision": "pass"});
        manager.post(&path, &good).expect(201);
        assert_eq!(take(manager, &id, 1, "put_in_use_after_pilot_2", "").expect(200)["state"], "operational");
        assert_eq!(take(manager, &id, 1, "retire", "Known from the press.").expect(200)["state"], "retired");
    }

    fn an_item_may_be_revised_after_a_pilot_and_comes_again_in_a_new_round(backend) {
        let flow = Flow::open(backend);
        let manager = &flow.bank.manager;
        let id = flow.approved(&external("p-2"), "satisfactory");
        take(manager, &id, 1, "start_pilot_1", "").expect(200);
        take(manager, &id, 1, "end_pilot_1", "").expect(200);
        assert_eq!(codes(&take(manager, &id, 1, "revise_after_pilot", "")), ["workflow_reason_missing"]);
        let next = take(manager, &id, 1, "revise_after_pilot", "Option A draws nobody.").expect(200);
        assert_eq!((&next["number"], &next["state"]), (&json!(2), &json!("draft")));
        take(&flow.bank.author, &id, 2, "submit", "").expect(200);
        let review = manager.get(&format!("/items/{id}/versions/2/review")).expect(200);
        assert_eq!(review["attempts"][1]["number"], json!({"round": 2, "attempt": 1}));
    }

    fn formative_items_do_without_pilots_and_what_is_wrong_with_a_round_is_told_at_once(backend) {
        let flow = Flow::open(backend);
        let manager = &flow.bank.manager;
        let mut formative = mcq("p-3");
        formative["content"]["purpose"] = json!("formative");
        let id = flow.approved(&formative, "satisfactory");
        assert_eq!(take(manager, &id, 1, "put_in_use", "").expect(200)["phase"], "live");

        let id = flow.approved(&external("p-4"), "satisfactory");
        take(manager, &id, 1, "start_pilot_1", "").expect(200);
        let path = format!("/items/{id}/versions/1/pilot-rounds");
        let wrong = manager.post(&path, &json!({"round": 1, "date": "2099-01-01", "administration": "nowhere", "decision": "pass"}));
        assert_eq!((wrong.status, codes(&wrong)), (422, ["pilot_administration_unknown", "pilot_in_future", "pilot_n_missing"].map(str::to_owned).to_vec()));
        let denied = flow.bank.author.post(&path, &json!({"round": 1, "date": "2020-11-10", "n": 214, "decision": "pass"}));
        assert_eq!(denied.status, 403);
    }
}
