//! A bank as large as a real one: how long, how near, and the same again.

use std::time::Instant;

use serde_json::json;

use super::*;

/// 24,139 one-point items over four topics; levels, keys, minutes, families and enemies vary.
fn bank() -> Vec<Candidate> {
    let one = |n: u32| {
        with(&format!("x{n:05}"), |item| {
            item.objectives = vec![format!("5.{}.1.{}", n % 4 + 1, n % 7 + 1)];
            item.thinking = Some(Thinking::ALL[(n / 4 % 3) as usize]);
            item.key_position = Some(n / 3 % 4 + 1);
            item.minutes = Some(Hundredths(i64::from(50 + n * 37 % 150)));
            item.family = n.is_multiple_of(50).then(|| format!("f{}", n / 100));
            item.enemies = if n % 35 < 2 {
                vec![format!("g{}", n / 35)]
            } else {
                Vec::new()
            };
            item.p = p(f64::from(n * 7919 % 1000) / 1000.0);
        })
    };
    (0..24_139).map(one).collect()
}

fn large_request(forms: u32, constraints: serde_json::Value) -> Request {
    let row = |n: u32| json!({"id": format!("R{n}"), "items": 10, "points_each": 1, "objectives_prefix": [format!("5.{n}")]});
    let mut constraints = constraints;
    constraints["parallel_forms"] = json!(forms);
    let more = json!({
        "constraints": constraints, "duration_min": 60,
        "thinking_share": {"KU": [0.3, 0.4], "AP": [0.3, 0.4], "HO": [0.2, 0.3]}
    });
    let mut request = request(json!([row(1), row(2), row(3), row(4)]), more, bank());
    request.limits = Limits::default();
    request
}

fn measured(name: &str, request: &Request) -> Assembly {
    let start = Instant::now();
    let assembly = form(request);
    let seconds = start.elapsed().as_secs_f64();
    let sizes: Vec<_> = assembly
        .solves
        .iter()
        .map(|s| (s.columns, s.rows, s.nodes, s.status, s.gap))
        .collect();
    println!(
        "{name}: {seconds:.2} s, status {:?}, gap {:.5}, {sizes:?}",
        assembly.status, assembly.gap
    );
    assembly
}

#[test]
fn forty_tasks_come_out_of_twenty_four_thousand_within_their_gap() {
    let keys = json!({"key_position_max_share": 0.4});
    for (name, forms) in [("random, one form", 1), ("random, two forms", 2)] {
        let assembly = measured(name, &large_request(forms, keys.clone()));
        assert!(assembly.gap <= 0.001 && assembly.reproducible);
        assert_eq!(
            (assembly.forms.len(), assembly.forms[0].positions.len()),
            (forms as usize, 40)
        );
    }
    let target = json!({"key_position_max_share": 0.4, "target_mean_p": 0.6});
    let assembly = measured("mean difficulty 0.6, two forms", &large_request(2, target));
    for form in &assembly.forms {
        assert!(
            (form.mean_p.unwrap() - 0.6).abs() < 1e-3,
            "{:?}",
            form.mean_p
        );
    }
}

#[test]
fn contradictions_in_a_smaller_bank_are_named() {
    let mut request = large_request(1, json!({"key_position_max_share": 0.4}));
    // Ways to give way are another test's subject: each takes a search of its own.
    request.candidates.truncate(400);
    request.limits.max_relaxation_solves = 0;
    request.document.duration_min = Some(Points::whole(19));
    let start = Instant::now();
    let finding = only_finding(&request);
    println!(
        "conflict in a bank of 400: {:.2} s",
        start.elapsed().as_secs_f64()
    );
    assert_eq!(finding.code, "constraints_conflict");
    assert_eq!(
        finding.args["constraints"],
        "row:R1, row:R2, row:R3, row:R4, minutes"
    );
}
