//! Rows that compete for the same items: a maximum flow from demands to classes of items.

/// A demand: how many different items it needs.
pub struct Demand {
    /// How many.
    pub need: usize,
}

/// A class of items that fit exactly the same demands.
pub struct Supply {
    /// Demands they fit, by index.
    pub fits: Vec<usize>,
    /// How many different items there are.
    pub have: usize,
}

/// A smallest set of demands that need more items together than exist for them; `None` when every
/// demand can be met at the same time (Hall's condition).
pub fn deficient(demands: &[Demand], supplies: &[Supply]) -> Option<Vec<usize>> {
    let mut group = unmet(demands, supplies)?;
    let short = |group: &[usize]| {
        let touches = |supply: &&Supply| supply.fits.iter().any(|demand| group.contains(demand));
        let have: usize = supplies
            .iter()
            .filter(touches)
            .map(|supply| supply.have)
            .sum();
        group
            .iter()
            .map(|&demand| demands[demand].need)
            .sum::<usize>()
            > have
    };
    let mut index = 0;
    while index < group.len() {
        let mut smaller = group.clone();
        smaller.remove(index);
        if short(&smaller) {
            group = smaller
        } else {
            index += 1
        }
    }
    Some(group)
}

/// Demands reachable from an unmet one in the residual graph: they and their items are short.
fn unmet(demands: &[Demand], supplies: &[Supply]) -> Option<Vec<usize>> {
    let mut flow = Flow {
        given: supplies
            .iter()
            .map(|supply| vec![0; supply.fits.len()])
            .collect(),
        left: supplies.iter().map(|supply| supply.have).collect(),
        supplies,
    };
    for (index, demand) in demands.iter().enumerate() {
        for _ in 0..demand.need {
            let mut seen = vec![false; supplies.len()];
            if !flow.give(index, &mut seen) {
                return Some(flow.reachable(index, demands.len()));
            }
        }
    }
    None
}

struct Flow<'a> {
    /// Supply → how many it gives to each of the demands it fits.
    given: Vec<Vec<usize>>,
    left: Vec<usize>,
    supplies: &'a [Supply],
}

impl Flow<'_> {
    /// One more item for a demand, taking it from another demand that can be served elsewhere.
    fn give(&mut self, demand: usize, seen: &mut [bool]) -> bool {
        for supply in 0..self.supplies.len() {
            let Some(place) = self.supplies[supply].fits.iter().position(|d| *d == demand) else {
                continue;
            };
            if std::mem::replace(&mut seen[supply], true) {
                continue;
            }
            if self.left[supply] > 0 {
                self.left[supply] -= 1;
                self.given[supply][place] += 1;
                return true;
            }
            for other in 0..self.given[supply].len() {
                let served = self.supplies[supply].fits[other];
                if self.given[supply][other] > 0 && served != demand && self.give(served, seen) {
                    self.given[supply][other] -= 1;
                    self.given[supply][place] += 1;
                    return true;
                }
            }
        }
        false
    }

    fn reachable(&self, from: usize, demands: usize) -> Vec<usize> {
        let mut reached = vec![false; demands];
        let mut open = vec![from];
        reached[from] = true;
        while let Some(demand) = open.pop() {
            for (supply, given) in self.supplies.iter().zip(&self.given) {
                if !supply.fits.contains(&demand) {
                    continue;
                }
                for (&served, &count) in supply.fits.iter().zip(given) {
                    if count > 0 && !std::mem::replace(&mut reached[served], true) {
                        open.push(served);
                    }
                }
            }
        }
        (0..demands).filter(|&demand| reached[demand]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(needs: &[usize], supplies: &[(&[usize], usize)]) -> Option<Vec<usize>> {
        let demands: Vec<Demand> = needs.iter().map(|&need| Demand { need }).collect();
        let supplies: Vec<Supply> = supplies
            .iter()
            .map(|&(fits, have)| Supply {
                fits: fits.to_vec(),
                have,
            })
            .collect();
        deficient(&demands, &supplies)
    }

    #[test]
    fn rows_that_can_share_out_their_items_are_not_short() {
        assert_eq!(group(&[2, 2], &[(&[0, 1], 2), (&[0], 2)]), None);
        assert_eq!(
            group(&[3, 3, 3], &[(&[0, 1], 4), (&[1, 2], 2), (&[2, 0], 3)]),
            None
        );
    }

    #[test]
    fn the_smallest_competing_group_is_named_without_bystanders() {
        assert_eq!(
            group(&[2, 2, 1], &[(&[0, 1], 3), (&[2], 5)]),
            Some(vec![0, 1])
        );
        assert_eq!(group(&[1, 4], &[(&[0, 1], 3)]), Some(vec![1]));
    }
}
