//! Growth: a line over the sittings, for one pupil, a class, or several skills. What is missing is a gap.

use super::drawing::{
    Anchor, Drawing, EDGE, GRID, INK, LINE, TEXT, WIDTH, colour, tick_text, ticks,
};
use super::measure::{shortened, widest, width};
use super::{ChartTable, Figure, Shown, Words};

const HEIGHT: f64 = 240.0;

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Whose.
    pub name: String,
    /// One value for each step; none where there is none.
    pub points: Vec<Option<Shown>>,
}

/// Values step by step.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// Its words; the axis runs upwards.
    pub words: Words,
    /// Heading of the steps in the table.
    pub step_head: String,
    /// Steps from the earliest.
    pub steps: Vec<String>,
    /// The axis.
    pub reach: (f64, f64),
    /// Lines.
    pub courses: Vec<Course>,
}

impl Growth {
    /// Draws it.
    pub fn draw(&self) -> Figure {
        let mut drawing = Drawing::new(&self.words);
        if self.courses.len() > 1 {
            drawing.legend(self.courses.iter().map(|course| course.name.as_str()));
        }
        drawing.text((EDGE, drawing.top), Anchor::Start, &self.words.axis);
        drawing.top += LINE * 1.5;
        let plot = self.plot(drawing.top);
        for tick in ticks(self.reach) {
            let y = plot.y(tick);
            drawing.line((plot.left, y), (plot.right, y), GRID, 1.0);
            drawing.text(
                (plot.left - 8.0, y),
                Anchor::End,
                &tick_text(tick, &self.words),
            );
        }
        drawing.line(
            (plot.left, plot.bottom),
            (plot.right, plot.bottom),
            INK,
            1.0,
        );
        let room = (plot.right - plot.left) / self.steps.len().max(1) as f64;
        for (n, step) in self.steps.iter().enumerate() {
            let step = shortened(step, TEXT, room - 4.0);
            drawing.text((plot.x(n), plot.bottom + LINE), Anchor::Middle, &step);
        }
        for (which, course) in self.courses.iter().enumerate() {
            self.course(&mut drawing, &plot, which, course);
        }
        for n in 0..self.steps.len() {
            self.values(&mut drawing, &plot, n);
        }
        drawing.top = plot.bottom + LINE * 1.6;
        Figure {
            svg: drawing.finish(&self.words),
            table: self.table(),
        }
    }

    fn plot(&self, top: f64) -> Plot {
        let texts: Vec<String> = ticks(self.reach)
            .into_iter()
            .map(|t| tick_text(t, &self.words))
            .collect();
        Plot {
            left: EDGE + widest(texts.iter().map(String::as_str), TEXT) + 8.0,
            right: WIDTH - EDGE,
            top,
            bottom: top + HEIGHT,
            steps: self.steps.len(),
            reach: self.reach,
        }
    }

    fn course(&self, drawing: &mut Drawing, plot: &Plot, which: usize, course: &Course) {
        let ink = colour(which);
        let place = |n: usize, shown: &Shown| (plot.x(n), plot.y(shown.value));
        let mut run = Vec::new();
        for (n, point) in course.points.iter().take(self.steps.len()).enumerate() {
            match point {
                Some(shown) => run.push(place(n, shown)),
                None => draw_run(drawing, &mut run, ink),
            }
        }
        draw_run(drawing, &mut run, ink);
    }

    /// Values beside their dots: of a step, the greatest above, the least below, others to the right.
    fn values(&self, drawing: &mut Drawing, plot: &Plot, n: usize) {
        let here = |(which, course): (usize, &Course)| {
            let shown = course.points.get(n)?.clone()?;
            Some((which, shown))
        };
        let mut points: Vec<(usize, Shown)> =
            self.courses.iter().enumerate().filter_map(here).collect();
        points.sort_by(|a, b| b.1.value.total_cmp(&a.1.value).then(a.0.cmp(&b.0)));
        let last = points.len().saturating_sub(1);
        for (rank, (which, shown)) in points.iter().enumerate() {
            let (x, y, ink) = (plot.x(n), plot.y(shown.value), colour(*which));
            drawing.dot((x, y), 5.0, ink);
            let half = width(&shown.text, TEXT) / 2.0;
            let middle = x.clamp(plot.left + half, (plot.right - half).max(plot.left + half));
            let (place, anchor) = match rank {
                0 => ((middle, y - 13.0), Anchor::Middle),
                rank if rank == last => ((middle, y + 13.0), Anchor::Middle),
                _ => ((x + 9.0, y), Anchor::Start),
            };
            drawing.label(place, anchor, &shown.text, ink);
        }
    }

    fn table(&self) -> ChartTable {
        let names = self.courses.iter().map(|course| course.name.clone());
        let row = |(n, step): (usize, &String)| {
            let value = |course: &Course| {
                let shown = course.points.get(n).and_then(Option::as_ref);
                shown.map_or("–".to_owned(), |shown| shown.text.clone())
            };
            std::iter::once(step.clone())
                .chain(self.courses.iter().map(value))
                .collect()
        };
        ChartTable {
            caption: self.words.title.clone(),
            head: std::iter::once(self.step_head.clone())
                .chain(names)
                .collect(),
            rows: self.steps.iter().enumerate().map(row).collect(),
        }
    }
}

fn draw_run(drawing: &mut Drawing, run: &mut Vec<(f64, f64)>, ink: &str) {
    if run.len() > 1 {
        drawing.path(run, ink, 2.5, "");
    }
    run.clear();
}

struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    steps: usize,
    reach: (f64, f64),
}

impl Plot {
    fn x(&self, step: usize) -> f64 {
        self.left + (self.right - self.left) * (step as f64 + 0.5) / self.steps.max(1) as f64
    }

    fn y(&self, value: f64) -> f64 {
        let (low, high) = self.reach;
        self.bottom - (self.bottom - self.top) * ((value - low) / (high - low)).clamp(0.0, 1.0)
    }
}
