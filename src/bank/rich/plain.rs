//! Cleaned HTML as plain text: formulas in one line, pictures by their alternative text, a line for each
//! paragraph, entry of a list and row of a table.

use super::tree::tree;
use crate::bank::formula::linear;
use crate::document::xml::{Element, Node};

/// The plain text of cleaned HTML. What is no cleaned HTML is text already.
pub fn plain(html: &str) -> String {
    let Ok(root) = tree(html) else {
        return html.to_owned();
    };
    let mut text = String::new();
    push_children(&root, &mut text);
    tidy(&text)
}

/// One space between words, no empty lines, nothing around.
fn tidy(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let words: Vec<&str> = line
            .split([' ', '\t', '\u{a0}'])
            .filter(|w| !w.is_empty())
            .collect();
        words.join(" ")
    });
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn push_children(element: &Element, text: &mut String) {
    for child in &element.children {
        match child {
            // Line breaks of the source are spaces; lines come of elements.
            Node::Text(own) => text.push_str(&own.replace(['\n', '\r'], " ")),
            Node::Element(element) => push(element, text),
        }
    }
}

fn push(element: &Element, text: &mut String) {
    match element.name.as_str() {
        "math" => text.push_str(&linear(element)),
        "br" => text.push('\n'),
        "img" => {
            let words = element.attribute("alt").unwrap_or_default().trim();
            text.push_str(&format!("[{words}]"));
        }
        "ol" => {
            let first = element.attribute("start").and_then(|n| n.parse().ok());
            let mut number: u32 = first.unwrap_or(1);
            for entry in element.elements() {
                text.push_str(&format!("\n{number}. "));
                push_children(entry, text);
                number = number.saturating_add(1);
            }
            text.push('\n');
        }
        "li" => {
            text.push_str("\n• ");
            push_children(element, text);
            text.push('\n');
        }
        "td" | "th" => {
            push_children(element, text);
            text.push_str(" | ");
        }
        "tr" => {
            let mut row = String::new();
            push_children(element, &mut row);
            let row = row.trim_end().trim_end_matches('|').replace('\n', " ");
            text.push_str(&format!("\n{}\n", row.trim()));
        }
        "sub" | "sup" => {
            let mut inner = String::new();
            push_children(element, &mut inner);
            let moved = match element.is("sub") {
                true => linear::lowered_text(&inner),
                false => linear::raised_text(&inner),
            };
            text.push_str(&moved);
        }
        "p" | "ul" | "table" | "caption" | "blockquote" | "pre" => {
            text.push('\n');
            push_children(element, text);
            text.push('\n');
        }
        _ => push_children(element, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_block_is_a_line_and_formulas_are_readable() {
        for (html, text) in [
            ("жай мәтін &amp; 1 &lt; 2", "жай мәтін & 1 < 2"),
            ("<p>бір</p><p>екі<br>үш</p>", "бір\nекі\nүш"),
            (
                "H<sub>2</sub>O, x<sup>2</sup>, см<sup>3</sup>",
                "H₂O, x², см³",
            ),
            ("<ol start=\"3\"><li>a</li><li>b</li></ol>", "3. a\n4. b"),
            ("<ul><li>a</li><li>b</li></ul>", "• a\n• b"),
            (
                "<table><tbody><tr><th>t</th><th>v</th></tr><tr><td>1</td><td>2</td></tr></tbody></table>",
                "t | v\n1 | 2",
            ),
            (
                "Сурет: <img alt=\"үшбұрыш\" src=\"media:x\">.",
                "Сурет: [үшбұрыш].",
            ),
            (
                "Есепте: <math><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>+</mo><mi>x</mi></math>",
                "Есепте: 1/2 + x",
            ),
            ("", ""),
        ] {
            assert_eq!(plain(html), text, "{html}");
        }
    }
}
