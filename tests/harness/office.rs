//! Files of office programs as people fill them in: the service's own templates with something in them.

use std::io::{Cursor, Read, Write};

use base64ct::{Base64, Encoding};
use calamine::{Data, Reader, Xlsx};

/// A value under a heading.
pub type Value<'a> = (&'a str, &'a str);

/// Parts of an archive.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|n| {
            let mut part = archive.by_index(n).expect("a part");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("its bytes");
            let name = part.name().expect("a name").into_owned();
            (name, content)
        })
        .collect()
}

/// An archive of these parts.
pub fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in parts {
        writer.start_file(name.as_str(), options).expect("a part");
        writer.write_all(content).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

fn changed(bytes: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut all = parts(bytes);
    let part = all.iter_mut().find(|(known, _)| known == name);
    let (_, content) = part.unwrap_or_else(|| panic!("no part {name}"));
    let text = String::from_utf8(std::mem::take(content)).expect("UTF-8");
    *content = change(text).into_bytes();
    packed(&all)
}

/// Cells of every sheet of a workbook, as texts.
pub fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let names = workbook.sheet_names();
    let cells = |range: calamine::Range<Data>| -> Vec<Vec<String>> {
        range
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect()
    };
    names
        .into_iter()
        .map(|name| {
            let range = workbook.worksheet_range(&name).expect("a sheet");
            (name, cells(range))
        })
        .collect()
}

/// Letters of a column, from 0.
fn letters(column: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n).expect("a letter"));
    match column {
        0..26 => letter(column).to_string(),
        _ => format!("{}{}", letter(column / 26 - 1), letter(column % 26)),
    }
}

/// The place of a value in a sheet of the template: `H3`.
pub fn cell(template: &[u8], sheet: usize, heading: &str, row: usize) -> String {
    let headings = &sheets(template)[sheet].1[1];
    let column = headings.iter().position(|known| known == heading);
    format!(
        "{}{row}",
        letters(column.unwrap_or_else(|| panic!("no column {heading}")))
    )
}

/// The template with rows typed into one of its sheets, from row 3 on.
pub fn typed(template: &[u8], sheet: usize, rows: &[Vec<Value<'_>>]) -> Vec<u8> {
    let headings = sheets(template)[sheet].1[1].clone();
    let mut xml = String::new();
    for (row, values) in (3..).zip(rows) {
        xml.push_str(&format!("<row r=\"{row}\">"));
        for (column, heading) in headings.iter().enumerate() {
            let value = values.iter().find(|(name, _)| name == heading);
            if let Some((_, text)) = value {
                let at = format!("{}{row}", letters(column));
                xml.push_str(&format!(
                    "<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                ));
            }
        }
        xml.push_str("</row>");
        for (name, _) in values {
            assert!(
                headings.iter().any(|known| known == name),
                "no column {name}"
            );
        }
    }
    let part = format!("xl/worksheets/sheet{}.xml", sheet + 1);
    changed(template, &part, |text| {
        text.replace("</sheetData>", &format!("{xml}</sheetData>"))
    })
}

/// The template of a document with values typed into its tables: label → text of each language, in order.
pub fn written(template: &[u8], tasks: &[&[(&str, &[&str])]]) -> Vec<u8> {
    changed(template, "word/document.xml", |text| {
        let mut tables = text.split("<w:tbl>");
        let mut filled = tables.next().unwrap_or_default().to_owned();
        for (n, table) in tables.enumerate() {
            let (table, after) = table.split_once("</w:tbl>").expect("a table ends");
            let values = tasks.get(n).copied().unwrap_or_default();
            filled.push_str(&format!("<w:tbl>{}</w:tbl>{after}", fill(table, values)));
        }
        filled
    })
}

fn fill(table: &str, values: &[(&str, &[&str])]) -> String {
    let mut rows = table.split("<w:tr>");
    let mut filled = rows.next().unwrap_or_default().to_owned();
    for (n, row) in rows.enumerate() {
        let mut row = row.to_owned();
        let of_row = |(label, _): &&(&str, &[&str])| row.contains(&format!(">{label}</w:t>"));
        // The first row has the languages.
        if let Some((_, texts)) = values.iter().find(of_row).filter(|_| n > 0) {
            for text in *texts {
                let run = format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>");
                row = row.replacen("<w:p/>", &run, 1);
            }
        }
        filled.push_str(&format!("<w:tr>{row}"));
    }
    filled
}

/// The template with these tables and nothing else in it: rows of cells, each a text or the XML of a paragraph.
pub fn tabled(template: &[u8], tables: &[&[&[&str]]]) -> Vec<u8> {
    let cell = |text: &&str| {
        let paragraph = match *text {
            "" => "<w:p/>".to_owned(),
            xml if xml.starts_with("<w:p>") => xml.to_owned(),
            text => format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"),
        };
        format!("<w:tc><w:tcPr><w:tcW w:w=\"2400\" w:type=\"dxa\"/></w:tcPr>{paragraph}</w:tc>")
    };
    let row = |cells: &&[&str]| {
        let cells: String = cells.iter().map(cell).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let table = |rows: &&[&[&str]]| {
        let columns = "<w:gridCol w:w=\"2400\"/>".repeat(rows.first().map_or(1, |row| row.len()));
        let rows: String = rows.iter().map(row).collect();
        format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl><w:p/>"
        )
    };
    let body: String = tables.iter().map(table).collect();
    changed(template, "word/document.xml", |text| {
        let (start, rest) = text.split_once("<w:body>").expect("a body");
        let (_, end) = rest.split_once("<w:sectPr>").expect("a section");
        format!("{start}<w:body>{body}<w:sectPr>{end}")
    })
}

/// What LibreOffice makes of a document; `None` where it is not installed.
pub fn saved_by_libreoffice(document: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (
        folder.path().join("tasks.docx"),
        folder.path().join("saved"),
    );
    std::fs::write(&file, document).expect("written");
    let profile = folder.path().join("profile");
    let profile = format!("-env:UserInstallation=file://{}", profile.display());
    let made = std::process::Command::new("soffice")
        .args([
            "--headless",
            &profile,
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
        ])
        .args([&out, &file])
        .output();
    let saved = made
        .ok()
        .and_then(|_| std::fs::read(out.join("tasks.docx")).ok());
    if saved.is_none() {
        println!("LibreOffice (soffice, with its writer) is not installed: nothing was tried");
    }
    saved
}

/// Bytes as a request carries them.
pub fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}
