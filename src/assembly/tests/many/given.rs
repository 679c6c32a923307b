use super::*;
use crate::assembly::given::GivenItem;

fn given(item: &str, row: Option<&str>) -> GivenItem {
    GivenItem {
        item: item.to_owned(),
        version: None,
        row: row.map(str::to_owned),
        position: None,
    }
}

fn half_built() -> Request {
    let mut items = calibrated(40, 2);
    for item in &mut items {
        // Everything fits both rows, so that the row of a given item is its own.
        item.objectives = vec!["5.1.1.1".to_owned(), "5.2.1.1".to_owned()];
    }
    request(two_rows(4), json!({}), items)
}

#[test]
fn the_rest_of_a_form_is_assembled_around_what_stands_in_it() {
    let mut request = half_built();
    request.options.given_items = vec![
        given("q0007", Some("R2")),
        given("q0011", Some("R1")),
        given("q0013", None),
    ];
    let assembly = form(&request);
    let row = |code: &str| {
        let mut positions = assembly.forms[0].positions.iter();
        positions.find(|p| p.item == code).map(|p| p.row.clone())
    };
    assert_eq!(row("q0007").as_deref(), Some("R2"));
    assert_eq!(row("q0011").as_deref(), Some("R1"));
    assert!(row("q0013").is_some());
    assert_eq!(assembly.forms[0].positions.len(), 8);
    let lines = assembly.forms[0]
        .achieved
        .iter()
        .filter(|a| a.kind == "given");
    assert_eq!(lines.count(), 3);
    request.options.given_items.clear();
    assert!(
        !codes(&form(&request), 0).contains(&"q0007"),
        "it stands there only because it is given"
    );
}

#[test]
fn given_items_that_cannot_stand_together_are_named_all_at_once() {
    let mut request = half_built();
    let few = |item: &mut Candidate| item.objectives = vec!["5.1.1.1".to_owned()];
    (2..8).for_each(|n| few(&mut request.candidates[n]));
    request.candidates[20].phase = Phase::Draft;
    let mut items: Vec<GivenItem> = (2..8).map(|n| given(&format!("q{n:04}"), None)).collect();
    items.extend([given("q0020", None), given("nothing", None)]);
    items.extend([given("q0000", None), given("q0001", None)]);
    request.options.given_items = items;
    let refusal = refusal(&request);
    let mut codes: Vec<&str> = refusal.findings.iter().map(|f| f.code.as_str()).collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            "given_item_fits_no_row",
            "given_item_unknown",
            "given_items_exclude_each_other",
            "given_items_overfill_row"
        ]
    );
    let of = |code: &str| refusal.findings.iter().find(|f| f.code == code).unwrap();
    assert_eq!(of("given_item_fits_no_row").args["reasons"], "phase");
    assert_eq!(
        of("given_item_fits_no_row").pointer,
        "/options/given_items/6"
    );
    assert_eq!(
        of("given_items_exclude_each_other").args["items"],
        "q0000, q0001"
    );
    assert_eq!(of("given_items_overfill_row").args["row"], "R1");
    assert_eq!(of("given_items_overfill_row").args["have"], 6);
}

#[test]
fn a_list_that_makes_no_sense_is_refused() {
    let mut request = half_built();
    request.options.forms = Some(2);
    request.options.blocked = vec!["q0009".to_owned()];
    request.options.given_items = vec![
        given("q0007", Some("R9")),
        given("q0007", None),
        given("q0009", None),
    ];
    let mut codes: Vec<String> = refusal(&request)
        .findings
        .into_iter()
        .map(|f| f.code)
        .collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            "given_item_twice",
            "given_items_are_of_one_form",
            "given_row_unknown",
            "item_given_and_blocked"
        ]
    );
}

#[test]
fn given_items_that_leave_too_little_time_are_named_as_what_contradicts() {
    let mut request = half_built();
    for (number, item) in request.candidates.iter_mut().enumerate() {
        item.minutes = Some(Points::whole(if number < 12 { 9 } else { 1 }));
        item.enemies.clear();
    }
    request.document.duration_min = Some(Points::whole(20));
    form(&request);
    request.options.given_items = ["q0002", "q0003", "q0004"]
        .iter()
        .map(|code| given(code, None))
        .collect();
    let refusal = refusal(&request);
    let named = refusal
        .findings
        .iter()
        .flat_map(|finding| finding.args.values());
    let named: String = named.map(ToString::to_string).collect();
    assert!(
        named.contains("given:q0002") && named.contains("minutes"),
        "{named}"
    );
}

fn at(item: &str, position: u32) -> GivenItem {
    GivenItem {
        position: Some(position),
        ..given(item, None)
    }
}

fn placed(form: &Assembly) -> Vec<(u32, String)> {
    let positions = form.forms[0].positions.iter();
    positions.map(|p| (p.position, p.item.clone())).collect()
}

#[test]
fn a_given_item_stands_at_the_position_it_is_given_at() {
    let mut request = half_built();
    request.options.given_items = vec![at("q0007", 8), at("q0011", 1), at("q0013", 4)];
    let assembly = form(&request);
    let order = placed(&assembly);
    for given in &request.options.given_items {
        let place = (given.position.unwrap(), given.item.clone());
        assert!(order.contains(&place), "{place:?} in {order:?}");
    }
    let lines = assembly.forms[0].achieved.iter();
    let lines: Vec<&str> = lines
        .filter(|line| line.kind == "given_position" && line.holds)
        .map(|line| line.about.as_str())
        .collect();
    assert_eq!(lines, ["q0007@8", "q0011@1", "q0013@4"]);
    for given in &mut request.options.given_items {
        given.position = None;
    }
    assert_ne!(
        placed(&form(&request)),
        order,
        "the positions changed nothing"
    );
}

#[test]
fn a_position_says_the_section() {
    let mut request = half_built();
    request.document.sections = serde_json::from_value(json!([
        {"id": "A", "minutes": 30, "score": 4}, {"id": "B", "minutes": 30, "score": 4}
    ]))
    .unwrap();
    for (row, section) in request.document.blueprint.iter_mut().zip(["A", "B"]) {
        row.section = Some(section.to_owned());
    }
    request.options.given_items = vec![at("q0007", 7)];
    let assembly = form(&request);
    let mut positions = assembly.forms[0].positions.iter();
    let there = positions.find(|p| p.item == "q0007").unwrap();
    assert_eq!((there.position, there.row.as_str()), (7, "R2"));
    request.options.given_items[0].row = Some("R1".to_owned());
    let refusal = refusal(&request);
    let finding = &refusal.findings[0];
    assert_eq!(finding.code, "given_position_outside_section");
    assert_eq!(finding.pointer, "/options/given_items/0/position");
    assert_eq!(finding.args["section"], "A");
}

#[test]
fn positions_that_make_no_sense_are_all_named() {
    let mut request = half_built();
    request.options.given_items = vec![at("q0007", 9), at("q0011", 2), at("q0013", 2)];
    let codes: Vec<(String, String)> = refusal(&request)
        .findings
        .into_iter()
        .map(|f| (f.code, f.pointer))
        .collect();
    let expected = [
        (
            "given_position_out_of_range",
            "/options/given_items/0/position",
        ),
        ("given_position_twice", "/options/given_items/2/position"),
    ];
    assert_eq!(codes, expected.map(|(c, p)| (c.to_owned(), p.to_owned())));
}
