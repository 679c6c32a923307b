//! A distribution: for each category (a level, a mark) a bar of every series (a group, a measurement).

use super::drawing::{
    Anchor, Drawing, EDGE, GRID, INK, LINE, TEXT, WIDTH, colour, tick_text, ticks,
};
use super::measure::{lines, widest};
use super::{ChartTable, Figure, Shown, Words, range};

const BAR: f64 = 16.0;
const BETWEEN: f64 = 4.0;
const BETWEEN_CATEGORIES: f64 = 14.0;
const WIDEST_LABEL: f64 = 200.0;

/// Bars of one colour.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What they are of.
    pub name: String,
    /// One for each category; none where nothing is known.
    pub bars: Vec<Option<Shown>>,
}

/// A distribution. Bars begin at 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    /// Its words.
    pub words: Words,
    /// Heading of the categories in the table.
    pub category_head: String,
    /// Categories from above.
    pub categories: Vec<String>,
    /// What is compared.
    pub series: Vec<Series>,
}

impl Distribution {
    /// Draws it.
    pub fn draw(&self) -> Figure {
        let mut drawing = Drawing::new(&self.words);
        if self.series.len() > 1 {
            drawing.legend(self.series.iter().map(|series| series.name.as_str()));
        }
        let plot = Plot::of(self);
        let top = drawing.top;
        let rows = self.rows(&plot);
        let bottom = top + rows.iter().map(|row| row.height).sum::<f64>();
        for tick in ticks((0.0, plot.most)) {
            let x = plot.x(tick);
            drawing.line((x, top), (x, bottom), GRID, 1.0);
            drawing.text(
                (x, bottom + LINE * 0.7),
                Anchor::Middle,
                &tick_text(tick, &self.words),
            );
        }
        for (n, row) in rows.iter().enumerate() {
            self.category(&mut drawing, &plot, n, row);
            drawing.top += row.height;
        }
        drawing.line((plot.left, top), (plot.left, bottom), INK, 1.0);
        drawing.top = bottom + LINE * 2.0;
        let middle = (plot.left + plot.right) / 2.0;
        drawing.text((middle, drawing.top), Anchor::Middle, &self.words.axis);
        drawing.top += LINE * 0.5;
        Figure {
            svg: drawing.finish(&self.words),
            table: self.table(),
        }
    }

    fn rows(&self, plot: &Plot) -> Vec<Row> {
        let bars = self.series.len() as f64 * (BAR + BETWEEN) - BETWEEN;
        let row = |category: &String| {
            let label = lines(category, TEXT, plot.label);
            Row {
                height: bars.max(label.len() as f64 * LINE) + BETWEEN_CATEGORIES,
                label,
            }
        };
        self.categories.iter().map(row).collect()
    }

    fn category(&self, drawing: &mut Drawing, plot: &Plot, n: usize, row: &Row) {
        let middle = drawing.top + row.height / 2.0;
        let mut y = middle - (row.label.len() as f64 - 1.0) * LINE / 2.0;
        for line in &row.label {
            drawing.text((plot.left - 8.0, y), Anchor::End, line);
            y += LINE;
        }
        let count = self.series.len() as f64;
        let mut y = middle - (count * (BAR + BETWEEN) - BETWEEN) / 2.0;
        for (which, series) in self.series.iter().enumerate() {
            let value = series.bars.get(n).and_then(Option::as_ref);
            let long = value.map_or(0.0, |shown| plot.x(shown.value) - plot.left);
            drawing.area((plot.left, y), (long, BAR), colour(which));
            let text = value.map_or("–", |shown| shown.text.as_str());
            drawing.label(
                (plot.left + long.max(0.0) + 6.0, y + BAR / 2.0),
                Anchor::Start,
                text,
                INK,
            );
            y += BAR + BETWEEN;
        }
    }

    fn table(&self) -> ChartTable {
        let names = self.series.iter().map(|series| series.name.clone());
        let row = |(n, category): (usize, &String)| {
            let value = |series: &Series| {
                let shown = series.bars.get(n).and_then(Option::as_ref);
                shown.map_or("–".to_owned(), |shown| shown.text.clone())
            };
            let cells = self.series.iter().map(value);
            std::iter::once(category.clone()).chain(cells).collect()
        };
        ChartTable {
            caption: self.words.title.clone(),
            head: std::iter::once(self.category_head.clone())
                .chain(names)
                .collect(),
            rows: self.categories.iter().enumerate().map(row).collect(),
        }
    }
}

struct Row {
    label: Vec<String>,
    height: f64,
}

/// Where bars begin and end.
struct Plot {
    label: f64,
    left: f64,
    right: f64,
    most: f64,
}

impl Plot {
    fn of(chart: &Distribution) -> Self {
        let shown = || {
            chart
                .series
                .iter()
                .flat_map(|series| series.bars.iter().flatten())
        };
        let categories = chart.categories.iter().map(String::as_str);
        let label = widest(categories, TEXT).min(WIDEST_LABEL);
        let texts = widest(shown().map(|shown| shown.text.as_str()), TEXT);
        let (_, high) = range(shown().map(|shown| shown.value).chain([0.0]));
        Self {
            label,
            left: EDGE + label + 8.0,
            right: WIDTH - EDGE - 6.0 - texts,
            most: high.max(1e-9),
        }
    }

    fn x(&self, value: f64) -> f64 {
        self.left + (self.right - self.left) * (value / self.most).clamp(0.0, 1.0)
    }
}
