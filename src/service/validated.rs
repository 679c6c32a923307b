//! Inputs that reach a use case by several doors (API, page, command line) carry their own rules
//! (`validator`), so that no door can forget them. The API's schema reads the same attributes.

use validator::{Validate, ValidationErrors, ValidationErrorsKind};

use super::{Answer, Refusal};
use crate::language::finding::Finding;

/// Refuses with every broken rule.
pub fn require_valid(input: &impl Validate) -> Answer<()> {
    input.validate().map_err(|errors| {
        let mut findings = Vec::new();
        gather(&errors, "", &mut findings);
        findings.sort_by(|a, b| a.pointer.cmp(&b.pointer));
        Refusal::Invalid(findings)
    })
}

fn gather(errors: &ValidationErrors, prefix: &str, findings: &mut Vec<Finding>) {
    for (field, kind) in errors.errors() {
        let pointer = format!("{prefix}/{field}");
        match kind {
            ValidationErrorsKind::Field(broken) => {
                findings.extend(
                    broken
                        .iter()
                        .map(|rule| finding(&rule.code, &pointer, rule)),
                );
            }
            ValidationErrorsKind::Struct(inner) => gather(inner, &pointer, findings),
            ValidationErrorsKind::List(inner) => {
                for (n, inner) in inner {
                    gather(inner, &format!("{pointer}/{n}"), findings);
                }
            }
        }
    }
}

fn finding(code: &str, pointer: &str, rule: &validator::ValidationError) -> Finding {
    let number = |name: &str| rule.params.get(name).cloned();
    let length = rule
        .params
        .get("value")
        .and_then(|v| v.as_str())
        .map_or(0, |v| v.chars().count());
    match (code, number("min"), number("max")) {
        ("length", Some(min), _) if (length as u64) < min.as_u64().unwrap_or(0) => {
            Finding::error("too_short", pointer).with("limit", min)
        }
        ("length", _, Some(max)) => Finding::error("too_long", pointer).with("limit", max),
        _ => Finding::error("rule_broken", pointer).with("rule", code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Validate)]
    struct Input {
        #[validate(length(min = 3, max = 5))]
        login: String,
        #[validate(length(min = 12))]
        password: String,
    }

    #[test]
    fn every_broken_rule_is_told_with_its_field() {
        let input = Input {
            login: "abcdef".into(),
            password: "short".into(),
        };
        let Err(Refusal::Invalid(findings)) = require_valid(&input) else {
            panic!("it is wrong")
        };
        let told: Vec<_> = findings
            .iter()
            .map(|f| (f.code.as_str(), f.pointer.as_str()))
            .collect();
        assert_eq!(told, [("too_long", "/login"), ("too_short", "/password")]);
    }
}
