//! Tokens become a tree; how much of it is limited.

use super::function::Function;
use super::problem::Problem;
use super::token::{Keyword, Token, tokens};
use super::tree::{Comparison, Expression, Literal, Node, Operation, Part};

/// Most characters of a text.
const MOST_CHARACTERS: usize = 2_000;
/// Deepest nesting of parentheses, `not` and minus signs.
const MOST_DEPTH: usize = 40;
/// Most parts, entries of lists among them.
const MOST_PARTS: usize = 500;

/// Reads a text.
///
/// # Errors
/// The first thing that is wrong: `expression_empty`, `expression_too_large`, `expression_syntax`,
/// `expression_quote_open`, `expression_name_empty`, `expression_number_bad`,
/// `expression_sign_foreign`, `expression_sign_unknown`.
pub fn parse(text: &str) -> Result<Expression, Problem> {
    read(text, false)
}

/// Reads a text that is evaluated exactly ([`Expression::exact`]): functions may be called, and a number
/// has at most 15 digits, so that nothing of it is lost.
///
/// # Errors
/// As [`parse`], and `expression_function_unknown`, `expression_arguments`, `expression_number_long`.
pub fn parse_exact(text: &str) -> Result<Expression, Problem> {
    read(text, true)
}

fn read(text: &str, exact: bool) -> Result<Expression, Problem> {
    let length = text.chars().take(MOST_CHARACTERS + 1).count();
    if length > MOST_CHARACTERS {
        return Err(too_large("characters", MOST_CHARACTERS, MOST_CHARACTERS));
    }
    let tokens = tokens(text, exact)?;
    if tokens.is_empty() {
        return Err(Problem::new("expression_empty", 0));
    }
    let mut parser = Parser {
        tokens: &tokens,
        next: 0,
        end: length,
        depth: 0,
        parts: 0,
        calls: exact,
    };
    let root = parser.any()?;
    match parser.tokens.get(parser.next) {
        None => Ok(Expression { root }),
        Some(_) => Err(parser.unexpected("operator_or_end")),
    }
}

fn too_large(of: &'static str, most: usize, at: usize) -> Problem {
    Problem::new("expression_too_large", at)
        .with("of", of)
        .with("most", most.to_string())
}

struct Parser<'a> {
    tokens: &'a [(usize, Token)],
    next: usize,
    end: usize,
    depth: usize,
    parts: usize,
    /// Whether functions may be called.
    calls: bool,
}

impl Parser<'_> {
    fn at(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |(at, _)| *at)
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    fn take(&mut self, wanted: &Token) -> bool {
        let found = self.peek() == Some(wanted);
        self.next += usize::from(found);
        found
    }

    fn unexpected(&self, wanted: &'static str) -> Problem {
        let problem = Problem::new("expression_syntax", self.at()).with("wanted", wanted);
        match self.peek() {
            Some(token) => problem.with("near", spelling(token)),
            None => problem,
        }
    }

    /// A part with its place, counted.
    fn node(&mut self, at: usize, part: Part) -> Result<Node, Problem> {
        self.count(at)?;
        Ok(Node { at, part })
    }

    fn count(&mut self, at: usize) -> Result<(), Problem> {
        self.parts += 1;
        match self.parts > MOST_PARTS {
            true => Err(too_large("parts", MOST_PARTS, at)),
            false => Ok(()),
        }
    }

    fn deeper(
        &mut self,
        inner: impl Fn(&mut Self) -> Result<Node, Problem>,
    ) -> Result<Node, Problem> {
        if self.depth == MOST_DEPTH {
            return Err(too_large("depth", MOST_DEPTH, self.at()));
        }
        self.depth += 1;
        let node = inner(self)?;
        self.depth -= 1;
        Ok(node)
    }

    fn any(&mut self) -> Result<Node, Problem> {
        let mut left = self.all()?;
        while self.take(&Token::Keyword(Keyword::Or)) {
            let (at, right) = (left.at, self.all()?);
            left = self.node(at, Part::Or(Box::new(left), Box::new(right)))?;
        }
        Ok(left)
    }

    fn all(&mut self) -> Result<Node, Problem> {
        let mut left = self.not()?;
        while self.take(&Token::Keyword(Keyword::And)) {
            let (at, right) = (left.at, self.not()?);
            left = self.node(at, Part::And(Box::new(left), Box::new(right)))?;
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Node, Problem> {
        let at = self.at();
        if self.take(&Token::Keyword(Keyword::Not)) {
            let inner = self.deeper(Self::not)?;
            return self.node(at, Part::Not(Box::new(inner)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Result<Node, Problem> {
        let left = self.sum()?;
        let at = left.at;
        if self.take(&Token::Keyword(Keyword::In)) {
            let list = self.list()?;
            return self.node(at, Part::In(Box::new(left), list));
        }
        if self.take(&Token::Keyword(Keyword::Has)) {
            let entry = self.literal()?;
            return self.node(at, Part::Has(Box::new(left), entry));
        }
        let signs = Comparison::ALL;
        let sign = signs
            .iter()
            .find(|(_, sign)| self.peek() == Some(&Token::Sign(sign)));
        let Some((comparison, _)) = sign else {
            return Ok(left);
        };
        self.next += 1;
        let right = self.sum()?;
        self.node(
            at,
            Part::Compare(*comparison, Box::new(left), Box::new(right)),
        )
    }

    fn sum(&mut self) -> Result<Node, Problem> {
        self.chain(
            [("+", Operation::Plus), ("-", Operation::Minus)],
            Self::product,
        )
    }

    fn product(&mut self) -> Result<Node, Problem> {
        self.chain(
            [("*", Operation::Times), ("/", Operation::Divided)],
            Self::signed,
        )
    }

    /// Numbers put together from left to right.
    fn chain(
        &mut self,
        signs: [(&'static str, Operation); 2],
        one: fn(&mut Self) -> Result<Node, Problem>,
    ) -> Result<Node, Problem> {
        let mut left = one(self)?;
        while let Some((_, operation)) =
            signs.iter().find(|(sign, _)| self.take(&Token::Sign(sign)))
        {
            let (at, right) = (left.at, one(self)?);
            left = self.node(
                at,
                Part::Calculate(*operation, Box::new(left), Box::new(right)),
            )?;
        }
        Ok(left)
    }

    fn signed(&mut self) -> Result<Node, Problem> {
        let at = self.at();
        if self.take(&Token::Sign("-")) {
            let inner = self.deeper(Self::signed)?;
            return self.node(at, Part::Negative(Box::new(inner)));
        }
        self.single()
    }

    fn single(&mut self) -> Result<Node, Problem> {
        let at = self.at();
        if self.take(&Token::Sign("(")) {
            let inner = self.deeper(Self::any)?;
            return match self.take(&Token::Sign(")")) {
                true => Ok(inner),
                false => Err(self.unexpected("closing")),
            };
        }
        if let Some(Token::Name(name)) = self.peek() {
            let name = name.clone();
            self.next += 1;
            if self.calls && self.take(&Token::Sign("(")) {
                return self.deeper(|parser| parser.call(at, &name));
            }
            return self.node(at, Part::Name(name));
        }
        let literal = self.value().ok_or_else(|| self.unexpected("value"))?;
        self.node(at, Part::Literal(literal))
    }

    /// What stands behind the opening parenthesis of a function.
    fn call(&mut self, at: usize, name: &str) -> Result<Node, Problem> {
        let Some(function) = Function::of(name) else {
            return Err(Problem::new("expression_function_unknown", at)
                .with("function", name)
                .with("allowed", Function::spellings()));
        };
        let mut given = vec![self.any()?];
        while self.take(&Token::Sign(",")) {
            given.push(self.any()?);
        }
        if !self.take(&Token::Sign(")")) {
            return Err(self.unexpected("comma_or_closing"));
        }
        let (least, most) = function.arguments();
        if (least..=most).contains(&given.len()) {
            return self.node(at, Part::Call(function, given));
        }
        Err(Problem::new("expression_arguments", at)
            .with("function", name)
            .with("least", least.to_string())
            .with("have", given.len().to_string()))
    }

    /// A literal without a sign.
    fn value(&mut self) -> Option<Literal> {
        let literal = match self.peek()? {
            Token::Number(number) => Literal::Number(*number),
            Token::Text(text) => Literal::Text(text.clone()),
            Token::Keyword(Keyword::True) => Literal::Truth(true),
            Token::Keyword(Keyword::False) => Literal::Truth(false),
            _ => return None,
        };
        self.next += 1;
        Some(literal)
    }

    /// A literal of a list, whose numbers may have a sign.
    fn literal(&mut self) -> Result<Literal, Problem> {
        self.count(self.at())?;
        let negative = self.take(&Token::Sign("-"));
        match self.value() {
            Some(Literal::Number(number)) if negative => Ok(Literal::Number(-number)),
            Some(literal) if !negative => Ok(literal),
            Some(_) => {
                self.next -= 1;
                Err(self.unexpected("literal"))
            }
            None => Err(self.unexpected("literal")),
        }
    }

    fn list(&mut self) -> Result<Vec<Literal>, Problem> {
        if !self.take(&Token::Sign("(")) {
            return Err(self.unexpected("list"));
        }
        let mut list = vec![self.literal()?];
        while self.take(&Token::Sign(",")) {
            list.push(self.literal()?);
        }
        match self.take(&Token::Sign(")")) {
            true => Ok(list),
            false => Err(self.unexpected("comma_or_closing")),
        }
    }
}

/// A token as it was written, or nearly so.
fn spelling(token: &Token) -> String {
    match token {
        Token::Number(number) => number.to_string(),
        Token::Text(text) => format!("'{text}'"),
        Token::Name(name) => name.clone(),
        Token::Sign(sign) => (*sign).to_owned(),
        Token::Keyword(keyword) => {
            let word = Keyword::ALL.iter().find(|(one, _)| one == keyword);
            word.map_or_else(String::new, |(_, word)| (*word).to_owned())
        }
    }
}
