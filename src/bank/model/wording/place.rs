//! What stands between two braces: an expression, and how it is said.

use std::collections::BTreeMap;

use super::kazakh::Case;
use super::plural::needed;
use crate::bank::Language;
use crate::expression::{Expression, Kind, Problem, parse_exact};

/// A place in a wording.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Place {
    /// A number.
    Number(Expression, Style),
    /// A word in a form.
    Word {
        variable: String,
        form: Option<String>,
    },
    /// The word that agrees with a number.
    Plural(Expression, Forms),
    /// One of two texts.
    Choose(Expression, [String; 2]),
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Style {
    Plain,
    Signed,
    Term,
    TermCoefficient,
    Coefficient,
    Bracketed,
    Fraction,
    Mixed,
    Case(Case),
}

impl Style {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Signed, "signed"),
        (Self::Term, "term"),
        (Self::TermCoefficient, "term_coefficient"),
        (Self::Coefficient, "coefficient"),
        (Self::Bracketed, "bracketed"),
        (Self::Fraction, "fraction"),
        (Self::Mixed, "mixed"),
    ];

    fn of(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, spelling)| *spelling == name);
        found
            .map(|(style, _)| *style)
            .or_else(|| Case::of(name).map(Self::Case))
    }
}

/// The forms of a word.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Forms {
    /// Written in the place.
    Given(BTreeMap<String, String>),
    /// Those of a variable with words.
    Of(String),
}

/// What the names of a model are; `None` where there is no such name.
pub(super) type Known<'a> = &'a dyn Fn(&str) -> Option<Kind>;

/// What is read of one place, and every problem of it, at columns from its first character.
pub(super) struct Reader<'a> {
    pub(super) language: &'a Language,
    pub(super) known: Known<'a>,
    pub(super) problems: Vec<Problem>,
}

impl Reader<'_> {
    pub(super) fn read(&mut self, inside: &str) -> Option<Place> {
        let (left, right) = match outside_quotes(inside, '|') {
            Some(at) => (&inside[..at], Some(&inside[at + 1..])),
            None => (inside, None),
        };
        if let (Some(place), None) = (self.word(left.trim()), right) {
            return Some(place);
        }
        let expression = match parse_exact(left) {
            Ok(expression) => expression,
            Err(problem) => {
                self.problems.push(problem);
                return None;
            }
        };
        let Some(right) = right else {
            self.number(&expression);
            return Some(Place::Number(expression, Style::Plain));
        };
        let at = left.chars().count() + 1;
        self.function(expression, right, at)
    }

    /// `{thing}` or `{thing.dative}`.
    fn word(&mut self, text: &str) -> Option<Place> {
        let (variable, form) = match text.split_once('.') {
            Some((variable, form)) => (variable, Some(form.to_owned())),
            None => (text, None),
        };
        ((self.known)(variable) == Some(Kind::Text)).then(|| Place::Word {
            variable: variable.to_owned(),
            form,
        })
    }

    fn function(&mut self, expression: Expression, text: &str, at: usize) -> Option<Place> {
        let name = text.trim_start();
        let at = at + text.chars().count() - name.chars().count();
        let length = name.find(char::is_whitespace).unwrap_or(name.len());
        let (name, rest) = name.split_at(length);
        match name {
            "plural" => {
                self.number(&expression);
                let forms = self.forms(rest, at)?;
                Some(Place::Plural(expression, forms))
            }
            "choose" => {
                let known = self.known;
                self.names(&expression);
                self.problems.extend(expression.condition_problems(known));
                let mut given = arguments(rest).filter(|given| {
                    given.len() == 2 && ["yes", "no"].iter().all(|name| given.contains_key(*name))
                });
                let Some(given) = &mut given else {
                    self.tell(
                        "template_argument",
                        at,
                        &[("function", name), ("wanted", "yes:'…' no:'…'")],
                    );
                    return None;
                };
                let mut text = |name| given.remove(name).unwrap_or_default();
                Some(Place::Choose(expression, [text("yes"), text("no")]))
            }
            _ => {
                self.number(&expression);
                self.style(name, rest, at)
                    .map(|style| Place::Number(expression, style))
            }
        }
    }

    fn style(&mut self, name: &str, rest: &str, at: usize) -> Option<Style> {
        let Some(style) = Style::of(name) else {
            let styles = Style::ALL.iter().map(|(_, name)| *name);
            let cases = Case::ALL.iter().map(|(_, name)| *name);
            let all: Vec<&str> = styles.chain(cases).chain(["plural", "choose"]).collect();
            let allowed = all.join(", ");
            self.tell(
                "template_function_unknown",
                at,
                &[("function", name), ("allowed", &allowed)],
            );
            return None;
        };
        if !rest.trim().is_empty() {
            self.tell(
                "template_argument",
                at,
                &[("function", name), ("wanted", "}")],
            );
        }
        if matches!(style, Style::Case(_)) && self.language.as_str() != "kk" {
            let language = self.language.as_str().to_owned();
            self.tell(
                "template_function_language",
                at,
                &[("function", name), ("language", &language)],
            );
        }
        Some(style)
    }

    /// Forms in the place, or the name of a variable with words.
    fn forms(&mut self, text: &str, at: usize) -> Option<Forms> {
        let name = text.trim();
        if (self.known)(name) == Some(Kind::Text) {
            return Some(Forms::Of(name.to_owned()));
        }
        let forms = ["one", "few", "many", "other"];
        let given =
            arguments(text).filter(|given| given.keys().all(|k| forms.contains(&k.as_str())));
        let Some(given) = given.filter(|given| !given.is_empty()) else {
            self.tell(
                "template_argument",
                at,
                &[
                    ("function", "plural"),
                    ("wanted", "one:'…' few:'…' many:'…' other:'…'"),
                ],
            );
            return None;
        };
        let needed = needed(self.language)
            .iter()
            .map(|category| category.as_str());
        let missing: Vec<&str> = needed.filter(|name| !given.contains_key(*name)).collect();
        if !missing.is_empty() {
            let (missing, language) = (missing.join(", "), self.language.as_str().to_owned());
            self.tell(
                "template_forms_missing",
                at,
                &[("missing", &missing), ("language", &language)],
            );
        }
        Some(Forms::Given(given))
    }

    fn number(&mut self, expression: &Expression) {
        self.names(expression);
        let known = self.known;
        self.problems.extend(expression.number_problems(known));
    }

    fn names(&mut self, expression: &Expression) {
        for (name, at) in expression.names() {
            if (self.known)(name).is_none() {
                self.tell("model_name_unknown", at, &[("name", name)]);
            }
        }
    }

    fn tell(&mut self, code: &'static str, at: usize, args: &[(&'static str, &str)]) {
        let args = args
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        let args = args.collect();
        self.problems.push(Problem { code, at, args });
    }
}

/// `name:'text'` again and again; `None` where it is anything else.
fn arguments(text: &str) -> Option<BTreeMap<String, String>> {
    let mut given = BTreeMap::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once(':')?;
        let quote = after.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let (value, after) = after[1..].split_once(quote)?;
        given.insert(name.trim().to_owned(), value.to_owned());
        rest = after.trim_start();
    }
    Some(given)
}

/// Where a sign first stands outside of quotes, in bytes.
pub(super) fn outside_quotes(text: &str, sign: char) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == sign => return Some(at),
            None if matches!(c, '\'' | '"' | '`') => quote = Some(c),
            None => {}
        }
    }
    None
}
