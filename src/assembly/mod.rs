//! Specification + candidates → forms, or an explanation why not.
//!
//! * [`candidate`] and [`pool`]: what assembly needs of item versions, ordered by (code, version).
//! * [`eligible`]: which candidate fits which row, and why not.
//! * [`program`]: variables and named linear rows; [`compile`] makes one of a component and a pool.
//! * [`solver`]: the only file that names the solver's crate; [`core`] makes large programs small
//!   without losing the proof; [`sequence`] solves several forms one after another, then jointly.
//! * [`stages`]: several objectives, the most important first.
//! * [`shortage`] and [`explain`]: why there is no form, row by row and constraint by constraint, and
//!   what would have to give way.
//! * [`gaps`]: what the bank lacks for each row, for those who write items.
//! * [`verify`]: recounts every constraint of a form; it knows neither program nor solver.
//! * [`precheck`]: what can be said of a request without solving.
//! * [`run`]: all of it, from a request to forms.
//! * [`progress`]: what is known while the work goes on, for those who wait.
//! * [`manifest`]: what an assembly rests on and what came of it, to make it again; [`manifest_modes`]: the
//!   same for what runs make beside forms.
//! * [`mps`]: a program for any other solver; [`written_program`] writes that of a request.
//! * [`sensitivity`]: what the constraints of a finished form cost, and why an item is not in it.
//! * [`swap`]: one task of a draft form in exchange for another, by the same recount.
//! * [`exchange`]: forms by exchanging items; [`parallel`]: several with a common target;
//!   [`on_the_fly`]: one for each candidate of a cohort.
//! * [`given`]: the rest of a form around items that stand in it already.
//! * [`shadow`]: the same before every item of an adaptive test; [`next_item`]: one such step.
//! * [`split`]: a pool in parts that are alike.
//! * [`panel`]: the modules of a multistage test, and what holds over its routes.
//! * [`mode`]: which of these a run is.
//! * [`pin`]: an assembled form becomes a form document.
//! * Forms with a pilot block have two halves: forms of one test share the scored half and differ in
//!   the block. Items in pilot never count.
//! * [`generated`]: structural banks that fill any component, for trials and tests.
//!
//! Nothing here reads a clock, a file or a database; the same request gives the same answer,
//! unless the wall-clock guard cut it short, and then the answer says so.

pub mod achieved;
mod aim;
mod anchors;
pub mod attribute;
mod balanced;
mod blocks;
pub mod candidate;
pub mod compile;
pub mod core;
pub mod eligible;
pub mod exchange;
pub mod explain;
mod flow;
pub mod gaps;
pub mod generated;
pub mod given;
pub mod halves;
mod history;
pub mod information;
mod layout;
mod layout_rules;
mod layout_search;
pub mod manifest;
pub mod manifest_modes;
mod misfit;
pub mod mode;
pub mod mps;
mod near_target;
mod needs;
pub mod next_item;
pub mod objective;
pub mod on_the_fly;
pub mod panel;
pub mod parallel;
mod past;
pub mod pin;
mod plain;
pub mod pool;
pub mod precheck;
mod prepare;
pub mod program;
pub mod progress;
mod remarks;
pub mod request;
pub mod rules;
pub mod run;
pub mod search;
#[cfg(test)]
mod second_solver;
pub mod sensitivity;
pub mod sequence;
pub mod shadow;
pub mod shortage;
pub mod solver;
pub mod split;
pub mod stages;
pub mod swap;
pub mod verify;
mod verify_information;
mod verify_layout;
pub mod verify_objectives;
mod verify_pairs;
mod verify_past;
mod verify_rule_lines;
mod verify_rules;
mod verify_stimuli;
mod verify_uses;
pub mod written_program;

#[cfg(test)]
mod tests;
