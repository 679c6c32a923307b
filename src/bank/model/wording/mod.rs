//! Wording with places for numbers and words, in the agreement of each language.
//!
//! A place is `{expression}` or `{expression | function …}`; braces themselves are written twice. What
//! stands in it:
//!
//! | place | says | example |
//! |---|---|---|
//! | `{a * b}` | the number: decimal comma (point in English), a true minus sign, thousands from five digits | `12 500,5` |
//! | `{a \| signed}` | with its sign, also above zero | `+3` |
//! | `{a \| term}` | as a further term of a sum | `− 3` |
//! | `{a \| term_coefficient}` | the same before a letter | `− ` |
//! | `{a \| coefficient}` | before a letter: nothing for 1, a minus for −1 | `−` |
//! | `{a \| bracketed}` | in parentheses where it is below zero | `(−3)` |
//! | `{a \| fraction}`, `{a \| mixed}` | as a common fraction | `7/4`, `1 3/4` |
//! | `{n \| plural one:'час' few:'часа' many:'часов'}` | the word that agrees with the number | `часа` |
//! | `{n \| plural thing}` | the same of a variable with words | `яблок` |
//! | `{n \| dative}` … | Kazakh: the number with its ending | `12-ге` |
//! | `{thing}`, `{thing.dative}` | a word, or one of its forms | `алмаға` |
//! | `{a > b \| choose yes:'больше' no:'меньше'}` | one of two texts | `больше` |
//!
//! Kazakh endings: `genitive`, `dative`, `accusative`, `locative`, `ablative`, `instrumental`. Names are
//! the variables and values of the model and `answer`, its key; in options, units and rationales also
//! `value`, the number they are about.

mod kazakh;
mod number;
mod place;
mod plural;
mod template;

#[cfg(test)]
mod tests;

pub use kazakh::Case;
pub use number::{decimal, fraction, mixed};
pub use plural::{Category, category, needed};
pub use template::{Speech, Template, Unsaid, WordForms};
