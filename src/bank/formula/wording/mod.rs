//! A formula in words, as a person would read it aloud: for screen readers, for large print, for
//! candidates who are read to.
//!
//! Letters stay letters (a reader spells them in its own way), numbers stay numbers. What begins and does
//! not end by itself says its end (`конец дроби`), so that two different formulas never sound alike.

mod en;
mod kk;
mod ru;
mod speaker;
mod words;

use crate::bank::Language;
use crate::document::xml::Element;

/// The formula in words; `None` in languages other than kk, ru and en.
pub fn wording(math: &Element, language: &Language) -> Option<String> {
    let words = match language.as_str() {
        "kk" => &kk::KAZAKH,
        "ru" => &ru::RUSSIAN,
        "en" => &en::ENGLISH,
        _ => return None,
    };
    Some(speaker::spoken(math, words))
}
