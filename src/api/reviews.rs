//! Reviews: how far one is, verdicts, comments on parts of a version.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::items::number_of;
use crate::bank::review::comment::CommentInput;
use crate::bank::review::verdict::VerdictInput;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::review::comments::{self, CloseComment, ShownComment};
use crate::service::review::verdicts::{self, KeptVerdict, ReviewView};

fn verdict() -> Value {
    json!({
        "stage": "subject", "verdict": "revise", "rating": "satisfactory",
        "answers": {
            "objective": {"answer": "yes"}, "correct": {"answer": "no", "note": "C is right, too."},
            "level": {"answer": "yes"}, "descriptors": {"answer": "not_applicable"}
        },
        "comment": "Replace option C: 6 : 4 is the same ratio."
    })
}

fn comment() -> Value {
    json!({
        "id": "0193f1e0-0000-7000-8000-000000000043", "version": 1, "anchor": "/texts/ru/parts/a/options/C",
        "part": "same", "quote": "6 : 4", "stage": "subject", "author": {"as": "reviewer", "number": 1},
        "at": "2026-11-21T10:00:00Z", "text": "This is right, too.", "blocking": true, "state": "open"
    })
}

pub(super) fn operations() -> Vec<Operation> {
    let mut given = verdict();
    given["attempt"] = json!({"round": 1, "attempt": 1});
    given["reviewer"] = json!({"as": "reviewer", "number": 1});
    given["at"] = json!("2026-11-21T10:00:00Z");
    let mut thread = comment();
    thread["answers"] = json!([{
        "id": "0193f1e0-0000-7000-8000-000000000044", "version": 1, "anchor": "/texts/ru/parts/a/options/C",
        "part": "same", "author": {"as": "author"}, "at": "2026-11-21T11:00:00Z", "text": "Replaced by 6 : 5.",
        "blocking": false, "state": "open"
    }]);
    vec![
        Operation::new(
            "read_review",
            Method::Get,
            "/items/{id}/versions/{number}/review",
            "bank",
            |r| r.to(read_review),
        )
        .summary("How far the review of a version is: attempts, stages, verdicts, what awaits the caller")
        .needs(Permission::ReadKeys)
        .answers::<ReviewView>(
            200,
            json!({
                "state": "in_review",
                "attempts": [{
                    "number": {"round": 1, "attempt": 1}, "version": 1, "submitted_by": {"as": "author"},
                    "submitted_at": "2026-11-20T10:00:00Z"
                }],
                "stages": [{
                    "stage": "subject", "title": {"en": "Subject review"}, "need": 2, "given": 1, "blind": "double",
                    "checklist": [{"id": "correct", "text": {"en": "Is the content right?"}, "required": true}]
                }],
                "awaited": [{"stage": "subject"}], "verdicts": [given.clone()]
            }),
        ),
        Operation::new(
            "give_verdict",
            Method::Post,
            "/items/{id}/versions/{number}/verdicts",
            "bank",
            |r| r.to(give_verdict),
        )
        .summary("Give a verdict in a stage: rating, checklist, what is wanted; never on one's own work")
        .needs(Permission::ReviewItems)
        .body::<VerdictInput>(verdict())
        .answers::<KeptVerdict>(201, given)
        .refuses(409)
        .refuses(412),
        Operation::new(
            "list_comments",
            Method::Get,
            "/items/{id}/versions/{number}/comments",
            "bank",
            |r| r.to(list_comments),
        )
        .summary("Threads on parts of an item, each at its place in this version")
        .needs(Permission::ReadKeys)
        .answers::<Vec<ShownComment>>(200, json!([thread])),
        Operation::new(
            "create_comment",
            Method::Post,
            "/items/{id}/versions/{number}/comments",
            "bank",
            |r| r.to(create_comment),
        )
        .summary("Comment on a part of a version (stem, option, descriptor), or answer a comment")
        .needs(Permission::ReviewItems)
        .body::<CommentInput>(
            json!({"anchor": "/texts/ru/parts/a/options/C", "text": "This is right, too.", "blocking": true}),
        )
        .answers::<ShownComment>(201, comment()),
        Operation::new(
            "close_comment",
            Method::Post,
            "/items/{id}/versions/{number}/comments/{comment_id}/close",
            "bank",
            |r| r.to(close_comment),
        )
        .summary("Close a comment: resolved by whoever raised it, or waived with a reason")
        .needs(Permission::ReviewItems)
        .body::<CloseComment>(json!({"state": "waived", "reason": "The ratio is asked for in lowest terms."}))
        .answers::<ShownComment>(200, {
            let mut closed = comment();
            closed["state"] = json!("waived");
            closed["closed_reason"] = json!("The ratio is asked for in lowest terms.");
            closed
        })
        .refuses(409),
    ]
}

async fn read_review(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| verdicts::read_review(s, call, &path.0, number_of(&path.1)))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn give_verdict(
    context: Context,
    path: web::Path<(String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: VerdictInput = body.read(&context)?;
    let location = format!("/api/v1/items/{}/versions/{}/review", path.0, path.1);
    let given = context
        .run_with_body(body.bytes(), move |s, call| {
            verdicts::give_verdict(s, call, &path.0, number_of(&path.1), &input)
        })
        .await?;
    Ok(Reply::created(&given, location).send(&context))
}

async fn list_comments(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| comments::list_comments(s, call, &path.0, number_of(&path.1)))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn create_comment(
    context: Context,
    path: web::Path<(String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: CommentInput = body.read(&context)?;
    let location = format!("/api/v1/items/{}/versions/{}/comments", path.0, path.1);
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            comments::create_comment(s, call, &path.0, number_of(&path.1), &input)
        })
        .await?;
    Ok(Reply::created(&made, location).send(&context))
}

async fn close_comment(
    context: Context,
    path: web::Path<(String, String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: CloseComment = body.read(&context)?;
    let closed = context
        .run_with_body(body.bytes(), move |s, call| {
            let version = (path.0.as_str(), number_of(&path.1));
            comments::close_comment(s, call, version, &path.2, &input)
        })
        .await?;
    Ok(Reply::ok(&closed).send(&context))
}
