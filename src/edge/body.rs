//! Request bodies: JSON checked against the type's own schema, every wrong field at once.

use std::future::Future;
use std::pin::Pin;

use actix_web::{FromRequest, HttpRequest, dev, web};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::context::Context;
use super::problem::Problem;
use crate::document;
use crate::language::finding::Finding;
use crate::service::Refusal;

/// Largest JSON body.
pub const LARGEST_BODY: usize = 32 << 20;

/// A JSON body, still undecoded: decoding needs the context for its language.
pub struct Body {
    bytes: web::Bytes,
}

impl FromRequest for Body {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let bytes = web::Bytes::from_request(request, payload);
        Box::pin(async move {
            Ok(Self {
                bytes: bytes.await?,
            })
        })
    }
}

impl Body {
    /// The bytes as sent.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes as UTF-8 text.
    pub fn text(&self, context: &Context) -> Result<String, Problem> {
        let text = std::str::from_utf8(&self.bytes).map(str::to_owned);
        text.map_err(|_| context.problem(Refusal::Malformed(Finding::error("not_utf8", ""))))
    }

    /// The typed body, or every finding.
    pub fn read<T: JsonSchema + DeserializeOwned + 'static>(
        &self,
        context: &Context,
    ) -> Result<T, Problem> {
        let value: Value = serde_json::from_slice(&self.bytes).map_err(|e| {
            let finding = Finding::error("json_syntax", "")
                .with("line", e.line())
                .with("column", e.column());
            context.problem(Refusal::Malformed(finding))
        })?;
        document::decode(&value).map_err(|findings| context.problem(Refusal::Invalid(findings)))
    }
}
