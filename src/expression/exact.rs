//! Exact rational numbers: what a key is made of.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A reduced fraction; both halves stay within 2^62, so that comparing two never overflows. What would
/// leave that range is `None`.
///
/// As text: a finite decimal (`-2.5`) or else a fraction (`2/3`). A document may also say it as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Exact {
    numerator: i128,
    denominator: i128,
}

/// Beyond it a number is absent.
const LIMIT: i128 = 1 << 62;
/// Most decimal places that are told or rounded to.
const MOST_PLACES: u32 = 12;
/// Greatest power.
const GREATEST_POWER: i32 = 60;

impl Exact {
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

    /// `numerator / denominator`; `None` for a zero denominator or out of range.
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        let divisor = divisor(numerator, denominator)?;
        if denominator == 0 {
            return None;
        }
        let sign = denominator.signum();
        let (numerator, denominator) = (sign * (numerator / divisor), denominator.abs() / divisor);
        let fits = numerator.abs() <= LIMIT && denominator <= LIMIT;
        fits.then_some(Self {
            numerator,
            denominator,
        })
    }

    /// A whole number, where it is in range.
    pub fn of(whole: i128) -> Option<Self> {
        Self::new(whole, 1)
    }

    /// The number a literal was written as: the shortest decimal that reads back as the same.
    pub fn of_literal(literal: f64) -> Option<Self> {
        literal.to_string().parse().ok()
    }

    /// Numerator, with the sign.
    pub fn numerator(self) -> i128 {
        self.numerator
    }

    /// Denominator, above 0.
    pub fn denominator(self) -> i128 {
        self.denominator
    }

    /// True for a whole number.
    pub fn is_whole(self) -> bool {
        self.denominator == 1
    }

    /// True below zero.
    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// Exact sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        // Each product is below 2^124.
        let left = self.numerator * other.denominator;
        let right = other.numerator * self.denominator;
        Self::new(left + right, self.denominator * other.denominator)
    }

    /// Exact difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negative())
    }

    /// Exact product.
    pub fn times(self, other: Self) -> Option<Self> {
        Self::new(
            self.numerator * other.numerator,
            self.denominator * other.denominator,
        )
    }

    /// Exact quotient; `None` when dividing by zero.
    pub fn over(self, other: Self) -> Option<Self> {
        Self::new(
            self.numerator * other.denominator,
            self.denominator * other.numerator,
        )
    }

    /// With the other sign.
    #[must_use]
    pub fn negative(self) -> Self {
        Self {
            numerator: -self.numerator,
            ..self
        }
    }

    /// Without a sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self {
            numerator: self.numerator.abs(),
            ..self
        }
    }

    /// The greatest whole number that is not above.
    #[must_use]
    pub fn floor(self) -> Self {
        Self {
            numerator: self.numerator.div_euclid(self.denominator),
            denominator: 1,
        }
    }

    /// The nearest number with so many decimal places (0 to 12), a half away from zero.
    pub fn rounded(self, places: i32) -> Option<Self> {
        let places = u32::try_from(places).ok().filter(|p| *p <= MOST_PLACES)?;
        let scale = 10_i128.pow(places);
        let doubled = self.numerator.abs().checked_mul(2 * scale)?;
        let size = (doubled + self.denominator) / (2 * self.denominator);
        Self::new(self.numerator.signum() * size, scale)
    }

    /// The power with a whole exponent; `None` for a negative power of zero.
    pub fn power(self, exponent: i32) -> Option<Self> {
        if exponent.abs() > GREATEST_POWER {
            return None;
        }
        let base = match exponent < 0 {
            true => Self::ONE.over(self)?,
            false => self,
        };
        (0..exponent.abs()).try_fold(Self::ONE, |power, _| power.times(base))
    }

    /// The root that is not negative, where it is a rational number.
    pub fn root(self) -> Option<Self> {
        Self::new(whole_root(self.numerator)?, whole_root(self.denominator)?)
    }

    /// Greatest common divisor of whole numbers that are not both 0.
    pub fn common_divisor(self, other: Self) -> Option<Self> {
        let both = self.is_whole() && other.is_whole();
        let divisor = both.then(|| divisor(self.numerator, other.numerator))??;
        Self::of(divisor).filter(|divisor| *divisor != Self::ZERO)
    }

    /// Decimal places of a finite decimal with at most 12 of them.
    pub fn places(self) -> Option<u32> {
        (0..=MOST_PLACES).find(|places| 10_i128.pow(*places) % self.denominator == 0)
    }

    /// The whole number as one that counts something.
    pub(super) fn small(self) -> Option<i32> {
        let whole = self.is_whole().then_some(self.numerator)?;
        i32::try_from(whole).ok()
    }

    /// Sign, digits before and digits after the decimal point of a finite decimal.
    pub fn digits(self) -> Option<(bool, String, String)> {
        let places = self.places()?;
        let unit = 10_i128.pow(places);
        // The denominator divides the unit.
        let scaled = self.numerator.abs().checked_mul(unit / self.denominator)?;
        let fraction = match places {
            0 => String::new(),
            _ => format!("{:0width$}", scaled % unit, width = places as usize),
        };
        Some((self.is_negative(), (scaled / unit).to_string(), fraction))
    }
}

fn divisor(a: i128, b: i128) -> Option<i128> {
    let (mut a, mut b) = (a.checked_abs()?, b.checked_abs()?);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    Some(a)
}

/// The root of a square number.
fn whole_root(square: i128) -> Option<i128> {
    let root = u128::try_from(square).ok()?.isqrt();
    let root = i128::try_from(root).ok()?;
    (root * root == square).then_some(root)
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.numerator * other.denominator).cmp(&(other.numerator * self.denominator))
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((negative, whole, fraction)) = self.digits() else {
            return write!(f, "{}/{}", self.numerator, self.denominator);
        };
        let sign = if negative { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{fraction}")
    }
}

impl FromStr for Exact {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = || format!("'{text}' is neither a decimal nor a fraction in range");
        let (negative, size) = text.strip_prefix('-').map_or((false, text), |s| (true, s));
        let whole = |digits: &str| {
            let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| digits.parse::<i128>().ok()).flatten()
        };
        let read = || match size.split_once('/') {
            Some((above, below)) => Self::new(whole(above)?, whole(below)?),
            None => {
                let (before, after) = size.split_once('.').unwrap_or((size, "0"));
                let places = u32::try_from(after.len()).ok().filter(|p| *p <= 18)?;
                whole(before)?;
                whole(after)?;
                Self::new(whole(&format!("{before}{after}"))?, 10_i128.pow(places))
            }
        };
        let size = read().ok_or_else(refuse)?;
        Ok(if negative { size.negative() } else { size })
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match Value::deserialize(deserializer)? {
            Value::String(text) => text,
            // A number prints as the shortest decimal that reads back as the same.
            Value::Number(number) => match number.as_f64().filter(|_| !number.is_i64()) {
                Some(decimal) => decimal.to_string(),
                None => number.to_string(),
            },
            other => other.to_string(),
        };
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Exact {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Exact".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "number"],
            "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,12}|/[0-9]{1,15})?$",
            "description": "An exact number: a decimal, or a fraction as text (\"2/3\")."
        })
    }
}
