//! Text as search compares it, and letters that look right but belong to the other alphabet.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// Number of the rule that [`fold`] follows. Whoever changes what it gives raises it, so that stored
/// folded texts are made again.
pub const VERSION: i32 = 2;

/// Lower-case Latin letters and the Cyrillic letter they are folded into, which look alike in at
/// least one case (`B`/`В`, `H`/`Н`); and Cyrillic letters that only a mark tells from another.
const FOLDED: [(char, char); 16] = [
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'н'),
    ('i', 'і'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
    ('ё', 'е'),
    ('ѐ', 'е'),
    ('ѝ', 'и'),
];

/// Latin letters and the Cyrillic letters that look the same in print, case by case.
const TWINS: [(char, char); 29] = [
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'һ'),
    ('i', 'і'),
    ('o', 'о'),
    ('p', 'р'),
    ('s', 'ѕ'),
    ('x', 'х'),
    ('y', 'у'),
    ('j', 'ј'),
    ('y', 'ү'),
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('S', 'Ѕ'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('Y', 'Ү'),
    ('J', 'Ј'),
    ('k', 'к'),
];

/// Text as search compares it; applied to the query and to the text alike.
///
/// Compatibility forms are unified (NFKC), letters are lower-case, accents and stress marks are
/// dropped, Latin letters lose every mark (`é` is `e`), `ё` is `е`, Latin letters that look Cyrillic
/// *are* Cyrillic, everything but letters and digits is one space. `й` stays itself. The Kazakh letters `ә ғ қ ң ө ұ ү һ` stay distinct from
/// `а г к н о у х`: they make other words (`қон` / `кон`). Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    // Character by character: the final sigma of `str::to_lowercase` depends on its neighbours.
    if text.chars().all(is_plain) {
        return joined(text.chars().flat_map(char::to_lowercase), text.len());
    }
    let letters = text.nfkc().flat_map(char::to_lowercase).nfkc();
    joined(letters.filter(|c| !is_accent(*c)), text.len())
}

/// Letters that no normalisation changes, whatever stands beside them as long as that is plain too.
fn is_plain(letter: char) -> bool {
    letter.is_ascii() || matches!(letter, '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}')
}

/// Letters and digits, unified, and one space for all between them.
fn joined(letters: impl Iterator<Item = char>, length: usize) -> String {
    let mut folded = String::with_capacity(length);
    for letter in letters {
        if letter.is_alphanumeric() {
            folded.push(unified(letter));
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Letters that are probably of the wrong alphabet: for each word that mixes Latin and Cyrillic,
/// the letters of the rarer alphabet (Latin where both are as frequent) that have a twin in the
/// other. Position in characters from 0, and the letter. Words that mix on purpose without twins
/// (`GPSті`) give nothing for their tail.
pub fn look_alikes(text: &str) -> Vec<(usize, char)> {
    let letters: Vec<(usize, char)> = text.chars().enumerate().collect();
    letters
        .split(|(_, letter)| !letter.is_alphabetic())
        .flat_map(strangers)
        .collect()
}

/// The letter of the other alphabet that looks the same; the first where there are two (`Y`).
pub fn twin_of(letter: char) -> Option<char> {
    let of_latin = TWINS.iter().find(|(latin, _)| *latin == letter);
    let of_cyrillic = TWINS.iter().find(|(_, cyrillic)| *cyrillic == letter);
    of_latin
        .map(|(_, cyrillic)| *cyrillic)
        .or(of_cyrillic.map(|(latin, _)| *latin))
}

/// The letters of one word that are in the minority and have a twin.
fn strangers(word: &[(usize, char)]) -> Vec<(usize, char)> {
    let count =
        |belongs: fn(char) -> bool| word.iter().filter(|(_, letter)| belongs(*letter)).count();
    let (latin, cyrillic) = (count(is_latin), count(is_cyrillic));
    if latin == 0 || cyrillic == 0 {
        return Vec::new();
    }
    let is_stranger = |letter: char| match latin <= cyrillic {
        true => TWINS.iter().any(|(twin, _)| *twin == letter),
        false => TWINS.iter().any(|(_, twin)| *twin == letter),
    };
    word.iter()
        .copied()
        .filter(|(_, letter)| is_stranger(*letter))
        .collect()
}

fn unified(letter: char) -> char {
    let letter = without_marks(letter);
    FOLDED
        .iter()
        .find(|(from, _)| *from == letter)
        .map_or(letter, |(_, to)| *to)
}

/// A Latin letter without its marks; any other letter as it is, because there a mark makes another
/// letter (`й`, `ї`).
fn without_marks(letter: char) -> char {
    if is_plain(letter) {
        return letter;
    }
    let mut base = None;
    decompose_canonical(letter, |part| {
        base.get_or_insert(part);
    });
    base.filter(char::is_ascii_lowercase).unwrap_or(letter)
}

fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn is_latin(letter: char) -> bool {
    matches!(letter, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}')
}

fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_people_type_finds_what_authors_wrote() {
        for (typed, written) in [
            ("ЕЛКА", "ёлка"),
            ("пример", "Приме\u{301}р"),
            ("сор", "COP"),
            ("інжу", "iнжу"),
            ("H2O", "Н₂О"),
            ("№ 5.1.2", "no 5 1 2"),
            ("  два\t слова ", "Два   слова!"),
            ("МСQ", "MCQ"),
            ("½", "1⁄2"),
            ("café", "cafe"),
            ("ÀÇÜÑ", "acun"),
            ("ếle\u{301}ve", "eleve"),
            ("Ѝван", "Иван"),
        ] {
            assert_eq!(fold(typed), fold(written), "{typed} / {written}");
        }
    }

    #[test]
    fn kazakh_letters_stay_distinct() {
        for (kazakh, other) in [
            ("ә", "а"),
            ("ғ", "г"),
            ("қ", "к"),
            ("ң", "н"),
            ("ө", "о"),
            ("ұ", "у"),
            ("ү", "у"),
            ("ұ", "ү"),
            ("һ", "х"),
            ("й", "и"),
            ("и\u{306}", "и"),
            ("ї", "і"),
            ("і", "и"),
        ] {
            assert_ne!(fold(kazakh), fold(other));
            assert_eq!(fold(&kazakh.to_uppercase()), fold(kazakh));
        }
    }

    #[test]
    fn a_latin_letter_in_a_cyrillic_word_is_found_and_the_other_way_round() {
        assert_eq!(look_alikes("кот и кoт"), [(7, 'o')]);
        assert_eq!(look_alikes("сumma"), [(0, 'с')]);
        assert_eq!(look_alikes("Eсеп шығару"), [(0, 'E')]);
    }

    #[test]
    fn words_of_one_alphabet_beside_each_other_are_no_mixture() {
        assert_eq!(look_alikes("IT-отдел, кВт, 5a және SAT тесті, 3D"), []);
    }

    #[test]
    fn every_twin_is_one_latin_and_one_cyrillic_letter() {
        assert!(
            TWINS
                .iter()
                .all(|(latin, cyrillic)| is_latin(*latin) && is_cyrillic(*cyrillic))
        );
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn what_is_plain_is_folded_as_if_it_were_normalised(text in "[ -~Ѐ-ҁҊ-ԯ]{0,20}") {
            let letters = text.nfkc().flat_map(char::to_lowercase).nfkc();
            let normalised = joined(letters.filter(|c| !is_accent(*c)), text.len());
            prop_assert_eq!(fold(&text), normalised);
        }

        #[test]
        fn case_does_not_matter(text in "[a-zа-яәғқңөұүһі 0-9]{0,20}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
        }
    }
}
