use super::template::{document, paragraph, table};
use super::*;
use crate::bank::SchemeKind;
use crate::bank::rich::is_clean;
use crate::bank::texts::{ItemDocument, ItemTexts};
use crate::interop::mapping::MappedItem;
use crate::interop::package::{Package, PackageLimits, packed};
use crate::language::{Locale, sentence};

const WORD: &[u8] = include_bytes!("../../../tests/office/word.docx");
pub(super) const LIBREOFFICE: &[u8] = include_bytes!("../../../tests/office/libreoffice.docx");

pub(super) fn read_all(bytes: &[u8]) -> WordItems {
    read(bytes, &PackageLimits::default()).unwrap_or_else(|found| panic!("{found}"))
}

pub(super) fn said(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect()
}

pub(super) fn item(task: &WordTask) -> &MappedItem {
    task.mapped
        .as_ref()
        .unwrap_or_else(|found| panic!("{:?}", said(found)))
}

pub(super) fn texts<'d>(document: &'d ItemDocument, language: &str) -> &'d ItemTexts {
    &document.texts[&language.parse().expect("a language")]
}

/// A document with one task whose stem is this XML, and what stands beside the tasks.
pub(super) fn with_stem(stem: &str, outside: &str, media: &[(&str, &str, Vec<u8>)]) -> Vec<u8> {
    let row = |label: &str, cell: &str| vec![paragraph(label), cell.to_owned()];
    let rows = [
        row("Task", &paragraph("ru")),
        row("Code", &paragraph("c1")),
        row("Type", &paragraph("EA")),
        row("Subject", &paragraph("mathematics")),
        row("Grade", &paragraph("6")),
        row("stem", stem),
    ];
    document(&format!("{outside}{}", table(&rows)), media).expect("a document")
}

pub(super) fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

pub(super) fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn the_same_document_of_word_and_of_libreoffice_gives_the_same_items() {
    for (name, bytes) in [("word", WORD), ("libreoffice", LIBREOFFICE)] {
        let items = read_all(bytes);
        let [first, second] = items.tasks.as_slice() else {
            panic!("{name}: {items:?}")
        };
        let first = item(first);
        assert_eq!(first.document.code, "W-1", "{name}");
        let kk = texts(&first.document, "kk");
        assert_eq!(
            kk.stem, "Теңдеуді шешіңіз:\nx² = 9/4\nСурет: [қызыл шаршы]",
            "{name}"
        );
        let ru = texts(&first.document, "ru");
        assert!(ru.rich["/stem"].html.contains("<b>уравнение</b>"), "{name}");
        assert_eq!(ru.parts["a"].options["B"], "√3,5", "{name}");
        assert!(
            kk.rich["/parts/a/options/A"]
                .html
                .contains("alttext=\"бөлшек: алымы 3, бөлімі 2\"")
                || kk.rich["/parts/a/options/A"]
                    .html
                    .contains("alttext=\"екіден үш\""),
            "{name}: {}",
            kk.rich["/parts/a/options/A"].html
        );
        assert_eq!(first.document.content.parts[0].key.correct, ["A"], "{name}");
        let second = item(second);
        let ru = texts(&second.document, "ru");
        assert_eq!(
            ru.stem,
            "Решите систему {x + y = 5; x − y = 1 и запишите ответ.\nx | y\n1 | 2\nВода: H₂O",
            "{name}"
        );
        let part = &second.document.content.parts[0];
        assert_eq!(
            (part.scheme.kind, part.scheme.descriptors.len()),
            (SchemeKind::Analytic, 2)
        );
        assert_eq!(
            part.scheme.descriptors[1].points,
            crate::bank::Hundredths(200)
        );
        assert_eq!(ru.parts["a"].descriptors["d2"], "находит x и y", "{name}");
        let [picture] = items.pictures.as_slice() else {
            panic!("{name}: {:?}", items.pictures)
        };
        assert!(
            kk.rich["/stem"]
                .html
                .contains(&format!("media:{}", picture.hash))
        );
        assert_eq!(
            said(&items.losses),
            ["word_outside /paragraphs/1"],
            "{name}"
        );
        let all = [&first.document, &second.document];
        for rich in all
            .iter()
            .flat_map(|d| d.texts.values())
            .flat_map(|t| t.rich.values())
        {
            assert!(is_clean(&rich.html), "{name}: {}", rich.html);
        }
        let checked = crate::bank::check::check_item(
            &first.document,
            &crate::bank::check::Context::default(),
            crate::bank::check::Stage::Draft,
        );
        assert!(
            !crate::language::finding::refuses(&checked),
            "{name}: {checked:?}"
        );
    }
}

#[test]
fn the_template_is_read_as_tasks_without_content_and_filled_in_as_items() {
    for locale in Locale::ALL {
        let bytes = template(&WordTemplate::default(), locale).expect("a template");
        assert_eq!(
            bytes,
            template(&WordTemplate::default(), locale).expect("again")
        );
        let items = read_all(&bytes);
        assert_eq!(
            (items.tasks.len(), said(&items.losses)),
            (5, Vec::new()),
            "{locale}"
        );
        for task in &items.tasks {
            let found = task.mapped.as_ref().expect_err("nothing in it");
            let codes: Vec<&str> = found.iter().map(|f| f.code.as_str()).collect();
            assert!(codes.contains(&"external_id_missing"), "{codes:?}");
            assert!(
                !codes.contains(&"word_label_unknown"),
                "{locale}: {:?}",
                said(found)
            );
        }
        let one = WordTemplate {
            tasks: 1,
            ..WordTemplate::default()
        };
        let filled = filled_in(&template(&one, locale).expect("a template"));
        let items = read_all(&filled);
        assert_eq!(said(&items.losses), Vec::<String>::new(), "{locale}");
        let made = item(&items.tasks[0]);
        assert_eq!(made.external_id, "M-1", "{locale}");
        let en = texts(&made.document, "en");
        assert_eq!(
            (en.stem.as_str(), en.parts["a"].options["B"].as_str()),
            ("stem en", "B en")
        );
        assert_eq!(made.document.content.parts[0].key.correct, ["B"]);
    }
}

/// Writes into the cells of the one task, in the order of the template's rows.
fn filled_in(template: &[u8]) -> Vec<u8> {
    let mut package = Package::open(template, &PackageLimits::default()).expect("a package");
    let names = package.names();
    let mut parts: Vec<(String, Vec<u8>)> = names
        .into_iter()
        .map(|name| {
            let bytes = package.part(&name).expect("a part");
            (name, bytes)
        })
        .collect();
    let values = [
        ["M-1", "", ""],
        ["MCQ", "", ""],
        ["mathematics", "", ""],
        ["6", "", ""],
        ["6.1.2.3", "", ""],
        ["", "", ""],
        ["", "", ""],
        ["", "", ""],
        ["1", "", ""],
        ["stem kk", "stem ru", "stem en"],
        ["A kk", "A ru", "A en"],
        ["B kk", "B ru", "B en"],
        ["", "", ""],
        ["", "", ""],
        ["B", "", ""],
        ["", "", ""],
        ["", "", ""],
        ["", "", ""],
    ];
    let document = parts
        .iter_mut()
        .find(|(name, _)| name == "word/document.xml")
        .expect("text");
    let mut text = String::from_utf8(std::mem::take(&mut document.1)).expect("UTF-8");
    for value in values.iter().flatten() {
        let written = if value.is_empty() {
            "<w:p></w:p>".to_owned()
        } else {
            paragraph(value)
        };
        text = text.replacen("<w:p/>", &written, 1);
    }
    document.1 = text.into_bytes();
    packed(&parts).expect("packed")
}

#[test]
fn what_is_not_understood_is_told_by_paragraph_and_seen_in_the_text() {
    for (stem, outside, codes, shown) in [
        (
            p("<w:r><w:novelty>x</w:novelty></w:r>"),
            "",
            vec!["word_element /paragraphs/12"],
            PLACEHOLDER,
        ),
        (
            p("<w:r><w:object><o:OLEObject ProgID=\"Equation.3\"/></w:object></w:r>"),
            "",
            vec!["word_object /paragraphs/12"],
            PLACEHOLDER,
        ),
        (
            p("<w:r><w:drawing><wp:inline/></w:drawing></w:r>"),
            "",
            vec!["word_drawing /paragraphs/12"],
            PLACEHOLDER,
        ),
        (
            p("<w:r><w:footnoteReference w:id=\"1\"/></w:r>"),
            "",
            vec!["word_note /paragraphs/12"],
            PLACEHOLDER,
        ),
        (
            p("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F04A\"/></w:r>"),
            "",
            vec!["word_symbol /paragraphs/12"],
            PLACEHOLDER,
        ),
        (
            p("<w:r><w:sym w:font=\"Symbol\" w:char=\"F061\"/></w:r>"),
            "",
            Vec::new(),
            "α",
        ),
        (
            p(
                "<w:del><w:r><w:delText>a</w:delText></w:r></w:del><w:ins><w:r><w:t>b</w:t></w:r></w:ins>",
            ),
            "",
            vec![
                "word_deletion /paragraphs/12",
                "word_insertion /paragraphs/12",
            ],
            "b",
        ),
        (
            p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>"),
            "",
            vec!["word_hidden /paragraphs/12"],
            "b",
        ),
        (
            p("<w:hyperlink r:id=\"x\"><w:r><w:t>b</w:t></w:r></w:hyperlink>"),
            "",
            vec!["word_link /paragraphs/12"],
            "b",
        ),
        (
            p("<m:oMath><m:novelty/></m:oMath>"),
            "",
            vec!["word_formula_element /paragraphs/12"],
            PLACEHOLDER,
        ),
        (
            p(&run("b")),
            "<w:p><w:r><w:t>вне</w:t></w:r></w:p>",
            vec!["word_outside /paragraphs/1"],
            "b",
        ),
        (
            p(&run("b")),
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            vec!["word_table_unknown /paragraphs/1"],
            "b",
        ),
        (
            p("<w:r><w:drawing><a:blip r:link=\"rId9\"/></w:drawing></w:r>"),
            "",
            vec!["word_external /paragraphs/12"],
            PLACEHOLDER,
        ),
        (
            p("<w:r><w:drawing><a:blip r:embed=\"rId8\"/></w:drawing></w:r>"),
            "",
            vec!["word_picture_format /paragraphs/12"],
            PLACEHOLDER,
        ),
        (
            p("<w:r><w:drawing><a:blip r:embed=\"rId7\"/></w:drawing></w:r>"),
            "",
            vec!["word_picture_missing /paragraphs/12"],
            PLACEHOLDER,
        ),
    ] {
        let media = [
            ("rId9", "https://x.kz/a.png", Vec::new()),
            ("rId8", "media/a.emf", b"EMF".to_vec()),
        ];
        let items = read_all(&with_stem(&stem, outside, &media));
        assert_eq!(said(&items.losses), codes, "{stem}");
        let made = item(&items.tasks[0]);
        assert_eq!(texts(&made.document, "ru").stem, shown, "{stem}");
        for loss in &items.losses {
            let told = sentence(Locale::Ru, loss);
            assert!(
                told.contains("Абзац") && !told.contains("finding-"),
                "{told}"
            );
        }
    }
}
