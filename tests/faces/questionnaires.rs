//! Questionnaires: questions without key and points, asked in rounds, counted without names.

use diesel::QueryableByName;
use diesel::RunQueryDsl;
use diesel::sql_query;
use diesel::sql_types::Text;
use serde_json::{Value, json};
use synaq::store::{AnyConnection, StoreError};

use crate::bank::{Bank, mcq};
use crate::collections::{collection, publish};
use crate::harness::api::{Answer, Client, text};

/// A question with yes and no, and one with an agreement of three steps that have values.
fn question(code: &str) -> Value {
    let options = |options: Value| json!({"options": options});
    json!({
        "code": code, "source_language": "ru",
        "content": {
            "type": "QUESTION", "purpose": "both", "subject": "mathematics", "grade_min": 6, "grade_max": 6, "points": 0,
            "minutes": 1, "access": "open", "licence": "CC-BY-4.0",
            "parts": [
                {"id": "a", "points": 0, "options": ["yes", "no"]},
                {"id": "b", "points": 0, "options": ["much", "some", "little"],
                    "values": [{"option": "much", "value": 3}, {"option": "some", "value": 2}, {"option": "little", "value": 1}]}
            ]
        },
        "texts": {"ru": {"stem": format!("Вопрос {code} об уроках."), "parts": {
            "a": options(json!({"yes": "Да", "no": "Нет"})),
            "b": options(json!({"much": "Много", "some": "Немного", "little": "Мало"}))
        }}}
    })
}

/// A published questionnaire `survey` of two items, and a coordinator of the root organisation.
fn survey(bank: &Bank) -> Client {
    let ids = ["q-1", "q-2"].map(|code| bank.live(&question(code)));
    let about = json!({
        "code": "survey", "kind": "questionnaire", "title": {"ru": "Анкета"}, "grade_min": 6, "grade_max": 6
    });
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let id = collection(&bank.manager, &about, &ids);
    publish(&bank.manager, &id).expect(201);
    bank.service
        .user_with_role(&bank.service.root(), "school_coordinator")
}

fn start(client: &Client, groups: Value) -> Answer {
    let body = json!({"questionnaire": "survey", "title": "November", "groups": groups});
    client.post("/questionnaire-rounds", &body)
}

/// A sheet of a group: answers to parts a and b of both questions, as far as given.
fn sheet(group: &str, answers: &[(u32, &str, &str)]) -> Value {
    let answers = answers.iter();
    let answers: Vec<Value> = answers
        .map(|(position, part, choice)| json!({"position": position, "part": part, "choice": choice}))
        .collect();
    json!({"group": group, "answers": answers})
}

fn found(answer: &Answer) -> Vec<String> {
    let findings = answer.findings().into_iter();
    findings.map(|(code, at)| format!("{code} {at}")).collect()
}

fn number(bank: &Bank, sql: &str) -> String {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        value: String,
    }
    let sql = format!("SELECT CAST(({sql}) AS TEXT) AS value");
    let read = bank.service.services.db.read(|c| {
        let row: Row = match c {
            AnyConnection::Postgres(c) => sql_query(sql).get_result(c)?,
            AnyConnection::Sqlite(c) => sql_query(sql).get_result(c)?,
        };
        Ok::<_, StoreError>(row.value)
    });
    read.expect("a value")
}

on_both! {
    fn sheets_are_counted_by_group_and_told_when_the_round_is_closed(backend) {
        let bank = Bank::open(backend);
        let school = survey(&bank);
        let round = start(&school, json!([{"id": "teachers", "invited": 8}, {"id": "parents", "invited": 20}])).expect(201);
        assert_eq!((&round["edition"], &round["least"], &round["state"]), (&json!(1), &json!(5), &json!("open")));
        let path = format!("/questionnaire-rounds/{}", text(&round["id"]));
        let post = |rows: Vec<Value>| school.post(&format!("{path}/sheets"), &json!({"rows": rows}));
        let mut teachers = vec![sheet("teachers", &[(1, "a", "yes"), (1, "b", "much"), (2, "a", "no")]); 4];
        teachers.push(sheet("teachers", &[(1, "a", "no"), (1, "b", "little")]));
        // A sheet that came back empty came back all the same.
        teachers.push(sheet("teachers", &[]));
        assert_eq!(post(teachers).expect(200)["saved"], 6);
        post(vec![sheet("parents", &[(1, "a", "yes")]); 7]).expect(200);
        let open = school.get(&format!("{path}/counts"));
        assert_eq!((open.status, found(&open)), (409, vec!["round_open ".to_owned()]));
        let read = school.get(&path).expect(200);
        assert_eq!(read["groups"], json!([{"id": "teachers", "invited": 8, "returned": 6}, {"id": "parents", "invited": 20, "returned": 7}]));
        school.post(&format!("{path}/close"), &json!({})).expect(200);
        let late = post(vec![sheet("parents", &[])]);
        assert_eq!((late.status, found(&late)), (409, vec!["round_closed ".to_owned()]));
        let counts = school.get(&format!("{path}/counts")).expect(200);
        let asked = &counts["questions"][0];
        assert_eq!((&asked["code"], &asked["options"]["yes"]["ru"]), (&json!("q-1"), &json!("Да")));
        let groups = counts["groups"].as_array().expect("groups");
        let told: Vec<_> = groups.iter().map(|g| (&g["group"], &g["returned"], &g["response_percent"], &g["hidden"])).collect();
        assert_eq!(told, [
            (&json!("teachers"), &json!(6), &json!(75), &json!(false)),
            (&json!("parents"), &json!(7), &json!(35), &json!(false)),
            (&Value::Null, &json!(13), &json!(46.43), &json!(false)),
        ]);
        let first = &groups[0]["questions"];
        assert_eq!(first[0], json!({"position": 1, "part": "a", "answered": 5, "unanswered": 1, "options": [
            {"option": "yes", "count": 4, "percent": 80}, {"option": "no", "count": 1, "percent": 20}
        ]}));
        assert_eq!(&first[1]["mean"], &json!(2.6), "(4 · 3 + 1) : 5");
        // What nobody answered is no zero.
        let unasked = &groups[1]["questions"][3];
        assert_eq!((&unasked["answered"], &unasked["unanswered"], &unasked["options"][0]["percent"], &unasked["mean"]), (&json!(0), &json!(7), &Value::Null, &Value::Null));
        assert_eq!(&groups[2]["questions"][0]["options"][0]["count"], &json!(11));
        // Nothing of a sheet is kept but counts, and nothing is a mark.
        assert_eq!(number(&bank, "SELECT count(*) FROM questionnaire_counts"), "6");
        for table in ["marks", "responses", "results", "attempts"] {
            assert_eq!(number(&bank, &format!("SELECT count(*) FROM {table}")), "0", "{table}");
        }
        let audited = number(&bank, "SELECT max(detail) FROM audit WHERE action = 'record_questionnaire_sheets'");
        assert_eq!(audited, r#"{"sheets":7}"#);
    }

    fn counts_of_few_sheets_point_at_nobody(backend) {
        let bank = Bank::open(backend);
        let school = survey(&bank);
        let groups = json!([{"id": "parents", "invited": 20}, {"id": "pupils", "invited": 20}, {"id": "teachers", "invited": 8}]);
        let round = start(&school, groups).expect(201);
        let path = format!("/questionnaire-rounds/{}", text(&round["id"]));
        for (group, many) in [("parents", 9), ("pupils", 6), ("teachers", 2)] {
            let rows = vec![sheet(group, &[(1, "a", "no")]); many];
            school.post(&format!("{path}/sheets"), &json!({"rows": rows})).expect(200);
        }
        school.post(&format!("{path}/close"), &json!({})).expect(200);
        let counts = school.get(&format!("{path}/counts")).expect(200);
        let groups = counts["groups"].as_array().expect("groups");
        // With the teachers alone hidden, they would be the whole less the rest.
        let told: Vec<_> = groups.iter().map(|g| (g["hidden"] == true, g["questions"].is_array())).collect();
        assert_eq!(told, [(false, true), (true, false), (true, false), (false, true)], "{counts}");
        let statistician = bank.service.user_with_role(&bank.service.root(), "statistician");
        assert_eq!(statistician.get(&format!("{path}/counts")).expect(200), counts);
        assert_eq!(statistician.get("/questionnaire-rounds").expect(200)["items"][0]["state"], "closed");
    }

    fn wrong_sheets_are_told_row_by_row_and_nothing_of_them_is_counted(backend) {
        let bank = Bank::open(backend);
        let school = survey(&bank);
        let round = start(&school, json!([{"id": "teachers", "invited": 2}])).expect(201);
        let path = format!("/questionnaire-rounds/{}", text(&round["id"]));
        let sheets = format!("{path}/sheets");
        let right = json!({"answers": [{"position": 2, "part": "b", "choice": "some"}]});
        let rows = json!([
            right,
            {"group": "pupils", "answers": [{"position": 3, "part": "a", "choice": "yes"}, {"position": 1, "choice": "yes"}]},
            {"answers": [{"position": 1, "part": "a", "choice": "perhaps"}, {"position": 1, "part": "a", "choice": "no"}]},
        ]);
        let refused = school.post(&sheets, &json!({"rows": rows}));
        assert_eq!((refused.status, found(&refused)), (422, [
            "answer_option_unknown /rows/2/answers/0/choice", "round_answer_twice /rows/2/answers/1", "round_group_unknown /rows/1/group",
            "round_question_unknown /rows/1/answers/0", "round_question_unknown /rows/1/answers/1",
        ].map(str::to_owned).into()), "{}", refused.body);
        assert_eq!(school.get(&path).expect(200)["groups"][0]["returned"], 0);
        let kept = school.post(&sheets, &json!({"rows": rows, "mode": "per_row"})).expect(200);
        assert_eq!((&kept["saved"], &kept["refused"]), (&json!(1), &json!(2)));
        // No more can come back than were asked; the same call again counts once.
        let body = json!({"rows": [right]}).to_string();
        let headers = [("content-type", "application/json"), ("idempotency-key", "sheet-2")];
        for _ in 0..2 {
            assert_eq!(school.send("POST", &sheets, &headers, Some(body.clone())).status, 200);
        }
        assert_eq!(school.get(&path).expect(200)["groups"][0]["returned"], 2);
        let full = school.post(&sheets, &json!({"rows": [right]}));
        assert_eq!((full.status, found(&full)), (409, vec!["round_more_than_asked /rows/0/group".to_owned()]));
    }

    fn a_round_asks_a_questionnaire_and_a_questionnaire_has_questions_only(backend) {
        let bank = Bank::open(backend);
        let school = survey(&bank);
        let mut open = mcq("m-1");
        open["content"]["access"] = json!("open");
        open["content"]["licence"] = json!("CC-BY-4.0");
        let scored = bank.live(&open);
        let asked = bank.live(&question("q-3"));
        let made = |kind: &str| {
            let about = json!({
                "code": format!("of-{kind}"), "kind": kind, "title": {"ru": "Задания"}, "subject": "mathematics", "grade_min": 6, "grade_max": 6
            });
            let made = bank.manager.post("/collections", &about).expect(201);
            format!("/collections/{}/items", text(&made["id"]))
        };
        let add = |path: &str, id: &str| found(&bank.manager.post(path, &json!({"item": {"item_id": id}})));
        assert_eq!(add(&made("questionnaire"), &scored), ["collection_item_scored /item"]);
        let sample = made("sample");
        assert_eq!(add(&sample, &asked), ["collection_item_unscored /item"]);
        assert_eq!(add(&sample, &scored), [""; 0]);
        publish(&bank.manager, sample.split('/').nth(2).unwrap()).expect(201);
        let start = |code: &str, groups: Value| {
            let body = json!({"questionnaire": code, "title": "T", "groups": groups});
            let refused = school.post("/questionnaire-rounds", &body);
            (refused.status, found(&refused))
        };
        let one = json!([{"id": "teachers", "invited": 8}]);
        let twice = json!([{"id": "teachers", "invited": 8}, {"id": "teachers", "invited": 8}]);
        assert_eq!(start("of-sample", one.clone()), (422, vec!["round_not_questionnaire /questionnaire".to_owned()]));
        assert_eq!(start("of-nothing", twice), (422, vec!["reference_unknown /questionnaire".to_owned(), "round_group_twice /groups/1/id".into()]));
        // The catalogue shows the questions; in the file there is no key and there are no points.
        let file = school.get("/catalogue/survey/file").expect(200);
        assert_eq!((&file["items"][0]["content"]["points"], &file["items"][0]["content"]["parts"][0]["key"]), (&json!(0), &Value::Null));
        // A round goes on with the edition it began with.
        assert_eq!(start("survey", one).0, 201);
    }
}
