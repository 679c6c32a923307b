//! The order in which people look things up, as a key that is stored and compared byte by byte.
//!
//! One alphabet serves the three languages: Latin, then Cyrillic in the Kazakh order, in which the letters
//! of Russian keep their places; `ё` stands with `е`. Numbers go by their value (`m6-4` before `m6-10`),
//! before letters. Accents decide where letters are the same, case where accents are, too.
//!
//! Not a library's sort keys: those change with the library's data, and a stored key may not. What is
//! absent: languages of other scripts keep the order of their code points.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// Kazakh Cyrillic. `ё` is missing: it stands with `е`.
const ALPHABET: &str = "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

/// First of the characters that stand for Cyrillic letters in a key.
const CYRILLIC: u32 = 0x400;

/// Letters of a text that its key looks at; what is the same so far is put in order by other columns.
const MOST_LETTERS: usize = 80;

/// Longest number that goes by its value.
const MOST_DIGITS: usize = 40;

/// Stands before everything a text can hold, so that a shorter text comes before a longer one.
const BREAK: char = '\u{1}';

/// The key of a text; never empty.
pub fn collation_key(text: &str) -> String {
    let mut key = Key::default();
    let letters: Vec<char> = text.nfkc().take(MOST_LETTERS).collect();
    let mut at = 0;
    while at < letters.len() {
        let digits = letters[at..].iter().take_while(|c| c.is_ascii_digit());
        match digits.count().min(MOST_DIGITS) {
            0 => {
                key.add(letters[at]);
                at += 1;
            }
            count => {
                key.add_number(&letters[at..at + count]);
                at += count;
            }
        }
    }
    key.finished()
}

/// A key in the making: letters, then what tells accents and cases apart, one mark for each letter.
#[derive(Default)]
struct Key {
    letters: String,
    accents: String,
    cases: String,
}

impl Key {
    fn add(&mut self, letter: char) {
        if is_accent(letter) {
            self.accents.pop();
            self.accents.push('b');
        } else if letter.is_alphanumeric() {
            for small in letter.to_lowercase() {
                self.add_letter(small, letter.is_uppercase());
            }
        } else if !self.letters.is_empty() && !self.letters.ends_with(' ') {
            self.put(' ', false, false);
        }
    }

    fn add_letter(&mut self, small: char, is_capital: bool) {
        let (base, has_accent) = match small {
            'ё' => ('е', true),
            _ => without_accent(small),
        };
        self.put(place_of(base), has_accent, is_capital);
    }

    /// Its length comes before it: of two numbers the longer is the larger.
    fn add_number(&mut self, digits: &[char]) {
        let zeros = digits.iter().take_while(|c| **c == '0').count();
        let digits = &digits[zeros.min(digits.len() - 1)..];
        let length = u8::try_from(digits.len()).unwrap_or(u8::MAX);
        self.put('0', zeros > 0, false);
        self.put(char::from(b'0' + length), false, false);
        for digit in digits {
            self.put(*digit, false, false);
        }
    }

    fn put(&mut self, place: char, has_accent: bool, is_capital: bool) {
        self.letters.push(place);
        self.accents.push(if has_accent { 'b' } else { 'a' });
        self.cases.push(if is_capital { 'b' } else { 'a' });
    }

    fn finished(self) -> String {
        let letters = self.letters.trim_end();
        let accents = self.accents.trim_end_matches('a');
        let cases = self.cases.trim_end_matches('a');
        format!("{letters}{BREAK}{accents}{BREAK}{cases}")
    }
}

/// The character that stands for a small letter in a key.
fn place_of(letter: char) -> char {
    let code = u32::from(letter);
    if !(CYRILLIC..0x530).contains(&code) {
        return letter;
    }
    let count = ALPHABET.chars().count();
    let place = ALPHABET.chars().position(|c| c == letter);
    // Cyrillic letters of other languages come after those of the alphabet.
    let after = || count + (code - CYRILLIC) as usize;
    let offset = u32::try_from(place.unwrap_or_else(after)).unwrap_or_default();
    char::from_u32(CYRILLIC + offset).unwrap_or(letter)
}

/// A Latin letter without its marks, and whether it had any.
fn without_accent(letter: char) -> (char, bool) {
    let mut base = letter;
    let mut parts = 0;
    decompose_canonical(letter, |part| {
        if parts == 0 {
            base = part;
        }
        parts += 1;
    });
    if parts > 1 && base.is_ascii_alphabetic() {
        (base, true)
    } else {
        (letter, false)
    }
}

fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn in_order(words: &[&str]) {
        for pair in words.windows(2) {
            let keys = (collation_key(pair[0]), collation_key(pair[1]));
            assert!(keys.0 < keys.1, "{} before {}: {keys:?}", pair[0], pair[1]);
        }
    }

    #[test]
    fn the_kazakh_alphabet_is_in_its_order() {
        in_order(&[
            "а", "ә", "б", "в", "г", "ғ", "д", "е", "ж", "з", "и", "й", "к", "қ", "л", "м", "н",
            "ң", "о", "ө", "п", "р", "с", "т", "у", "ұ", "ү", "ф", "х", "һ", "ц", "ч", "ш", "щ",
            "ъ", "ы", "і", "ь", "э", "ю", "я",
        ]);
        in_order(&[
            "ағаш",
            "әже",
            "бала",
            "гүл",
            "ғалым",
            "кітап",
            "қала",
            "нан",
            "ңғ",
            "от",
            "өзен",
        ]);
        in_order(&["тау", "тұз", "түн", "халық", "һәм", "ыдыс", "іні"]);
    }

    #[test]
    fn yo_stands_with_ye_and_decides_only_between_equals() {
        in_order(&["ежевика", "ёжик", "ездить"]);
        in_order(&["елка", "ёлка", "елки"]);
    }

    #[test]
    fn case_and_accents_decide_only_between_equals() {
        in_order(&["apple", "Apple", "apples", "Banana"]);
        in_order(&["resume", "résumé", "resumes"]);
        in_order(&["сор", "СОР", "соры"]);
    }

    #[test]
    fn numbers_go_by_their_value_before_letters_and_latin_before_cyrillic() {
        in_order(&["2 + 2", "10 задач", "apple", "яблоко"]);
        in_order(&["m6-ratio-4", "m6-ratio-10", "m10-a"]);
        in_order(&["7", "07", "8"]);
    }

    #[test]
    fn punctuation_at_the_edges_does_not_matter_and_a_blank_comes_before_letters() {
        assert_eq!(collation_key("«Қала»!"), collation_key("Қала"));
        in_order(&["ал қызыл", "алма"]);
        assert!(!collation_key("…").is_empty());
    }

    proptest! {
        #[test]
        fn a_key_has_no_nul_and_the_same_text_in_another_form_has_the_same_key(text in "[a-zA-Zа-яА-ЯёәғқңөұүһіéÀ0-9 .-]{0,30}") {
            let key = collation_key(&text);
            prop_assert!(!key.contains('\0'));
            prop_assert_eq!(collation_key(&text.nfd().collect::<String>()), key);
        }
    }
}
