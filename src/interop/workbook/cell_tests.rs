use rust_xlsxwriter::Format;

use super::tests::{C, N, O, Rows, T, book, read_all, said};
use super::*;
use crate::document::{Format as TextFormat, decode_text};
use crate::interop::profile::MappingProfile;

const SMALL: &[C] = &[T("code"), T("type"), T("subject"), T("grade"), T("stem_ru")];

#[test]
fn merged_hidden_and_pasted_cells_are_named() {
    let tasks: Rows<'_> = &[
        SMALL,
        &[T("t1"), T("EA"), T("m"), N(6.0), T("a")],
        &[T("t2"), T("EA"), O, N(6.0), T("b")],
        &[T("t3;EA;m;6;вопрос")],
        &[T("t4"), T("EA"), T("m"), N(6.0), T("c")],
    ];
    let hidden: Rows<'_> = &[SMALL, &[T("h1"), T("EA"), T("m"), N(6.0), T("x")]];
    let bytes = book(&[("T", tasks), ("H", hidden)], |workbook| {
        let sheets = workbook.worksheets_mut();
        sheets[0]
            .merge_range(1, 2, 2, 2, "m", &Format::new())
            .and_then(|sheet| sheet.set_row_hidden(4))
            .and_then(|sheet| sheet.set_column_hidden(3))
            .expect("changed");
        sheets[1].set_hidden(true);
    });
    let items = read_all(&bytes);
    assert_eq!(
        said(&items.remarks),
        ["sheet_hidden /H/A1", "column_hidden /T/D1"]
    );
    let of_row = |n: usize| match &items.rows[n].mapped {
        Ok(item) => said(&item.warnings),
        Err(found) => said(found),
    };
    assert_eq!(of_row(0), ["cells_merged /T/C2"]);
    assert!(
        of_row(1).contains(&"cells_merged /T/C2".to_owned()),
        "{:?}",
        of_row(1)
    );
    assert_eq!(of_row(2), ["cell_delimited /T/A4"]);
    assert_eq!(of_row(3), ["row_hidden /T/A5"]);
    assert!(items.rows[3].mapped.is_ok());
}

#[test]
fn rows_and_options_of_no_task_and_lists_in_one_cell_are_not_lost() {
    let tasks: Rows<'_> = &[
        &[
            T("code"),
            T("type"),
            T("subject"),
            T("grade"),
            T("stem_ru"),
            T("key"),
        ],
        &[T("t1"), T("MCQ"), T("m"), N(6.0), T("a"), T("A")],
    ];
    let options: Rows<'_> = &[
        &[T("code"), T("option"), T("text_ru")],
        &[T("t1"), T("A"), T("1) 5; 2) 6; 3) 7; 4) 8")],
        &[T("t9"), T("A"), T("x")],
    ];
    let items = read_all(&book(&[("T", tasks), ("O", options)], |_| {}));
    assert_eq!(said(&items.remarks), ["row_of_no_task /O/A3"]);
    let found = items.rows[0].mapped.as_ref().expect_err("pasted");
    assert_eq!(said(found), ["cell_delimited /O/C2"]);
}

#[test]
fn a_file_that_is_no_table_of_tasks_says_why() {
    let refused = |bytes: &[u8]| {
        let found = read(bytes, None, &WorkbookLimits::default());
        said(&found.expect_err("refused"))
    };
    let pasted = book(&[("T", &[&[T("code;type;subject;grade;stem_ru")]])], |_| {});
    assert_eq!(refused(&pasted), ["sheet_delimited /T/A1"]);
    let other = book(&[("T", &[&[T("Имя"), T("Класс")]])], |_| {});
    assert_eq!(refused(&other), ["workbook_no_tasks "]);
    assert_eq!(refused(b"code;subject\n"), ["package_damaged "]);
    let missing = book(
        &[("T", &[&[T("code"), T("stem_ru"), T("Stem_RU")], &[T("a")]])],
        |_| {},
    );
    assert_eq!(
        refused(&missing),
        [
            "column_twice /T/C1",
            "column_missing /T/A1",
            "column_missing /T/A1"
        ]
    );
    let far = book(&[("T", &[SMALL])], |workbook| {
        let sheet = workbook.worksheets_mut().first_mut().expect("a sheet");
        sheet.write_string(1_048_575, 16_383, "x").expect("written");
    });
    assert_eq!(refused(&far), ["sheet_too_large /T/XFD1048576"]);
}

#[test]
fn any_table_of_a_profile_is_read_too() {
    let text = include_str!("../../../item_specs/profiles/csv-basic.yaml");
    let profile = decode_text::<MappingProfile>(text, TextFormat::Yaml)
        .expect("a profile")
        .0;
    let rows: Rows<'_> = &[
        &[
            T("code"),
            T("subject"),
            T("grade"),
            T("stem_ru"),
            T("option_a_ru"),
            T("option_b_ru"),
            T("key"),
            T("что-то"),
        ],
        &[
            T("a1"),
            T("physics"),
            N(8.0),
            T("Сколько?"),
            N(0.5),
            T("1"),
            T("А"),
            T("x"),
        ],
    ];
    let bytes = book(&[("Лист1", rows)], |_| {});
    let items = read(&bytes, Some(&profile), &WorkbookLimits::default()).expect("read");
    assert_eq!(said(&items.remarks), ["column_unused /Лист1/H1"]);
    let item = items.rows[0].mapped.as_ref().expect("an item");
    let ru = &item.document.texts[&"ru".parse().expect("ru")];
    assert_eq!(ru.parts["a"].options["A"], "0,5");
    assert_eq!(item.document.content.parts[0].key.correct, ["A"]);
}
