//! The quality check of a version and handing in under a policy (`domain.md` 3.4, row A5): near-duplicates,
//! wording, languages; waivers; scores of other services.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use synaq::service::{Call, Limits, Services, background, item_quality};
use synaq::store::Database;

use super::bank::{Bank, act, mcq};
use super::item_quality_policies::follow;
use super::workflow::take;
use crate::harness::api::{Answer, Client, Service, text};

/// The item of [`mcq`] with two words more in its stems and the options in another order.
pub fn near(code: &str) -> Value {
    let mut item = mcq(code);
    item["texts"]["kk"]["stem"] = json!("Берілген 18 : 12 қатынасын ықшамдап қысқартыңыз.");
    item["texts"]["ru"]["stem"] = json!("Сократите данное отношение 18 : 12.");
    for language in ["kk", "ru"] {
        let options = json!({"A": "6 : 5", "B": "3 : 2", "C": "2 : 3"});
        item["texts"][language]["parts"]["a"]["options"] = options;
    }
    item
}

fn create(client: &Client, item: &Value) -> String {
    text(&client.post("/items", item).expect(201)["id"]).to_owned()
}

fn checked(client: &Client, id: &str) -> Value {
    let path = format!("/items/{id}/versions/1/quality-check");
    client.get(&path).expect(200)
}

/// The finding of a rule in an answer.
fn finding(answer: &Value, list: &str, code: &str) -> Value {
    let list = answer[list].as_array().cloned().unwrap_or_default();
    let found = list.iter().find(|f| f["code"] == code);
    found
        .cloned()
        .unwrap_or_else(|| panic!("no {code} in {answer}"))
}

fn waive(client: &Client, id: &str, finding: &Value, reason: &str) -> Answer {
    let path = format!("/items/{id}/versions/1/waivers");
    let body = json!({"finding": finding["args"]["finding"], "reason": reason});
    client.post(&path, &body)
}

const REASON: &str = "Both stand in one lesson on purpose.";

on_both! {
    // A5
    fn a_near_duplicate_is_refused_until_a_reviewer_answers_for_it(backend) {
        let bank = Bank::open(backend);
        follow(&bank);
        let first = create(&bank.author, &mcq("m-1"));
        let second = create(&bank.author, &near("m-2"));
        // A draft that nobody handed in stands in nobody's way.
        assert_eq!(checked(&bank.author, &second)["similar"], json!([]));
        act(&bank.author, &first, 1, "submit").expect(200);

        let told = checked(&bank.author, &second);
        assert_eq!((&told["policy"], &told["task_use"], &told["refuses"]), (&json!("kz-items"), &json!("summative"), &json!(true)));
        assert_eq!((&told["similar"][0]["item_id"], &told["similar"][0]["options"]), (&json!(first), &json!(100)));
        let refused = act(&bank.author, &second, 1, "submit");
        assert_eq!(refused.status, 409, "{}", refused.body);
        let similar = finding(&refused.json(), "errors", "similar_item");
        assert_eq!((&similar["args"]["other"], &similar["args"]["item_id"]), (&json!("m-1"), &json!(first)));
        assert!(text(&similar["detail"]).contains("m-1"), "{similar}");
        println!("A5 refused: {}", refused.body);
        assert_eq!(bank.author.get(&format!("/items/{second}")).expect(200)["phase"], "draft");

        // Nobody clears their own task of being another one.
        assert_eq!(waive(&bank.author, &second, &similar, REASON).status, 403);
        let short = waive(&bank.reviewer, &second, &similar, "ok");
        assert_eq!((short.status, short.findings()), (422, vec![("waiver_reason_short".into(), "/reason".into())]));
        let waiver = waive(&bank.reviewer, &second, &similar, REASON).expect(201);
        assert_eq!(waive(&bank.reviewer, &second, &similar, "Said once more for nothing.").expect(201), waiver);
        println!("A5 waived: {waiver}");
        let told = checked(&bank.author, &second);
        assert_eq!((&told["refuses"], &told["waived"][0]["reason"]), (&json!(false), &json!(REASON)));
        assert_eq!(act(&bank.author, &second, 1, "submit").expect(200)["phase"], "review");
        // The reviewers read it, and it is told in the trail.
        let waivers = bank.reviewer.get(&format!("/items/{second}/waivers")).expect(200);
        assert_eq!((waivers.as_array().unwrap().len(), &waivers[0]["finding"]["args"]["other"]), (1, &json!("m-1")));
        let audit = bank.service.administrator().get("/audit?limit=200").expect(200);
        let acts = audit["items"].as_array().unwrap();
        assert!(acts.iter().any(|a| a["action"] == "waive_finding" && text(&a["object_id"]) == format!("{second}/1")), "{audit}");
    }

    fn of_two_that_are_handed_in_at_one_moment_one_is_refused(backend) {
        let bank = Bank::open(backend);
        follow(&bank);
        let first = create(&bank.author, &mcq("m-1"));
        let second = create(&bank.author, &near("m-2"));
        let both = Barrier::new(2);
        let submit = |id: &str| {
            both.wait();
            act(&bank.author, id, 1, "submit").status
        };
        let mut answers = thread::scope(|scope| {
            let begun = [&first, &second].map(|id| scope.spawn(|| submit(id)));
            begun.map(|thread| thread.join().unwrap())
        });
        answers.sort_unstable();
        assert_eq!(answers, [200, 409]);
    }

    fn a_step_that_waivers_carried_says_how_many_and_one_that_none_carried_says_nothing(backend) {
        let flow = crate::workflow::Flow::open(backend);
        let bank = &flow.bank;
        follow(bank);
        let first = create(&bank.author, &mcq("m-1"));
        let second = create(&bank.author, &near("m-2"));
        take(&bank.author, &first, 1, "submit", "").expect(200);
        let refused = take(&bank.author, &second, 1, "submit", "");
        assert_eq!(refused.status, 409, "{}", refused.body);
        let similar = finding(&checked(&bank.author, &second), "findings", "similar_item");
        waive(&bank.reviewer, &second, &similar, REASON).expect(201);
        take(&bank.author, &second, 1, "submit", "").expect(200);
        let steps = |id: &str| bank.author.get(&format!("/items/{id}/versions/1/history")).expect(200);
        let (first, second) = (steps(&first), steps(&second));
        assert_eq!((&first[0]["transition"], &first[0]["waived"]), (&json!("submit"), &Value::Null));
        assert_eq!((&second[0]["transition"], &second[0]["waived"]), (&json!("submit"), &json!(1)));
        println!("carried by a waiver: {}", second[0]);
    }

    // A5
    fn whoever_may_not_see_the_other_item_hears_the_score_only(backend) {
        let bank = Bank::open(backend);
        follow(&bank);
        let mut secret = mcq("secret");
        secret["content"]["access"] = json!("secure");
        let secret = create(&bank.author, &secret);
        act(&bank.author, &secret, 1, "submit").expect(200);
        let other = bank.service.user_with_role(&bank.service.root(), "developer");
        let copy = create(&other, &near("copy"));
        let refused = act(&other, &copy, 1, "submit");
        assert_eq!(refused.status, 409, "{}", refused.body);
        assert!(!refused.body.contains("secret") && !refused.body.contains(&secret), "{}", refused.body);
        println!("A5 hidden: {}", refused.body);
        let told = checked(&other, &copy);
        let similar = told["similar"][0].as_object().unwrap();
        assert!(similar["score"].as_f64().unwrap() > 74.0, "{told}");
        assert!(!similar.contains_key("code") && !similar.contains_key("item_id") && !similar.contains_key("key"), "{told}");
        let beside = format!("/items/{copy}/versions/1/side-by-side?with={secret}&language=ru");
        assert_eq!(other.get(&beside).status, 404);
        // Whoever sees secure items is told.
        let seen = checked(&bank.manager, &copy);
        assert_eq!(seen["similar"][0]["code"], "secret");
        let waived = waive(&bank.manager, &copy, &finding(&seen, "findings", "similar_item"), REASON).expect(201);
        assert_eq!(waived["finding"]["args"]["other"], "secret");
        let theirs = other.get(&format!("/items/{copy}/waivers"));
        assert!(!theirs.body.contains("secret"), "{}", theirs.body);
        act(&other, &copy, 1, "submit").expect(200);
    }

    // A5
    fn a_negative_stem_and_all_of_the_above_are_warnings_that_can_be_waived(backend) {
        let bank = Bank::open(backend);
        follow(&bank);
        let mut item = mcq("m-3");
        item["texts"]["ru"]["stem"] = json!("Какое отношение не равно отношению 18 : 12?");
        item["texts"]["kk"]["stem"] = json!("Қай қатынас 18 : 12 қатынасына тең емес?");
        item["texts"]["ru"]["parts"]["a"]["options"]["C"] = json!("все перечисленные");
        item["texts"]["kk"]["parts"]["a"]["options"]["C"] = json!("аталғандардың барлығы");
        let id = create(&bank.author, &item);
        let told = checked(&bank.author, &id);
        let stem = finding(&told, "findings", "negative_stem");
        assert_eq!((&stem["severity"], &told["refuses"]), (&json!("warning"), &json!(false)), "{told}");
        finding(&told, "findings", "option_all_or_none");
        // For an admission test the same words refuse.
        let path = format!("/items/{id}/versions/1/quality-check?task_use=admission");
        let strict = bank.author.get(&path).expect(200);
        assert_eq!((&strict["refuses"], &finding(&strict, "findings", "negative_stem")["severity"]), (&json!(true), &json!("error")));
        // The author answers for a warning; what is waived is not told again.
        waive(&bank.author, &id, &stem, "The objective is to find the exception.").expect(201);
        let handed_in = act(&bank.author, &id, 1, "submit").expect(200);
        println!("A5 warnings: {}", handed_in["findings"]);
        finding(&handed_in, "findings", "option_all_or_none");
        let left = handed_in["findings"].as_array().unwrap().iter();
        // The stem in the other language is another finding; nothing is told twice.
        let stems: Vec<&Value> = left.filter(|f| f["code"] == "negative_stem").map(|f| &f["pointer"]).collect();
        assert_eq!(stems, ["/texts/ru/stem"]);
    }

    fn languages_that_are_not_equal_refuse_with_the_rest(backend) {
        let bank = Bank::open(backend);
        follow(&bank);
        let mut item = mcq("m-4");
        item["texts"]["kk"]["stem"] = json!("Ұзындығы 18 м жіптің 12 м бөлігін алыңыз.");
        item["texts"]["ru"]["stem"] = json!("Возьмите 12 см нити длиной 18 м.");
        let id = create(&bank.author, &item);
        let refused = act(&bank.author, &id, 1, "submit");
        assert_eq!(refused.status, 422, "{}", refused.body);
        let units = finding(&refused.json(), "errors", "variant_units_differ");
        assert_eq!(units["pointer"], "/texts/ru/stem");
        // No reason is good enough for another key, but there is one for a unit.
        let waived = waive(&bank.author, &id, &units, "The unit is what is to be converted.").expect(201);
        assert_eq!(waived["finding"]["code"], "variant_units_differ");
        act(&bank.author, &id, 1, "submit").expect(200);
    }

    fn another_service_refuses_above_its_threshold(backend) {
        let bank = Bank::open(backend);
        follow(&bank);
        let id = create(&bank.author, &mcq("m-5"));
        let path = format!("/items/{id}/versions/1/external-similarity");
        let score = |score: i32| json!({"service": "turnitin", "score": score, "reference": "r-1"});
        assert_eq!(bank.author.put(&path, "*", &score(0)).status, 403);
        let wrong = bank.reviewer.put(&path, "*", &json!({"service": "other", "score": 400}));
        let told: Vec<String> = wrong.findings().into_iter().map(|(code, _)| code).collect();
        assert_eq!((wrong.status, told), (422, vec!["external_service_unknown".to_owned(), "percent_out_of_range".to_owned()]));
        bank.reviewer.put(&path, "*", &score(45)).expect(200);
        let refused = act(&bank.author, &id, 1, "submit");
        assert_eq!((refused.status, finding(&refused.json(), "errors", "external_similarity")["args"]["score"].clone()), (409, json!("45")), "{}", refused.body);
        // The service's newer score takes the place of the earlier one.
        bank.reviewer.put(&path, "*", &score(25)).expect(200);
        let told = checked(&bank.author, &id);
        assert_eq!((&told["external"][0]["score"], told["external"].as_array().unwrap().len()), (&json!(25), 1));
        finding(&act(&bank.author, &id, 1, "submit").expect(200), "findings", "external_similarity_near");
    }

    fn two_items_are_shown_beside_each_other(backend) {
        let bank = Bank::open(backend);
        follow(&bank);
        let (first, second) = (create(&bank.author, &mcq("m-6")), create(&bank.author, &near("m-7")));
        let path = |language: &str| format!("/items/{second}/versions/1/side-by-side?with={first}&language={language}");
        let sides = bank.author.get(&path("ru")).expect(200);
        assert_eq!((&sides["same_key"], &sides["texts"][0]["equal"]), (&json!(true), &json!(false)));
        let added = sides["texts"][0]["pieces"].as_array().unwrap().iter().filter(|p| p["kind"] == "removed");
        assert_eq!(added.map(|p| text(&p["text"]).trim()).collect::<Vec<_>>(), ["данное"]);
        assert!(sides["options"].as_array().unwrap().iter().all(|o| o["equal"] == true), "{sides}");
        assert_eq!(bank.author.get(&path("en")).findings()[0].0, "items_share_no_language");
    }

    fn an_item_is_not_compared_with_its_own_earlier_versions(backend) {
        let bank = Bank::open(backend);
        follow(&bank);
        let id = bank.live(&mcq("m-8"));
        bank.author.post(&format!("/items/{id}/versions"), &json!({})).expect(201);
        let path = format!("/items/{id}/versions/2/quality-check");
        assert_eq!(bank.author.get(&path).expect(200)["similar"], json!([]));
        // What stands in one clone family is alike on purpose, but never word for word.
        let mut clone = mcq("m-9");
        for (language, stem) in [("kk", "45 : 27 қатынасын қысқартыңыз, жауабын белгілеңіз."), ("ru", "Сократите отношение 45 : 27, отметьте ответ.")] {
            clone["texts"][language]["stem"] = json!(stem);
            clone["texts"][language]["parts"]["a"]["options"] = json!({"A": "3 : 5", "B": "5 : 3", "C": "9 : 5"});
        }
        let mut parent = clone.clone();
        parent["code"] = json!("m-10");
        parent["texts"]["kk"]["stem"] = json!("18 : 12 қатынасын қысқартыңыз, жауабын белгілеңіз.");
        parent["texts"]["ru"]["stem"] = json!("Сократите отношение 18 : 12, отметьте ответ.");
        let parent = bank.live(&parent);
        let clone = create(&bank.author, &clone);
        let told = checked(&bank.author, &clone);
        assert_eq!(finding(&told, "findings", "family_suggested")["args"]["other"], "m-10");
        let family = json!({"kind": "clone_family", "items": [parent, clone]});
        bank.author.post("/enemy-groups", &family).expect(201);
        let told = checked(&bank.author, &clone);
        let still = told["findings"].as_array().unwrap().iter().filter(|f| f["code"] == "family_suggested");
        assert_eq!((still.count(), &told["similar"][0]["same_family"]), (0, &json!(true)), "{told}");
    }

    fn an_item_is_found_whenever_it_was_written_and_by_what_it_says_now(backend) {
        let bank = Bank::open(backend);
        follow(&bank);
        let first = create(&bank.author, &mcq("m-20"));
        act(&bank.author, &first, 1, "submit").expect(200);
        let copy = create(&bank.author, &near("m-21"));
        let found = || {
            let told = checked(&bank.author, &copy);
            let similar = told["similar"].as_array().unwrap().iter();
            let mut codes: Vec<String> = similar.map(|s| text(&s["code"]).to_owned()).collect();
            codes.dedup();
            codes
        };
        assert_eq!(found(), ["m-20"]);
        // Many come after it; drafts stand in nobody's way.
        for n in 0..20 {
            create(&bank.author, &near(&format!("d-{n}")));
        }
        assert_eq!(found(), ["m-20"]);
        let path = format!("/items/{first}/versions/1/return");
        bank.reviewer.post(&path, &json!({"comment": "Too well known."})).expect(200);
        let mut rewritten = mcq("m-20");
        for (language, stem) in [("kk", "Сена мен Луара ағатын елдің астанасын атаңыз."), ("ru", "Назовите столицу страны, в которой текут Сена и Луара.")] {
            rewritten["texts"][language]["stem"] = json!(stem);
            rewritten["texts"][language]["parts"]["a"]["options"] = json!({"A": "Лион", "B": "Париж", "C": "Нант"});
        }
        bank.author.put(&format!("/items/{first}/versions/2"), "2-1", &rewritten).expect(200);
        act(&bank.author, &first, 2, "submit").expect(200);
        assert_eq!(found(), Vec::<String>::new());
    }

    fn a_draft_is_taken_away_with_its_prints_and_keeps_nobody_elses_from_being_stored(backend) {
        let bank = Bank::open(backend);
        follow(&bank);
        let (gone, stays) = (create(&bank.author, &mcq("m-22")), create(&bank.author, &near("m-23")));
        // Prints of both are made here; one of the drafts may be gone when they are stored.
        checked(&bank.author, &gone);
        bank.author.delete(&format!("/items/{gone}")).expect(200);
        store_prints(&bank.service, &[&stays], 2);
        bank.author.delete(&format!("/items/{stays}")).expect(200);
        assert_eq!(stored_prints(&bank.service, &[&gone, &stays]), 0);
    }

    fn a_service_that_starts_anew_answers_from_stored_prints(backend) {
        let bank = Bank::open(backend);
        follow(&bank);
        let first = create(&bank.author, &mcq("m-11"));
        let second = create(&bank.author, &near("m-12"));
        act(&bank.author, &first, 1, "submit").expect(200);
        let mut before = checked(&bank.author, &second);
        // The sentences are the interface's.
        for finding in before["findings"].as_array_mut().expect("findings") {
            finding.as_object_mut().expect("a finding").remove("detail");
        }
        store_prints(&bank.service, &[&first, &second], 4);
        let db = Database::open(bank.service.database_url(), 2).expect("it opens");
        let anew = Services::new(db, Limits::default());
        let me = bank.author.get("/me").expect(200);
        let actor = anew.actor_of_user(text(&me["user_id"])).expect("the author");
        let call = Call::of(actor, "test");
        let after = item_quality::check_item_quality(&anew, &call, &second, 1, &Default::default()).expect("checked");
        assert_eq!(json!(after), before);
        // A text that changed is printed anew.
        let mut changed = near("m-12");
        changed["texts"]["ru"]["stem"] = json!("Назовите столицу страны, в которой текут Сена и Луара.");
        let path = format!("/items/{second}/versions/1");
        bank.author.put(&path, "1-1", &changed).expect(200);
        let told = checked(&bank.author, &second);
        assert!(told["similar"].as_array().unwrap().iter().all(|s| s["language"] == "kk"), "{told}");
    }
}

/// Has the prints of items stored, so many of them. The worker does it in passing, too: whoever comes second
/// finds nothing to be stored.
fn store_prints(service: &Service, ids: &[&str], count: usize) {
    let begun = Instant::now();
    while stored_prints(service, ids) < count {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "no prints are stored"
        );
        background::keep_ready(&service.services);
    }
}

fn stored_prints(service: &Service, ids: &[&str]) -> usize {
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    let rows: Result<_, synaq::store::StoreError> = service
        .services
        .db
        .read(|c| synaq::store::item_prints::prints(c, &ids));
    rows.expect("prints").len()
}
