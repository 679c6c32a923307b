//! Organisations, users, grants, keys, set-up: who may do what.

use serde_json::json;

use crate::harness::api::{Service, text};

on_both! {
    fn an_administrator_adds_a_school_and_its_coordinator_who_sees_only_the_school(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let region = admin.post("/organisations", &json!({"code": "almaty", "kind": "region", "name": {"kk": "Алматы"}})).expect(201);
        let school = admin.post("/organisations", &json!({
            "code": "school-12", "kind": "school", "parent_id": region["id"], "name": {"kk": "№12 мектеп"}
        })).expect(201);
        assert_eq!(school["zone"], "Asia/Almaty");
        let coordinator = service.user_with_role(text(&school["id"]), "school_coordinator");
        let seen = coordinator.get("/organisations").expect(200);
        assert_eq!(seen["items"].as_array().unwrap().len(), 1);
        let refused = coordinator.post("/organisations", &json!({"code": "x", "kind": "school", "name": {"kk": "x"}}));
        assert_eq!(refused.json()["code"], "denied");
        assert_eq!(refused.status, 403);
        coordinator.get(&format!("/organisations/{}", text(&region["id"]))).expect(404);
    }

    fn every_wrong_field_of_an_organisation_is_told_at_once(backend) {
        let service = Service::start(backend);
        let answer = service.administrator().post("/organisations", &json!({"code": "Bad Code", "kind": "circus", "colour": 1}));
        assert_eq!(answer.status, 422);
        let expected = [("missing_field", "/name"), ("not_allowed", "/kind"), ("pattern_mismatch", "/code"), ("unknown_field", "/colour")];
        let expected: Vec<_> = expected.map(|(c, p)| (c.to_owned(), p.to_owned())).into();
        assert_eq!(answer.findings(), expected, "{}", answer.body);
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }

    fn the_same_idempotency_key_gives_the_same_answer_and_another_body_is_refused(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let send = |code: &str| {
            let headers = [("content-type", "application/json"), ("idempotency-key", "once")];
            let body = json!({"code": code, "kind": "school", "name": {"ru": "Школа"}});
            admin.send("POST", "/organisations", &headers, Some(body.to_string()))
        };
        let first = send("a").expect(201);
        assert_eq!(send("a").expect(201), first);
        assert_eq!(send("b").expect(422)["code"], "idempotency_key_reused");
        assert_eq!(admin.get("/organisations").expect(200)["items"].as_array().unwrap().len(), 2);
    }

    fn nobody_grants_what_they_do_not_have_and_a_revoked_key_is_unknown(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let root = service.root();
        let user = admin.post("/users", &json!({"login": "daniyar"})).expect(201);
        let reader = service.user_with_role(&root, "school_reader");
        let path = format!("/users/{}/grants", text(&user["id"]));
        assert_eq!(reader.post(&path, &json!({"role": "administrator"})).status, 404);
        let key = admin.post("/keys", &json!({"label": "school system", "permissions": ["read_specifications"]})).expect(201);
        assert_eq!(admin.delete(&format!("/keys/{}", text(&key["id"]))).status, 200);
        let secret = format!("Bearer {}", text(&key["secret"]));
        let refused = service.nobody().get_with("/me", &[("authorization", &secret)]);
        assert_eq!(refused.status, 401);
        assert_eq!(refused.header("www-authenticate"), "Bearer");
    }

    fn the_set_up_link_makes_one_administrator_and_then_is_gone(backend) {
        let service = Service::start(backend);
        let token = synaq::service::setup::issue_setup_token(&service.services).unwrap();
        let page = service.url(&format!("/setup?token={token}"));
        let nobody = service.nobody();
        assert_eq!(nobody.get(&page).status, 200);
        let form = |password: &str| {
            let body = format!("token={token}&login=aigul&password={password}");
            nobody.send("POST", &service.url("/setup"), &[("content-type", "application/x-www-form-urlencoded")], Some(body))
        };
        let short = form("short");
        assert_eq!(short.status, 422);
        assert!(short.body.contains("role=\"alert\"") && short.body.contains("<title>Error"), "{}", short.body);
        assert_eq!(form("uzaq-qupiya-soz").status, 201);
        assert_eq!(form("uzaq-qupiya-soz").status, 410);
        assert_eq!(nobody.get(&page).status, 410);
        let session = nobody.post("/sessions", &json!({"login": "aigul", "password": "uzaq-qupiya-soz"})).expect(201);
        let bearer = format!("Bearer {}", text(&session["secret"]));
        let me = nobody.get_with("/me", &[("authorization", &bearer)]).expect(200);
        assert_eq!(me["grants"][0]["role"], "administrator");
        nobody.post("/sessions", &json!({"login": "aigul", "password": "wrong-wrong-wrong"})).expect(401);
        nobody.post("/sessions", &json!({"login": "nobody", "password": "wrong-wrong-wrong"})).expect(401);
    }

    fn a_forged_cursor_is_refused_and_pages_follow_each_other(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        for n in 0..5 {
            admin.post("/organisations", &json!({"code": format!("s{n}"), "kind": "school", "name": {"kk": "м"}})).expect(201);
        }
        let first = admin.get("/organisations?limit=4").expect(200);
        let second = admin.get(&format!("/organisations?limit=4&cursor={}", text(&first["next"]))).expect(200);
        assert_eq!(first["items"].as_array().unwrap().len() + second["items"].as_array().unwrap().len(), 6);
        assert!(second["next"].is_null());
        assert_eq!(admin.get("/organisations?cursor=00-00").status, 400);
        assert_eq!(admin.get("/organisations?limit=9999&colour=red").findings().len(), 2);
    }
}
