//! After the approval: a third language, an editorial and a substantive change, and a task taken out of use,
//! while every task stands in a locked form.

use serde_json::{Value, json};

use super::people::{Bank, HOME, rows};
use super::planning::put;
use super::tasks::{in_english, said, task};
use super::{Told, writing};
use crate::bank::act;
use crate::harness::api::text;

/// Administration whose statistics are carried or reset.
const ADMINISTRATION: &str = "pilot-of-october";

/// A translator adds English to some tasks; somebody else finds it good. Gives how many.
pub fn translate(bank: &Bank, subject: usize, ids: &[String]) -> usize {
    let translator = &bank.developers[subject][4].client;
    let reviewer = &bank.centres[HOME[subject]].reviewers[1];
    // Of those that nobody sent back.
    let first = ids.iter().enumerate().filter(|(n, _)| n % 10 != 3);
    let first: Vec<(usize, &String)> = first.take(4).collect();
    for (number, id) in &first {
        let path = format!("/items/{id}/versions/1/languages/en");
        let proposed = put(translator, &path, &in_english(subject, *number));
        assert_eq!(proposed["languages"]["en"]["state"], "proposed");
        let word = json!({"comment": "Reads well."});
        let approved = reviewer.post(&format!("{path}/approve"), &word).expect(200);
        assert_eq!(approved["languages"]["en"]["state"], "approved");
    }
    first.len()
}

/// Two forms of the subject's test, locked: together they have every task.
pub fn lock_forms(bank: &Bank, subject: usize) -> Vec<Value> {
    let constructor = &bank.centres[HOME[subject]].constructor;
    let body =
        json!({"specification_id": bank.specifications[subject], "seed": 1, "time_limit_s": 20});
    let run = constructor.awaited("/assembly-runs", &body).expect(201);
    let forms = run["result"]["forms"].as_array().expect("forms").clone();
    let lock = |form: &Value| {
        let path = format!("/forms/{}", text(&form["id"]));
        constructor
            .send("POST", &format!("{path}/lock"), &[("if-match", "*")], None)
            .expect(200);
        constructor.get(&path).expect(200)
    };
    let locked: Vec<Value> = forms.iter().map(lock).collect();
    let positions = locked
        .iter()
        .map(|form| form["positions"].as_array().map_or(0, Vec::len));
    assert_eq!(positions.collect::<Vec<_>>(), [38, 38]);
    locked
}

/// One editorial change, one substantive, one task suspended: what is kept, what is reset, who is told.
pub fn change(bank: &Bank, subject: usize, ids: &[String], told: &mut Told) {
    let forms = lock_forms(bank, subject);
    measure(bank, subject, &ids[..2]);
    editorial(bank, subject, &ids[0], told);
    substantive(bank, subject, &ids[1], told);
    let centre = &bank.centres[HOME[subject]];
    act(&centre.manager, &ids[2], 1, "suspend").expect(200);
    let notices = rows(&centre.constructor.get("/notices").expect(200));
    let mut kinds: Vec<(&str, &str, &str)> = notices
        .iter()
        .map(|n| {
            (
                text(&n["item_id"]),
                text(&n["kind"]),
                text(&n["form_state"]),
            )
        })
        .collect();
    kinds.sort_unstable();
    let mut expected = [
        (&ids[0], "item_changed"),
        (&ids[1], "item_changed"),
        (&ids[2], "item_suspended"),
    ]
    .map(|(id, kind)| (id.as_str(), kind, "locked"));
    expected.sort_unstable();
    assert_eq!(kinds, expected, "{notices:?}");
    for form in &forms {
        let path = format!("/forms/{}", text(&form["id"]));
        assert_eq!(
            centre.constructor.get(&path).expect(200),
            *form,
            "a locked form moved"
        );
    }
    told.line(format!(
        "  notices to the owner of {} locked forms: {kinds:?}",
        forms.len()
    ));
}

/// Difficulty over all and by language, of both tasks.
fn measure(bank: &Bank, subject: usize, ids: &[String]) {
    let row = |id: &String, language: Option<&str>| {
        let mut row = json!({"item": id, "number": 1, "metric": "p", "n": 120, "value": 0.6});
        if let Some(language) = language {
            row["language"] = json!(language);
        }
        row
    };
    let languages = [None, Some("kk"), Some("ru")];
    let all = ids
        .iter()
        .flat_map(|id| languages.map(|language| row(id, language)));
    let body = json!({
        "administration": ADMINISTRATION, "administered": "2026-10-15", "population": "grade 5", "model": "ctt",
        "rows": all.collect::<Vec<_>>()
    });
    let manager = &bank.centres[HOME[subject]].manager;
    manager.post("/item-statistics", &body).expect(201);
}

/// Statistics of the second version, and how many of them were carried from the first.
fn statistics(bank: &Bank, subject: usize, id: &str) -> (usize, usize) {
    let path = format!("/items/{id}/statistics");
    let all = bank.centres[HOME[subject]].manager.get(&path).expect(200);
    let all = all.as_array().expect("rows").iter();
    let of_second: Vec<&Value> = all.filter(|row| row["number"] == 2).collect();
    let carried = of_second
        .iter()
        .filter(|row| row["carried_from"].is_string());
    (of_second.len(), carried.count())
}

/// A new version with these texts, declared; gives what it touches.
fn declare(bank: &Bank, subject: usize, id: &str, (texts, declared): (Value, &str)) -> Value {
    let author = writing::author_of(bank, subject, 0);
    let versions = format!("/items/{id}/versions");
    author.post(&versions, &json!({"texts": texts})).expect(201);
    let body = json!({"declared": declared, "reason": "A teacher asked."});
    let told = put(author, &format!("{versions}/2/change"), &body);
    // Whoever writes knows that there is a form, not which and whose.
    let forms = &told["touched"]["locked_forms"];
    assert_eq!(*forms, json!({"count": 1, "first": []}), "{told}");
    told
}

/// A word in the translation: a second person confirms it, every statistic is kept.
fn editorial(bank: &Bank, subject: usize, id: &str, told: &mut Told) {
    let mut ru = task(subject, 0, 0)["texts"]["ru"].clone();
    ru["stem"] = json!(format!("{} Подумайте.", said(subject, 0).stem[1]));
    let touched = declare(bank, subject, id, (json!({"ru": ru}), "editorial"));
    let counts = |key: &str| touched["touched"][key].clone();
    assert_eq!(
        (counts("statistics_carried"), counts("statistics_reset")),
        (json!(3), json!(0)),
        "{touched}"
    );
    assert_eq!(counts("stale_variants"), json!([]));
    let author = writing::author_of(bank, subject, 0);
    act(author, id, 2, "submit").expect(200);
    assert_eq!(act(author, id, 2, "confirm-change").status, 403);
    let reviewer = &bank.centres[HOME[subject]].reviewers[0];
    let confirmed = act(reviewer, id, 2, "confirm-change").expect(200);
    assert_eq!(confirmed["phase"], "live");
    assert_eq!(statistics(bank, subject, id), (3, 3));
    told.line(format!(
        "  editorial change: {}, 3 statistics carried",
        touched["change"]["moved"][0]["field"]
    ));
}

/// Other words in the source: English is stale and says of which field, the statistics begin anew.
fn substantive(bank: &Bank, subject: usize, id: &str, told: &mut Told) {
    let mut texts = json!({});
    let stems = [
        (
            "kk",
            "Хабарландыруды оқып, төрт жұптың ішінен біреуін таңдаңыз.",
        ),
        (
            "ru",
            "Прочитайте объявление и выберите одну из четырёх пар.",
        ),
    ];
    for (language, stem) in stems {
        texts[language] = task(subject, 0, 1)["texts"][language].clone();
        texts[language]["stem"] = json!(stem);
    }
    let touched = declare(bank, subject, id, (texts, "substantive"));
    let counts = |key: &str| touched["touched"][key].clone();
    assert_eq!(
        (counts("statistics_carried"), counts("statistics_reset")),
        (json!(0), json!(3)),
        "{touched}"
    );
    let author = writing::author_of(bank, subject, 0);
    let path = format!("/items/{id}/versions/2");
    let states = author.get(&format!("{path}/languages")).expect(200)["languages"].clone();
    assert_eq!(
        (&states["ru"]["state"], &states["en"]["state"]),
        (&json!("written"), &json!("stale"))
    );
    let moved = states["en"]["moved"].as_array().expect("fields");
    let fields: Vec<&str> = moved.iter().map(|field| text(&field["pointer"])).collect();
    assert_eq!(fields, ["/stem"], "{states}");
    told.line(format!(
        "  substantive change: 3 statistics reset; stale: en, moved: {fields:?}"
    ));
    let refused = act(author, id, 2, "submit");
    let stale = ("variant_stale".to_owned(), "/texts/en".to_owned());
    assert!(
        refused.status == 422 && refused.findings().contains(&stale),
        "{}",
        refused.body
    );
    let mut english = in_english(subject, 1);
    english["stem"] = json!("Read the notice and choose one of the four pairs.");
    author
        .put(&format!("{path}/variants/en"), "*", &english)
        .expect(200);
    act(author, id, 2, "submit").expect(200);
    let centre = &bank.centres[HOME[subject]];
    let confirmed = act(&centre.reviewers[0], id, 2, "confirm-change");
    assert_eq!(
        (confirmed.status, confirmed.findings()[0].0.as_str()),
        (409, "change_needs_review")
    );
    act(&centre.reviewers[0], id, 2, "approve").expect(200);
    act(&centre.manager, id, 2, "put-live").expect(200);
    assert_eq!(statistics(bank, subject, id), (0, 0));
}
