//! The only Diesel: connection, schema, one file per aggregate. Rows turn into domain types here and
//! nowhere else.
//!
//! * One enum, two databases, chosen by the URL at run time ([`connection`]).
//! * One write = one immediate transaction ([`database::Database::write`]); there are no others.
//! * There is no list without a [`crate::identity::Scope`].

pub mod answer_testing;
pub mod api_keys;
pub mod assembly;
pub mod assembly_pieces;
pub mod assignments;
pub mod audit;
pub mod blobs;
pub mod candidate_accommodations;
pub mod catalogue;
pub mod changes;
pub mod class_sittings;
pub mod classes;
mod collation_keys;
pub mod collections;
pub mod connection;
pub mod curricula;
pub mod database;
pub mod declared_changes;
pub mod derivations;
pub mod developers;
pub mod earlier_tries;
pub mod enemy_groups;
pub mod exposure;
pub mod failure;
pub mod form_draws;
mod form_list;
pub mod form_swaps;
pub mod forms;
pub mod grading_policies;
pub mod grants;
pub mod idempotency;
pub mod imports;
pub mod item_authors;
pub mod item_codes;
pub mod item_deletions;
pub mod item_evidence;
mod item_filters;
pub mod item_index;
pub mod item_lists;
pub mod item_prints;
pub mod item_states;
pub mod item_statistics;
pub mod item_usage;
pub mod items;
pub mod jobs;
pub mod journal_entries;
pub mod marks;
pub mod media;
pub mod media_store;
pub mod name_retentions;
pub mod notices;
pub mod objective_mappings;
pub mod organisation_workflows;
pub mod organisations;
pub mod past_use;
pub mod persons;
pub mod pilot_rounds;
pub mod planner;
pub mod pool;
mod pool_help;
mod pool_names;
mod pool_parameters;
mod pool_shared;
pub mod proposed_variants;
pub mod published_documents;
pub mod quality;
pub mod questionnaires;
pub mod results;
pub mod review_comments;
pub mod review_reports;
pub mod reviews;
pub mod saved_searches;
pub mod schema;
pub mod scoped;
pub mod setup_tokens;
pub mod shares;
pub mod similarity_runs;
pub mod sitting_parts;
pub mod sittings;
pub mod specification_guidance;
pub mod specification_list;
pub mod specifications;
pub mod stimuli;
pub mod trusted;
pub mod users;
pub mod webhook_deliveries;
pub mod webhook_endpoints;
pub mod whole_items;
pub mod work_drafts;
pub mod work_queues;
pub mod work_reminders;

pub use connection::AnyConnection;
pub(crate) use connection::each;
pub use database::Database;
pub use failure::StoreError;

/// What a store function gives.
pub type StoreResult<T> = Result<T, StoreError>;
