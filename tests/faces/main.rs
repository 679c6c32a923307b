//! Behaviour through the real doors (API, pages, command line), each test on both databases.

#[path = "../harness/mod.rs"]
#[macro_use]
mod harness;

mod accommodations;
mod assembly;
mod assembly_history;
mod assembly_kinds;
mod assignments;
mod bank;
mod bank_lists;
mod browser;
mod changes;
mod check;
mod class_results;
mod cli;
mod compare;
mod conduct;
mod contract;
mod documents;
mod edges;
mod exams_forms;
mod first_steps;
mod forms;
mod gsm8k;
mod identity;
mod import_changes;
mod imports;
mod imports_csv;
mod item_evidence;
mod item_search;
mod item_specifications;
mod item_usage;
mod matrix;
mod matrix_bank;
mod matrix_forms;
mod matrix_school;
mod matrix_table;
mod metrics;
mod name_erasures;
mod names;
mod names_cli;
mod names_nowhere;
mod objective_mappings;
mod resits;
mod results;
mod saved_searches;
mod scoring;
mod secrets;
mod shares;
mod shares_matrix;
mod sitting_parts;
mod specification_life;
mod specifications;
mod stimulus_assets;
mod term_grades;
