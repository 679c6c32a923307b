//! A table of counts without its small groups: cells of fewer than a minimum are not told, and as many others
//! as it takes that nobody works them out from the totals.
//!
//! Cells and totals are the flows of a network: a cell goes from its row to its column, the total of a column
//! to the node of all columns, and from there through the grand total and the total of a row back to the row;
//! what enters a node leaves it. A hidden number can be worked out exactly when no round through hidden numbers
//! leads over it, along which flow could move without any becoming negative (Kelly, Golden and Assad 1992,
//! section 3; Gusfield 1988, theorem 1). So for each hidden number the cheapest such round is hidden as well.
//!
//! What it does not do: hide how far a number may lie off. A cell that is not told may still be known to lie
//! within a few pupils.

/// A table of counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountTable {
    cells: Vec<Vec<u32>>,
    columns: usize,
}

impl CountTable {
    /// Rows of one length; none of another.
    pub fn new(cells: Vec<Vec<u32>>) -> Option<Self> {
        let columns = cells.first().map_or(0, Vec::len);
        let even = cells.iter().all(|row| row.len() == columns);
        even.then_some(Self { cells, columns })
    }
}

/// What may be told of a table; `None` is not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldTable {
    /// Cells by row.
    pub cells: Vec<Vec<Option<u32>>>,
    /// Total of each row.
    pub row_totals: Vec<Option<u32>>,
    /// Total of each column.
    pub column_totals: Vec<Option<u32>>,
    /// Total of all.
    pub total: Option<u32>,
}

/// Takes out of a table with its totals what is below the minimum and not nothing, and what gives it away.
/// Nobody is no small group: 0 is told, unless it has to hide another one.
pub fn suppress(table: &CountTable, minimum: u32) -> ToldTable {
    let mut network = Network::of(table);
    for edge in &mut network.edges {
        edge.hidden = edge.flow > 0 && edge.flow < minimum;
    }
    // Every pass hides at least one more, or ends.
    while let Some(more) = network.next_to_hide() {
        for edge in more {
            network.edges[edge].hidden = true;
        }
    }
    network.told(table)
}

/// Which of several groups may be told where figures of all together are told: groups below the minimum are
/// not, and as many of the smallest others as it takes that those not told are two at least and, together, as
/// many as the minimum, for what is left of the whole is theirs. The last is whether the whole may be told.
pub fn suppress_groups(sizes: &[u32], minimum: u32) -> (Vec<bool>, bool) {
    let mut told: Vec<bool> = sizes
        .iter()
        .map(|size| *size == 0 || *size >= minimum)
        .collect();
    let hidden_well = |told: &[bool]| {
        let hidden = sizes.iter().zip(told).filter(|(_, told)| !**told);
        let (number, together) = hidden.fold((0, 0), |(n, sum), (size, _)| (n + 1, sum + size));
        number == 0 || (number > 1 && together >= minimum)
    };
    while !hidden_well(&told) {
        let left = (0..sizes.len()).filter(|n| told[*n] && sizes[*n] > 0);
        match left.min_by_key(|n| sizes[*n]) {
            Some(smallest) => told[smallest] = false,
            None => return (told, false),
        }
    }
    (told, true)
}

struct Edge {
    from: usize,
    to: usize,
    flow: u32,
    hidden: bool,
}

/// Nodes: rows, columns, all rows, all columns. Edges: cells by row, totals of rows, of columns, of all.
struct Network {
    nodes: usize,
    edges: Vec<Edge>,
}

/// A step along an edge, forwards where its flow grows.
#[derive(Clone, Copy)]
struct Step {
    edge: usize,
    forwards: bool,
}

impl Network {
    fn of(table: &CountTable) -> Self {
        let (rows, columns) = (table.cells.len(), table.columns);
        let (all_rows, all_columns) = (rows + columns, rows + columns + 1);
        let mut edges = Vec::new();
        let mut push = |from, to, flow| {
            let hidden = false;
            edges.push(Edge {
                from,
                to,
                flow,
                hidden,
            });
        };
        for (row, cells) in table.cells.iter().enumerate() {
            for (column, count) in cells.iter().enumerate() {
                push(row, rows + column, *count);
            }
        }
        for (row, cells) in table.cells.iter().enumerate() {
            push(all_rows, row, cells.iter().sum());
        }
        for column in 0..columns {
            let count = table.cells.iter().map(|row| row[column]).sum();
            push(rows + column, all_columns, count);
        }
        push(all_columns, all_rows, table.cells.iter().flatten().sum());
        Self {
            nodes: rows + columns + 2,
            edges,
        }
    }

    fn told(&self, table: &CountTable) -> ToldTable {
        let (rows, columns) = (table.cells.len(), table.columns);
        let told = |edge: usize| Some(self.edges[edge].flow).filter(|_| !self.edges[edge].hidden);
        let cells = rows * columns;
        ToldTable {
            cells: (0..rows)
                .map(|row| {
                    (0..columns)
                        .map(|column| told(row * columns + column))
                        .collect()
                })
                .collect(),
            row_totals: (0..rows).map(|row| told(cells + row)).collect(),
            column_totals: (0..columns)
                .map(|column| told(cells + rows + column))
                .collect(),
            total: told(cells + rows + columns),
        }
    }

    /// The edges that keep the first unprotected hidden number from being worked out; none where all are
    /// protected, or where even hiding everything protects no more.
    fn next_to_hide(&self) -> Option<Vec<usize>> {
        let hidden = (0..self.edges.len()).filter(|edge| self.edges[*edge].hidden);
        for edge in hidden {
            let rounds = [true, false].map(|forwards| self.cheapest_round(Step { edge, forwards }));
            let cheapest = rounds.into_iter().flatten().min_by_key(|(cost, _)| *cost);
            if let Some((cost, round)) = cheapest
                && cost > 0
            {
                return Some(round);
            }
        }
        None
    }

    /// The cheapest round over a step, and what hiding it costs: pupils not told, totals before cells of
    /// the same size. None where a flow of nothing would have to shrink.
    fn cheapest_round(&self, step: Step) -> Option<(u64, Vec<usize>)> {
        if !self.may(step) {
            return None;
        }
        let (start, goal) = (self.ends(step).1, self.ends(step).0);
        let mut cost: Vec<Option<(u64, Option<Step>)>> = vec![None; self.nodes];
        let mut done = vec![false; self.nodes];
        cost[start] = Some((0, None));
        // Dijkstra; tables are small.
        loop {
            let open = (0..self.nodes).filter(|node| !done[*node] && cost[*node].is_some());
            let Some(node) = open.min_by_key(|node| cost[*node].map(|(so_far, _)| so_far)) else {
                break;
            };
            done[node] = true;
            let so_far = cost[node].map_or(0, |(so_far, _)| so_far);
            for next in self.steps_from(node).filter(|next| next.edge != step.edge) {
                let (to, price) = (self.ends(next).1, so_far + self.price(next.edge));
                if cost[to].is_none_or(|(known, _)| price < known) {
                    cost[to] = Some((price, Some(next)));
                }
            }
        }
        let (whole, _) = cost[goal]?;
        let (mut round, mut node) = (Vec::new(), goal);
        while let Some((_, Some(last))) = cost[node] {
            round.push(last.edge);
            node = self.ends(last).0;
        }
        Some((whole, round))
    }

    fn ends(&self, step: Step) -> (usize, usize) {
        let edge = &self.edges[step.edge];
        match step.forwards {
            true => (edge.from, edge.to),
            false => (edge.to, edge.from),
        }
    }

    fn may(&self, step: Step) -> bool {
        step.forwards || self.edges[step.edge].flow > 0
    }

    fn steps_from(&self, node: usize) -> impl Iterator<Item = Step> {
        let both = |edge| [true, false].map(|forwards| Step { edge, forwards });
        let all = (0..self.edges.len()).flat_map(both);
        all.filter(move |step| self.ends(*step).0 == node && self.may(*step))
    }

    fn price(&self, edge: usize) -> u64 {
        match self.edges[edge].hidden {
            true => 0,
            false => u64::from(self.edges[edge].flow) + 1,
        }
    }
}

#[cfg(test)]
#[path = "suppression_tests.rs"]
mod tests;
