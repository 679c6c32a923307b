//! What waits for whom, the reports of review, and good versions for the open collection.

use actix_web::{HttpResponse, web};
use serde_json::json;

use super::items::number_of;
use super::paging::Paging;
use crate::bank::review::agreement::ReviewerAgreement;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::review::promotions::{self, OfferedItem, PromoteItem, PromotedItem};
use crate::service::review::queues::{self, QueuedItem};
use crate::service::review::reports::{self, ReportQuery, ShownReport};
use crate::service::{Answer, Call, Page, PageRequest, Services};

const ITEM: &str = "0193f1e0-0000-7000-8000-000000000022";

pub(super) fn operations() -> Vec<Operation> {
    let mut all = queue_operations();
    all.extend(report_operations());
    all.extend(promotion_operations());
    all
}

fn queue_operations() -> Vec<Operation> {
    let queued = json!({
        "item_id": ITEM, "code": "m6-ratio-04", "number": 1, "subject": "mathematics", "state": "in_review",
        "title": {"en": "In review"}, "phase": "review", "attempt": {"round": 1, "attempt": 2},
        "since": "2026-11-01T10:00:00Z", "days_in_state": 21, "due": "2026-11-15", "overdue_days": 7,
        "awaited": [{"stage": "language", "language": "kk"}], "waits_for_me": true
    });
    vec![
        Operation::new(
            "list_review_queue",
            Method::Get,
            "/queues/review",
            "bank",
            |r| r.to(list_review_queue),
        )
        .summary("Versions that await a verdict of the caller, with the days they have waited")
        .needs(Permission::ReadItems)
        .query::<Paging>()
        .answers::<Page<QueuedItem>>(200, json!({"items": [queued.clone()]})),
        Operation::new(
            "list_author_queue",
            Method::Get,
            "/queues/author",
            "bank",
            |r| r.to(list_author_queue),
        )
        .summary("Where the caller's own versions are, with the days they have been there")
        .needs(Permission::ReadItems)
        .query::<Paging>()
        .answers::<Page<QueuedItem>>(200, json!({"items": [queued]})),
    ]
}

fn report_operations() -> Vec<Operation> {
    let share = |count: u32, base: u32, of: &str, percent: &str| json!({"count": count, "base": base, "of": of, "percent": percent});
    let counts = json!({
        "evaluated": 46_789, "approved": share(43_689, 46_789, "first_attempts", "93.4"),
        "repeated": 1_986, "repeated_approved": share(1_855, 1_986, "repeated_attempts", "93.4"),
        "ratings": {"good": share(512, 46_732, "rated_attempts", "1.1")}
    });
    let agreement =
        json!({"works": 3, "pairs": 5, "exact": 0.4, "same_verdict": 0.6, "alpha": 0.31});
    vec![
        Operation::new(
            "read_review_report",
            Method::Get,
            "/review-report",
            "bank",
            |r| r.to(read_review_report),
        )
        .summary("Evaluated, approved, evaluated again and rated, every share with its base")
        .needs(Permission::OperateItems)
        .query::<ReportQuery>()
        .answers::<ShownReport>(
            200,
            json!({"all": counts.clone(), "groups": {"mathematics": counts}}),
        ),
        Operation::new(
            "read_review_agreement",
            Method::Get,
            "/review-agreement",
            "bank",
            |r| r.to(read_review_agreement),
        )
        .summary("How far reviewers agree about the same work: over all, by stage, for each two")
        .needs(Permission::OperateItems)
        .query::<ReportQuery>()
        .answers::<ReviewerAgreement>(
            200,
            json!({
                "all": agreement.clone(), "by_stage": {"subject": agreement},
                "pairs": [{
                    "reviewers": ["0193f1e0-0000-7000-8000-000000000003", "0193f1e0-0000-7000-8000-000000000004"],
                    "n": 3, "exact": 0.67, "adjacent": 1.0, "kappa": 0.5, "weighted_kappa": 0.6
                }]
            }),
        ),
    ]
}

fn promotion_operations() -> Vec<Operation> {
    let promoted = json!({
        "item_id": ITEM, "code": "m6-ratio-04", "number": 1, "subject": "mathematics",
        "attribution": "A. Author, Centre for Assessment", "licence": "CC-BY-4.0",
        "promoted_at": "2026-11-22T10:00:00Z"
    });
    vec![
        Operation::new(
            "list_promotion_offers",
            Method::Get,
            "/promotion-offers",
            "bank",
            |r| r.to(list_promotion_offers),
        )
        .summary("Versions that enough reviewers call an example to others, offered to the open collection")
        .needs(Permission::OperateItems)
        .query::<Paging>()
        .answers::<Page<OfferedItem>>(
            200,
            json!({"items": [{
                "item_id": ITEM, "code": "m6-ratio-04", "number": 1, "subject": "mathematics", "rating": "good",
                "count": 3, "base": 4, "author_id": "0193f1e0-0000-7000-8000-000000000003", "licence": "CC-BY-4.0"
            }]}),
        ),
        Operation::new(
            "promote_item",
            Method::Post,
            "/items/{id}/versions/{number}/promotion",
            "bank",
            |r| r.to(promote_item),
        )
        .summary("Take an offered version into the open collection, with attribution and licence")
        .needs(Permission::OperateItems)
        .body::<PromoteItem>(json!({
            "attribution": "A. Author, Centre for Assessment", "licence": "CC-BY-4.0",
            "collection": "0193f1e0-0000-7000-8000-000000000071"
        }))
        .answers::<PromotedItem>(201, promoted.clone())
        .refuses(409),
        Operation::new(
            "list_promotions",
            Method::Get,
            "/promotions",
            "bank",
            |r| r.to(list_promotions),
        )
        .summary("The open collection: whom to name and by which licence")
        .needs(Permission::ReadItems)
        .query::<Paging>()
        .answers::<Page<PromotedItem>>(200, json!({"items": [promoted]})),
    ]
}

/// A page of a list of the caller's.
async fn listed<T: serde::Serialize + Send + 'static>(
    context: Context,
    query: Query,
    list: fn(&Services, &Call, &PageRequest) -> Answer<Page<T>>,
) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let request = PageRequest::from(paging);
    let page = context.run(move |s, call| list(s, call, &request)).await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn list_review_queue(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    listed(context, query, queues::list_review_queue).await
}

async fn list_author_queue(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    listed(context, query, queues::list_author_queue).await
}

async fn list_promotion_offers(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    listed(context, query, promotions::list_promotion_offers).await
}

async fn list_promotions(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    listed(context, query, promotions::list_promotions).await
}

async fn read_review_report(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: ReportQuery = query.read(&context)?;
    let report = context
        .run(move |s, call| reports::read_review_report(s, call, &query))
        .await?;
    Ok(Reply::ok(&report).send(&context))
}

async fn read_review_agreement(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: ReportQuery = query.read(&context)?;
    let found = context
        .run(move |s, call| reports::read_review_agreement(s, call, &query))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn promote_item(
    context: Context,
    path: web::Path<(String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: PromoteItem = body.read(&context)?;
    let promoted = context
        .run_with_body(body.bytes(), move |s, call| {
            promotions::promote_item(s, call, &path.0, number_of(&path.1), &input)
        })
        .await?;
    Ok(Reply::created(&promoted, "/api/v1/promotions".into()).send(&context))
}
