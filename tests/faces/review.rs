//! Review by stages: verdicts, attempts, comments, who sees whom.

use serde_json::{Value, json};

use super::bank::{act, mcq};
use super::workflow::{Flow, codes, shipped, take, verdict};
use crate::harness::api::text;

fn awaited(review: &Value) -> Vec<String> {
    let list = review["awaited"].as_array().expect("a list").iter();
    list.map(|one| match one["language"].as_str() {
        Some(language) => format!("{} {language}", text(&one["stage"])),
        None => text(&one["stage"]).to_owned(),
    })
    .collect()
}

on_both! {
    // A7
    fn a_version_comes_back_with_checklist_and_comments_and_comes_again_as_the_next_attempt(backend) {
        let flow = Flow::open(backend);
        let (author, reviewer, manager) = (&flow.bank.author, &flow.bank.reviewer, &flow.bank.manager);
        let id = flow.in_review(&mcq("r-1"));
        let at = |n: i32| format!("/items/{id}/versions/{n}");
        let editing = author.put(&at(1), "1-3", &mcq("r-1"));
        assert_eq!((editing.status, codes(&editing)), (409, vec!["version_not_draft".to_owned()]));
        let review = reviewer.get(&format!("{}/review", at(1))).expect(200);
        assert_eq!(awaited(&review), ["subject", "language kk", "language ru", "bias"]);

        let mut approving = verdict(&review, &json!({"stage": "subject"}), "satisfactory");
        let own = author.post(&format!("{}/verdicts", at(1)), &approving);
        assert_eq!(own.status, 403, "{}", own.body);
        let headers = [("content-type", "application/json"), ("if-match", "\"1-1\"")];
        let stale = reviewer.send("POST", &format!("{}/verdicts", at(1)), &headers, Some(approving.to_string()));
        assert_eq!((stale.status, &stale.json()["code"]), (412, &json!("stale")));
        // Everything that does not fit together is told at once.
        approving["answers"]["correct"]["answer"] = json!("no");
        approving["answers"].as_object_mut().unwrap().remove("level");
        approving["rating"] = json!("unsatisfactory");
        let wrong = reviewer.post(&format!("{}/verdicts", at(1)), &approving);
        assert_eq!((wrong.status, codes(&wrong)), (422, ["review_question_failed", "review_question_unanswered", "review_rating_too_low"].map(str::to_owned).to_vec()));

        let revise = json!({
            "stage": "subject", "verdict": "revise", "rating": "satisfactory",
            "answers": {
                "objective": {"answer": "yes"}, "correct": {"answer": "no", "note": "C is right, too."},
                "level": {"answer": "yes"}, "descriptors": {"answer": "not_applicable"}
            },
            "comment": "Replace option C."
        });
        let given = reviewer.post(&format!("{}/verdicts", at(1)), &revise).expect(201);
        assert_eq!((&given["attempt"], &given["verdict"]), (&json!({"round": 1, "attempt": 1}), &json!("revise")));
        let twice = reviewer.post(&format!("{}/verdicts", at(1)), &revise);
        assert_eq!((twice.status, codes(&twice)), (409, vec!["review_already_given".to_owned()]));
        let note = json!({"anchor": "/texts/ru/parts/a/options/C", "text": "This is right, too.", "blocking": true});
        let note = reviewer.post(&format!("{}/comments", at(1)), &note).expect(201);
        assert_eq!((&note["quote"], &note["part"], &note["stage"]), (&json!("6 : 5"), &json!("same"), &json!("language")));

        // Nothing of an open attempt is told to the author.
        let told = author.get(&format!("{}/review", at(1))).expect(200);
        assert_eq!((&told["verdicts"], &told["attempts"][0]["outcome"]), (&json!([]), &Value::Null));
        let approved = take(reviewer, &id, 1, "approve", "");
        assert_eq!(approved.status, 409);
        assert!(codes(&approved).contains(&"workflow_stage_contested".to_owned()) && codes(&approved).contains(&"workflow_comments_open".to_owned()), "{}", approved.body);
        let next = take(reviewer, &id, 1, "send_back", "").expect(200);
        assert_eq!((&next["number"], &next["state"]), (&json!(2), &json!("draft")));

        let told = author.get(&format!("{}/review", at(2))).expect(200);
        let back = &told["verdicts"][0];
        assert_eq!((&back["comment"], &back["answers"]["correct"]["note"], &back["reviewer"]), (&json!("Replace option C."), &json!("C is right, too."), &json!({"as": "reviewer", "number": 1})));
        let same = take(author, &id, 2, "submit", "");
        assert_eq!((same.status, codes(&same)), (409, vec!["resubmitted_unchanged".to_owned()]));
        let mut better = mcq("r-1");
        better["texts"]["kk"]["parts"]["a"]["options"]["C"] = json!("6 : 7");
        better["texts"]["ru"]["parts"]["a"]["options"]["C"] = json!("6 : 7");
        assert_eq!(author.put(&at(2), "2-9", &better).status, 412);
        author.put(&at(2), "2-1", &better).expect(200);
        take(author, &id, 2, "submit", "").expect(200);
        let told = author.get(&format!("{}/review", at(2))).expect(200);
        let attempt = &told["attempts"][1];
        assert_eq!((&attempt["number"], &attempt["previous"], &told["attempts"][0]["outcome"]), (&json!({"round": 1, "attempt": 2}), &json!({"round": 1, "attempt": 1}), &json!("returned")));

        // The comment is found again in the new version, with what it is about changed.
        let threads = author.get(&format!("{}/comments", at(2))).expect(200);
        assert_eq!((&threads[0]["part"], &threads[0]["anchor"], &threads[0]["state"]), (&json!("changed"), &json!("/texts/ru/parts/a/options/C"), &json!("open")));
        take(reviewer, &id, 2, "begin_review", "").expect(200);
        flow.review(reviewer, &id, 2, "good");
        let blocked = take(reviewer, &id, 2, "approve", "");
        assert_eq!(codes(&blocked), ["workflow_comments_open"], "{}", blocked.body);
        let close = format!("{}/comments/{}/close", at(2), text(&note["id"]));
        assert_eq!(codes(&author.post(&close, &json!({"state": "resolved"}))), ["comment_closed_by_item_author"]);
        let another = flow.second.post(&close, &json!({"state": "resolved"}));
        assert_eq!((another.status, codes(&another)), (403, vec!["comment_resolved_by_another".to_owned()]));
        let unreasoned = manager.post(&close, &json!({"state": "waived"}));
        assert_eq!((unreasoned.status, codes(&unreasoned)), (422, vec!["comment_waived_without_reason".to_owned()]));
        reviewer.post(&close, &json!({"state": "resolved"})).expect(200);
        assert_eq!(reviewer.post(&close, &json!({"state": "resolved"})).status, 409);
        assert_eq!(take(reviewer, &id, 2, "approve", "").expect(200)["state"], "approved");
    }

    fn a_stage_needs_as_many_reviewers_as_the_workflow_says_and_an_earlier_one_comes_first(backend) {
        let flow = Flow::open(backend);
        let mut item = mcq("r-2");
        item["content"]["tags"] = json!(["assessment:ADMISSION"]);
        let id = flow.in_review(&item);
        let path = format!("/items/{id}/versions/1");
        let first = flow.bank.reviewer.get(&format!("{path}/review")).expect(200);
        let subject = &first["stages"][0];
        assert_eq!((&subject["stage"], &subject["need"], &subject["given"]), (&json!("subject"), &json!(2), &json!(0)));
        let early = flow.bank.reviewer.post(&format!("{path}/verdicts"), &json!({
            "stage": "key", "verdict": "approve", "rating": "good", "answers": {"solved": {"answer": "yes"}, "only": {"answer": "yes"}}
        }));
        assert_eq!((early.status, codes(&early)), (409, vec!["review_stage_waits".to_owned()]), "{}", early.body);
        flow.review(&flow.bank.reviewer, &id, 1, "satisfactory");
        let short = take(&flow.bank.reviewer, &id, 1, "approve", "");
        assert_eq!(codes(&short), ["workflow_stage_short", "workflow_stage_short"], "{}", short.body);

        // A verdict is independent: the second does not see the first one's before giving a word.
        let unseen = flow.second.get(&format!("{path}/review")).expect(200);
        assert_eq!(awaited(&unseen), ["subject"]);
        let of_subject = |review: &Value| review["verdicts"].as_array().unwrap().iter().filter(|v| v["stage"] == "subject").count();
        assert_eq!((of_subject(&unseen), &unseen["stages"][0]["standing"]), (0, &Value::Null));
        let word = verdict(&unseen, &json!({"stage": "subject"}), "good");
        flow.second.post(&format!("{path}/verdicts"), &word).expect(201);
        let seen = flow.second.get(&format!("{path}/review")).expect(200);
        assert_eq!((of_subject(&seen), &seen["stages"][0]["standing"]), (2, &json!("passed")));
        flow.review(&flow.second, &id, 1, "good");
        assert_eq!(take(&flow.second, &id, 1, "approve", "").expect(200)["state"], "approved");
        let closed = flow.second.post(&format!("{path}/verdicts"), &word);
        assert_eq!((closed.status, codes(&closed)), (409, vec!["review_stage_closed".to_owned()]));
    }

    fn a_blind_review_stays_blind_wherever_one_looks(backend) {
        let flow = Flow::open(backend);
        let (author, reviewer, manager) = (&flow.bank.author, &flow.bank.reviewer, &flow.bank.manager);
        let mut blind = shipped();
        blind["version"] = json!(2);
        blind["stages"].as_array_mut().unwrap().iter_mut().for_each(|stage| stage["blind"] = json!("double"));
        flow.choose(&flow.publish(&blind), false).expect(200);
        let me = |client: &crate::harness::api::Client| text(&client.get("/me").expect(200)["user_id"]).to_owned();
        let (author_id, reviewer_id) = (me(author), me(reviewer));
        let mut item = mcq("r-3");
        item["content"]["author"] = json!("A. Author");
        let id = flow.in_review(&item);
        let path = format!("/items/{id}/versions/1");
        flow.review(reviewer, &id, 1, "satisfactory");
        let question = json!({"anchor": "/texts/kk/stem", "text": "Which ratio?"});
        let question = reviewer.post(&format!("{path}/comments"), &question).expect(201);
        author.post(&format!("{path}/comments"), &json!({"parent": question["id"], "text": "The one in the stem."})).expect(201);
        take(reviewer, &id, 1, "approve", "").expect(200);
        let looks = ["", "/review", "/comments", "/history", "/transitions"].map(|rest| format!("{path}{rest}"));
        for look in looks.iter().chain([&format!("/items/{id}")]) {
            let shown = reviewer.get(look);
            assert_eq!(shown.status, 200, "{look}: {}", shown.body);
            assert!(!shown.body.contains(&author_id) && !shown.body.contains("A. Author"), "{look}: {}", shown.body);
            let shown = author.get(look);
            assert!(!shown.body.contains(&reviewer_id), "{look}: {}", shown.body);
        }
        for look in [format!("{path}/languages"), format!("/items/{id}/waivers")] {
            let shown = reviewer.get(&look);
            assert_eq!(shown.status, 200, "{look}: {}", shown.body);
            assert!(!shown.body.contains(&author_id), "{look}: {}", shown.body);
            assert!(look.ends_with("waivers") || manager.get(&look).body.contains(&author_id), "{look}");
        }
        // Lists are cut by nobody else's authorship, whoever is named: no list, no counts, no file of them.
        for named in [author_id.as_str(), "00000000-0000-7000-8000-000000000000"] {
            for list in ["/items", "/items/facets", "/items/export"] {
                let cut = reviewer.get(&format!("{list}?author={named}"));
                assert_eq!((cut.status, cut.findings()), (403, vec![("author_filter_hidden".to_owned(), "/author".to_owned())]), "{list}: {}", cut.body);
            }
        }
        assert_eq!(reviewer.get("/items?author=me").expect(200)["items"], json!([]));
        assert_eq!(reviewer.get(&format!("/items?author={reviewer_id}")).expect(200)["items"], json!([]));
        assert_eq!(manager.get(&format!("/items?author={author_id}")).expect(200)["items"][0]["id"], json!(id));
        assert_eq!(author.get(&format!("/items?author={reviewer_id}")).expect(200)["items"], json!([]));
        let hidden = reviewer.get(&format!("/items/{id}/authors"));
        assert_eq!((hidden.status, codes(&hidden)), (403, vec!["author_hidden".to_owned()]));
        // Both speak, as what they are.
        let threads = author.get(&format!("{path}/comments")).expect(200);
        assert_eq!((&threads[0]["author"]["as"], &threads[0]["answers"][0]["author"]["user_id"]), (&json!("reviewer"), &json!(author_id)));
        let threads = reviewer.get(&format!("{path}/comments")).expect(200);
        assert_eq!(threads[0]["answers"][0]["author"], json!({"as": "author"}));
        // Who runs the bank sees everybody.
        let all = manager.get(&format!("{path}/review")).expect(200);
        assert_eq!((&all["attempts"][0]["submitted_by"]["user_id"], &all["verdicts"][0]["reviewer"]["user_id"]), (&json!(author_id), &json!(reviewer_id)));
        assert_eq!(manager.get(&path).expect(200)["author_id"], json!(author_id));
    }

    fn what_is_refused_for_good_does_not_come_again_and_only_who_runs_the_bank_refuses(backend) {
        let flow = Flow::open(backend);
        let id = flow.in_review(&mcq("r-4"));
        let path = format!("/items/{id}/versions/1/verdicts");
        let refuse = json!({
            "stage": "bias", "verdict": "reject", "rating": "unsatisfactory", "comment": "The task mocks a region.",
            "answers": {"fair": {"answer": "no"}, "accessible": {"answer": "yes"}}
        });
        assert_eq!(codes(&take(&flow.bank.manager, &id, 1, "reject", "As said.")), ["workflow_nobody_refuses"]);
        flow.bank.reviewer.post(&path, &refuse).expect(201);
        let denied = take(&flow.bank.reviewer, &id, 1, "reject", "As said.");
        assert_eq!((denied.status, codes(&denied)), (403, vec!["workflow_permission_missing".to_owned()]));
        assert_eq!(take(&flow.bank.manager, &id, 1, "reject", "As said.").expect(200)["state"], "rejected");
        flow.bank.author.post(&format!("/items/{id}/versions"), &json!({})).expect(201);
        let again = act(&flow.bank.author, &id, 2, "submit");
        assert_eq!((again.status, codes(&again)), (409, vec!["attempt_after_rejection".to_owned()]), "{}", again.body);
    }

    fn what_is_wrong_with_a_comment_is_told_and_strangers_do_not_speak(backend) {
        let flow = Flow::open(backend);
        let id = flow.in_review(&mcq("r-5"));
        let path = format!("/items/{id}/versions/1/comments");
        let wrong = flow.bank.reviewer.post(&path, &json!({"anchor": "/texts/fr/stem", "text": " "}));
        assert_eq!((wrong.status, codes(&wrong)), (422, ["comment_anchor_unknown", "comment_empty"].map(str::to_owned).to_vec()));
        let whole = flow.bank.reviewer.post(&path, &json!({"text": "Well made."})).expect(201);
        let answer = json!({"parent": whole["id"], "text": "Thanks.", "blocking": true});
        assert_eq!(codes(&flow.bank.author.post(&path, &answer)), ["comment_answer_blocking"]);
        let stranger = flow.bank.service.user_with_role(&flow.root, "developer");
        assert_eq!(stranger.post(&path, &json!({"text": "Me, too."})).status, 403);
        let missing = flow.bank.reviewer.post(&format!("{path}/none/close"), &json!({"state": "resolved"}));
        assert_eq!(missing.status, 404);
        assert_eq!(flow.bank.author.get(&path).expect(200).as_array().unwrap().len(), 1);
    }
}
