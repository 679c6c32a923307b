//! Markers, adjudicators and marking plans.

use serde_json::{Value, json};

use super::api::{Answer, Client, Service, text};
use super::forms::FormOf;
use super::school::School;

/// Somebody with a role and an id.
#[derive(Clone)]
pub struct Person {
    pub client: Client,
    pub id: String,
}

impl Service {
    /// A marker of a home organisation who may mark at and below another one.
    pub fn marker(&self, home: &str, marks_at: &str) -> Person {
        let admin = self.administrator();
        let login = format!("marker-{}", self.services.new_id());
        let user = json!({"login": login, "home_org": home});
        let id = text(&admin.post("/users", &user).expect(201)["id"]).to_owned();
        let grant = json!({"role": "marker", "org_id": marks_at});
        admin
            .post(&format!("/users/{id}/grants"), &grant)
            .expect(201);
        Person {
            client: self.client_of(&id),
            id,
        }
    }
}

/// A school whose sitting is marked by people from outside.
pub struct Marked {
    pub school: School,
    pub sitting: String,
    pub markers: Vec<Person>,
    pub senior: Person,
}

impl Marked {
    /// A sitting of a form that everybody was there for, with so many markers.
    pub fn start(backend: super::Backend, form: FormOf, pupils: usize, markers: usize) -> Self {
        let school = School::start(backend, pupils);
        let sitting = school.sitting(form);
        school.all_present(&sitting, pupils);
        let somebody = || school.service.marker(&school.root, &school.root);
        Self {
            markers: (0..markers).map(|_| somebody()).collect(),
            senior: somebody(),
            sitting,
            school,
        }
    }

    /// A plan by which everything is marked twice, blind, with some of it said otherwise.
    pub fn plan(&self, otherwise: Value) -> Value {
        let named = |marker: &Person| json!({"user_id": marker.id});
        let markers: Vec<Value> = self.markers.iter().map(named).collect();
        let mut plan = json!({
            "allocation": "item_wise", "own_scripts": "never_own_school", "mode": "double_blind",
            "markers": markers, "adjudicators": [self.senior.id],
            "tolerance": {"descriptor": 0, "task": 0}, "resolution": "mean", "seed": 7
        });
        let object = plan.as_object_mut().expect("an object");
        object.extend(otherwise.as_object().expect("an object").clone());
        plan
    }

    /// Puts such a plan in force; as it is shown.
    pub fn planned(&self, otherwise: Value) -> Value {
        let body = json!({"sittings": [self.sitting], "plan": self.plan(otherwise)});
        let coordinator = &self.school.coordinator;
        coordinator.post("/marking-plans", &body).expect(201)
    }

    /// Enters marks of somebody: candidate, position, descriptor, points.
    pub fn mark(&self, who: &Person, rows: &[(&str, u32, &str, f64)]) -> Answer {
        let row = |(candidate, position, descriptor, points): &(&str, u32, &str, f64)| json!({"candidate": candidate, "position": position, "descriptor": descriptor, "points": points});
        let rows: Vec<Value> = rows.iter().map(row).collect();
        let path = format!("/sittings/{}/marking/marks", self.sitting);
        who.client.post(&path, &json!({"rows": rows}))
    }

    /// Somebody decides one descriptor.
    pub fn decide(&self, who: &Person, row: (&str, u32, &str, f64)) -> Answer {
        let (candidate, position, descriptor, points) = row;
        let path = format!("/sittings/{}/marking/adjudications", self.sitting);
        let rows = json!([{
            "candidate": candidate, "position": position, "descriptor": descriptor,
            "points": points, "reason": "read again"
        }]);
        who.client.post(&path, &json!({"rows": rows}))
    }

    /// Marks of the result: position, descriptor, points, source, current.
    pub fn marks(&self) -> Vec<Value> {
        let marks = self.school.get(&self.sitting, "marks");
        marks["items"].as_array().expect("marks").clone()
    }
}

/// Candidate and position of everything in somebody's queue.
pub fn queue(who: &Person) -> Vec<(String, i64)> {
    let queue = who.client.get("/marking-queue?limit=200").expect(200);
    let items = queue["items"].as_array().expect("items").iter();
    items
        .map(|item| {
            let position = item["position"].as_i64().expect("a position");
            (text(&item["candidate"]).to_owned(), position)
        })
        .collect()
}
