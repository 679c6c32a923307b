//! A school that sits tests.

use serde_json::{Value, json};

use super::api::{Answer, Client, Service, text};
use super::forms::{FormOf, choice, open};

/// A school with its coordinator, the shipped policy above it, and a class of grade 7.
pub struct School {
    pub service: Service,
    pub root: String,
    pub org: String,
    pub coordinator: Client,
    pub class: String,
}

impl School {
    pub fn start(backend: super::Backend, pupils: usize) -> Self {
        let service = Service::start(backend);
        let root = service.root();
        service.policy(&root);
        let (org, coordinator) = another_school(&service, "school-12");
        let class = class(&coordinator, pupils);
        Self {
            service,
            root,
            org,
            coordinator,
            class,
        }
    }

    /// A sitting of a new locked form of the root organisation.
    pub fn sitting(&self, form: FormOf) -> String {
        let form = self.service.form(&self.root, form);
        let made = self
            .coordinator
            .post("/sittings", &self.planned(&form))
            .expect(201);
        text(&made["id"]).to_owned()
    }

    pub fn planned(&self, form: &str) -> Value {
        json!({"form_id": form, "class_id": self.class, "held_on": "2026-10-22"})
    }

    /// Records every pupil present in every part.
    pub fn all_present(&self, sitting: &str, pupils: usize) {
        let rows: Vec<Value> = (1..=pupils)
            .map(|n| json!({"candidate": code(n), "state": "present"}))
            .collect();
        self.post(sitting, "states", json!({"rows": rows}))
            .expect(200);
    }

    pub fn post(&self, sitting: &str, what: &str, body: Value) -> Answer {
        self.coordinator
            .post(&format!("/sittings/{sitting}/{what}"), &body)
    }

    pub fn get(&self, sitting: &str, what: &str) -> Value {
        self.coordinator
            .get(&format!("/sittings/{sitting}/{what}"))
            .expect(200)
    }
}

/// Code of a pupil, from 1.
pub fn code(n: usize) -> String {
    format!("7A-{n:02}")
}

/// A school with its coordinator.
pub fn another_school(service: &Service, code: &str) -> (String, Client) {
    let body = json!({"code": code, "kind": "school", "name": {"kk": "мектеп"}});
    let org = service
        .administrator()
        .post("/organisations", &body)
        .expect(201);
    let org = text(&org["id"]).to_owned();
    let coordinator = service.user_with_role(&org, "school_coordinator");
    (org, coordinator)
}

/// A class of grade 7.
pub fn class(coordinator: &Client, pupils: usize) -> String {
    another_class(coordinator, ("7А", 7, "ru"), pupils)
}

/// A class of a school by its code, grade and language of instruction, with so many pupils.
pub fn another_class(
    coordinator: &Client,
    (class, grade, language): (&str, u8, &str),
    pupils: usize,
) -> String {
    let body =
        json!({"code": class, "grade": grade, "language": language, "academic_year": "2026-27"});
    let class = coordinator.post("/classes", &body).expect(201);
    let rows: Vec<Value> = (1..=pupils).map(|n| json!({"code": code(n)})).collect();
    let class = text(&class["id"]).to_owned();
    if pupils > 0 {
        let path = format!("/classes/{class}/candidates");
        coordinator.post(&path, &json!({"rows": rows})).expect(200);
    }
    class
}

/// Findings as they are compared.
pub fn findings(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut list: Vec<_> = expected
        .iter()
        .map(|(c, p)| ((*c).to_owned(), (*p).to_owned()))
        .collect();
    list.sort();
    list
}

pub fn outcomes(answer: &Value) -> Vec<&str> {
    let rows = answer["rows"].as_array().expect("rows");
    rows.iter().map(|row| text(&row["outcome"])).collect()
}

/// Two closed tasks, one open one with three descriptors, and speaking in a sitting of its own.
pub fn mixed() -> FormOf {
    FormOf::sat(vec![
        choice("reading"),
        choice("reading"),
        open("writing", 3),
        open("speaking", 2),
    ])
}

/// A new class of an organisation and a sitting of it with results, made by an administrator: ids by
/// the names the access matrix knows them by.
pub fn sitting_of_a_new_class(
    service: &Service,
    org: &str,
    policy: &Value,
) -> Vec<(&'static str, String)> {
    let admin = service.administrator();
    let policy = admin.post("/grading-policies", policy).expect(201);
    let policy = &policy["document"]["id"];
    let class = json!({
        "org_id": org, "code": service.services.new_id(), "grade": 7, "language": "ru",
        "academic_year": "2026-27"
    });
    let class = admin.post("/classes", &class).expect(201)["id"].clone();
    let rows = json!({"rows": [{"code": "7A-01"}, {"code": "7A-02"}]});
    let path = format!("/classes/{}/candidates", text(&class));
    admin.post(&path, &rows).expect(200);
    let form = service.form(org, mixed());
    let sitting = json!({
        "form_id": form, "class_id": class, "policy": policy, "held_on": "2026-10-22"
    });
    let sitting = admin.post("/sittings", &sitting).expect(201)["id"].clone();
    let present = |code| json!({"candidate": code, "state": "present"});
    let states = json!({"rows": [present("7A-01"), present("7A-02")]});
    let path = format!("/sittings/{}", text(&sitting));
    admin.post(&format!("{path}/states"), &states).expect(200);
    admin
        .post(&format!("{path}/results"), &json!({}))
        .expect(200);
    vec![
        ("classe", text(&class).to_owned()),
        ("sitting", text(&sitting).to_owned()),
        ("candidate", "7A-01".to_owned()),
        ("form_to_sit", form),
        ("policy_code", text(policy).to_owned()),
    ]
}
