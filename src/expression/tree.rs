//! What a text says, as a tree.

use std::collections::BTreeSet;

use super::function::Function;

/// An expression; two are equal when they say the same, wherever their parts stood in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// The whole.
    pub root: Node,
}

/// A part with its place in the text.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it begins, in characters from 0.
    pub at: usize,
    /// What it is.
    pub part: Part,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.part == other.part
    }
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A number, text or truth as written.
    Literal(Literal),
    /// The value of an attribute.
    Name(String),
    /// Not.
    Not(Box<Node>),
    /// The negative number.
    Negative(Box<Node>),
    /// Both hold.
    And(Box<Node>, Box<Node>),
    /// At least one holds.
    Or(Box<Node>, Box<Node>),
    /// Two values are compared.
    Compare(Comparison, Box<Node>, Box<Node>),
    /// Two numbers are put together.
    Calculate(Operation, Box<Node>, Box<Node>),
    /// A value is one of a list.
    In(Box<Node>, Vec<Literal>),
    /// A list of texts has an entry.
    Has(Box<Node>, Literal),
    /// A function of values; only [`super::parse_exact`] reads one.
    Call(Function, Vec<Node>),
}

/// A value as written.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// A finite number, never below 0 outside of lists.
    Number(f64),
    /// A text.
    Text(String),
    /// `true` or `false`.
    Truth(bool),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// Every comparison with its spelling, the longer ones first.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Unequal, "!="),
        (Self::LessOrEqual, "<="),
        (Self::GreaterOrEqual, ">="),
        (Self::Equal, "="),
        (Self::Less, "<"),
        (Self::Greater, ">"),
    ];

    /// True for the comparisons that ask which of two numbers is greater.
    pub fn is_order(self) -> bool {
        !matches!(self, Self::Equal | Self::Unequal)
    }
}

/// What two numbers are put together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Divided,
}

impl Operation {
    /// Every operation with its spelling.
    pub const ALL: [(Self, char); 4] = [
        (Self::Plus, '+'),
        (Self::Minus, '-'),
        (Self::Times, '*'),
        (Self::Divided, '/'),
    ];
}

impl Expression {
    /// Nothing but a number.
    pub fn whole(number: u32) -> Self {
        Self {
            root: Node {
                at: 0,
                part: Part::Literal(Literal::Number(f64::from(number))),
            },
        }
    }

    /// The attribute, where the expression is nothing but its name.
    pub fn bare_name(&self) -> Option<&str> {
        match &self.root.part {
            Part::Name(name) => Some(name),
            _ => None,
        }
    }

    /// Names of attributes with the place of their first use, in the order of names.
    pub fn names(&self) -> Vec<(&str, usize)> {
        let mut all = Vec::new();
        collect(&self.root, &mut all);
        all.sort_unstable();
        let mut seen = BTreeSet::new();
        all.retain(|(name, _)| seen.insert(*name));
        all
    }
}

fn collect<'a>(node: &'a Node, names: &mut Vec<(&'a str, usize)>) {
    match &node.part {
        Part::Literal(_) => {}
        Part::Name(name) => names.push((name, node.at)),
        Part::Not(inner) | Part::Negative(inner) | Part::In(inner, _) | Part::Has(inner, _) => {
            collect(inner, names);
        }
        Part::And(a, b) | Part::Or(a, b) | Part::Compare(_, a, b) | Part::Calculate(_, a, b) => {
            collect(a, names);
            collect(b, names);
        }
        Part::Call(_, given) => given.iter().for_each(|node| collect(node, names)),
    }
}
