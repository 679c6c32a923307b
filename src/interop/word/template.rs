//! The document to fill in: how it is done, then tables with the labels of a task, then examples.

use super::example;
use super::numbering::NOTE_STYLE;
use crate::bank::Language;
use crate::document::xml::escaped;
use crate::interop::package::packed;
use crate::interop::workbook::columns::usual_languages;
use crate::language::finding::Finding;
use crate::language::{Locale, text};

/// Id of the style of explanations.
const NOTE_ID: &str = "SynaqNote";
/// Lines of explanation in the catalogue.
const HOW_TO_LINES: u32 = 11;
/// Tables made ready where nobody says how many.
const USUAL_TASKS: usize = 5;
/// Fields of a task that have no language, before and after its texts.
const BEFORE: [&str; 9] = [
    "code",
    "type",
    "subject",
    "grade",
    "objectives",
    "criteria",
    "thinking",
    "difficulty",
    "points",
];
const OPTIONS: [&str; 4] = ["A", "B", "C", "D"];

/// What the template is made for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordTemplate {
    /// Languages of the texts, each with a column; kk, ru, en when empty.
    pub languages: Vec<Language>,
    /// Tables made ready; five when 0.
    pub tasks: usize,
}

/// The template as a file, its words in the reader's language.
///
/// Errors: one finding when the archive cannot be written.
pub fn template(of: &WordTemplate, locale: Locale) -> Result<Vec<u8>, Finding> {
    let languages = match of.languages.as_slice() {
        [] => usual_languages(),
        named => named.to_vec(),
    };
    let tasks = if of.tasks == 0 { USUAL_TASKS } else { of.tasks };
    let mut body = String::new();
    for line in 1..=HOW_TO_LINES {
        body.push_str(&note(&text(locale, &format!("word-howto-{line}"), &[])));
    }
    for _ in 0..tasks {
        body.push_str(&table(&empty_task(&languages, locale)));
        body.push_str(&note(""));
    }
    body.push_str(&note(&text(locale, "word-examples", &[])));
    for table in example::tables(&languages, locale) {
        body.push_str(&table);
        body.push_str(&note(""));
    }
    document(&body, &[])
}

/// The rows of a task with nothing in it.
fn empty_task(languages: &[Language], locale: Locale) -> Vec<Vec<String>> {
    let say = |id: &str| text(locale, id, &[]);
    let title = |column: &str| say(&format!("workbook-column-{column}"));
    let first = std::iter::once(say("word-task")).chain(languages.iter().map(Language::to_string));
    let mut rows = vec![first.map(|cell| paragraph(&cell)).collect::<Vec<_>>()];
    let mut row = |label: &str| {
        let empty = languages.iter().map(|_| paragraph(""));
        rows.push(std::iter::once(paragraph(label)).chain(empty).collect());
    };
    BEFORE.iter().for_each(|column| row(&title(column)));
    row(&title("stem"));
    OPTIONS.iter().for_each(|label| row(label));
    row(&title("key"));
    let descriptor = say("word-descriptor");
    row(&format!("{descriptor} (1)"));
    row(&format!("{descriptor} (1)"));
    row(&title("explanation"));
    rows
}

/// A paragraph of plain text.
pub(super) fn paragraph(words: &str) -> String {
    match words {
        "" => "<w:p/>".to_owned(),
        _ => format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(words)
        ),
    }
}

fn note(words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{NOTE_ID}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        escaped(words)
    )
}

/// A table; each cell is the XML of its paragraphs.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let widest = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let width = 9_600 / widest;
    let grid = format!("<w:gridCol w:w=\"{width}\"/>").repeat(widest);
    let row = |cells: &Vec<String>| {
        let cells: String = cells
            .iter()
            .map(|cell| {
                format!(
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{cell}</w:tc>"
                )
            })
            .collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let rows: String = rows.iter().map(row).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"9600\" w:type=\"dxa\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
}

/// A file of the document: what stands in its body, and parts beside it with their relationship id.
pub(super) fn document(body: &str, media: &[(&str, &str, Vec<u8>)]) -> Result<Vec<u8>, Finding> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let types = format!(
        "{head}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"emf\" ContentType=\"image/x-emf\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>"
    );
    let root = format!(
        "{head}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    let pictures: String = media
        .iter()
        .map(|(id, target, _)| {
            let mode = if target.contains("://") {
                " TargetMode=\"External\""
            } else {
                ""
            };
            format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/image\" Target=\"{target}\"{mode}/>")
        })
        .collect();
    let relations = format!(
        "{head}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rIdStyles\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>{pictures}</Relationships>"
    );
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let border = |side: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>")
    };
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .iter()
        .map(|side| border(side))
        .collect();
    let styles = format!(
        "{head}<w:styles xmlns:w=\"{main}\"><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{NOTE_ID}\"><w:name w:val=\"{NOTE_STYLE}\"/><w:basedOn w:val=\"Normal\"/><w:rPr><w:i/><w:color w:val=\"595959\"/></w:rPr></w:style><w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style></w:styles>"
    );
    let text = format!(
        "{head}<w:document xmlns:w=\"{main}\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:r=\"{OFFICE}\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>{body}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    );
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), types.into_bytes()),
        ("_rels/.rels".to_owned(), root.into_bytes()),
        ("word/document.xml".to_owned(), text.into_bytes()),
        (
            "word/_rels/document.xml.rels".to_owned(),
            relations.into_bytes(),
        ),
        ("word/styles.xml".to_owned(), styles.into_bytes()),
    ];
    for (_, target, bytes) in media {
        if !target.contains("://") {
            parts.push((format!("word/{target}"), bytes.clone()));
        }
    }
    packed(&parts)
}
