//! Ten different searches, each many times over one connection: half of the answers come within p50,
//! ninety-five of a hundred within p95.

use std::time::Instant;

use crate::Bench;
use crate::http::Connection;
use crate::numbers::{ms, quantile};

const SECTION: &str = "searches";

/// What is searched for and how that is asked. Words stand in Kazakh, Russian (the shipped tasks and,
/// spelt alike, the Bulgarian ones) and in Latin letters.
const SEARCHES: [(&str, &str); 9] = [
    ("Kazakh word: қандай", "q=қандай"),
    ("Russian word: отношение", "q=отношение"),
    ("common word: вода", "q=вода"),
    ("three letters inside words: the", "q=the"),
    ("letters inside words: ерги", "q=ерги"),
    ("two words: температура вода", "q=температура+вода"),
    (
        "by tags: subject, grade, type",
        "subject=physics&grade=12&type=MCQ",
    ),
    (
        "by tags and word: biology, клетки",
        "subject=biology&q=клетки",
    ),
    ("by language, a page of 200: bg", "language=bg&limit=200"),
];
/// The page that the tenth search asks for.
const FAR_PAGE: usize = 20;

/// Measures each search on its own.
pub fn measure(bench: &mut Bench<'_>) {
    let mut connection = bench.running.connect();
    let mut searches: Vec<(String, String)> = SEARCHES
        .iter()
        .map(|(name, query)| ((*name).to_owned(), address(query)))
        .collect();
    let far = far_page(&mut connection);
    searches.push((format!("page {FAR_PAGE} of all, by cursor"), far));
    for (name, path) in searches {
        one(bench, &mut connection, &name, &path);
    }
}

fn one(bench: &mut Bench<'_>, connection: &mut Connection, name: &str, path: &str) {
    let page = connection.get_json(path);
    let found = page["items"].as_array().map_or(0, Vec::len);
    let more = if page["next"].is_string() { "+" } else { "" };
    let times: Vec<f64> = (0..bench.options.rounds(100, 20))
        .map(|_| {
            let begun = Instant::now();
            connection.get(path);
            ms(begun.elapsed())
        })
        .collect();
    let figure = |share: &str| format!("{name} ({found}{more}), {share}");
    bench.add(SECTION, &figure("p50"), "ms", quantile(&times, 0.5));
    bench.add(SECTION, &figure("p95"), "ms", quantile(&times, 0.95));
}

fn far_page(connection: &mut Connection) -> String {
    let mut path = address("limit=100");
    for _ in 1..FAR_PAGE {
        let page = connection.get_json(&path);
        let Some(next) = page["next"].as_str() else {
            break;
        };
        path = address(&format!("limit=100&cursor={next}"));
    }
    path
}

/// The address of a search.
fn address(query: &str) -> String {
    format!("/api/v1/items?{}", escaped(query))
}

/// A query with its letters escaped.
pub fn escaped(query: &str) -> String {
    let byte = |byte: u8| match byte.is_ascii() {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    query.bytes().map(byte).collect()
}
