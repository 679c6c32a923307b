//! Every kind of constraint, one by one: a request with nothing but it, in which it binds; the same
//! without it, which gives other forms; and one that is impossible because of it alone, with the exact
//! sentence that says so.

mod built_in;
mod rules;
mod sets_and_forms;

use super::*;
use crate::language::catalogue::{Locale, sentence};

/// What is tried of one kind.
struct Trial {
    kind: &'static str,
    /// The constraint and what a form is, nothing else.
    bound: Request,
    /// The same without the constraint (or, of what every form has, with another value of it).
    free: Request,
    /// What the constraint asks for.
    holds: fn(&Assembly) -> bool,
    /// The constraint asks for what is not there.
    impossible: Request,
    /// The same without the constraint.
    freed: Request,
    /// All that is said of the impossible.
    said: String,
}

const SEEDS: u64 = 12;

fn with_seed(request: &Request, seed: u64) -> Request {
    let mut request = request.clone();
    request.options.seed = seed;
    request
}

/// What is wrong with a trial, in words.
fn wrong(trial: &Trial) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut note = |what: String| wrong.push(format!("{}: {what}", trial.kind));
    for seed in 0..SEEDS {
        match assemble(&with_seed(&trial.bound, seed)) {
            Ok(assembly) if (trial.holds)(&assembly) => {}
            Ok(assembly) => note(format!("is broken by {:?}", codes(&assembly, 0))),
            Err(refusal) => note(format!("gives no form: {:?}", refusal.findings)),
        }
    }
    let others = (0..SEEDS).any(|seed| {
        let free = assemble(&with_seed(&trial.free, seed));
        !(trial.holds)(&free.unwrap_or_else(|refusal| panic!("{}: {refusal:#?}", trial.kind)))
    });
    if !others {
        note("changes nothing".to_owned());
    }
    match assemble(&trial.impossible) {
        Ok(_) => note("is possible".to_owned()),
        Err(refusal) => {
            let told = refusal.findings.iter().map(|f| sentence(Locale::En, f));
            let told = told.collect::<Vec<_>>().join("\n");
            if told != trial.said {
                note(format!("says\n{told}\nand not\n{}", trial.said));
            }
        }
    }
    if let Err(refusal) = assemble(&trial.freed) {
        note(format!(
            "is not what makes it impossible: {:?}",
            refusal.findings
        ));
    }
    wrong
}

/// Tries all; each of the kinds is among them.
fn try_all(trials: &[Trial], kinds: &[&str]) {
    let wrong: Vec<String> = trials.iter().flat_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for kind in kinds {
        let tried = trials.iter().any(|trial| trial.kind == *kind);
        assert!(tried, "{kind} is tried nowhere");
    }
}

fn conflict(named: &str) -> String {
    format!(
        "These constraints contradict each other with the present bank: {named}. Loosen one of them, or add items."
    )
}

fn no_order(named: &str) -> String {
    format!(
        "The items chosen for form A cannot be put into an order that keeps the rules {named}. Loosen one of them, give it a weight, or choose other items with another seed."
    )
}

/// Codes in their order.
fn in_order(assembly: &Assembly) -> Vec<&str> {
    let positions = assembly.forms[0].positions.iter();
    positions.map(|position| position.item.as_str()).collect()
}

/// How many codes begin so.
fn beginning(assembly: &Assembly, letter: &str) -> usize {
    let codes = in_order(assembly);
    codes.iter().filter(|code| code.starts_with(letter)).count()
}

/// Two requests of which the first has the constraint, twice.
fn of_two(
    kind: &'static str,
    [bound, free]: [Request; 2],
    holds: fn(&Assembly) -> bool,
    [impossible, freed]: [Request; 2],
    said: &str,
) -> Trial {
    Trial {
        kind,
        bound,
        free,
        holds,
        impossible,
        freed,
        said: said.to_owned(),
    }
}

/// `a`, `b`, … each changed by its number.
fn numbered(count: u32, change: impl Fn(u32, &mut Candidate)) -> Vec<Candidate> {
    let code = |n: u32| char::from_u32('a' as u32 + n).unwrap().to_string();
    (0..count)
        .map(|n| with(&code(n), |item| change(n, item)))
        .collect()
}

fn is(assembly: &Assembly, expected: &[&str]) -> bool {
    codes(assembly, 0) == expected
}
