//! Organisations.

use actix_web::{HttpResponse, web};
use serde_json::json;

use super::paging::Paging;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::organisations::{self, CreateOrganisation, Organisation};

pub(super) fn operations() -> Vec<Operation> {
    let organisation = json!({
        "id": "0193f1e0-0000-7000-8000-000000000005", "code": "school-12", "kind": "school",
        "parent_id": "0193f1e0-0000-7000-8000-000000000002",
        "name": {"kk": "№12 мектеп", "ru": "Школа № 12"}, "zone": "Asia/Almaty",
        "created_at": "2026-11-21T10:00:00Z"
    });
    vec![
        Operation::new(
            "create_organisation",
            Method::Post,
            "/organisations",
            "identity",
            |r| r.to(create_organisation),
        )
        .summary("Add an organisation below one you manage")
        .needs(Permission::ManageOrganisations)
        .body::<CreateOrganisation>(json!({
            "code": "school-12", "kind": "school", "name": {"kk": "№12 мектеп", "ru": "Школа № 12"},
            "zone": "Asia/Almaty"
        }))
        .answers::<Organisation>(201, organisation.clone())
        .refuses(409),
        Operation::new(
            "list_organisations",
            Method::Get,
            "/organisations",
            "identity",
            |r| r.to(list_organisations),
        )
        .summary("Organisations your grants stand in and those below")
        .query::<Paging>()
        .answers::<Page<Organisation>>(200, json!({"items": [organisation.clone()]})),
        Operation::new(
            "read_organisation",
            Method::Get,
            "/organisations/{id}",
            "identity",
            |r| r.to(read_organisation),
        )
        .summary("One organisation")
        .answers::<Organisation>(200, organisation),
    ]
}

async fn create_organisation(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateOrganisation = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            organisations::create_organisation(s, call, input)
        })
        .await?;
    Ok(Reply::created(&made, format!("/api/v1/organisations/{}", made.id)).send(&context))
}

async fn list_organisations(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| organisations::list_organisations(s, call, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_organisation(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| organisations::read_organisation(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}
