//! What the framework refuses by itself (a body over the limit, a wrong method, a path that does not
//! decode) and what panics, told as problem documents like everything else.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::task::Poll;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse};

use super::context::RequestId;
use super::problem::Problem;
use crate::language::negotiate;

/// Gives every error without a document of its own one. Pages (HTML) keep their words.
pub async fn tell_as_problem(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    let told = header_of(&response, header::CONTENT_TYPE);
    let has_words = told.starts_with("application/problem+json") || told.starts_with("text/html");
    if !(status.is_client_error() || status.is_server_error()) || has_words {
        return Ok(response);
    }
    let mut problem = problem_of(response.request(), status);
    for (name, value) in response.headers() {
        if *name != header::CONTENT_TYPE && *name != header::CONTENT_LENGTH {
            problem.headers_mut().append(name.clone(), value.clone());
        }
    }
    Ok(response.into_response(problem))
}

/// Answers an opaque 500 when the handler panics, instead of closing the connection without a word.
pub async fn survive_panic(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let asked = request.request().clone();
    let mut running = pin!(next.call(request));
    // A handler that panicked is never polled again, so nothing half-done is seen.
    let outcome = std::future::poll_fn(|cx| {
        std::panic::catch_unwind(AssertUnwindSafe(|| running.as_mut().poll(cx)))
            .map_or(Poll::Ready(None), |polled| polled.map(Some))
    })
    .await;
    match outcome {
        Some(answer) => Ok(answer?.map_into_boxed_body()),
        None => {
            tracing::error!(request_id = %id_of(&asked), "a handler panicked");
            let problem = problem_of(&asked, StatusCode::INTERNAL_SERVER_ERROR);
            Ok(ServiceResponse::new(asked, problem))
        }
    }
}

fn problem_of(request: &HttpRequest, status: StatusCode) -> HttpResponse {
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE);
    let locale = negotiate(accepted.and_then(|v| v.to_str().ok()).unwrap_or_default());
    HttpResponse::build(status)
        .content_type("application/problem+json")
        .body(Problem::of_status(status, locale, &id_of(request)).to_string())
}

fn id_of(request: &HttpRequest) -> String {
    let extensions = request.extensions();
    extensions
        .get::<RequestId>()
        .map(|id| id.0.clone())
        .unwrap_or_default()
}

fn header_of(response: &ServiceResponse<BoxBody>, name: HeaderName) -> String {
    let value = response.headers().get(name);
    value
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use actix_web::middleware::from_fn;
    use actix_web::test as http;
    use actix_web::{App, web};

    use super::*;

    async fn boom() -> HttpResponse {
        panic!("secret of the inside")
    }

    #[test]
    fn a_panic_is_an_opaque_500_and_the_service_goes_on() {
        actix_web::rt::System::new().block_on(async {
            let resource = web::resource("/boom").route(web::get().to(boom));
            let app = App::new().service(resource.wrap(from_fn(survive_panic)));
            let app = http::init_service(app.wrap(from_fn(tell_as_problem))).await;
            for _ in 0..2 {
                let request = http::TestRequest::get().uri("/boom").to_request();
                let answer = http::call_service(&app, request).await;
                assert_eq!(answer.status(), 500);
                let body = http::read_body(answer).await;
                let text = String::from_utf8_lossy(&body).into_owned();
                assert!(text.contains("\"code\":\"internal\""), "{text}");
                assert!(!text.contains("secret"), "{text}");
            }
        });
    }
}
