use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use super::*;
use crate::bank::SchemeKind;
use crate::language::finding::Finding;
use crate::language::{Locale, sentence};

/// A cell of a test workbook.
#[derive(Clone)]
pub(super) enum C {
    T(&'static str),
    N(f64),
    /// A number in a format.
    F(f64, &'static str),
    /// Year, month, day in a format.
    D(u16, u8, u8, &'static str),
    B(bool),
    /// A formula and its value.
    X(&'static str, &'static str),
    O,
}
pub(super) use C::{B, D, F, N, O, T, X};

pub(super) type Rows<'a> = &'a [&'a [C]];

fn write(sheet: &mut Worksheet, rows: Rows<'_>) {
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell {
                T(text) => sheet.write_string(row, column, *text).map(|_| ()),
                N(number) => sheet.write_number(row, column, *number).map(|_| ()),
                F(number, format) => {
                    let format = Format::new().set_num_format(*format);
                    sheet
                        .write_number_with_format(row, column, *number, &format)
                        .map(|_| ())
                }
                D(year, month, day, format) => {
                    let format = Format::new().set_num_format(*format);
                    let date = ExcelDateTime::from_ymd(*year, *month, *day).expect("a date");
                    sheet
                        .write_datetime_with_format(row, column, &date, &format)
                        .map(|_| ())
                }
                B(truth) => sheet.write_boolean(row, column, *truth).map(|_| ()),
                X(formula, value) => {
                    let formula = Formula::new(*formula).set_result(*value);
                    sheet.write_formula(row, column, formula).map(|_| ())
                }
                O => Ok(()),
            }
            .expect("written");
        }
    }
}

pub(super) fn book(sheets: &[(&str, Rows<'_>)], change: impl Fn(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).expect("a name");
        write(sheet, rows);
    }
    change(&mut workbook);
    workbook.save_to_buffer().expect("a workbook")
}

pub(super) fn read_all(bytes: &[u8]) -> WorkbookItems {
    read(bytes, None, &WorkbookLimits::default()).unwrap_or_else(|found| panic!("{found:?}"))
}

pub(super) fn said(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect()
}

/// What was found in the one row of a sheet with these cells beside code, subject and grade.
pub(super) fn found(headings: &[C], cells: &[C]) -> Vec<String> {
    let fixed = [T("code"), T("subject"), T("grade"), T("stem_kk")];
    let values = [T("t1"), T("mathematics"), N(6.0), T("Сұрақ?")];
    let header: Vec<C> = fixed.into_iter().chain(headings.iter().cloned()).collect();
    let row: Vec<C> = values.into_iter().chain(cells.iter().cloned()).collect();
    let bytes = book(&[("T", &[&header, &row])], |_| {});
    let items = read_all(&bytes);
    let findings = match &items.rows[0].mapped {
        Ok(item) => item.warnings.clone(),
        Err(found) => found.clone(),
    };
    said(&findings)
}

const HEADINGS: &[C] = &[
    T("code"),
    T("type"),
    T("subject"),
    T("grade"),
    T("objectives"),
    T("points"),
    T("stem_kk"),
    T("stem_ru"),
    T("key"),
    T("tolerance"),
    T("units"),
    T("language"),
];

#[test]
fn a_task_with_options_and_one_with_descriptors_are_read_from_three_sheets() {
    let titles: &[C] = &[T("Код"), T("Тип")];
    let tasks: Rows<'_> = &[
        titles,
        HEADINGS,
        &[
            T("m1"),
            T("один ответ"),
            T("mathematics"),
            N(6.0),
            T("6.1.2.3"),
            N(1.0),
            T("Есепте: $2^3$"),
            T("Вычислите: $2^3$"),
            T("В"),
            O,
            O,
            T("ru"),
        ],
        &[
            T("m2"),
            T("толық жауап"),
            T("mathematics"),
            N(6.0),
            O,
            N(3.0),
            T("Шеш"),
            T("Решите"),
        ],
        &[
            T("m3"),
            T("SA"),
            T("mathematics"),
            N(6.0),
            O,
            O,
            T("Қанша?"),
            T("Сколько?"),
            T("12,5"),
            T("0,1"),
            T("см, cm"),
        ],
    ];
    let options: Rows<'_> = &[
        &[T("code"), T("option"), T("text_kk"), T("text_ru")],
        &[T("m1"), T("A"), N(6.5), N(6.5)],
        &[T("m1"), T("б)"), T("8"), T("8")],
        &[T("m1"), T("В"), T("$\\frac{1}{2}$"), T("$\\frac{1}{2}$")],
    ];
    let descriptors: Rows<'_> = &[
        &[T("code"), T("points"), T("text_kk"), T("text_ru")],
        &[T("m2"), N(1.0), T("құрады"), T("составил")],
        &[T("m2"), N(2.0), T("шешті"), T("решил")],
    ];
    let bytes = book(
        &[
            ("Тапсырмалар", tasks),
            ("Нұсқалар", options),
            ("Д", descriptors),
        ],
        |_| {},
    );
    let items = read_all(&bytes);
    assert_eq!(said(&items.remarks), Vec::<String>::new());
    let [first, second, third] = items.rows.as_slice() else {
        panic!("{items:?}")
    };
    // The label "б)" means no letter of the alphabet of options.
    assert_eq!(
        said(first.mapped.as_ref().expect_err("a wrong label")),
        ["option_label_unknown /Нұсқалар/B3"]
    );
    let second = second.mapped.as_ref().expect("an item");
    let part = &second.document.content.parts[0];
    assert_eq!(
        (part.scheme.kind, part.scheme.descriptors.len()),
        (SchemeKind::Analytic, 2)
    );
    let kk = &second.document.texts[&"kk".parse().expect("kk")];
    assert_eq!(kk.parts["a"].descriptors["d2"], "шешті");
    let third = third.mapped.as_ref().expect("an item");
    assert_eq!(third.line, 5);
    let number = third.document.content.parts[0]
        .key
        .number
        .as_ref()
        .expect("a number");
    assert_eq!(
        (number.value.as_str(), number.tolerance.as_deref()),
        ("12.5", Some("0.1"))
    );
    assert_eq!(number.units, ["см", "cm"]);
}

#[test]
fn numbers_and_formulas_in_options_read_as_the_cells_show_them() {
    let tasks: Rows<'_> = &[
        HEADINGS,
        &[
            T("m1"),
            T("MCQ"),
            T("mathematics"),
            N(6.0),
            O,
            O,
            T("Есепте: $2^3$"),
            T("Вычислите"),
            T("C"),
            O,
            O,
            T("ru"),
        ],
    ];
    let options: Rows<'_> = &[
        &[
            T("code"),
            T("option"),
            T("text_kk"),
            T("text_ru"),
            T("text_en"),
        ],
        &[T("m1"), T("A"), N(6.5), F(0.25, "0.00"), N(6.5)],
        &[
            T("m1"),
            T("С"),
            T("$\\frac{1}{2}$"),
            F(0.5, "# ?/?"),
            T("x"),
        ],
    ];
    let items = read_all(&book(&[("T", tasks), ("O", options)], |_| {}));
    let item = items.rows[0].mapped.as_ref().expect("an item");
    let texts = |code: &str| &item.document.texts[&code.parse().expect("a language")];
    assert_eq!(texts("kk").parts["a"].options["A"], "6,5");
    assert_eq!(texts("ru").parts["a"].options["A"], "0,25");
    assert_eq!(texts("ru").parts["a"].options["C"], "1/2");
    assert_eq!(texts("kk").stem, "Есепте: 2³");
    assert_eq!(
        texts("kk").rich.keys().collect::<Vec<_>>(),
        ["/parts/a/options/C", "/stem"]
    );
    assert_eq!(item.document.content.parts[0].key.correct, ["C"]);
    assert_eq!(item.document.source_language, "ru".parse().ok());
}

#[test]
fn what_excel_did_to_a_cell_is_named_by_cell() {
    let none: [&str; 0] = [];
    let ea = T("EA");
    let type_and = |name| [T("type"), T(name)];
    for (name, cell, expected) in [
        ("stem_ru", D(2026, 2, 1, "d-mmm"), vec!["cell_date /T/F2"]),
        ("stem_ru", B(true), vec!["cell_boolean /T/F2"]),
        ("stem_ru", X("=1/0", "#DIV/0!"), vec!["cell_error /T/F2"]),
        ("stem_ru", X("=1+1", "2"), vec!["cell_formula /T/F2"]),
        ("objectives", N(6.1), vec!["cell_code_number /T/F2"]),
        ("points", T("екі"), vec!["number_unreadable /T/F2"]),
        ("thinking", T("XX"), vec!["value_not_mapped /T/F2"]),
        (
            "tolerance",
            T("0,1"),
            vec!["key_tolerance_without_number /T/F2"],
        ),
        ("language", T("fr"), vec!["language_unreadable /T/F2"]),
        (
            "stem_ru",
            T("$\\frca{1}{2}$"),
            vec!["formula_command /T/F2"],
        ),
        ("stem_ru", T("бұл дұрыс"), Vec::new()),
    ] {
        assert_eq!(
            found(&type_and(name), &[ea.clone(), cell]),
            expected,
            "{name}"
        );
    }
    assert_eq!(found(&[T("type")], std::slice::from_ref(&ea)), none);
    let long: &'static str = Box::leak("ұ".repeat(20_001).into_boxed_str());
    assert_eq!(
        found(&type_and("stem_ru"), &[ea, T(long)]),
        ["cell_too_long /T/F2"]
    );
}

#[test]
fn a_finding_says_its_cell_and_what_was_probably_typed() {
    let bytes = book(
        &[(
            "T",
            &[
                &[T("code"), T("subject"), T("grade"), T("stem_ru"), T("type")],
                &[T("t1"), T("m"), N(6.0), D(2026, 2, 1, "d-mmm"), T("EA")],
            ],
        )],
        |_| {},
    );
    let items = read_all(&bytes);
    let findings = items.rows[0].mapped.as_ref().expect_err("a date");
    assert_eq!(
        sentence(Locale::En, &findings[0]),
        "T!D2: Excel made the date 2026-02-01 of what was probably 1/2: format the cell as text and write it again."
    );
    assert_eq!(findings[0].place.map(|p| (p.line, p.column)), Some((2, 4)));
}

#[test]
fn a_code_that_lost_its_zero_is_found_by_its_neighbours() {
    let row = |code: C| [code, T("EA"), T("m"), N(6.0), T("x")];
    let rows: [[C; 5]; 4] = [
        [T("code"), T("type"), T("subject"), T("grade"), T("stem_ru")],
        row(T("007")),
        row(N(8.0)),
        row(F(9.0, "000")),
    ];
    let rows: Vec<&[C]> = rows.iter().map(|row| row.as_slice()).collect();
    let items = read_all(&book(&[("T", &rows)], |_| {}));
    let [first, second, third] = items.rows.as_slice() else {
        panic!("{items:?}")
    };
    assert!(first.mapped.is_ok());
    let found = second.mapped.as_ref().expect_err("a lost zero");
    assert_eq!(said(found), ["cell_leading_zero /T/A3"]);
    assert_eq!(found[0].args["guess"], "008");
    assert_eq!(
        third.mapped.as_ref().map(|item| item.external_id.as_str()),
        Ok("009")
    );
}
