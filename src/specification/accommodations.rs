//! Accommodations as a versioned document (`synaq.accommodations/v1`): what candidates with special
//! educational needs may be given at a sitting (more time, a room of their own, a reader), and how extra
//! times go together.
//!
//! What is *not* here: who has a right to which; a school records that for a candidate, with its ground.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::{Extensions, Texts};
use crate::bank::{Hundredths, Minutes};
use crate::language::finding::Finding;

/// What an accommodation provides (`provides`) to those who do not hear recordings.
pub const TRANSCRIPT: &str = "transcript";

/// Accommodations (`synaq.accommodations/v1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("patternProperties" = { "^x_": {} }, "additionalProperties" = false))]
pub struct AccommodationsDocument {
    /// `synaq.accommodations/v1`.
    pub schema: AccommodationsSchema,
    /// Human code.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Edition.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// Title by language.
    pub title: Texts,
    /// First day it holds.
    pub valid_from: NaiveDate,
    /// Last day it holds; open when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// How the extra times of one candidate go together.
    #[serde(default)]
    pub times: Times,
    /// What may be given.
    #[schemars(length(min = 1, max = 200))]
    pub accommodations: Vec<Accommodation>,
    /// Keys starting with `x_`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extensions: Extensions,
}

impl AccommodationsDocument {
    /// True when it holds on a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        day >= self.valid_from && self.valid_to.is_none_or(|to| day <= to)
    }

    /// The accommodation with this id.
    pub fn accommodation(&self, id: &str) -> Option<&Accommodation> {
        self.accommodations.iter().find(|a| a.id == id)
    }
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum AccommodationsSchema {
    /// Version 1.
    #[serde(rename = "synaq.accommodations/v1")]
    V1,
}

/// How several extra times of one candidate go together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("type" = "string", "enum" = ["largest", "sum"]))]
pub enum Times {
    /// The largest counts.
    #[default]
    Largest,
    /// They add up.
    Sum,
}

/// One thing that may be given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accommodation {
    /// Its code.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9_-]{0,79}$"))]
    pub id: String,
    /// Title by language.
    pub title: Texts,
    /// More working time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra_time: Option<ExtraTime>,
    /// What else is given: `separate_room`, `reader`, `large_print` …; the list belongs to the centre. With
    /// `transcript` a candidate reads what is said in recordings, where the specification allows it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(regex(pattern = r"^[a-z][a-z0-9_]{0,79}$")))]
    pub provides: Vec<String>,
    /// Kinds of assessment it is given in (`SAT`, `SAU`); every kind when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
}

impl Accommodation {
    /// True where it is given in a kind of assessment.
    pub fn is_given_in(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|own| own == kind)
    }
}

/// More working time: minutes, or percent of the working time. One of them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtraTime {
    /// Minutes, 1 to 600.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// Percent of the part's working time, above 0, at most 300; begun minutes count whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Hundredths>,
}

const MOST_MINUTES: Minutes = Hundredths::whole(600);
const MOST_PERCENT: Hundredths = Hundredths::whole(300);
/// Hundredths of a percent, and hundredths of a minute, in a whole.
const WHOLE: i64 = 100;

impl ExtraTime {
    /// Minutes added to a part of this length. A percentage of a time without limit is nothing.
    pub fn of(&self, working: Option<Minutes>) -> Minutes {
        if let Some(minutes) = self.minutes {
            return minutes;
        }
        let (Some(percent), Some(working)) = (self.percent, working) else {
            return Hundredths::ZERO;
        };
        let product = i128::from(working.0) * i128::from(percent.0);
        let per_minute = i128::from(WHOLE * WHOLE * WHOLE);
        let begun = (product + per_minute - 1) / per_minute;
        Hundredths::whole(i64::try_from(begun).unwrap_or(MOST_MINUTES.0))
    }
}

/// Minutes that the times of one document add to a part of this length.
pub fn extra_minutes(times: Times, given: &[ExtraTime], working: Option<Minutes>) -> Minutes {
    let each = given.iter().map(|time| time.of(working));
    match times {
        Times::Largest => each.max().unwrap_or(Hundredths::ZERO),
        Times::Sum => each.sum(),
    }
}

/// Everything that is wrong with a document of accommodations.
pub fn check(document: &AccommodationsDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(to) = document.valid_to.filter(|to| *to < document.valid_from) {
        let finding = Finding::error("dates_reversed", "/valid_to")
            .with("from", document.valid_from.to_string())
            .with("to", to.to_string());
        findings.push(finding);
    }
    for (at, accommodation) in document.accommodations.iter().enumerate() {
        let under = format!("/accommodations/{at}");
        let earlier = &document.accommodations[..at];
        if let Some(first) = earlier.iter().position(|e| e.id == accommodation.id) {
            let finding = Finding::error("duplicate_id", "/id")
                .with("id", accommodation.id.as_str())
                .with("first", format!("/accommodations/{first}/id"));
            findings.push(finding.under(&under));
        }
        findings.extend(check_one(accommodation).map(|f| f.under(&under)));
    }
    findings
}

fn check_one(accommodation: &Accommodation) -> impl Iterator<Item = Finding> {
    let nothing = accommodation.extra_time.is_none() && accommodation.provides.is_empty();
    let nothing = nothing.then(|| {
        Finding::error("accommodation_empty", "").with("accommodation", accommodation.id.as_str())
    });
    let time = accommodation.extra_time.as_ref().and_then(check_time);
    nothing.into_iter().chain(time)
}

fn check_time(time: &ExtraTime) -> Option<Finding> {
    let (value, most, pointer, unit) = match (time.minutes, time.percent) {
        (Some(minutes), None) => (minutes, MOST_MINUTES, "/extra_time/minutes", "minutes"),
        (None, Some(percent)) => (percent, MOST_PERCENT, "/extra_time/percent", "percent"),
        _ => return Some(Finding::error("extra_time_one_way", "/extra_time")),
    };
    (value <= Hundredths::ZERO || value > most).then(|| {
        Finding::error("extra_time_range", pointer)
            .with("value", value.to_string())
            .with("most", most.to_string())
            .with("unit", unit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn time(value: Value) -> ExtraTime {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_percentage_of_the_time_is_rounded_up_to_whole_minutes_and_of_no_limit_it_is_nothing() {
        let half = time(json!({"percent": 50}));
        assert_eq!(half.of(Some(Hundredths::whole(25))), Hundredths::whole(13));
        assert_eq!(half.of(Some(Hundredths::whole(40))), Hundredths::whole(20));
        assert_eq!(half.of(None), Hundredths::ZERO);
        let forty = time(json!({"minutes": 40}));
        assert_eq!(forty.of(None), Hundredths::whole(40));
    }

    #[test]
    fn times_of_one_document_add_up_only_where_it_says_so() {
        let given = [time(json!({"percent": 25})), time(json!({"minutes": 15}))];
        let working = Some(Hundredths::whole(40));
        let of = |times| extra_minutes(times, &given, working);
        assert_eq!(of(Times::Largest), Hundredths::whole(15));
        assert_eq!(of(Times::Sum), Hundredths::whole(25));
        assert_eq!(
            extra_minutes(Times::Largest, &[], working),
            Hundredths::ZERO
        );
    }

    #[test]
    fn everything_wrong_with_a_document_is_told_at_once() {
        let document = json!({
            "schema": "synaq.accommodations/v1", "id": "sen", "version": 1, "title": {},
            "valid_from": "2026-09-01", "valid_to": "2026-08-31",
            "accommodations": [
                {"id": "a", "title": {}, "extra_time": {"minutes": 10, "percent": 10}},
                {"id": "a", "title": {}},
                {"id": "b", "title": {}, "extra_time": {"percent": 301}},
                {"id": "c", "title": {}, "extra_time": {"minutes": 600}, "provides": ["reader"]},
                {"id": "d", "title": {}, "extra_time": {}}
            ]
        });
        let found = check(&serde_json::from_value(document).unwrap());
        let found: Vec<_> = found
            .iter()
            .map(|f| (f.code.as_str(), f.pointer.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("dates_reversed", "/valid_to"),
                ("extra_time_one_way", "/accommodations/0/extra_time"),
                ("duplicate_id", "/accommodations/1/id"),
                ("accommodation_empty", "/accommodations/1"),
                ("extra_time_range", "/accommodations/2/extra_time/percent"),
                ("extra_time_one_way", "/accommodations/4/extra_time"),
            ]
        );
    }
}
