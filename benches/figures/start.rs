//! How long until the service answers, and what memory it holds while nobody asks.

use crate::Bench;
use crate::ground::Place;
use crate::numbers::{median, ms};

const SECTION: &str = "start";

/// First starts on empty databases, then starts that find their data.
pub fn measure(bench: &mut Bench<'_>) {
    let rounds = bench.options.rounds(5, 1);
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let place = Place::fresh(bench.kind, &bench.options.program);
        let (running, time) = place.start();
        first.push(ms(time));
        drop(running);
        let (_running, time) = place.start();
        second.push(ms(time));
    }
    bench.add(
        SECTION,
        "first start: schema, library, to the first 200 of /ready",
        "ms",
        median(&first),
    );
    bench.add(
        SECTION,
        "later start, to the first 200 of /ready",
        "ms",
        median(&second),
    );
}

/// Memory after a pause.
pub fn memory(bench: &mut Bench<'_>, figure: &str) {
    std::thread::sleep(bench.options.idle());
    if let Some(mib) = bench.running.memory_mib() {
        bench.add(SECTION, figure, "MiB", mib);
    }
}
