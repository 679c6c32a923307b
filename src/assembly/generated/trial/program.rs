//! Programs of forms from the trial banks.

use crate::assembly::program::{Group, Program, RowId, Variable, VariableId};

use super::bank::{TOPIC_SHARES, TrialBank, TrialItem};
use super::passages::{GENRES, Passages};

/// Abilities at which a form is to tell much.
pub const ABILITIES: [f64; 3] = [-1.0, 0.0, 1.0];
/// Weights of the abilities: information at each is at least weight × the objective.
pub const WEIGHTS: [f64; 3] = [1.0, 1.15, 1.0];

pub(super) const ITEMS: f64 = 40.0;
/// Fewest and most items by type.
pub(super) const TYPES: [[f64; 2]; 4] = [[18.0, 24.0], [6.0, 10.0], [4.0, 8.0], [3.0, 6.0]];
/// Fewest and most items by thinking level.
pub(super) const LEVELS: [[f64; 2]; 3] = [[12.0, 16.0], [14.0, 18.0], [8.0, 12.0]];

/// A form of 40 from one pool, the least weighted information as great as can be.
pub fn from_pool(items: &[&TrialItem]) -> Program {
    let mut form = Form::new(items, 0);
    form.content(true);
    form.least_information();
    form.program
}

/// A form of 40 from the whole bank, with rules for subjects and bands beside.
pub fn from_whole_bank(bank: &TrialBank) -> Program {
    let items: Vec<&TrialItem> = bank.items.iter().collect();
    let mut form = Form::new(&items, 0);
    form.content(true);
    form.subjects();
    form.least_information();
    form.program
}

/// Information that forms with targets are asked for: 1.25 times what as many items of the pool tell in
/// the mean.
pub fn targets(items: &[&TrialItem]) -> [f64; 3] {
    ABILITIES.map(|theta| {
        let all: f64 = items.iter().map(|item| item.information(theta)).sum();
        1.25 * ITEMS * all / items.len() as f64
    })
}

/// Forms of 40 from one pool without a common item, each as near to its [`targets`] as can be. The largest deviation of all is minimised.
pub fn parallel_forms(items: &[&TrialItem], forms: usize) -> Program {
    let mut all = Program::default();
    let deviation = all.variable(Variable {
        id: VariableId::Deviation { form: 0 },
        lower: 0.0,
        upper: 1_000.0,
        integer: false,
        cost: 1.0,
    });
    for number in 0..forms {
        let mut form = Form::new(items, number);
        form.content(false);
        let first = all.variables.len();
        all.variables.extend(form.program.variables);
        for mut row in form.program.rows {
            for (variable, _) in &mut row.terms {
                *variable += first;
            }
            all.rows.push(row);
        }
        for (theta, target) in ABILITIES.into_iter().zip(targets(items)) {
            all.scale = all.scale.max(target);
            let terms = items.iter().enumerate();
            let terms = terms.map(|(index, item)| (first + index, item.information(theta)));
            let terms: Vec<(usize, f64)> = terms.collect();
            for (sign, lower, upper) in [
                (-1.0, f64::NEG_INFINITY, target),
                (1.0, target, f64::INFINITY),
            ] {
                let mut terms = terms.clone();
                terms.push((deviation, sign));
                all.row(RowId::Definition, lower, upper, terms);
            }
        }
    }
    for index in 0..items.len() {
        let terms = (0..forms).map(|form| (1 + form * items.len() + index, 1.0));
        all.row(RowId::Rule(Group::Uses), 0.0, 1.0, terms.collect());
    }
    all
}

/// 30 items from 4–6 passages, the least weighted information as great as can be.
pub fn from_passages(trial: &Passages) -> Program {
    let items: Vec<&TrialItem> = trial.passages.iter().flat_map(|p| &p.items).collect();
    let mut form = Form::new(&items, 0);
    form.rule("items", [30.0, 30.0], |_| 1.0);
    for (level, name) in LEVEL_NAMES.iter().enumerate() {
        form.rule(name, [8.0, 12.0], |item| one(item.level == level));
    }
    for (kind, name) in TYPE_NAMES.iter().enumerate() {
        form.rule(name, [5.0, 11.0], |item| one(item.item_type == kind));
    }
    form.rule("seconds", [2_400.0, 3_000.0], |item| {
        f64::from(item.seconds)
    });
    form.enemies(trial.enemy_groups);
    passage_rules(&mut form.program, trial);
    form.least_information();
    form.program
}

/// Which passages, how many of each genre, how many items of each, and no items without theirs.
fn passage_rules(program: &mut Program, trial: &Passages) {
    let first = program.variables.len();
    let rule = |name: String| RowId::Rule(Group::StimulusCount(name));
    for stimulus in 0..trial.passages.len() {
        program.variable(Variable {
            id: VariableId::Stimulus {
                stimulus,
                scope: 0,
                form: 0,
            },
            lower: 0.0,
            upper: 1.0,
            integer: true,
            cost: 0.0,
        });
    }
    let all = || (first..).zip(&trial.passages);
    let sum = |of: &dyn Fn(&super::Passage) -> f64| -> Vec<(usize, f64)> {
        let term = |(variable, passage)| (variable, of(passage));
        all().map(term).filter(|term| term.1 != 0.0).collect()
    };
    program.row(rule("passages".to_owned()), 4.0, 6.0, sum(&|_| 1.0));
    let words = sum(&|passage| f64::from(passage.words));
    program.row(rule("words".to_owned()), 1_500.0, 2_800.0, words);
    for genre in 0..GENRES {
        let terms = sum(&|passage| one(passage.genre == genre));
        program.row(rule(format!("genre-{genre}")), 1.0, 2.0, terms);
    }
    for group in 0..trial.passages.len() / 20 {
        let terms = sum(&|passage| one(passage.enemies == Some(group)));
        let name = format!("enemy-passages-{group}");
        program.row(RowId::Rule(Group::Enemies(name)), 0.0, 1.0, terms);
    }
    let mut item = 0;
    for (passage, facts) in all() {
        let items = item..item + facts.items.len();
        item = items.end;
        for (limit, lower, upper) in [(-4.0, 0.0, f64::INFINITY), (-7.0, f64::NEG_INFINITY, 0.0)] {
            let mut terms: Vec<(usize, f64)> = items.clone().map(|item| (item, 1.0)).collect();
            terms.push((passage, limit));
            let group = Group::StimulusItems(format!("{}", passage - first));
            program.row(RowId::Rule(group), lower, upper, terms);
        }
        for item in items {
            let terms = vec![(item, 1.0), (passage, -1.0)];
            program.row(RowId::Definition, f64::NEG_INFINITY, 0.0, terms);
        }
    }
}

/// The same bounds for a bank of another size: only the number of items of a form is kept.
pub fn resized(seed: u64, items: usize) -> TrialBank {
    TrialBank::with_sizes(seed, &[items / 24; 24])
}

const LEVEL_NAMES: [&str; 3] = ["level-1", "level-2", "level-3"];
const TYPE_NAMES: [&str; 4] = ["single", "multiple", "matching", "short"];

fn one(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

struct Form<'a> {
    items: &'a [&'a TrialItem],
    program: Program,
}

impl<'a> Form<'a> {
    fn new(items: &'a [&'a TrialItem], form: usize) -> Self {
        let mut program = Program::default();
        for candidate in 0..items.len() {
            program.variable(Variable {
                id: VariableId::Choose {
                    candidate,
                    row: 0,
                    form,
                },
                lower: 0.0,
                upper: 1.0,
                integer: true,
                cost: 0.0,
            });
        }
        Self { items, program }
    }

    fn rule(
        &mut self,
        name: &str,
        [lower, upper]: [f64; 2],
        coefficient: impl Fn(&TrialItem) -> f64,
    ) {
        let terms = self.items.iter().enumerate();
        let terms = terms.map(|(index, item)| (index, coefficient(item)));
        let terms = terms.filter(|term| term.1 != 0.0).collect();
        let group = RowId::Rule(Group::Row(name.to_owned()));
        self.program.row(group, lower, upper, terms);
    }

    /// `whole` adds key positions and subtopics.
    fn content(&mut self, whole: bool) {
        self.rule("items", [ITEMS, ITEMS], |_| 1.0);
        for (topic, share) in TOPIC_SHARES.iter().enumerate() {
            let middle = (share * ITEMS).round();
            let name = format!("topic-{}", topic + 1);
            let bounds = [middle - 1.0, middle + 1.0];
            self.rule(&name, bounds, |item| one(item.topic == topic));
        }
        for (kind, bounds) in TYPES.into_iter().enumerate() {
            self.rule(TYPE_NAMES[kind], bounds, |item| one(item.item_type == kind));
        }
        for (level, bounds) in LEVELS.into_iter().enumerate() {
            self.rule(LEVEL_NAMES[level], bounds, |item| one(item.level == level));
        }
        self.rule("points", [52.0, 54.0], |item| f64::from(item.points));
        self.rule("seconds", [3_000.0, 3_600.0], |item| {
            f64::from(item.seconds)
        });
        // Mean difficulty from −0.2 to 0.3.
        let sums = [-0.2 * ITEMS, 0.3 * ITEMS];
        self.rule("difficulty", sums, |item| item.parameters[1]);
        if whole {
            for key in 0..5 {
                let name = format!("key-{}", key + 1);
                self.rule(&name, [5.0, 11.0], |item| one(item.key == key));
            }
            for topic in 0..TOPIC_SHARES.len() {
                let first = |item: &TrialItem| one(item.topic == topic && item.subtopic == 0);
                self.rule(&format!("subtopic-{}-1", topic + 1), [0.0, 4.0], first);
            }
        }
        let groups = self.items.iter().filter_map(|item| item.enemies).max();
        self.enemies(groups.map_or(0, |last| last + 1));
    }

    /// At most one item of each group that has several here.
    fn enemies(&mut self, groups: usize) {
        let mut members = vec![Vec::new(); groups];
        for (index, item) in self.items.iter().enumerate() {
            if let Some(group) = item.enemies {
                members[group].push((index, 1.0));
            }
        }
        for (group, terms) in members.into_iter().enumerate() {
            if terms.len() > 1 {
                let id = RowId::Rule(Group::Enemies(group.to_string()));
                self.program.row(id, 0.0, 1.0, terms);
            }
        }
    }

    /// Subjects 2–5 items each, with at most 2 of the highest level and 3 that are not single
    /// choice; bands 16–24.
    fn subjects(&mut self) {
        for subject in 0..12 {
            let number = subject + 1;
            let here = |item: &TrialItem| item.subject == subject;
            self.rule(&format!("subject-{number}"), [2.0, 5.0], |item| {
                one(here(item))
            });
            let name = format!("subject-{number}-level-3");
            self.rule(&name, [0.0, 2.0], |item| one(here(item) && item.level == 2));
            let name = format!("subject-{number}-not-single");
            self.rule(&name, [0.0, 3.0], |item| {
                one(here(item) && item.item_type != 0)
            });
        }
        for band in 0..2 {
            let name = format!("band-{}", band + 1);
            self.rule(&name, [16.0, 24.0], |item| one(item.band == band));
        }
    }

    fn least_information(&mut self) {
        let at = |theta: f64| self.items.iter().map(move |item| item.information(theta));
        let most = at(0.0).sum::<f64>().max(1.0);
        let least = self.program.variable(Variable {
            id: VariableId::Deviation { form: 0 },
            lower: 0.0,
            upper: most,
            integer: false,
            cost: -1.0,
        });
        for (theta, weight) in ABILITIES.into_iter().zip(WEIGHTS) {
            let terms = self.items.iter().enumerate();
            let terms = terms.map(|(index, item)| (index, item.information(theta)));
            let mut terms: Vec<(usize, f64)> = terms.collect();
            terms.push((least, -weight));
            let id = RowId::Rule(Group::Information(theta.to_string()));
            self.program.row(id, 0.0, f64::INFINITY, terms);
        }
    }
}
