//! What holds of every allocation.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::allocation::{Marker, Script, Seat, SeatKind, allocate};
use super::plan::tests::double;
use super::plan::{Allocation, MarkingMode, MarkingPlanDocument, OwnScripts};
use crate::bank::Hundredths;

/// Scripts of as many schools as are named, so many each; the first `controls` of each are for control.
fn scripts(schools: usize, each: usize, controls: usize) -> Vec<Script> {
    let of_school = |school: usize| {
        (0..each).map(move |n| Script {
            sitting_no: school as i64 + 1,
            attempt_no: n as i64 + 1,
            school: format!("s{school}"),
            class: format!("c{school}"),
            is_control: n < controls,
        })
    };
    (0..schools).flat_map(of_school).collect()
}

/// Markers of the schools in turn, who may mark every sitting.
fn markers(schools: usize, count: usize) -> Vec<Marker> {
    let marker = |n: usize| Marker {
        user_id: format!("m{n}"),
        school: format!("s{}", n % schools.max(1)),
        sittings: (1..=schools as i64).collect(),
        ..Marker::default()
    };
    (0..count).map(marker).collect()
}

fn plan(mode: MarkingMode, allocation: Allocation, share: i64, seed: u64) -> MarkingPlanDocument {
    MarkingPlanDocument {
        mode,
        allocation,
        share: (mode != MarkingMode::Single).then(|| Hundredths::whole(share)),
        seed,
        ..double(&[])
    }
}

fn loads(seats: &[Seat]) -> BTreeMap<&str, usize> {
    let mut loads = BTreeMap::new();
    for seat in seats {
        *loads.entry(seat.marker.as_str()).or_default() += 1;
    }
    loads
}

fn of_kind(seats: &[Seat], kind: SeatKind) -> BTreeMap<(i64, i64, u32), &str> {
    let own = seats.iter().filter(|seat| seat.kind == kind);
    own.map(|seat| {
        let place = (seat.sitting_no, seat.attempt_no, seat.position);
        (place, seat.marker.as_str())
    })
    .collect()
}

proptest! {
    #[test]
    fn everything_is_marked_once_or_twice_by_different_people_and_never_by_their_own_school(
        schools in 3usize..6, each in 1usize..9, extra in 0usize..5, tasks in 1u32..4,
        share in 1i64..=100, seed: u64, script_wise: bool,
    ) {
        let positions: Vec<u32> = (1..=tasks).collect();
        let allocation = if script_wise { Allocation::ScriptWise } else { Allocation::ItemWise };
        let plan = plan(MarkingMode::DoubleBlind, allocation, share, seed);
        let (scripts, markers) = (scripts(schools, each, 0), markers(schools, schools + extra));
        let seats = allocate(&plan, (&scripts, &positions), &markers, &[]).unwrap();
        let (first, second) = (of_kind(&seats, SeatKind::First), of_kind(&seats, SeatKind::Second));
        prop_assert_eq!(first.len(), scripts.len() * positions.len());
        for position in positions {
            let twice = second.keys().filter(|place| place.2 == position).count();
            let wanted = (scripts.len() * share as usize).div_ceil(100);
            prop_assert_eq!(twice, wanted);
        }
        for (place, marker) in &second {
            prop_assert_ne!(first[place], *marker);
        }
        let school = |marker: &str| markers.iter().find(|m| m.user_id == marker).unwrap().school.clone();
        for seat in &seats {
            prop_assert_ne!(school(&seat.marker), format!("s{}", seat.sitting_no - 1));
        }
        if script_wise {
            let by_script: BTreeSet<_> = first.iter().map(|((s, a, _), m)| (s, a, m)).collect();
            prop_assert_eq!(by_script.len(), scripts.len());
        }
    }

    #[test]
    fn where_all_may_mark_everything_loads_differ_by_one_piece_at_most(
        count in 2usize..8, each in 1usize..40, tasks in 1u32..4, share in 1i64..=100, seed: u64,
    ) {
        let positions: Vec<u32> = (1..=tasks).collect();
        let plan = MarkingPlanDocument {
            own_scripts: OwnScripts::Allowed,
            ..plan(MarkingMode::DoubleBlind, Allocation::ItemWise, share, seed)
        };
        let markers = markers(1, count);
        let seats = allocate(&plan, (&scripts(1, each, 0), &positions), &markers, &[]).unwrap();
        let loads = loads(&seats);
        let of = |marker: &Marker| loads.get(marker.user_id.as_str()).copied().unwrap_or(0);
        let most = markers.iter().map(of).max().unwrap();
        let least = markers.iter().map(of).min().unwrap();
        prop_assert!(most - least <= 1, "{:?}", loads);
    }

    #[test]
    fn the_same_seed_gives_the_same_whatever_the_order_of_scripts(
        each in 1usize..12, seed: u64,
    ) {
        let plan = plan(MarkingMode::ReadBehind, Allocation::ScriptWise, 40, seed);
        let mut scripts = scripts(3, each, 0);
        let markers = markers(3, 5);
        let once = allocate(&plan, (&scripts, &[2, 5]), &markers, &[]).unwrap();
        scripts.reverse();
        prop_assert_eq!(once, allocate(&plan, (&scripts, &[2, 5]), &markers, &[]).unwrap());
    }

    #[test]
    fn what_is_begun_stays_when_the_plan_is_made_anew(each in 2usize..12, seed: u64, other: u64) {
        let scripts = scripts(3, each, 1);
        let before = plan(MarkingMode::DoubleBlind, Allocation::ItemWise, 50, seed);
        let seats = allocate(&before, (&scripts, &[1, 2]), &markers(3, 4), &[]).unwrap();
        let begun: Vec<Seat> = seats.iter().step_by(3).cloned().collect();
        let after = plan(MarkingMode::DoubleBlind, Allocation::ItemWise, 20, other);
        let anew = allocate(&after, (&scripts, &[1, 2]), &markers(3, 6), &begun).unwrap();
        for seat in &begun {
            prop_assert!(anew.contains(seat));
        }
        let first = of_kind(&anew, SeatKind::First).len();
        prop_assert_eq!(first, anew.iter().filter(|s| s.kind == SeatKind::First).count());
        for (place, marker) in of_kind(&anew, SeatKind::Second) {
            prop_assert_ne!(of_kind(&anew, SeatKind::First)[&place], marker);
        }
    }
}

#[test]
fn a_control_script_goes_to_everybody_who_may_mark_it_and_to_nobody_twice() {
    let plan = plan(MarkingMode::Single, Allocation::ItemWise, 100, 7);
    let seats = allocate(&plan, (&scripts(2, 3, 1), &[1]), &markers(2, 4), &[]).unwrap();
    let control: Vec<_> = seats
        .iter()
        .filter(|seat| seat.kind == SeatKind::Control)
        .map(|seat| (seat.sitting_no, seat.marker.as_str()))
        .collect();
    assert_eq!(control, [(1, "m1"), (1, "m3"), (2, "m0"), (2, "m2")]);
    assert_eq!(of_kind(&seats, SeatKind::First).len(), 4);
}

#[test]
fn what_nobody_may_mark_is_told_by_task_with_how_many_scripts() {
    let mut few = markers(2, 2);
    few[0].positions = BTreeSet::from([1]);
    let plan = plan(MarkingMode::Single, Allocation::ItemWise, 100, 7);
    let findings = allocate(&plan, (&scripts(2, 3, 0), &[1, 2]), &few, &[]).unwrap_err();
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, "marking_nobody_for");
    assert_eq!(
        (&findings[0].args["position"], &findings[0].args["scripts"]),
        (&2.into(), &3.into())
    );
}
