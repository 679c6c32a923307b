//! A JSON value → a Rust type, with every violation reported.
//!
//! The schema of the type is the first judge because it finds everything at once; `serde` decodes
//! afterwards and has the last word (`invalid_value`) on what a schema cannot say.
//!
//! Codes: `unknown_field` {name, allowed, nearest}, `key_mismatch` {name, pattern} (maps),
//! `missing_field` {name}, `wrong_type` {expected, found}, `not_allowed` {value, allowed, nearest},
//! `below_minimum` {minimum, value}, `above_maximum` {maximum, value}, `too_short`, `too_long`,
//! `too_few`, `too_many` {limit, length}, `pattern_mismatch` {pattern, value}, `not_a_multiple`
//! {step, value}, `duplicate_entries`, `shape_mismatch` {allowed, found}, `invalid_value` {problem},
//! `more_findings` {shown}. `nearest` is absent where nothing is near.

use std::any::TypeId;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError, Validator};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::schema::schema_of;
use super::tree::{Format, Tree, parse};
use super::violation;
use crate::language::finding::Finding;

/// Most findings of one document; hostile input must not cost more than its size.
const MOST_FINDINGS: usize = 1000;

/// A schema and its compiled form.
struct Checker {
    schema: Value,
    validator: Validator,
}

/// Checks a value against the schema of `T` and decodes it.
///
/// # Errors
/// Every violation, each with the pointer of the wrong value; an unknown or absent key has the
/// pointer of that key.
pub fn decode<T: JsonSchema + DeserializeOwned + 'static>(
    value: &Value,
) -> Result<T, Vec<Finding>> {
    let checker = checker_of::<T>();
    let mut findings = Vec::new();
    for error in checker.validator.iter_errors(value) {
        violation::describe(&checker.schema, &error, &mut findings);
        if findings.len() >= MOST_FINDINGS {
            findings.truncate(MOST_FINDINGS);
            findings.push(Finding::error("more_findings", "").with("shown", MOST_FINDINGS));
            break;
        }
    }
    if !findings.is_empty() {
        return Err(without_repetition(findings));
    }
    T::deserialize(value).map_err(|error| {
        vec![
            Finding::error("invalid_value", "")
                .with("problem", violation::shortened(&error.to_string())),
        ]
    })
}

/// Reads a text and decodes it: [`parse`], [`decode`], and the places of what was found. The tree
/// is returned for the places of later findings ([`Tree::locate`]).
///
/// # Errors
/// Every finding of the text, or every violation.
pub fn decode_text<T>(text: &str, format: Format) -> Result<(T, Tree), Vec<Finding>>
where
    T: JsonSchema + DeserializeOwned + 'static,
{
    let tree = parse(text, format)?;
    match decode(&tree.value) {
        Ok(decoded) => Ok((decoded, tree)),
        Err(findings) => Err(tree.locate(findings)),
    }
}

/// One thing may break several keywords of a schema; it is said once, and a value of the wrong
/// type is not blamed for anything else.
fn without_repetition(findings: Vec<Finding>) -> Vec<Finding> {
    let is_wrong_type = |finding: &&Finding| finding.code == "wrong_type";
    let mistyped: HashSet<String> = findings
        .iter()
        .filter(is_wrong_type)
        .map(|finding| finding.pointer.clone())
        .collect();
    let mut said = HashSet::new();
    let mut kept = findings;
    kept.retain(|finding| {
        let is_blamed_twice = finding.code == "not_allowed" && mistyped.contains(&finding.pointer);
        !is_blamed_twice && said.insert(finding.to_string())
    });
    kept
}

/// The checker of a type, compiled at its first use.
fn checker_of<T: JsonSchema + 'static>() -> Arc<Checker> {
    static CHECKERS: LazyLock<RwLock<HashMap<TypeId, Arc<Checker>>>> =
        LazyLock::new(RwLock::default);
    let type_id = TypeId::of::<T>();
    let known = CHECKERS
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&type_id)
        .cloned();
    known.unwrap_or_else(|| {
        let schema = schema_of::<T>();
        let checker = Arc::new(Checker {
            validator: compile(&schema),
            schema,
        });
        CHECKERS
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(type_id, Arc::clone(&checker));
        checker
    })
}

fn compile(schema: &Value) -> Validator {
    jsonschema::options()
        .should_validate_formats(true)
        .with_keyword(
            "multipleOf",
            |_: &Map<String, Value>, step: &Value, _: Location| {
                let step = step
                    .as_f64()
                    .ok_or_else(|| ValidationError::custom("multipleOf is a number"))?;
                Ok(Box::new(Multiple { step }) as Box<dyn for<'i> Keyword<'i>>)
            },
        )
        .build(schema)
        .expect("the schema of a type of this program compiles")
}

/// `multipleOf` for decimal steps: 0.07 is a multiple of 0.01 although no double is exactly either.
struct Multiple {
    step: f64,
}

impl<'i> Keyword<'i> for Multiple {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        if Keyword::is_valid(self, instance) {
            return Ok(());
        }
        Err(ValidationError::custom(self.step.to_string()))
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        let Some(value) = instance.as_f64() else {
            return true;
        };
        let quotient = value / self.step;
        (quotient - quotient.round()).abs() <= 1e-9 * quotient.abs().max(1.0)
    }
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
