//! Item texts as checks read them: what stands where, without markup, in words, numerals, formulas and
//! units.
//!
//! * [`fields`]: every text of a variant with its pointer.
//! * [`markup`]: a text without its tags; its pictures and its MathML.
//! * [`numerals`]: numbers as people write them in a language, and their one value.
//! * [`words`]: words as lists of words know them.
//!
//! What is absent: grammar. A word is a run of letters, a sentence ends with its mark.

pub mod fields;
pub mod markup;
pub mod numerals;
pub mod words;
