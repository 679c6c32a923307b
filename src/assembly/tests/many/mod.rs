//! Several forms at once: near a target, for a cohort, around given items, from parts of a pool, and as
//! modules of a panel.

mod given;
mod on_the_fly;
mod panel;
mod parallel;
mod shadow;
mod split;

use super::*;
use crate::assembly::information::ItemParameters;
use crate::psychometrics::information::information;

/// Numbers in (0, 1) that are the same everywhere.
struct Chance(u64);

impl Chance {
    fn share(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as f64 + 0.5) / f64::from(1_u32 << 31)
    }

    fn below(&mut self, count: usize) -> usize {
        (self.share() * count as f64) as usize
    }
}

/// Items with parameters, two objectives, three levels, and some pairs of enemies.
fn calibrated(count: usize, seed: u64) -> Vec<Candidate> {
    let mut chance = Chance(seed);
    let one = |n: usize| {
        let (a, b) = (0.7 + chance.share(), 4.0 * chance.share() - 2.0);
        let level = Thinking::ALL[chance.below(Thinking::ALL.len())];
        let objective = ["5.1.1.1", "5.2.1.1"][chance.below(2)];
        with(&format!("q{n:04}"), |item| {
            item.objectives = vec![objective.to_owned()];
            item.thinking = Some(level);
            item.minutes = Some(Points::whole(1 + (n % 3) as i64));
            item.enemies = (n % 20 < 2)
                .then(|| format!("e{}", n / 20))
                .into_iter()
                .collect();
            item.parameters = vec![ItemParameters {
                scale: "s".to_owned(),
                model: "2pl".to_owned(),
                values: [("a".to_owned(), a), ("b".to_owned(), b)].into(),
                n: 500,
            }];
        })
    };
    (0..count).map(one).collect()
}

fn told(item: &Candidate, theta: f64) -> f64 {
    information("2pl", &item.parameters[0].values, 1.0, theta).unwrap()
}

const THETAS: [f64; 3] = [-1.0, 0.0, 1.0];

/// So many times what as many items tell in the mean, at each ability.
fn targets(items: &[Candidate], count: usize, times: f64) -> [f64; 3] {
    THETAS.map(|theta| {
        let all: f64 = items.iter().map(|item| told(item, theta)).sum();
        times * all * count as f64 / items.len() as f64
    })
}

/// The rows, with bounds of time and shares, and these targets.
fn with_targets(targets: [f64; 3], minutes: u32) -> Value {
    let points = THETAS.iter().zip(targets);
    let points: Vec<Value> = points
        .map(|(theta, target)| json!({"theta": theta, "target": target}))
        .collect();
    json!({
        "duration_min": minutes,
        "thinking_share": {"KU": [0.2, 0.5], "AP": [0.2, 0.5]},
        "constraints": {"information": {"scale": "s", "points": points}}
    })
}

/// Two rows by objective.
fn two_rows(each: u32) -> Value {
    json!([
        {"id": "R1", "items": each, "points_each": 1, "objectives": ["5.1.1.1"]},
        {"id": "R2", "items": each, "points_each": 1, "objectives": ["5.2.1.1"]}
    ])
}

/// Greatest distance of a form from any target, as a share of the target.
fn farthest(codes: &[&str], items: &[Candidate], targets: [f64; 3]) -> f64 {
    let mine: Vec<&Candidate> = items
        .iter()
        .filter(|item| codes.contains(&item.code.as_str()))
        .collect();
    let apart = THETAS.iter().zip(targets).map(|(theta, target)| {
        let have: f64 = mine.iter().map(|item| told(item, *theta)).sum();
        (have - target).abs() / target
    });
    apart.fold(0.0, f64::max)
}
