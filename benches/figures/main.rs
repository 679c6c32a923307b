//! `make bench`: what the service does in which time, measured from outside, on both databases.
//!
//! The real program (release build) runs as a process on a fresh database; questions come in over the
//! API, searches, readings and assemblies go over HTTP on this machine, with the load generator beside
//! the service. Figures are medians and ratios; nothing is asserted but that the answers are right. A
//! section is a file; a new figure is a line there.

mod assembly;
mod bare;
mod facets;
mod ground;
mod http;
mod import;
mod item;
mod numbers;
#[path = "../../tests/harness/office.rs"]
#[allow(dead_code, reason = "what only the tests use of it")]
mod office;
mod options;
mod questions;
mod queues;
mod report;
mod searches;
mod similarity;
mod start;
mod workbook;

use ground::{Kind, Place, Running};
use options::Options;
use questions::Questions;
use report::Report;

/// One database being measured.
pub struct Bench<'a> {
    options: &'a Options,
    kind: Kind,
    place: &'a Place,
    running: &'a Running,
    report: &'a mut Report,
}

impl Bench<'_> {
    fn add(&mut self, section: &'static str, figure: &str, unit: &'static str, value: f64) {
        self.report.add(self.kind, section, figure, unit, value);
    }
}

fn main() {
    let mut words = std::env::args().skip_while(|word| word != bare::WORD);
    if words.next().is_some() {
        let url = words.next().expect("the address of a database follows");
        return bare::serve(&url);
    }
    let options = Options::read();
    let questions = Questions::of(&options);
    let mut report = Report::of(facts(&options, &questions));
    for kind in databases(&options, &mut report) {
        measure(&options, kind, &questions, &mut report);
    }
    report.print();
    if let Some(file) = &options.json {
        report.write(file);
    }
}

fn measure(options: &Options, kind: Kind, questions: &Questions, report: &mut Report) {
    let begun = std::time::Instant::now();
    let place = Place::fresh(kind, &options.program);
    let (running, _) = place.start();
    let mut bench = Bench {
        options,
        kind,
        place: &place,
        running: &running,
        report,
    };
    let told = |section: &str| {
        eprintln!(
            "bench: {kind:?}: {section}, {} s so far",
            begun.elapsed().as_secs()
        )
    };
    if options.wants("start") {
        told("start");
        start::measure(&mut bench);
        start::memory(&mut bench, "memory at rest, after the first start");
    }
    if options.sections != ["start"] && options.sections != ["assembly"] {
        told("import");
        import::measure(&mut bench, questions);
        if options.wants("start") {
            start::memory(&mut bench, "memory at rest, after the imports");
        }
    }
    if options.wants("searches") {
        told("searches");
        searches::measure(&mut bench);
    }
    if options.wants("facets") {
        told("facets");
        facets::measure(&mut bench, questions);
    }
    if options.wants("item") {
        told("item");
        item::measure(&mut bench);
    }
    if options.wants("similarity") {
        told("similarity");
        similarity::measure(&mut bench);
    }
    if options.wants("workbook") {
        told("workbook");
        workbook::measure(&mut bench);
    }
    if options.wants("queues") {
        told("queues");
        queues::measure(&mut bench);
    }
    if options.wants("assembly") {
        told("assembly");
        assembly::measure(&mut bench, questions);
    }
}

fn databases(options: &Options, report: &mut Report) -> Vec<Kind> {
    let mut kinds = vec![Kind::Sqlite, Kind::Postgres];
    match options.only.as_deref() {
        Some("sqlite") => kinds.retain(|kind| *kind == Kind::Sqlite),
        Some("postgres") => kinds.retain(|kind| *kind == Kind::Postgres),
        _ => {}
    }
    if kinds.contains(&Kind::Postgres) && !ground::has_postgres() {
        report
            .facts
            .push("no PostgreSQL here (SYNAQ_TEST_POSTGRES): `make bench` starts one".to_owned());
        kinds.retain(|kind| *kind == Kind::Sqlite);
    }
    kinds
}

fn facts(options: &Options, questions: &Questions) -> Vec<String> {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let build = if cfg!(debug_assertions) {
        "development build (use make bench)"
    } else {
        "release build"
    };
    let pace = if options.quick {
        "quick: order of magnitude only"
    } else {
        "medians unless it says otherwise"
    };
    vec![
        format!(
            "Synaq {}, {build}, {cores} processors shared with the load generator",
            env!("CARGO_PKG_VERSION")
        ),
        format!("{}; {pace}", questions.name),
    ]
}
