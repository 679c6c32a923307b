//! The pieces that charts are drawn of: boxes, lines, dots, texts; and the frame with title and description.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::Words;
use super::measure::{lines, width};
use crate::document::{hex, xml::escaped};

/// Width of every chart, in pixels; it scales with its page.
pub(super) const WIDTH: f64 = 640.0;
/// Space at the edges.
pub(super) const EDGE: f64 = 16.0;
/// Size of texts.
pub(super) const TEXT: f64 = 12.0;
/// Height of a line of text.
pub(super) const LINE: f64 = 16.0;
const TITLE: f64 = 15.0;

/// Ink of texts and axes.
pub(super) const INK: &str = "#1f2933";
/// Lines behind the data.
pub(super) const GRID: &str = "#d5dbe1";
/// Series, told apart by everybody (Okabe and Ito 2008), the darkest first.
pub(super) const SERIES: [&str; 6] = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#8c6d00",
];
/// Named bands, from the lowest, light enough for dark texts.
pub(super) const BANDS: [&str; 2] = ["#eef2f6", "#dfe7ef"];

/// How a text stands at its place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A chart in the making: its title stands, what follows is drawn from `top` down.
pub(super) struct Drawing {
    body: String,
    /// Where there is room, from above.
    pub(super) top: f64,
}

impl Drawing {
    /// With the title.
    pub(super) fn new(words: &Words) -> Self {
        let mut drawing = Self {
            body: String::new(),
            top: EDGE,
        };
        for line in lines(&words.title, TITLE, WIDTH - 2.0 * EDGE) {
            drawing.top += LINE;
            let (y, line) = (at(drawing.top), escaped(&line));
            drawing.push(format_args!(
                "<text x=\"{EDGE}\" y=\"{y}\" font-size=\"{TITLE}\" font-weight=\"bold\">{line}</text>"
            ));
        }
        drawing.top += LINE;
        drawing
    }

    fn push(&mut self, piece: std::fmt::Arguments<'_>) {
        // Writing into a text cannot fail.
        let _ = writeln!(self.body, "{piece}");
    }

    /// A filled box.
    pub(super) fn area(&mut self, (x, y): (f64, f64), (w, h): (f64, f64), fill: &str) {
        let (x, y, w, h) = (at(x), at(y), at(w.max(0.0)), at(h.max(0.0)));
        self.push(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{fill}\"/>"
        ));
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: &str, thick: f64) {
        self.path(&[from, to], stroke, thick, "");
    }

    /// A line through points; `dashes` as SVG says them, nothing for a whole line.
    pub(super) fn path(&mut self, points: &[(f64, f64)], stroke: &str, thick: f64, dashes: &str) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{},{}", at(*x), at(*y)))
            .collect();
        let points = points.join(" ");
        let dashes = match dashes {
            "" => String::new(),
            dashes => format!(" stroke-dasharray=\"{dashes}\""),
        };
        self.push(format_args!(
            "<polyline points=\"{points}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{thick}\"{dashes}/>"
        ));
    }

    /// A dot with a white rim, so that dots on dots are seen.
    pub(super) fn dot(&mut self, (x, y): (f64, f64), radius: f64, fill: &str) {
        let (x, y) = (at(x), at(y));
        self.push(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\" stroke=\"#ffffff\" stroke-width=\"1\"/>"
        ));
    }

    /// A text with its middle line at a height.
    pub(super) fn text(&mut self, place: (f64, f64), anchor: Anchor, text: &str) {
        self.written(place, anchor, text, &format!("fill=\"{INK}\""));
    }

    /// A text over lines and dots, in a colour: a white rim keeps it readable.
    pub(super) fn label(&mut self, place: (f64, f64), anchor: Anchor, text: &str, ink: &str) {
        let rim = "stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"";
        self.written(place, anchor, text, &format!("fill=\"{ink}\" {rim}"));
    }

    fn written(&mut self, (x, y): (f64, f64), anchor: Anchor, text: &str, style: &str) {
        let (x, y, text) = (at(x), at(y + TEXT * 0.35), escaped(text));
        let anchor = anchor.name();
        self.push(format_args!(
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" {style}>{text}</text>"
        ));
    }

    /// What each colour is, on as many lines as it takes.
    pub(super) fn legend<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        let mut x = EDGE;
        for (n, name) in names.enumerate() {
            let wide = 12.0 + 6.0 + width(name, TEXT) + 16.0;
            if x > EDGE && x + wide > WIDTH - EDGE {
                x = EDGE;
                self.top += LINE + 2.0;
            }
            self.area((x, self.top), (12.0, 12.0), colour(n));
            self.text((x + 18.0, self.top + 6.0), Anchor::Start, name);
            x += wide;
        }
        self.top += LINE + 10.0;
    }

    /// The whole picture, as high as what was drawn.
    pub(super) fn finish(self, words: &Words) -> String {
        let (title, description) = (escaped(&words.title), escaped(&words.description));
        let (width, height) = (WIDTH, at(self.top + EDGE));
        // Names that no other picture of the page has, and the same every time.
        let id = &hex(&Sha256::digest(&self.body))[..12];
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"t-{id} d-{id}\" \
             viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             font-family=\"'DejaVu Sans', 'Noto Sans', Arial, sans-serif\" font-size=\"{TEXT}\" fill=\"{INK}\">\n\
             <title id=\"t-{id}\">{title}</title>\n<desc id=\"d-{id}\">{description}</desc>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            self.body
        )
    }
}

/// Colour of a series.
pub(super) fn colour(series: usize) -> &'static str {
    SERIES[series % SERIES.len()]
}

/// A coordinate with one place, and no minus before nothing.
fn at(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    format!("{}", tenths + 0.0)
}

/// Round numbers within a range, from two to eight of them.
pub(super) fn ticks((low, high): (f64, f64)) -> Vec<f64> {
    let rough = (high - low) / 5.0;
    let power = 10f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    let step = steps
        .into_iter()
        .find(|step| *step >= rough * 0.7)
        .unwrap_or(power * 10.0);
    let (first, last) = ((low / step - 1e-9).ceil(), (high / step + 1e-9).floor());
    let count = (last - first).max(0.0) as usize;
    (0..=count).map(|n| (first + n as f64) * step).collect()
}

/// A round number as it is written.
pub(super) fn tick_text(value: f64, words: &Words) -> String {
    // Steps are round: nine places hold them without what doubles add.
    let text = format!("{:.9}", value + 0.0);
    let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    match words.decimal_comma {
        true => text.replace('.', ","),
        false => text,
    }
}
