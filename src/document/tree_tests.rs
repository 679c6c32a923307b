use proptest::prelude::*;
use serde_json::json;

use super::*;

fn yaml(text: &str) -> Tree {
    parse(text, Format::Yaml).unwrap_or_else(|findings| panic!("{findings:?}"))
}

/// Code, pointer, line and column.
type Refusal = (String, String, Option<(u32, u32)>);

fn refusals(text: &str, format: Format) -> Vec<Refusal> {
    let findings = parse(text, format).err().unwrap_or_default();
    let place = |f: &Finding| f.place.map(|p| (p.line, p.column));
    findings
        .iter()
        .map(|f| (f.code.clone(), f.pointer.clone(), place(f)))
        .collect()
}

fn at(tree: &Tree, pointer: &str) -> (u32, u32) {
    tree.place(pointer)
        .map(|place| (place.line, place.column))
        .expect("a pointer")
}

const ROWS: &str =
    "id: x\nblueprint:\n  - id: r1\n    items: 4\n  - {id: r2, items: 5}\nқазақ: сынақ\n";

#[test]
fn a_document_in_yaml_has_values_and_places() {
    let tree = yaml(ROWS);
    assert_eq!(
        tree.value,
        json!({"id": "x", "blueprint": [{"id": "r1", "items": 4}, {"id": "r2", "items": 5}], "қазақ": "сынақ"})
    );
    assert_eq!(at(&tree, "/id"), (1, 5));
    assert_eq!(at(&tree, "/blueprint/0/items"), (4, 12));
    assert_eq!(at(&tree, "/blueprint/1/items"), (5, 21));
    assert_eq!(at(&tree, "/қазақ"), (6, 8));
    assert_eq!(
        tree.key_place("/blueprint/0/items"),
        Some(Place { line: 4, column: 5 })
    );
    assert_eq!(
        tree.key_place("/blueprint"),
        Some(Place { line: 2, column: 1 })
    );
}

#[test]
fn a_pointer_that_leads_nowhere_has_the_place_of_its_nearest_ancestor() {
    let tree = yaml(ROWS);
    assert_eq!(at(&tree, "/blueprint/1/points"), at(&tree, "/blueprint/1"));
    assert_eq!(at(&tree, "/nothing/here"), at(&tree, ""));
    assert_eq!(tree.place("no pointer"), None);
}

#[test]
fn an_unknown_key_is_located_at_the_key_and_a_wrong_value_at_the_value() {
    let findings = vec![
        Finding::error("unknown_field", "/id"),
        Finding::error("wrong_type", "/id"),
    ];
    let columns: Vec<_> = yaml(ROWS)
        .locate(findings)
        .iter()
        .map(|f| f.place.map(|p| p.column))
        .collect();
    assert_eq!(columns, [Some(1), Some(5)]);
}

#[test]
fn a_document_in_json_has_the_same_values_and_its_own_places() {
    let tree = parse(
        "{\"a\": [1, -2.5e1,\n  {\"ә\\n\": true}], \"b\":null}",
        Format::Json,
    )
    .expect("JSON");
    assert_eq!(
        tree.value,
        json!({"a": [1, -25.0, {"ә\n": true}], "b": null})
    );
    assert_eq!(at(&tree, "/a/1"), (1, 11));
    assert_eq!(at(&tree, "/a/2/ә\n"), (2, 11));
    assert_eq!(at(&tree, "/b"), (2, 23));
}

#[test]
fn quoted_and_tagged_scalars_are_what_they_say() {
    let tree = yaml(
        "a: '1'\nb: \"true\"\nc: !!str 7\nd: !!float 7\ne: ! 8\nf: |\n  x\n  y\n1: k\ntrue: t\n",
    );
    assert_eq!(
        tree.value,
        json!({"a": "1", "b": "true", "c": "7", "d": 7, "e": "8", "f": "x\ny\n", "1": "k", "true": "t"})
    );
}

#[test]
fn an_alias_repeats_its_anchor_and_stands_where_it_is_written() {
    let tree = yaml("a: &row\n  n: [1, 2]\nb: *row\n");
    assert_eq!(tree.value["b"], tree.value["a"]);
    assert_eq!(at(&tree, "/b"), (3, 4));
    assert_eq!(at(&tree, "/b/n/1"), (2, 10));
}

#[test]
fn every_duplicate_key_is_found() {
    let wanted = |place1, place2| {
        vec![
            ("duplicate_key".to_owned(), "/a".to_owned(), Some(place1)),
            (
                "duplicate_key".to_owned(),
                "/b/1/c".to_owned(),
                Some(place2),
            ),
        ]
    };
    assert_eq!(
        refusals("a: 1\na: 2\nb: [0, {c: 1, c: 1}]\n", Format::Yaml),
        wanted((2, 1), (3, 15))
    );
    assert_eq!(
        refusals(
            "{\"a\":1,\n\"a\":2,\"b\":[0,{\"c\":1,\"c\":1}]}",
            Format::Json
        ),
        wanted((2, 1), (2, 21))
    );
}

#[test]
fn broken_texts_are_refused_with_their_place() {
    for (text, format, code, line) in [
        ("a: 1\n\tb: 2\n", Format::Yaml, "yaml_tab", 2),
        ("a:\n  - b\n \t- c: [\n", Format::Yaml, "yaml_tab", 3),
        ("a: [1, 2\n", Format::Yaml, "yaml_syntax", 2),
        ("a: 1\n---\nb: 2\n", Format::Yaml, "yaml_many_documents", 2),
        ("", Format::Yaml, "document_empty", 1),
        ("# nothing\n", Format::Yaml, "document_empty", 1),
        ("a: 1\nb: !secret x\n", Format::Yaml, "yaml_tag_refused", 2),
        ("a: !!int x\n", Format::Yaml, "yaml_tag_refused", 1),
        ("a: 1\n? [x]\n: 2\n", Format::Yaml, "yaml_key_not_text", 2),
        ("a: &x [*x]\n", Format::Yaml, "yaml_alias_unknown", 1),
        ("a: *x\n", Format::Yaml, "yaml_syntax", 1),
        ("a: 1\nb: .inf\n", Format::Yaml, "number_out_of_range", 2),
        (" ", Format::Json, "document_empty", 1),
        ("{\"a\":\n01}", Format::Json, "json_syntax", 2),
        ("{\"a\": 1e999}", Format::Json, "number_out_of_range", 1),
        ("[1,]", Format::Json, "json_syntax", 1),
        ("[1] x", Format::Json, "json_syntax", 1),
        ("[\"a", Format::Json, "json_syntax", 1),
        ("[\"a\tb\"]", Format::Json, "json_syntax", 1),
        ("{a: 1}", Format::Json, "json_syntax", 1),
        ("nul", Format::Json, "json_syntax", 1),
    ] {
        let found = refusals(text, format);
        assert_eq!(found.len(), 1, "{text:?}: {found:?}");
        assert_eq!(
            (found[0].0.as_str(), found[0].2.map(|place| place.0)),
            (code, Some(line)),
            "{text:?}"
        );
    }
}

#[test]
fn depth_is_bounded_in_both_formats() {
    for (text, format) in [
        ("[".repeat(100_000), Format::Json),
        ("{\"a\":".repeat(100_000), Format::Json),
        ("[".repeat(200), Format::Yaml),
        ("- ".repeat(50_000), Format::Yaml),
    ] {
        assert_eq!(refusals(&text, format)[0].0, "document_too_deep");
    }
    let deepest = format!("{}{}", "[".repeat(64), "]".repeat(64));
    assert!(parse(&deepest, Format::Json).is_ok() && parse(&deepest, Format::Yaml).is_ok());
}

#[test]
fn aliases_that_multiply_are_refused_before_they_cost() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let inner = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb += &format!("a{level}: &a{level} [{inner}]\n");
    }
    assert_eq!(refusals(&bomb, Format::Yaml)[0].0, "document_too_large");
}

#[test]
fn aliases_count_towards_the_depth() {
    let mut text = "a0: &a0 [x]\n".to_owned();
    for level in 1..70 {
        text += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    assert_eq!(refusals(&text, Format::Yaml)[0].0, "document_too_deep");
}

#[test]
fn size_and_key_length_are_bounded() {
    let limits = Limits {
        bytes: 10,
        ..Limits::default()
    };
    assert_eq!(
        parse_within("a: bcdefghijk", Format::Yaml, &limits).unwrap_err()[0].code,
        "document_too_large"
    );
    let limits = Limits {
        values: 3,
        ..Limits::default()
    };
    assert_eq!(
        parse_within("[1,2,3]", Format::Json, &limits).unwrap_err()[0].code,
        "document_too_large"
    );
    let key = "k".repeat(257);
    assert_eq!(
        refusals(&format!("{key}: 1"), Format::Yaml)[0].0,
        "key_too_long"
    );
    assert_eq!(
        refusals(&format!("{{\"{key}\": 1}}"), Format::Json)[0].0,
        "key_too_long"
    );
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in "[-a1:,\\[\\]{}\"'&*!|>#?% \n\t\\\\ә]{0,60}") {
        let _ = parse(&text, Format::Yaml);
        let _ = parse(&text, Format::Json);
    }

    #[test]
    fn json_is_read_as_serde_json_reads_it(text in "[-0-9.eE\\[\\]{}\":, tfnurals\\\\]{0,24}") {
        if let Ok(tree) = parse(&text, Format::Json) {
            let other: Value = serde_json::from_str(&text).expect("both accept it");
            prop_assert_eq!(crate::document::canonical(&tree.value), crate::document::canonical(&other));
        }
    }
}
