//! Case endings after Kazakh numerals: by the last word that is read, its vowels and its last sound.
//!
//! `12` is read «он екі», so its dative is `12-ге`; `30` is «отыз» and `30-ға`, `40` «қырық» and `40-қа`.
//! Of a decimal the last word is that of its decimal digits: `2,5` is «екі бүтін оннан бес», `2,5-ке`.

/// A case that is marked on the numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Ілік септік: кімнің, ненің.
    Genitive,
    /// Барыс септік: кімге, неге.
    Dative,
    /// Табыс септік: кімді, нені.
    Accusative,
    /// Жатыс септік: кімде, неде.
    Locative,
    /// Шығыс септік: кімнен, неден.
    Ablative,
    /// Көмектес септік: кіммен, немен.
    Instrumental,
}

impl Case {
    /// Every case with its name in wording.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Genitive, "genitive"),
        (Self::Dative, "dative"),
        (Self::Accusative, "accusative"),
        (Self::Locative, "locative"),
        (Self::Ablative, "ablative"),
        (Self::Instrumental, "instrumental"),
    ];

    /// The case of a name.
    pub fn of(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, spelling)| *spelling == name);
        found.map(|(case, _)| *case)
    }
}

/// The last sound of a word, as far as endings care.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sound {
    Vowel,
    /// м, н, ң
    Nasal,
    /// р, л, у, й
    Liquid,
    /// з, ж
    Voiced,
    Voiceless,
}

use Sound::{Liquid, Nasal, Voiced, Voiceless, Vowel};

/// Last sound and whether the vowels are front ones; the words stand beside.
type Word = (Sound, bool);

const ZERO: Word = (Liquid, true); // нөл
const UNITS: [Word; 9] = [
    (Liquid, true),    // бір
    (Vowel, true),     // екі
    (Voiceless, true), // үш
    (Voiceless, true), // төрт
    (Voiceless, true), // бес
    (Vowel, false),    // алты
    (Vowel, true),     // жеті
    (Voiced, true),    // сегіз
    (Voiced, false),   // тоғыз
];
const TENS: [Word; 9] = [
    (Nasal, false),     // он
    (Vowel, false),     // жиырма
    (Voiced, false),    // отыз
    (Voiceless, false), // қырық
    (Liquid, true),     // елу
    (Voiceless, false), // алпыс
    (Voiceless, true),  // жетпіс
    (Nasal, true),      // сексен
    (Nasal, false),     // тоқсан
];
const HUNDRED: Word = (Voiced, true); // жүз
const THOUSAND: Word = (Nasal, false); // мың
const MILLION: Word = (Nasal, false); // миллион
const MILLIARD: Word = (Voiceless, false); // миллиард, read with a final т

/// The ending of a whole number, given by its digits.
pub(super) fn ending(digits: &str, case: Case) -> &'static str {
    let (sound, front) = last_word(digits);
    let [back_form, front_form] = forms(case, sound);
    if front { front_form } else { back_form }
}

/// The word that is read last.
fn last_word(digits: &str) -> Word {
    let significant = digits.trim_end_matches('0');
    let digit = significant.bytes().last().map(|b| usize::from(b - b'0'));
    let Some(digit) = digit.filter(|digit| (1..=9).contains(digit)) else {
        return ZERO;
    };
    match digits.len() - significant.len() {
        0 => UNITS[digit - 1],
        1 => TENS[digit - 1],
        2 => HUNDRED,
        3..=5 => THOUSAND,
        6..=8 => MILLION,
        _ => MILLIARD,
    }
}

/// Ending after back vowels and after front ones.
fn forms(case: Case, sound: Sound) -> [&'static str; 2] {
    match (case, sound) {
        (Case::Genitive, Vowel | Nasal) => ["ның", "нің"],
        (Case::Genitive, Liquid | Voiced) => ["дың", "дің"],
        (Case::Genitive, Voiceless) => ["тың", "тің"],
        (Case::Dative, Voiceless) => ["қа", "ке"],
        (Case::Dative, _) => ["ға", "ге"],
        (Case::Accusative, Vowel) => ["ны", "ні"],
        (Case::Accusative, Nasal | Liquid | Voiced) => ["ды", "ді"],
        (Case::Accusative, Voiceless) => ["ты", "ті"],
        (Case::Locative, Voiceless) => ["та", "те"],
        (Case::Locative, _) => ["да", "де"],
        (Case::Ablative, Nasal) => ["нан", "нен"],
        (Case::Ablative, Voiceless) => ["тан", "тен"],
        (Case::Ablative, _) => ["дан", "ден"],
        (Case::Instrumental, Vowel | Nasal | Liquid) => ["мен", "мен"],
        (Case::Instrumental, Voiced) => ["бен", "бен"],
        (Case::Instrumental, Voiceless) => ["пен", "пен"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Number, then genitive, dative, accusative, locative, ablative, instrumental as written in school.
    const TABLE: &str = "\
        0 дің ге ді де ден мен
        1 дің ге ді де ден мен
        2 нің ге ні де ден мен
        3 тің ке ті те тен пен
        4 тің ке ті те тен пен
        5 тің ке ті те тен пен
        6 ның ға ны да дан мен
        7 нің ге ні де ден мен
        8 дің ге ді де ден бен
        9 дың ға ды да дан бен
        10 ның ға ды да нан мен
        16 ның ға ны да дан мен
        20 ның ға ны да дан мен
        30 дың ға ды да дан бен
        40 тың қа ты та тан пен
        50 дің ге ді де ден мен
        60 тың қа ты та тан пен
        70 тің ке ті те тен пен
        80 нің ге ді де нен мен
        90 ның ға ды да нан мен
        100 дің ге ді де ден бен
        105 тің ке ті те тен пен
        1000 ның ға ды да нан мен
        25000 ның ға ды да нан мен
        3000000 ның ға ды да нан мен";

    #[test]
    fn endings_follow_the_word_that_is_read_last() {
        let mut rows = 0;
        for row in TABLE.lines() {
            let mut cells = row.split_whitespace();
            let number = cells.next().expect("a number");
            for (case, name) in Case::ALL {
                let expected = cells.next().expect("an ending");
                assert_eq!(ending(number, case), expected, "{number} {name}");
            }
            rows += 1;
        }
        assert_eq!(rows, 25);
    }
}
