use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::*;

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Paper {
    #[schemars(length(min = 1, max = 8))]
    code: String,
    #[schemars(range(min = 1, max = 11))]
    grade: u8,
    #[schemars(length(min = 1, max = 3))]
    rows: Vec<Row>,
    #[serde(default)]
    #[schemars(extend("multipleOf" = 0.01))]
    points: Option<f64>,
    #[serde(default)]
    level: Option<Level>,
    #[serde(default)]
    #[schemars(regex(pattern = "^[0-9]{4}$"))]
    year: Option<String>,
    #[serde(default)]
    share: Option<[f64; 2]>,
    #[serde(default)]
    colour: Option<Colour>,
    #[serde(default)]
    shades: BTreeMap<Colour, u32>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    #[serde(default)]
    thinking: Option<OneOrCounts>,
}

crate::language::text_enum! {
    /// As the closed lists of the bank.
    Colour {
        /// The colour of grass.
        Green = "green",
        /// The colour of the sky.
        Blue = "blue",
    }
}

/// Documented variants make a `oneOf`, as most lists of the bank do.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
enum Level {
    /// Basic.
    Basic,
    /// High.
    High,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum OneOrCounts {
    One(Level),
    Counts(Counts),
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Counts {
    basic: u32,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum Shape {
    Circle { radius: u32 },
    Square { side: u32 },
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("patternProperties" = { "^x_": {} }, "additionalProperties" = false))]
struct Open {
    id: String,
    #[serde(flatten)]
    #[schemars(skip)]
    extensions: BTreeMap<String, Value>,
}

fn paper(change: impl FnOnce(&mut Value)) -> Value {
    let mut value = json!({"code": "M5", "grade": 5, "rows": [{"id": "r1"}]});
    change(&mut value);
    value
}

fn findings(value: &Value) -> Vec<Finding> {
    decode::<Paper>(value).err().unwrap_or_default()
}

fn only(value: &Value) -> (String, String, Value) {
    let found = findings(value);
    assert_eq!(found.len(), 1, "{found:?}");
    (
        found[0].code.clone(),
        found[0].pointer.clone(),
        json!(found[0].args),
    )
}

#[test]
fn a_good_document_is_decoded() {
    let decoded: Paper = decode(&paper(|v| v["level"] = json!("High"))).expect("a paper");
    assert_eq!((decoded.grade, decoded.level), (5, Some(Level::High)));
}

#[test]
fn every_violation_is_reported_with_its_pointer() {
    let value =
        json!({"grade": 12, "rows": [{"id": 1}, {"idd": "x"}], "levl": "High", "year": "26"});
    let mut found: Vec<_> = findings(&value)
        .into_iter()
        .map(|f| (f.pointer, f.code))
        .collect();
    found.sort();
    let wanted = [
        ("/code", "missing_field"),
        ("/grade", "above_maximum"),
        ("/levl", "unknown_field"),
        ("/rows/0/id", "wrong_type"),
        ("/rows/1/id", "missing_field"),
        ("/rows/1/idd", "unknown_field"),
        ("/year", "pattern_mismatch"),
    ];
    assert_eq!(
        found,
        wanted.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()))
    );
}

#[test]
fn each_rule_has_its_code_and_arguments() {
    for (key, value, code, args) in [
        (
            "grade",
            json!(0),
            "below_minimum",
            json!({"minimum": 1, "value": 0}),
        ),
        (
            "grade",
            json!(12),
            "above_maximum",
            json!({"maximum": 11, "value": 12}),
        ),
        (
            "grade",
            json!("5"),
            "wrong_type",
            json!({"expected": "integer", "found": "string"}),
        ),
        (
            "grade",
            json!(5.5),
            "wrong_type",
            json!({"expected": "integer", "found": "number"}),
        ),
        (
            "code",
            json!(""),
            "too_short",
            json!({"limit": 1, "length": 0}),
        ),
        (
            "code",
            json!("123456789"),
            "too_long",
            json!({"limit": 8, "length": 9}),
        ),
        (
            "rows",
            json!([]),
            "too_few",
            json!({"limit": 1, "length": 0}),
        ),
        (
            "year",
            json!("x"),
            "pattern_mismatch",
            json!({"pattern": "^[0-9]{4}$", "value": "x"}),
        ),
        (
            "year",
            json!(2026),
            "wrong_type",
            json!({"expected": "string", "found": "integer"}),
        ),
        (
            "points",
            json!(0.005),
            "not_a_multiple",
            json!({"step": 0.01, "value": 0.005}),
        ),
        (
            "share",
            json!([0.1, 0.2, 0.3]),
            "too_many",
            json!({"limit": 2, "length": 3}),
        ),
        (
            "level",
            json!("Hihg"),
            "not_allowed",
            json!({"value": "Hihg", "allowed": ["Basic", "High"], "nearest": "High"}),
        ),
        (
            "level",
            json!(3),
            "wrong_type",
            json!({"expected": "string", "found": "integer"}),
        ),
    ] {
        let pointer = format!("/{key}");
        assert_eq!(
            only(&paper(|v| v[key] = value)),
            (code.to_owned(), pointer, args),
            "{key}"
        );
    }
}

#[test]
fn an_unknown_key_names_the_nearest_allowed_one() {
    let (code, pointer, args) = only(&paper(|v| v["rows"][0]["tinking"] = json!(1)));
    assert_eq!(
        (code.as_str(), pointer.as_str()),
        ("unknown_field", "/rows/0/tinking")
    );
    assert_eq!(
        args,
        json!({"name": "tinking", "nearest": "thinking", "allowed": ["id", "thinking"]})
    );
}

#[test]
fn a_map_by_a_closed_list_refuses_other_keys() {
    let (code, pointer, args) = only(&paper(|v| v["shades"] = json!({"green": 1, "blu": 2})));
    assert_eq!(
        (code.as_str(), pointer.as_str()),
        ("unknown_field", "/shades/blu")
    );
    assert_eq!(args["nearest"], "blue");
}

#[test]
fn of_several_shapes_the_meant_one_speaks() {
    let with = |value: Value| paper(|v| v["rows"][0]["thinking"] = value);
    assert_eq!(only(&with(json!({"basic": -1}))).0, "below_minimum");
    assert_eq!(
        only(&with(json!({"basic": 1, "hi": 1}))).1,
        "/rows/0/thinking/hi"
    );
    assert_eq!(only(&with(json!("Low"))).0, "not_allowed");
    let (code, _, args) = only(&with(json!(5)));
    assert_eq!(
        (code.as_str(), &args["expected"]),
        ("wrong_type", &json!(["object", "string"]))
    );
    assert!(findings(&with(json!("High"))).is_empty());
}

#[test]
fn of_a_tagged_enum_the_tagged_shape_speaks() {
    let first = |value: Value| {
        let found = decode::<Shape>(&value).unwrap_err();
        assert_eq!(found.len(), 1, "{found:?}");
        (found[0].code.clone(), found[0].pointer.clone())
    };
    let wanted = |code: &str, pointer: &str| (code.to_owned(), pointer.to_owned());
    assert_eq!(
        first(json!({"kind": "circle", "radius": "x"})),
        wanted("wrong_type", "/radius")
    );
    assert_eq!(
        first(json!({"kind": "square"})),
        wanted("missing_field", "/side")
    );
    assert_eq!(
        first(json!({"kind": "sqare", "side": 1})),
        wanted("not_allowed", "/kind")
    );
    assert_eq!(first(json!({"side": 1})).0, "shape_mismatch");
}

#[test]
fn extensions_are_kept_and_every_other_unknown_key_is_refused() {
    let open: Open = decode(&json!({"id": "a", "x_note": [1]})).expect("an extension");
    assert_eq!(open.extensions["x_note"], json!([1]));
    let refused = decode::<Open>(&json!({"id": "a", "note": 1})).unwrap_err();
    assert_eq!(
        (refused[0].code.as_str(), refused[0].pointer.as_str()),
        ("unknown_field", "/note")
    );
}

#[test]
fn findings_are_bounded() {
    let rows: Vec<_> = (0..5000).map(|_| json!({"id": 1})).collect();
    let found = findings(&paper(|v| v["rows"] = json!(rows)));
    assert_eq!(found.len(), MOST_FINDINGS + 1);
    assert_eq!(found[MOST_FINDINGS].code, "more_findings");
}

#[test]
fn a_text_is_decoded_with_places() {
    let text = "code: M5\ngrade: 5\nrows:\n  - id: r1\n    tinking: 1\n";
    let refused = decode_text::<Paper>(text, Format::Yaml).unwrap_err();
    assert_eq!(
        refused[0].place.map(|place| (place.line, place.column)),
        Some((5, 5))
    );
}

#[test]
fn what_only_serde_can_judge_is_an_invalid_value() {
    assert_eq!(
        decode::<u32>(&json!(5_000_000_000u64)).unwrap_err()[0].code,
        "invalid_value"
    );
}

proptest! {
    #[test]
    fn two_decimals_are_a_multiple_of_a_hundredth_and_three_are_not(n in -10_000_000i64..10_000_000) {
        let two: f64 = format!("{n}e-2").parse().unwrap();
        let three: f64 = format!("{n}5e-3").parse().unwrap();
        prop_assert!(findings(&paper(|v| v["points"] = json!(two))).is_empty());
        prop_assert!(!findings(&paper(|v| v["points"] = json!(three))).is_empty());
    }
}
