//! Behaviour through the real doors (API, pages, command line), each test on both databases.

#[path = "../harness/mod.rs"]
#[macro_use]
mod harness;

mod assembly;
mod assembly_history;
mod assembly_information;
mod assembly_kinds;
mod bank;
mod bank_lists;
mod browser;
mod changes;
mod check;
mod cli;
mod compare;
mod conduct;
mod contract;
mod documents;
mod edges;
mod exams_forms;
mod first_steps;
mod form_draws;
mod form_swaps;
mod forms;
mod identity;
mod imports;
mod imports_csv;
mod item_evidence;
mod item_search;
mod item_specifications;
mod item_usage;
mod matrix;
mod matrix_forms;
mod matrix_school;
mod matrix_table;
mod metrics;
mod objective_mappings;
mod results;
mod scoring;
mod secrets;
mod specification_life;
mod specifications;
mod term_grades;
