//! Functions of exact numbers, each with its spelling and how many values it takes.

use super::exact::Exact;

/// A function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `abs(x)`: without its sign.
    Abs,
    /// `min(x, y, …)`: the least.
    Min,
    /// `max(x, y, …)`: the greatest.
    Max,
    /// `round(x)`, `round(x, places)`: the nearest with so many decimal places, a half away from zero.
    Round,
    /// `floor(x)`: the greatest whole number that is not above.
    Floor,
    /// `ceil(x)`: the least whole number that is not below.
    Ceil,
    /// `div(a, b)`: the whole quotient of whole numbers, `floor(a / b)`.
    Div,
    /// `mod(a, b)`: what is left of it, `a - b * div(a, b)`.
    Mod,
    /// `gcd(a, b, …)`: greatest common divisor of whole numbers.
    Gcd,
    /// `lcm(a, b, …)`: least common multiple of whole numbers other than 0.
    Lcm,
    /// `pow(x, n)`: the power, `n` whole and from -60 to 60.
    Pow,
    /// `sqrt(x)`: the root, where it is a rational number; otherwise absent.
    Sqrt,
    /// `num(x)`: numerator of the reduced fraction.
    Numerator,
    /// `den(x)`: its denominator, above 0.
    Denominator,
    /// `places(x)`: decimal places of a finite decimal; otherwise absent.
    Places,
    /// `whole(x)`: whether it is a whole number.
    Whole,
    /// `square(x)`: whether its root is a rational number.
    Square,
    /// `if(condition, x, y)`: the one or the other.
    If,
}

impl Function {
    /// Every function with its spelling.
    pub const ALL: [(Self, &'static str); 18] = [
        (Self::Abs, "abs"),
        (Self::Min, "min"),
        (Self::Max, "max"),
        (Self::Round, "round"),
        (Self::Floor, "floor"),
        (Self::Ceil, "ceil"),
        (Self::Div, "div"),
        (Self::Mod, "mod"),
        (Self::Gcd, "gcd"),
        (Self::Lcm, "lcm"),
        (Self::Pow, "pow"),
        (Self::Sqrt, "sqrt"),
        (Self::Numerator, "num"),
        (Self::Denominator, "den"),
        (Self::Places, "places"),
        (Self::Whole, "whole"),
        (Self::Square, "square"),
        (Self::If, "if"),
    ];

    /// The function of a spelling.
    pub fn of(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, spelling)| *spelling == name);
        found.map(|(function, _)| *function)
    }

    /// The spelling.
    pub fn as_str(self) -> &'static str {
        let found = Self::ALL.iter().find(|(function, _)| *function == self);
        found.map_or("", |(_, spelling)| spelling)
    }

    /// Every spelling, for a sentence.
    pub fn spellings() -> String {
        Self::ALL.map(|(_, spelling)| spelling).join(", ")
    }

    /// Least and most number of values.
    pub fn arguments(self) -> (usize, usize) {
        match self {
            Self::Min | Self::Max | Self::Gcd | Self::Lcm => (2, 12),
            Self::Round => (1, 2),
            Self::Div | Self::Mod | Self::Pow => (2, 2),
            Self::If => (3, 3),
            _ => (1, 1),
        }
    }

    /// True where it says yes or no and gives no number.
    pub fn is_question(self) -> bool {
        matches!(self, Self::Whole | Self::Square)
    }

    /// The number it gives, where it gives one; [`Self::If`] and questions are told elsewhere.
    pub(super) fn number(self, given: &[Exact]) -> Option<Exact> {
        let (first, rest) = given.split_first()?;
        let fold = |of: fn(Exact, Exact) -> Option<Exact>| {
            rest.iter().try_fold(*first, |sum, next| of(sum, *next))
        };
        match self {
            Self::Abs => Some(first.abs()),
            Self::Min => given.iter().min().copied(),
            Self::Max => given.iter().max().copied(),
            Self::Round => first.rounded(rest.first().map_or(Some(0), |places| places.small())?),
            Self::Floor => Some(first.floor()),
            Self::Ceil => Some(first.negative().floor().negative()),
            Self::Div => whole_quotient(*first, *rest.first()?),
            Self::Mod => {
                let divisor = *rest.first()?;
                first.minus(divisor.times(whole_quotient(*first, divisor)?)?)
            }
            Self::Gcd => fold(Exact::common_divisor),
            Self::Lcm => fold(|a, b| a.times(b)?.abs().over(a.common_divisor(b)?)),
            Self::Pow => first.power(rest.first()?.small()?),
            Self::Sqrt => first.root(),
            Self::Numerator => Exact::of(first.numerator()),
            Self::Denominator => Exact::of(first.denominator()),
            Self::Places => Exact::of(i128::from(first.places()?)),
            Self::Whole | Self::Square | Self::If => None,
        }
    }
}

fn whole_quotient(of: Exact, by: Exact) -> Option<Exact> {
    let both = of.is_whole() && by.is_whole();
    both.then(|| of.over(by)).flatten().map(Exact::floor)
}
