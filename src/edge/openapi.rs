//! The API description (OpenAPI 3.1), made from the operation table and the types themselves.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::operation::{Method, Needs, Operation, Payload};
use super::problem::PROBLEMS;

/// Statuses that every operation may answer with.
const ALWAYS: &[u16] = &[400, 500, 503];
/// Statuses that every operation with a key may answer with.
const WITH_KEY: &[u16] = &[401, 403, 404];

/// The description as served: made once, the table does not change while the service runs.
pub struct Description {
    /// As JSON.
    pub json: String,
    /// As YAML.
    pub yaml: String,
}

impl Description {
    /// The description of a table of operations.
    pub fn of(operations: &[Operation]) -> Self {
        let value = describe(operations);
        Self {
            json: value.to_string(),
            yaml: crate::document::to_yaml(&value),
        }
    }
}

/// The description as a JSON value with stable order.
pub fn describe(operations: &[Operation]) -> Value {
    let settings = SchemaSettings::draft2020_12()
        .with(|s| s.definitions_path = "/components/schemas".into())
        .with(|s| s.meta_schema = None);
    let mut generator = settings.into_generator();
    let mut paths: Map<String, Value> = Map::new();
    for operation in operations {
        let entry = paths
            .entry(format!("/api/v1{}", operation.path))
            .or_insert_with(|| json!({}));
        entry[operation.method.as_str()] = describe_one(operation, &mut generator);
    }
    let mut schemas: Map<String, Value> = generator.take_definitions(true).into_iter().collect();
    schemas.insert("Problem".into(), problem_schema());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Synaq",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Assessment item bank and test assembly service",
            "description": DESCRIPTION,
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"}
        },
        "servers": [{"url": "/"}],
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": schemas,
        }
    })
}

const DESCRIPTION: &str = "Manages a bank of summative and formative tasks tagged by subject, grade, level and \
criteria, assembles tests to specification, and records scoring against descriptors.\n\n\
Send `Authorization: Bearer KEY`. Reads carry an `ETag` (use `If-None-Match`); updates need `If-Match`; \
creating calls take an `Idempotency-Key` (except set-up and log-in: a key belongs to a caller, and there is \
none yet); lists are paged by `cursor`. Refusals are \
`application/problem+json` with a stable `code` and `errors[]` naming every wrong field; \
`Accept-Language: kk, ru, en` chooses the language of their sentences.";

/// Why the calls that make the first key of a caller take no idempotency key.
const NO_IDEMPOTENCY: &str = "Takes no `Idempotency-Key`: such a key belongs to a caller, and here there is none yet; \
a stored answer would also keep the secret. A set-up link works once; a log-in that is repeated makes another \
session, and the one that was not received ends by itself.";

fn describe_one(operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let mut description = json!({
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.summary,
        "parameters": parameters(operation, generator),
        "responses": responses(operation, generator),
    });
    if operation.method == Method::Post && operation.needs == Needs::Nothing {
        description["description"] = json!(NO_IDEMPOTENCY);
    }
    match operation.needs {
        Needs::Nothing => description["security"] = json!([]),
        Needs::Key => {}
        Needs::Grant(permission) => description["x-permission"] = json!(permission),
    }
    if let Some(body) = &operation.body {
        description["requestBody"] =
            json!({"required": true, "content": content(std::slice::from_ref(body), generator)});
    }
    description
}

fn parameters(operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let mut parameters: Vec<Value> = operation
        .path_parameters()
        .into_iter()
        .map(|name| json!({"name": name, "in": "path", "required": true, "description": said_of(name), "schema": {"type": "string"}}))
        .collect();
    if let Some(query) = operation.query {
        parameters.extend(query_parameters(&query(generator).to_value()));
    }
    let header = |name: &str, text: &str| json!({"name": name, "in": "header", "description": text, "schema": {"type": "string"}});
    match operation.method {
        Method::Get => parameters.push(header(
            "If-None-Match",
            "Entity tag you already have: 304 when it is current.",
        )),
        Method::Post if operation.needs != Needs::Nothing => {
            parameters.push(header(
                "Idempotency-Key",
                "The same key with the same request gives the same answer for 24 hours.",
            ));
        }
        _ => {}
    }
    if operation.refusals.contains(&428) {
        parameters.push(header("If-Match", "Entity tag of the revision you change."));
    }
    Value::Array(parameters)
}

/// What a name in a path stands for.
fn said_of(name: &str) -> String {
    match name {
        "id" => "Id of the object".to_owned(),
        "number" | "version" => "Number of the version, from 1".to_owned(),
        "language" => "Language: kk, ru or en".to_owned(),
        other => match other.strip_suffix("_id") {
            Some(kind) => format!("Id of the {}", kind.replace('_', " ")),
            None => format!("The {}", other.replace('_', " ")),
        },
    }
}

fn query_parameters(schema: &Value) -> Vec<Value> {
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let properties = schema["properties"]
        .as_object()
        .cloned()
        .unwrap_or_default();
    let parameter = |(name, mut property): (String, Value)| {
        let text = property
            .as_object_mut()
            .and_then(|p| p.remove("description"));
        let needed = required.iter().any(|r| *r == name);
        json!({"name": name, "in": "query", "required": needed, "description": text, "schema": property})
    };
    properties.into_iter().map(parameter).collect()
}

fn responses(operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let mut responses = Map::new();
    responses.insert(
        operation.status.to_string(),
        json!({"description": "Done", "content": content(&operation.answers, generator)}),
    );
    if let Some((status, when)) = operation.also {
        responses.insert(
            status.to_string(),
            json!({"description": when, "content": content(&operation.answers, generator)}),
        );
    }
    if operation.method == Method::Get && operation.status == 200 {
        responses.insert("304".into(), json!({"description": "You have it already"}));
    }
    let with_key = if operation.needs == Needs::Nothing {
        &[][..]
    } else {
        WITH_KEY
    };
    let input = if operation.body.is_some() || operation.query.is_some() {
        &[422][..]
    } else {
        &[][..]
    };
    let mut statuses: Vec<u16> = [ALWAYS, with_key, input, &operation.refusals].concat();
    statuses.sort_unstable();
    statuses.dedup();
    for status in statuses {
        let codes: Vec<_> = PROBLEMS
            .iter()
            .filter(|(_, s)| *s == status)
            .map(|(code, _)| *code)
            .collect();
        let problem = json!({"schema": {"$ref": "#/components/schemas/Problem"}});
        responses.insert(
            status.to_string(),
            json!({"description": codes.join(", "), "content": {"application/problem+json": problem}}),
        );
    }
    Value::Object(responses)
}

fn content(payloads: &[Payload], generator: &mut SchemaGenerator) -> Value {
    let mut content = Map::new();
    for payload in payloads {
        let schema = payload.schema.map_or_else(
            || json!({"type": "string"}),
            |make| make(generator).to_value(),
        );
        content.insert(
            payload.media_type.into(),
            json!({"schema": schema, "example": payload.example}),
        );
    }
    Value::Object(content)
}

fn problem_schema() -> Value {
    json!({
        "type": "object",
        "description": "Why a call was refused (RFC 9457).",
        "required": ["type", "code", "status", "title", "detail", "request_id"],
        "properties": {
            "type": {"type": "string"},
            "code": {"type": "string", "enum": PROBLEMS.iter().map(|(code, _)| *code).collect::<Vec<_>>()},
            "status": {"type": "integer"},
            "title": {"type": "string"},
            "detail": {"type": "string"},
            "request_id": {"type": "string"},
            "explanation": {"$ref": "#/components/schemas/Explanation"},
            "assembly_run_id": {"type": "string", "description": "The run that was kept, where an assembly was refused"},
            "explaining": {"type": "boolean", "description": "True while the job of that run works out the rest of the explanation: read the run"},
            "errors": {"type": "array", "items": {
                "type": "object",
                "required": ["code", "severity", "pointer", "detail"],
                "properties": {
                    "code": {"type": "string"},
                    "severity": {"type": "string", "enum": ["error", "warning"]},
                    "pointer": {"type": "string", "description": "JSON pointer into the input"},
                    "detail": {"type": "string"},
                    "args": {"type": "object"},
                    "place": {"type": "object", "properties": {"line": {"type": "integer"}, "column": {"type": "integer"}}}
                }
            }}
        }
    })
}
