//! A form that cannot be: thirty single choices and fifty-two points contradict each other.

use synaq::assembly::explain::Explanation;
use synaq::assembly::generated::trial::{TrialBank, contradictory_request};
use synaq::assembly::request::Request;
use synaq::assembly::run::{Refusal, RefusalKind, assemble};

use crate::options::Options;
use crate::peers::Asked;
use crate::table::{Line, Table};
use crate::time::{Time, rounds};

const ROW: &str = "infeasible";

/// All of it: the refusal whole, beside what peers need to prove that there is no form; then its parts.
pub fn measure(options: &Options, table: &mut Table) {
    if !options.wants(ROW) {
        return;
    }
    let bank = TrialBank::draw(options.seed);
    let request = contradictory_request(&bank.pool(1));
    let (_, own) = refused(options, &request);
    let mut asked = Asked::of(&request);
    table.add(Line {
        size: asked.size(),
        peers: asked.peers(options, 0.0, options.patience()),
        remark: "peers: only that there is none".to_owned(),
        ..Line::alone(ROW, "no form of 994: proof and whole answer", own)
    });
    let mut relaxations = request.clone();
    relaxations.limits.max_conflict_solves = 0;
    part(
        options,
        table,
        ("words and relaxations", 0.2),
        &relaxations,
        |told| {
            let changes = told.relaxations.iter().map(|relaxation| {
                let changes = relaxation.changes.iter().map(|change| change.told());
                changes.collect::<Vec<_>>().join(", ")
            });
            changes.collect::<Vec<_>>().join(" | ")
        },
    );
    let mut minimal = request;
    minimal.limits.max_relaxation_solves = 0;
    part(options, table, ("minimal set", 1.0), &minimal, |told| {
        let conflict = told
            .conflict
            .as_ref()
            .expect("a set that contradicts itself");
        assert!(conflict.minimal, "{:?}", conflict.constraints);
        conflict.constraints.join(", ")
    });
}

/// The refusal with a part of the explanation alone.
fn part(
    options: &Options,
    table: &mut Table,
    (what, goal): (&str, f64),
    request: &Request,
    remark: impl Fn(&Explanation) -> String,
) {
    let (refusal, own) = refused(options, request);
    let told = refusal.explanation.expect("what cannot be is explained");
    table.add(Line {
        goal: Some(goal),
        remark: remark(&told),
        ..Line::alone(ROW, format!("no form of 994: {what}"), own)
    });
}

fn refused(options: &Options, request: &Request) -> (Refusal, Time) {
    let refused = || assemble(request).err();
    let (refusal, own) = rounds(options.rounds(), refused);
    let refusal = refusal.expect("a form where there can be none");
    assert_eq!(refusal.kind, RefusalKind::Infeasible);
    (refusal, own)
}
