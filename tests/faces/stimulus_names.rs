//! Two organisations have a stimulus of one code: in a form each stands for itself.

use serde_json::{Value, json};

use super::assembly::assemble;
use crate::harness::api::{Client, Service, text};
use crate::harness::library::{self, Bank};

/// One task that hangs on a text of the code `text-1`; the code of the task and the text say whose it is.
fn bank(whose: &str) -> Bank {
    let item = json!({
        "code": format!("task-of-{whose}"),
        "content": {
            "type": "MCQ", "subject": "mathematics", "grade_min": 6, "grade_max": 6, "points": 1, "minutes": 2,
            "stimulus": "text-1", "licence": "own work",
            "parts": [{"id": "a", "points": 1, "options": ["a", "b", "c"], "key": {"correct": ["b"]}}]
        },
        "texts": {"kk": {"stem": format!("stem of {whose}"), "parts": {"a": {"options": {"a": "1", "b": "2", "c": "3"}}}}}
    });
    let stimulus = json!({
        "code": "text-1", "kind": "text", "subject": "mathematics", "licence": "own work",
        "texts": {"kk": {"body": format!("text of {whose}")}}
    });
    Bank {
        items: vec![serde_json::from_value(item).expect("an item")],
        stimuli: vec![serde_json::from_value(stimulus).expect("a stimulus")],
    }
}

fn two_tasks(service: &Service, owner: &str) -> String {
    let document = json!({
        "schema": "synaq.test-spec/v1", "id": "two-tasks", "version": 1, "kind": "SAU",
        "title": {"kk": "Екі тапсырма"}, "subject": "mathematics", "grade": 6,
        "languages": {"instruction": ["kk"]}, "duration_min": 10, "max_score": 2,
        "sections": [{"id": "A", "minutes": 10, "score": 2}],
        "blueprint": [{"id": "R", "section": "A", "types": ["MCQ"], "items": 2, "points_each": 1}]
    });
    let document = serde_json::from_value(document).expect("a specification");
    library::publish_for(service, owner, &document, "public")
}

fn organisation(service: &Service, code: &str) -> String {
    let body = json!({"code": code, "kind": "school", "name": {"kk": "Мектеп"}});
    let made = service
        .administrator()
        .post("/organisations", &body)
        .expect(201);
    text(&made["id"]).to_owned()
}

/// Assembles and locks; what each task says and the text it hangs on, by the task.
fn told(client: &Client, specification: &str) -> Vec<(String, String)> {
    let run = assemble(
        client,
        &json!({"specification_id": specification, "forms": 1}),
    )
    .expect(201);
    let form = format!("/forms/{}", text(&run["result"]["forms"][0]["id"]));
    client
        .send("POST", &format!("{form}/lock"), &[("if-match", "*")], None)
        .expect(200);
    let copy = client.get(&format!("{form}/candidate-copy")).expect(200);
    client.get(&format!("{form}/full-copy")).expect(200);
    let body = |number: &Value| {
        let stimuli = copy["stimuli"].as_array().expect("stimuli");
        let own = stimuli.iter().find(|s| s["number"] == *number);
        text(&own.expect("a stimulus")["body"]).to_owned()
    };
    let tasks = copy["tasks"].as_array().expect("tasks").iter();
    let mut told: Vec<_> = tasks
        .map(|task| (text(&task["stem"]).to_owned(), body(&task["stimulus"])))
        .collect();
    told.sort();
    told
}

on_both! {
    fn tasks_of_two_banks_below_one_owner_keep_their_own_texts(backend) {
        let service = Service::start(backend);
        let root = service.root();
        library::fill(&service, &bank("root"), "live");
        library::fill_for(&service, &organisation(&service, "school-1"), &bank("school"), "live");
        let specification = two_tasks(&service, &root);
        let own = |whose: &str| (format!("stem of {whose}"), format!("text of {whose}"));
        assert_eq!(told(&service.administrator(), &specification), [own("root"), own("school")]);
    }

    fn a_shared_task_is_used_beside_an_own_one_with_a_text_of_the_same_code(backend) {
        let service = Service::start(backend);
        let (giver, taker) = (organisation(&service, "giver"), organisation(&service, "taker"));
        library::fill_for(&service, &giver, &bank("giver"), "live");
        library::fill_for(&service, &taker, &bank("taker"), "live");
        let share = json!({"partner": "taker", "right": "use", "kind": "item", "subject": "mathematics"});
        service.user_with_role(&giver, "bank_manager").post("/shares", &share).expect(201);
        let specification = two_tasks(&service, &taker);
        let own = |whose: &str| (format!("stem of {whose}"), format!("text of {whose}"));
        let constructor = service.user_with_role(&taker, "test_constructor");
        assert_eq!(told(&constructor, &specification), [own("giver"), own("taker")]);
    }
}
