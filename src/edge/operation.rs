//! The operation table: one entry per route, from which routing, the API description and the access
//! matrix are made. A route that is not in the table does not exist.

use actix_web::http::header;
use actix_web::middleware::from_fn;
use actix_web::{HttpResponse, Route, web};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

use super::plain_errors::survive_panic;
use crate::identity::Permission;

/// HTTP method of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or acts.
    Post,
    /// Replaces.
    Put,
    /// Takes away.
    Delete,
}

impl Method {
    /// Lower-case name, as in OpenAPI.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Post => "post",
            Self::Put => "put",
            Self::Delete => "delete",
        }
    }

    /// A route of this method.
    pub fn route(self) -> Route {
        match self {
            Self::Get => web::get(),
            Self::Post => web::post(),
            Self::Put => web::put(),
            Self::Delete => web::delete(),
        }
    }
}

/// What a caller needs to get past the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: set-up, log-in, health.
    Nothing,
    /// A key; the use case shows the caller's own things only.
    Key,
    /// A grant with this permission on the object.
    Grant(Permission),
}

/// Makes the schema of a type inside a shared generator.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// A body: media type, schema, example.
pub struct Payload {
    /// Media type.
    pub media_type: &'static str,
    /// Schema; `None` for text.
    pub schema: Option<SchemaOf>,
    /// Example.
    pub example: Value,
}

/// One operation of the API.
pub struct Operation {
    /// `operationId`: handler and use case have the same name.
    pub id: &'static str,
    /// Method.
    pub method: Method,
    /// Path below `/api/v1`.
    pub path: &'static str,
    /// Group of the description.
    pub tag: &'static str,
    /// One line.
    pub summary: &'static str,
    /// What a caller needs.
    pub needs: Needs,
    /// Query parameters.
    pub query: Option<SchemaOf>,
    /// Body.
    pub body: Option<Payload>,
    /// Status of success and what comes with it; more media types of the same come after the first.
    pub status: u16,
    /// What success brings.
    pub answers: Vec<Payload>,
    /// Another status of success with the same body, and when.
    pub also: Option<(u16, &'static str)>,
    /// Statuses of refusals beside 400, 401, 403, 404, 422, 500, 503.
    pub refusals: Vec<u16>,
    /// The handler.
    pub handler: fn(Route) -> Route,
}

impl Operation {
    /// An operation; `handler` puts its function on the route.
    pub fn new(
        id: &'static str,
        method: Method,
        path: &'static str,
        tag: &'static str,
        handler: fn(Route) -> Route,
    ) -> Self {
        Self {
            id,
            method,
            path,
            tag,
            summary: "",
            needs: Needs::Key,
            query: None,
            body: None,
            status: 200,
            answers: Vec::new(),
            also: None,
            refusals: Vec::new(),
            handler,
        }
    }

    /// One line that says what it does.
    #[must_use]
    pub fn summary(mut self, summary: &'static str) -> Self {
        self.summary = summary;
        self
    }

    /// Needs a grant with this permission.
    #[must_use]
    pub fn needs(mut self, permission: Permission) -> Self {
        self.needs = Needs::Grant(permission);
        self
    }

    /// Needs no key.
    #[must_use]
    pub fn open(mut self) -> Self {
        self.needs = Needs::Nothing;
        self
    }

    /// Takes query parameters.
    #[must_use]
    pub fn query<T: JsonSchema>(mut self) -> Self {
        self.query = Some(|generator| T::json_schema(generator));
        self
    }

    /// Takes a JSON body.
    #[must_use]
    pub fn body<T: JsonSchema>(mut self, example: Value) -> Self {
        let schema: SchemaOf = |generator| generator.subschema_for::<T>();
        self.body = Some(Payload {
            media_type: "application/json",
            schema: Some(schema),
            example,
        });
        self
    }

    /// Takes a text body.
    #[must_use]
    pub fn text_body(mut self, media_type: &'static str, example: &str) -> Self {
        self.body = Some(Payload {
            media_type,
            schema: None,
            example: Value::String(example.to_owned()),
        });
        self
    }

    /// Answers with JSON.
    #[must_use]
    pub fn answers<T: JsonSchema>(mut self, status: u16, example: Value) -> Self {
        let schema: SchemaOf = |generator| generator.subschema_for::<T>();
        self.status = status;
        self.answers.push(Payload {
            media_type: "application/json",
            schema: Some(schema),
            example,
        });
        self
    }

    /// Answers with text, too.
    #[must_use]
    pub fn answers_text(mut self, media_type: &'static str, example: &str) -> Self {
        let example = Value::String(example.to_owned());
        self.answers.push(Payload {
            media_type,
            schema: None,
            example,
        });
        self
    }

    /// Succeeds with another status, too; `when` says when.
    #[must_use]
    pub fn also(mut self, status: u16, when: &'static str) -> Self {
        self.also = Some((status, when));
        self
    }

    /// May also be refused with this status.
    #[must_use]
    pub fn refuses(mut self, status: u16) -> Self {
        self.refusals.push(status);
        self
    }

    /// Names in the path, in order.
    pub fn path_parameters(&self) -> Vec<&'static str> {
        self.path
            .split('/')
            .filter_map(|s| s.strip_prefix('{')?.strip_suffix('}'))
            .collect()
    }
}

/// Registers operations, grouped by path so that a known path with another method is 405.
pub fn register(operations: &[Operation], config: &mut web::ServiceConfig) {
    let mut paths: Vec<&str> = operations.iter().map(|o| o.path).collect();
    paths.sort_unstable();
    paths.dedup();
    // Literal segments before parameters: `/items/search` is not an item.
    paths.sort_by_key(|path| path.matches('{').count());
    for path in paths {
        let here = operations.iter().filter(|o| o.path == path);
        let allowed: Vec<_> = here.map(|o| o.method.as_str().to_uppercase()).collect();
        let mut resource = web::resource(format!("/api/v1{path}"))
            .default_service(web::to(move || wrong_method(allowed.join(", "))));
        for operation in operations.iter().filter(|o| o.path == path) {
            resource = resource.route((operation.handler)(operation.method.route()));
        }
        config.service(resource.wrap(from_fn(survive_panic)));
    }
}

/// What a known address answers to a method that it does not take.
async fn wrong_method(allowed: String) -> HttpResponse {
    HttpResponse::MethodNotAllowed()
        .insert_header((header::ALLOW, allowed))
        .finish()
}
