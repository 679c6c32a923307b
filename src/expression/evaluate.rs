//! The value of an expression for something that has attributes.

use super::tree::{Comparison, Expression, Literal, Node, Operation, Part};

/// Something with attributes.
pub trait Attributes {
    /// Value of an attribute; [`Value::Absent`] where it has none of that name.
    fn value(&self, name: &str) -> Value<'_>;
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// There is none.
    Absent,
    /// `true` or `false`.
    Truth(bool),
    /// A number; one that is not finite counts as absent.
    Number(f64),
    /// A text.
    Text(&'a str),
    /// A list of texts; an empty one is present.
    Texts(Vec<&'a str>),
}

impl Value<'_> {
    /// True for what is present and not `false`.
    pub fn is_true(&self) -> bool {
        !matches!(self, Value::Absent | Value::Truth(false))
    }

    /// The number, where it is a finite one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Number(number) => Some(*number).filter(|number| number.is_finite()),
            _ => None,
        }
    }
}

impl Expression {
    /// True where the expression holds.
    pub fn holds(&self, of: &dyn Attributes) -> bool {
        value(&self.root, of).is_true()
    }

    /// The number the expression gives; `None` where something is absent or no number.
    pub fn number(&self, of: &dyn Attributes) -> Option<f64> {
        value(&self.root, of).number()
    }
}

fn value<'a>(node: &'a Node, of: &'a dyn Attributes) -> Value<'a> {
    match &node.part {
        Part::Literal(literal) => literal.value(),
        Part::Name(name) => match of.value(name) {
            Value::Number(number) if !number.is_finite() => Value::Absent,
            value => value,
        },
        Part::Not(inner) => Value::Truth(!value(inner, of).is_true()),
        Part::Negative(inner) => calculated(value(inner, of).number().map(|number| -number)),
        Part::And(a, b) => Value::Truth(value(a, of).is_true() && value(b, of).is_true()),
        Part::Or(a, b) => Value::Truth(value(a, of).is_true() || value(b, of).is_true()),
        Part::Compare(comparison, a, b) => {
            Value::Truth(compared(*comparison, &value(a, of), &value(b, of)))
        }
        Part::Calculate(operation, a, b) => {
            let both = value(a, of).number().zip(value(b, of).number());
            calculated(both.map(|(a, b)| operation.of(a, b)))
        }
        Part::In(inner, list) => {
            let value = value(inner, of);
            let is = |literal: &Literal| compared(Comparison::Equal, &value, &literal.value());
            Value::Truth(list.iter().any(is))
        }
        Part::Has(inner, entry) => Value::Truth(has(&value(inner, of), entry)),
        // Functions are of exact numbers; `parse` reads none.
        Part::Call(..) => Value::Absent,
    }
}

fn calculated<'a>(number: Option<f64>) -> Value<'a> {
    number
        .filter(|number| number.is_finite())
        .map_or(Value::Absent, Value::Number)
}

/// Values of different kinds are neither equal nor unequal.
fn compared(comparison: Comparison, a: &Value<'_>, b: &Value<'_>) -> bool {
    let equal = match (a, b) {
        (Value::Number(a), Value::Number(b)) => return comparison.of(*a, *b),
        (Value::Text(a), Value::Text(b)) => a == b,
        (Value::Truth(a), Value::Truth(b)) => a == b,
        _ => return false,
    };
    match comparison {
        Comparison::Equal => equal,
        Comparison::Unequal => !equal,
        _ => false,
    }
}

fn has(list: &Value<'_>, entry: &Literal) -> bool {
    match (list, entry) {
        (Value::Texts(list), Literal::Text(entry)) => list.contains(&entry.as_str()),
        _ => false,
    }
}

impl Comparison {
    fn of(self, a: f64, b: f64) -> bool {
        match self {
            Self::Equal => a == b,
            Self::Unequal => a != b,
            Self::Less => a < b,
            Self::LessOrEqual => a <= b,
            Self::Greater => a > b,
            Self::GreaterOrEqual => a >= b,
        }
    }
}

impl Operation {
    fn of(self, a: f64, b: f64) -> f64 {
        match self {
            Self::Plus => a + b,
            Self::Minus => a - b,
            Self::Times => a * b,
            Self::Divided => a / b,
        }
    }
}

impl Literal {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Number(number) => Value::Number(*number),
            Self::Text(text) => Value::Text(text),
            Self::Truth(truth) => Value::Truth(*truth),
        }
    }
}
