//! One structured log line and one count per request, and the request id it is known by. Route patterns, never ids;
//! never a body, a query or a name.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue, X_CONTENT_TYPE_OPTIONS};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage};
use uuid::Uuid;

use super::context::RequestId;
use super::metrics::Metrics;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request an id, runs it, logs it, and gives the id back in `X-Request-Id`.
pub async fn log_request(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let id = Uuid::now_v7().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let (begun, method) = (Instant::now(), request.method().clone());
    let mut response = next.call(request).await?;
    let pattern = response
        .request()
        .match_pattern()
        .unwrap_or_else(|| "-".into());
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    if let Some(metrics) = response.request().app_data::<Data<Metrics>>() {
        metrics.count(&method, &pattern, status, took);
    }
    tracing::info!(
        request_id = %id,
        method = %method,
        route = %pattern,
        status,
        ms = took.as_millis() as u64,
        "request"
    );
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert(HEADER, value);
    }
    Ok(response)
}
