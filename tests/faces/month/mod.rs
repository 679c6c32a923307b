//! A month of the bank, from its first gap to the open collection, as three centres with twenty
//! developers and six reviewers live it; what the reports say at its end is printed.

mod people;
mod tasks;
mod writing;

use std::fmt::Write as _;
use std::io::Write as _;

use serde_json::{Value, json};

use self::people::{Bank, HOME, rows};
use self::tasks::{NEEDED, SUBJECTS, code, in_english, said, task};
use super::bank::act;
use crate::harness::api::{Client, text};

/// Chooses what the centres follow: all of them the quality policy, the third one the whole workflow.
fn choose_policies(bank: &Bank) {
    let admin = bank.service.administrator();
    for centre in &bank.centres {
        let path = format!("/organisations/{}/quality-policy", centre.org);
        put(&admin, &path, &json!({"policy": "kz-items"}));
    }
    let workflows = rows(&admin.get("/workflows").expect(200));
    let shipped = workflows.iter().find(|w| w["code"] == "kz-bank");
    let id = shipped.unwrap_or_else(|| panic!("no kz-bank in {workflows:?}"))["id"].clone();
    let path = format!("/organisations/{}/workflow", bank.centres[2].org);
    put(&admin, &path, &json!({"workflow_id": id}));
}

fn put(client: &Client, path: &str, body: &Value) -> Value {
    let headers = [("content-type", "application/json")];
    client
        .send("PUT", path, &headers, Some(body.to_string()))
        .expect(200)
}

fn gaps(bank: &Bank, subject: usize) -> Value {
    let path = format!(
        "/specifications/{}/versions/1/gaps",
        bank.specifications[subject]
    );
    bank.centres[HOME[subject]].manager.get(&path).expect(200)
}

fn missing(bank: &Bank, subject: usize) -> u64 {
    let gaps = gaps(bank, subject);
    let rows = gaps["rows"].as_array().expect("rows");
    rows.iter().filter_map(|row| row["missing"].as_u64()).sum()
}

/// Gives everything that is missing to developers in one call; they accept it. Gives how many assignments.
fn assign(bank: &Bank, subject: usize) -> usize {
    let manager = &bank.centres[HOME[subject]].manager;
    let mut wish = json!({
        "specification_id": bank.specifications[subject], "version": 1, "language": "kk",
        "due": "2099-01-31", "items_per_week": 50, "dry_run": true
    });
    let rehearsed = manager.post("/assignment-plans", &wish).expect(200);
    wish["dry_run"] = json!(false);
    let plan = manager.post("/assignment-plans", &wish).expect(201);
    let given = plan["assignments"].as_array().expect("assignments");
    assert_eq!(
        rehearsed["assignments"].as_array().map(Vec::len),
        Some(given.len())
    );
    let items: u64 = given.iter().filter_map(|a| a["items"].as_u64()).sum();
    assert_eq!(items, u64::from(NEEDED[0] + NEEDED[1]), "{plan}");
    for assignment in given {
        let to = bank.developers[subject].iter();
        let mut to = to.filter(|d| assignment["developer_id"] == json!(d.id));
        let developer = to.next().expect("somebody of the subject");
        let path = format!("/assignments/{}/accept", text(&assignment["assignment_id"]));
        developer
            .client
            .send("POST", &path, &[("if-match", "*")], None)
            .expect(200);
    }
    given.len()
}

/// Somebody hands in the task of another one in a few other words: refused, and taken away again.
fn copy_is_refused(bank: &Bank, subject: usize) {
    let copyist = &bank.developers[subject][1].client;
    let mut copy = task(subject, 0, 0);
    copy["code"] = json!(format!("{}-copy", SUBJECTS[subject].code));
    let made = copyist.post("/items", &copy).expect(201);
    let id = text(&made["id"]);
    let refused = act(copyist, id, 1, "submit");
    assert_eq!(refused.status, 409, "{}", refused.body);
    let codes = refused.findings();
    assert!(
        codes.iter().any(|(code, _)| code == "similar_item"),
        "{codes:?}"
    );
    assert!(refused.body.contains(&code(subject, 0)), "{}", refused.body);
    copyist
        .send(
            "DELETE",
            &format!("/items/{id}"),
            &[("if-match", "*")],
            None,
        )
        .expect(200);
}

/// Reviews by the built-in way: every tenth goes back once, and comes again in better words.
fn review(bank: &Bank, subject: usize, ids: &[String]) {
    let centre = &bank.centres[HOME[subject]];
    for (n, id) in ids.iter().enumerate() {
        let reviewer = &centre.reviewers[n % 2];
        let mut number = 1;
        if n % 10 == 3 {
            let body =
                json!({"verdict": "revise", "comment": "The last word of the stem says too much."});
            let path = format!("/items/{id}/versions/1/return");
            let draft = reviewer.post(&path, &body).expect(200);
            number = 2;
            let author = writing::author_of(bank, subject, n);
            let again = act(author, id, number, "submit");
            assert_eq!(
                again.status, 409,
                "an unchanged version came again: {}",
                again.body
            );
            writing::reword(author, id, &draft);
            act(author, id, number, "submit").expect(200);
        }
        let version = i32::from(number == 2) + 1;
        act(reviewer, id, version, "approve").expect(200);
        act(&centre.manager, id, version, "put-live").expect(200);
    }
}

/// Reviews by the whole workflow: each stage by whoever it awaits, until nothing is awaited.
fn review_by_stages(bank: &Bank, subject: usize, ids: &[String]) {
    let centre = &bank.centres[HOME[subject]];
    for (n, id) in ids.iter().enumerate() {
        let mut number = 1;
        step(&centre.reviewers[0], id, number, "begin_review");
        if n % 10 == 3 {
            verdict(&centre.reviewers[0], id, number, "subject", None, "revise");
            let draft = step(&centre.reviewers[0], id, number, "send_back");
            number = 2;
            let author = writing::author_of(bank, subject, n);
            writing::reword(author, id, &draft);
            step(author, id, number, "submit");
            step(&centre.reviewers[0], id, number, "begin_review");
        }
        for reviewer in &centre.reviewers {
            give_all(reviewer, id, number);
        }
        step(&centre.reviewers[0], id, number, "approve");
        step(&centre.manager, id, number, "put_in_use");
    }
}

fn step(client: &Client, id: &str, number: i32, transition: &str) -> Value {
    let path = format!("/items/{id}/versions/{number}/transitions");
    client
        .post(&path, &json!({"transition": transition}))
        .expect(200)
}

/// Approves in every stage that awaits the reviewer; a stage may open another one.
fn give_all(reviewer: &Client, id: &str, number: i32) {
    let path = format!("/items/{id}/versions/{number}/review");
    while let Some(awaited) = reviewer.get(&path).expect(200)["awaited"]
        .as_array()
        .and_then(|a| a.first().cloned())
    {
        let language = awaited["language"].as_str().map(str::to_owned);
        verdict(
            reviewer,
            id,
            number,
            text(&awaited["stage"]),
            language.as_deref(),
            "approve",
        );
    }
}

/// Questions of the shipped workflow by stage.
fn questions(stage: &str) -> &'static [&'static str] {
    match stage {
        "subject" => &["objective", "correct", "level", "descriptors"],
        "language" => &["norms", "plain", "same"],
        "bias" => &["fair", "accessible"],
        _ => &["solved", "only"],
    }
}

fn verdict(
    client: &Client,
    id: &str,
    number: i32,
    stage: &str,
    language: Option<&str>,
    verdict: &str,
) {
    let approves = verdict == "approve";
    let answers: serde_json::Map<String, Value> = questions(stage)
        .iter()
        .map(|question| {
            (
                (*question).to_owned(),
                json!({"answer": if approves { "yes" } else { "no" }}),
            )
        })
        .collect();
    let mut body = json!({
        "stage": stage, "verdict": verdict, "rating": if approves { "good" } else { "unsatisfactory" }, "answers": answers
    });
    if let Some(language) = language {
        body["language"] = json!(language);
    }
    if !approves {
        body["comment"] = json!("The last word of the stem says too much.");
    }
    client
        .post(&format!("/items/{id}/versions/{number}/verdicts"), &body)
        .expect(201);
}

/// A translator adds English to some tasks; somebody else finds it good.
fn translate(bank: &Bank, subject: usize, ids: &[String]) {
    let translator = &bank.developers[subject][4].client;
    let reviewer = &bank.centres[HOME[subject]].reviewers[1];
    // Of those that nobody sent back.
    let first = ids.iter().enumerate().filter(|(n, _)| n % 10 != 3);
    for (n, id) in first.map(|(_, id)| id).take(4).enumerate() {
        let path = format!("/items/{id}/versions/1/languages/en");
        let stem = format!(
            "Pairs of {} and others.",
            ["apples", "rivers", "stars", "ferries"][n]
        );
        put(translator, &path, &in_english(&stem, n));
        reviewer
            .post(
                &format!("{path}/approve"),
                &json!({"comment": "Reads well."}),
            )
            .expect(200);
    }
}

/// An editorial change keeps everything; a substantive one makes the translation stale.
fn change(bank: &Bank, subject: usize, ids: &[String]) -> (Value, Value) {
    let author = &bank.developers[subject][0].client;
    let reviewer = &bank.centres[HOME[subject]].reviewers[0];
    let said = [said(subject, 0), said(subject, 1)];
    let mut texts = [0, 1].map(|n| task(subject, 0, n)["texts"]["ru"].clone());
    texts[0]["stem"] = json!(format!("{} Подумайте.", said[0].stem[1]));
    texts[1]["stem"] = json!("Выберите одну пару слов из четырёх, прочитав объявление на стене.");
    let mut touched = Vec::new();
    for (n, declared) in ["editorial", "substantive"].into_iter().enumerate() {
        let versions = format!("/items/{}/versions", ids[n]);
        author
            .post(&versions, &json!({"texts": {"ru": texts[n]}}))
            .expect(201);
        let body = json!({"declared": declared, "reason": "A teacher asked."});
        touched.push(put(author, &format!("{versions}/2/change"), &body));
        act(author, &ids[n], 2, "submit").expect(200);
    }
    act(reviewer, &ids[0], 2, "confirm-change").expect(200);
    act(reviewer, &ids[1], 2, "approve").expect(200);
    (touched[0].clone(), touched[1].clone())
}

/// Compares the whole bank of a centre.
fn compare_bank(bank: &Bank, subject: usize) -> Value {
    let manager = &bank.centres[HOME[subject]].manager;
    let run = manager
        .post(
            "/similarity-runs",
            &json!({"subject": SUBJECTS[subject].code}),
        )
        .expect(202);
    let path = format!("/similarity-runs/{}", text(&run["id"]));
    let ended = super::imports::ended(manager, text(&run["job_id"]));
    assert_eq!(ended["state"], "done", "{ended}");
    manager.get(&path).expect(200)
}

/// The best of the month go into the open collection.
fn promote(bank: &Bank) -> usize {
    let manager = &bank.centres[2].manager;
    let offers = rows(&manager.get("/promotion-offers").expect(200));
    for offer in offers.iter().take(3) {
        let path = format!(
            "/items/{}/versions/{}/promotion",
            text(&offer["item_id"]),
            offer["number"]
        );
        let body =
            json!({"attribution": "A. Author, Centre for Assessment", "licence": "CC-BY-4.0"});
        manager.post(&path, &body).expect(201);
    }
    rows(&manager.get("/promotions").expect(200)).len()
}

fn play(backend: crate::harness::Backend) -> String {
    let bank = Bank::open(backend);
    choose_policies(&bank);
    let mut told = String::from("A month of the bank\n");
    for subject in 0..SUBJECTS.len() {
        let name = SUBJECTS[subject].code;
        let before = missing(&bank, subject);
        let assignments = assign(&bank, subject);
        let ids = writing::write(&bank, subject);
        copy_is_refused(&bank, subject);
        match HOME[subject] {
            2 => review_by_stages(&bank, subject, &ids),
            _ => review(&bank, subject, &ids),
        }
        assert_eq!(missing(&bank, subject), 0, "{}", gaps(&bank, subject));
        translate(&bank, subject, &ids);
        writeln!(
            told,
            "{name}: {before} missing, {assignments} assignments, {} tasks written, 0 missing",
            ids.len()
        )
        .expect("a text");
        if HOME[subject] != 2 {
            let (editorial, substantive) = change(&bank, subject, &ids);
            let stale = &substantive["touched"]["stale_variants"];
            assert!(
                stale.as_array().is_some_and(|s| s.contains(&json!("en"))),
                "{substantive}"
            );
            writeln!(
                told,
                "  editorial: {}; substantive: stale {stale}",
                editorial["change"]["least"]
            )
            .expect("a text");
        }
        let run = compare_bank(&bank, subject);
        writeln!(told, "  compared: {}", run["summary"]).expect("a text");
    }
    let promoted = promote(&bank);
    assert_eq!(promoted, 3);
    let manager = &bank.centres[2].manager;
    for (what, path) in [
        ("review", "/review-report"),
        ("agreement", "/review-agreement"),
        ("work", "/work-counts?all=true"),
    ] {
        let report = manager.get(path).expect(200);
        writeln!(told, "{what}: {report}").expect("a text");
    }
    share_and_assemble(&bank);
    told
}

/// A centre lets another one use its tasks, which makes two forms of them.
fn share_and_assemble(bank: &Bank) {
    let (owner, partner) = (&bank.centres[0], &bank.centres[1]);
    let share = json!({"partner": "astana", "right": "use", "kind": "item", "subject": "mathematics", "grade": 6});
    owner.manager.post("/shares", &share).expect(201);
    let specification = json!({"partner": "astana", "right": "use", "kind": "specification", "id": bank.specifications[0]});
    owner.manager.post("/shares", &specification).expect(201);
    let body = json!({"specification_id": bank.specifications[0], "seed": 1, "time_limit_s": 20});
    let run = partner
        .constructor
        .awaited("/assembly-runs", &body)
        .expect(201);
    assert_eq!(run["result"]["forms"].as_array().map(Vec::len), Some(2));
}

on_both! {
    fn three_centres_fill_their_banks_and_everything_is_told_at_the_end(backend) {
        let told = play(backend);
        // Past the test's own capture: the reports are meant to be read in every run.
        let _ = writeln!(std::io::stderr(), "{told}");
    }
}
