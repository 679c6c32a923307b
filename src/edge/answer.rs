//! Replies: status, entity tag, location, and 304 where the caller already has it.

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::context::Context;
use super::told::told;
use crate::document::hex;

const JSON: &str = "application/json";

/// A reply in the making.
pub struct Reply {
    status: StatusCode,
    media_type: &'static str,
    body: Vec<u8>,
    tag: Option<String>,
    location: Option<String>,
    headers: Vec<(&'static str, String)>,
    /// False where nobody on the way may keep it.
    may_be_kept: bool,
}

impl Reply {
    /// 200 with a JSON body.
    pub fn ok<T: Serialize>(value: &T) -> Self {
        Self::json(StatusCode::OK, value)
    }

    /// 201 with the address of what was made.
    pub fn created<T: Serialize>(value: &T, location: String) -> Self {
        Self {
            location: Some(location),
            ..Self::json(StatusCode::CREATED, value)
        }
    }

    /// 202 with the address of the job.
    pub fn accepted<T: Serialize>(value: &T, location: String) -> Self {
        Self {
            location: Some(location),
            ..Self::json(StatusCode::ACCEPTED, value)
        }
    }

    /// 200 with bytes of another media type.
    pub fn bytes(media_type: &'static str, body: Vec<u8>) -> Self {
        Self {
            status: StatusCode::OK,
            media_type,
            body,
            tag: None,
            location: None,
            headers: Vec::new(),
            may_be_kept: true,
        }
    }

    fn json<T: Serialize>(status: StatusCode, value: &T) -> Self {
        let body =
            serde_json::to_vec(value).unwrap_or_else(|e| unreachable!("views are plain data: {e}"));
        Self {
            status,
            media_type: JSON,
            body,
            tag: None,
            location: None,
            headers: Vec::new(),
            may_be_kept: true,
        }
    }

    /// With the entity tag that `If-Match` has to name.
    #[must_use]
    pub fn tagged(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// With another header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Kept by nobody on the way, not even to compare: for names of people.
    #[must_use]
    pub fn never_kept(mut self) -> Self {
        self.may_be_kept = false;
        self
    }

    /// The response; a read whose tag the caller already has becomes 304. A read without a tag of its
    /// own gets the hash of its body.
    pub fn send(mut self, context: &Context) -> HttpResponse {
        if self.media_type == JSON {
            self.body = told(context.locale, self.body);
        }
        let tag = self
            .tag
            .clone()
            .or_else(|| (self.status == StatusCode::OK).then(|| body_tag(&self.body)))
            .filter(|_| self.may_be_kept);
        let known = context.if_none_match.as_deref().is_some_and(|list| {
            tag.as_deref().is_some_and(|tag| {
                list.split(',')
                    .any(|t| t.trim().trim_start_matches("W/") == quoted(tag))
            })
        });
        let mut response = HttpResponse::build(if known {
            StatusCode::NOT_MODIFIED
        } else {
            self.status
        });
        if let Some(tag) = &tag {
            response.insert_header((header::ETAG, quoted(tag)));
        }
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, location));
        }
        for (name, value) in self.headers {
            response.insert_header((name, value));
        }
        let keeping = match self.may_be_kept {
            true => "private, no-cache",
            false => "no-store",
        };
        response.insert_header((header::CACHE_CONTROL, keeping));
        response.insert_header((header::VARY, "Authorization, Accept, Accept-Language"));
        if known {
            return response.finish();
        }
        response.content_type(self.media_type).body(self.body)
    }
}

fn quoted(tag: &str) -> String {
    format!("\"{tag}\"")
}

fn body_tag(body: &[u8]) -> String {
    hex(&Sha256::digest(body)[..16])
}
