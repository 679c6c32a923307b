//! A wording read once and said for many values.

use std::collections::BTreeSet;

use super::kazakh::ending;
use super::number::{
    bracketed, coefficient, decimal, fraction, mixed, signed, term, term_coefficient,
};
use super::place::{Forms, Known, Place, Reader, Style, outside_quotes};
use super::plural::{Category, form};
use crate::bank::Language;
use crate::expression::{Exact, ExactAttributes, Problem};

/// A wording.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    language: Language,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Text(String),
    Place(Place),
}

/// Forms of the words of a model.
pub trait WordForms {
    /// The form of the word a variable has now; `None` where it has none of that name.
    fn form(&self, variable: &str, language: &Language, form: &str) -> Option<&String>;
}

/// What a wording is said of.
#[derive(Clone, Copy)]
pub struct Speech<'a> {
    /// Numbers.
    pub numbers: &'a dyn ExactAttributes,
    /// Words.
    pub words: &'a dyn WordForms,
}

/// Why a wording cannot be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// The number of a place does not exist (a division by zero, a root that is none).
    Absent(String),
    /// It is no finite decimal and the place asks for one.
    NotDecimal(String),
    /// The word has no such form.
    FormMissing(String),
}

impl Template {
    /// Reads a wording; `known` says what the names of the model are.
    ///
    /// # Errors
    /// Every problem, with its column: those of [`crate::expression::parse_exact`], `expression_kind`,
    /// `model_name_unknown`, `template_brace_open`, `template_brace_lonely`, `template_function_unknown`,
    /// `template_function_language`, `template_argument`, `template_forms_missing`.
    pub fn read(text: &str, language: &Language, known: Known<'_>) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader {
            language,
            known,
            problems: Vec::new(),
        };
        let pieces = pieces(text, &mut reader);
        match reader.problems.is_empty() {
            true => Ok(Self {
                language: language.clone(),
                pieces,
            }),
            false => Err(reader.problems),
        }
    }

    /// Names of the model that what is said depends on.
    pub fn names(&self) -> BTreeSet<&str> {
        let places = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Place(place) => Some(place),
            Piece::Text(_) => None,
        });
        let mut names = BTreeSet::new();
        for place in places {
            let (expression, word) = match place {
                Place::Number(of, _) | Place::Choose(of, _) => (Some(of), None),
                Place::Plural(of, Forms::Given(_)) => (Some(of), None),
                Place::Plural(of, Forms::Of(word)) => (Some(of), Some(word)),
                Place::Word { variable, .. } => (None, Some(variable)),
            };
            names.extend(word.map(String::as_str));
            let used = expression.map(|of| of.names()).unwrap_or_default();
            names.extend(used.into_iter().map(|(name, _)| name));
        }
        names
    }

    /// Forms asked of words by name: variable and form.
    pub fn asked_forms(&self) -> Vec<(&str, &str)> {
        let places = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Place(Place::Word { variable, form }) => {
                Some((variable.as_str(), form.as_deref().unwrap_or("other")))
            }
            _ => None,
        });
        places.collect()
    }

    /// Variables whose words are asked to agree with a number.
    pub fn counted_words(&self) -> Vec<&str> {
        let places = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Place(Place::Plural(_, Forms::Of(word))) => Some(word.as_str()),
            _ => None,
        });
        places.collect()
    }

    /// The wording for some values.
    ///
    /// # Errors
    /// The first place that cannot be said.
    pub fn say(&self, of: Speech<'_>) -> Result<String, Unsaid> {
        let mut said = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => said.push_str(text),
                Piece::Place(place) => said.push_str(&self.place(place, of)?),
            }
        }
        Ok(said)
    }

    fn place(&self, place: &Place, of: Speech<'_>) -> Result<String, Unsaid> {
        let number = |expression: &crate::expression::Expression| {
            let absent = || Unsaid::Absent(expression.to_string());
            expression.exact(of.numbers).ok_or_else(absent)
        };
        match place {
            Place::Number(expression, style) => {
                let written = self.number(number(expression)?, *style);
                written.ok_or_else(|| Unsaid::NotDecimal(expression.to_string()))
            }
            Place::Word { variable, form } => {
                let form = form.as_deref().unwrap_or("other");
                let found = of.words.form(variable, &self.language, form);
                let missing = || Unsaid::FormMissing(format!("{variable}.{form}"));
                found.cloned().ok_or_else(missing)
            }
            Place::Plural(expression, forms) => {
                let said =
                    form(
                        number(expression)?,
                        &self.language,
                        |category: Category| match forms {
                            Forms::Given(given) => given.get(category.as_str()),
                            Forms::Of(word) => {
                                of.words.form(word, &self.language, category.as_str())
                            }
                        },
                    );
                let missing = |category: Category| {
                    Unsaid::FormMissing(format!("{expression} | {}", category.as_str()))
                };
                said.map(str::to_owned).map_err(missing)
            }
            Place::Choose(condition, [yes, no]) => Ok(match condition.holds_exactly(of.numbers) {
                true => yes.clone(),
                false => no.clone(),
            }),
        }
    }

    fn number(&self, number: Exact, style: Style) -> Option<String> {
        match style {
            Style::Plain => decimal(number, &self.language),
            Style::TermCoefficient => term_coefficient(number, &self.language),
            Style::Signed => signed(number, &self.language),
            Style::Term => term(number, &self.language),
            Style::Coefficient => coefficient(number, &self.language),
            Style::Bracketed => bracketed(number, &self.language),
            Style::Fraction => Some(fraction(number)),
            Style::Mixed => Some(mixed(number)),
            Style::Case(case) => {
                let (_, whole, decimals) = number.digits()?;
                let read_last = if decimals.is_empty() { whole } else { decimals };
                let written = decimal(number, &self.language)?;
                Some(format!("{written}-{}", ending(&read_last, case)))
            }
        }
    }
}

/// Texts and places in their order; problems go to the reader, at columns of the whole text.
fn pieces(text: &str, reader: &mut Reader<'_>) -> Vec<Piece> {
    let (mut pieces, mut said) = (Vec::new(), String::new());
    let mut rest = text;
    let column = |rest: &str| text.chars().count() - rest.chars().count();
    let problem = |code, at| Problem {
        code,
        at,
        args: Vec::new(),
    };
    while let Some(at) = rest.find(['{', '}']) {
        said.push_str(&rest[..at]);
        let (brace, after) = rest[at..].split_at(1);
        if let Some(after) = after.strip_prefix(brace) {
            said.push_str(brace);
            rest = after;
            continue;
        }
        if brace == "}" {
            let at = column(&rest[at..]);
            reader.problems.push(problem("template_brace_lonely", at));
            rest = after;
            continue;
        }
        let Some(end) = outside_quotes(after, '}') else {
            let at = column(&rest[at..]);
            reader.problems.push(problem("template_brace_open", at));
            return pieces;
        };
        let (offset, before) = (column(after), reader.problems.len());
        let place = reader.read(&after[..end]);
        for problem in &mut reader.problems[before..] {
            problem.at += offset;
        }
        if !said.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut said)));
        }
        pieces.extend(place.map(Piece::Place));
        rest = &after[end + 1..];
    }
    said.push_str(rest);
    if !said.is_empty() {
        pieces.push(Piece::Text(said));
    }
    pieces
}
