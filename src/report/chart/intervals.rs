//! Dots with their intervals: one result on the bands of its levels, or many in order (a caterpillar), so that
//! nobody is ranked by what may be chance.

use super::drawing::{
    Anchor, BANDS, Drawing, EDGE, GRID, INK, LINE, TEXT, WIDTH, colour, tick_text, ticks,
};
use super::measure::{lines, shortened, widest};
use super::{ChartTable, Figure, Shown, Words, range};

const WIDEST_LABEL: f64 = 220.0;
const ROW: f64 = 26.0;

/// A named stretch of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Its name.
    pub name: String,
    /// Its lower bound; it ends where the next one begins.
    pub from: f64,
}

/// A value with its uncertainty.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// Whose.
    pub name: String,
    /// The value; none where it is not known, or not told.
    pub value: Option<Shown>,
    /// From where to where it may lie, as written, too.
    pub interval: Option<(f64, f64, String)>,
}

/// Dots on a common axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervals {
    /// Its words.
    pub words: Words,
    /// Headings of the table: whose, value, interval.
    pub heads: [String; 3],
    /// The axis; as far as the values reach when absent.
    pub reach: Option<(f64, f64)>,
    /// Bands from the lowest.
    pub bands: Vec<Band>,
    /// A line to compare with: the mean of all.
    pub reference: Option<Shown>,
    /// From above.
    pub dots: Vec<Dot>,
}

impl Intervals {
    /// Draws them.
    pub fn draw(&self) -> Figure {
        let mut drawing = Drawing::new(&self.words);
        let plot = self.plot();
        if let Some(reference) = &self.reference {
            drawing.text(
                (plot.x(reference.value), drawing.top),
                Anchor::Middle,
                &reference.text,
            );
            drawing.top += LINE * 0.7;
        }
        let names = if self.bands.is_empty() {
            0.0
        } else {
            LINE + 4.0
        };
        let top = drawing.top;
        let rows: Vec<Vec<String>> = self
            .dots
            .iter()
            .map(|dot| lines(&dot.name, TEXT, plot.label))
            .collect();
        let high = |row: &Vec<String>| ROW.max(row.len() as f64 * LINE + 6.0);
        let bottom = top + names + rows.iter().map(high).sum::<f64>() + 4.0;
        self.behind(&mut drawing, &plot, (top, names, bottom));
        drawing.top += names;
        for (dot, row) in self.dots.iter().zip(&rows) {
            draw_dot(&mut drawing, &plot, dot, (row, high(row)));
            drawing.top += high(row);
        }
        drawing.top = bottom + LINE * 2.0;
        drawing.text(
            ((plot.left + plot.right) / 2.0, drawing.top),
            Anchor::Middle,
            &self.words.axis,
        );
        drawing.top += LINE * 0.5;
        Figure {
            svg: drawing.finish(&self.words),
            table: self.table(),
        }
    }

    fn plot(&self) -> Plot {
        let own = self.dots.iter().flat_map(|dot| {
            let value = dot.value.iter().map(|shown| shown.value);
            let ends = dot.interval.iter().flat_map(|(low, high, _)| [*low, *high]);
            value.chain(ends)
        });
        let others = self.reference.iter().map(|shown| shown.value);
        let names = self.dots.iter().map(|dot| dot.name.as_str());
        let label = widest(names, TEXT).min(WIDEST_LABEL);
        Plot {
            label,
            left: EDGE + label + 12.0,
            right: WIDTH - EDGE - 12.0,
            reach: self.reach.unwrap_or_else(|| range(own.chain(others))),
        }
    }

    /// Bands, grid and the line to compare with.
    fn behind(&self, drawing: &mut Drawing, plot: &Plot, (top, names, bottom): (f64, f64, f64)) {
        for (n, band) in self.bands.iter().enumerate() {
            let end = self.bands.get(n + 1).map_or(plot.reach.1, |next| next.from);
            let (from, to) = (plot.x(band.from), plot.x(end));
            drawing.area(
                (from, top),
                (to - from, bottom - top),
                BANDS[n % BANDS.len()],
            );
            let name = shortened(&band.name, TEXT, to - from - 4.0);
            drawing.text(((from + to) / 2.0, top + LINE * 0.7), Anchor::Middle, &name);
        }
        for tick in ticks(plot.reach) {
            let x = plot.x(tick);
            drawing.line((x, top), (x, bottom), GRID, 1.0);
            drawing.text(
                (x, bottom + LINE * 0.7),
                Anchor::Middle,
                &tick_text(tick, &self.words),
            );
        }
        if let Some(reference) = &self.reference {
            let x = plot.x(reference.value);
            drawing.path(&[(x, top + names), (x, bottom)], INK, 1.5, "5 3");
        }
    }

    fn table(&self) -> ChartTable {
        let row = |dot: &Dot| {
            let value = dot
                .value
                .as_ref()
                .map_or("–".to_owned(), |shown| shown.text.clone());
            let interval = dot
                .interval
                .as_ref()
                .map_or("–".to_owned(), |(.., text)| text.clone());
            vec![dot.name.clone(), value, interval]
        };
        ChartTable {
            caption: self.words.title.clone(),
            head: self.heads.to_vec(),
            rows: self.dots.iter().map(row).collect(),
        }
    }
}

fn draw_dot(drawing: &mut Drawing, plot: &Plot, dot: &Dot, (label, high): (&[String], f64)) {
    let middle = drawing.top + high / 2.0;
    let mut y = middle - (label.len() as f64 - 1.0) * LINE / 2.0;
    for line in label {
        drawing.text((plot.left - 12.0, y), Anchor::End, line);
        y += LINE;
    }
    let blue = colour(0);
    if let Some((low, top, _)) = &dot.interval {
        let (low, top) = (plot.x(*low), plot.x(*top));
        drawing.line((low, middle), (top, middle), blue, 2.5);
        for end in [low, top] {
            drawing.line((end, middle - 5.0), (end, middle + 5.0), blue, 2.5);
        }
    }
    match &dot.value {
        Some(value) => drawing.dot((plot.x(value.value), middle), 5.5, blue),
        None => drawing.text((plot.left + 6.0, middle), Anchor::Start, "–"),
    }
}

struct Plot {
    label: f64,
    left: f64,
    right: f64,
    reach: (f64, f64),
}

impl Plot {
    fn x(&self, value: f64) -> f64 {
        let (low, high) = self.reach;
        self.left + (self.right - self.left) * ((value - low) / (high - low)).clamp(0.0, 1.0)
    }
}
