//! The API description and its reader, all from the binary.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::edge::openapi::Description;

pub(super) async fn openapi_json(description: web::Data<Description>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .body(description.json.clone())
}

pub(super) async fn openapi_yaml(description: web::Data<Description>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/yaml")
        .body(description.yaml.clone())
}

pub(super) async fn redirect() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, "/docs/"))
        .finish()
}

pub(super) async fn asset(path: web::Path<String>) -> HttpResponse {
    match crate::edge::docs::asset(&path) {
        Some((bytes, content_type)) => HttpResponse::Ok()
            .content_type(content_type)
            .body(bytes.into_owned()),
        None => HttpResponse::NotFound().finish(),
    }
}
