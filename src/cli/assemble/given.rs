//! What stands in the form already, from the command line: codes, each with its position where it has one,
//! or a file with a list.

use std::path::Path;

use super::super::outcome::Failure;
use super::asked::{format_of, read_text};
use crate::assembly::request::GivenItem;
use crate::document;

/// The given items. A single word that names a file is read; everything else is a code.
pub(super) fn read(words: &[String]) -> Result<Vec<GivenItem>, Failure> {
    match words {
        [file] if Path::new(file).is_file() => of_file(Path::new(file)),
        codes => codes.iter().map(|word| of_word(word)).collect(),
    }
}

fn of_file(path: &Path) -> Result<Vec<GivenItem>, Failure> {
    let wrong = |found| Failure::InFile(path.to_owned(), found);
    let read = document::decode_text(&read_text(path)?, format_of(path));
    Ok(read.map_err(wrong)?.0)
}

/// `CODE` or `CODE@POSITION`.
fn of_word(word: &str) -> Result<GivenItem, Failure> {
    let (item, position) = match word.rsplit_once('@') {
        None => (word, None),
        Some((item, position)) => {
            let number: Result<u32, _> = position.parse();
            let wrong = || {
                let told = format!("--given: '{position}' of '{word}' is no position");
                Failure::Usage(format!("{told}: write CODE, or CODE@POSITION from 1"))
            };
            (item, Some(number.map_err(|_| wrong())?))
        }
    };
    Ok(GivenItem {
        item: item.to_owned(),
        version: None,
        row: None,
        position,
    })
}
