//! The workflow an organisation follows: choosing it, items that move or would be stranded, what may be done
//! by whom, and doing it.

use serde_json::{Value, json};
use synaq::document::{Format, parse};

use super::bank::{Bank, act, mcq};
use crate::harness::Backend;
use crate::harness::api::{Answer, Client, text};

/// The shipped workflow.
pub fn shipped() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/item_specs/workflows/kz-bank.yaml"
    );
    let written = std::fs::read_to_string(path).expect("the shipped workflow");
    let mut document = parse(&written, Format::Yaml).expect("YAML").value;
    // Whenever the test runs, it is in force.
    document["valid_from"] = json!("2020-09-01");
    document
}

/// A bank whose root follows the shipped workflow.
pub struct Flow {
    pub bank: Bank,
    pub root: String,
    pub second: Client,
}

impl Flow {
    pub fn open(backend: Backend) -> Self {
        let bank = Bank::open(backend);
        let root = bank.service.root();
        let flow = Self {
            second: bank.service.user_with_role(&root, "reviewer"),
            bank,
            root,
        };
        let edition = flow.publish(&shipped());
        flow.choose(&edition, false).expect(200);
        flow
    }

    pub fn publish(&self, document: &Value) -> String {
        let made = self.bank.manager.post("/workflows", document).expect(201);
        text(&made["id"]).to_owned()
    }

    pub fn choose(&self, edition: &str, dry_run: bool) -> Answer {
        let path = format!("/organisations/{}/workflow", self.root);
        let body = json!({"workflow_id": edition, "dry_run": dry_run});
        self.bank.manager.put(&path, "*", &body)
    }

    /// A draft of the author.
    pub fn draft(&self, document: &Value) -> String {
        let made = self.bank.author.post("/items", document).expect(201);
        text(&made["id"]).to_owned()
    }

    /// A version that is in review.
    pub fn in_review(&self, document: &Value) -> String {
        let id = self.draft(document);
        take(&self.bank.author, &id, 1, "submit", "").expect(200);
        take(&self.bank.reviewer, &id, 1, "begin_review", "").expect(200);
        id
    }

    /// Gives every verdict that is awaited of a reviewer, until none is.
    pub fn review(&self, reviewer: &Client, id: &str, number: i32, rating: &str) {
        let path = format!("/items/{id}/versions/{number}");
        loop {
            let review = reviewer.get(&format!("{path}/review")).expect(200);
            let Some(awaited) = review["awaited"].as_array().expect("a list").first() else {
                break;
            };
            let verdict = verdict(&review, awaited, rating);
            reviewer
                .post(&format!("{path}/verdicts"), &verdict)
                .expect(201);
        }
    }

    /// A version that its reviewers found good.
    pub fn approved(&self, document: &Value, rating: &str) -> String {
        let id = self.in_review(document);
        self.review(&self.bank.reviewer, &id, 1, rating);
        self.review(&self.second, &id, 1, rating);
        take(&self.bank.reviewer, &id, 1, "approve", "").expect(200);
        id
    }
}

/// An approving verdict in an awaited stage, every question answered with yes.
pub fn verdict(review: &Value, awaited: &Value, rating: &str) -> Value {
    let stages = review["stages"].as_array().expect("stages");
    let stage = stages.iter().find(|s| s["stage"] == awaited["stage"]);
    let questions = stage.expect("the stage")["checklist"].as_array();
    let mut answers = json!({});
    for question in questions.expect("a checklist") {
        answers[text(&question["id"])] = json!({"answer": "yes"});
    }
    let mut verdict = json!({
        "stage": awaited["stage"], "verdict": "approve", "rating": rating, "answers": answers
    });
    if !awaited["language"].is_null() {
        verdict["language"] = awaited["language"].clone();
    }
    verdict
}

pub fn take(client: &Client, id: &str, number: i32, transition: &str, reason: &str) -> Answer {
    let path = format!("/items/{id}/versions/{number}/transitions");
    let mut body = json!({"transition": transition});
    if !reason.is_empty() {
        body["reason"] = json!(reason);
    }
    client.post(&path, &body)
}

/// Codes of the findings of a refusal, sorted.
pub fn codes(answer: &Answer) -> Vec<String> {
    let found = answer.findings().into_iter();
    found.map(|(code, _)| code).collect()
}

on_both! {
    fn items_move_with_their_organisation_to_the_workflow_it_chooses(backend) {
        let bank = Bank::open(backend);
        let live = bank.live(&mcq("w-1"));
        let sent_back = text(&bank.author.post("/items", &mcq("w-2")).expect(201)["id"]).to_owned();
        act(&bank.author, &sent_back, 1, "submit").expect(200);
        let why = json!({"comment": "Option C is right, too."});
        bank.reviewer.post(&format!("/items/{sent_back}/versions/1/return"), &why).expect(200);
        let root = bank.service.root();
        let path = format!("/organisations/{root}/workflow");
        let before = bank.author.get(&path).expect(200);
        assert_eq!((&before["code"], &before["workflow_id"]), (&json!("built-in"), &Value::Null));
        assert_eq!(before["items"], json!({"draft": 1, "live": 1, "returned": 1}));

        let edition = bank.manager.post("/workflows", &shipped()).expect(201);
        let body = json!({"workflow_id": edition["id"], "dry_run": true});
        let told = bank.manager.put(&path, "*", &body).expect(200);
        let moved = json!([
            {"from": "live", "to": "operational", "versions": 1}, {"from": "returned", "to": "revise", "versions": 1}
        ]);
        let mut found = told["moved"].as_array().unwrap().clone();
        found.sort_by_key(|one| text(&one["from"]).to_owned());
        assert_eq!(json!(found), moved);
        assert_eq!(bank.author.get(&format!("/items/{live}")).expect(200)["state"], "live");
        assert_eq!(bank.author.put(&path, "*", &body).status, 403);

        let body = json!({"workflow_id": edition["id"]});
        assert!(bank.manager.put(&path, "*", &body).expect(200)["chosen_at"].is_string());
        let item = bank.author.get(&format!("/items/{live}")).expect(200);
        assert_eq!((&item["state"], &item["phase"]), (&json!("operational"), &json!("live")));
        let after = bank.author.get(&path).expect(200);
        assert_eq!(after["items"], json!({"draft": 1, "operational": 1, "revise": 1}));
        let history = bank.manager.get(&format!("/items/{live}/versions/1/history")).expect(200);
        let steps: Vec<_> = history.as_array().unwrap().iter().map(|s| (s["transition"].clone(), text(&s["to"]).to_owned())).collect();
        assert_eq!(steps, [
            (json!("submit"), "submitted".into()), (json!("approve"), "approved".into()), (json!("put_live"), "live".into()),
            (Value::Null, "operational".into())
        ]);
        // What was sent back before comes again only when something of it changed.
        assert_eq!(codes(&take(&bank.author, &sent_back, 2, "submit", "")), ["resubmitted_unchanged"]);

        // An organisation below follows, unless it chose for itself.
        let admin = bank.service.administrator();
        let school = admin.post("/organisations", &json!({"code": "w-school", "kind": "school", "name": {"kk": "Мектеп"}})).expect(201);
        let below = admin.get(&format!("/organisations/{}/workflow", text(&school["id"]))).expect(200);
        assert_eq!((&below["code"], &below["chosen_by"]), (&json!("kz-bank"), &json!(root)));
        let author = bank.service.user_with_role(text(&school["id"]), "developer");
        let own = author.post("/items", &mcq("w-3")).expect(201);
        assert_eq!(take(&author, text(&own["id"]), 1, "submit", "").expect(200)["state"], "submitted");
    }

    fn an_edition_that_would_strand_items_is_refused_with_their_number(backend) {
        let flow = Flow::open(backend);
        let id = flow.approved(&mcq("w-4"), "satisfactory");
        take(&flow.bank.manager, &id, 1, "put_in_use", "").expect(200);
        take(&flow.bank.manager, &id, 1, "suspend", "The picture is unclear.").expect(200);
        let renamed = shipped().to_string().replace("\"suspended\"", "\"on_hold\"").replace("\"phase\":\"on_hold\"", "\"phase\":\"suspended\"");
        let mut second: Value = serde_json::from_str(&renamed).unwrap();
        second["version"] = json!(2);
        let edition = flow.publish(&second);
        let refused = flow.choose(&edition, false);
        assert_eq!((refused.status, codes(&refused)), (409, vec!["workflow_items_stranded".to_owned()]));
        let error = &refused.json()["errors"][0];
        assert_eq!((&error["args"]["items"], &error["args"]["state"]), (&json!(1), &json!("suspended")), "{error}");
        assert!(error["detail"].as_str().unwrap().contains("on_hold"), "{error}");
        let told = flow.choose(&edition, true).expect(200);
        assert_eq!((&told["stranded"][0]["versions"], &told["stranded"][0]["proposals"][0]), (&json!(1), &json!("on_hold")));

        second["version"] = json!(3);
        second["renames"]["suspended"] = json!("on_hold");
        let moved = flow.choose(&flow.publish(&second), false).expect(200);
        assert_eq!(moved["moved"], json!([{"from": "suspended", "to": "on_hold", "versions": 1}]));
        let item = flow.bank.author.get(&format!("/items/{id}")).expect(200);
        assert_eq!((&item["state"], &item["phase"]), (&json!("on_hold"), &json!("suspended")));
        assert_eq!(take(&flow.bank.manager, &id, 1, "resume", "Redrawn.").expect(200)["state"], "operational");

        second["version"] = json!(4);
        second["valid_from"] = json!("2999-01-01");
        let early = flow.choose(&flow.publish(&second), false);
        assert_eq!((early.status, codes(&early)), (422, vec!["workflow_not_in_force".to_owned()]));
        let unknown = flow.choose("none", false);
        assert_eq!((unknown.status, codes(&unknown)), (422, vec!["reference_unknown".to_owned()]));
    }

    fn it_is_told_what_may_be_done_by_whom_and_everything_that_is_missing(backend) {
        let flow = Flow::open(backend);
        let mut unfinished = mcq("w-5");
        unfinished["content"]["parts"][0].as_object_mut().unwrap().remove("key");
        let id = flow.draft(&unfinished);
        let path = format!("/items/{id}/versions/1/transitions");
        let told = flow.bank.author.get(&path).expect(200);
        assert_eq!((&told["workflow"], &told["kind"], &told["state"], &told["phase"]), (&json!("kz-bank"), &json!("school"), &json!("draft"), &json!("draft")));
        assert_eq!((&told["days_in_state"], told["transitions"].as_array().unwrap().len()), (&json!(0), 1));
        let submit = &told["transitions"][0];
        assert_eq!((&submit["id"], &submit["allowed"], &submit["forbidden"]), (&json!("submit"), &json!(false), &json!(false)));
        assert_eq!(submit["missing"][0]["code"], "workflow_check_blocking", "{submit}");
        let other = flow.bank.reviewer.get(&path).expect(200);
        assert_eq!((&other["transitions"][0]["forbidden"], &other["transitions"][0]["permission"]), (&json!(true), &json!("write_items")));

        // Doing it tells every finding of the content, not only how many there are.
        let refused = take(&flow.bank.author, &id, 1, "submit", "");
        assert_eq!(refused.status, 422);
        assert!(codes(&refused).iter().any(|code| code.starts_with("key_")), "{}", refused.body);
        let denied = take(&flow.bank.reviewer, &id, 1, "submit", "");
        assert_eq!(denied.status, 403);
        assert!(codes(&denied).contains(&"workflow_permission_missing".to_owned()), "{}", denied.body);
        let unknown = take(&flow.bank.author, &id, 1, "sumbit", "");
        assert_eq!((unknown.status, codes(&unknown)), (422, vec!["workflow_transition_unknown".to_owned()]));
        let elsewhere = take(&flow.bank.manager, &id, 1, "retire", "Old.");
        assert_eq!((elsewhere.status, codes(&elsewhere)), (409, vec!["workflow_transition_elsewhere".to_owned()]));
        let headers = [("content-type", "application/json"), ("if-match", "\"1-7\"")];
        let stale = flow.bank.author.send("POST", &path, &headers, Some(json!({"transition": "submit"}).to_string()));
        assert_eq!(stale.status, 412);

        flow.bank.author.put(&format!("/items/{id}/versions/1"), "1-1", &mcq("w-5")).expect(200);
        assert_eq!(flow.bank.author.get(&path).expect(200)["transitions"][0]["allowed"], true);
        assert_eq!(take(&flow.bank.author, &id, 1, "submit", "").expect(200)["state"], "submitted");
        // Of a state with days it is told when it is overdue.
        flow.bank.service.pass(5 * 86_400);
        let told = flow.bank.author.get(&path).expect(200);
        assert_eq!((&told["days_in_state"], &told["overdue_days"]), (&json!(5), &json!(2)), "{told}");
        let ids: Vec<&str> = told["transitions"].as_array().unwrap().iter().map(|t| text(&t["id"])).collect();
        assert_eq!(ids, ["withdraw", "begin_review"]);
        // Who takes it back goes on with a new draft, and may hand it in as it was.
        let next = take(&flow.bank.author, &id, 1, "withdraw", "").expect(200);
        assert_eq!((&next["number"], &next["state"]), (&json!(2), &json!("draft")));
        assert_eq!(take(&flow.bank.author, &id, 2, "submit", "").expect(200)["state"], "submitted");
        let attempts = flow.bank.author.get(&format!("/items/{id}/versions/2/review")).expect(200)["attempts"].clone();
        assert_eq!((&attempts[0]["outcome"], &attempts[1]["number"]), (&json!("withdrawn"), &json!({"round": 1, "attempt": 2})));
    }

    fn the_operations_of_before_take_the_transition_that_does_the_same(backend) {
        let flow = Flow::open(backend);
        let (author, reviewer, manager) = (&flow.bank.author, &flow.bank.reviewer, &flow.bank.manager);
        let id = flow.draft(&mcq("w-6"));
        assert_eq!(act(author, &id, 1, "submit").expect(200)["state"], "submitted");
        let early = act(reviewer, &id, 1, "approve");
        assert_eq!((early.status, codes(&early)), (409, vec!["phase_forbids".to_owned()]));
        take(reviewer, &id, 1, "begin_review", "").expect(200);
        let unreviewed = act(reviewer, &id, 1, "approve");
        assert_eq!((unreviewed.status, codes(&unreviewed)[0].as_str()), (409, "workflow_stage_short"), "{}", unreviewed.body);
        let own = act(author, &id, 1, "approve");
        assert_eq!(own.status, 403);
        flow.review(reviewer, &id, 1, "satisfactory");
        assert_eq!(act(reviewer, &id, 1, "approve").expect(200)["state"], "approved");
        assert_eq!(act(manager, &id, 1, "put-live").expect(200)["state"], "operational");
        // Some steps need a reason here; the operation takes it as the transition does.
        let path = |action: &str| format!("/items/{id}/versions/1/{action}");
        for (action, body) in [("suspend", None), ("retire", None), ("retire", Some(json!({"reason": "  "})))] {
            let refused = manager.send("POST", &path(action), &[("content-type", "application/json")], body.map(|b: Value| b.to_string()));
            assert_eq!((refused.status, refused.findings()), (422, vec![("workflow_reason_missing".to_owned(), "/reason".to_owned())]), "{action}");
        }
        let why = |text: &str| json!({"reason": text});
        assert_eq!(manager.post(&path("suspend"), &why("A parent doubts the key.")).expect(200)["state"], "suspended");
        assert_eq!(take(manager, &id, 1, "resume", "The key is right.").expect(200)["state"], "operational");
        assert_eq!(manager.post(&path("retire"), &why("Out of the programme.")).expect(200)["phase"], "closed");
        let history = manager.get(&path("history")).expect(200);
        let reasons: Vec<&str> = history.as_array().expect("steps").iter().filter_map(|step| step["reason"].as_str()).collect();
        assert_eq!(reasons, ["A parent doubts the key.", "The key is right.", "Out of the programme."]);
        // A version that follows takes the place of the one in use.
        let id = flow.approved(&mcq("w-7"), "satisfactory");
        act(manager, &id, 1, "put-live").expect(200);
        let mut texts = mcq("w-7")["texts"].clone();
        texts["kk"]["stem"] = json!("24 : 16 қатынасын қысқартыңыз.");
        texts["ru"]["stem"] = json!("Сократите отношение 24 : 16.");
        author.post(&format!("/items/{id}/versions"), &json!({"texts": texts})).expect(201);
        act(author, &id, 2, "submit").expect(200);
        take(reviewer, &id, 2, "begin_review", "").expect(200);
        flow.review(reviewer, &id, 2, "good");
        act(reviewer, &id, 2, "approve").expect(200);
        act(manager, &id, 2, "put-live").expect(200);
        let first = author.get(&format!("/items/{id}/versions/1")).expect(200);
        assert_eq!((&first["state"], &first["phase"]), (&json!("superseded"), &json!("closed")));
        let attempts = manager.get(&format!("/items/{id}/versions/2/review")).expect(200)["attempts"].clone();
        assert_eq!(attempts[1]["number"], json!({"round": 2, "attempt": 1}));
    }

    fn who_chose_no_workflow_has_transitions_too(backend) {
        let bank = Bank::open(backend);
        let id = text(&bank.author.post("/items", &mcq("w-8")).expect(201)["id"]).to_owned();
        let told = bank.author.get(&format!("/items/{id}/versions/1/transitions")).expect(200);
        assert_eq!((&told["workflow"], &told["transitions"][0]["id"], &told["transitions"][0]["allowed"]), (&json!("built-in"), &json!("submit"), &json!(true)));
        take(&bank.author, &id, 1, "submit", "").expect(200);
        assert_eq!(take(&bank.author, &id, 1, "approve", "").status, 403);
        let next = take(&bank.reviewer, &id, 1, "return", "Option C is right, too.").expect(200);
        assert_eq!((&next["number"], &next["state"]), (&json!(2), &json!("draft")));
        assert_eq!(bank.author.get(&format!("/items/{id}/reviews")).expect(200)[0]["comment"], "Option C is right, too.");
        let same = take(&bank.author, &id, 2, "submit", "");
        assert_eq!((same.status, codes(&same)), (409, vec!["resubmitted_unchanged".to_owned()]));
    }
}
