//! Query strings: turned into a JSON object by the type's schema, then decoded like a body, so that
//! every wrong or unknown parameter is reported at once.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev, web};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::context::Context;
use super::problem::Problem;
use crate::document;
use crate::language::finding::Finding;
use crate::service::Refusal;

/// The pairs of a query string.
pub struct Query {
    pairs: Option<Vec<(String, String)>>,
}

impl FromRequest for Query {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut dev::Payload) -> Self::Future {
        let pairs = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        ready(Ok(Self {
            pairs: pairs.ok().map(web::Query::into_inner),
        }))
    }
}

impl Query {
    /// The typed query, or every finding.
    pub fn read<T: JsonSchema + DeserializeOwned + 'static>(
        &self,
        context: &Context,
    ) -> Result<T, Problem> {
        let malformed = || context.problem(Refusal::Malformed(Finding::error("query_syntax", "")));
        let pairs = self.pairs.as_ref().ok_or_else(malformed)?;
        let schema = document::schema_of::<T>();
        let object = document::object_of_pairs(pairs, &schema);
        document::decode(&object).map_err(|f| context.problem(Refusal::Invalid(f)))
    }
}
