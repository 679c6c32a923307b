use super::template::{document, paragraph, table};
use super::tests::{LIBREOFFICE, item, p, read_all, run, said, texts, with_stem};
use super::*;
use crate::document::xml::{Element, XmlLimits, parse};
use crate::interop::package::{Package, PackageLimits, packed};

#[test]
fn a_table_with_wrong_labels_is_refused_by_paragraph() {
    let row = |label: &str, value: &str| vec![paragraph(label), paragraph(value)];
    let rows = [
        row("Тапсырма", "қаз"),
        row("Код", "c1"),
        row("Клч", "A"),
        row("Баға", ""),
        row("Сынып", "6"),
        row("Сынып", "7"),
        row("Пән", "mathematics"),
        row("Түрі", "толық жауап"),
        row("stem", "$\\frca{1}{2}$"),
    ];
    let items = read_all(&document(&table(&rows), &[]).expect("a document"));
    let found = items.tasks[0].mapped.as_ref().expect_err("wrong");
    assert_eq!(
        said(found),
        [
            "word_label_unknown /paragraphs/5",
            "word_label_unknown /paragraphs/7",
            "word_label_twice /paragraphs/11",
            "formula_command /paragraphs/18"
        ]
    );
    let none = [vec![paragraph("Task"), paragraph("баллы")]];
    let items = read_all(&document(&table(&none), &[]).expect("a document"));
    let found = items.tasks[0].mapped.as_ref().expect_err("wrong");
    assert_eq!(said(found)[0], "word_language_unknown /paragraphs/2");
}

#[test]
fn emphasis_lists_and_tables_stay() {
    let bold = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
    let entry = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr>{}</w:p>",
            run(text)
        )
    };
    let inner = table(&[
        vec![paragraph("t"), paragraph("v")],
        vec![paragraph("1"), paragraph("2")],
    ]);
    let stem = [
        p(&(bold("На") + &bold("йдите") + &run(" x &lt; 5"))),
        entry("раз"),
        entry("два"),
        inner,
    ]
    .concat();
    let items = read_all(&with_stem(&stem, "", &[]));
    let made = item(&items.tasks[0]);
    let ru = texts(&made.document, "ru");
    assert_eq!(
        ru.rich["/stem"].html,
        "<p><b>Найдите</b> x &lt; 5</p><ul><li>раз</li><li>два</li></ul><table><tbody><tr><td>t</td><td>v</td></tr><tr><td>1</td><td>2</td></tr></tbody></table>"
    );
    assert_eq!(ru.stem, "Найдите x < 5\n• раз\n• два\nt | v\n1 | 2");
    let plain = read_all(&with_stem(&p(&run("Просто текст")), "", &[]));
    assert!(texts(&item(&plain.tasks[0]).document, "ru").rich.is_empty());
}

#[test]
fn tricks_of_archives_and_of_xml_are_refused() {
    let code = |bytes: &[u8]| {
        read(bytes, &PackageLimits::default())
            .map(|_| ())
            .expect_err("refused")
            .code
    };
    let with = |text: &str| {
        packed(&[("word/document.xml".to_owned(), text.as_bytes().to_vec())]).expect("packed")
    };
    assert_eq!(
        code(&packed(&[("a".to_owned(), vec![1])]).expect("packed")),
        "word_unknown"
    );
    assert_eq!(code(b"text"), "package_damaged");
    assert_eq!(
        code(&with(
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"
        )),
        "xml_entity"
    );
    assert_eq!(code(&with("<a>")), "xml_invalid");
    assert_eq!(code(&with(&"<a>".repeat(5_000))), "xml_too_deep");
    let small = PackageLimits {
        unpacked_bytes: 1 << 20,
        ..PackageLimits::default()
    };
    let bomb = with(&" ".repeat(2 << 20));
    assert_eq!(
        read(&bomb, &small).expect_err("refused").code,
        "package_too_large"
    );
}

#[test]
fn every_word_of_a_document_is_in_an_item_or_in_the_report() {
    let items = read_all(LIBREOFFICE);
    let mut kept: Vec<String> = items
        .tasks
        .iter()
        .flat_map(|task| {
            let document = serde_json::to_string(&item(task).document).expect("JSON");
            [document, task.record.clone()]
        })
        .collect();
    kept.extend(
        items
            .losses
            .iter()
            .map(|loss| loss.args["text"].to_string()),
    );
    let kept = kept.join(" ");
    let mut package = Package::open(LIBREOFFICE, &PackageLimits::default()).expect("a package");
    let text = package.text("word/document.xml").expect("text");
    let root = parse(&text, &XmlLimits::default()).expect("XML");
    let mut words = Vec::new();
    collect(&root, &mut words);
    assert!(words.len() > 20);
    // Labels of rows and names of languages are the convention's own words.
    let own = [
        "Тапсырма",
        "Задание",
        "Код",
        "Түрі",
        "Тип",
        "Пән",
        "Предмет",
        "Сынып",
        "Класс",
        "Кілт",
        "Баллы",
        "stem",
        "A",
        "B",
        "kk",
        "ru",
        "Дескриптор (1)",
        "Дескриптор (2)",
    ];
    for word in words
        .iter()
        .map(|word| word.trim())
        .filter(|word| !own.contains(word))
    {
        assert!(kept.contains(word), "'{word}' is lost: {kept}");
    }
}

fn collect(element: &Element, words: &mut Vec<String>) {
    for child in element.elements() {
        if child.is("w:t") && !child.text().trim().is_empty() {
            words.push(child.text());
        }
        collect(child, words);
    }
}
