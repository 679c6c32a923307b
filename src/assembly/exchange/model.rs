//! The program of one form as exchanges see it.
//!
//! Every choice belongs to a place (a row of the specification, which has exactly its number of
//! items), so one item for another of the same place keeps the counts of rows. What is left are sums
//! with bounds, shared by all rows of the program that add up the same things, and distances:
//! variables that are no whole number and only as great as some sums make them.

use std::collections::HashMap;

use super::reading::Reading;
use crate::assembly::compile::Chosen;
use crate::assembly::program::Program;

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
    pub(super) terms: Vec<(u32, f64)>,
    pub(super) starts: Vec<usize>,
    /// Terms of measured sums: column · [`Model::measured`] + number of the sum.
    pub(super) measures: Vec<f64>,
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
