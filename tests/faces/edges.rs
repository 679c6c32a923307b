//! What happens at the edge of the service, before any use case: sizes, methods, addresses, syntax,
//! headers. Every refusal is a problem document.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::json;

use crate::harness::api::{Answer, Service, text};

/// Fails unless the answer is a problem document of this code that carries its request id.
#[track_caller]
fn assert_problem(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(
        answer.header("content-type"),
        "application/problem+json",
        "{}",
        answer.body
    );
    let problem = answer.json();
    assert_eq!(problem["code"], code);
    assert_eq!(problem["status"], status);
    assert_eq!(text(&problem["request_id"]), answer.header("x-request-id"));
    for told in ["title", "detail"] {
        assert!(
            !text(&problem[told]).starts_with("problem-"),
            "{}",
            answer.body
        );
    }
}

on_both! {
    fn an_unknown_address_and_a_wrong_method_are_problems(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        assert_problem(&admin.get("/nothing-here"), 404, "not_found");
        assert_problem(&admin.get(&service.url("/docs/nothing-here.js")), 404, "not_found");
        let wrong = admin.send("PATCH", "/organisations", &[], None);
        assert_problem(&wrong, 405, "method_not_allowed");
        let mut allowed: Vec<_> = wrong.header("allow").split(", ").collect();
        allowed.sort_unstable();
        assert_eq!(allowed, ["GET", "POST"]);
        let russian = admin.send("DELETE", "/organisations", &[("accept-language", "ru")], None);
        assert!(russian.body.contains("метод"), "{}", russian.body);
    }

    fn what_cannot_be_read_is_a_problem_with_its_place(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let send = |body: &str| {
            admin.send("POST", "/organisations", &[("content-type", "application/json")], Some(body.to_owned()))
        };
        let broken = send("{\n  \"code\": \"a\",\n  oops\n}");
        assert_problem(&broken, 400, "malformed");
        assert_eq!(broken.json()["errors"][0]["args"]["line"], 3);
        assert_problem(&send(""), 400, "malformed");
        assert_problem(&send("[]"), 422, "invalid");
        assert_problem(&admin.get("/organisations?limit=%FF"), 422, "invalid");
        assert_problem(&admin.get("/organisations/%FF"), 404, "not_found");
    }

    fn a_body_over_the_limit_is_refused_before_it_is_sent(backend) {
        let service = Service::start(backend);
        let address = service.url("");
        let mut stream = TcpStream::connect(address.trim_start_matches("http://")).expect("it listens");
        let head = "POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
                    content-type: application/json\r\ncontent-length: 99999999\r\n\r\n{";
        stream.write_all(head.as_bytes()).expect("the head is sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
        assert!(answer.contains("application/problem+json") && answer.contains("too_large"), "{answer}");
    }

    fn every_answer_has_its_request_id_and_is_not_sniffed(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let answers = [admin.get("/me"), admin.get("/nothing"), service.nobody().get("/me"), admin.get(&service.url("/"))];
        let mut ids: Vec<_> = answers.iter().map(|a| a.header("x-request-id").to_owned()).collect();
        for answer in &answers {
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), answers.len());
        assert!(ids.iter().all(|id| id.len() == 36));
    }

    fn fifty_calls_with_one_idempotency_key_have_one_effect_and_one_answer(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let body = json!({"code": "once", "kind": "school", "name": {"kk": "Мектеп"}}).to_string();
        let headers = [("content-type", "application/json"), ("idempotency-key", "k")];
        let mut answers: Vec<String> = std::thread::scope(|scope| {
            let call = || admin.send("POST", "/organisations", &headers, Some(body.clone())).expect(201).to_string();
            let calls: Vec<_> = (0..50).map(|_| scope.spawn(call)).collect();
            calls.into_iter().map(|c| c.join().expect("a call ends")).collect()
        });
        assert_eq!(answers.len(), 50);
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:#?}");
        let listed = admin.get("/organisations").expect(200);
        assert_eq!(listed["items"].as_array().expect("a list").len(), 2);
        let trail = admin.get("/audit").expect(200);
        let made = trail["items"].as_array().expect("a list").iter().filter(|a| a["action"] == "create_organisation");
        assert_eq!(made.count(), 1);
    }
}
