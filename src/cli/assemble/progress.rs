//! What a person sees while an assembly goes on: on a terminal one line that is written over and is gone
//! at the end; elsewhere, when asked for, a line for every stage.

use std::io::{IsTerminal, Stderr, Write, stderr};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use clap::ValueEnum;

use super::told::number;
use crate::assembly::progress::{News, Stage, Watch};

/// Who sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Progress {
    /// A person at a terminal
    #[default]
    Auto,
    /// Whoever reads standard error
    Always,
    /// Nobody
    Never,
}

/// How often the line on a terminal is written anew while nothing is heard.
const EVERY: Duration = Duration::from_millis(200);
/// A line on a terminal is no wider.
const WIDEST: usize = 79;

/// Does the work; what it tells is shown on standard error.
pub(super) fn shown<T>(progress: Progress, work: impl FnOnce(Watch<'_>) -> T) -> T {
    let terminal = stderr().is_terminal();
    match progress {
        Progress::Auto if terminal => {}
        Progress::Always => {}
        Progress::Auto | Progress::Never => return work(&|_| {}),
    }
    let started = Instant::now();
    let seconds = || started.elapsed().as_secs_f64();
    let line = Mutex::new(Line::of(stderr(), terminal));
    let (done, is_done) = channel::<()>();
    let answer = std::thread::scope(|scope| {
        let line = &line;
        scope.spawn(move || {
            while is_done.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                held(line).again(seconds());
            }
        });
        let answer = work(&|news| held(line).hear(news, seconds()));
        drop(done);
        answer
    });
    held(&line).end();
    answer
}

/// What is shown is a line of text: it makes sense whoever broke down while writing it.
fn held(line: &Mutex<Line<Stderr>>) -> MutexGuard<'_, Line<Stderr>> {
    line.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The line, and where it goes.
struct Line<W: Write> {
    out: W,
    /// True where it is written over.
    over: bool,
    known: Known,
    begun: bool,
}

impl<W: Write> Line<W> {
    fn of(out: W, over: bool) -> Self {
        Self {
            out,
            over,
            known: Known::default(),
            begun: false,
        }
    }

    /// A new stage is shown at once; the rest when the line is written anew.
    fn hear(&mut self, news: News, seconds: f64) {
        if self.known.hear(news) {
            self.show(seconds);
        }
    }

    /// The same line at a later time; lines that stay are not told twice.
    fn again(&mut self, seconds: f64) {
        if self.over && self.begun {
            self.show(seconds);
        }
    }

    fn show(&mut self, seconds: f64) {
        self.begun = true;
        let told = format!("{seconds:.1} s: {}", self.known.told());
        // Nobody may be there to read it, which is no reason to stop.
        let _unread = match self.over {
            true => {
                let told: String = told.chars().take(WIDEST).collect();
                write!(self.out, "\r{told}\u{1b}[K")
            }
            false => writeln!(self.out, "{told}"),
        };
        let _unread = self.out.flush();
    }

    fn end(&mut self) {
        if self.over && self.begun {
            let _unread = write!(self.out, "\r\u{1b}[K");
            let _unread = self.out.flush();
        }
    }
}

/// What is known so far.
#[derive(Default)]
struct Known {
    stage: Option<Stage>,
    /// True once it is clear that there are no forms: what is solved from then on explains it.
    explaining: bool,
    /// Forms that stand, and how many are wanted.
    forms: Option<(usize, usize)>,
    /// The objective whose turn it is, and of how many.
    objective: Option<(usize, usize)>,
    maximised: bool,
    /// Cost of the best solution, what no solution costs less than, and the gap between them.
    solve: Option<(Option<f64>, f64, Option<f64>)>,
}

impl Known {
    /// True for what is worth a line at once.
    fn hear(&mut self, news: News) -> bool {
        match news {
            News::Stage(stage) => {
                self.explaining |= stage == Stage::Explaining;
                if stage == Stage::Building {
                    (self.solve, self.objective, self.maximised) = (None, None, false);
                }
                let is_new = self.stage != Some(stage);
                self.stage = Some(stage);
                return is_new && (!self.explaining || stage == Stage::Explaining);
            }
            News::Forms { done, of } => self.forms = Some((done, of)),
            News::Objective {
                number,
                of,
                maximised,
            } => {
                (self.solve, self.maximised) = (None, maximised);
                self.objective = Some((number, of));
            }
            News::Known { best, bound, gap } => self.solve = Some((best, bound, gap)),
        }
        false
    }

    /// In words, the most telling first.
    fn told(&self) -> String {
        let stage = match self.explaining {
            true => Some(Stage::Explaining),
            false => self.stage,
        };
        let mut parts = vec![stage.map_or("beginning", words).to_owned()];
        if self.explaining {
            return parts.remove(0);
        }
        if let Some((done, of)) = self.forms.filter(|(_, of)| *of > 1) {
            parts.push(format!("{done} of {of} forms"));
        }
        if let Some((number, of)) = self.objective.filter(|(_, of)| *of > 1) {
            parts.push(format!("objective {number} of {of}"));
        }
        if let Some((best, bound, gap)) = self.solve {
            let told = |cost: f64| number(if self.maximised { -cost } else { cost } + 0.0);
            let best = best.map(|best| format!("best {}", told(best)));
            let bound = Some(bound).filter(|bound| bound.is_finite());
            let bound = bound.map(|bound| format!("bound {}", told(bound)));
            let gap = gap.map(|gap| format!("gap {:.3} %", gap * 100.0));
            parts.extend([best, bound, gap].into_iter().flatten());
        }
        parts.join(", ")
    }
}

fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "reading the rules",
        Stage::Fitting => "fitting items to rows",
        Stage::Counting => "counting",
        Stage::Building => "building the program",
        Stage::Relaxing => "solving the relaxation",
        Stage::Searching => "searching",
        Stage::Exchanging => "exchanging items",
        Stage::Solving => "solving with HiGHS",
        Stage::Recounting => "recounting every constraint",
        Stage::Sealing => "hashing the candidates",
        Stage::Explaining => "explaining why there are no forms",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(stage: Stage) -> News {
        News::Stage(stage)
    }

    fn known(best: Option<f64>, bound: f64, gap: Option<f64>) -> News {
        News::Known { best, bound, gap }
    }

    fn heard(over: bool, news: &[News]) -> Line<Vec<u8>> {
        let mut line = Line::of(Vec::new(), over);
        for (number, &news) in news.iter().enumerate() {
            line.hear(news, number as f64 / 2.0);
        }
        line
    }

    fn text(line: &Line<Vec<u8>>) -> &str {
        std::str::from_utf8(&line.out).unwrap()
    }

    const MAXIMISED: News = News::Objective {
        number: 2,
        of: 3,
        maximised: true,
    };

    #[test]
    fn on_a_terminal_one_line_is_written_over_with_what_is_known_and_is_gone_at_the_end() {
        let news = [
            stage(Stage::Reading),
            News::Forms { done: 1, of: 4 },
            stage(Stage::Building),
            MAXIMISED,
            stage(Stage::Searching),
            known(None, -16.5, None),
        ];
        let mut line = heard(true, &news);
        let clear = "\u{1b}[K";
        let begun = format!(
            "\r0.0 s: reading the rules{clear}\r1.0 s: building the program, 1 of 4 forms{clear}\
             \r2.0 s: searching, 1 of 4 forms, objective 2 of 3{clear}"
        );
        assert_eq!(text(&line), begun);
        line.again(2.7);
        let bound = "\r2.7 s: searching, 1 of 4 forms, objective 2 of 3, bound 16.5";
        assert_eq!(text(&line), format!("{begun}{bound}{clear}"));
        line.out.clear();
        line.hear(known(Some(-16.434), -16.45, Some(0.00097)), 3.0);
        assert_eq!(text(&line), "", "a solution waits for the next writing");
        line.again(3.1);
        line.end();
        let all =
            "\r3.1 s: searching, 1 of 4 forms, objective 2 of 3, best 16.434, bound 16.45, gap";
        assert_eq!(all.chars().count(), WIDEST + 1);
        assert_eq!(text(&line), format!("{all}{clear}\r{clear}"));
    }

    #[test]
    fn elsewhere_every_stage_has_a_line_and_nothing_is_told_twice() {
        let news = [
            stage(Stage::Reading),
            stage(Stage::Reading),
            stage(Stage::Building),
            known(Some(3.0), 2.0, Some(0.25)),
            stage(Stage::Recounting),
        ];
        let mut line = heard(false, &news);
        line.again(9.0);
        line.end();
        let lines = [
            "0.0 s: reading the rules",
            "1.0 s: building the program",
            "2.0 s: recounting every constraint, best 3, bound 2, gap 25.000 %",
            "",
        ];
        assert_eq!(text(&line), lines.join("\n"));
    }

    #[test]
    fn what_is_solved_to_explain_is_not_taken_for_a_form_and_an_unknown_bound_is_not_told() {
        let news = [
            known(None, f64::NEG_INFINITY, None),
            stage(Stage::Searching),
            stage(Stage::Explaining),
            stage(Stage::Searching),
            known(Some(1.0), 1.0, Some(0.0)),
        ];
        let mut line = heard(true, &news);
        line.out.clear();
        line.again(3.0);
        let told = "\r3.0 s: explaining why there are no forms\u{1b}[K";
        assert_eq!(text(&line), told);
        let before = heard(false, &news[..2]);
        assert_eq!(text(&before), "0.5 s: searching\n");
    }

    #[test]
    fn a_new_program_begins_without_what_was_known_of_the_last_one() {
        let news = [
            MAXIMISED,
            known(Some(-5.0), -5.0, Some(0.0)),
            stage(Stage::Building),
        ];
        assert_eq!(text(&heard(false, &news)), "1.0 s: building the program\n");
    }

    #[test]
    fn nothing_is_cleared_where_nothing_was_shown() {
        let mut line = Line::of(Vec::new(), true);
        line.again(1.0);
        line.end();
        assert_eq!(text(&line), "");
    }
}
