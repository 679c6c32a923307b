//! Who marks what. The same plan, scripts and seed give the same answer.
//!
//! Work is dealt piece by piece (the answer to a task, or a whole script) to whoever of those who may mark
//! it has least so far, in an order that the seed shuffles; pieces that few may mark come first. Where
//! everybody may mark everything and pieces are alike, loads differ by at most one piece.
//!
//! A piece that somebody has begun stays with who began it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::plan::{Allocation, MarkingPlanDocument, OwnScripts};
use crate::language::finding::Finding;
use crate::language::text_enum;

text_enum! {
    /// As what somebody marks a piece.
    SeatKind {
        /// The first marker.
        First = "first",
        /// The second marker of a piece that is marked twice.
        Second = "second",
        /// One of those who mark a control script.
        Control = "control",
    }
}

/// A script: the work of one candidate in one sitting.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Script {
    /// The sitting.
    pub sitting_no: i64,
    /// The attempt.
    pub attempt_no: i64,
    /// Its school.
    pub school: String,
    /// Its class.
    pub class: String,
    /// Marked by everybody, for control.
    pub is_control: bool,
}

/// Somebody who marks, with what narrows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marker {
    /// User id.
    pub user_id: String,
    /// The school he or she belongs to.
    pub school: String,
    /// Classes he or she teaches.
    pub classes: BTreeSet<String>,
    /// Positions; all when empty.
    pub positions: BTreeSet<u32>,
    /// Sittings that he or she may mark at all.
    pub sittings: BTreeSet<i64>,
}

impl Marker {
    fn may_mark(&self, script: &Script, positions: &[u32], rule: OwnScripts) -> bool {
        let own = match rule {
            OwnScripts::Allowed => false,
            OwnScripts::NeverOwnClasses => self.classes.contains(&script.class),
            OwnScripts::NeverOwnSchool => {
                self.school == script.school || self.classes.contains(&script.class)
            }
        };
        let every_task = positions.iter().all(|p| self.positions.contains(p));
        !own && self.sittings.contains(&script.sitting_no)
            && (self.positions.is_empty() || every_task)
    }
}

/// One task of one script at one marker.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    /// The sitting.
    pub sitting_no: i64,
    /// The attempt.
    pub attempt_no: i64,
    /// Position in the form.
    pub position: u32,
    /// As what.
    pub kind: SeatKind,
    /// User id.
    pub marker: String,
}

/// What is dealt at once: some tasks of a script.
struct Piece<'a> {
    script: &'a Script,
    positions: Vec<u32>,
    /// Indices of those who may mark it.
    may: Vec<usize>,
    first: Option<usize>,
    second: Option<usize>,
}

/// Deals the tasks of the scripts to the markers; `begun` are seats that stay as they are. Refused where
/// nobody, or only one of two that are needed, may mark something; told by task.
pub fn allocate(
    plan: &MarkingPlanDocument,
    (scripts, positions): (&[Script], &[u32]),
    markers: &[Marker],
    begun: &[Seat],
) -> Result<Vec<Seat>, Vec<Finding>> {
    let markers = &with_former(markers, begun);
    let mut random = ChaCha20Rng::seed_from_u64(plan.seed);
    let mut pieces = pieces(plan, scripts, positions, markers);
    let mut turn: Vec<usize> = (0..markers.len()).collect();
    shuffle(&mut random, &mut pieces);
    shuffle(&mut random, &mut turn);
    let place = places(&turn);
    seat_begun(&mut pieces, markers, begun);
    let twice = marked_twice(plan, &pieces);
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|at| pieces[*at].may.len());
    let mut load = vec![0_usize; markers.len()];
    for piece in &pieces {
        for taken in [piece.first, piece.second].into_iter().flatten() {
            load[taken] += piece.positions.len();
        }
    }
    let mut lacking: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for at in order {
        let piece = &mut pieces[at];
        deal(piece, twice.contains(&at), &mut load, &place);
        let needed = 1 + usize::from(twice.contains(&at));
        if [piece.first, piece.second].iter().flatten().count() < needed {
            for position in &piece.positions {
                let lack = lacking.entry(*position).or_insert((0, needed));
                *lack = (lack.0 + 1, lack.1.max(needed));
            }
        }
    }
    if !lacking.is_empty() {
        return Err(lacking.into_iter().map(nobody_for).collect());
    }
    let dealt = pieces.iter().flat_map(|piece| seats(piece, markers));
    let mut seats: BTreeSet<Seat> = dealt.collect();
    seats.extend(control_seats(plan, scripts, positions, markers));
    seats.extend(begun.iter().cloned());
    Ok(seats.into_iter().collect())
}

/// The markers and, behind them, those who began something under an earlier plan: they get nothing new.
fn with_former(markers: &[Marker], begun: &[Seat]) -> Vec<Marker> {
    let named: BTreeSet<&str> = markers.iter().map(|m| m.user_id.as_str()).collect();
    let former: BTreeSet<&str> = begun.iter().map(|seat| seat.marker.as_str()).collect();
    let former = former.difference(&named).map(|id| Marker {
        user_id: (*id).to_owned(),
        ..Marker::default()
    });
    markers.iter().cloned().chain(former).collect()
}

fn pieces<'a>(
    plan: &MarkingPlanDocument,
    scripts: &'a [Script],
    positions: &[u32],
    markers: &[Marker],
) -> Vec<Piece<'a>> {
    let mut scripts: Vec<&Script> = scripts.iter().filter(|s| !s.is_control).collect();
    scripts.sort();
    let dealt: Vec<Vec<u32>> = match plan.allocation {
        Allocation::ScriptWise => vec![positions.to_vec()],
        Allocation::ItemWise => positions.iter().map(|position| vec![*position]).collect(),
    };
    let piece = |script: &'a Script, positions: &Vec<u32>| {
        let may = |marker: &Marker| marker.may_mark(script, positions, plan.own_scripts);
        Piece {
            script,
            positions: positions.clone(),
            may: (0..markers.len()).filter(|m| may(&markers[*m])).collect(),
            first: None,
            second: None,
        }
    };
    let each = scripts.into_iter();
    let each = each.flat_map(|script| dealt.iter().map(move |positions| (script, positions)));
    each.map(|(script, positions)| piece(script, positions))
        .collect()
}

fn seat_begun(pieces: &mut [Piece<'_>], markers: &[Marker], begun: &[Seat]) {
    let numbers: BTreeMap<&str, usize> = (0..markers.len())
        .map(|n| (markers[n].user_id.as_str(), n))
        .collect();
    let mut by_task: BTreeMap<(i64, i64, u32), Vec<&Seat>> = BTreeMap::new();
    for seat in begun {
        let task = (seat.sitting_no, seat.attempt_no, seat.position);
        by_task.entry(task).or_default().push(seat);
    }
    for piece in pieces {
        let script = piece.script;
        let tasks = piece.positions.iter();
        let own = tasks.filter_map(|p| by_task.get(&(script.sitting_no, script.attempt_no, *p)));
        for seat in own.flatten() {
            let who = numbers.get(seat.marker.as_str()).copied();
            match seat.kind {
                SeatKind::First => piece.first = who,
                SeatKind::Second => piece.second = who,
                SeatKind::Control => {}
            }
        }
    }
}

/// Indices of the pieces that two mark: the share of each task's (or of all) scripts, rounded up; those
/// that are marked twice already come first.
fn marked_twice(plan: &MarkingPlanDocument, pieces: &[Piece<'_>]) -> BTreeSet<usize> {
    let mut by_task: BTreeMap<&[u32], Vec<usize>> = BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        by_task.entry(&piece.positions).or_default().push(at);
    }
    let share = usize::try_from(plan.share().0).unwrap_or(0);
    let mut twice = BTreeSet::new();
    for mut of_task in by_task.into_values() {
        let wanted = (of_task.len() * share).div_ceil(10_000);
        let begun = of_task.iter().filter(|at| pieces[**at].second.is_some());
        let wanted = wanted.max(begun.count());
        of_task.sort_by_key(|at| pieces[*at].second.is_none());
        twice.extend(of_task.into_iter().take(wanted));
    }
    twice
}

/// Gives a piece to whoever has least of those who may mark it; the second time to somebody else.
fn deal(piece: &mut Piece<'_>, is_twice: bool, load: &mut [usize], place: &[usize]) {
    let weight = piece.positions.len();
    let mut choose = |other: Option<usize>| {
        let free = piece.may.iter().copied().filter(|m| Some(*m) != other);
        let chosen = free.min_by_key(|m| (load[*m], place[*m]))?;
        load[chosen] += weight;
        Some(chosen)
    };
    piece.first = piece.first.or_else(|| choose(piece.second));
    if is_twice {
        piece.second = piece.second.or_else(|| choose(piece.first));
    }
}

fn seats(piece: &Piece<'_>, markers: &[Marker]) -> Vec<Seat> {
    let both = [
        (SeatKind::First, piece.first),
        (SeatKind::Second, piece.second),
    ];
    let taken = both
        .into_iter()
        .filter_map(|(kind, who)| Some((kind, who?)));
    taken
        .flat_map(|(kind, who)| {
            let seat = move |position: &u32| seat(piece.script, *position, kind, &markers[who]);
            piece.positions.iter().map(seat)
        })
        .collect()
}

fn control_seats(
    plan: &MarkingPlanDocument,
    scripts: &[Script],
    positions: &[u32],
    markers: &[Marker],
) -> Vec<Seat> {
    let controls = scripts.iter().filter(|script| script.is_control);
    let each = controls.flat_map(|script| positions.iter().map(move |p| (script, *p)));
    each.flat_map(|(script, position)| {
        let may = move |marker: &&Marker| marker.may_mark(script, &[position], plan.own_scripts);
        let markers = markers.iter().filter(may);
        markers.map(move |marker| seat(script, position, SeatKind::Control, marker))
    })
    .collect()
}

fn seat(script: &Script, position: u32, kind: SeatKind, marker: &Marker) -> Seat {
    Seat {
        sitting_no: script.sitting_no,
        attempt_no: script.attempt_no,
        position,
        kind,
        marker: marker.user_id.clone(),
    }
}

fn nobody_for((position, (scripts, needed)): (u32, (usize, usize))) -> Finding {
    Finding::error("marking_nobody_for", "/markers")
        .with("position", position)
        .with("scripts", scripts)
        .with("needed", needed)
}

/// Place of each marker in the order in which equals are chosen.
fn places(turn: &[usize]) -> Vec<usize> {
    let mut place = vec![0; turn.len()];
    for (at, marker) in turn.iter().enumerate() {
        place[*marker] = at;
    }
    place
}

/// Fisher and Yates, from the last place down.
fn shuffle<T>(random: &mut ChaCha20Rng, all: &mut [T]) {
    for at in (1..all.len()).rev() {
        let among = u64::try_from(at).unwrap_or(u64::MAX) + 1;
        let chosen = usize::try_from(random.next_u64() % among).unwrap_or(0);
        all.swap(at, chosen);
    }
}
