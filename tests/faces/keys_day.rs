//! A school that plans a sitting early reads the keys of a secure form on its day, not before.

use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use super::shares::World;
use crate::harness::api::{Answer, Client, Service, text};
use crate::harness::forms::FormOf;
use crate::harness::school::{School, findings, mixed};

const DAY_S: i64 = 24 * 60 * 60;

fn today(service: &Service) -> NaiveDate {
    let now = service.services.now();
    now.with_timezone(&chrono_tz::Asia::Almaty).date_naive()
}

fn secure(conduct: Value) -> FormOf {
    FormOf {
        more: json!({"access": {"forms": "secure"}, "conduct": conduct}),
        ..mixed()
    }
}

fn sitting(client: &Client, form: &str, class: &str, day: NaiveDate) -> String {
    let plan = json!({"form_id": form, "class_id": class, "held_on": day});
    text(&client.post("/sittings", &plan).expect(201)["id"]).to_owned()
}

/// Refused until a day.
#[track_caller]
fn refused(answer: Answer, until: NaiveDate) {
    assert_eq!(answer.status, 403, "{}", answer.body);
    assert_eq!(
        answer.findings(),
        findings(&[("keys_before_their_day", "")])
    );
    let error = answer.json()["errors"][0].clone();
    assert_eq!(error["args"]["day"], json!(until));
    assert!(
        text(&error["detail"]).contains(&until.to_string()),
        "{error}"
    );
}

on_both! {
    fn the_marking_guide_of_a_secure_form_is_the_schools_from_the_day_on(backend) {
        let school = School::start(backend, 1);
        let service = &school.service;
        let day = today(service) + TimeDelta::days(3);
        let plan = |form: FormOf| {
            let form = service.form(&school.root, form);
            sitting(&school.coordinator, &form, &school.class, day)
        };
        let guide = |client: &Client, sitting: &str| client.get(&format!("/sittings/{sitting}/marking-guide"));
        let open = plan(FormOf { specification: "open", ..mixed() });
        guide(&school.coordinator, &open).expect(200);
        let on_the_day = plan(secure(json!({})));
        let earlier = plan(FormOf { specification: "earlier", ..secure(json!({"keys_days_before": 2})) });
        refused(guide(&school.coordinator, &on_the_day), day);
        refused(guide(&school.coordinator, &earlier), day - TimeDelta::days(2));
        // Those who see the owner's secure tasks anyway, see them.
        guide(&service.administrator(), &on_the_day).expect(200);
        service.pass(DAY_S);
        guide(&school.coordinator, &earlier).expect(200);
        refused(guide(&school.coordinator, &on_the_day), day);
        service.pass(2 * DAY_S);
        guide(&school.coordinator, &on_the_day).expect(200);
    }

    fn a_part_that_is_sat_earlier_brings_the_day_forward(backend) {
        let school = School::start(backend, 1);
        let day = today(&school.service) + TimeDelta::days(3);
        let form = school.service.form(&school.root, secure(json!({})));
        let mut plan = school.planned(&form);
        plan["held_on"] = json!(day);
        plan["parts"] = json!([{"part": 2, "held_on": day - TimeDelta::days(1)}]);
        let sitting = school.coordinator.post("/sittings", &plan).expect(201);
        let path = format!("/sittings/{}/marking-guide", text(&sitting["id"]));
        refused(school.coordinator.get(&path), day - TimeDelta::days(1));
        school.service.pass(2 * DAY_S);
        school.coordinator.get(&path).expect(200);
    }

    fn a_partner_reads_the_keys_of_a_secure_form_from_the_day_of_its_sitting_on(backend) {
        let world = World::new(backend);
        let form = world.service.form(&world.owner, secure(json!({})));
        let share = json!({"partner": world.partner, "right": "use", "kind": "form", "id": form});
        world.service.administrator().post("/shares", &share).expect(201);
        let keys = |client: &Client| client.get(&format!("/forms/{form}/full-copy"));
        let day = today(&world.service) + TimeDelta::days(2);
        sitting(&world.partner_admin, &form, &world.class, day);
        refused(keys(&world.partner_admin), day);
        keys(&world.service.user_with_role(&world.owner, "test_constructor")).expect(200);
        world.partner_admin.get(&format!("/forms/{form}/candidate-copy")).expect(200);
        world.service.pass(2 * DAY_S);
        keys(&world.partner_admin).expect(200);
    }
}
