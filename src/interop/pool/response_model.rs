//! Response models as tables name them, and sets of parameters that cannot be reckoned with.

use super::cell::Cell;
use super::field::plain;
use crate::assembly::candidate::ItemParameters;
use crate::document::pointer::child;
use crate::language::finding::Finding;
use crate::psychometrics::information::{Parameters, information, is_known};

/// A set that is not whole, or gives no information that can be reckoned with.
pub(super) fn wrong(set: &ItemParameters) -> Option<Finding> {
    let names = || set.values.keys().cloned().collect::<Vec<_>>().join(", ");
    let at = |theta: f64| information(&set.model, &set.values, 1.0, theta);
    if !is_known(&set.model) || at(0.0).is_none() {
        let finding = Finding::error("pool_parameters_not_whole", child("", "model"));
        let finding = finding.with("model", set.model.as_str());
        return Some(finding.with("parameters", names()));
    }
    let thetas = [-4.0, -2.0, 0.0, 2.0, 4.0];
    let finite = thetas
        .into_iter()
        .all(|theta| at(theta).is_some_and(f64::is_finite));
    let bounds = |name: &str, most: f64| {
        set.values
            .get(name)
            .is_none_or(|v| (0.0..=most).contains(v))
    };
    let ordered = match (set.values.get("c"), set.values.get("d")) {
        (Some(c), Some(d)) => c < d,
        _ => true,
    };
    if finite && bounds("c", 0.999) && bounds("d", 1.0) && ordered {
        return None;
    }
    let finding = Finding::error("pool_information_impossible", child("", "model"));
    let finding = finding.with("model", set.model.as_str());
    Some(finding.with("parameters", names()))
}

/// The model that has these parameters.
pub(super) fn model_by(parameters: &Parameters) -> String {
    let has = |name: &str| parameters.contains_key(name);
    let model = match (has("a"), has("b1"), has("c"), has("d")) {
        (false, true, ..) => "pcm",
        (true, true, ..) => "gpcm",
        (true, _, true, true) => "4pl",
        (true, _, true, false) => "3pl",
        (true, ..) => "2pl",
        (false, ..) => "rasch",
    };
    model.to_owned()
}

/// A model by its name, in whatever case; `1pl` is what others call `rasch`.
pub(super) fn model_of(cell: Cell<'_>) -> Result<String, Finding> {
    let name = plain(&cell.text()?).replace('_', "");
    let name = match name.as_str() {
        "1pl" | "rm" => "rasch".to_owned(),
        "gr" => "grm".to_owned(),
        "gpc" => "gpcm".to_owned(),
        "pc" => "pcm".to_owned(),
        _ => name,
    };
    if is_known(&name) {
        return Ok(name);
    }
    let allowed = ["rasch", "2pl", "3pl", "4pl", "pcm", "gpcm", "grm"];
    Err(Finding::error("not_allowed", child("", cell.name))
        .with("value", cell.shown())
        .with("allowed", allowed.to_vec()))
}
