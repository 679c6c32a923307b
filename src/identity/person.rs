//! A pupil's name: the one type that holds it. It shows nothing in `Debug`, and what is wrong with it is
//! told by column, place and letter, never by repeating it: findings are kept and logged.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::language::finding::Finding;
use crate::language::fold::{fold, look_alikes, twin_of};

/// Longest part of a name, in characters.
const LONGEST_PART: usize = 100;
/// Ages of pupils; others are remarked.
const USUAL_AGES: std::ops::RangeInclusive<i32> = 4..=25;
/// Letters of other alphabets that stand for Kazakh ones, and the Kazakh letters.
const KAZAKH_TWINS: [(char, char); 12] = [
    ('ə', 'ә'),
    ('Ə', 'Ә'),
    ('ɵ', 'ө'),
    ('Ɵ', 'Ө'),
    ('ӊ', 'ң'),
    ('ӈ', 'ң'),
    ('ҡ', 'қ'),
    ('ӄ', 'қ'),
    ('ҝ', 'қ'),
    ('ӷ', 'ғ'),
    ('ӻ', 'ғ'),
    ('γ', 'ү'),
];
/// What Windows-1251 makes of the bytes that are Kazakh letters in KZ-1048, and those letters.
pub const MISREAD_KZ1048: [(char, char); 16] = [
    ('Ї', 'Ү'),
    ('ї', 'ү'),
    ('Ќ', 'Қ'),
    ('ќ', 'қ'),
    ('Ћ', 'Һ'),
    ('ћ', 'һ'),
    ('Ў', 'Ұ'),
    ('ў', 'ұ'),
    ('Ј', 'Ә'),
    ('ј', 'ә'),
    ('Ґ', 'Ө'),
    ('ґ', 'ө'),
    ('Є', 'Ғ'),
    ('є', 'ғ'),
    ('Ѕ', 'Ң'),
    ('ѕ', 'ң'),
];

/// Name and date of birth of one pupil.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given_name: String,
    /// Patronymic; '' where there is none.
    pub patronymic: String,
    /// Date of birth, where the school gave it.
    pub date_of_birth: Option<NaiveDate>,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(…)")
    }
}

/// A name as a file has it, before anything is known of it.
#[derive(Clone, Default)]
pub struct Written {
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given_name: String,
    /// Patronymic.
    pub patronymic: String,
    /// Date of birth.
    pub date_of_birth: String,
}

impl Person {
    /// The person, and every finding about how it is written. Pointers name the column
    /// (`/surname`); there is no person where a finding is an error.
    pub fn read(written: &Written, today: NaiveDate) -> (Option<Self>, Vec<Finding>) {
        let mut findings = Vec::new();
        let surname = part(&written.surname, "surname", true, &mut findings);
        let given_name = part(&written.given_name, "given_name", true, &mut findings);
        let patronymic = part(&written.patronymic, "patronymic", false, &mut findings);
        let parts = [
            (&surname, "surname"),
            (&given_name, "given_name"),
            (&patronymic, "patronymic"),
        ];
        whole_words_of_the_other_alphabet(&parts, &mut findings);
        let date_of_birth = birth(&written.date_of_birth, today, &mut findings);
        let right = !crate::language::finding::refuses(&findings);
        let person = right.then_some(Self {
            surname,
            given_name,
            patronymic,
            date_of_birth,
        });
        (person, findings)
    }

    /// The name as names are compared: case, marks and look-alike letters do not count.
    pub fn folded(&self) -> String {
        let name = format!("{} {} {}", self.surname, self.given_name, self.patronymic);
        let kazakh = |letter: char| {
            let twin = KAZAKH_TWINS.iter().find(|(other, _)| *other == letter);
            twin.map_or(letter, |(_, kazakh)| *kazakh)
        };
        fold(&name.chars().map(kazakh).collect::<String>())
    }

    /// True when a text has a part of this name in it, also with another ending.
    pub fn is_in(&self, folded_text: &str) -> bool {
        let name = self.folded();
        name.split(' ')
            .filter(|part| part.chars().count() >= 3)
            .any(|part| {
                folded_text
                    .split(' ')
                    .any(|word| word == part || shares_its_stem(part, word))
            })
    }
}

/// Names are declined: all but the last two letters of a long one are the same.
fn shares_its_stem(part: &str, word: &str) -> bool {
    let length = part.chars().count();
    let stem: String = part.chars().take(length.saturating_sub(2)).collect();
    length >= 6 && word.starts_with(&stem)
}

fn part(text: &str, column: &str, needed: bool, findings: &mut Vec<Finding>) -> String {
    let at = format!("/{column}");
    let words: Vec<String> = text.split_whitespace().map(|w| w.nfc().collect()).collect();
    let name = words.join(" ");
    if name.is_empty() && needed {
        findings.push(Finding::error("person_part_missing", at.as_str()));
    }
    if name.chars().count() > LONGEST_PART {
        let finding = Finding::error("person_part_long", at.as_str());
        findings.push(finding.with("most", LONGEST_PART));
        return name;
    }
    for (position, letter) in name.chars().enumerate() {
        if matches!(letter, '?' | '\u{fffd}') {
            let finding = Finding::error("person_letter_lost", at.as_str());
            findings.push(finding.with("position", position + 1));
        } else if !belongs_in_a_name(letter) {
            let finding = Finding::error("person_letter_wrong", at.as_str())
                .with("letter", letter.to_string());
            findings.push(finding.with("position", position + 1));
        }
    }
    for (position, letter) in look_alikes(&name) {
        if let Some(meant) = twin_of(letter) {
            findings.push(doubtful(&at, position, letter, meant));
        }
    }
    let others = KAZAKH_TWINS.iter().chain(&MISREAD_KZ1048);
    let others: Vec<_> = others.collect();
    for (position, letter) in name.chars().enumerate() {
        if let Some((_, meant)) = others.iter().find(|(other, _)| *other == letter) {
            findings.push(doubtful(&at, position, letter, *meant));
        }
    }
    name
}

fn doubtful(at: &str, position: usize, letter: char, meant: char) -> Finding {
    Finding::warning("person_letter_doubtful", at)
        .with("letter", letter.to_string())
        .with("code", format!("U+{:04X}", u32::from(letter)))
        .with("position", position + 1)
        .with("meant", meant.to_string())
}

fn belongs_in_a_name(letter: char) -> bool {
    letter.is_alphabetic()
        || matches!(letter, ' ' | '-' | '.' | '\'' | '’' | '‘' | '`')
        || matches!(letter, '\u{300}'..='\u{36f}')
}

/// A word of Latin letters alone that all look Cyrillic, beside Cyrillic parts of the same name.
fn whole_words_of_the_other_alphabet(parts: &[(&String, &str)], findings: &mut Vec<Finding>) {
    let is_cyrillic = |letter: char| matches!(letter, '\u{400}'..='\u{52f}');
    if !parts.iter().any(|(name, _)| name.chars().any(is_cyrillic)) {
        return;
    }
    for (name, column) in parts {
        let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
        let all_look_alike =
            |letter: &char| letter.is_ascii_alphabetic() && twin_of(*letter).is_some();
        if !letters.is_empty() && letters.iter().all(all_look_alike) {
            findings.push(Finding::warning("person_part_latin", format!("/{column}")));
        }
    }
}

/// `2014-05-17`, `17.05.2014` or `17/05/2014`.
fn birth(text: &str, today: NaiveDate, findings: &mut Vec<Finding>) -> Option<NaiveDate> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let read = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok());
    let possible = |day: &NaiveDate| *day <= today && day.year() >= 1900;
    let Some(day) = read.filter(possible) else {
        findings.push(Finding::error("person_birth_wrong", "/date_of_birth"));
        return None;
    };
    let age = today.year() - day.year();
    if !USUAL_AGES.contains(&age) {
        let finding = Finding::warning("person_birth_age", "/date_of_birth");
        findings.push(finding.with("age", age));
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
    }

    fn written(surname: &str, given_name: &str, birth: &str) -> Written {
        Written {
            surname: surname.into(),
            given_name: given_name.into(),
            patronymic: String::new(),
            date_of_birth: birth.into(),
        }
    }

    fn codes(written: &Written) -> Vec<(String, String)> {
        let (_, findings) = Person::read(written, today());
        findings.into_iter().map(|f| (f.code, f.pointer)).collect()
    }

    #[test]
    fn names_of_the_country_are_right() {
        for (surname, given_name) in [
            ("Тілеуқабылов", "Нұрғиса"),
            ("Ёлкина-Цой", "Анна Мария"),
            ("O’Connor", "Seán"),
            ("Һәкімова", "Ғазиза"),
        ] {
            assert_eq!(codes(&written(surname, given_name, "2014-05-17")), []);
        }
    }

    #[test]
    fn letters_of_another_alphabet_are_told_with_their_place_and_what_is_meant() {
        let (person, findings) = Person::read(&written("Aхметов", "Əлия", ""), today());
        assert!(person.is_some());
        let told: Vec<_> = findings
            .iter()
            .map(|f| {
                (
                    f.pointer.as_str(),
                    f.args["meant"].as_str().expect("a letter"),
                )
            })
            .collect();
        assert_eq!(told, [("/surname", "А"), ("/given_name", "Ә")]);
        assert_eq!(findings[0].args["code"], "U+0041");
    }

    #[test]
    fn a_whole_word_of_latin_letters_that_look_cyrillic_is_remarked_beside_cyrillic_ones_only() {
        let found = codes(&written("Сергеев", "Capa", ""));
        assert_eq!(found, [("person_part_latin".into(), "/given_name".into())]);
        assert_eq!(codes(&written("Cooper", "Tom", "")), []);
    }

    #[test]
    fn lost_and_wrong_letters_missing_parts_and_impossible_dates_are_refused_all_at_once() {
        let (person, findings) = Person::read(&written("?лиев7", " ", "31.02.2014"), today());
        assert!(person.is_none());
        let codes: Vec<_> = findings.iter().map(|f| f.code.as_str()).collect();
        assert_eq!(
            codes,
            [
                "person_letter_lost",
                "person_letter_wrong",
                "person_part_missing",
                "person_birth_wrong"
            ]
        );
    }

    #[test]
    fn dates_are_read_in_three_forms_and_unusual_ages_remarked() {
        for form in ["2014-05-17", "17.05.2014", "17/05/2014"] {
            let (person, _) = Person::read(&written("Ким", "Лев", form), today());
            let day = person.expect("a person").date_of_birth;
            assert_eq!(day, NaiveDate::from_ymd_opt(2014, 5, 17), "{form}");
        }
        let found = codes(&written("Ким", "Лев", "1980-01-01"));
        assert_eq!(
            found,
            [("person_birth_age".into(), "/date_of_birth".into())]
        );
    }

    #[test]
    fn a_name_is_found_in_a_text_also_declined_and_never_shown() {
        let (person, _) = Person::read(&written("Жұмабекова", "Алтын", ""), today());
        let person = person.expect("a person");
        assert!(person.is_in(&fold("Разговор с мамой Жұмабековой")));
        assert!(person.is_in(&fold("АЛТЫН туралы")));
        assert!(!person.is_in(&fold("Список для проверки работ")));
        assert_eq!(format!("{person:?}"), "Person(…)");
    }
}
