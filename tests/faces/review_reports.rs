//! Queues, the reports of review, reviewer agreement, and good items for the open collection.

use serde_json::{Value, json};

use super::bank::{Bank, act, mcq};
use super::workflow::{Flow, codes, take, verdict};
use crate::harness::api::{Client, text};

fn queue(client: &Client, which: &str) -> Vec<Value> {
    let queue = client.get(&format!("/queues/{which}")).expect(200);
    queue["items"].as_array().expect("a list").clone()
}

fn ids(queue: &[Value]) -> Vec<&str> {
    queue.iter().map(|one| text(&one["item_id"])).collect()
}

on_both! {
    fn a_reviewers_queue_has_what_awaits_a_verdict_and_an_authors_where_their_own_are(backend) {
        let flow = Flow::open(backend);
        let (author, reviewer) = (&flow.bank.author, &flow.bank.reviewer);
        let first = flow.in_review(&mcq("q-1"));
        let second = flow.in_review(&mcq("q-2"));
        let draft = flow.draft(&mcq("q-3"));
        let own = text(&flow.bank.manager.post("/items", &mcq("q-4")).expect(201)["id"]).to_owned();
        take(&flow.bank.manager, &own, 1, "submit", "").expect(200);
        take(reviewer, &own, 1, "begin_review", "").expect(200);
        assert_eq!(ids(&queue(reviewer, "review")), [&*first, &*second, &*own]);
        assert_eq!(ids(&queue(&flow.bank.manager, "review")), [&*first, &*second], "nobody reviews their own");
        let review = reviewer.get(&format!("/items/{own}/versions/1/review")).expect(200);
        let word = verdict(&review, &json!({"stage": "subject"}), "good");
        let refused = flow.bank.manager.post(&format!("/items/{own}/versions/1/verdicts"), &word);
        assert_eq!((refused.status, codes(&refused)), (403, vec!["own_item_reviewed".to_owned()]));
        assert!(queue(author, "review").is_empty(), "developers do not review");

        flow.review(reviewer, &first, 1, "satisfactory");
        assert_eq!(ids(&queue(reviewer, "review")), [&*second, &*own]);
        flow.bank.service.pass(20 * 86_400);
        let waiting = &queue(reviewer, "review")[0];
        assert_eq!((&waiting["state"], &waiting["days_in_state"], &waiting["overdue_days"], &waiting["waits_for_me"]), (&json!("in_review"), &json!(20), &json!(6), &json!(true)));
        assert_eq!(waiting["awaited"][0], json!({"stage": "subject"}));
        assert_eq!(waiting["attempt"], json!({"round": 1, "attempt": 1}));

        let own = queue(author, "author");
        let told: Vec<_> = own.iter().map(|one| (text(&one["item_id"]), text(&one["state"]), one["waits_for_me"] == true)).collect();
        assert_eq!(told.len(), 3);
        assert!(told.contains(&(&first, "in_review", false)) && told.contains(&(&draft, "draft", true)), "{told:?}");
        // A page after the other.
        let page = reviewer.get("/queues/review?limit=1").expect(200);
        let next = text(&page["next"]).to_owned();
        let rest = reviewer.get(&format!("/queues/review?limit=1&cursor={next}")).expect(200);
        assert_ne!(page["items"][0]["item_id"], rest["items"][0]["item_id"]);
        assert_eq!(reviewer.get("/queues/review?cursor=forged").status, 400);
    }

    fn where_no_workflow_is_chosen_submitted_versions_wait_for_reviewers(backend) {
        let bank = Bank::open(backend);
        let id = text(&bank.author.post("/items", &mcq("q-5")).expect(201)["id"]).to_owned();
        act(&bank.author, &id, 1, "submit").expect(200);
        assert_eq!(ids(&queue(&bank.reviewer, "review")), [&*id]);
        act(&bank.reviewer, &id, 1, "approve").expect(200);
        assert!(queue(&bank.reviewer, "review").is_empty());
        // Secure items are not told of to reviewers who may not see them.
        let mut secure = mcq("q-6");
        secure["content"]["access"] = json!("secure");
        let secure = text(&bank.author.post("/items", &secure).expect(201)["id"]).to_owned();
        act(&bank.author, &secure, 1, "submit").expect(200);
        assert!(queue(&bank.reviewer, "review").is_empty());
        assert_eq!(ids(&queue(&bank.manager, "review")), [&*secure]);
        // What was decided before anybody chose a workflow counts, too.
        let report = bank.manager.get("/review-report").expect(200);
        assert_eq!((&report["all"]["evaluated"], &report["all"]["approved"]["count"]), (&json!(1), &json!(1)));
    }

    fn the_report_tells_evaluated_approved_and_repeated_with_their_bases(backend) {
        let flow = Flow::open(backend);
        let (author, reviewer, manager) = (&flow.bank.author, &flow.bank.reviewer, &flow.bank.manager);
        flow.approved(&mcq("s-1"), "good");
        flow.approved(&mcq("s-2"), "satisfactory");
        let id = flow.in_review(&mcq("s-3"));
        let review = reviewer.get(&format!("/items/{id}/versions/1/review")).expect(200);
        let mut revise = verdict(&review, &json!({"stage": "subject"}), "unsatisfactory");
        revise["verdict"] = json!("revise");
        revise["comment"] = json!("Two options are right.");
        reviewer.post(&format!("/items/{id}/versions/1/verdicts"), &revise).expect(201);
        take(reviewer, &id, 1, "send_back", "").expect(200);
        let mut better = mcq("s-3");
        better["content"]["tags"] = json!(["revised"]);
        author.put(&format!("/items/{id}/versions/2"), "2-1", &better).expect(200);
        take(author, &id, 2, "submit", "").expect(200);
        take(reviewer, &id, 2, "begin_review", "").expect(200);
        flow.review(reviewer, &id, 2, "satisfactory");
        take(reviewer, &id, 2, "approve", "").expect(200);

        let report = manager.get("/review-report").expect(200);
        let all = &report["all"];
        assert_eq!((&all["evaluated"], &all["repeated"]), (&json!(3), &json!(1)), "{report}");
        assert_eq!(all["approved"], json!({"count": 2, "base": 3, "of": "first_attempts", "percent": "66.7"}));
        assert_eq!(all["repeated_approved"], json!({"count": 1, "base": 1, "of": "repeated_attempts", "percent": "100.0"}));
        assert_eq!(all["ratings"]["good"], json!({"count": 1, "base": 4, "of": "rated_attempts", "percent": "25.0"}));
        assert_eq!(report["groups"]["mathematics"], *all);
        let month = manager.get("/review-report?group_by=month&from=2020-01-01").expect(200);
        assert_eq!(month["groups"].as_object().unwrap().len(), 1);
        let before = manager.get("/review-report?to=2019-01-01").expect(200);
        assert_eq!((&before["all"]["evaluated"], &before["all"]["approved"]["percent"]), (&json!(0), &Value::Null));
        let wrong = manager.get("/review-report?from=2026-02-30&to=2026-13-01");
        assert_eq!((wrong.status, codes(&wrong)), (422, vec!["date_invalid".to_owned(), "date_invalid".to_owned()]));
        // A manager of another organisation counts its own only.
        let admin = flow.bank.service.administrator();
        let school = admin.post("/organisations", &json!({"code": "s-school", "kind": "school", "name": {"kk": "Мектеп"}})).expect(201);
        let elsewhere = flow.bank.service.user_with_role(text(&school["id"]), "bank_manager");
        assert_eq!(elsewhere.get("/review-report").expect(200)["all"]["evaluated"], 0);
        assert_eq!(reviewer.get("/review-report").status, 403);
    }

    fn it_is_told_how_far_two_reviewers_agree(backend) {
        let flow = Flow::open(backend);
        for (code, ratings) in [("t-1", ["good", "good"]), ("t-2", ["good", "satisfactory"]), ("t-3", ["satisfactory", "satisfactory"])] {
            let mut item = mcq(code);
            item["content"]["tags"] = json!(["assessment:EXTERNAL"]);
            let id = flow.in_review(&item);
            for (client, rating) in [&flow.bank.reviewer, &flow.second].into_iter().zip(ratings) {
                let path = format!("/items/{id}/versions/1");
                let review = client.get(&format!("{path}/review")).expect(200);
                let word = verdict(&review, &json!({"stage": "subject"}), rating);
                client.post(&format!("{path}/verdicts"), &word).expect(201);
            }
            flow.review(&flow.bank.reviewer, &id, 1, "good");
            take(&flow.bank.reviewer, &id, 1, "approve", "").expect(200);
        }
        let told = flow.bank.manager.get("/review-agreement").expect(200);
        let subject = &told["by_stage"]["subject"];
        assert_eq!((&subject["works"], &subject["pairs"], &subject["same_verdict"]), (&json!(3), &json!(3), &json!(1.0)), "{told}");
        assert!((subject["exact"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-9);
        // Observed 2/3, by chance 2/3 * 1/3 twice: (2/3 - 4/9) / (5/9) = 2/5.
        assert!((told["pairs"][0]["kappa"].as_f64().unwrap() - 0.4).abs() < 1e-9, "{told}");
    }

    fn good_items_are_offered_to_the_open_collection_and_taken_with_attribution(backend) {
        let flow = Flow::open(backend);
        let (author, manager) = (&flow.bank.author, &flow.bank.manager);
        let good = flow.approved(&mcq("o-1"), "good");
        let plain = flow.approved(&mcq("o-2"), "satisfactory");
        let offers = manager.get("/promotion-offers").expect(200);
        let offers = offers["items"].as_array().unwrap().clone();
        assert_eq!(ids(&offers), [&*good]);
        assert_eq!((&offers[0]["rating"], &offers[0]["count"], &offers[0]["base"]), (&json!("good"), &json!(5), &json!(5)));
        assert_eq!(author.get("/promotion-offers").status, 403);
        let path = |id: &str| format!("/items/{id}/versions/1/promotion");
        let bare = manager.post(&path(&good), &json!({}));
        assert_eq!((bare.status, codes(&bare)), (422, vec!["attribution_missing".to_owned(), "licence_missing".to_owned()]));
        let named = json!({"attribution": "A. Author, Almaty", "licence": "CC-BY-4.0"});
        let refused = manager.post(&path(&plain), &named);
        assert_eq!((refused.status, codes(&refused)), (409, vec!["promotion_not_offered".to_owned()]));
        assert_eq!(author.post(&path(&good), &named).status, 403);
        let taken = manager.post(&path(&good), &named).expect(201);
        assert_eq!((&taken["attribution"], &taken["licence"], &taken["code"]), (&json!("A. Author, Almaty"), &json!("CC-BY-4.0"), &json!("o-1")));
        assert_eq!(manager.post(&path(&good), &named).status, 409);
        assert_eq!(manager.get("/promotion-offers").expect(200)["items"], json!([]));
        let open = author.get("/promotions").expect(200);
        assert_eq!((open["items"].as_array().unwrap().len(), &open["items"][0]["item_id"]), (1, &json!(good)));
    }

    fn a_good_item_that_is_open_and_in_use_goes_into_a_collection_for_schools_at_once(backend) {
        let flow = Flow::open(backend);
        let manager = &flow.bank.manager;
        let (closed, mut open) = (flow.approved(&mcq("c-1"), "good"), mcq("c-2"));
        open["content"]["access"] = json!("open");
        open["texts"]["kk"]["stem"] = json!("Берілген 45 : 27 қатынасын толық қысқартыңыз.");
        open["texts"]["ru"]["stem"] = json!("Полностью сократите данное отношение 45 : 27.");
        let open = flow.approved(&open, "good");
        for id in [&closed, &open] {
            take(manager, id, 1, "put_in_use", "").expect(200);
        }
        let about = json!({
            "code": "good-ones", "kind": "sample", "title": {"kk": "Үлгілер"}, "subject": "mathematics", "grade_min": 6, "grade_max": 6,
            "licence": "CC-BY-4.0"
        });
        let collection = manager.post("/collections", &about).expect(201)["id"].clone();
        let promote = |id: &str, collection: &Value| {
            let body = json!({"attribution": "A. Author, Almaty", "licence": "CC-BY-4.0", "collection": collection});
            manager.post(&format!("/items/{id}/versions/1/promotion"), &body)
        };
        let refused = promote(&closed, &collection);
        assert_eq!((refused.status, refused.findings()), (422, vec![("collection_item_not_open".to_owned(), "/collection".to_owned())]));
        let unknown = promote(&open, &json!("nowhere"));
        assert_eq!((unknown.status, unknown.findings()), (422, vec![("reference_unknown".to_owned(), "/collection".to_owned())]));
        // What was refused was not taken.
        assert_eq!(manager.get("/promotions").expect(200)["items"], json!([]));
        promote(&open, &collection).expect(201);
        let shown = manager.get(&format!("/collections/{}", text(&collection))).expect(200);
        let told = (&shown["items"][0]["code"], &shown["items"][0]["number"], &shown["items"][0]["attribution"]);
        assert_eq!(told, (&json!("c-2"), &json!(1), &json!("A. Author, Almaty")));
    }
}
