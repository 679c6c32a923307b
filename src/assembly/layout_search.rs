//! A depth-first search for an order of tasks, with look-ahead: a start that cannot be finished is left
//! as soon as counting shows it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Most starts that are looked at.
const MOST_STARTS: usize = 200_000;

/// Tasks that stay together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Numbers of the tasks, in their order.
    pub(super) tasks: Vec<usize>,
    /// Section; units of one section stand together.
    pub(super) section: usize,
}

/// What is asked of an order; lists are by task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// Matching tasks first in their section.
    First(Vec<bool>),
    /// Matching tasks last in their section.
    Last(Vec<bool>),
    /// Matching tasks so far apart.
    Spread {
        /// Which match.
        matches: Vec<bool>,
        /// Least distance of positions.
        apart: usize,
    },
    /// No longer run of one value.
    Run {
        /// Value; none breaks a run.
        values: Vec<Option<usize>>,
        /// Longest run.
        most: usize,
    },
    /// Positions from 1, both inclusive.
    Ranges(Vec<Option<(usize, usize)>>),
    /// Values that never fall in a section (never rise where it descends); units by their mean.
    Order {
        /// Values.
        values: Vec<Option<i64>>,
        /// From the greatest down.
        descending: bool,
    },
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Tasks in order.
    Order(Vec<usize>),
    /// There is no order.
    Nothing,
    /// The search was cut short.
    Unknown,
}

/// Looks for an order of all units that everything asked holds in.
pub(super) fn search(units: &[Unit], asks: &[&Ask]) -> Found {
    let mut search = Search {
        units,
        asks,
        classes: classes(units, asks),
        left: vec![true; units.len()],
        placed: Vec::new(),
        starts: 0,
    };
    match search.go() {
        Some(true) => Found::Order(search.placed),
        Some(false) => Found::Nothing,
        None => Found::Unknown,
    }
}

/// Units with the same number are alike in everything asked.
fn classes(units: &[Unit], asks: &[&Ask]) -> Vec<usize> {
    let mut known: BTreeMap<Vec<i64>, usize> = BTreeMap::new();
    let class = |unit: &Unit| {
        let section = i64::try_from(unit.section).unwrap_or(i64::MAX);
        let mut signature = vec![section, unit.tasks.len() as i64];
        for ask in asks {
            signature.extend(unit.tasks.iter().flat_map(|task| ask.of_task(*task)));
        }
        let next = known.len();
        *known.entry(signature).or_insert(next)
    };
    units.iter().map(class).collect()
}

impl Ask {
    /// Everything that is asked of a task, as numbers.
    fn of_task(&self, task: usize) -> [i64; 2] {
        const NONE: i64 = i64::MIN;
        let place = |place: usize| i64::try_from(place).unwrap_or(i64::MAX);
        match self {
            Self::First(matches) | Self::Last(matches) | Self::Spread { matches, .. } => {
                [i64::from(matches[task]), 0]
            }
            Self::Run { values, .. } => [values[task].map_or(NONE, place), 0],
            Self::Ranges(ranges) => {
                ranges[task].map_or([NONE, NONE], |(low, high)| [place(low), place(high)])
            }
            Self::Order { values, .. } => [values[task].unwrap_or(NONE), 0],
        }
    }
}

struct Search<'a> {
    units: &'a [Unit],
    asks: &'a [&'a Ask],
    classes: Vec<usize>,
    /// Units that are not placed.
    left: Vec<bool>,
    /// Tasks that are.
    placed: Vec<usize>,
    starts: usize,
}

impl Search<'_> {
    /// True when everything is placed; `None` when the search is cut short.
    fn go(&mut self) -> Option<bool> {
        let Some(first) = self.left.iter().position(|left| *left) else {
            return Some(true);
        };
        let section = self.units[first].section;
        let mut tried = Vec::new();
        for unit in first..self.units.len() {
            let class = self.classes[unit];
            let here = self.left[unit] && self.units[unit].section == section;
            if !here || tried.contains(&class) {
                continue;
            }
            tried.push(class);
            self.starts += 1;
            if self.starts > MOST_STARTS {
                return None;
            }
            let before = self.placed.len();
            self.left[unit] = false;
            self.placed.extend(&self.units[unit].tasks);
            if self.may_go_on(section, before) && self.go()? {
                return Some(true);
            }
            self.placed.truncate(before);
            self.left[unit] = true;
        }
        Some(false)
    }

    /// True where what was placed from `new` on keeps everything asked, and counting shows nothing
    /// against the rest of the section.
    fn may_go_on(&self, section: usize, new: usize) -> bool {
        let units = self.units.iter().zip(&self.left);
        let of_section = units.filter(|(unit, left)| **left && unit.section == section);
        let rest: Vec<&Unit> = of_section.map(|(unit, _)| unit).collect();
        let tasks: Vec<usize> = rest.iter().flat_map(|unit| &unit.tasks).copied().collect();
        let start = self.start_of(section);
        self.asks.iter().all(|ask| match ask {
            Ask::First(matches) => first_holds(&self.placed[start..], &tasks, matches),
            Ask::Last(matches) => {
                let others: Vec<bool> = matches.iter().map(|matches| !matches).collect();
                first_holds(&self.placed[start..], &tasks, &others)
            }
            Ask::Spread { matches, apart } => self.spread_holds(new, &tasks, matches, *apart),
            Ask::Run { values, most } => self.run_holds(new, &tasks, values, *most),
            Ask::Ranges(ranges) => self.ranges_hold(new, &tasks, ranges),
            Ask::Order { values, descending } => self.order_holds(new, &rest, values, *descending),
        })
    }

    /// Place of the first task of the section that is being filled.
    fn start_of(&self, section: usize) -> usize {
        let units = self.units.iter().zip(&self.left);
        let placed_here = units.filter(|(unit, left)| !**left && unit.section == section);
        let here: usize = placed_here.map(|(unit, _)| unit.tasks.len()).sum();
        self.placed.len() - here
    }

    fn spread_holds(&self, new: usize, rest: &[usize], matches: &[bool], apart: usize) -> bool {
        let before = self.placed[..new].iter().rposition(|task| matches[*task]);
        let mut last = before;
        for (place, task) in self.placed.iter().enumerate().skip(new) {
            if !matches[*task] {
                continue;
            }
            if last.is_some_and(|last| place - last < apart) {
                return false;
            }
            last = Some(place);
        }
        // The rest of the section must have room for its matching tasks.
        let many = rest.iter().filter(|task| matches[**task]).count();
        let next = last.map_or(self.placed.len(), |last| {
            (last + apart).max(self.placed.len())
        });
        let end = self.placed.len() + rest.len();
        many == 0 || next + (many - 1) * apart < end
    }

    fn run_holds(&self, new: usize, rest: &[usize], values: &[Option<usize>], most: usize) -> bool {
        let mut run = 0;
        let from = new.saturating_sub(most);
        let mut before = None;
        for task in &self.placed[from..] {
            let value = values[*task];
            run = if value.is_some() && value == before {
                run + 1
            } else {
                1
            };
            before = value;
            if value.is_some() && run > most {
                return false;
            }
        }
        // Others must stand between the runs of each value.
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for value in rest.iter().filter_map(|task| values[*task]) {
            *counts.entry(value).or_default() += 1;
        }
        counts.into_iter().all(|(value, count)| {
            let begun = if before == Some(value) {
                run.min(most)
            } else {
                0
            };
            let others = rest.len() - count;
            count <= (others + 1).saturating_mul(most).saturating_sub(begun)
        })
    }

    fn ranges_hold(&self, new: usize, rest: &[usize], ranges: &[Option<(usize, usize)>]) -> bool {
        let inside = |(place, task): (usize, &usize)| {
            ranges[*task].is_none_or(|(low, high)| (low..=high).contains(&(place + 1)))
        };
        if !self.placed.iter().enumerate().skip(new).all(inside) {
            return false;
        }
        // By their latest places: each needs one of its own; and so by their earliest ones.
        let ranged = || rest.iter().filter_map(|task| ranges[*task]);
        let mut latest: Vec<usize> = ranged().map(|(_, high)| high).collect();
        latest.sort_unstable();
        let next = self.placed.len() + 1;
        let mut earliest: Vec<usize> = ranged().map(|(low, _)| low).collect();
        earliest.sort_unstable();
        let end = self.placed.len() + rest.len();
        let many = earliest.len();
        latest
            .iter()
            .enumerate()
            .all(|(index, high)| *high >= next + index)
            && earliest
                .iter()
                .enumerate()
                .all(|(index, low)| *low <= end + 1 + index - many)
    }

    fn order_holds(
        &self,
        new: usize,
        rest: &[&Unit],
        values: &[Option<i64>],
        descending: bool,
    ) -> bool {
        let Some(own) = mean(&self.placed[new..], values) else {
            return true;
        };
        let rises = |a: (i128, i128), b: (i128, i128)| {
            let ordering = (a.0 * b.1).cmp(&(b.0 * a.1));
            ordering
                != if descending {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
        };
        // Nothing that is left comes before it: what was placed earlier obeyed the same.
        rest.iter()
            .all(|unit| mean(&unit.tasks, values).is_none_or(|other| rises(own, other)))
    }
}

/// Sum and number of the values of some tasks; nothing where none has a value.
fn mean(tasks: &[usize], values: &[Option<i64>]) -> Option<(i128, i128)> {
    let known: Vec<i128> = tasks
        .iter()
        .filter_map(|task| values[*task])
        .map(i128::from)
        .collect();
    (!known.is_empty()).then(|| (known.iter().sum(), known.len() as i128))
}

/// No matching task stands after one that does not match, and none is left when one has been placed.
fn first_holds(placed: &[usize], rest: &[usize], matches: &[bool]) -> bool {
    let others = placed.iter().position(|task| !matches[*task]);
    let Some(others) = others else {
        return true;
    };
    let late = placed[others..].iter().chain(rest);
    !late.into_iter().any(|task| matches[*task])
}
