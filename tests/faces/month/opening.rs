//! Beyond one's own house: the best tasks go into the open collection, and centres use each other's.

use serde_json::{Value, json};

use super::Told;
use super::people::{Bank, Centre, rows};
use super::tasks::{PHYSICS, SCIENCE, SUBJECTS, is_external, is_good, task};
use crate::bank::act;
use crate::harness::api::{Client, text};

const ATTRIBUTION: &str = "A. Serikova, Shymkent";
const CODE: &str = "physics-8-samples";

/// The best of the third centre stand in the catalogue, for everybody, with whom to name.
pub fn promote(bank: &Bank, ids: &[String], told: &mut Told) {
    let centre = &bank.centres[2];
    let offers = rows(
        &centre
            .manager
            .get("/promotion-offers?limit=200")
            .expect(200),
    );
    let expected = (0..ids.len()).filter(|n| is_good(*n) && !is_external(PHYSICS, *n));
    let mut expected: Vec<&String> = expected.map(|n| &ids[n]).collect();
    let mut offered: Vec<&str> = offers.iter().map(|o| text(&o["item_id"])).collect();
    expected.sort_unstable();
    offered.sort_unstable();
    assert_eq!(offered, expected);
    let about = json!({
        "code": CODE, "kind": "sample", "title": {"kk": "Жылу алмасу", "ru": "Теплообмен"}, "subject": "physics",
        "grade_min": 8, "grade_max": 8, "attribution": "Centre of Shymkent", "licence": "CC-BY-4.0"
    });
    let collection = centre.manager.post("/collections", &about).expect(201)["id"].clone();
    let take = |place: usize| {
        let body =
            json!({"attribution": ATTRIBUTION, "licence": "CC-BY-4.0", "collection": collection});
        centre.manager.post(
            &format!("/items/{}/versions/1/promotion", ids[place]),
            &body,
        )
    };
    // Those of the files are not open: they are no samples for everybody, and nothing of it is kept.
    let closed = take(40);
    assert_eq!(
        (closed.status, closed.findings()),
        (
            422,
            vec![("collection_item_not_open".into(), "/collection".into())]
        )
    );
    for place in [0, 4, 8] {
        take(place).expect(201);
    }
    let promoted = rows(&centre.manager.get("/promotions").expect(200));
    assert_eq!(promoted.len(), 3, "{promoted:?}");
    assert!(promoted.iter().all(|p| p["attribution"] == ATTRIBUTION));
    let left = rows(
        &centre
            .manager
            .get("/promotion-offers?limit=200")
            .expect(200),
    );
    assert_eq!(left.len(), offers.len() - 3);
    open_to_everybody(bank, centre, text(&collection));
    told.line(format!("open collection: {} offered, {} taken, in the catalogue as {CODE}, attributed to {ATTRIBUTION}", offers.len(), promoted.len()));
}

/// Published, and read without a key to the service.
fn open_to_everybody(bank: &Bank, centre: &Centre, collection: &str) {
    let path = format!("/collections/{collection}/publish");
    centre.manager.send("POST", &path, &[], None).expect(201);
    let nobody = bank.service.nobody();
    assert_eq!(nobody.get(&format!("/catalogue/{CODE}")).status, 404);
    let readers = format!("/organisations/{}/catalogue", centre.org);
    let admin = bank.service.administrator();
    admin
        .put(&readers, "0", &json!({"readers": "everybody"}))
        .expect(200);
    let listed = rows(
        &nobody
            .get("/catalogue?subject=physics&grade=8&language=kk")
            .expect(200),
    );
    assert_eq!((listed.len(), &listed[0]["tasks"]), (1, &json!(3)));
    let shown = nobody.get(&format!("/catalogue/{CODE}")).expect(200);
    let tasks = shown["tasks"].as_array().expect("tasks");
    let of = |t: &Value| {
        (
            text(&t["task"]["code"]).to_owned(),
            text(&t["task"]["attribution"]).to_owned(),
        )
    };
    let named: Vec<_> = tasks.iter().map(of).collect();
    let expected = ["physics-000", "physics-004", "physics-008"]
        .map(|code| (code.to_owned(), ATTRIBUTION.to_owned()));
    assert_eq!(named, expected);
    assert!(!shown.to_string().contains("\"correct\""), "{shown}");
}

/// How many tasks of a subject somebody sees.
fn seen(client: &Client, subject: &str) -> Value {
    let facets = client.get(&format!("/items/facets?subject={subject}"));
    facets.expect(200)["total"]["count"].clone()
}

/// The second centre lets the first use its science, the third lets the second read its physics: each
/// sees that and nothing else; the first makes forms of the second one's tasks and its own.
pub fn share_and_assemble(bank: &Bank, science: &[String], physics: &[String], told: &mut Told) {
    let [first, second, third] = &bank.centres[..] else {
        panic!("three centres")
    };
    let shown = |centre: &Centre| {
        SUBJECTS.map(|subject| {
            seen(&centre.manager, subject.code)
                .as_u64()
                .expect("a number")
        })
    };
    let all = || bank.centres.iter().map(shown).collect::<Vec<_>>();
    assert_eq!(all(), [[76, 0, 0, 0], [0, 76, 76, 0], [0, 0, 0, 76]]);
    let share = |centre: &Centre, what: Value| centre.manager.post("/shares", &what).expect(201);
    let use_it = share(
        second,
        json!({"partner": "almaty", "right": "use", "kind": "item", "subject": "science", "grade": 5}),
    );
    share(
        second,
        json!({"partner": "almaty", "right": "use", "kind": "specification", "id": bank.specifications[SCIENCE]}),
    );
    share(
        third,
        json!({"partner": "astana", "right": "read", "kind": "item", "subject": "physics"}),
    );
    assert_eq!(all(), [[76, 76, 0, 0], [0, 76, 76, 76], [0, 0, 0, 76]]);
    assert_eq!(
        third.manager.get(&format!("/items/{}", science[0])).status,
        404
    );
    assert_eq!(
        first.manager.get(&format!("/items/{}", physics[0])).status,
        404
    );
    let read = second
        .manager
        .get(&format!("/items/{}", physics[0]))
        .expect(200);
    assert_eq!(read["keys_shown"], false);
    let own = assemble_of_both(bank, first, told);
    let path = format!("/shares/{}/revoke", text(&use_it["id"]));
    second.manager.post(&path, &json!({})).expect(200);
    assert_eq!(shown(first), [76, own, 0, 0]);
    told.line(format!(
        "seen by each centre, of its own and of others: {:?}",
        all()
    ));
}

/// 75 shared tasks are in use and 76 are needed: the partner adds its own. Gives how many.
fn assemble_of_both(bank: &Bank, partner: &Centre, told: &mut Told) -> u64 {
    let mut own = Vec::new();
    for number in [76, 77] {
        let made = partner
            .manager
            .post("/items", &task(SCIENCE, 0, number))
            .expect(201);
        let id = text(&made["id"]);
        act(&partner.manager, id, 1, "submit").expect(200);
        act(&partner.reviewers[0], id, 1, "approve").expect(200);
        act(&partner.manager, id, 1, "put-live").expect(200);
        own.push(text(&made["code"]).to_owned());
    }
    let body =
        json!({"specification_id": bank.specifications[SCIENCE], "seed": 1, "time_limit_s": 20});
    let run = partner
        .constructor
        .awaited("/assembly-runs", &body)
        .expect(201);
    let forms = run["result"]["forms"].as_array().expect("forms").clone();
    let positions = forms
        .iter()
        .flat_map(|form| form["positions"].as_array().expect("positions"));
    let codes: Vec<&str> = positions.map(|position| text(&position["item"])).collect();
    let theirs = codes
        .iter()
        .filter(|code| own.iter().any(|o| o == *code))
        .count();
    assert_eq!((forms.len(), codes.len()), (2, 76));
    assert!((1..=2).contains(&theirs), "{codes:?}");
    // The forms are the partner's, whoever wrote the tasks.
    let path = format!("/forms/{}", text(&forms[0]["id"]));
    assert_eq!(bank.centres[1].constructor.get(&path).status, 404);
    told.line(format!(
        "assembled by a partner: 2 forms, {} shared tasks and {theirs} of its own",
        codes.len() - theirs
    ));
    own.len() as u64
}
