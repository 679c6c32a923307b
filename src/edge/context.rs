//! What a handler gets of a request: services, key, language, idempotency; and the way to run one use
//! case on the blocking pool (the connection is taken inside, and never crosses an await).

use std::future::{Ready, ready};

use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev, web};
use sha2::{Digest, Sha256};

use super::problem::Problem;
use crate::document::hex;
use crate::language::finding::Finding;
use crate::language::{Locale, negotiate};
use crate::service::{Answer, Call, Refusal, Services};

/// Longest accepted `Idempotency-Key`.
const LONGEST_KEY: usize = 200;

/// The id of a request; put into its extensions by the request log.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// The context of a request.
#[derive(Clone)]
pub struct Context {
    /// The services.
    pub services: Services,
    /// Language of sentences.
    pub locale: Locale,
    /// Request id.
    pub request_id: String,
    /// Method and path with query: part of what an idempotency key stands for.
    target: String,
    secret: Option<String>,
    idempotency_key: Option<String>,
    if_match: Option<String>,
    /// `If-None-Match`, for reads.
    pub if_none_match: Option<String>,
    /// `Accept`.
    pub accept: Option<String>,
    /// `Prefer: wait=N`, in seconds.
    pub wait_s: Option<u64>,
}

impl FromRequest for Context {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut dev::Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

impl Context {
    fn of(request: &HttpRequest) -> Result<Self, actix_web::Error> {
        let services = request
            .app_data::<web::Data<Services>>()
            .map(|data| data.get_ref().clone())
            .ok_or_else(|| actix_web::error::ErrorInternalServerError("no services"))?;
        let text = |name| {
            request
                .headers()
                .get(name)
                .and_then(|v: &header::HeaderValue| v.to_str().ok())
        };
        let owned = |name| text(name).map(str::to_owned);
        let prefer = text(header::HeaderName::from_static("prefer")).unwrap_or_default();
        Ok(Self {
            services,
            locale: negotiate(text(header::ACCEPT_LANGUAGE).unwrap_or_default()),
            request_id: request
                .extensions()
                .get::<RequestId>()
                .map(|id| id.0.clone())
                .unwrap_or_default(),
            target: format!("{} {}", request.method(), request.uri()),
            secret: text(header::AUTHORIZATION).and_then(bearer),
            idempotency_key: owned(header::HeaderName::from_static("idempotency-key")),
            if_match: owned(header::IF_MATCH),
            if_none_match: owned(header::IF_NONE_MATCH),
            accept: owned(header::ACCEPT),
            wait_s: prefer
                .split(',')
                .find_map(|p| p.trim().strip_prefix("wait=")?.parse().ok()),
        })
    }

    /// Runs one use case as the caller.
    pub async fn run<T: Send + 'static>(
        &self,
        use_case: impl FnOnce(&Services, &Call) -> Answer<T> + Send + 'static,
    ) -> Result<T, Problem> {
        self.run_with_body(&[], use_case).await
    }

    /// Runs one use case whose idempotency key stands for this body.
    pub async fn run_with_body<T: Send + 'static>(
        &self,
        body: &[u8],
        use_case: impl FnOnce(&Services, &Call) -> Answer<T> + Send + 'static,
    ) -> Result<T, Problem> {
        let idempotency = self.idempotency(body).map_err(|r| self.problem(r))?;
        let context = self.clone();
        self.run_open(move |services| {
            let secret = context.secret.as_deref().ok_or(Refusal::Unauthenticated)?;
            let actor = services.authenticate(secret)?;
            let if_match = context.if_match.map(|tag| tag.trim_matches('"').to_owned());
            use_case(
                services,
                &Call {
                    actor,
                    request_id: context.request_id,
                    idempotency,
                    if_match,
                },
            )
        })
        .await
    }

    /// Runs one read as the caller, or as nobody where no key came with the request. A key that is no key
    /// is refused all the same: its owner should know.
    pub async fn run_as_anybody<T: Send + 'static>(
        &self,
        use_case: impl FnOnce(&Services, Option<&Call>) -> Answer<T> + Send + 'static,
    ) -> Result<T, Problem> {
        if self.secret.is_some() {
            return self.run(move |s, call| use_case(s, Some(call))).await;
        }
        self.run_open(move |services| use_case(services, None))
            .await
    }

    /// Runs a use case that needs no caller (set-up, log-in, health).
    pub async fn run_open<T: Send + 'static>(
        &self,
        use_case: impl FnOnce(&Services) -> Answer<T> + Send + 'static,
    ) -> Result<T, Problem> {
        let services = self.services.clone();
        let answer = web::block(move || use_case(&services)).await;
        let answer =
            answer.unwrap_or_else(|e| Err(Refusal::Internal(format!("use case panicked: {e}"))));
        answer.map_err(|refusal| self.problem(refusal))
    }

    /// True when the caller says that it has the answer with this entity tag already.
    pub fn knows(&self, tag: &str) -> bool {
        let known = self.if_none_match.as_deref().unwrap_or_default();
        let quoted = format!("\"{tag}\"");
        known
            .split(',')
            .any(|t| t.trim().trim_start_matches("W/") == quoted)
    }

    /// A refusal with this request's language and id.
    pub fn problem(&self, refusal: Refusal) -> Problem {
        Problem {
            refusal,
            locale: self.locale,
            request_id: self.request_id.clone(),
        }
    }

    fn idempotency(&self, body: &[u8]) -> Answer<Option<(String, String)>> {
        let Some(key) = &self.idempotency_key else {
            return Ok(None);
        };
        if key.is_empty() || key.len() > LONGEST_KEY {
            let finding = Finding::error("idempotency_key_length", "").with("maximum", LONGEST_KEY);
            return Err(Refusal::Malformed(finding));
        }
        let mut hash = Sha256::new();
        hash.update(self.target.as_bytes());
        hash.update(b"\n");
        hash.update(body);
        Ok(Some((key.clone(), hex(&hash.finalize()))))
    }
}

fn bearer(value: &str) -> Option<String> {
    let (scheme, secret) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| secret.trim().to_owned())
}
