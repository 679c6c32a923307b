//! Right × operation × before, while and after a share holds, as one table.

use serde_json::{Value, json};

use super::assembly::SAU;
use super::bank::mcq;
use super::shares::{ABSENT, World, told};
use crate::harness::Backend;
use crate::harness::api::{Answer, Client};
use crate::harness::library;

/// What the partner's administrator may do with what is shared. A share opens no more than its right
/// says; without one, or with one that is over, everything is as if it were not there.
///
///   + done   - not in the list   h hidden (404, byte for byte)   d denied (403)   n unknown (422)
const TABLE: &str = "
operation            nothing read use co_author
list_items           -       +    +   +
search_items         -       +    +   +
count_items          -       +    +   +
read_item            h       +    +   +
see_keys             -       -    +   +
read_authors         h       +    +   +
read_reviews         h       d    d   +
change_draft         h       d    d   +
revise_live          h       d    d   +
approve              h       d    d   d
share_on             n       n    n   n
read_stimulus        h       +    +   +
list_stimuli         -       +    +   +
list_enemies         -       +    +   +
list_specifications  -       +    +   +
read_specification   h       +    +   +
change_specification h       d    d   +
assemble             n       d    +   d
list_forms           -       +    +   -
candidate_copy       h       +    +   h
full_copy            h       d    +   h
sit                  n       d    +   n
";

/// Whether a list has a row with this value of a field.
fn listed(answer: Answer, field: &str, value: &str) -> &'static str {
    let list = answer.expect(200);
    let rows = list["items"].as_array().expect("a list");
    let has = |row: &Value| row.pointer(field) == Some(&json!(value));
    if rows.iter().any(has) { "+" } else { "-" }
}

/// The letter of an answer; a hidden thing answers like one that is not there.
#[track_caller]
fn letter(answer: &Answer, absent: impl FnOnce() -> Answer, id: &str) -> &'static str {
    match answer.status {
        200..=299 => "+",
        403 => "d",
        404 => {
            assert_eq!(told(answer, id), told(&absent(), ABSENT));
            "h"
        }
        422 => {
            let found = answer.json()["errors"].to_string();
            match found.contains("reference_unknown") {
                true => "n",
                false => "+",
            }
        }
        other => panic!("{other}: {}", answer.body),
    }
}

/// What a client may do with the owner's things: one letter for each line of the table.
fn letters(world: &World, client: &Client) -> Vec<(&'static str, &'static str)> {
    let get = |path: &str, id: &str| {
        let answer = client.get(&path.replace("{}", id));
        letter(&answer, || client.get(&path.replace("{}", ABSENT)), id)
    };
    let post = |path: &str, id: &str, body: &Value| {
        let answer = client.post(&path.replace("{}", id), body);
        letter(
            &answer,
            || client.post(&path.replace("{}", ABSENT), body),
            id,
        )
    };
    let put = |path: &str, id: &str, body: &Value| {
        let answer = client.put(&path.replace("{}", id), "*", body);
        letter(
            &answer,
            || client.put(&path.replace("{}", ABSENT), "*", body),
            id,
        )
    };
    let (draft, live) = (world.draft.as_str(), world.live.as_str());
    let shown = client.get(&format!("/items/{live}"));
    let keys = match shown.status == 200 && shown.json()["keys_shown"] == json!(true) {
        true => "+",
        false => "-",
    };
    let facets = client.get("/items/facets").expect(200);
    let counted = match facets["total"]["count"].as_u64() {
        Some(0) => "-",
        _ => "+",
    };
    let mut document = mcq("draft-1");
    document["content"]["stimulus"] = json!("s-1");
    document["content"]["tags"] = json!(["by the partner"]);
    let stem = json!({"stem": "24 : 16 қатынасын қысқартыңыз.", "parts": document["texts"]["kk"]["parts"]});
    let share =
        json!({"partner": world.service.root(), "right": "read", "kind": "item", "id": live});
    let mut specification = json!(library::specification(SAU));
    specification["id"] = json!("restricted-test");
    specification["version"] = json!(2);
    let run = json!({"specification_id": world.specification, "forms": 2});
    let sitting = json!({"form_id": world.form, "class_id": world.class, "held_on": "2026-10-22"});
    let revise = |client: &Client| post_of(client, &world.specification, &specification);
    vec![
        ("list_items", listed(client.get("/items"), "/id", live)),
        (
            "search_items",
            listed(client.get("/items?q=18"), "/id", live),
        ),
        ("count_items", counted),
        ("read_item", get("/items/{}/versions/1", live)),
        ("see_keys", keys),
        ("read_authors", get("/items/{}/authors", live)),
        ("read_reviews", get("/items/{}/reviews", live)),
        (
            "change_draft",
            put("/items/{}/versions/1", draft, &document),
        ),
        (
            "revise_live",
            revised(client, live, &json!({"texts": {"kk": stem}})),
        ),
        (
            "approve",
            post("/items/{}/versions/1/approve", live, &json!({})),
        ),
        ("share_on", post("/shares", ABSENT, &share)),
        ("read_stimulus", get("/stimuli/{}", &world.stimulus)),
        (
            "list_stimuli",
            listed(client.get("/stimuli"), "/id", &world.stimulus),
        ),
        (
            "list_enemies",
            listed(client.get("/enemy-groups"), "/items/0/id", draft),
        ),
        (
            "list_specifications",
            listed(
                client.get("/specifications?code=restricted-test"),
                "/code",
                "restricted-test",
            ),
        ),
        (
            "read_specification",
            get("/specifications/{}", &world.specification),
        ),
        ("change_specification", revise(client)),
        ("assemble", post("/assembly-runs", ABSENT, &run)),
        (
            "list_forms",
            listed(client.get("/forms"), "/id", &world.form),
        ),
        (
            "candidate_copy",
            get("/forms/{}/candidate-copy", &world.form),
        ),
        ("full_copy", get("/forms/{}/full-copy", &world.form)),
        ("sit", post("/sittings", ABSENT, &sitting)),
    ]
}

/// A new version can be begun once only; the second time says so and means the same.
fn revised(client: &Client, id: &str, body: &Value) -> &'static str {
    let answer = client.post(&format!("/items/{id}/versions"), body);
    match answer.status {
        409 => "+",
        _ => letter(
            &answer,
            || client.post(&format!("/items/{ABSENT}/versions"), body),
            id,
        ),
    }
}

fn post_of(client: &Client, id: &str, body: &Value) -> &'static str {
    let path = |id: &str| format!("/specifications/{id}/versions");
    let answer = client.post(&path(id), body);
    match answer.status {
        409 => "+",
        _ => letter(&answer, || client.post(&path(ABSENT), body), id),
    }
}

/// A column of the table.
fn column(name: &str) -> Vec<(&'static str, &'static str)> {
    let mut lines = TABLE.lines().filter(|l| !l.is_empty());
    let head: Vec<_> = lines.next().expect("a head").split_whitespace().collect();
    let at = head.iter().position(|h| *h == name).expect("a right");
    let cell = |line: &'static str| {
        let words: Vec<_> = line.split_whitespace().collect();
        (words[0], words[at])
    };
    lines.map(cell).collect()
}

fn matrix_of(backend: Backend, right: &str) {
    let world = World::new(backend);
    let nothing = column("nothing");
    assert_eq!(letters(&world, &world.partner_admin), nothing, "before");
    let shares = world.share(right, &json!({}));
    for (who, client) in [("beside", &world.stranger), ("below", &world.below)] {
        let theirs = letters(&world, client);
        // Neither has the partner's class.
        let without = |list: &[(&'static str, &'static str)]| list[..list.len() - 1].to_vec();
        assert_eq!(without(&theirs), without(&nothing), "{who} while shared");
    }
    assert_eq!(
        letters(&world, &world.partner_admin),
        column(right),
        "while shared"
    );
    for share in &shares {
        let path = format!("/shares/{share}/revoke");
        let admin = world.service.administrator();
        assert_eq!(
            admin.post(&path, &json!({})).expect(200)["state"],
            "revoked"
        );
    }
    let after = letters(&world, &world.partner_admin);
    // What is sat is marked: a form of a sitting stays known to the school.
    let known: Vec<_> = match right {
        "use" => nothing
            .iter()
            .map(|(name, cell)| match *name {
                "list_forms" | "candidate_copy" | "sit" => (*name, "+"),
                "full_copy" => (*name, "d"),
                _ => (*name, *cell),
            })
            .collect(),
        _ => nothing,
    };
    assert_eq!(after, known, "after revocation");
    let until = world.service.services.now() + chrono::TimeDelta::seconds(3600);
    let shares = world.share(right, &json!({"until": until.to_rfc3339()}));
    assert_eq!(
        letters(&world, &world.partner_admin),
        column(right),
        "while shared until a time"
    );
    world.service.pass(3601);
    assert_eq!(
        letters(&world, &world.partner_admin),
        known,
        "after its time"
    );
    let share = world
        .partner_admin
        .get(&format!("/shares/{}", shares[0]))
        .expect(200);
    assert_eq!(share["state"], "expired");
}

on_both! {
    fn a_partner_with_the_right_to_read_gets_what_the_table_says(backend) {
        matrix_of(backend, "read");
    }

    fn a_partner_with_the_right_to_use_gets_what_the_table_says(backend) {
        matrix_of(backend, "use");
    }

    fn a_co_author_gets_what_the_table_says(backend) {
        matrix_of(backend, "co_author");
    }
}
