//! What a condition says of every candidate (or stimulus), and the values that a rule holds for one by
//! one.

/// What a condition says.
#[derive(Clone, Debug, PartialEq)]
pub enum Marks {
    /// There is no condition.
    All,
    /// By object.
    Each(Vec<bool>),
    /// By row, then by object: the condition speaks of the place.
    ByRow(Vec<Vec<bool>>),
}

impl Marks {
    /// True where the condition holds.
    pub fn at(&self, object: usize, row: usize) -> bool {
        match self {
            Self::All => true,
            Self::Each(marks) => marks.get(object).copied().unwrap_or(false),
            Self::ByRow(rows) => {
                let marks = rows.get(row);
                marks
                    .and_then(|marks| marks.get(object))
                    .copied()
                    .unwrap_or(false)
            }
        }
    }
}

/// Values of the attribute that a rule holds for one by one.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// The values, in order.
    pub labels: Vec<String>,
    /// Object (or row) → its values.
    pub of: Vec<Vec<usize>>,
    /// True where the value is of the row.
    pub by_row: bool,
}

impl Groups {
    /// Values of an object in a row.
    pub fn at(&self, object: usize, row: usize) -> &[usize] {
        let place = if self.by_row { row } else { object };
        self.of.get(place).map_or(&[], Vec::as_slice)
    }
}
