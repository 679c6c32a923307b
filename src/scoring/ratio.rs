//! Exact rational numbers for percentages and weighted grades, and their one rounding.
//!
//! JSON: a text that loses nothing, `"73.5"` where the value is a finite decimal, else the reduced
//! fraction, `"200/3"`. What people read stands beside it as a number with two places ([`Amount`]).

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::bank::{Hundredths, Points};
use crate::specification::policy::Rounding;

/// A reduced fraction. Both halves stay within 2^63, so comparing never overflows; arithmetic that
/// would leave that range (means over many unlike maxima) answers `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self {
        numerator: 0,
        denominator: 1,
    };
    /// One.
    pub const ONE: Self = Self {
        numerator: 1,
        denominator: 1,
    };
    /// A hundred.
    pub const HUNDRED: Self = Self {
        numerator: 100,
        denominator: 1,
    };

    const LIMIT: i128 = 1 << 63;
    const MOST_PLACES: u32 = 18;

    /// `numerator / denominator`, reduced; `None` for a zero denominator or out of range.
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let divisor = greatest_common_divisor(numerator, denominator)?;
        let sign = if denominator < 0 { -1 } else { 1 };
        let reduced = Self {
            numerator: sign * (numerator / divisor),
            denominator: sign * (denominator / divisor),
        };
        let fits = reduced.numerator.abs() <= Self::LIMIT && reduced.denominator <= Self::LIMIT;
        fits.then_some(reduced)
    }

    /// Points as a percentage of a maximum; `None` where the maximum is zero.
    pub fn percent_of(points: Points, maximum: Points) -> Option<Self> {
        Self::new(i128::from(points.0) * 100, i128::from(maximum.0))
    }

    /// Exact sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::new(
            left.checked_add(right)?,
            self.denominator.checked_mul(other.denominator)?,
        )
    }

    /// Exact product.
    pub fn times(self, other: Self) -> Option<Self> {
        Self::new(
            self.numerator.checked_mul(other.numerator)?,
            self.denominator.checked_mul(other.denominator)?,
        )
    }

    /// Exact quotient; `None` when dividing by zero.
    pub fn over(self, other: Self) -> Option<Self> {
        Self::new(
            self.numerator.checked_mul(other.denominator)?,
            self.denominator.checked_mul(other.numerator)?,
        )
    }

    /// Arithmetic mean; `None` of nothing.
    pub fn mean(values: &[Self]) -> Option<Self> {
        let sum = values
            .iter()
            .try_fold(Self::ZERO, |sum, value| sum.plus(*value))?;
        sum.over(Self::new(i128::try_from(values.len()).ok()?, 1)?)
    }

    /// Rounded to `places` decimals (at most two); `None` where the rule is not to round.
    pub fn round(self, rounding: Rounding, places: u8) -> Option<Hundredths> {
        let step = match places {
            0 => 100,
            1 => 10,
            _ => 1,
        };
        let (scaled, unit) = (self.numerator.abs() * 100, self.denominator * step);
        let (down, rest) = (scaled / unit, scaled % unit);
        let up = match (rounding, (rest * 2).cmp(&unit)) {
            (Rounding::None, _) => return None,
            (Rounding::Down, _) | (_, Ordering::Less) => false,
            (_, Ordering::Greater) | (Rounding::HalfUp, Ordering::Equal) => true,
            (Rounding::HalfEven, Ordering::Equal) => down % 2 == 1,
        };
        let size = i64::try_from((down + i128::from(up)) * step).unwrap_or(i64::MAX);
        Some(Hundredths(if self.numerator < 0 { -size } else { size }))
    }

    /// Two places, half up: for reading only, nothing is decided by it.
    pub fn shown(self) -> Hundredths {
        self.round(Rounding::HalfUp, 2).unwrap_or_default()
    }
}

fn greatest_common_divisor(a: i128, b: i128) -> Option<i128> {
    let (mut a, mut b) = (a.checked_abs()?, b.checked_abs()?);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    Some(a)
}

impl From<Hundredths> for Ratio {
    fn from(value: Hundredths) -> Self {
        // A reduced i64 over 100 is always in range.
        Self::new(i128::from(value.0), 100).unwrap_or(Self::ZERO)
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.numerator * other.denominator).cmp(&(other.numerator * self.denominator))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let finite = (0..=Self::MOST_PLACES).find(|p| 10_i128.pow(*p) % self.denominator == 0);
        let Some(places) = finite else {
            return write!(f, "{}/{}", self.numerator, self.denominator);
        };
        let Some(scaled) = self
            .numerator
            .checked_mul(10_i128.pow(places) / self.denominator)
        else {
            return write!(f, "{}/{}", self.numerator, self.denominator);
        };
        if places == 0 {
            return write!(f, "{scaled}");
        }
        let sign = if scaled < 0 { "-" } else { "" };
        let unit = 10_i128.pow(places);
        let (whole, rest) = (scaled.abs() / unit, scaled.abs() % unit);
        write!(f, "{sign}{whole}.{rest:0width$}", width = places as usize)
    }
}

impl FromStr for Ratio {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = || format!("'{text}' is neither a decimal nor a fraction in range");
        let integer = |digits: &str| digits.parse::<i128>().map_err(|_| refuse());
        if let Some((numerator, denominator)) = text.split_once('/') {
            return Self::new(integer(numerator)?, integer(denominator)?).ok_or_else(refuse);
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let places = u32::try_from(fraction.len()).map_err(|_| refuse())?;
        let plain = fraction.bytes().all(|b| b.is_ascii_digit()) && places <= Self::MOST_PLACES;
        if !plain || text.ends_with('.') {
            return Err(refuse());
        }
        Self::new(integer(&format!("{whole}{fraction}"))?, 10_i128.pow(places)).ok_or_else(refuse)
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Ratio {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Ratio".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$",
            "description": "An exact number: a finite decimal, else a reduced fraction."
        })
    }
}

/// An exact number and what people read of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Amount {
    /// The exact value; everything is decided by it.
    pub exact: Ratio,
    /// Two places, half up, for reading.
    pub shown: Hundredths,
}

impl From<Ratio> for Amount {
    fn from(exact: Ratio) -> Self {
        Self {
            exact,
            shown: exact.shown(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(text: &str) -> Ratio {
        text.parse().unwrap()
    }

    #[test]
    fn a_ratio_survives_its_text() {
        for text in ["73.5", "0", "-0.25", "200/3", "-1/7", "100", "0.001"] {
            assert_eq!(ratio(text).to_string(), text);
        }
    }

    #[test]
    fn text_that_is_no_number_is_refused() {
        for text in ["", "1/0", "x", "1.", "1.2.3", "1/2/3", "1,5", "1.-5", "NaN"] {
            assert!(text.parse::<Ratio>().is_err(), "{text}");
        }
    }

    #[test]
    fn rounding_rules_differ_at_the_half_only() {
        use Rounding::*;
        let rows = [
            ("64.5", HalfUp, 0, "65"),
            ("64.5", HalfEven, 0, "64"),
            ("65.5", HalfEven, 0, "66"),
            ("64.5", Down, 0, "64"),
            ("64.99", Down, 1, "64.9"),
            ("200/3", HalfUp, 2, "66.67"),
            ("200/3", HalfEven, 0, "67"),
            ("-64.5", HalfUp, 0, "-65"),
            ("100/3", HalfUp, 1, "33.3"),
        ];
        for (value, rule, places, expected) in rows {
            let rounded = ratio(value).round(rule, places).unwrap();
            assert_eq!(rounded.to_string(), expected, "{value} {rule:?} {places}");
        }
        assert_eq!(ratio("64.5").round(None, 0), Option::None);
    }

    #[test]
    fn arithmetic_is_exact_and_says_when_it_cannot_be() {
        assert_eq!(ratio("1/3").plus(ratio("1/6")), Some(ratio("0.5")));
        assert_eq!(
            Ratio::mean(&[ratio("50"), ratio("100/3")]),
            Some(ratio("125/3"))
        );
        assert_eq!(Ratio::mean(&[]), None);
        assert_eq!(ratio("1").over(Ratio::ZERO), None);
        let tiny = Ratio::new(1, (1 << 61) - 1).unwrap();
        assert_eq!(tiny.times(tiny), None);
        assert!(ratio("2/3") > ratio("0.666666"));
    }
}
