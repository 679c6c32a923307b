//! Which form of a word stands beside a number (CLDR plural rules of the three languages).

use crate::bank::Language;
use crate::expression::Exact;

/// A form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// 1 час, 21 час; 1 hour.
    One,
    /// 2 часа, 24 часа.
    Few,
    /// 5 часов, 11 часов.
    Many,
    /// 2,5 часа; 5 hours; 5 сағат.
    Other,
}

impl Category {
    /// Name in wording.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// The form beside a number as it is written in decimals; its sign does not matter.
pub fn category(number: Exact, language: &Language) -> Category {
    let size = number.abs();
    match language.as_str() {
        "ru" if size.is_whole() => match (size.numerator() % 10, size.numerator() % 100) {
            (_, 11..=14) => Category::Many,
            (1, _) => Category::One,
            (2..=4, _) => Category::Few,
            _ => Category::Many,
        },
        "ru" => Category::Other,
        _ if size == Exact::ONE => Category::One,
        _ => Category::Other,
    }
}

/// Forms a word must have in a language. Kazakh words do not change after a numeral.
pub fn needed(language: &Language) -> &'static [Category] {
    match language.as_str() {
        "ru" => &[Category::One, Category::Few, Category::Many],
        "en" => &[Category::One, Category::Other],
        _ => &[Category::Other],
    }
}

/// The form itself; `one` may be left out where a language does not need it.
pub(super) fn form<'a>(
    number: Exact,
    language: &Language,
    of: impl Fn(Category) -> Option<&'a String>,
) -> Result<&'a str, Category> {
    let category = category(number, language);
    let own = of(category);
    let stands_in = !needed(language).contains(&category);
    let found = own.or_else(|| {
        let other = stands_in && category == Category::One;
        other.then(|| of(Category::Other)).flatten()
    });
    found.map(String::as_str).ok_or(category)
}
