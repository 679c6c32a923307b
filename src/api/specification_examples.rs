//! The operations on specifications, with an example of each.

use super::{
    Approve, ListedSpecification, Method, Operation, OwnerQuery, Page, Permission, Publish,
    SavedSpecification, Specification, SpecificationCheck, SpecificationDocument,
    SpecificationQuery, Value, ViewQuery, Withdraw, YAML, approve_specification,
    check_specification, create_specification, json, list_specifications, publish_specification,
    read_specification, read_specification_version, revise_specification, update_specification,
    withdraw_specification,
};

const TAG: &str = "specifications";
const ONE_VERSION: &str = "/specifications/{id}/versions/{version}";
const YAML_DOCUMENT: &str = "\
schema: synaq.test-spec/v1
id: sau-g6-math-u1
version: 1
kind: SAU
title: {en: \"SAU, Mathematics, Grade 6, Ratios and proportion\"}
subject: mathematics
grade: 6
languages: {instruction: [kk, ru]}
duration_min: 15
max_score: 4
sections: [{id: A, minutes: 15, score: 4}]
blueprint: [{id: A1, section: A, objectives: [\"6.1.1.1\"], types: [SA], items: 2, points_each: 2}]
";

fn document() -> Value {
    json!({
        "schema": "synaq.test-spec/v1", "id": "sau-g6-math-u1", "version": 1, "kind": "SAU",
        "title": {"en": "SAU, Mathematics, Grade 6, Ratios and proportion"}, "subject": "mathematics", "grade": 6,
        "languages": {"instruction": ["kk", "ru"], "test": "same_as_instruction"},
        "duration_min": 15, "max_score": 4, "sections": [{"id": "A", "minutes": 15, "score": 4}],
        "blueprint": [{"id": "A1", "section": "A", "objectives": ["6.1.1.1"], "types": ["SA"], "items": 2, "points_each": 2}]
    })
}

fn summary(state: &str) -> Value {
    let mut summary = json!({
        "id": "0193f1e0-0000-7000-8000-000000000041", "owner_org": "0193f1e0-0000-7000-8000-000000000002",
        "code": "sau-g6-math-u1", "version": 1, "state": state, "kind": "SAU", "subject": "mathematics", "grade": 6,
        "access": "public", "hash": "9f2b4c6d8e0a1b3c5d7e9f0a2b4c6d8e0a1b3c5d7e9f0a2b4c6d8e0a1b3c5d7e",
        "etag": "9f2b4c6d8e0a1b3c-1", "updated_at": "2026-11-21T10:00:00Z"
    });
    if state != "draft" {
        summary["approval"] =
            json!({"body": "Methodological Council", "protocol": "67", "date": "2026-11-13"});
    }
    if matches!(state, "published" | "withdrawn") {
        summary["published_at"] = json!("2026-11-21T10:00:00Z");
    }
    summary
}

fn saved(state: &str) -> Value {
    let mut saved = summary(state);
    saved["warnings"] = json!([]);
    saved
}

pub(super) fn operations() -> Vec<Operation> {
    [writing(), life(), reading()]
        .into_iter()
        .flatten()
        .collect()
}

fn writing() -> Vec<Operation> {
    use Method::{Post, Put};
    vec![
        Operation::new("create_specification", Post, "/specifications", TAG, |r| {
            r.to(create_specification)
        })
        .summary("Add a specification; its first version is a draft. JSON or YAML by content type")
        .needs(Permission::WriteSpecifications)
        .query::<OwnerQuery>()
        .body::<SpecificationDocument>(document())
        .answers::<SavedSpecification>(201, saved("draft"))
        .refuses(409),
        Operation::new("check_specification", Post, "/specifications/check", TAG, |r| {
            r.to(check_specification)
        })
        .summary("Check a specification without saving it. JSON or YAML by content type")
        .needs(Permission::WriteSpecifications)
        .query::<OwnerQuery>()
        .body::<SpecificationDocument>(document())
        .answers::<SpecificationCheck>(200, json!({"valid": false, "findings": [{
            "code": "duplicate_id", "severity": "error", "pointer": "/blueprint/1/id",
            "args": {"id": "A1", "first": "/blueprint/0/id"}, "place": {"line": 12, "column": 10},
            "detail": "The id \"A1\" stands twice."
        }]})),
        Operation::new("update_specification", Put, ONE_VERSION, TAG, |r| {
            r.to(update_specification)
        })
        .summary("Replace the document of a draft. JSON or YAML by content type")
        .needs(Permission::WriteSpecifications)
        .body::<SpecificationDocument>(document())
        .answers::<SavedSpecification>(200, saved("draft"))
        .refuses(409)
        .refuses(412)
        .refuses(428),
        Operation::new("revise_specification", Post, "/specifications/{id}/versions", TAG, |r| {
            r.to(revise_specification)
        })
        .summary("Add the next version, a draft. JSON or YAML by content type")
        .needs(Permission::WriteSpecifications)
        .body::<SpecificationDocument>(document())
        .answers::<SavedSpecification>(201, saved("draft"))
        .refuses(409),
    ]
}

fn life() -> Vec<Operation> {
    let act = |id, path, handler| Operation::new(id, Method::Post, path, TAG, handler);
    vec![
        act(
            "approve_specification",
            "/specifications/{id}/versions/{version}/approve",
            |r| r.to(approve_specification),
        )
        .summary("Record that a body approved a draft")
        .needs(Permission::PublishSpecifications)
        .body::<Approve>(
            json!({"body": "Methodological Council", "protocol": "67", "date": "2026-11-13"}),
        )
        .answers::<SavedSpecification>(200, saved("approved"))
        .refuses(409)
        .refuses(412),
        act(
            "publish_specification",
            "/specifications/{id}/versions/{version}/publish",
            |r| r.to(publish_specification),
        )
        .summary("Put an approved version in force; it never changes again")
        .needs(Permission::PublishSpecifications)
        .body::<Publish>(
            json!({"notice": {"ru": "С третьей четверти на письмо отводится 20 минут."}}),
        )
        .answers::<SavedSpecification>(200, saved("published"))
        .refuses(409)
        .refuses(412),
        act(
            "withdraw_specification",
            "/specifications/{id}/versions/{version}/withdraw",
            |r| r.to(withdraw_specification),
        )
        .summary("Take a published version out of use; it stays readable")
        .needs(Permission::PublishSpecifications)
        .body::<Withdraw>(json!({"reason": "The programme changed"}))
        .answers::<SavedSpecification>(200, saved("withdrawn"))
        .refuses(409)
        .refuses(412),
    ]
}

fn reading() -> Vec<Operation> {
    let mut whole = summary("published");
    whole["document"] = document();
    let mut listed = summary("published");
    listed["expired"] = json!(false);
    let read = |id, path, handler| Operation::new(id, Method::Get, path, TAG, handler);
    vec![
        read("list_specifications", "/specifications", |r| {
            r.to(list_specifications)
        })
        .summary("Versions of specifications by time of change; with updated_since, a feed")
        .needs(Permission::ReadSpecifications)
        .query::<SpecificationQuery>()
        .answers::<Page<ListedSpecification>>(200, json!({"items": [listed]})),
        read("read_specification", "/specifications/{id}", |r| {
            r.to(read_specification)
        })
        .summary("The version that holds, as JSON or YAML; by id, code or alias")
        .needs(Permission::ReadSpecifications)
        .query::<ViewQuery>()
        .answers::<Specification>(200, whole.clone())
        .answers_text(YAML, YAML_DOCUMENT)
        .refuses(406)
        .refuses(409)
        .refuses(410),
        read("read_specification_version", ONE_VERSION, |r| {
            r.to(read_specification_version)
        })
        .summary("One version, as JSON or YAML")
        .needs(Permission::ReadSpecifications)
        .query::<ViewQuery>()
        .answers::<Specification>(200, whole)
        .answers_text(YAML, YAML_DOCUMENT)
        .refuses(406)
        .refuses(410),
    ]
}
