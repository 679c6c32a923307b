//! The formulas of this school: at least 99 of 100 are rendered, the others are named with their position.

use super::{from_latex, linear, wording};

const CORPUS: &str = include_str!("../../../tests/formulas/school.tsv");

/// What is known not to be read: code and position.
const REFUSED: [(&str, &str, u64); 2] = [
    (r"\ce{H2O}", "formula_command", 1),
    (r"\boxed{x=2}", "formula_command", 1),
];

fn formulas() -> impl Iterator<Item = &'static str> {
    let lines = CORPUS.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Some(line.split_once('\t')?.1))
}

#[test]
fn ninety_nine_of_a_hundred_formulas_are_rendered_and_the_rest_is_named() {
    let (mut all, mut refused) = (0, Vec::new());
    for latex in formulas() {
        all += 1;
        if let Err(finding) = from_latex(latex, false) {
            let position = finding
                .args
                .get("position")
                .and_then(serde_json::Value::as_u64);
            refused.push((latex, finding.code, position.unwrap_or(0), finding.args));
        }
    }
    let named: Vec<(&str, &str, u64)> = refused
        .iter()
        .map(|(latex, code, position, _)| (*latex, code.as_str(), *position))
        .collect();
    assert_eq!(named, REFUSED, "{refused:#?}");
    assert!(all >= 500, "{all}");
    assert!(
        (all - refused.len()) * 100 >= all * 99,
        "{} of {all}",
        refused.len()
    );
}

/// No sign is left for a screen reader to guess at.
#[test]
fn every_sign_of_every_formula_has_a_word_in_every_language() {
    let mut unsaid = Vec::new();
    for latex in formulas() {
        let Ok(math) = from_latex(latex, false) else {
            continue;
        };
        assert!(!linear(&math).is_empty(), "{latex}");
        for language in ["kk", "ru", "en"] {
            let language = language.parse().expect("a language");
            let said = wording(&math, &language).unwrap_or_default();
            let plain = |c: char| c.is_alphanumeric() || " ,;:.-/".contains(c);
            if said.is_empty() || !said.chars().all(plain) {
                unsaid.push(format!("{latex} ({language}): {said}"));
            }
        }
    }
    assert!(unsaid.is_empty(), "\n{}", unsaid.join("\n"));
}
