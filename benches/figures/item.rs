//! Reading one item, beside a bare handler that runs the same single SELECT: what the service adds
//! (identity, visibility, view, entity tag, request log) is the ratio.

use std::time::Duration;

use crate::Bench;
use crate::bare::Bare;
use crate::http::requests_per_second;
use crate::numbers::median;

const SECTION: &str = "item";
/// Different items that are asked for in turn.
const ITEMS: usize = 1000;

/// Rounds of the service and of the bare handler take turns, so that both meet the same machine.
pub fn measure(bench: &mut Bench<'_>) {
    let ids = ids(bench);
    let service: Vec<String> = ids.iter().map(|id| format!("/api/v1/items/{id}")).collect();
    let bare_paths: Vec<String> = ids.iter().map(|id| format!("/{id}")).collect();
    let bare = Bare::start(&bench.place.url);
    let (address, key) = (&bench.running.address, &bench.running.key);
    let time = Duration::from_millis(if bench.options.quick { 500 } else { 2000 });
    for connections in [1, 8] {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for round in 0..=bench.options.rounds(7, 3) {
            let service = requests_per_second(address, key, &service, connections, time);
            let bare = requests_per_second(&bare.address, "", &bare_paths, connections, time);
            // The first round fills caches and pools.
            if round > 0 {
                ours.push(service);
                theirs.push(bare);
            }
        }
        let (ours, theirs) = (median(&ours), median(&theirs));
        let figure = |what: &str| match connections {
            1 => format!("1 connection: {what}"),
            n => format!("{n} connections: {what}"),
        };
        bench.add(SECTION, &figure("requests a second"), "/s", ours);
        bench.add(SECTION, &figure("bare handler, same SELECT"), "/s", theirs);
        bench.add(
            SECTION,
            &figure("the service's share of the bare handler"),
            "",
            ours / theirs,
        );
    }
}

fn ids(bench: &Bench<'_>) -> Vec<String> {
    let mut connection = bench.running.connect();
    let mut ids = Vec::new();
    let mut cursor = String::new();
    while ids.len() < ITEMS {
        let page = connection.get_json(&format!("/api/v1/items?limit=200{cursor}"));
        let items = page["items"].as_array().expect("a page has items");
        ids.extend(
            items
                .iter()
                .filter_map(|item| item["id"].as_str())
                .map(str::to_owned),
        );
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    ids
}
