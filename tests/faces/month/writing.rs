//! How the tasks come in: typed one by one, generated from a model, as a workbook, as a document of Word.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Told;
use super::people::{Bank, HOME};
use super::tasks::{OPTIONS, SUBJECTS, Said, code, said, task};
use crate::bank::act;
use crate::harness::api::{Client, text};
use crate::harness::office::{self, typed, written};
use crate::imports::{counts, finished};

/// How many tasks each way brings, in the order of the developers: rows of the test are 0, 1, 0, 1.
pub const WAYS: [(usize, usize); 4] = [(0, 20), (1, 18), (0, 20), (1, 18)];

/// Writes every task of a subject, hands it in, and gives the ids in the order of writing.
pub fn write(bank: &Bank, subject: usize, told: &mut Told) -> Vec<String> {
    let developers = &bank.developers[subject];
    let mut ids = Vec::new();
    let mut remarks: BTreeMap<String, u32> = BTreeMap::new();
    let mut first = 0;
    for (way, (row, count)) in WAYS.into_iter().enumerate() {
        let numbers: Vec<usize> = (first..first + count).collect();
        // Files come to the centre: whoever runs its bank brings them in.
        let client = match way {
            2 | 3 => &bank.centres[HOME[subject]].manager,
            _ => &developers[way].client,
        };
        let made = match (way, SUBJECTS[subject].code) {
            (1, "mathematics") => generated(client, count),
            (2, _) => from_workbook(client, subject, row, &numbers),
            (3, _) => from_word(client, subject, row, &numbers),
            _ => one_by_one(client, subject, row, &numbers),
        };
        assert_eq!(made.len(), count);
        for id in &made {
            let answer = act(client, id, 1, "submit").expect(200);
            for remark in answer["findings"].as_array().into_iter().flatten() {
                *remarks.entry(text(&remark["code"]).to_owned()).or_default() += 1;
            }
        }
        ids.extend(made);
        first += count;
    }
    told.line(format!("remarks at handing in: {remarks:?}"));
    ids
}

/// Somebody hands in the task of another one in a few other words: refused, and taken away again.
pub fn copy_is_refused(bank: &Bank, subject: usize) {
    let copyist = &bank.developers[subject][1].client;
    let mut copy = task(subject, 0, 0);
    copy["code"] = json!(format!("{}-copy", SUBJECTS[subject].code));
    let refused = refused(copyist, &copy, 409);
    assert!(
        refused.contains(&("similar_item".into(), code(subject, 0))),
        "{refused:?}"
    );
}

/// The languages of a task say different numbers: refused, and taken away again.
pub fn careless_is_refused(bank: &Bank, subject: usize) {
    let mut careless = task(subject, 0, 900);
    careless["texts"]["kk"]["stem"] = json!("Суретте 18 зат бар. Қай жұп артық?");
    careless["texts"]["ru"]["stem"] = json!("На рисунке 12 предметов. Какая пара лишняя?");
    let refused = refused(&bank.developers[subject][1].client, &careless, 422);
    assert!(
        refused
            .iter()
            .any(|(code, _)| code == "variant_numerals_differ"),
        "{refused:?}"
    );
}

/// Codes of the errors that a submission is refused with, each with the task it names; the draft goes.
fn refused(client: &Client, task: &Value, status: u16) -> Vec<(String, String)> {
    let made = client.post("/items", task).expect(201);
    let id = text(&made["id"]);
    let refused = act(client, id, 1, "submit").expect(status);
    let path = format!("/items/{id}");
    client
        .send("DELETE", &path, &[("if-match", "*")], None)
        .expect(200);
    let errors = refused["errors"].as_array().expect("errors").iter();
    let of = |e: &Value| {
        (
            text(&e["code"]).to_owned(),
            e["args"]["other"].as_str().unwrap_or_default().to_owned(),
        )
    };
    errors.map(of).collect()
}

/// Who wrote the task at this place.
pub fn author_of(bank: &Bank, subject: usize, place: usize) -> &Client {
    let mut last = 0;
    let way = WAYS.iter().position(|(_, count)| {
        last += count;
        place < last
    });
    match way.expect("a place of the subject") {
        2 | 3 => &bank.centres[HOME[subject]].manager,
        way => &bank.developers[subject][way].client,
    }
}

/// Changes the last words of a draft's stems.
pub fn reword(author: &Client, id: &str, draft: &Value) {
    // The source first: the other language is read again against it.
    let said = [
        ("kk", "Жауап беріңіз."),
        ("ru", "Ответьте."),
        ("en", "Answer."),
    ];
    let is_there = |(language, _): &(&str, &str)| draft["texts"].get(language).is_some();
    for (language, words) in said.into_iter().filter(is_there) {
        let path = format!(
            "/items/{id}/versions/{}/variants/{language}",
            draft["number"]
        );
        let mut texts = draft["texts"][language].clone();
        texts["stem"] = json!(format!("{} {words}", text(&texts["stem"])));
        author.put(&path, "*", &texts).expect(200);
    }
}

fn one_by_one(client: &Client, subject: usize, row: usize, numbers: &[usize]) -> Vec<String> {
    let numbers = numbers.iter();
    let made = numbers.map(|n| client.post("/items", &task(subject, row, *n)).expect(201));
    made.map(|item| text(&item["id"]).to_owned()).collect()
}

fn generated(client: &Client, count: usize) -> Vec<String> {
    let models = client.get("/item-models").expect(200);
    let models = models["items"].as_array().expect("models").clone();
    let ratio = models.iter().find(|m| m["code"] == "m6-divide-in-ratio");
    let id = text(&ratio.unwrap_or_else(|| panic!("{models:?}"))["id"]).to_owned();
    let body = json!({"count": count, "seed": 11});
    let made = client
        .post(&format!("/item-models/{id}/generate"), &body)
        .expect(200);
    let made = made["items"].as_array().expect("items").clone();
    made.iter()
        .map(|item| text(&item["id"]).to_owned())
        .collect()
}

/// Ids of tasks by their codes.
fn ids(client: &Client, subject: usize, numbers: &[usize]) -> Vec<String> {
    let id = |n: &usize| {
        let page = client
            .get(&format!("/items?code={}", code(subject, *n)))
            .expect(200);
        text(&page["items"][0]["id"]).to_owned()
    };
    numbers.iter().map(id).collect()
}

fn from_workbook(client: &Client, subject: usize, row: usize, numbers: &[usize]) -> Vec<String> {
    let of = &SUBJECTS[subject];
    let path = format!(
        "/imports/templates/xlsx?languages=kk,ru&subject={}&grade={}&tasks={}",
        of.code,
        of.grade,
        numbers.len()
    );
    let (status, _, template) = client.get_bytes(&path);
    assert_eq!(status, 200);
    let grade = of.grade.to_string();
    let told: Vec<(String, Said)> = numbers
        .iter()
        .map(|n| (code(subject, *n), said(subject, *n)))
        .collect();
    let tasks = told.iter().map(|(code, said)| {
        vec![
            ("code", code.as_str()),
            ("type", "MCQ"),
            ("subject", of.code),
            ("grade", grade.as_str()),
            ("programme", "kz-2022"),
            ("objectives", of.objectives[row]),
            ("difficulty", "A"),
            ("thinking", "KU"),
            ("points", "1"),
            ("minutes", "2"),
            ("stem_kk", said.stem[0].as_str()),
            ("stem_ru", said.stem[1].as_str()),
            ("key", OPTIONS[said.key]),
            ("language", "kk"),
            ("licence", "CC-BY-4.0"),
        ]
    });
    let tasks: Vec<Vec<office::Value<'_>>> = tasks.collect();
    let options = told.iter().flat_map(|(code, said)| {
        OPTIONS
            .iter()
            .zip(&said.options)
            .map(move |(option, words)| {
                vec![
                    ("code", code.as_str()),
                    ("option", *option),
                    ("text_kk", words[0].as_str()),
                    ("text_ru", words[1].as_str()),
                ]
            })
    });
    let options: Vec<Vec<office::Value<'_>>> = options.collect();
    let book = typed(&typed(&template, 0, &tasks), 1, &options);
    bring_in(client, "xlsx", &book, numbers.len());
    ids(client, subject, numbers)
}

fn from_word(client: &Client, subject: usize, row: usize, numbers: &[usize]) -> Vec<String> {
    let of = &SUBJECTS[subject];
    let path = format!(
        "/imports/templates/docx?languages=kk,ru&tasks={}",
        numbers.len()
    );
    let (status, _, template) = client.get_bytes(&path);
    assert_eq!(status, 200);
    let grade = of.grade.to_string();
    let told: Vec<(String, Said)> = numbers
        .iter()
        .map(|n| (code(subject, *n), said(subject, *n)))
        .collect();
    let tables: Vec<Vec<(&str, Vec<&str>)>> = told
        .iter()
        .map(|(code, said)| {
            let mut rows = vec![
                ("Code", vec![code.as_str()]),
                ("Subject", vec![of.code]),
                ("Grade", vec![grade.as_str()]),
                ("Objectives", vec![of.objectives[row]]),
                ("Thinking level", vec!["KU"]),
                ("Task", vec![said.stem[0].as_str(), said.stem[1].as_str()]),
                ("Key", vec![OPTIONS[said.key]]),
            ];
            for (option, words) in OPTIONS.iter().zip(&said.options) {
                rows.push((option, vec![words[0].as_str(), words[1].as_str()]));
            }
            rows
        })
        .collect();
    let tables: Vec<Vec<(&str, &[&str])>> = tables
        .iter()
        .map(|rows| {
            rows.iter()
                .map(|(label, values)| (*label, values.as_slice()))
                .collect()
        })
        .collect();
    let tables: Vec<&[(&str, &[&str])]> = tables.iter().map(Vec::as_slice).collect();
    bring_in(client, "docx", &written(&template, &tables), numbers.len());
    ids(client, subject, numbers)
}

/// A dry run first, then the file itself: every row comes in.
fn bring_in(client: &Client, format: &str, bytes: &[u8], tasks: usize) {
    let request = |dry_run: bool| json!({"format": format, "content_base64": office::base64(bytes), "mode": "all_or_nothing", "dry_run": dry_run});
    for dry_run in [true, false] {
        let report = finished(client, &request(dry_run));
        assert_eq!(
            counts(&report)[..2],
            [tasks as u64, tasks as u64],
            "{report}"
        );
    }
}
