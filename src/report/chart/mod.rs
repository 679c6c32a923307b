//! Charts as SVG: each with a title and a description for who does not see it, and with the table of the same
//! numbers to stand beside it.
//!
//! * [`bars`]: a distribution. * [`intervals`]: a dot with its interval on named bands, one or many in order
//!   (a caterpillar). * [`lines`]: growth. * [`funnel`]: groups by size, between limits.
//!
//! The same figures give the same bytes. Texts are measured as if every letter were a wide one of its kind, so
//! that Kazakh and Russian words fit whatever font draws them. What is absent: scripts, links, styles from
//! outside, anything of a text that is not escaped. Sentences come from the caller, in the reader's language.

pub mod bars;
mod drawing;
pub mod funnel;
pub mod intervals;
pub mod lines;
mod measure;

#[cfg(test)]
mod tests;

use crate::document::xml::escaped;

/// A chart and its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The picture.
    pub svg: String,
    /// The numbers of the picture.
    pub table: ChartTable,
}

/// What every chart says in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// What is shown.
    pub title: String,
    /// What is to be seen, for who does not see it.
    pub description: String,
    /// What runs along the axis.
    pub axis: String,
    /// True where the language writes 0,5 for a half.
    pub decimal_comma: bool,
}

/// The table beside a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartTable {
    /// Its caption.
    pub caption: String,
    /// Headings.
    pub head: Vec<String>,
    /// Rows; the first cell names the row.
    pub rows: Vec<Vec<String>>,
}

impl ChartTable {
    /// As HTML, every text escaped.
    pub fn html(&self) -> String {
        let caption = escaped(&self.caption);
        let mut html = format!("<table><caption>{caption}</caption><thead><tr>");
        for cell in &self.head {
            html += &format!("<th scope=\"col\">{}</th>", escaped(cell));
        }
        html += "</tr></thead><tbody>";
        for row in &self.rows {
            html += "<tr>";
            for (n, cell) in row.iter().enumerate() {
                let cell = escaped(cell);
                html += &match n {
                    0 => format!("<th scope=\"row\">{cell}</th>"),
                    _ => format!("<td>{cell}</td>"),
                };
            }
            html += "</tr>";
        }
        html + "</tbody></table>"
    }
}

/// A value with the words that show it: `63.5` as `63,5 %`.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Where it stands.
    pub value: f64,
    /// How it is written.
    pub text: String,
}

/// Values that can be drawn, as a closed range; `0` to `1` of none.
fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let finite = values.filter(|value| value.is_finite());
    let (low, high) = finite.fold((f64::MAX, f64::MIN), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    match (low <= high, low < high) {
        (false, _) => (0.0, 1.0),
        (true, false) => (low - 0.5, high + 0.5),
        (true, true) => (low, high),
    }
}
