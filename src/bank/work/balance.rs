//! The fairest split of work that only some can do: every piece goes to one who can do it, and no piece
//! could go to another so that the loads were closer together.
//!
//! This is the optimal semi-matching of Harvey, Ladner, Lovász and Tamir (2006): it is reached when no
//! path of exchanges leads from one developer to another whose load is less by two or more, and such a
//! split has the least possible greatest load, and the least sum of squared loads. Ties go to whoever
//! comes first, so the same input gives the same split.

use std::collections::VecDeque;

/// Work to be split: pieces of each kind, who can do which, what everybody has already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Pieces of each kind.
    pub pieces: Vec<u32>,
    /// Kind → those who can do it, by place, ascending.
    pub able: Vec<Vec<usize>>,
    /// What everybody has already.
    pub load: Vec<u32>,
    /// The most that somebody may have in all; none for any.
    pub most: Vec<Option<u32>>,
}

/// A split: kind → person → pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Pieces of each kind that everybody gets.
    pub given: Vec<Vec<u32>>,
    /// What everybody has afterwards.
    pub load: Vec<u32>,
    /// Pieces of each kind that nobody has room for.
    pub left: Vec<u32>,
}

/// The fairest split of the work. As many pieces are given as there is room for.
pub fn split(work: &Work) -> Split {
    let people = work.load.len();
    let mut split = Split {
        given: vec![vec![0; people]; work.pieces.len()],
        load: work.load.clone(),
        left: vec![0; work.pieces.len()],
    };
    // Kinds that few can do first: later exchanges are fewer.
    let mut kinds: Vec<usize> = (0..work.pieces.len()).collect();
    kinds.sort_by_key(|kind| (work.able.get(*kind).map_or(0, Vec::len), *kind));
    for kind in kinds {
        for piece in 0..work.pieces[kind] {
            if !give(work, &mut split, kind) {
                split.left[kind] = work.pieces[kind] - piece;
                break;
            }
        }
    }
    while level(work, &mut split) {}
    gather(&mut split);
    split
}

fn has_room(work: &Work, split: &Split, person: usize) -> bool {
    let most = work.most.get(person).copied().flatten();
    most.is_none_or(|most| split.load[person] < most)
}

/// Gives one piece to the least loaded who can do it; where all of them are full, to one of them after
/// pieces of theirs went to others who can do those.
fn give(work: &Work, split: &mut Split, kind: usize) -> bool {
    let able = work.able.get(kind).map_or(&[][..], Vec::as_slice);
    let free = able
        .iter()
        .copied()
        .filter(|person| has_room(work, split, *person));
    if let Some(person) = free.min_by_key(|person| (split.load[*person], *person)) {
        split.given[kind][person] += 1;
        split.load[person] += 1;
        return true;
    }
    let reaches = |split: &Split, person: usize| has_room(work, split, person);
    let Some(path) = path(work, split, able, reaches) else {
        return false;
    };
    let first = pass_on(split, &path);
    split.given[kind][first] += 1;
    split.load[first] += 1;
    true
}

/// Moves one piece towards somebody with less, from the most loaded who can; false where nobody can.
fn level(work: &Work, split: &mut Split) -> bool {
    let mut people: Vec<usize> = (0..split.load.len()).collect();
    people.sort_by_key(|person| (std::cmp::Reverse(split.load[*person]), *person));
    for from in people {
        let load = split.load[from];
        let lower = |split: &Split, person: usize| {
            split.load[person] + 2 <= load && has_room(work, split, person)
        };
        if let Some(path) = path(work, split, &[from], lower) {
            pass_on(split, &path);
            return true;
        }
    }
    false
}

/// The shortest way from some people to one that fits, along pieces that could change hands: person,
/// kind handed on, next person.
fn path(
    work: &Work,
    split: &Split,
    from: &[usize],
    fits: impl Fn(&Split, usize) -> bool,
) -> Option<Vec<(usize, usize, usize)>> {
    let mut came: Vec<Option<(usize, usize)>> = vec![None; split.load.len()];
    let mut seen = vec![false; split.load.len()];
    let mut queue: VecDeque<usize> = from.iter().copied().collect();
    from.iter().for_each(|person| seen[*person] = true);
    while let Some(person) = queue.pop_front() {
        for (kind, given) in split
            .given
            .iter()
            .enumerate()
            .filter(|(_, g)| g[person] > 0)
        {
            debug_assert!(given[person] > 0);
            for next in &work.able[kind] {
                if std::mem::replace(&mut seen[*next], true) {
                    continue;
                }
                came[*next] = Some((person, kind));
                if fits(split, *next) {
                    return Some(back(&came, *next));
                }
                queue.push_back(*next);
            }
        }
    }
    None
}

fn back(came: &[Option<(usize, usize)>], last: usize) -> Vec<(usize, usize, usize)> {
    let (mut path, mut here) = (Vec::new(), last);
    while let Some((person, kind)) = came[here] {
        path.push((person, kind, here));
        here = person;
    }
    path.reverse();
    path
}

/// Hands one piece on at every step; returns who began.
fn pass_on(split: &mut Split, path: &[(usize, usize, usize)]) -> usize {
    for (from, kind, to) in path {
        split.given[*kind][*from] -= 1;
        split.given[*kind][*to] += 1;
        split.load[*from] -= 1;
        split.load[*to] += 1;
    }
    path.first().map_or(0, |step| step.0)
}

/// Where two people share two kinds, one of them gets all of one kind that loads allow: fewer, larger
/// assignments, and nobody's load changes.
fn gather(split: &mut Split) {
    let people = split.load.len();
    for one in 0..people {
        for other in one + 1..people {
            while let Some((a, b)) = shared_pair(split, one, other) {
                let moved = split.given[a][other].min(split.given[b][one]);
                split.given[a][one] += moved;
                split.given[a][other] -= moved;
                split.given[b][other] += moved;
                split.given[b][one] -= moved;
            }
        }
    }
}

/// The first two kinds that both people have pieces of.
fn shared_pair(split: &Split, one: usize, other: usize) -> Option<(usize, usize)> {
    let both = split.given.iter().enumerate();
    let mut both = both
        .filter(|(_, g)| g[one] > 0 && g[other] > 0)
        .map(|(kind, _)| kind);
    Some((both.next()?, both.next()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn work(pieces: &[u32], able: &[&[usize]], load: &[u32], most: &[Option<u32>]) -> Work {
        Work {
            pieces: pieces.to_vec(),
            able: able.iter().map(|people| people.to_vec()).collect(),
            load: load.to_vec(),
            most: most.to_vec(),
        }
    }

    #[test]
    fn present_loads_are_evened_out_and_what_one_alone_can_do_goes_to_that_one() {
        let found = split(&work(&[6, 4], &[&[0, 1, 2], &[2]], &[3, 0, 0], &[]));
        assert_eq!(found.load, [5, 4, 4]);
        assert_eq!(found.given[1], [0, 0, 4]);
        assert_eq!(found.left, [0, 0]);
    }

    #[test]
    fn a_full_developer_hands_on_what_others_can_do_too() {
        // Person 0 alone can do kind 1, and has room for two.
        let found = split(&work(
            &[2, 2],
            &[&[0, 1], &[0]],
            &[0, 5],
            &[Some(2), Some(9)],
        ));
        assert_eq!(found.given, [vec![0, 2], vec![2, 0]]);
        assert_eq!(found.left, [0, 0]);
        let narrow = split(&work(&[3], &[&[0]], &[1], &[Some(2)]));
        assert_eq!((narrow.left, narrow.load), (vec![2], vec![2]));
    }

    #[test]
    fn two_people_do_not_share_two_kinds_without_need() {
        let found = split(&work(
            &[5, 5, 5, 5],
            &[&[0, 1], &[0, 1], &[0, 1], &[0, 1]],
            &[0, 0],
            &[],
        ));
        assert_eq!(found.load, [10, 10]);
        let shared = found.given.iter().filter(|g| g[0] > 0 && g[1] > 0).count();
        assert!(shared <= 1, "{:?}", found.given);
    }

    /// The best by trying everything: least sum of squared loads among those that give most.
    fn best(work: &Work, kind: usize, load: &mut Vec<u32>) -> (u32, u64) {
        if kind == work.pieces.len() {
            return (0, load.iter().map(|l| u64::from(*l).pow(2)).sum());
        }
        let one = Work {
            pieces: work.pieces.clone(),
            ..work.clone()
        };
        let mut found: Option<(u32, u64)> = None;
        let mut consider = |result: (u32, u64)| {
            found = Some(match found {
                Some(known)
                    if (known.0, std::cmp::Reverse(known.1))
                        >= (result.0, std::cmp::Reverse(result.1)) =>
                {
                    known
                }
                _ => result,
            });
        };
        let mut fewer = one.clone();
        if work.pieces[kind] == 0 {
            return best(work, kind + 1, load);
        }
        fewer.pieces[kind] -= 1;
        for person in &work.able[kind] {
            if work.most[*person].is_none_or(|most| load[*person] < most) {
                load[*person] += 1;
                let (given, squares) = best(&fewer, kind, load);
                load[*person] -= 1;
                consider((given + 1, squares));
            }
        }
        fewer.pieces[kind] = 0;
        consider(best(&fewer, kind, load));
        found.unwrap_or_default()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn no_other_split_gives_more_or_is_fairer(
            pieces in proptest::collection::vec(0u32..3, 1..4),
            able in proptest::collection::vec(proptest::collection::btree_set(0usize..3, 0..4), 4),
            load in proptest::collection::vec(0u32..4, 3),
            most in proptest::collection::vec(proptest::option::of(0u32..5), 3),
        ) {
            let able = able.into_iter().take(pieces.len()).map(|set| set.into_iter().collect()).collect();
            let work = Work { pieces, able, load, most };
            let found = split(&work);
            let given: u32 = found.given.iter().flatten().sum();
            let squares: u64 = found.load.iter().map(|l| u64::from(*l).pow(2)).sum();
            prop_assert_eq!((given, squares), best(&work, 0, &mut work.load.clone()));
            for (kind, shares) in found.given.iter().enumerate() {
                prop_assert_eq!(shares.iter().sum::<u32>() + found.left[kind], work.pieces[kind]);
                for (person, share) in shares.iter().enumerate() {
                    prop_assert!(*share == 0 || work.able[kind].contains(&person));
                }
            }
            prop_assert_eq!(split(&work), found);
        }
    }
}
