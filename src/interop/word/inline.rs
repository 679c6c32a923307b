//! What stands in a paragraph → HTML: words with their emphasis, formulas, pictures; and a finding for
//! everything else.

use super::body::Reading;
use super::{PLACEHOLDER, omml};
use crate::bank::formula::written;
use crate::bank::rich::escaped_text;
use crate::document::xml::Element;
use crate::language::finding::Finding;

/// Elements that say nothing to a reader.
const SILENT: [&str; 22] = [
    "w:pPr",
    "w:rPr",
    "w:bookmarkStart",
    "w:bookmarkEnd",
    "w:proofErr",
    "w:permStart",
    "w:permEnd",
    "w:commentRangeStart",
    "w:commentRangeEnd",
    "w:annotationRef",
    "w:footnoteRef",
    "w:endnoteRef",
    "w:lastRenderedPageBreak",
    "w:fldChar",
    "w:instrText",
    "w:delText",
    "w:delInstrText",
    "w:softHyphen",
    "w:moveFromRangeStart",
    "w:moveFromRangeEnd",
    "w:moveToRangeStart",
    "w:moveToRangeEnd",
];

impl Reading<'_> {
    /// The HTML of a paragraph without its own element.
    pub(super) fn inline(&mut self, paragraph: &Element) -> String {
        let mut html = String::new();
        for child in paragraph.elements() {
            self.push_inline(child, &mut html);
        }
        joined(&html)
    }

    fn push_all(&mut self, element: &Element, html: &mut String) {
        for child in element.elements() {
            self.push_inline(child, html);
        }
    }

    fn push_inline(&mut self, element: &Element, html: &mut String) {
        match element.name.as_str() {
            "w:r" => self.push_run(element, html),
            "w:hyperlink" => {
                self.push_all(element, html);
                let words = shown(&element.text());
                self.lose(Finding::warning("word_link", "").with("text", words));
            }
            "w:ins" | "w:moveTo" => {
                self.push_all(element, html);
                let words = shown(&element.text());
                self.lose(Finding::warning("word_insertion", "").with("text", words));
            }
            "w:del" | "w:moveFrom" => {
                let words = shown(&element.text());
                self.lose(Finding::warning("word_deletion", "").with("text", words));
            }
            "w:smartTag" | "w:sdt" | "w:sdtContent" | "w:fldSimple" | "w:bdo" | "w:dir"
            | "w:customXml" => self.push_all(element, html),
            "w:sdtPr" | "w:sdtEndPr" | "w:smartTagPr" | "w:customXmlPr" => {}
            "m:oMath" => self.push_formula(element, false, html),
            "m:oMathPara" => {
                for formula in element.elements().filter(|e| e.is("m:oMath")) {
                    self.push_formula(formula, true, html);
                }
            }
            "mc:AlternateContent" => self.push_alternative(element, html),
            name if SILENT.contains(&name) => {}
            name => self.unknown(name, element, html),
        }
    }

    fn unknown(&mut self, name: &str, element: &Element, html: &mut String) {
        html.push_str(PLACEHOLDER);
        let finding = Finding::warning("word_element", "")
            .with("element", name)
            .with("text", shown(&element.text()));
        self.lose(finding);
    }

    fn push_formula(&mut self, formula: &Element, block: bool, html: &mut String) {
        let mapped = omml::math(formula, block);
        for loss in mapped.losses {
            self.lose(loss);
        }
        html.push_str(&written(&mapped.math));
    }

    /// Word writes new things twice: as they are, and as older programs understand them.
    fn push_alternative(&mut self, element: &Element, html: &mut String) {
        let choice = element.child("mc:Choice").or(element.child("mc:Fallback"));
        let fallback = element.child("mc:Fallback");
        let has_picture =
            |of: &Element| first(of, "a:blip").is_some() || first(of, "m:oMath").is_some();
        let chosen = choice
            .filter(|choice| has_picture(choice))
            .or(fallback)
            .or(choice);
        if let Some(chosen) = chosen {
            for child in chosen.elements() {
                self.push_of_run(child, html);
            }
        }
    }

    fn push_run(&mut self, run: &Element, html: &mut String) {
        let is_on = |name: &str| {
            let property = run.at(&["w:rPr", name]);
            property.is_some_and(|p| {
                !matches!(p.attribute("w:val"), Some("0" | "false" | "off" | "none"))
            })
        };
        if is_on("w:vanish") {
            let words = shown(&run.text());
            self.lose(Finding::warning("word_hidden", "").with("text", words));
            return;
        }
        let mut inner = String::new();
        for child in run.elements() {
            self.push_of_run(child, &mut inner);
        }
        if inner.is_empty() {
            return;
        }
        let position = run
            .at(&["w:rPr", "w:vertAlign"])
            .and_then(|p| p.attribute("w:val"));
        let wraps = [
            ("b", is_on("w:b")),
            ("i", is_on("w:i")),
            ("u", is_on("w:u")),
            ("s", is_on("w:strike")),
            ("sub", position == Some("subscript")),
            ("sup", position == Some("superscript")),
        ];
        for (name, wrap) in wraps {
            if wrap {
                inner = format!("<{name}>{inner}</{name}>");
            }
        }
        html.push_str(&inner);
    }

    fn push_of_run(&mut self, element: &Element, html: &mut String) {
        match element.name.as_str() {
            "w:t" => html.push_str(&escaped_text(&element.text())),
            "w:tab" | "w:ptab" => html.push(' '),
            "w:br" | "w:cr" => html.push_str("<br>"),
            "w:noBreakHyphen" => html.push('\u{2011}'),
            "w:drawing" | "w:pict" | "w:object" => self.push_drawing(element, html),
            "w:sym" => self.push_symbol(element, html),
            "w:footnoteReference" | "w:endnoteReference" => {
                html.push_str(PLACEHOLDER);
                self.lose(Finding::warning("word_note", ""));
            }
            "w:commentReference" => self.lose(Finding::warning("word_comment", "")),
            "mc:AlternateContent" => self.push_alternative(element, html),
            "m:oMath" | "w:r" | "m:oMathPara" => self.push_inline(element, html),
            name if SILENT.contains(&name) => {}
            name => self.unknown(name, element, html),
        }
    }

    /// A letter of a symbol font stands for another letter.
    fn push_symbol(&mut self, element: &Element, html: &mut String) {
        let font = element.attribute("w:font").unwrap_or_default().to_owned();
        let code = element.attribute("w:char").unwrap_or_default().to_owned();
        let known = u32::from_str_radix(&code, 16)
            .ok()
            .and_then(|code| symbol(&font, code));
        match known {
            Some(letter) => html.push_str(&escaped_text(&letter.to_string())),
            None => {
                html.push_str(PLACEHOLDER);
                let finding = Finding::warning("word_symbol", "").with("font", font);
                self.lose(finding.with("code", code));
            }
        }
    }

    fn push_drawing(&mut self, element: &Element, html: &mut String) {
        if let Some(program) = first(element, "o:OLEObject") {
            let program = program.attribute("ProgID").unwrap_or("–").to_owned();
            html.push_str(PLACEHOLDER);
            self.lose(Finding::warning("word_object", "").with("program", program));
            return;
        }
        let boxed = first(element, "w:txbxContent").map(Element::text);
        if let Some(words) = boxed.filter(|words| !words.trim().is_empty()) {
            html.push_str(PLACEHOLDER);
            self.lose(Finding::warning("word_text_box", "").with("text", shown(&words)));
        }
        let words = first(element, "wp:docPr")
            .and_then(|p| p.attribute("descr").or(p.attribute("title")))
            .or(first(element, "v:shape").and_then(|p| p.attribute("alt")))
            .unwrap_or_default()
            .to_owned();
        let pictures = all(element, &["a:blip", "v:imagedata"]);
        if pictures.is_empty() && !html.ends_with(PLACEHOLDER) {
            html.push_str(PLACEHOLDER);
            self.lose(Finding::warning("word_drawing", ""));
        }
        for picture in pictures {
            let target = picture.attribute("r:embed").or(picture.attribute("r:id"));
            let target = target.or(picture.attribute("r:link"));
            let target = target.unwrap_or_default().to_owned();
            html.push_str(&self.picture(&target, &words));
        }
    }
}

/// Neighbours of the same emphasis, which Word cuts into many runs, as one.
fn joined(html: &str) -> String {
    ["b", "i", "u", "s", "sub", "sup"]
        .iter()
        .fold(html.to_owned(), |html, name| {
            html.replace(&format!("</{name}><{name}>"), "")
        })
}

/// The first element of a name, to any depth.
pub(super) fn first<'e>(element: &'e Element, name: &str) -> Option<&'e Element> {
    element.elements().find_map(|child| match child.is(name) {
        true => Some(child),
        false => first(child, name),
    })
}

fn all<'e>(element: &'e Element, names: &[&str]) -> Vec<&'e Element> {
    let mut found = Vec::new();
    for child in element.elements() {
        if names.contains(&child.name.as_str()) {
            found.push(child);
        }
        // The same picture for older programs.
        if !child.is("mc:Fallback") {
            found.extend(all(child, names));
        }
    }
    found
}

/// The beginning of a text, for a finding.
pub(super) fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let mut cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

/// Letters of the font Symbol that stand in school texts.
fn symbol(font: &str, code: u32) -> Option<char> {
    const SYMBOLS: [(u32, char); 40] = [
        (0x61, 'α'),
        (0x62, 'β'),
        (0x67, 'γ'),
        (0x64, 'δ'),
        (0x65, 'ε'),
        (0x71, 'θ'),
        (0x6c, 'λ'),
        (0x6d, 'μ'),
        (0x70, 'π'),
        (0x72, 'ρ'),
        (0x73, 'σ'),
        (0x74, 'τ'),
        (0x66, 'φ'),
        (0x6a, 'ϕ'),
        (0x77, 'ω'),
        (0x44, 'Δ'),
        (0x53, 'Σ'),
        (0x57, 'Ω'),
        (0x46, 'Φ'),
        (0xb0, '°'),
        (0xb1, '±'),
        (0xb4, '×'),
        (0xb8, '÷'),
        (0xd7, '⋅'),
        (0xa3, '≤'),
        (0xb3, '≥'),
        (0xb9, '≠'),
        (0xbb, '≈'),
        (0xa5, '∞'),
        (0xae, '→'),
        (0xde, '⇒'),
        (0xdb, '⇔'),
        (0xd0, '∠'),
        (0x5e, '⊥'),
        (0xce, '∈'),
        (0xcf, '∉'),
        (0xc7, '∩'),
        (0xc8, '∪'),
        (0xc6, '∅'),
        (0xd6, '√'),
    ];
    let code = if code >= 0xf000 { code - 0xf000 } else { code };
    let known = SYMBOLS.iter().find(|(known, _)| *known == code);
    known
        .filter(|_| font.eq_ignore_ascii_case("symbol"))
        .map(|(_, letter)| *letter)
}
