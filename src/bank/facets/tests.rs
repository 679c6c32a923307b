use proptest::prelude::*;

use super::*;

const SUBJECTS: [&str; 3] = ["mathematics", "physics", "history"];
const TYPES: [&str; 3] = ["MCQ", "SA", "EA"];
const PHASES: [&str; 3] = ["draft", "live", "closed"];

/// What versions say in these tests: `facet=value` by words.
fn reading(said: &str) -> Vec<(Facet, String)> {
    let pairs = said.split(' ').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(facet, value)| (facet.parse().expect("a facet"), value.to_owned()))
        .collect()
}

fn said(values: &[(Facet, String)]) -> String {
    let pairs = values
        .iter()
        .map(|(facet, value)| format!("{facet}={value}"));
    pairs.collect::<Vec<_>>().join(" ")
}

fn item(n: usize, versions: &[(usize, usize, usize, u8)]) -> FacetItem {
    let last = versions.len();
    let version = |(at, (subject, kind, phase, grade)): (usize, &(usize, usize, usize, u8))| {
        let mut values = vec![
            (Facet::Subject, SUBJECTS[*subject].to_owned()),
            (Facet::Type, TYPES[*kind].to_owned()),
            (Facet::Phase, PHASES[*phase].to_owned()),
        ];
        values.extend((*grade..=grade + 1).map(|g| (Facet::Grade, g.to_string())));
        FacetVersion {
            number: at as i32 + 1,
            latest: at + 1 == last,
            said: said(&values),
            ..FacetVersion::default()
        }
    };
    FacetItem {
        id: format!("item-{n}"),
        versions: versions.iter().enumerate().map(version).collect(),
        ..FacetItem::default()
    }
}

fn index_of(items: &[FacetItem]) -> FacetIndex {
    let mut index = FacetIndex::default();
    for item in items {
        index.put(item, reading);
    }
    index
}

/// The same as a list without the facet's own filter would count, value by value.
fn naive(items: &[FacetItem], filters: &[(Facet, String)], facet: Facet, value: &str) -> u32 {
    let has = |v: &FacetVersion, f: Facet, x: &str| {
        reading(&v.said).iter().any(|(g, y)| *g == f && y == x)
    };
    // Choosing a value of a facet puts it in the place of the filter on that facet.
    let mut chosen: Vec<_> = filters
        .iter()
        .filter(|(f, _)| *f != facet)
        .cloned()
        .collect();
    chosen.push((facet, value.to_owned()));
    let newest_only = chosen.iter().all(|(f, _)| *f != Facet::Phase);
    let versions = items.iter().flat_map(|i| &i.versions);
    let met = versions
        .filter(|v| (!newest_only || v.latest) && chosen.iter().all(|(f, x)| has(v, *f, x)));
    met.count() as u32
}

proptest! {
    #[test]
    fn a_value_counts_what_the_list_shows_when_it_is_chosen(
        versions in prop::collection::vec(prop::collection::vec((0..3usize, 0..3usize, 0..3usize, 5..8u8), 1..3), 0..40),
        subject in prop::option::of(0..3usize), kind in prop::option::of(0..3usize),
        phase in prop::option::of(0..3usize), grade in prop::option::of(5..9u8),
    ) {
        let items: Vec<_> = versions.iter().enumerate().map(|(n, v)| item(n, v)).collect();
        let index = index_of(&items);
        let mut filters = Vec::new();
        filters.extend(subject.map(|n| (Facet::Subject, SUBJECTS[n].to_owned())));
        filters.extend(kind.map(|n| (Facet::Type, TYPES[n].to_owned())));
        filters.extend(phase.map(|n| (Facet::Phase, PHASES[n].to_owned())));
        filters.extend(grade.map(|g| (Facet::Grade, g.to_string())));
        let conditions = filters.iter().map(|(facet, value)| Condition {
            facet: *facet,
            any_of: index.value(*facet, value).into_iter().collect(),
        });
        let wanted = Wanted { conditions: conditions.collect(), newest_only: true, only: None, admits: &|_, _| true };
        let counted = count(&index, &wanted);
        for (facet, value) in index.values() {
            let told = counted.facets.get(facet).and_then(|f| f.values.iter().find(|v| v.value == *value));
            let told = told.map_or(0, |v| v.count.count);
            prop_assert_eq!(told, naive(&items, &filters, *facet, value), "{:?} {} under {:?}", facet, value, filters);
        }
    }
}

#[test]
fn ten_thousand_is_told_exactly_and_one_more_is_not() {
    let told = |n| (Count::from(n).count, Count::from(n).exact);
    assert_eq!(told(0), (0, true));
    assert_eq!(told(10_000), (10_000, true));
    assert_eq!(told(10_001), (10_000, false));
}

#[test]
fn an_item_put_again_counts_once_and_one_taken_out_not_at_all() {
    let mut index = index_of(&[item(1, &[(0, 0, 0, 5)]), item(2, &[(1, 0, 0, 5)])]);
    index.put(&item(1, &[(2, 1, 1, 6)]), reading);
    index.take("item-2");
    let all = Wanted {
        conditions: Vec::new(),
        newest_only: true,
        only: None,
        admits: &|_, _| true,
    };
    let counted = count(&index, &all);
    assert_eq!(counted.total, 1.into());
    let subjects = &counted.facets[&Facet::Subject].values;
    assert_eq!(subjects.len(), 1);
    assert_eq!(subjects[0].value, "history");
}

#[test]
fn only_named_versions_count_where_versions_are_named() {
    let index = index_of(&[
        item(1, &[(0, 0, 0, 5), (1, 0, 1, 5)]),
        item(2, &[(1, 0, 0, 5)]),
        item(3, &[(2, 0, 0, 5)]),
    ]);
    let named = [
        ("item-1", 1),
        ("item-1", 2),
        ("item-3", 1),
        ("item-3", 2),
        ("gone", 1),
    ];
    let named = named.map(|(id, number)| (id.to_owned(), number));
    let wanted = Wanted {
        conditions: Vec::new(),
        newest_only: true,
        only: Some(&named),
        admits: &|_, _| true,
    };
    let counted = count(&index, &wanted);
    assert_eq!(counted.total, 2.into());
    let of = |facet: Facet| -> Vec<(&str, u32)> {
        let values = counted.facets[&facet].values.iter();
        values.map(|v| (v.value.as_str(), v.count.count)).collect()
    };
    assert_eq!(of(Facet::Subject), [("history", 1), ("physics", 1)]);
    // The older version counts in its phase alone.
    assert_eq!(of(Facet::Phase), [("draft", 2), ("live", 1)]);
}

#[test]
fn the_most_frequent_values_come_first_and_the_rest_is_said_to_be_there() {
    let items: Vec<FacetItem> = (0..120)
        .map(|n| FacetItem {
            id: n.to_string(),
            versions: vec![FacetVersion {
                latest: true,
                said: said(&[
                    (Facet::Objective, format!("o-{n:03}")),
                    (
                        Facet::Criterion,
                        if n < 7 { "rare" } else { "common" }.to_owned(),
                    ),
                ]),
                ..FacetVersion::default()
            }],
            ..FacetItem::default()
        })
        .collect();
    let all = Wanted {
        conditions: Vec::new(),
        newest_only: true,
        only: None,
        admits: &|_, _| true,
    };
    let counted = count(&index_of(&items), &all);
    let objectives = &counted.facets[&Facet::Objective];
    assert_eq!(
        (objectives.values.len(), objectives.more),
        (MOST_VALUES, true)
    );
    let criteria: Vec<_> = counted.facets[&Facet::Criterion]
        .values
        .iter()
        .map(|v| (v.value.as_str(), v.count.count))
        .collect();
    assert_eq!(criteria, [("common", 113), ("rare", 7)]);
}
