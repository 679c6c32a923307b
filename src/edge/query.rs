//! Query strings: turned into a JSON object by the type's schema, then decoded like a body, so that
//! every wrong or unknown parameter is reported at once.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev, web};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

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
        let object = object_of(pairs, &schema);
        document::decode(&Value::Object(object)).map_err(|f| context.problem(Refusal::Invalid(f)))
    }
}

fn object_of(pairs: &[(String, String)], schema: &Value) -> Map<String, Value> {
    let mut object = Map::new();
    for (name, text) in pairs {
        let property = &schema["properties"][name];
        if has_type(property, "array") {
            let list = object
                .entry(name.clone())
                .or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(list) = list {
                list.extend(
                    text.split(',')
                        .filter(|p| !p.is_empty())
                        .map(|p| Value::String(p.to_owned())),
                );
            }
        } else {
            object.insert(name.clone(), scalar(text, property));
        }
    }
    object
}

/// A number or truth value where the schema asks for one and the text is one; the text otherwise, so
/// that decoding reports the wrong type.
fn scalar(text: &str, property: &Value) -> Value {
    let number = || text.parse::<i64>().ok().map(Value::from);
    let decimal = || {
        text.parse::<f64>()
            .ok()
            .filter(|f| f.is_finite())
            .map(Value::from)
    };
    let truth = || text.parse::<bool>().ok().map(Value::from);
    let read = if has_type(property, "integer") {
        number()
    } else if has_type(property, "number") {
        decimal()
    } else if has_type(property, "boolean") {
        truth()
    } else {
        None
    };
    read.unwrap_or_else(|| Value::String(text.to_owned()))
}

fn has_type(property: &Value, name: &str) -> bool {
    match &property["type"] {
        Value::String(one) => one == name,
        Value::Array(many) => many.iter().any(|t| t == name),
        _ => false,
    }
}
