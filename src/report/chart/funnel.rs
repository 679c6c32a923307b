//! Groups by their size between the limits of chance: a small school far from the mean of all may be no
//! different, a large one near to it may be (Spiegelhalter 2005).

use super::drawing::{
    Anchor, Drawing, EDGE, GRID, INK, LINE, TEXT, WIDTH, colour, tick_text, ticks,
};
use super::measure::{shortened, widest};
use super::{ChartTable, Figure, Shown, Words, range};

const HEIGHT: f64 = 300.0;
const DASHES: [&str; 2] = ["6 4", "2 3"];

/// Limits by size of group.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// Which (`95 %`).
    pub name: String,
    /// Size, lower and upper limit, from the smallest size.
    pub at: Vec<(f64, f64, f64)>,
}

/// A group.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Its size.
    pub size: u32,
    /// Its value.
    pub value: Shown,
    /// True where it lies outside of the widest limits: it is named in the picture.
    pub outside: bool,
}

/// A funnel.
#[derive(Clone, Debug, PartialEq)]
pub struct Funnel {
    /// Its words; the axis runs upwards.
    pub words: Words,
    /// What sizes are of.
    pub size_axis: String,
    /// Headings of the table: name, size, value.
    pub heads: [String; 3],
    /// The mean of all.
    pub centre: Shown,
    /// Limits, the narrowest first.
    pub limits: Vec<Limits>,
    /// Groups.
    pub places: Vec<Place>,
}

impl Funnel {
    /// Draws it.
    pub fn draw(&self) -> Figure {
        let mut drawing = Drawing::new(&self.words);
        drawing.text((EDGE, drawing.top), Anchor::Start, &self.words.axis);
        drawing.top += LINE * 1.5;
        let plot = self.plot(drawing.top);
        self.axes(&mut drawing, &plot);
        self.limit_lines(&mut drawing, &plot);
        for place in &self.places {
            let (x, y) = (plot.x(f64::from(place.size)), plot.y(place.value.value));
            let ink = colour(usize::from(place.outside));
            drawing.dot((x, y), 5.0, ink);
            if place.outside {
                let (anchor, x, room) = match x > (plot.left + plot.right) / 2.0 {
                    true => (Anchor::End, x - 9.0, x - plot.left),
                    false => (Anchor::Start, x + 9.0, plot.right - x),
                };
                let name = shortened(&place.name, TEXT, room - 12.0);
                drawing.label((x, y), anchor, &name, ink);
            }
        }
        drawing.top = plot.bottom + LINE * 2.4;
        drawing.text(
            ((plot.left + plot.right) / 2.0, drawing.top),
            Anchor::Middle,
            &self.size_axis,
        );
        drawing.top += LINE * 0.5;
        Figure {
            svg: drawing.finish(&self.words),
            table: self.table(),
        }
    }

    fn plot(&self, top: f64) -> Plot {
        let places = self.places.iter().map(|place| place.value.value);
        let ends = self
            .limits
            .iter()
            .flat_map(|limits| limits.at.iter().flat_map(|(_, low, high)| [*low, *high]));
        let (low, high) = range(places.chain(ends).chain([self.centre.value]));
        let sizes = self.places.iter().map(|place| f64::from(place.size));
        let most = sizes.fold(1.0, f64::max);
        let reach = (low - (high - low) * 0.03, high + (high - low) * 0.03);
        let texts: Vec<String> = ticks(reach)
            .into_iter()
            .map(|t| tick_text(t, &self.words))
            .collect();
        let names = self.limits.iter().map(|limits| limits.name.as_str());
        let beside = widest(names.chain([self.centre.text.as_str()]), TEXT);
        Plot {
            left: EDGE + widest(texts.iter().map(String::as_str), TEXT) + 8.0,
            right: WIDTH - EDGE - beside - 8.0,
            top,
            bottom: top + HEIGHT,
            most: most * 1.05,
            reach,
        }
    }

    fn axes(&self, drawing: &mut Drawing, plot: &Plot) {
        for tick in ticks(plot.reach) {
            let y = plot.y(tick);
            drawing.line((plot.left, y), (plot.right, y), GRID, 1.0);
            drawing.text(
                (plot.left - 8.0, y),
                Anchor::End,
                &tick_text(tick, &self.words),
            );
        }
        for tick in ticks((0.0, plot.most)) {
            let x = plot.x(tick);
            drawing.line((x, plot.bottom), (x, plot.bottom + 4.0), INK, 1.0);
            drawing.text(
                (x, plot.bottom + LINE),
                Anchor::Middle,
                &tick_text(tick, &self.words),
            );
        }
        drawing.line(
            (plot.left, plot.bottom),
            (plot.right, plot.bottom),
            INK,
            1.0,
        );
    }

    fn limit_lines(&self, drawing: &mut Drawing, plot: &Plot) {
        let centre = plot.y(self.centre.value);
        drawing.line((plot.left, centre), (plot.right, centre), INK, 1.5);
        drawing.text((plot.right + 8.0, centre), Anchor::Start, &self.centre.text);
        for (n, limits) in self.limits.iter().enumerate() {
            let dashes = DASHES[n % DASHES.len()];
            for upper in [true, false] {
                let height = |(size, low, high): &(f64, f64, f64)| {
                    (plot.x(*size), plot.y(if upper { *high } else { *low }))
                };
                let points: Vec<(f64, f64)> = limits.at.iter().map(height).collect();
                drawing.path(&points, INK, 1.2, dashes);
                if let Some((_, y)) = points.last().filter(|_| upper) {
                    // Names of limits that end close together stand one above the other.
                    let y = y.min(centre - LINE * (n + 1) as f64);
                    drawing.text((plot.right + 8.0, y), Anchor::Start, &limits.name);
                }
            }
        }
    }

    fn table(&self) -> ChartTable {
        let row = |place: &Place| {
            vec![
                place.name.clone(),
                place.size.to_string(),
                place.value.text.clone(),
            ]
        };
        ChartTable {
            caption: self.words.title.clone(),
            head: self.heads.to_vec(),
            rows: self.places.iter().map(row).collect(),
        }
    }
}

struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    most: f64,
    reach: (f64, f64),
}

impl Plot {
    fn x(&self, size: f64) -> f64 {
        self.left + (self.right - self.left) * (size / self.most).clamp(0.0, 1.0)
    }

    fn y(&self, value: f64) -> f64 {
        let (low, high) = self.reach;
        self.bottom - (self.bottom - self.top) * ((value - low) / (high - low)).clamp(0.0, 1.0)
    }
}
