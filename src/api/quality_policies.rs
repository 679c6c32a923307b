//! Which quality policy an organisation follows; publishing them stands with the other documents.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::quality_policies::{self, ChooseQualityPolicy, FollowedQualityPolicy};

/// A small policy.
pub(super) fn example() -> Value {
    json!({
        "schema": "synaq.item-quality/v1", "id": "centre-items", "version": 1, "valid_from": "2026-09-01",
        "title": {"en": "How our tasks are written", "ru": "Как пишутся наши задания"},
        "waivers": {"reason_letters_least": 10},
        "rules": {
            "negative_stem": {"formative": "warning", "summative": "warning", "admission": "error"},
            "option_all_or_none": {"summative": "warning", "admission": "error"},
            "variant_numerals_differ": {"formative": "warning", "summative": "error", "admission": "error"},
            "similar_item": {"formative": "warning", "summative": "error", "admission": "error", "waived_by": "reviewer"},
            "enemies_suggested": {"formative": "warning", "summative": "warning", "admission": "warning"}
        },
        "limits": {
            "stem_words_most": 120, "option_length_from": 20, "longest_to_shortest_percent": 300,
            "key_to_next_percent": 150, "shared_beginning_words": 2, "echo_letters_least": 6,
            "minutes_per_point_least": 0.5, "minutes_per_point_most": 6, "set_items_from": 8,
            "key_share_percent_most": 175, "key_run_most": 3, "language_letters_from": 60
        },
        "languages": {
            "ru": {"script": "cyrillic", "decimal": "comma", "negations": ["не"], "all_or_none": ["все перечисленн*"]},
            "en": {"script": "latin", "decimal": "point", "negations": ["not"], "all_or_none": ["all of the above"]}
        },
        "similarity": {
            "weights": {"stem": 40, "options": 30, "key": 30}, "thresholds": {"same_from": 74, "near_from": 55},
            "key_from": 50, "family_words_from": 4, "external": {"turnitin": {"same_from": 40, "near_from": 20}}
        }
    })
}

pub(super) fn operations() -> Vec<Operation> {
    let followed = json!({
        "policy": "centre-items", "version": 1, "chosen_by_org": "0193f1e0-0000-7000-8000-000000000002",
        "chosen_at": "2026-11-21T10:00:00Z"
    });
    let path = "/organisations/{id}/quality-policy";
    vec![
        Operation::new("choose_quality_policy", Method::Put, path, "bank", |r| {
            r.to(choose_quality_policy)
        })
        .summary("Choose the quality policy that an organisation follows, and those below that chose none")
        .needs(Permission::PublishReference)
        .body::<ChooseQualityPolicy>(json!({"policy": "centre-items"}))
        .answers::<FollowedQualityPolicy>(200, followed.clone()),
        Operation::new(
            "read_followed_quality_policy",
            Method::Get,
            path,
            "bank",
            |r| r.to(read_followed_quality_policy),
        )
        .summary("The quality policy that an organisation follows; without one nothing is asked")
        .answers::<FollowedQualityPolicy>(200, followed),
        Operation::new("drop_quality_policy", Method::Delete, path, "bank", |r| {
            r.to(drop_quality_policy)
        })
        .summary("Take an organisation's own choice away: it follows what the one above does")
        .needs(Permission::PublishReference)
        .answers::<FollowedQualityPolicy>(200, json!({})),
    ]
}

async fn choose_quality_policy(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: ChooseQualityPolicy = body.read(&context)?;
    let followed = context
        .run_with_body(body.bytes(), move |s, call| {
            quality_policies::choose_quality_policy(s, call, &id, &input)
        })
        .await?;
    Ok(Reply::ok(&followed).send(&context))
}

async fn read_followed_quality_policy(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let followed = context
        .run(move |s, call| quality_policies::read_followed_quality_policy(s, call, &id))
        .await?;
    Ok(Reply::ok(&followed).send(&context))
}

async fn drop_quality_policy(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let followed = context
        .run(move |s, call| quality_policies::drop_quality_policy(s, call, &id))
        .await?;
    Ok(Reply::ok(&followed).send(&context))
}
