//! A month of the bank, from its first gap to the open collection, as three centres with twenty
//! developers and six reviewers live it; what the reports say at its end is printed.

mod changing;
mod counting;
mod opening;
mod people;
mod planning;
mod reviewing;
mod tasks;
mod writing;

use std::io::Write as _;
use std::time::Instant;

use self::people::{Bank, HOME};
use self::planning::{ALL, gap};
use self::tasks::{PHYSICS, SCIENCE, SUBJECTS};

/// What the month tells at its end.
#[derive(Default)]
pub struct Told(String);

impl Told {
    /// Another line.
    pub fn line(&mut self, line: String) {
        self.0.push_str(&line);
        self.0.push('\n');
    }
}

/// From the gap report of a subject to tasks in use; gives their ids.
fn fill(bank: &Bank, subject: usize, told: &mut Told) -> Vec<String> {
    let begun = Instant::now();
    let given = planning::assign(bank, subject);
    let ids = writing::write(bank, subject, told);
    let in_review = (gap(bank, subject, "in_review"), gap(bank, subject, "live"));
    let counted = tasks::counted(subject);
    assert_eq!(in_review, (counted, 0));
    writing::copy_is_refused(bank, subject);
    writing::careless_is_refused(bank, subject);
    match HOME[subject] {
        2 => reviewing::review_by_stages(bank, subject, &ids),
        _ => reviewing::review(bank, subject, &ids),
    }
    assert_eq!(
        (gap(bank, subject, "live"), gap(bank, subject, "missing")),
        (counted, ALL - counted)
    );
    planning::finish(bank, subject, &given);
    let translated = changing::translate(bank, subject, &ids);
    told.line(format!(
        "{}: {ALL} missing, {} assignments, {} tasks in use, {translated} in English, {} missing ({:.1} s)",
        SUBJECTS[subject].code, given.len(), ids.len(), ALL - counted, begun.elapsed().as_secs_f32()
    ));
    ids
}

fn play(backend: crate::harness::Backend) -> Told {
    let bank = Bank::open(backend);
    let mut told = Told::default();
    planning::choose_policies(&bank);
    let all = 0..SUBJECTS.len();
    let tasks: Vec<Vec<String>> = all
        .clone()
        .map(|subject| fill(&bank, subject, &mut told))
        .collect();
    changing::change(&bank, SCIENCE, &tasks[SCIENCE], &mut told);
    for subject in all {
        counting::compare(&bank, subject, &mut told);
    }
    counting::states(&bank, &mut told);
    counting::reconcile(&bank, &tasks, &mut told);
    opening::promote(&bank, &tasks[PHYSICS], &mut told);
    opening::share_and_assemble(&bank, &tasks[SCIENCE], &tasks[PHYSICS], &mut told);
    told
}

on_both! {
    fn three_centres_fill_their_banks_and_everything_is_told_at_the_end(backend) {
        let told = play(backend);
        // Past the test's own capture: the reports are meant to be read in every run.
        let _ = writeln!(std::io::stderr(), "A month of the bank on {backend:?}\n{}", told.0);
    }
}
