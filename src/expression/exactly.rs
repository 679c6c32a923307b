//! The exact value of an expression: rational numbers, and nothing where a number is not one.
//!
//! The rules about what is absent are those of [`super::evaluate`].

use super::exact::Exact;
use super::function::Function;
use super::tree::{Comparison, Expression, Literal, Node, Operation, Part};

/// Something with attributes whose numbers are exact.
pub trait ExactAttributes {
    /// Value of an attribute; [`ExactValue::Absent`] where it has none of that name.
    fn exact(&self, name: &str) -> ExactValue<'_>;
}

/// A value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExactValue<'a> {
    /// There is none.
    Absent,
    /// `true` or `false`.
    Truth(bool),
    /// A number.
    Number(Exact),
    /// A text.
    Text(&'a str),
}

impl ExactValue<'_> {
    /// True for what is present and not `false`.
    pub fn is_true(&self) -> bool {
        !matches!(self, ExactValue::Absent | ExactValue::Truth(false))
    }

    /// The number, where it is one.
    pub fn number(&self) -> Option<Exact> {
        match self {
            ExactValue::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl Expression {
    /// The exact value.
    pub fn exactly<'a>(&'a self, of: &'a dyn ExactAttributes) -> ExactValue<'a> {
        value(&self.root, of)
    }

    /// The exact number the expression gives; `None` where something is absent, no number or out of range.
    pub fn exact(&self, of: &dyn ExactAttributes) -> Option<Exact> {
        value(&self.root, of).number()
    }

    /// True where the expression holds, its numbers compared exactly.
    pub fn holds_exactly(&self, of: &dyn ExactAttributes) -> bool {
        value(&self.root, of).is_true()
    }
}

fn value<'a>(node: &'a Node, of: &'a dyn ExactAttributes) -> ExactValue<'a> {
    match &node.part {
        Part::Literal(literal) => literal.exact(),
        Part::Name(name) => of.exact(name),
        Part::Not(inner) => ExactValue::Truth(!value(inner, of).is_true()),
        Part::Negative(inner) => calculated(value(inner, of).number().map(Exact::negative)),
        Part::And(a, b) => ExactValue::Truth(value(a, of).is_true() && value(b, of).is_true()),
        Part::Or(a, b) => ExactValue::Truth(value(a, of).is_true() || value(b, of).is_true()),
        Part::Compare(comparison, a, b) => {
            ExactValue::Truth(compared(*comparison, value(a, of), value(b, of)))
        }
        Part::Calculate(operation, a, b) => {
            let both = value(a, of).number().zip(value(b, of).number());
            calculated(both.and_then(|(a, b)| operation.exactly(a, b)))
        }
        Part::In(inner, list) => {
            let value = value(inner, of);
            let is = |literal: &Literal| compared(Comparison::Equal, value, literal.exact());
            ExactValue::Truth(list.iter().any(is))
        }
        // There are no lists among exact values.
        Part::Has(..) => ExactValue::Truth(false),
        Part::Call(function, given) => called(*function, given, of),
    }
}

fn called<'a>(
    function: Function,
    given: &'a [Node],
    of: &'a dyn ExactAttributes,
) -> ExactValue<'a> {
    if let (Function::If, [condition, yes, no]) = (function, given) {
        return match value(condition, of).is_true() {
            true => value(yes, of),
            false => value(no, of),
        };
    }
    let numbers = given.iter().map(|node| value(node, of).number());
    let Some(numbers) = numbers.collect::<Option<Vec<Exact>>>() else {
        return ExactValue::Absent;
    };
    match (function, numbers.first()) {
        (Function::Whole, Some(number)) => ExactValue::Truth(number.is_whole()),
        (Function::Square, Some(number)) => ExactValue::Truth(number.root().is_some()),
        _ => calculated(function.number(&numbers)),
    }
}

fn calculated<'a>(number: Option<Exact>) -> ExactValue<'a> {
    number.map_or(ExactValue::Absent, ExactValue::Number)
}

/// Values of different kinds are neither equal nor unequal.
fn compared(comparison: Comparison, a: ExactValue<'_>, b: ExactValue<'_>) -> bool {
    let order = match (a, b) {
        (ExactValue::Number(a), ExactValue::Number(b)) => a.cmp(&b),
        (ExactValue::Text(a), ExactValue::Text(b)) if !comparison.is_order() => a.cmp(b),
        (ExactValue::Truth(a), ExactValue::Truth(b)) if !comparison.is_order() => a.cmp(&b),
        _ => return false,
    };
    match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::Unequal => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    }
}

impl Operation {
    fn exactly(self, a: Exact, b: Exact) -> Option<Exact> {
        match self {
            Self::Plus => a.plus(b),
            Self::Minus => a.minus(b),
            Self::Times => a.times(b),
            Self::Divided => a.over(b),
        }
    }
}

impl Literal {
    fn exact(&self) -> ExactValue<'_> {
        match self {
            Self::Number(number) => calculated(Exact::of_literal(*number)),
            Self::Text(text) => ExactValue::Text(text),
            Self::Truth(truth) => ExactValue::Truth(*truth),
        }
    }
}
