//! The front page: where to go.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::page::page;
use crate::edge::Context;

/// Three doors and the health of the service.
pub(super) async fn front(_: Context) -> HttpResponse {
    page(StatusCode::OK, "Synaq", BODY)
}

const BODY: &str = "<h1>Synaq · Сынақ</h1>\
<p>A bank of summative and formative tasks, tests assembled to specification, scores against descriptors.</p>\
<ul><li><a href=\"/docs/\">Read and try the API</a> (works offline)</li>\
<li><a href=\"/openapi.yaml\">openapi.yaml</a> for your tools</li>\
<li><a href=\"/api/v1/health\">Health</a></li></ul>\
<p class=\"hint\">The first administrator is made with the set-up link that the service printed when it started.</p>";
