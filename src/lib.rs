//! # Synaq
//!
//! A REST service (with a web interface over it) that **manages a bank of summative and formative
//! tasks tagged by subject, grade, level and criteria, assembles tests to specification, and records
//! scoring against descriptors.** The sentence is the architecture: each of its words is a module.
//!
//! | words | module | what lives there |
//! |---|---|---|
//! | (ground) | [`language`] | findings, the message catalogue kk/ru/en, folding for search |
//! | (ground) | [`document`] | YAML/JSON text → tree with lines; schema-checked decoding; canonical JSON; hash |
//! | (ground) | [`expression`] | conditions that people write, parsed and evaluated |
//! | (ground) | [`psychometrics`] | what a task tells of an ability, how far judges agree, how far groups differ: numbers only |
//! | who may do what | [`identity`] | organisations, roles, [`identity::decide`], scopes |
//! | tagged by subject, grade, level and criteria | [`curriculum`] | programmes, subjects, units, objectives, criteria |
//! | a bank of tasks | [`bank`] | item → version → variant, stimuli, mark schemes, every check; workflow, review, changes, work |
//! | to specification | [`specification`] | tests and batteries, grading policies, their checks |
//! | a test | [`form`] | pinned positions; the candidate's copy, which has no field for a key |
//! | assembles | [`assembly`] | pool + specification → program → solver → verified forms, or why not |
//! | records scoring | [`scoring`] | responses, partial credit, marks, marking plans, results, grades, class analysis |
//! | in and out | [`interop`] | CSV, JSON Lines, mapping profiles, class lists, pools of candidates, webhooks |
//! | what people take away | [`report`] | comparison of cohorts, small groups suppressed, hash and data of a report |
//!
//! Those are pure: no HTTP, no database, no clock, no environment; `now`, seed and limits are passed
//! in. Above them stand
//!
//! ```text
//! store     the only Diesel: one schema, two databases, one file per aggregate
//! service   use cases, one function per verb: authorise · check · compute · persist
//! worker    background jobs; calls service only
//! edge      what the faces share: context, bodies, problems, the operation table, metrics
//! api  web  cli    three faces over service that never mention each other
//! app       puts the faces together; main.rs starts them
//! ```
//!
//! Each module may use what stands above it in the first table and below it in the second, never the
//! other way round; `tests/architecture.rs` holds the order against the imports. One deviation from
//! "documents first": `document` reports findings, so [`language`] comes before it.
//!
//! ## Follow an item through the house
//!
//! `POST /api/v1/items` → `api/items.rs` (extract) → [`document::decode`] (every wrong field at once)
//! → `service/items.rs` (authorise · [`bank::check`] · persist) → `store/items.rs` (rows) and back as
//! a view. The same stem in every ring: `bank/`, `store/items.rs`, `service/items.rs`, `api/items.rs`.
//!
//! Its way on is a workflow's: every step, also `submit`, `approve` and `return`, comes through
//! `service/workflow/transitions.rs` → [`bank::workflow`] (may it, and all that is missing) →
//! `service/submission_checks.rs` (wording, languages, near-duplicates by [`bank::quality`]) →
//! `service/workflow/carry_out.rs` (rows, history, notices, outbox) in one unit. `worker/sender.rs` takes it
//! from the outbox to who asked to be told.
//!
//! ## Invariants
//!
//! * An operation that is not in [`api::operations`] does not exist; routing, the API description and
//!   the access matrix are made from that table.
//! * A write is one [`service::Services::write`]: one immediate transaction with its audit row and, where
//!   a key was given, its stored answer. There are no writes beside it but those of set-up and jobs.
//! * There is no list without a [`identity::Scope`]. What an actor may not know of answers 404.
//! * Sealed versions, locked forms, marks, responses, results, audit and published documents are
//!   immutable, held by triggers on both databases.
//! * A mark names what it supersedes and nobody is superseded twice. Responses are stored as given;
//!   results are derived and can be derived again.
//! * What a marker of a marking plan gives becomes a mark of the result once the plan's rule or an adjudicator
//!   settles it; before that no other marker sees it. After a sitting is closed marks change by moderation only.
//! * The states of an item are text of its organisation's workflow; code looks at the
//!   [`bank::phase`] only. A pilot gate is passed by a recorded round and by nothing else.
//! * What other systems are told is written with what it tells: an outbox row in the same transaction,
//!   with ids and no content.
//! * Points are integers in hundredths; percentages are exact ratios, rounded once by the policy's named
//!   rule. `f64` stands in objectives and statistics only.
//! * A form that the solver proposes is recounted by a verifier that does not know the solver. The same
//!   snapshot, seed and limits give the same fingerprint on both databases, and the run's signed manifest
//!   says which they were.
//! * Names of pupils stand sealed in one table (`persons`); the key is not in the database, and
//!   [`service::names::reveal_names`] is the one way to see them. Findings, logs, audit rows, jobs and
//!   stored answers hold codes: a test looks for names in every byte of the database and the log.
//! * What is *absent*: key, hint, explanation and statistic have no field in a candidate's copy; sentences
//!   stand in the catalogue only.

pub mod api;
pub mod app;
pub mod assembly;
pub mod bank;
pub mod cli;
pub mod curriculum;
pub mod document;
pub mod edge;
pub mod expression;
pub mod form;
pub mod identity;
pub mod interop;
pub mod language;
pub mod psychometrics;
pub mod report;
pub mod scoring;
pub mod service;
pub mod specification;
pub mod store;
pub mod web;
pub mod worker;
