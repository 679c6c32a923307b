//! A mixed-integer program that knows no solver: variables, and linear rows that each have a name.

use std::collections::BTreeSet;

use crate::bank::phase::Phase;
use crate::bank::{Difficulty, Thinking};

/// What a variable stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VariableId {
    /// 1 when a candidate fills a place of a row in a form (all by index).
    Choose {
        /// Index into the pool.
        candidate: usize,
        /// Row index.
        row: usize,
        /// Form index.
        form: usize,
    },
    /// 1 when a stimulus is used in a scope (a section, or a row) of a form.
    Stimulus {
        /// Number of the stimulus in code order.
        stimulus: usize,
        /// Number of the scope.
        scope: usize,
        /// Form index.
        form: usize,
    },
    /// 1 when an item stands in both forms of a pair.
    Common {
        /// Index of the first version of the item in the pool.
        item: usize,
        /// First form.
        first: usize,
        /// Second form.
        second: usize,
    },
    /// 1 when a key position occurs more than once in a form.
    OftenKey {
        /// Key position from 1.
        position: u32,
        /// Form index.
        form: usize,
    },
    /// What an objective of the list is measured by: the least information, or a distance.
    Aim {
        /// Number of the objective.
        objective: usize,
        /// Number of the measure: objectives may have several.
        part: usize,
        /// Form index.
        form: usize,
    },
    /// How far a row gives way, where the cheapest way to give way is asked for.
    Violation {
        /// Index of the row.
        row: usize,
    },
    /// Distance of a form's mean difficulty from the target, or the greatest of its information.
    Deviation {
        /// Form index.
        form: usize,
    },
    /// How far a soft rule is broken.
    Slack {
        /// Number of the rule.
        rule: usize,
        /// Number of the value or stimulus it holds for.
        part: usize,
        /// True for too much, false for too little.
        above: bool,
        /// Form index.
        form: usize,
    },
    /// At least 1 where anything of a rule's condition stands.
    Any {
        /// Number of the rule.
        rule: usize,
        /// Number of the value it holds for.
        part: usize,
        /// Form index.
        form: usize,
    },
}

/// A variable with its bounds and its cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Variable {
    /// What it stands for.
    pub id: VariableId,
    /// Lower bound.
    pub lower: f64,
    /// Upper bound, finite.
    pub upper: f64,
    /// True when only whole values are allowed.
    pub integer: bool,
    /// Coefficient of the objective, which is minimised.
    pub cost: f64,
}

/// A rule that a person can read and take away; all rows of one group go together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The row has exactly its number of items.
    Row(String),
    /// The row's items by thinking level.
    RowThinking(String),
    /// Points of a section.
    SectionPoints(String),
    /// Points of the component.
    MaxScore,
    /// Share of a thinking level.
    ThinkingShare(Thinking),
    /// Share of a difficulty level.
    DifficultyShare(Difficulty),
    /// Working time.
    Minutes,
    /// At most one of an enemy group.
    Enemies(String),
    /// At most one of a clone family.
    Family(String),
    /// Stimulus sets enter whole.
    WholeSets,
    /// Number of stimuli of a section or a row.
    StimulusCount(String),
    /// Number of items of each chosen stimulus of a section or a row.
    StimulusItems(String),
    /// Information at an ability.
    Information(String),
    /// Share of one key position.
    KeyPosition,
    /// An item that stands in every form.
    Forced(String),
    /// An item that stands in the form already.
    Given(String),
    /// Items of every objective, fewest and most.
    PerObjective(String),
    /// Items of an earlier form.
    Anchors,
    /// Forms of one test share their scored items, forms of one block their pilot items.
    Spiral,
    /// Common items of any two forms.
    Overlap,
    /// Forms an item may stand in.
    Uses,
    /// A rule of one module of a panel, by both names.
    Module(String),
    /// A rule of a route through a panel, by both names.
    Route(String),
    /// Items of different modules of a panel.
    PanelItems,
    /// A rule over attributes, by its id.
    Rule(String),
    /// A rule over the items of each stimulus, by its id.
    PerStimulus(String),
    /// No items in a phase that may not be used.
    Phase(Phase),
    /// As much of an objective as a form has, while a later one of its list is looked at.
    Objective(String),
}

impl Group {
    /// Name as in findings: the kind, then the thing (`row:R3`, `forced:M-17`).
    pub fn name(&self) -> String {
        match self {
            Self::Row(row) => format!("row:{row}"),
            Self::RowThinking(row) => format!("row_thinking:{row}"),
            Self::SectionPoints(section) => format!("section_points:{section}"),
            Self::MaxScore => "max_score".to_owned(),
            Self::ThinkingShare(level) => format!("thinking_share:{level}"),
            Self::DifficultyShare(level) => format!("difficulty_share:{level}"),
            Self::Minutes => "minutes".to_owned(),
            Self::Enemies(group) => format!("enemies:{group}"),
            Self::Family(family) => format!("family:{family}"),
            Self::WholeSets => "stimulus_sets".to_owned(),
            Self::StimulusCount(scope) => format!("stimulus_count:{scope}"),
            Self::StimulusItems(scope) => format!("stimulus_items:{scope}"),
            Self::Information(theta) => format!("information:{theta}"),
            Self::KeyPosition => "key_position".to_owned(),
            Self::Forced(code) => format!("forced:{code}"),
            Self::Given(code) => format!("given:{code}"),
            Self::PerObjective(code) => format!("per_objective:{code}"),
            Self::Anchors => "anchors".to_owned(),
            Self::Spiral => "spiral".to_owned(),
            Self::Overlap => "overlap".to_owned(),
            Self::Uses => "max_uses".to_owned(),
            Self::Module(name) => name.clone(),
            Self::Route(name) => format!("route:{name}"),
            Self::PanelItems => "panel_items".to_owned(),
            Self::Rule(id) | Self::PerStimulus(id) => format!("rule:{id}"),
            Self::Phase(phase) => format!("phase:{phase}"),
            Self::Objective(name) => format!("objective:{name}"),
        }
    }
}

/// Why a row stands in the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowId {
    /// It states a rule for a form (or for a pair of forms).
    Rule(Group),
    /// It ties variables together and says nothing by itself: an item fills one place,
    /// a used stimulus has an item, an item in both forms is common.
    Definition,
}

/// `lower ≤ Σ coefficient · variable ≤ upper`.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearRow {
    /// Why it stands here.
    pub id: RowId,
    /// Lower bound; may be −∞.
    pub lower: f64,
    /// Upper bound; may be +∞.
    pub upper: f64,
    /// (variable, coefficient), each variable once.
    pub terms: Vec<(usize, f64)>,
}

/// One of several objectives, the most important first (see [`super::stages`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Name in reports.
    pub name: String,
    /// True where more is better.
    pub maximise: bool,
    /// (variable, coefficient).
    pub terms: Vec<(usize, f64)>,
    /// What its distances are compared with where its value is near zero; 0 where only the value counts.
    pub yardstick: f64,
    /// How much of it may be given up for the stages after it, relative.
    pub loss: f64,
    /// Relative gap that is near enough, whatever the limits ask: above 0 for a draw.
    pub proof: f64,
}

/// The whole program; the objective is minimised.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// Variables.
    pub variables: Vec<Variable>,
    /// Rows.
    pub rows: Vec<LinearRow>,
    /// Distance from the optimum that is good enough, in units of the objective.
    pub absolute_gap: f64,
    /// What distances from the optimum are compared with where the objective itself is near zero
    /// (the target of a deviation); 0 when only the objective counts.
    pub scale: f64,
    /// Several objectives, the most important first; the costs of the variables are those of the first.
    pub stages: Vec<Stage>,
}

impl Program {
    /// Adds a variable and gives its index.
    pub fn variable(&mut self, variable: Variable) -> usize {
        self.variables.push(variable);
        self.variables.len() - 1
    }

    /// Adds a row.
    pub fn row(&mut self, id: RowId, lower: f64, upper: f64, terms: Vec<(usize, f64)>) {
        self.rows.push(LinearRow {
            id,
            lower,
            upper,
            terms,
        });
    }

    /// Every group that has a row, in order.
    pub fn groups(&self) -> BTreeSet<Group> {
        let group = |row: &LinearRow| match &row.id {
            RowId::Rule(group) => Some(group.clone()),
            RowId::Definition => None,
        };
        self.rows.iter().filter_map(group).collect()
    }

    /// The program in which only some groups hold; it asks whether there is a form, not for the best.
    pub fn only(&self, kept: &BTreeSet<Group>) -> Self {
        let stays = |row: &&LinearRow| match &row.id {
            RowId::Rule(group) => kept.contains(group),
            RowId::Definition => true,
        };
        Self {
            variables: self.variables.clone(),
            rows: self.rows.iter().filter(stays).cloned().collect(),
            absolute_gap: self.absolute_gap,
            scale: self.scale,
            stages: Vec::new(),
        }
    }
}
