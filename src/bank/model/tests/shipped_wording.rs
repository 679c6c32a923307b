//! The wording of the shipped models: agreement of numbers and words by rules that are stated again here, on
//! the words as they are read aloud.

use super::shipped::{ALL, MOTION, PERCENT, PERIMETER, PRICES, PUZZLE, RATIO, many, of};
use super::*;

/// Every text of an item in a language.
fn all_texts(generated: &Generated, language: &str) -> Vec<String> {
    let (texts, part) = of(generated, language);
    let own = [
        Some(texts.stem.clone()),
        texts.explanation.clone(),
        texts.marking_notes.clone(),
    ];
    let lists = [&part.options, &part.rationales, &part.descriptors];
    let lists = lists.into_iter().flat_map(|list| list.values().cloned());
    own.into_iter().flatten().chain(lists).collect()
}

#[test]
fn no_text_has_a_brace_a_hyphen_for_a_minus_or_a_foreign_decimal_mark() {
    let hyphen = regex::Regex::new(r"(^|[\s(=:·×])-\d").expect("a pattern");
    let point = regex::Regex::new(r"\d\.\d").expect("a pattern");
    let comma = regex::Regex::new(r"\d,\d").expect("a pattern");
    for text in ALL {
        for generated in &many(text).items {
            for language in ["kk", "ru", "en"] {
                for said in all_texts(generated, language) {
                    let foreign = if language == "en" { &comma } else { &point };
                    let wrong = said.contains(['{', '}', '|']) || said.contains("  ");
                    assert!(
                        !wrong && !hyphen.is_match(&said) && !foreign.is_match(&said),
                        "{said}"
                    );
                }
            }
        }
    }
}

/// The form of a Russian word beside a number, by the rule as schoolbooks state it.
fn russian_form(number: i64) -> usize {
    let tail = number % 100;
    if (11..=14).contains(&tail) {
        return 2;
    }
    match tail % 10 {
        1 => 0,
        2..=4 => 1,
        _ => 2,
    }
}

#[test]
fn russian_words_agree_with_every_number() {
    let words = [
        ["час", "часа", "часов"],
        ["метр", "метра", "метров"],
        ["яблоко", "яблока", "яблок"],
        ["тетрадь", "тетради", "тетрадей"],
        ["карандаш", "карандаша", "карандашей"],
        ["конфету", "конфеты", "конфет"],
        ["учебник", "учебника", "учебников"],
        ["ручку", "ручки", "ручек"],
        ["линейку", "линейки", "линеек"],
        ["процент", "процента", "процентов"],
    ];
    let counted = regex::Regex::new(r"(\d+) (\p{Cyrillic}+)").expect("a pattern");
    let mut met: BTreeSet<(usize, usize)> = BTreeSet::new();
    for text in [MOTION, PERIMETER, PERCENT, RATIO, PRICES] {
        for generated in &many(text).items {
            for found in counted.captures_iter(&of(generated, "ru").0.stem) {
                let place = words.iter().position(|forms| forms.contains(&&found[2]));
                let Some(place) = place else {
                    continue;
                };
                let form = russian_form(found[1].parse().expect("digits"));
                assert_eq!(&found[2], words[place][form], "{}", &found[0]);
                met.insert((place, form));
            }
        }
    }
    // All forms of metres and of things to share; hours are 2 to 6, and nothing of the others is counted by one.
    assert!(met.len() >= 24, "{met:?}");
}

/// A Kazakh number below a hundred, read aloud.
fn read_aloud(number: i64) -> String {
    let units = [
        "",
        "бір",
        "екі",
        "үш",
        "төрт",
        "бес",
        "алты",
        "жеті",
        "сегіз",
        "тоғыз",
    ];
    let tens = [
        "",
        "он",
        "жиырма",
        "отыз",
        "қырық",
        "елу",
        "алпыс",
        "жетпіс",
        "сексен",
        "тоқсан",
    ];
    let (ten, unit) = ((number / 10) as usize, (number % 10) as usize);
    format!("{} {}", tens[ten], units[unit]).trim().to_owned()
}

#[test]
fn kazakh_endings_follow_the_vowels_and_the_last_letter_of_the_number_read_aloud() {
    let ended = regex::Regex::new(r"(\d+)-(\p{Cyrillic}+)").expect("a pattern");
    let mut met = 0;
    for generated in &many(PUZZLE).items {
        for said in all_texts(generated, "kk") {
            for found in ended.captures_iter(&said) {
                let word = read_aloud(found[1].parse().expect("digits"));
                let mut vowels = word.chars().filter(|c| "аоұыәөүіеу".contains(*c));
                let last_vowel = vowels.rfind(|c| *c != 'у').expect("a vowel");
                let back = "аоұы".contains(last_vowel);
                let last = word.chars().last().expect("a letter");
                let voiceless = "кқпстшфхцчщ".contains(last);
                let vowel = "аоұыәөүіе".contains(last);
                let dative = match (voiceless, back) {
                    (true, true) => "қа",
                    (true, false) => "ке",
                    (false, true) => "ға",
                    (false, false) => "ге",
                };
                let accusative = match (vowel, voiceless, back) {
                    (true, _, true) => "ны",
                    (true, _, false) => "ні",
                    (false, true, true) => "ты",
                    (false, true, false) => "ті",
                    (false, false, true) => "ды",
                    (false, false, false) => "ді",
                };
                assert!(
                    [dative, accusative].contains(&&found[2]),
                    "{word}: {}",
                    &found[0]
                );
                met += 1;
            }
        }
    }
    assert!(met > 800, "{met}");
}
