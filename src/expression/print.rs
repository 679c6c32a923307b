//! A tree as a text that reads back as the same tree.

use std::fmt::{self, Display, Formatter};

use super::token::is_plain;
use super::tree::{Comparison, Expression, Literal, Node, Operation, Part};

impl Display for Expression {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.root.write(f, 0)
    }
}

/// How tightly each operator holds; what holds less tightly than its place asks for is put into
/// parentheses.
const OR: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
const COMPARISON: u8 = 4;
const SUM: u8 = 5;
const PRODUCT: u8 = 6;
const SIGNED: u8 = 7;
const SINGLE: u8 = 8;

impl Node {
    fn strength(&self) -> u8 {
        match &self.part {
            Part::Or(..) => OR,
            Part::And(..) => AND,
            Part::Not(_) => NOT,
            Part::Compare(..) | Part::In(..) | Part::Has(..) => COMPARISON,
            Part::Calculate(Operation::Plus | Operation::Minus, ..) => SUM,
            Part::Calculate(..) => PRODUCT,
            Part::Negative(_) => SIGNED,
            Part::Literal(_) | Part::Name(_) | Part::Call(..) => SINGLE,
        }
    }

    fn write(&self, f: &mut Formatter<'_>, least: u8) -> fmt::Result {
        if self.strength() < least {
            f.write_str("(")?;
            self.write(f, 0)?;
            return f.write_str(")");
        }
        match &self.part {
            Part::Literal(literal) => literal.fmt(f),
            Part::Name(name) => write_name(f, name),
            Part::Not(inner) => {
                f.write_str("not ")?;
                inner.write(f, NOT)
            }
            Part::Negative(inner) => {
                f.write_str("-")?;
                inner.write(f, SIGNED)
            }
            Part::Or(a, b) => infix(f, (a, OR), "or", (b, AND)),
            Part::And(a, b) => infix(f, (a, AND), "and", (b, NOT)),
            Part::Compare(comparison, a, b) => {
                let sign = Comparison::ALL.iter().find(|(one, _)| one == comparison);
                infix(f, (a, SUM), sign.map_or("=", |(_, sign)| sign), (b, SUM))
            }
            Part::Calculate(operation, a, b) => {
                let sign = Operation::ALL.iter().find(|(one, _)| one == operation);
                let sign = sign.map_or('+', |(_, sign)| *sign).to_string();
                let own = self.strength();
                infix(f, (a, own), &sign, (b, own + 1))
            }
            Part::In(value, list) => {
                value.write(f, SUM)?;
                f.write_str(" in (")?;
                for (index, literal) in list.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { ", " })?;
                    literal.fmt(f)?;
                }
                f.write_str(")")
            }
            Part::Has(value, entry) => {
                value.write(f, SUM)?;
                write!(f, " has {entry}")
            }
            Part::Call(function, given) => {
                write!(f, "{}(", function.as_str())?;
                for (index, node) in given.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { ", " })?;
                    node.write(f, 0)?;
                }
                f.write_str(")")
            }
        }
    }
}

fn infix(
    f: &mut Formatter<'_>,
    (left, of_left): (&Node, u8),
    sign: &str,
    (right, of_right): (&Node, u8),
) -> fmt::Result {
    left.write(f, of_left)?;
    write!(f, " {sign} ")?;
    right.write(f, of_right)
}

fn write_name(f: &mut Formatter<'_>, name: &str) -> fmt::Result {
    match is_plain(name) {
        true => f.write_str(name),
        false => write!(f, "`{}`", name.replace('`', "``")),
    }
}

impl Display for Literal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
            Self::Truth(truth) => write!(f, "{truth}"),
        }
    }
}
