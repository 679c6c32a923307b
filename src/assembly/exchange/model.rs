//! The program of one form as exchanges see it.
//!
//! Every choice belongs to a place (a row of the specification, which has exactly its number of
//! items), so one item for another of the same place keeps the counts of rows. What is left are sums
//! with bounds, shared by all rows of the program that add up the same things, and distances:
//! variables that are no whole number and only as great as some sums make them.

use std::collections::{BTreeMap, HashMap};

use crate::assembly::compile::Chosen;
use crate::assembly::program::{Group, LinearRow, Program, RowId, VariableId};

/// How far a sum may miss a bound, in parts of the bound: what the arithmetic of doubles leaves.
const TOLERANCE: f64 = 1e-9;

/// A program of one form.
#[derive(Clone, Debug)]
pub struct Model {
    /// Choices first, then the other whole variables ([`Model::choices`] says how many are choices).
    pub(super) columns: Vec<Column>,
    /// Number of choices.
    pub choices: usize,
    /// Rows of the specification.
    pub(super) places: Vec<Place>,
    /// Sums with bounds.
    pub(super) sums: Vec<Sum>,
    /// Distances that the objective weighs.
    pub(super) distances: Vec<Distance>,
    /// How many sums distances are taken from.
    pub(super) measured: usize,
    /// Terms of bounded sums, column by column.
    terms: Vec<(u32, f64)>,
    starts: Vec<usize>,
    /// Terms of measured sums: column · [`Model::measured`] + number of the sum.
    measures: Vec<f64>,
}

/// A variable.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Index of the variable in the program.
    pub variable: usize,
    /// Row and candidate of a choice.
    pub choice: Option<(usize, usize)>,
    /// Index of its place; 0 for what is no choice.
    pub place: usize,
    /// What it costs.
    pub cost: f64,
    /// Where only one value is left.
    pub fixed: Option<bool>,
}

/// A row of the specification.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// How many items it has.
    pub need: usize,
    /// Columns that may fill it.
    pub columns: Vec<u32>,
}

/// A sum and its bounds.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    pub low: f64,
    pub high: f64,
    /// One item's worth: what a violation is measured in.
    pub unit: f64,
}

/// The greatest of some sums' distances from their marks, times a cost.
#[derive(Clone, Debug)]
pub(super) struct Distance {
    pub cost: f64,
    /// It is never below this.
    pub least: f64,
    /// (number of the measured sum, low mark, high mark, factor).
    pub marks: Vec<(usize, f64, f64, f64)>,
}

impl Model {
    /// Reads the program; `None` where it has parts that exchanges do not understand, or a place with
    /// fewer candidates than it needs.
    pub fn of(program: &Program) -> Option<Self> {
        let mut reading = Reading::of(program)?;
        for row in &program.rows {
            reading.row(row)?;
        }
        reading.model()
    }

    /// Terms of a column in bounded sums.
    pub(super) fn terms(&self, column: usize) -> &[(u32, f64)] {
        &self.terms[self.starts[column]..self.starts[column + 1]]
    }

    /// Terms of a column in measured sums.
    pub(super) fn measures(&self, column: usize) -> &[f64] {
        &self.measures[column * self.measured..(column + 1) * self.measured]
    }

    /// Row and candidate of a choice.
    pub fn choice(&self, column: usize) -> Option<(usize, usize)> {
        self.columns.get(column)?.choice
    }

    /// Places, each with the number of its items and the choices that may fill it.
    pub fn places(&self) -> impl Iterator<Item = (usize, &[u32])> {
        self.places
            .iter()
            .map(|place| (place.need, place.columns.as_slice()))
    }

    /// What a column costs.
    pub fn cost(&self, column: u32) -> f64 {
        self.columns[column as usize].cost
    }

    /// The same places and sums with other costs, by variable of the program.
    pub fn with_costs(&self, cost: impl Fn(usize) -> f64) -> Self {
        let mut model = self.clone();
        for column in &mut model.columns {
            column.cost = cost(column.variable);
        }
        model
    }

    /// Every choice that is free, place by place.
    pub fn offer(&self) -> Vec<Vec<u32>> {
        let free = |column: &&u32| self.columns[**column as usize].fixed.is_none();
        let of_place = |place: &Place| place.columns.iter().filter(free).copied().collect();
        self.places.iter().map(of_place).collect()
    }

    /// How many sums have bounds: the more, the harder a form is to find.
    pub fn rules(&self) -> usize {
        self.sums.len()
    }

    /// The columns of a form's choices; `None` where one is no choice of the program.
    pub fn columns_of(&self, chosen: &Chosen) -> Option<Vec<u32>> {
        let all =
            (0..self.choices).filter_map(|column| Some((self.choice(column)?, column as u32)));
        let numbers: HashMap<(usize, usize), u32> = all.collect();
        chosen
            .iter()
            .map(|choice| numbers.get(choice).copied())
            .collect()
    }
}

/// Bounds of a sum, and its terms.
type Bounded = (f64, f64, Vec<(usize, f64)>);

/// A program half read.
struct Reading<'a> {
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
    fn of(program: &'a Program) -> Option<Self> {
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

    fn row(&mut self, row: &LinearRow) -> Option<()> {
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

    fn model(mut self) -> Option<Model> {
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
