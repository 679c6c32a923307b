//! One value of a table in the shape that its field has.

use serde_json::Value;

use super::super::values::text_of;
use crate::bank::Hundredths;
use crate::document::pointer::child;
use crate::language::finding::Finding;

/// A value and the name it stands under.
#[derive(Clone, Copy)]
pub(super) struct Cell<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a Value,
}

/// What R writes where there is nothing.
const NOTHING: &str = "NA";

/// True for what says nothing: empty, null, `NA`.
pub(super) fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty() || text.trim() == NOTHING,
        Value::Array(entries) => entries.is_empty(),
        _ => false,
    }
}

/// A number with a point or a comma; `None` for everything else, infinite ones too.
pub(super) fn number_of(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => {
            let text = plain_digits(text);
            let only = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
            match text.chars().all(only) {
                true => text.parse::<f64>().ok()?,
                false => return None,
            }
        }
        _ => return None,
    };
    number.is_finite().then_some(number)
}

/// A number that other programs write and nothing can be reckoned with.
pub(super) fn is_no_finite_number(value: &Value) -> bool {
    value.as_str().is_some_and(|text| {
        let text = plain_digits(text);
        number_of(value).is_none() && text.parse::<f64>().is_ok()
    })
}

/// Yes or no, as R, spreadsheets and people write it.
pub(super) fn truth_of(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) => match text.trim().to_lowercase().as_str() {
            "true" | "yes" => Some(true),
            "false" | "no" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Without the apostrophe that keeps a cell from being a formula, and with a point.
fn plain_digits(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix('\'').unwrap_or(text);
    text.replace(',', ".")
}

impl Cell<'_> {
    fn finding(&self, code: &'static str) -> Finding {
        let finding = match code {
            "number_unreadable" => Finding::error("number_unreadable", self.pointer()),
            "pool_number_outside" => Finding::error("pool_number_outside", self.pointer()),
            _ => Finding::error("value_not_text", self.pointer()),
        };
        finding.with("attribute", self.name)
    }

    fn pointer(&self) -> String {
        child("", self.name)
    }

    /// The value as it is written.
    pub(super) fn shown(&self) -> String {
        let shown = text_of(self.value).unwrap_or_else(|| self.value.to_string());
        shown.trim().chars().take(80).collect()
    }

    pub(super) fn text(&self) -> Result<String, Finding> {
        match text_of(self.value) {
            Some(text) => Ok(text.trim().to_owned()),
            None => Err(self.finding("value_not_text")),
        }
    }

    /// A word of a closed list, in whatever case.
    pub(super) fn word<T: Copy>(
        &self,
        all: &[T],
        spelling: impl Fn(T) -> &'static str,
    ) -> Result<T, Finding> {
        let text = self.text()?;
        let fits = |word: &&T| spelling(**word).to_lowercase() == text.to_lowercase();
        all.iter().find(fits).copied().ok_or_else(|| {
            let allowed: Vec<&str> = all.iter().map(|word| spelling(*word)).collect();
            Finding::error("not_allowed", self.pointer())
                .with("value", text.as_str())
                .with("allowed", allowed)
        })
    }

    pub(super) fn number(&self, least: f64, most: f64) -> Result<f64, Finding> {
        let number = number_of(self.value).ok_or_else(|| self.unreadable())?;
        match (least..=most).contains(&number) {
            true => Ok(number),
            false => Err(self.outside(least, most)),
        }
    }

    pub(super) fn whole(&self, least: u32, most: u32) -> Result<u32, Finding> {
        let number = self.number(f64::from(least), f64::from(most))?;
        match number.fract() == 0.0 {
            true => Ok(number as u32),
            false => Err(self.unreadable()),
        }
    }

    /// Points or minutes: not negative, at most two decimal places.
    pub(super) fn hundredths(&self) -> Result<Hundredths, Finding> {
        let number = self.number(0.0, 1e6)?;
        Hundredths::from_f64(number).ok_or_else(|| self.unreadable())
    }

    pub(super) fn truth(&self) -> Result<bool, Finding> {
        let by_number = || match number_of(self.value) {
            Some(1.0) => Some(true),
            Some(0.0) => Some(false),
            _ => None,
        };
        truth_of(self.value).or_else(by_number).ok_or_else(|| {
            Finding::error("not_allowed", self.pointer())
                .with("value", self.shown())
                .with("allowed", vec!["true", "false"])
        })
    }

    /// Entries of a list: a JSON list, or a text cut at `,`, `;` and `|` (or at the separator given).
    pub(super) fn list(&self, separator: Option<&str>) -> Result<Vec<String>, Finding> {
        if let Value::Array(entries) = self.value {
            let texts = entries.iter().map(text_of).collect::<Option<Vec<String>>>();
            return texts.ok_or_else(|| self.finding("value_not_text"));
        }
        let text = self.text()?;
        let parts: Vec<&str> = match separator.filter(|separator| !separator.is_empty()) {
            Some(separator) => text.split(separator).collect(),
            None => text.split([',', ';', '|']).collect(),
        };
        let parts = parts.into_iter().map(str::trim);
        Ok(parts
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect())
    }

    pub(super) fn unreadable(&self) -> Finding {
        self.finding("number_unreadable")
            .with("value", self.shown())
    }

    fn outside(&self, least: f64, most: f64) -> Finding {
        self.finding("pool_number_outside")
            .with("value", self.shown())
            .with("least", least)
            .with("most", most)
    }
}
