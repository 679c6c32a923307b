use std::collections::BTreeMap;

use super::tests::{B, D, N, O, Rows, T, book, read_all, said};
use super::*;
use crate::interop::package::Package;
use crate::language::Locale;

fn part(bytes: &[u8], name: &str) -> String {
    let mut package = Package::open(bytes, &crate::interop::package::PackageLimits::default())
        .expect("a package");
    package.text(name).expect("a part")
}

#[test]
fn the_template_has_lists_notes_and_languages_and_is_read_as_empty() {
    let choice = |code: &str| Choice {
        code: code.to_owned(),
        meaning: "…".to_owned(),
    };
    let lists = TemplateLists {
        subjects: vec![choice("mathematics"), choice("physics")],
        objectives: (1..=300).map(|n| choice(&format!("6.1.2.{n}"))).collect(),
        ..TemplateLists::default()
    };
    for locale in Locale::ALL {
        let bytes = template(&lists, locale).expect("a template");
        assert_eq!(
            bytes,
            template(&lists, locale).expect("the same"),
            "{locale}"
        );
        let items = read_all(&bytes);
        assert_eq!(
            (items.rows.len(), said(&items.remarks)),
            (0, Vec::new()),
            "{locale}"
        );
        let tasks = part(&bytes, "xl/worksheets/sheet1.xml");
        assert_eq!(tasks.matches("<dataValidation ").count(), 7, "{locale}");
        assert!(
            tasks.contains("$303</formula1>") || tasks.contains("$302</formula1>"),
            "{locale}"
        );
        let workbook = part(&bytes, "xl/workbook.xml");
        assert_eq!(workbook.matches("<sheet ").count(), 7);
        let notes = part(&bytes, "xl/comments1.xml");
        assert!(notes.matches("<comment ").count() > 30);
        let shared = part(&bytes, "xl/sharedStrings.xml");
        for heading in ["stem_kk", "stem_ru", "stem_en", "explanation_kk"] {
            assert!(shared.contains(heading), "{heading}");
        }
        assert!(!shared.contains("workbook-"), "{locale}: a word is missing");
    }
}

#[test]
fn every_word_of_a_list_is_understood() {
    let profile = template_profile(&[]);
    assert_eq!(crate::interop::check_profile(&profile), []);
    use crate::interop::profile::ContentAttribute as A;
    for (attribute, words) in [
        (A::Type, 10 * 3),
        (A::Thinking, 3 * 3),
        (A::Difficulty, 3 * 3),
    ] {
        let known: BTreeMap<&String, &String> = profile.content[&attribute].map.iter().collect();
        assert!(known.len() > words / 2, "{attribute:?}");
    }
    let types = &profile.content[&A::Type].map;
    assert_eq!(types["краткий ответ"], "SA");
    assert_eq!(types["бір жауап"], "MCQ");
    assert_eq!(types["extended answer"], "EA");
}

#[test]
fn refused_rows_come_back_with_the_reasons_beside_their_cells() {
    let tasks: Rows<'_> = &[
        &[T("Код"), T("Тип")],
        &[
            T("code"),
            T("type"),
            T("subject"),
            T("grade"),
            T("stem_ru"),
            T("key"),
            T("reasons"),
        ],
        &[T("t1"), T("MCQ"), T("m"), N(6.0), T("хорошо"), T("A"), O],
        &[
            T("t2"),
            T("MCQ"),
            T("m"),
            D(2026, 2, 1, "d-mmm"),
            T("плохо"),
            T("A"),
            T("старая причина"),
        ],
    ];
    let options: Rows<'_> = &[
        &[T("code"), T("option"), T("text_ru")],
        &[T("t1"), T("A"), T("1")],
        &[T("t1"), T("B"), T("2")],
        &[T("t2"), T("A"), T("1")],
        &[T("t2"), T("B"), B(true)],
    ];
    let bytes = book(&[("Задания", tasks), ("Варианты", options)], |_| {});
    let limits = WorkbookLimits::default();
    let items = read_all(&bytes);
    let rows: Vec<FailedRow> = items
        .rows
        .iter()
        .filter_map(|row| {
            let findings = row.mapped.as_ref().err()?.clone();
            Some(FailedRow {
                sheet: row.sheet.clone(),
                row: row.row,
                findings,
            })
        })
        .collect();
    assert_eq!(rows.len(), 1);
    let again = failed(&bytes, None, &rows, Locale::Ru, &limits).expect("a workbook");
    let items = read_all(&again);
    assert_eq!(said(&items.remarks), Vec::<String>::new());
    assert_eq!(
        items
            .rows
            .iter()
            .map(|row| row.code.as_str())
            .collect::<Vec<_>>(),
        ["t2"]
    );
    assert_eq!(items.rows[0].row, 3);
    let strings = part(&again, "xl/sharedStrings.xml");
    assert!(
        strings.contains("Задания!D3: Excel сделал дату 2026-02-01"),
        "{strings}"
    );
    assert!(!strings.contains("старая причина") && !strings.contains("хорошо"));
    let notes = part(&again, "xl/comments1.xml");
    assert_eq!(notes.matches("<comment ").count(), 1);
    assert!(notes.contains("ref=\"D3\""), "{notes}");
    let notes = part(&again, "xl/comments2.xml");
    assert!(
        notes.contains("ref=\"C3\"") && notes.contains("ИСТИНА"),
        "{notes}"
    );
    assert!(part(&again, "xl/styles.xml").contains("FFC7CE"));
}
