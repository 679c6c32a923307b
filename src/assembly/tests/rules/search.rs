//! The search for an order against trying every order.

use proptest::prelude::*;

use crate::assembly::layout_search::{Ask, Found, Unit, search};

/// Up to six tasks in units of one or two, in up to two sections.
fn units() -> impl Strategy<Value = Vec<Unit>> {
    prop::collection::vec((1..=2usize, 0..2usize), 1..5).prop_map(|mut sizes| {
        sizes.sort_by_key(|(_, section)| *section);
        let mut next = 0;
        let unit = |(size, section): (usize, usize)| {
            next += size;
            Unit {
                tasks: (next - size..next).collect(),
                section,
            }
        };
        sizes.into_iter().map(unit).collect()
    })
}

fn ask(tasks: usize) -> impl Strategy<Value = Ask> {
    let marks = move || prop::collection::vec(any::<bool>(), tasks);
    let values = prop::collection::vec(prop::option::of(0..2usize), tasks);
    let numbers = prop::collection::vec(prop::option::of(0..4i64), tasks);
    let range = prop::option::of((1..=tasks, 0..3usize));
    let ranges = prop::collection::vec(range, tasks);
    prop_oneof![
        marks().prop_map(Ask::First),
        marks().prop_map(Ask::Last),
        (marks(), 1..4usize).prop_map(|(matches, apart)| Ask::Spread { matches, apart }),
        (values, 1..3usize).prop_map(|(values, most)| Ask::Run { values, most }),
        ranges.prop_map(|ranges| {
            let range = |range: Option<(usize, usize)>| range.map(|(low, more)| (low, low + more));
            Ask::Ranges(ranges.into_iter().map(range).collect())
        }),
        (numbers, any::<bool>()).prop_map(|(values, descending)| Ask::Order { values, descending }),
    ]
}

fn problem() -> impl Strategy<Value = (Vec<Unit>, Vec<Ask>)> {
    units().prop_flat_map(|units| {
        let tasks = units.iter().map(|unit| unit.tasks.len()).sum();
        (Just(units), prop::collection::vec(ask(tasks), 1..4))
    })
}

/// Every order of the units that keeps sections where they are.
fn orders(units: &[Unit]) -> Vec<Vec<Unit>> {
    let Some(first) = units.first() else {
        return vec![Vec::new()];
    };
    let mut all = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        if unit.section == first.section {
            let mut rest = units.to_vec();
            rest.remove(index);
            all.extend(orders(&rest).into_iter().map(|mut order| {
                order.insert(0, unit.clone());
                order
            }));
        }
    }
    all
}

/// What is asked, read off a finished order.
fn holds(order: &[Unit], ask: &Ask) -> bool {
    let places: Vec<(usize, usize)> = order
        .iter()
        .flat_map(|unit| unit.tasks.iter().map(|task| (*task, unit.section)))
        .collect();
    let tasks: Vec<usize> = places.iter().map(|(task, _)| *task).collect();
    let pairs = || (0..places.len()).flat_map(|a| (a + 1..places.len()).map(move |b| (a, b)));
    match ask {
        Ask::First(m) | Ask::Last(m) => {
            let wanted = matches!(ask, Ask::First(_));
            pairs().all(|(a, b)| {
                let same = places[a].1 == places[b].1;
                !same || m[tasks[a]] == m[tasks[b]] || m[tasks[a]] == wanted
            })
        }
        Ask::Spread { matches: m, apart } => {
            pairs().all(|(a, b)| !(m[tasks[a]] && m[tasks[b]]) || b - a >= *apart)
        }
        Ask::Run { values, most } => {
            let values: Vec<_> = tasks.iter().map(|task| values[*task]).collect();
            let runs = values.chunk_by(|a, b| a.is_some() && a == b);
            runs.into_iter()
                .all(|run| run[0].is_none() || run.len() <= *most)
        }
        Ask::Ranges(ranges) => tasks.iter().enumerate().all(|(place, task)| {
            ranges[*task].is_none_or(|(low, high)| low <= place + 1 && place < high)
        }),
        Ask::Order { values, descending } => {
            let mean = |unit: &Unit| {
                let known: Vec<i64> = unit.tasks.iter().filter_map(|t| values[*t]).collect();
                let mean = known.iter().sum::<i64>() as f64 / known.len() as f64;
                (!known.is_empty()).then_some((unit.section, mean))
            };
            let means: Vec<(usize, f64)> = order.iter().filter_map(mean).collect();
            means.windows(2).all(|pair| {
                let ((s, a), (t, b)) = (pair[0], pair[1]);
                s != t || a == b || (a > b) == *descending
            })
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_order_is_found_exactly_when_there_is_one((units, asks) in problem()) {
        let asked: Vec<&Ask> = asks.iter().collect();
        let exists = orders(&units).iter().any(|order| asks.iter().all(|ask| holds(order, ask)));
        match search(&units, &asked) {
            Found::Order(tasks) => {
                let unit = |task: &usize| units.iter().find(|unit| unit.tasks[0] == *task);
                let order: Vec<Unit> = tasks.iter().filter_map(unit).cloned().collect();
                prop_assert_eq!(order.len(), units.len());
                for ask in &asks {
                    prop_assert!(holds(&order, ask), "{:?} breaks {:?}", order, ask);
                }
            }
            Found::Nothing => prop_assert!(!exists),
            Found::Unknown => prop_assert!(false, "a search of a few tasks ends"),
        }
    }
}
