//! A finding says which rule, which thing and with which numbers; its sentence stands in the
//! message catalogue and nowhere else.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Whether a finding refuses the input or only remarks on it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The input is refused.
    Error,
    /// The input is taken; somebody should look.
    Warning,
}

/// A place in a source text, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// One thing that is wrong or remarkable about an input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(transform = with_its_sentence)]
pub struct Finding {
    /// Stable snake_case code; the catalogue has `finding-<code>` in every language.
    pub code: String,
    /// Error or warning.
    pub severity: Severity,
    /// JSON pointer (RFC 6901) into the input; empty for the whole.
    pub pointer: String,
    /// Named values of the sentence (needs, haves, allowed values …).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, Value>,
    /// Line and column, where the input was a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl Finding {
    /// A finding that refuses the input.
    pub fn error(code: &'static str, pointer: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, pointer)
    }

    /// A finding that lets the input pass.
    pub fn warning(code: &'static str, pointer: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, pointer)
    }

    fn new(code: &'static str, severity: Severity, pointer: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            severity,
            pointer: pointer.into(),
            args: BTreeMap::new(),
            place: None,
        }
    }

    /// Adds a named value for the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }

    /// The same finding under a longer pointer (`prefix` + pointer).
    #[must_use]
    pub fn under(mut self, prefix: &str) -> Self {
        self.pointer = format!("{prefix}{}", self.pointer);
        self
    }

    /// True when the finding refuses the input.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "{}:{}: ", place.line, place.column)?;
        }
        write!(f, "{} at '{}'", self.code, self.pointer)?;
        for (name, value) in &self.args {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

/// Callers read one key more: the face adds the sentence, which has no field here.
fn with_its_sentence(schema: &mut schemars::Schema) {
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        let detail = serde_json::json!({
            "type": "string", "description": "The sentence, in the caller's language."
        });
        properties.insert("detail".to_owned(), detail);
    }
}

/// True when at least one finding refuses the input.
pub fn refuses(findings: &[Finding]) -> bool {
    findings.iter().any(Finding::is_error)
}
