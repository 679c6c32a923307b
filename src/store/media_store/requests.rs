//! Requests to a bucket: sent by the client that sends webhooks, so that the program has one, with one TLS.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use async_trait::async_trait;
use http_body_util::BodyExt;
use object_store::client::{
    ClientOptions, HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse,
    HttpService,
};
use ureq::{Agent, Error};

use crate::store::trusted;

/// Bytes of an answer, at most: far above what may be brought in.
const LARGEST: u64 = 256 << 20;

/// What all requests of a store share.
#[derive(Clone, Debug, Default)]
pub(super) struct Requests {
    /// Made when something is first sent: certificates of the machine are read then.
    agent: Arc<OnceLock<Agent>>,
}

impl HttpConnector for Requests {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.clone()))
    }
}

#[async_trait]
impl HttpService for Requests {
    /// Sends one request and waits for all of its answer. The thread waits with it: it is one that may.
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await?.to_bytes();
        let agent = self.agent.get_or_init(agent);
        let sent = ureq::http::Request::from_parts(parts, body.to_vec());
        let (parts, mut body) = agent.run(sent).map_err(told)?.into_parts();
        let bytes = body.with_config().limit(LARGEST).read_to_vec();
        Ok(HttpResponse::from_parts(parts, bytes.map_err(told)?.into()))
    }
}

fn agent() -> Agent {
    let config = Agent::config_builder()
        .tls_config(trusted::certificates())
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(concat!("Synaq/", env!("CARGO_PKG_VERSION")))
        .timeout_connect(Some(Duration::from_secs(5)))
        .timeout_global(Some(Duration::from_secs(60)))
        .build();
    Agent::new_with_config(config)
}

fn told(error: Error) -> HttpError {
    let kind = match &error {
        Error::Timeout(_) => HttpErrorKind::Timeout,
        Error::ConnectionFailed | Error::HostNotFound => HttpErrorKind::Connect,
        Error::Io(_) => HttpErrorKind::Interrupted,
        _ => HttpErrorKind::Unknown,
    };
    HttpError::new(kind, error)
}
