//! Class lists as schools write them.

use chrono::NaiveDate;

use super::class_list::*;
use crate::language::finding::Place;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
}

fn list(text: &str) -> ClassList {
    read(text.as_bytes(), ListEncoding::Auto, today()).expect("a list")
}

fn names(list: &ClassList) -> Vec<String> {
    let rows = list.rows.iter().filter_map(|row| row.person.as_ref());
    rows.map(|p| format!("{}|{}|{}", p.surname, p.given_name, p.patronymic))
        .collect()
}

#[test]
fn headings_of_three_languages_and_titles_above_them_are_understood() {
    for text in [
        "code,surname,given name,patronymic\n7A-01,Ким,Лев,Олегович\n",
        "\u{feff}Мектеп № 12\n7А сынып;;;\n\nКод;Тегі;Аты;Әкесінің аты\r\n7A-01;Ким;Лев;Олегович\r\n",
        "Код\tФ.И.О.\n7A-01\tКим Лев Олегович\n",
    ] {
        let list = list(text);
        assert_eq!(names(&list), ["Ким|Лев|Олегович"], "{text}");
        assert_eq!(list.rows[0].code, "7A-01");
    }
}

#[test]
fn numbers_stand_for_codes_and_columns_nobody_reads_are_told_by_their_number() {
    let list = list("№;Фамилия;Имя;ИИН\n1.;Ким;Лев;140517500001\n");
    assert_eq!((list.rows[0].number, list.rows[0].code.as_str()), (1, ""));
    let told: Vec<_> = list.warnings.iter().map(|f| f.to_string()).collect();
    assert_eq!(told, ["1:4: class_list_column_unused at '' number=4"]);
}

#[test]
fn the_kazakh_code_page_is_read_and_told_apart_from_windows_1251() {
    // Код;Тегі;Аты / 7A-01;Әлиева;Ғазиза
    let bytes = b"\xCA\xEE\xE4;\xD2\xE5\xE3\xB3;\xC0\xF2\xFB\n7A-01;\xA3\xEB\xE8\xE5\xE2\xE0;\xAA\xE0\xE7\xE8\xE7\xE0\n";
    let kazakh = read(bytes, ListEncoding::Kz1048, today()).expect("a list");
    assert_eq!(names(&kazakh), ["Әлиева|Ғазиза|"]);
    let guessed = read(bytes, ListEncoding::Auto, today()).expect("a list");
    let told: Vec<_> = guessed.rows[0]
        .findings
        .iter()
        .map(|f| (f.code.as_str(), f.args["meant"].as_str(), f.place))
        .collect();
    let at = |column| Some(Place { line: 2, column });
    assert_eq!(
        told,
        [
            ("person_letter_doubtful", Some("Ә"), at(2)),
            ("person_letter_doubtful", Some("Ғ"), at(3))
        ]
    );
}

#[test]
fn a_file_without_headings_is_refused_without_repeating_it() {
    let refused = read(
        "7A-01;Ким;Лев\n7A-02;Цой;Ян\n".as_bytes(),
        ListEncoding::Auto,
        today(),
    )
    .expect_err("no headings");
    let told: Vec<_> = refused.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["1:1: class_list_headings_missing at ''"]);
}

#[test]
fn every_wrong_row_says_everything_at_its_cells() {
    let list = list("Код;Фамилия;Имя;Дата рождения\n;Ким;;31.31.2014\n7A-02;Цой\n");
    let told: Vec<_> = list.rows.iter().flat_map(|r| &r.findings).collect();
    let told: Vec<_> = told
        .iter()
        .map(|f| (f.code.as_str(), f.place.map(|p| (p.line, p.column))))
        .collect();
    assert_eq!(
        told,
        [
            ("class_list_code_missing", Some((2, 1))),
            ("person_part_missing", Some((2, 3))),
            ("person_birth_wrong", Some((2, 4))),
            ("person_part_missing", Some((3, 3))),
        ]
    );
}
