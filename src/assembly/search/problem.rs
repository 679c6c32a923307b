//! A program in the shape that the search works on: sparse rows and columns, finite bounds, rows
//! scaled by powers of two (which changes no digit).

use crate::assembly::program::Program;

/// Bounds of a sum of products are trusted to this much.
pub(super) const MARGIN: f64 = 1e-9;

/// Minimise `cost · x` with `row_lower ≤ A x ≤ row_upper` and `lower ≤ x ≤ upper`.
#[derive(Clone, Debug, Default)]
pub(super) struct Problem {
    pub cost: Vec<f64>,
    pub lower: Vec<f64>,
    pub upper: Vec<f64>,
    pub integer: Vec<bool>,
    pub row_lower: Vec<f64>,
    pub row_upper: Vec<f64>,
    /// Sets of columns under a switch; a column is in one at most.
    pub blocks: Vec<Block>,
    /// Number of the block a column is in, as switch or as member.
    pub block_of: Vec<Option<u32>>,
    rows: Sparse,
    columns: Sparse,
}

/// A stimulus and its items: while the switch is zero all members are, and while it is one as many
/// as the bounds say.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub switch: usize,
    pub members: Vec<usize>,
    pub fewest: usize,
    pub most: usize,
}

impl Block {
    /// The switch and the members.
    pub fn columns(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(self.switch).chain(self.members.iter().copied())
    }
}

/// Lists of (index, value), one after another.
#[derive(Clone, Debug, Default)]
struct Sparse {
    start: Vec<usize>,
    index: Vec<u32>,
    value: Vec<f64>,
}

impl Sparse {
    fn list(&self, number: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.start[number]..self.start[number + 1];
        let indexes = self.index[range.clone()].iter();
        indexes
            .zip(&self.value[range])
            .map(|(&index, &value)| (index as usize, value))
    }

    fn push(&mut self, terms: impl Iterator<Item = (usize, f64)>) {
        if self.start.is_empty() {
            self.start.push(0);
        }
        for (index, value) in terms {
            self.index.push(index as u32);
            self.value.push(value);
        }
        self.start.push(self.index.len());
    }

    fn transposed(&self, count: usize) -> Self {
        let mut start = vec![0; count + 1];
        for &index in &self.index {
            start[index as usize + 1] += 1;
        }
        for number in 0..count {
            start[number + 1] += start[number];
        }
        let mut next = start.clone();
        let mut index = vec![0; self.index.len()];
        let mut value = vec![0.0; self.index.len()];
        for number in 0..self.start.len().saturating_sub(1) {
            for (other, factor) in self.list(number) {
                index[next[other]] = number as u32;
                value[next[other]] = factor;
                next[other] += 1;
            }
        }
        Self {
            start,
            index,
            value,
        }
    }
}

impl Problem {
    /// `None` for a program with an infinite or contradictory bound or a coefficient that is no
    /// number: the search rests on bounds.
    pub fn of(program: &Program) -> Option<Self> {
        let mut problem = Self::default();
        for variable in &program.variables {
            let (lower, upper) = match variable.integer {
                true => (
                    (variable.lower - 1e-6).ceil(),
                    (variable.upper + 1e-6).floor(),
                ),
                false => (variable.lower, variable.upper),
            };
            let bounded = lower.is_finite() && upper.is_finite() && lower <= upper;
            if !bounded || !variable.cost.is_finite() {
                return None;
            }
            problem.cost.push(variable.cost);
            problem.lower.push(lower);
            problem.upper.push(upper);
            problem.integer.push(variable.integer);
        }
        for row in &program.rows {
            if row.terms.iter().any(|term| !term.1.is_finite())
                || row.lower.is_nan()
                || row.upper.is_nan()
            {
                return None;
            }
            problem.push_row(row.lower, row.upper, &row.terms);
        }
        problem.find_blocks();
        problem.link_members();
        problem.finish();
        Some(problem)
    }

    fn push_row(&mut self, lower: f64, upper: f64, terms: &[(usize, f64)]) {
        let largest = terms.iter().map(|term| term.1.abs()).fold(0.0, f64::max);
        let scale = match largest > 0.0 {
            true => (-largest.log2().round()).exp2(),
            false => 1.0,
        };
        self.row_lower.push(lower * scale);
        self.row_upper.push(upper * scale);
        let terms = terms.iter().filter(|term| term.1 != 0.0);
        self.rows
            .push(terms.map(|&(index, value)| (index, value * scale)));
    }

    fn finish(&mut self) {
        if self.rows.start.is_empty() {
            self.rows.start.push(0);
        }
        self.columns = self.rows.transposed(self.cost.len());
    }

    fn is_binary(&self, column: usize) -> bool {
        self.integer[column] && self.lower[column] >= 0.0 && self.upper[column] <= 1.0
    }

    /// The switch of a row `Σ a x ≤ k z` (all a and k positive): without z there is no x.
    fn switch_of(&self, row: usize) -> Option<usize> {
        if self.row_upper[row] != 0.0 || !self.row(row).all(|(j, _)| self.is_binary(j)) {
            return None;
        }
        let mut negative = self.row(row).filter(|term| term.1 < 0.0);
        let switch = negative.next()?.0;
        negative.next().is_none().then_some(switch)
    }

    fn find_blocks(&mut self) {
        self.block_of = vec![None; self.columns()];
        for row in 0..self.rows() {
            let Some(switch) = self.switch_of(row) else {
                continue;
            };
            let number = match self.block_of[switch] {
                Some(number) if self.blocks[number as usize].switch == switch => number,
                Some(_) => continue,
                None => {
                    let number = self.blocks.len() as u32;
                    self.block_of[switch] = Some(number);
                    self.blocks.push(Block {
                        switch,
                        members: Vec::new(),
                        fewest: 0,
                        most: usize::MAX,
                    });
                    number
                }
            };
            let members: Vec<usize> = self.row(row).map(|term| term.0).collect();
            for column in members {
                if self.block_of[column].is_none() {
                    self.block_of[column] = Some(number);
                    self.blocks[number as usize].members.push(column);
                }
            }
        }
        for row in 0..self.rows() {
            self.count_members(row);
        }
    }

    /// Takes how many members there are from a row `Σ x − k z ≤ 0` or `≥ 0` over all of them.
    fn count_members(&mut self, row: usize) {
        let first = self.row(row).next();
        let Some(number) = first.and_then(|(column, _)| self.block_of[column]) else {
            return;
        };
        let switch = self.blocks[number as usize].switch;
        let factor = self.row(row).find(|term| term.0 != switch);
        let Some((_, factor)) = factor else {
            return;
        };
        let (mut limit, mut members) = (None, 0);
        for (column, value) in self.row(row) {
            if column == switch {
                limit = Some(-value / factor);
            } else if value == factor && self.block_of[column] == Some(number) {
                members += 1;
            } else {
                return;
            }
        }
        let Some(limit) = limit.filter(|limit| *limit >= 0.0) else {
            return;
        };
        let (lower, upper) = match factor > 0.0 {
            true => (self.row_lower[row], self.row_upper[row]),
            false => (-self.row_upper[row], -self.row_lower[row]),
        };
        let all = members == self.blocks[number as usize].members.len();
        let block = &mut self.blocks[number as usize];
        if lower == 0.0 {
            block.fewest = block.fewest.max((limit - 1e-9).ceil() as usize);
        }
        if upper == 0.0 && all {
            block.most = block.most.min((limit + 1e-9).floor() as usize);
        }
    }

    /// `x ≤ z` for every member, where the program says it only in sum.
    fn link_members(&mut self) {
        let mut linked = vec![false; self.columns()];
        for row in 0..self.rows() {
            if self.rows.start[row + 1] - self.rows.start[row] == 2
                && let Some(switch) = self.switch_of(row)
                && self.row(row).map(|term| term.1).sum::<f64>() == 0.0
            {
                self.row(row)
                    .filter(|term| term.0 != switch)
                    .for_each(|term| linked[term.0] = true);
            }
        }
        for block in std::mem::take(&mut self.blocks) {
            for &member in block.members.iter().filter(|member| !linked[**member]) {
                let terms = [(member, 1.0), (block.switch, -1.0)];
                self.push_row(f64::NEG_INFINITY, 0.0, &terms);
            }
            self.blocks.push(block);
        }
    }

    /// The problem over some columns only, the others being zero, with the rows that can be broken.
    pub fn over(&self, kept: &[usize], lower: &[f64], upper: &[f64]) -> Self {
        let mut small = Self::default();
        let mut place = vec![usize::MAX; self.columns()];
        for (index, &column) in kept.iter().enumerate() {
            place[column] = index;
            small.cost.push(self.cost[column]);
            small.lower.push(lower[column]);
            small.upper.push(upper[column]);
            small.integer.push(self.integer[column]);
        }
        for row in 0..self.rows() {
            let terms = self.row(row).filter(|term| place[term.0] != usize::MAX);
            let terms: Vec<(usize, f64)> = terms.map(|(j, value)| (place[j], value)).collect();
            let (least, most) = small.range(terms.iter().copied());
            if least < self.row_lower[row] - MARGIN || most > self.row_upper[row] + MARGIN {
                small.row_lower.push(self.row_lower[row]);
                small.row_upper.push(self.row_upper[row]);
                small.rows.push(terms.into_iter());
            }
        }
        small.block_of = vec![None; small.columns()];
        for block in &self.blocks {
            if place[block.switch] == usize::MAX {
                continue;
            }
            let here = block.members.iter().map(|member| place[*member]);
            let members: Vec<usize> = here.filter(|member| *member != usize::MAX).collect();
            let number = small.blocks.len() as u32;
            let switch = place[block.switch];
            small.block_of[switch] = Some(number);
            members
                .iter()
                .for_each(|member| small.block_of[*member] = Some(number));
            small.blocks.push(Block {
                switch,
                members,
                ..*block
            });
        }
        small.finish();
        small
    }

    /// Least and greatest value of a sum of products.
    pub fn range(&self, terms: impl Iterator<Item = (usize, f64)>) -> (f64, f64) {
        let mut range = (0.0, 0.0);
        for (column, value) in terms {
            let ends = [value * self.lower[column], value * self.upper[column]];
            range.0 += ends[0].min(ends[1]);
            range.1 += ends[0].max(ends[1]);
        }
        range
    }

    pub fn columns(&self) -> usize {
        self.cost.len()
    }

    pub fn rows(&self) -> usize {
        self.row_lower.len()
    }

    pub fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.rows.list(row)
    }

    pub fn column(&self, column: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.columns.list(column)
    }

    /// `cost · x`.
    pub fn objective(&self, values: &[f64]) -> f64 {
        self.cost.iter().zip(values).map(|(c, x)| c * x).sum()
    }

    /// True when the values hold every row and every bound.
    pub fn holds(&self, values: &[f64], tolerance: f64) -> bool {
        let mut sums = vec![0.0; self.rows()];
        for (column, &value) in values.iter().enumerate() {
            if value < self.lower[column] - tolerance || value > self.upper[column] + tolerance {
                return false;
            }
            if value != 0.0 {
                for (row, factor) in self.column(column) {
                    sums[row] += factor * value;
                }
            }
        }
        let within = |(row, sum): (usize, &f64)| {
            let slack = tolerance * sum.abs().max(1.0);
            *sum >= self.row_lower[row] - slack && *sum <= self.row_upper[row] + slack
        };
        sums.iter().enumerate().all(within)
    }
}
