//! Conditions and sums that people write over named attributes: `thinking = 'HO' and minutes <= 3`.
//!
//! The text is parsed to a tree and the tree is evaluated; nothing is ever run as a program. This room
//! knows no item: whoever has attributes implements [`Attributes`].
//!
//! * Values are numbers, texts, `true` and `false`, and lists of texts; an attribute may be absent.
//! * Operators, the weakest first: `or`, `and`, `not`; `=` `!=` `<` `<=` `>` `>=` `in ('A', 'B')`
//!   `has 'A'` (a list has an entry); `+` `-`; `*` `/`; a minus sign; parentheses.
//! * Texts stand in single or double quotes, the quote itself written twice. A name is letters, digits,
//!   `_` and `.`, beginning with a letter or `_`; any other name stands in backticks.
//! * A bare name is true when the attribute is present and not `false`.
//! * A comparison with something absent is false, whichever way it goes, and so is `!=`; arithmetic
//!   with something absent is absent, and so is what is no finite number (a division by zero).
//! * Length, depth and number of parts are limited, so that no text is costly.
//!
//! Where a result is a key and not a rule of thumb, [`parse_exact`] reads the same language with functions
//! (`round(x, 1)`, `gcd(a, b)`, `if(a > b, a, b)` …) and [`Expression::exact`] gives a rational number
//! ([`Exact`]) or nothing; no floating-point arithmetic is on the way.

mod evaluate;
mod exact;
mod exactly;
mod function;
mod kinds;
mod parse;
mod print;
mod problem;
mod token;
mod tree;

#[cfg(test)]
mod exact_tests;
#[cfg(test)]
mod tests;

pub use evaluate::{Attributes, Value};
pub use exact::Exact;
pub use exactly::{ExactAttributes, ExactValue};
pub use function::Function;
pub use kinds::Kind;
pub use parse::{parse, parse_exact};
pub use problem::Problem;
pub use tree::{Comparison, Expression, Literal, Node, Operation, Part};
