//! The one border between refusals and HTTP: RFC 9457 problem documents with a stable code, and every
//! finding with its pointer and its sentence in the caller's language.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use serde_json::{Value, json};

use crate::language::finding::Finding;
use crate::language::{Locale, sentence, text};
use crate::service::Refusal;

/// A refusal on its way out, with the language and request it is told in.
#[derive(Debug)]
pub struct Problem {
    /// What was refused.
    pub refusal: Refusal,
    /// Language of the sentences.
    pub locale: Locale,
    /// Request id, for the log and the caller's report.
    pub request_id: String,
}

/// Code and status of every problem; the order is that of the statuses.
pub const PROBLEMS: &[(&str, u16)] = &[
    ("malformed", 400),
    ("unauthenticated", 401),
    ("denied", 403),
    ("forbidden", 403),
    ("not_found", 404),
    ("method_not_allowed", 405),
    ("not_acceptable", 406),
    ("conflict", 409),
    ("gone", 410),
    ("stale", 412),
    ("too_large", 413),
    ("unsupported_media", 415),
    ("invalid", 422),
    ("infeasible", 422),
    ("idempotency_key_reused", 422),
    ("precondition_missing", 428),
    ("internal", 500),
    ("unavailable", 503),
];

impl Problem {
    fn code(&self) -> &'static str {
        match &self.refusal {
            Refusal::Malformed(_) => "malformed",
            Refusal::Unauthenticated => "unauthenticated",
            Refusal::Denied { .. } => "denied",
            Refusal::Forbidden(_) => "forbidden",
            Refusal::NotFound { .. } => "not_found",
            Refusal::Conflict(_) => "conflict",
            Refusal::Gone { .. } => "gone",
            Refusal::Stale { .. } => "stale",
            Refusal::Invalid(_) => "invalid",
            Refusal::Infeasible(_) | Refusal::Explained { .. } => "infeasible",
            Refusal::KeyReused => "idempotency_key_reused",
            Refusal::PreconditionMissing => "precondition_missing",
            Refusal::NotAcceptable { .. } => "not_acceptable",
            Refusal::TooLarge(_) => "too_large",
            Refusal::UnsupportedMedia(_) => "unsupported_media",
            Refusal::Internal(_) => "internal",
            Refusal::Unavailable(_) | Refusal::MediaAway(_) | Refusal::Lost(_) => "unavailable",
        }
    }

    /// Under what the catalogue has its words: who is told what is away does not look for it elsewhere.
    fn words(&self) -> &'static str {
        match &self.refusal {
            Refusal::MediaAway(_) => "media_away",
            Refusal::Lost(_) => "bytes_lost",
            _ => self.code(),
        }
    }

    fn detail(&self) -> String {
        let argument: &[(&str, Value)] = &match &self.refusal {
            Refusal::Denied { permission } => [("permission", json!(permission))],
            Refusal::NotFound { kind } => [("kind", json!(kind))],
            Refusal::Stale { current } => [("current", json!(current))],
            Refusal::NotAcceptable { offered } => [("offered", json!(offered.join(", ")))],
            other => [("count", json!(findings_of(other).len()))],
        };
        text(self.locale, &format!("problem-{}", self.words()), argument)
    }

    /// The problem document.
    pub fn document(&self) -> Value {
        let mut document = json!({
            "type": format!("/docs/problems#{}", self.code()),
            "code": self.code(),
            "status": self.status_code().as_u16(),
            "title": text(self.locale, &format!("problem-title-{}", self.words()), &[]),
            "detail": self.detail(),
            "request_id": self.request_id,
        });
        let errors: Vec<Value> = findings_of(&self.refusal)
            .iter()
            .map(|f| self.error(f))
            .collect();
        if let Refusal::NotAcceptable { offered } = &self.refusal {
            document["offered"] = json!(offered);
        }
        if let Refusal::Gone { successor, .. } = &self.refusal {
            document["successor"] = json!(successor);
        }
        if let Refusal::Explained {
            explanation, run, ..
        } = &self.refusal
        {
            if let Some(run) = run {
                document["assembly_run_id"] = json!(run.id);
                document["explaining"] = json!(run.explaining);
            }
            document["explanation"] = json!(explanation);
            let told = explanation.findings.iter().map(|f| self.error(f));
            document["explanation"]["findings"] = told.collect();
        }
        if !errors.is_empty() {
            document["errors"] = Value::Array(errors);
        }
        document
    }

    /// The document of a refusal that the framework decided by itself: only a status is known.
    pub fn of_status(status: StatusCode, locale: Locale, request_id: &str) -> Value {
        let known = PROBLEMS.iter().find(|(_, s)| *s == status.as_u16());
        let fallback = if status.is_server_error() {
            "internal"
        } else {
            "malformed"
        };
        let code = known.map_or(fallback, |(code, _)| *code);
        let arguments = [("kind", json!("address")), ("count", json!(0))];
        json!({
            "type": format!("/docs/problems#{code}"),
            "code": code,
            "status": status.as_u16(),
            "title": text(locale, &format!("problem-title-{code}"), &[]),
            "detail": text(locale, &format!("problem-{code}"), &arguments),
            "request_id": request_id,
        })
    }

    fn error(&self, finding: &Finding) -> Value {
        let mut error = serde_json::to_value(finding).unwrap_or(Value::Null);
        error["detail"] = Value::String(sentence(self.locale, finding));
        error
    }
}

fn findings_of(refusal: &Refusal) -> &[Finding] {
    match refusal {
        Refusal::Invalid(findings)
        | Refusal::Infeasible(findings)
        | Refusal::Explained { findings, .. }
        | Refusal::Conflict(findings)
        | Refusal::Forbidden(findings) => findings,
        Refusal::Malformed(finding) => std::slice::from_ref(finding),
        Refusal::TooLarge(finding)
        | Refusal::UnsupportedMedia(finding)
        | Refusal::Lost(finding)
        | Refusal::Gone { finding, .. } => std::slice::from_ref(finding.as_ref()),
        _ => &[],
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code(), self.refusal)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        let code = self.code();
        let status = PROBLEMS
            .iter()
            .find(|(name, _)| *name == code)
            .map_or(500, |(_, status)| *status);
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        if let Refusal::Internal(_) | Refusal::Unavailable(_) | Refusal::MediaAway(_) =
            &self.refusal
        {
            tracing::error!(request_id = %self.request_id, why = %self.refusal, "call failed");
        }
        if let Refusal::Lost(finding) = &self.refusal {
            tracing::error!(request_id = %self.request_id, why = %finding, "bytes are lost");
        }
        let mut response = HttpResponse::build(self.status_code());
        match &self.refusal {
            Refusal::Unauthenticated => {
                response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
            }
            Refusal::Unavailable(_) | Refusal::MediaAway(_) => {
                response.insert_header((header::RETRY_AFTER, "2"));
            }
            Refusal::Gone {
                successor: Some(successor),
                ..
            } => {
                response.insert_header((header::LINK, successor_link(&successor.href)));
            }
            _ => {}
        }
        response
            .content_type("application/problem+json")
            .body(self.document().to_string())
    }
}

/// The `Link` header that leads to what holds instead (RFC 5829).
pub fn successor_link(href: &str) -> String {
    format!("<{href}>; rel=\"successor-version\"")
}

/// What an unknown address answers.
pub async fn no_such_address(context: super::Context) -> Result<HttpResponse, Problem> {
    Err(context.problem(Refusal::not_found("address")))
}
