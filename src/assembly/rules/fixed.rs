//! Numbers of rules are whole millionths, so that a sum is exact and two counts of it agree.

/// One, in millionths.
pub const ONE: i64 = 1_000_000;
/// Greatest number that is read.
const GREATEST: f64 = 1e9;

/// A number in millionths; `None` where it is not finite or beyond what rules count with.
pub fn millionths(value: f64) -> Option<i64> {
    (value.abs() <= GREATEST).then(|| (value * ONE as f64).round() as i64)
}

/// Millionths as a number.
pub fn number(millionths: i64) -> f64 {
    millionths as f64 / ONE as f64
}

/// Millionths rounded to hundredths, for a table.
pub fn hundredths(millionths: i128) -> i64 {
    let rounded = (millionths.abs() + 5_000) / 10_000 * millionths.signum();
    i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX })
}
