//! Item specifications, calendars, limits of conduct, accommodations: three operations for each kind.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::workflows::example_workflow;
use crate::bank::model::ItemModelDocument;
use crate::bank::quality::QualityPolicy;
use crate::bank::workflow::WorkflowDocument;
use crate::curriculum::calendar::CalendarDocument;
use crate::curriculum::objective_mapping::ObjectiveMappingDocument;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::published_documents::{self, Publishable, Published, PublishedSummary};
use crate::service::{Page, PageRequest};
use crate::specification::accommodations::AccommodationsDocument;
use crate::specification::conduct::ConductDocument;
use crate::specification::item_specification::ItemSpecificationDocument;

/// What part of the list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedQuery {
    /// Only editions of this document.
    #[serde(default)]
    pub code: Option<String>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// Names, address and words of a kind.
struct Kind {
    publish: &'static str,
    list: &'static str,
    read: &'static str,
    path: &'static str,
    one: &'static str,
    tag: &'static str,
    summary: &'static str,
    example: Value,
}

pub(super) fn operations() -> Vec<Operation> {
    let quality = Kind {
        publish: "publish_quality_policy",
        list: "list_quality_policies",
        read: "read_quality_policy",
        path: "/quality-policies",
        one: "/quality-policies/{id}",
        tag: "bank",
        summary: "Publish a quality policy: rules of wording, of languages and of similarity, and what they refuse",
        example: super::quality_policies::example(),
    };
    let item_specifications = Kind {
        publish: "publish_item_specification",
        list: "list_item_specifications",
        read: "read_item_specification",
        path: "/item-specifications",
        one: "/item-specifications/{id}",
        tag: "bank",
        summary: "Publish an item specification: what a writer must respect for a kind of task",
        example: json!({
            "schema": "synaq.item-spec/v1", "id": "mcq-one-of-four", "version": 1,
            "title": {"en": "One right answer of four"}, "types": ["MCQ"], "options": {"min": 4, "max": 4},
            "keys": {"min": 1, "max": 1}, "required": ["objectives", "thinking"], "words": {"stem": {"max": 60}},
            "forbidden": [{"id": "all-of-these", "pattern": "(?i)all of the above", "languages": ["en"]}]
        }),
    };
    let calendars = Kind {
        publish: "publish_calendar",
        list: "list_calendars",
        read: "read_calendar",
        path: "/calendars",
        one: "/calendars/{id}",
        tag: "specifications",
        summary: "Publish a calendar: terms, holidays, grading days of a school year",
        example: json!({
            "schema": "synaq.calendar/v1", "id": "kz-2026-27", "version": 1, "academic_year": "2026-27",
            "title": {"en": "School year 2026-27"},
            "terms": [{"term": 1, "from": "2026-09-01", "to": "2026-10-25", "grading_day": "2026-10-23"}]
        }),
    };
    let conduct = Kind {
        publish: "publish_conduct_rules",
        list: "list_conduct_rules",
        read: "read_conduct_rules",
        path: "/conduct-rules",
        one: "/conduct-rules/{id}",
        tag: "specifications",
        summary: "Publish limits of conduct: how many assessments on a day, and on which days none",
        example: json!({
            "schema": "synaq.conduct/v1", "id": "kz-2-11", "version": 1, "title": {"en": "Limits, grades 2-11"},
            "valid_from": "2020-09-01", "grades": [1, 11],
            "rules": {"max_sat_per_day": {"most": 3, "severity": "error"}, "no_sat_on_last_day": {"severity": "error"}}
        }),
    };
    let mappings = Kind {
        publish: "publish_objective_mapping",
        list: "list_objective_mappings",
        read: "read_objective_mapping",
        path: "/objective-mappings",
        one: "/objective-mappings/{id}",
        tag: "curriculum",
        summary: "Publish a mapping: what becomes of objectives in another programme version",
        example: json!({
            "schema": "synaq.objective-mapping/v1", "id": "mathematics-2017-to-2022", "version": 1,
            "title": {"en": "Mathematics, 2017 to 2022"}, "subject": "mathematics", "from": "kz-2017", "to": "kz-2022",
            "effective": [{"grades": [6], "academic_year": "2022-23"}],
            "entries": [{"change": "kept", "from": ["6.1.1.2"], "to": ["6.1.1.1"]}, {"change": "dropped", "from": ["6.4.9.1"]}]
        }),
    };
    let accommodations = Kind {
        publish: "publish_accommodations",
        list: "list_accommodations",
        read: "read_accommodations",
        path: "/accommodations",
        one: "/accommodations/{id}",
        tag: "specifications",
        summary: "Publish accommodations: what candidates with special needs may be given at a sitting",
        example: json!({
            "schema": "synaq.accommodations/v1", "id": "kz-sen", "version": 1, "valid_from": "2026-09-01",
            "title": {"en": "Accommodations of pupils with special educational needs"}, "times": "largest",
            "accommodations": [
                {"id": "extra-time-50", "title": {"en": "Half as much time again"}, "extra_time": {"percent": 50}},
                {"id": "reader", "title": {"en": "A reader, in a room of their own"},
                    "provides": ["reader", "separate_room"], "extra_time": {"minutes": 15}, "kinds": ["SAT", "SAU"]}
            ]
        }),
    };
    let models = Kind {
        publish: "publish_item_model",
        list: "list_item_models",
        read: "read_item_model",
        path: "/item-models",
        one: "/item-models/{id}",
        tag: "bank",
        summary: "Publish an item model: one description from which many items of a clone family are generated",
        example: example_model(),
    };
    let workflows = Kind {
        publish: "publish_workflow",
        list: "list_workflows",
        read: "read_workflow",
        path: "/workflows",
        one: "/workflows/{id}",
        tag: "bank",
        summary: "Publish a workflow: states, transitions, stages of review, pilots; organisations choose it then",
        example: example_workflow(),
    };
    [
        of_kind::<ItemModelDocument>(models),
        of_kind::<ItemSpecificationDocument>(item_specifications),
        of_kind::<CalendarDocument>(calendars),
        of_kind::<ConductDocument>(conduct),
        of_kind::<ObjectiveMappingDocument>(mappings),
        of_kind::<AccommodationsDocument>(accommodations),
        of_kind::<QualityPolicy>(quality),
        of_kind::<WorkflowDocument>(workflows),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn example_model() -> Value {
    json!({
        "schema": "synaq.item-model/v1", "id": "m6-perimeter", "version": 1,
        "title": {"en": "Perimeter of a rectangle"},
        "item": {"subject": "mathematics", "grade_min": 6, "grade_max": 6, "objectives": ["6.5.2.1"],
            "difficulty": "A", "thinking": "AP", "points": 1, "minutes": 2},
        "variables": [{"id": "a", "from": 3, "to": 9}, {"id": "b", "from": 3, "to": 9}],
        "constraints": [{"id": "longer-first", "that": "a > b"}],
        "question": {
            "type": "MCQ", "answer": {"is": "2 * (a + b)", "unit": {"en": "cm"}},
            "distractors": [
                {"error": "half", "is": "a + b", "rationale": {"en": "Adds two sides only."}},
                {"error": "area", "is": "a * b", "rationale": {"en": "Finds the area."}},
                {"error": "one-side-twice", "is": "2 * a + b", "rationale": {"en": "Forgets to double one side."}}
            ]
        },
        "wording": {"en": {
            "stem": "The sides of a rectangle are {a} cm and {b} cm. What is its perimeter?",
            "explanation": "2 · ({a} + {b}) = {answer}"
        }}
    })
}

fn of_kind<D: Publishable + Sync>(kind: Kind) -> Vec<Operation> {
    let head = json!({
        "id": "0193f1e0-0000-7000-8000-000000000031", "owner_org": "0193f1e0-0000-7000-8000-000000000002",
        "hash": "b2a7e6f3c1d04a5e9f8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f",
        "published_at": "2026-11-21T10:00:00Z"
    });
    let (mut whole, mut summary) = (head.clone(), head);
    whole["document"] = kind.example.clone();
    summary["code"] = kind.example["id"].clone();
    summary["version"] = json!(1);
    vec![
        Operation::new(kind.publish, Method::Post, kind.path, kind.tag, |r| {
            r.to(publish::<D>)
        })
        .summary(kind.summary)
        .needs(Permission::PublishReference)
        .body::<D>(kind.example)
        .answers::<Published<D>>(201, whole.clone())
        .refuses(409),
        Operation::new(kind.list, Method::Get, kind.path, kind.tag, |r| {
            r.to(list::<D>)
        })
        .summary("Every edition")
        .query::<PublishedQuery>()
        .answers::<Page<PublishedSummary>>(200, json!({"items": [summary]})),
        Operation::new(kind.read, Method::Get, kind.one, kind.tag, |r| {
            r.to(read::<D>)
        })
        .summary("One edition")
        .answers::<Published<D>>(200, whole),
    ]
}

async fn publish<D: Publishable>(
    context: Context,
    request: actix_web::HttpRequest,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: D = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            published_documents::publish(s, call, &input)
        })
        .await?;
    let location = format!("{}/{}", request.path(), made.id);
    Ok(Reply::created(&made, location).send(&context))
}

async fn list<D: Publishable>(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: PublishedQuery = query.read(&context)?;
    let request = PageRequest {
        cursor: query.cursor,
        limit: query.limit,
    };
    let page = context
        .run(move |s, _| published_documents::list::<D>(s, query.code.as_deref(), &request))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read<D: Publishable>(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, _| published_documents::read::<D>(s, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}
