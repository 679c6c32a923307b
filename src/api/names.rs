//! Names of pupils: class lists in, names shown.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::class_lists::{self, ClassListReport, ImportClassList};
use crate::service::names::{self, RevealNames, RevealedNames};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "import_class_list",
            Method::Post,
            "/classes/{id}/names",
            "names",
            |r| r.to(import_class_list),
        )
        .summary("Bring names of a class in from its list (CSV); they are kept encrypted")
        .needs(Permission::ManageNames)
        .body::<ImportClassList>(json!({
            "content": "Код;Фамилия;Имя;Отчество;Дата рождения\n7A-01;Aхметова;Әлия;Серікқызы;17.05.2014\n",
            "dry_run": true
        }))
        .answers::<ClassListReport>(200, json!({
            "rows_read": 1, "kept": 1, "replaced": 0, "unchanged": 0, "rejected": 0,
            "candidates_added": 0, "dry_run": true,
            "lines": [{"line": 2, "accepted": true, "findings": [{
                "code": "person_letter_doubtful", "severity": "warning", "pointer": "/surname",
                "args": {"letter": "A", "code": "U+0041", "position": 1, "meant": "А"},
                "place": {"line": 2, "column": 2}
            }]}]
        }))
        .refuses(409),
        Operation::new(
            "reveal_names",
            Method::Post,
            "/classes/{id}/names/reveal",
            "names",
            |r| r.to(reveal_names),
        )
        .summary("Names of a class or of some candidates, for a purpose that the audit trail keeps")
        .needs(Permission::ReadNames)
        .body::<RevealNames>(json!({
            "purpose": "sitting", "reason": "Labels for the SAT of 22 October"
        }))
        .answers::<RevealedNames>(200, json!({
            "class_id": "0193f1e0-0000-7000-8000-000000000031",
            "names": [{
                "candidate": "7A-01", "surname": "Ахметова", "given_name": "Әлия",
                "patronymic": "Серікқызы", "date_of_birth": "2014-05-17"
            }],
            "without_name": ["7A-02"]
        })),
    ]
}

async fn import_class_list(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: ImportClassList = body.read(&context)?;
    let report = context
        .run_with_body(body.bytes(), move |s, call| {
            class_lists::import_class_list(s, call, &id, &input)
        })
        .await?;
    Ok(Reply::ok(&report).send(&context))
}

async fn reveal_names(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: RevealNames = body.read(&context)?;
    let names = context
        .run(move |s, call| names::reveal_names(s, call, &id, &input))
        .await?;
    Ok(Reply::ok(&names).never_kept().send(&context))
}
