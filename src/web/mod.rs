//! The pages: today the front page, the set-up page behind the one-time link, and the API
//! description with its reader. Every page works without JavaScript except the reader.

mod docs;
mod front;
mod page;
mod setup;

use actix_web::web;

/// Puts the pages on an application.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .route("/", web::get().to(front::front))
        .service(
            web::resource("/setup")
                .route(web::get().to(setup::show))
                .route(web::post().to(setup::submit)),
        )
        .route("/openapi.json", web::get().to(docs::openapi_json))
        .route("/openapi.yaml", web::get().to(docs::openapi_yaml))
        .route("/docs", web::get().to(docs::redirect))
        .route("/docs/{path:.*}", web::get().to(docs::asset));
}
