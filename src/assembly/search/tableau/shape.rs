//! What is in a tableau: columns and rows come and go; the same basis computed anew.

use super::{PIVOT, Place, Scratch, Tableau};
use crate::assembly::search::problem::Problem;

impl Tableau {
    /// Brings columns in. Those that the basis likes stand at the bound it likes.
    pub fn add_columns(
        &mut self,
        problem: &Problem,
        columns: &[usize],
        shift: impl Fn(usize) -> f64,
    ) {
        let (old, height) = (self.free.len(), self.basic.len());
        let width = old + columns.len();
        let mut entries = vec![0.0; width * height];
        for row in 0..height {
            entries[row * width..row * width + old].copy_from_slice(self.row(row));
        }
        for (offset, &column) in columns.iter().enumerate() {
            let slot = old + offset;
            let mut reduced = problem.cost[column] + shift(column);
            for (row, factor) in problem.column(column) {
                match self.place[self.structural + row] {
                    Place::Out => {}
                    Place::Basic(own) => entries[own as usize * width + slot] += factor,
                    Place::Free(own) => {
                        reduced -= self.reduced[own as usize] * factor;
                        for line in 0..height {
                            entries[line * width + slot] -=
                                entries[line * width + own as usize] * factor;
                        }
                    }
                }
            }
            self.place[column] = Place::Free(slot as u32);
            self.free.push(column);
            self.reduced.push(reduced);
            self.at_upper.push(reduced < 0.0);
        }
        self.work += (width * height) as u64;
        self.entries = entries;
        for slot in old..width {
            let standing = self.standing(slot);
            self.objective += self.reduced[slot] * standing;
            if standing != 0.0 {
                for row in 0..height {
                    self.value[row] += self.entries[row * width + slot] * standing;
                }
            }
        }
    }

    /// Brings a row in; its slack is basic.
    pub fn add_row(&mut self, problem: &Problem, row: usize) {
        let (width, height) = (self.free.len(), self.basic.len());
        let mut line = vec![0.0; width];
        let mut value = 0.0;
        for (column, factor) in problem.row(row) {
            match self.place[column] {
                Place::Out => {}
                Place::Free(slot) => {
                    line[slot as usize] += factor;
                    value += factor * self.standing(slot as usize);
                }
                Place::Basic(own) => {
                    value += factor * self.value[own as usize];
                    let own = self.row(own as usize);
                    line.iter_mut()
                        .zip(own)
                        .for_each(|(entry, other)| *entry += factor * other);
                }
            }
        }
        self.entries.extend(line);
        self.value.push(value);
        self.place[self.structural + row] = Place::Basic(height as u32);
        self.basic.push(self.structural + row);
    }

    /// Takes out columns that are fixed at zero and, where they are many, idle rows.
    pub fn shrink(&mut self) {
        let dead = |slot: usize| {
            let variable = self.free[slot];
            variable < self.structural && self.upper[variable] == 0.0 && self.lower[variable] == 0.0
        };
        let width = self.free.len();
        let kept: Vec<usize> = (0..width).filter(|&slot| !dead(slot)).collect();
        if kept.len() * 8 <= width * 7 {
            for variable in (0..width).filter(|&slot| dead(slot)) {
                self.place[self.free[variable]] = Place::Out;
            }
            for row in 0..self.basic.len() {
                for (new, &old) in kept.iter().enumerate() {
                    self.entries[row * kept.len() + new] = self.entries[row * width + old];
                }
            }
            self.entries.truncate(self.basic.len() * kept.len());
            for (new, &old) in kept.iter().enumerate() {
                self.free[new] = self.free[old];
                self.reduced[new] = self.reduced[old];
                self.at_upper[new] = self.at_upper[old];
                self.place[self.free[new]] = Place::Free(new as u32);
            }
            self.free.truncate(kept.len());
            self.reduced.truncate(kept.len());
            self.at_upper.truncate(kept.len());
        }
        let idle = self.basic.iter().filter(|v| **v >= self.structural);
        if idle.count() * 2 > self.basic.len() {
            self.drop_idle_rows();
        }
    }

    /// Rows whose slacks are basic say nothing now.
    fn drop_idle_rows(&mut self) {
        let width = self.free.len();
        let mut kept = 0;
        for row in 0..self.basic.len() {
            let variable = self.basic[row];
            if variable >= self.structural {
                self.place[variable] = Place::Out;
                continue;
            }
            if kept != row {
                self.entries
                    .copy_within(row * width..(row + 1) * width, kept * width);
                self.basic[kept] = variable;
                self.value[kept] = self.value[row];
                self.place[variable] = Place::Basic(kept as u32);
            }
            kept += 1;
        }
        self.entries.truncate(kept * width);
        self.basic.truncate(kept);
        self.value.truncate(kept);
    }

    /// The same basis computed anew from the problem, without what pivots have added in errors.
    pub fn renewed(
        &self,
        problem: &Problem,
        shift: impl Fn(usize) -> f64,
        scratch: &mut Scratch,
    ) -> Self {
        let all = || self.basic.iter().chain(&self.free).copied();
        let mut columns: Vec<usize> = all().filter(|v| *v < self.structural).collect();
        columns.sort_unstable();
        let mut new = Self::new(problem);
        new.lower.clone_from(&self.lower);
        new.upper.clone_from(&self.upper);
        new.add_columns(problem, &columns, shift);
        let mut rows: Vec<usize> = all().filter(|v| *v >= self.structural).collect();
        rows.sort_unstable();
        for variable in rows {
            new.add_row(problem, variable - self.structural);
        }
        for &column in self.basic.iter().filter(|v| **v < self.structural) {
            let Place::Free(slot) = new.place[column] else {
                continue;
            };
            let (slot, width) = (slot as usize, new.free.len());
            let leaves = |row: &usize| {
                let slack = new.basic[*row];
                slack >= self.structural && matches!(self.place[slack], Place::Free(_))
            };
            let size = |row: &usize| new.entries[row * width + slot].abs();
            let rows = (0..new.basic.len()).filter(leaves);
            let best = rows.max_by(|a, b| size(a).total_cmp(&size(b)).then(b.cmp(a)));
            if let Some(row) = best.filter(|row| size(row) > PIVOT) {
                new.exchange(row, slot, scratch);
            }
        }
        new.settle();
        new.work += self.work;
        new
    }

    /// Everything outside the basis at the bound it likes, everything inside by that.
    fn settle(&mut self) {
        self.objective = 0.0;
        let mut values = std::mem::take(&mut self.value);
        values.fill(0.0);
        for slot in 0..self.free.len() {
            let variable = self.free[slot];
            let likes_upper = self.reduced[slot] < 0.0;
            self.at_upper[slot] = match likes_upper {
                true => self.upper[variable].is_finite(),
                false => !self.lower[variable].is_finite(),
            };
            let standing = self.standing(slot);
            self.objective += self.reduced[slot] * standing;
            if standing != 0.0 {
                for (row, value) in values.iter_mut().enumerate() {
                    *value += self.entries[row * self.free.len() + slot] * standing;
                }
            }
        }
        self.value = values;
    }
}
