//! What an item statistic can be. Values of different models and scales never mix.
//!
//! The parameters of the usual models are known by name, and a set of them is whole or refused. Whatever
//! another model calls its parameters is kept as it is.

use std::collections::BTreeSet;

use crate::language::finding::Finding;

/// Models of which the metrics are known.
pub const KNOWN_MODELS: [&str; 8] = ["ctt", "rasch", "2pl", "3pl", "4pl", "pcm", "gpcm", "grm"];

/// Metrics that may stand beside the parameters of any response model.
const FIT: [&str; 2] = ["infit", "outfit"];

/// Parameters without which a set of a model is not whole; thresholds aside.
fn needed(model: &str) -> &'static [&'static str] {
    match model {
        "rasch" => &["b"],
        "2pl" => &["a", "b"],
        "3pl" => &["a", "b", "c"],
        "4pl" => &["a", "b", "c", "d"],
        "gpcm" | "grm" => &["a"],
        _ => &[],
    }
}

/// True for the models of items with several points: a threshold for each step, `b1`, `b2` …
fn has_thresholds(model: &str) -> bool {
    matches!(model, "pcm" | "gpcm" | "grm")
}

/// Number of a threshold: 2 of `b2`.
fn threshold(metric: &str) -> Option<u32> {
    let number = metric.strip_prefix('b')?;
    if number.starts_with('0') {
        return None;
    }
    number.parse().ok()
}

/// The values a metric can have, both ends included; others can have any.
fn range(metric: &str) -> (f64, f64) {
    match metric {
        "p" | "c" | "d" => (0.0, 1.0),
        "rit" => (-1.0, 1.0),
        "a" | "b" => (-20.0, 20.0),
        other if threshold(other).is_some() => (-20.0, 20.0),
        _ => (f64::MIN, f64::MAX),
    }
}

/// Everything that is wrong about one value; pointers name the fields of its row.
pub fn check_value(model: &str, metric: &str, value: f64) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !is_name(metric) {
        findings.push(Finding::error("statistic_name_invalid", "/metric").with("name", metric));
    } else if let Some(allowed) = allowed_beside(model, metric) {
        findings.push(
            Finding::error("statistic_model_unfit", "/metric")
                .with("metric", metric)
                .with("model", model)
                .with("allowed", allowed.join(", ")),
        );
    }
    let (minimum, maximum) = range(metric);
    if !(minimum..=maximum).contains(&value) {
        findings.push(
            Finding::error("statistic_out_of_range", "/value")
                .with("metric", metric)
                .with("minimum", minimum)
                .with("maximum", maximum)
                .with("value", value),
        );
    }
    findings
}

/// The model's own metrics, where this is none of them.
fn allowed_beside(model: &str, metric: &str) -> Option<Vec<&'static str>> {
    if !KNOWN_MODELS.contains(&model) {
        return None;
    }
    let mut allowed: Vec<&str> = match model {
        "ctt" => vec!["p", "rit"],
        "pcm" | "gpcm" | "grm" => [needed(model), &["b"]].concat(),
        _ => needed(model).to_vec(),
    };
    if model != "ctt" {
        allowed.extend(FIT);
    }
    if allowed.contains(&metric) || (has_thresholds(model) && threshold(metric).is_some()) {
        return None;
    }
    if has_thresholds(model) {
        allowed.push("b1");
    }
    Some(allowed)
}

/// Parameters that are missing for the set of a version to be whole.
pub fn missing_parameters(model: &str, metrics: &BTreeSet<&str>) -> Vec<String> {
    let is_parameter = |metric: &&str| !FIT.contains(metric);
    if !metrics.iter().any(is_parameter) {
        return Vec::new();
    }
    let absent = needed(model).iter().filter(|name| !metrics.contains(*name));
    let mut missing: Vec<String> = absent.map(|name| (*name).to_owned()).collect();
    if has_thresholds(model) {
        let highest = metrics
            .iter()
            .filter_map(|m| threshold(m))
            .max()
            .unwrap_or(1);
        let thresholds = (1..=highest.min(100)).map(|n| format!("b{n}"));
        missing.extend(thresholds.filter(|name| !metrics.contains(name.as_str())));
    }
    missing
}

/// True for what can be the name of a model or a metric.
pub fn is_name(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.-".contains(c);
    (1..=40).contains(&text.len()) && text.chars().all(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn missing(model: &str, metrics: &[&str]) -> Vec<String> {
        missing_parameters(model, &metrics.iter().copied().collect())
    }

    #[test]
    fn a_set_of_parameters_is_whole_or_says_what_it_misses() {
        assert_eq!(
            missing("3pl", &["a", "b", "c", "infit"]),
            Vec::<String>::new()
        );
        assert_eq!(missing("3pl", &["b"]), ["a", "c"]);
        assert_eq!(missing("rasch", &["b"]), Vec::<String>::new());
        assert_eq!(missing("gpcm", &["a", "b1", "b3"]), ["b2"]);
        assert_eq!(missing("pcm", &["b1", "b2"]), Vec::<String>::new());
        assert_eq!(missing("grm", &["a"]), ["b1"]);
        assert_eq!(missing("ctt", &["p"]), Vec::<String>::new());
        assert_eq!(missing("nominal", &["a1"]), Vec::<String>::new());
        assert_eq!(missing("3pl", &["outfit"]), Vec::<String>::new());
    }

    #[test]
    fn a_known_model_refuses_what_is_not_its_own_and_another_keeps_all() {
        let codes = |model, metric, value| -> Vec<_> {
            check_value(model, metric, value)
                .into_iter()
                .map(|f| f.code)
                .collect()
        };
        assert_eq!(codes("ctt", "b", 0.0), ["statistic_model_unfit"]);
        assert_eq!(codes("gpcm", "b12", -1.5), Vec::<&str>::new());
        assert_eq!(codes("gpcm", "b0", 0.0), ["statistic_model_unfit"]);
        assert_eq!(codes("3pl", "c", 1.5), ["statistic_out_of_range"]);
        assert_eq!(codes("nominal", "slope-2", 1e9), Vec::<&str>::new());
        assert_eq!(codes("nominal", "Slope 2", 0.0), ["statistic_name_invalid"]);
        assert_eq!(codes("ctt", "p", f64::NAN), ["statistic_out_of_range"]);
    }
}
