//! Reading a program row by row: which choices fill which place, which rows add up the same things,
//! which variables measure a distance.

use std::collections::{BTreeMap, HashMap};

use super::model::{Column, Distance, Model, Place, Sum};
use crate::assembly::program::{Group, LinearRow, Program, RowId, VariableId};

/// How far a sum may miss a bound, in parts of the bound: what the arithmetic of doubles leaves.
const TOLERANCE: f64 = 1e-9;

/// Bounds of a sum, and its terms.
type Bounded = (f64, f64, Vec<(usize, f64)>);

/// A program half read.
pub(super) struct Reading<'a> {
    program: &'a Program,
    columns: Vec<Column>,
    choices: usize,
    /// Variable → column; none for distances.
    column_of: Vec<Option<usize>>,
    distances: BTreeMap<usize, Distance>,
    places: BTreeMap<usize, Place>,
    sums: Vec<Bounded>,
    measured: Vec<Vec<(usize, f64)>>,
    sum_of: HashMap<Vec<(usize, u64)>, usize>,
    measured_of: HashMap<Vec<(usize, u64)>, usize>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(program: &'a Program) -> Option<Self> {
        let whole = program
            .variables
            .iter()
            .enumerate()
            .filter(|(_, v)| v.integer);
        let is_choice = |id: &VariableId| matches!(id, VariableId::Choose { .. });
        let (choices, others): (Vec<_>, Vec<_>) = whole.partition(|(_, v)| is_choice(&v.id));
        let mut reading = Self {
            program,
            columns: Vec::new(),
            choices: choices.len(),
            column_of: vec![None; program.variables.len()],
            distances: BTreeMap::new(),
            places: BTreeMap::new(),
            sums: Vec::new(),
            measured: Vec::new(),
            sum_of: HashMap::new(),
            measured_of: HashMap::new(),
        };
        for (index, variable) in choices.into_iter().chain(others) {
            if variable.lower < 0.0 || variable.upper > 1.0 {
                return None;
            }
            let choice = match variable.id {
                VariableId::Choose {
                    candidate,
                    row,
                    form: 0,
                } => Some((row, candidate)),
                VariableId::Choose { .. } => return None,
                _ => None,
            };
            reading.column_of[index] = Some(reading.columns.len());
            reading.columns.push(Column {
                variable: index,
                choice,
                place: 0,
                cost: variable.cost,
                fixed: (variable.lower == variable.upper).then_some(variable.lower > 0.5),
            });
        }
        for (index, variable) in program
            .variables
            .iter()
            .enumerate()
            .filter(|(_, v)| !v.integer)
        {
            // A variable that costs is as small as can be, one that pays is as great as can be.
            let least = if variable.cost >= 0.0 {
                variable.lower
            } else {
                -variable.upper
            };
            let (cost, marks) = (variable.cost.abs(), Vec::new());
            reading
                .distances
                .insert(index, Distance { cost, least, marks });
        }
        Some(reading)
    }

    pub(super) fn row(&mut self, row: &LinearRow) -> Option<()> {
        let mut terms = Vec::with_capacity(row.terms.len());
        let mut free = Vec::new();
        for &(variable, factor) in &row.terms {
            match self.column_of[variable] {
                Some(column) => terms.push((column, factor)),
                None => free.push((variable, factor)),
            }
        }
        terms.sort_unstable_by_key(|term| term.0);
        match free.as_slice() {
            [] => self.bounded(row, terms),
            [(variable, factor)] => self.measure(*variable, *factor, row, terms),
            _ => None,
        }
    }

    fn bounded(&mut self, row: &LinearRow, terms: Vec<(usize, f64)>) -> Option<()> {
        if let RowId::Rule(Group::Row(_)) = row.id {
            return self.place(row, &terms);
        }
        if let [(column, factor)] = terms.as_slice() {
            return self.fix(*column, *factor, row);
        }
        if terms.is_empty() {
            return (row.lower <= 0.0 && row.upper >= 0.0).then_some(());
        }
        let key = terms
            .iter()
            .map(|(column, factor)| (*column, factor.to_bits()))
            .collect();
        let number = *self.sum_of.entry(key).or_insert(self.sums.len());
        match self.sums.get_mut(number) {
            Some(sum) => {
                sum.0 = sum.0.max(row.lower);
                sum.1 = sum.1.min(row.upper);
            }
            None => self.sums.push((row.lower, row.upper, terms)),
        }
        Some(())
    }

    /// All choices of one row of the specification, each counted once, exactly so many.
    fn place(&mut self, row: &LinearRow, terms: &[(usize, f64)]) -> Option<()> {
        let whole = row.lower == row.upper && terms.iter().all(|(_, factor)| *factor == 1.0);
        let columns: Vec<u32> = terms.iter().map(|(column, _)| *column as u32).collect();
        let need = row.lower as usize;
        let of_row = |column: &u32| Some(self.columns[*column as usize].choice?.0);
        let Some(first) = columns.first() else {
            return (need == 0).then_some(());
        };
        let number = of_row(first)?;
        let same = columns.iter().all(|column| of_row(column) == Some(number));
        if !whole || !same || need > columns.len() {
            return None;
        }
        self.places.insert(number, Place { need, columns });
        Some(())
    }

    fn fix(&mut self, column: usize, factor: f64, row: &LinearRow) -> Option<()> {
        let holds = |value: f64| {
            let slack = TOLERANCE * row.lower.abs().min(row.upper.abs()).max(1.0);
            (row.lower - slack..=row.upper + slack).contains(&(value * factor))
        };
        let fixed = match (holds(0.0), holds(1.0)) {
            (true, true) => return Some(()),
            (false, false) => return None,
            (_, one) => one,
        };
        let column = &mut self.columns[column];
        if column.fixed.is_some_and(|before| before != fixed) {
            return None;
        }
        column.fixed = Some(fixed);
        Some(())
    }

    fn measure(
        &mut self,
        variable: usize,
        factor: f64,
        row: &LinearRow,
        terms: Vec<(usize, f64)>,
    ) -> Option<()> {
        let pays = self.program.variables[variable].cost < 0.0;
        // lower ≤ sum + factor · variable ≤ upper: the side on which the variable can help.
        let helps_below = (factor > 0.0) != pays;
        let (low, high) = match helps_below {
            true => (row.lower, f64::INFINITY),
            false => (f64::NEG_INFINITY, row.upper),
        };
        let other = if helps_below {
            row.upper.is_finite()
        } else {
            row.lower.is_finite()
        };
        if other {
            return None;
        }
        let key: Vec<(usize, u64)> = terms.iter().map(|(c, f)| (*c, f.to_bits())).collect();
        let number = *self.measured_of.entry(key).or_insert(self.measured.len());
        if number == self.measured.len() {
            self.measured.push(terms);
        }
        let distance = self.distances.get_mut(&variable)?;
        let scale = 1.0 / factor.abs();
        match distance
            .marks
            .iter_mut()
            .find(|mark| mark.0 == number && mark.3 == scale)
        {
            Some(mark) => {
                mark.1 = mark.1.max(low);
                mark.2 = mark.2.min(high);
            }
            None => distance.marks.push((number, low, high, scale)),
        }
        Some(())
    }

    pub(super) fn model(mut self) -> Option<Model> {
        let mut places = Vec::new();
        for (_, place) in std::mem::take(&mut self.places) {
            for &column in &place.columns {
                self.columns[column as usize].place = places.len();
            }
            places.push(place);
        }
        let held: usize = places.iter().map(|place| place.columns.len()).sum();
        // A choice outside every place could not be exchanged.
        if held != self.choices {
            return None;
        }
        let mut by_column: Vec<Vec<(u32, f64)>> = vec![Vec::new(); self.columns.len()];
        let mut sums = Vec::new();
        for (number, (low, high, terms)) in self.sums.iter().enumerate() {
            let total: f64 = terms.iter().map(|(_, factor)| factor.abs()).sum();
            let slack = |bound: f64| TOLERANCE * bound.abs().max(1.0);
            sums.push(Sum {
                low: low - slack(*low),
                high: high + slack(*high),
                unit: (total / terms.len() as f64).max(f64::MIN_POSITIVE),
            });
            for &(column, factor) in terms {
                by_column[column].push((number as u32, factor));
            }
        }
        let measured = self.measured.len();
        let mut measures = vec![0.0; measured * self.columns.len()];
        for (number, terms) in self.measured.iter().enumerate() {
            for &(column, factor) in terms {
                measures[column * measured + number] = factor;
            }
        }
        let mut starts = vec![0];
        for terms in &by_column {
            starts.push(starts[starts.len() - 1] + terms.len());
        }
        let distances = self.distances.into_values().filter(|d| d.cost > 0.0);
        Some(Model {
            columns: self.columns,
            choices: self.choices,
            places,
            sums,
            distances: distances.collect(),
            measured,
            terms: by_column.concat(),
            starts,
            measures,
        })
    }
}
