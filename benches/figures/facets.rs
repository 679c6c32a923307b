//! What a page of a catalogue asks for: a page of the list and the counts beside it, over the questions and
//! over a generated bank of a quarter of a million.

use std::time::Instant;

use crate::Bench;
use crate::ground::{Place, Running};
use crate::import::import;
use crate::numbers::{ms, quantile};
use crate::questions::Questions;
use crate::searches::escaped;

const SECTION: &str = "facets";

/// Items of the large bank, and of the one that a quick run takes for it.
const LARGE: usize = 250_000;
const QUICK: usize = 10_000;

/// What is asked for, and how. Words stand in Cyrillic letters, which addresses escape.
const SEARCHES: [(&str, &str); 6] = [
    ("all, by code from the end", "sort=code&descending=true"),
    ("all, by points from the end", "sort=points&descending=true"),
    (
        "subject and grade, by title from the end",
        "subject=physics&grade=12&sort=title&descending=true",
    ),
    (
        "subject, type, language",
        "subject=biology&type=MCQ&language=bg",
    ),
    ("subject and word", "subject=biology&q=клетки"),
    ("common word: вода", "q=вода"),
];

/// Measures the bank that the other sections use, then a large one of its own.
pub fn measure(bench: &mut Bench<'_>, questions: &Questions) {
    let running = bench.running;
    over(bench, running, questions.len());
    let place = Place::fresh(bench.kind, &bench.options.program);
    let (running, _) = place.start();
    let large = Questions::generated(bench.options.rounds(LARGE, QUICK), "generated");
    let (time, created) = import(&running, &large, "created");
    let records = large.len();
    bench.add(
        SECTION,
        &format!("{records} records: items made"),
        "",
        created as f64,
    );
    bench.add(
        SECTION,
        &format!("{records} records: import, records a second"),
        "/s",
        records as f64 / time.as_secs_f64(),
    );
    over(bench, &running, large.len());
}

fn over(bench: &mut Bench<'_>, running: &Running, records: usize) {
    let mut connection = running.connect();
    let begun = Instant::now();
    connection.get("/api/v1/items/facets");
    let first = ms(begun.elapsed());
    bench.add(
        SECTION,
        &format!("{records} records: counts of all, once"),
        "ms",
        first,
    );
    for (name, query) in SEARCHES {
        let query = escaped(query);
        let (list, counts) = (
            format!("/api/v1/items?{query}"),
            format!("/api/v1/items/facets?{query}"),
        );
        let times: Vec<f64> = (0..bench.options.rounds(60, 10))
            .map(|_| {
                let begun = Instant::now();
                connection.get(&list);
                connection.get(&counts);
                ms(begun.elapsed())
            })
            .collect();
        for (share, value) in [("p50", 0.5), ("p95", 0.95)] {
            let figure = format!("{records}: {name}, {share}");
            bench.add(SECTION, &figure, "ms", quantile(&times, value));
        }
    }
}
