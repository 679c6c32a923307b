//! Which kinds of values stand where: a number is not compared with a text, a text not summed.

use super::function::Function;
use super::problem::Problem;
use super::tree::{Expression, Literal, Node, Part};

/// Kinds of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `true` or `false`.
    Truth,
    /// Numbers.
    Number,
    /// Texts.
    Text,
    /// Lists of texts.
    Texts,
}

impl Kind {
    /// Name as in findings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Truth => "truth",
            Self::Number => "number",
            Self::Text => "text",
            Self::Texts => "texts",
        }
    }
}

impl Expression {
    /// What is wrong with the kinds of a condition, everything at once; `of` says which kind an
    /// attribute has, and `None` where that is not known.
    pub fn condition_problems(&self, of: &dyn Fn(&str) -> Option<Kind>) -> Vec<Problem> {
        let mut check = Check {
            of,
            problems: Vec::new(),
        };
        check.condition(&self.root);
        check.problems
    }

    /// The same of an expression that gives a number.
    pub fn number_problems(&self, of: &dyn Fn(&str) -> Option<Kind>) -> Vec<Problem> {
        let mut check = Check {
            of,
            problems: Vec::new(),
        };
        check.number(&self.root);
        check.problems
    }
}

struct Check<'a> {
    of: &'a dyn Fn(&str) -> Option<Kind>,
    problems: Vec<Problem>,
}

impl Check<'_> {
    /// What is true or not: a bare name of any kind, but no number and no text.
    fn condition(&mut self, node: &Node) {
        if matches!(node.part, Part::Name(_)) {
            return;
        }
        let found = self.kind(node);
        self.wants(node, Kind::Truth, found);
    }

    fn wants(&mut self, node: &Node, wanted: Kind, found: Option<Kind>) {
        if let Some(found) = found.filter(|found| *found != wanted) {
            self.problems.push(
                Problem::new("expression_kind", node.at)
                    .with("wanted", wanted.as_str())
                    .with("is", found.as_str()),
            );
        }
    }

    fn kind(&mut self, node: &Node) -> Option<Kind> {
        match &node.part {
            Part::Literal(literal) => Some(literal.kind()),
            Part::Name(name) => (self.of)(name),
            Part::Not(inner) => {
                self.condition(inner);
                Some(Kind::Truth)
            }
            Part::And(a, b) | Part::Or(a, b) => {
                self.condition(a);
                self.condition(b);
                Some(Kind::Truth)
            }
            Part::Negative(inner) => {
                self.number(inner);
                Some(Kind::Number)
            }
            Part::Calculate(_, a, b) => {
                self.number(a);
                self.number(b);
                Some(Kind::Number)
            }
            Part::Compare(comparison, a, b) if comparison.is_order() => {
                self.number(a);
                self.number(b);
                Some(Kind::Truth)
            }
            Part::Compare(_, a, b) => {
                self.alike(a, b);
                Some(Kind::Truth)
            }
            Part::In(inner, list) => {
                let kind = self.kind(inner);
                let unlike = list
                    .iter()
                    .map(Literal::kind)
                    .find(|own| Some(*own) != kind);
                if let (Some(kind), Some(unlike)) = (kind, unlike) {
                    self.wants(inner, unlike, Some(kind));
                }
                Some(Kind::Truth)
            }
            Part::Has(inner, entry) => {
                let found = self.kind(inner);
                self.wants(inner, Kind::Texts, found);
                self.wants(inner, Kind::Text, Some(entry.kind()));
                Some(Kind::Truth)
            }
            Part::Call(function, given) => Some(self.call(*function, given)),
        }
    }

    fn call(&mut self, function: Function, given: &[Node]) -> Kind {
        let numbers = match (function, given) {
            (Function::If, [condition, rest @ ..]) => {
                self.condition(condition);
                rest
            }
            _ => given,
        };
        numbers.iter().for_each(|node| self.number(node));
        match function.is_question() {
            true => Kind::Truth,
            false => Kind::Number,
        }
    }

    fn number(&mut self, node: &Node) {
        let found = self.kind(node);
        self.wants(node, Kind::Number, found);
    }

    /// Both sides are of one kind, and of none that only `has` can look into.
    fn alike(&mut self, a: &Node, b: &Node) {
        let (of_a, of_b) = (self.kind(a), self.kind(b));
        for (node, kind) in [(a, of_a), (b, of_b)] {
            if kind == Some(Kind::Texts) {
                return self
                    .problems
                    .push(Problem::new("expression_list_compared", node.at));
            }
        }
        if let (Some(wanted), Some(_)) = (of_a, of_b) {
            self.wants(b, wanted, of_b);
        }
    }
}

impl Literal {
    fn kind(&self) -> Kind {
        match self {
            Self::Number(_) => Kind::Number,
            Self::Text(_) => Kind::Text,
            Self::Truth(_) => Kind::Truth,
        }
    }
}
