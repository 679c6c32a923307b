//! Use cases, free of HTTP, one function per verb: authorise · check · compute · persist.
//!
//! * [`Services`] is all that the faces see; [`Call`] says who asks and with which request.
//! * A write is one [`Services::write`]: one immediate transaction with its audit row and, where the
//!   caller gave a key, its stored answer. Nothing is written outside of one.
//! * A refusal names the rule; nothing of a refused call is kept.

mod accepted_drafts;
mod assignment_plan_view;
mod assignment_rows;
mod assignment_view;
mod authentication;
mod board;
mod import_begin;
mod import_chunk;
mod import_office;
mod import_rows;
mod import_run;
mod import_sight;
mod journal_check;
mod key_file;
mod level_locks;
mod refusal;
mod share_check;
mod sitting_access;
mod sitting_check;
mod sitting_conduct;
mod sitting_form;
mod unit;

pub mod adjudications;
pub mod analysis;
pub mod answer_test_runs;
pub mod answer_testing;
pub mod assembly;
pub mod assignment_plans;
pub mod assignments;
pub mod attempt_copies;
pub mod attempt_states;
pub mod audit;
pub mod background;
pub mod battery_results;
pub mod bulk;
pub mod candidate_accommodations;
pub mod catalogue;
pub mod catalogue_changes;
pub mod catalogue_facets;
pub mod catalogue_readers;
pub mod changes;
pub mod class_lists;
pub mod classes;
pub mod cohort_comparisons;
pub mod collection_about;
pub mod collection_counts;
pub mod collection_editions;
pub mod collection_file;
pub mod collection_items;
pub mod collections;
pub mod content_appeals;
pub mod curricula;
mod draft_dues;
pub mod enemy_groups;
pub mod form_draws;
pub mod forms;
pub mod formulas;
pub mod generated_bank;
pub mod grade_reports;
pub mod grading_policies;
pub mod grants;
pub mod growth;
pub mod import_files;
pub mod import_lines;
pub mod imports;
pub mod installation;
pub mod item_actions;
pub mod item_authors;
pub mod item_changes;
pub mod item_deletions;
pub mod item_differences;
pub mod item_drafts;
pub mod item_export;
pub mod item_facets;
mod item_index;
pub mod item_languages;
pub mod item_lists;
pub mod item_models;
pub mod item_quality;
mod item_query;
mod item_recordings;
mod item_sight;
pub mod item_statistics;
pub mod item_usage;
pub mod item_view;
pub mod item_waivers;
pub mod items;
pub mod jobs;
pub mod journal_entries;
pub mod keys;
mod keys_day;
pub mod library;
pub mod marker_marks;
pub mod marking_agreement;
pub mod marking_controls;
mod marking_desk;
pub mod marking_guide;
mod marking_plan_check;
pub mod marking_plans;
pub mod marking_queue;
pub mod marks;
pub mod me;
pub mod measures;
pub mod media;
pub mod media_bytes;
mod moderation_view;
pub mod moderations;
pub mod name_erasures;
pub mod name_keys;
pub mod name_retentions;
pub mod names;
pub mod notices;
pub mod objective_mappings;
pub mod organisations;
pub mod page;
mod participation;
pub mod person_keys;
pub mod pilot_rounds;
pub mod practice;
pub mod published_documents;
pub mod quality_policies;
pub mod questionnaire_answers;
pub mod questionnaires;
pub mod resits;
pub mod responses;
mod result_derivation;
mod result_inputs;
pub mod result_verification;
pub mod results;
mod retries;
pub mod review;
pub mod saved_searches;
pub mod school_reports;
pub mod secrets;
pub mod set_lint;
pub mod setup;
pub mod shares;
pub mod signing_keys;
mod similar_bank;
pub mod similarity_runs;
mod similarity_suggesting;
pub mod similarity_suggestions;
pub mod sitting_accommodations;
pub mod sitting_parts;
pub mod sitting_view;
pub mod sittings;
pub mod specification_gaps;
pub mod specifications;
pub mod statistics_import;
pub mod stimuli;
pub mod stimulus_assets;
mod submission_checks;
pub mod term_grades;
pub mod users;
mod validated;
pub mod webhook_deliveries;
pub mod webhook_endpoints;
mod webhook_events;
pub mod webhook_sending;
pub mod work_queue;
pub mod work_reminders;
pub mod workflow;
mod zone;

use std::sync::Arc;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use uuid::Uuid;

pub use page::{Page, PageRequest};
pub use refusal::{Refusal, RefusedRun};
pub use unit::Unit;

use crate::bank::Access;
use crate::identity::{Actor, Object, Permission, decide, share_for};
use crate::interop::webhook::address::AddressRule;
use crate::store::Database;
use crate::store::media_store::MediaStore;

/// What a use case gives.
pub type Answer<T> = Result<T, Refusal>;

/// Limits that protect the service, from configuration.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Rows of a page, at most.
    pub page: u32,
    /// Bytes of a picture or recording, at most.
    pub media_bytes: usize,
    /// Rows of a bulk call, at most.
    pub bulk_rows: usize,
    /// Seconds a solve may take before its process is ended.
    pub solve_s: u64,
    /// Seconds of drawing forms of a cohort after which what was drawn is kept.
    pub cohort_s: f64,
    /// The program that solves in a child process: this very binary.
    pub solve_program: std::path::PathBuf,
    /// Bytes of memory a solve may take.
    pub solve_bytes: u64,
    /// Which addresses webhooks may be sent to beyond the public net.
    pub webhook_addresses: AddressRule,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            page: 200,
            media_bytes: 20 << 20,
            bulk_rows: 10_000,
            solve_s: 120,
            cohort_s: 5.0,
            solve_program: std::env::current_exe().unwrap_or_else(|_| "synaq".into()),
            solve_bytes: 4 << 30,
            webhook_addresses: AddressRule::default(),
        }
    }
}

/// Everything a use case needs: database, clock, ids, limits and caches.
#[derive(Clone)]
pub struct Services {
    /// The database.
    pub db: Database,
    /// Limits.
    pub limits: Limits,
    /// Where the bytes of pictures and recordings lie; without a place none is taken.
    pub media: MediaStore,
    /// Keys of pupils' names; without any, names are neither read nor kept.
    pub person_keys: person_keys::PersonKeys,
    /// Keys that sign manifests; without any they go unsigned.
    pub signing_keys: signing_keys::SigningKeys,
    clock: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    keys: Arc<authentication::KeyCache>,
    specification_bytes: Arc<specifications::BytesCache>,
    curricula: Arc<curricula::IndexCache>,
    item_index: Arc<item_index::IndexCache>,
    similar_bank: Arc<similar_bank::SimilarBank>,
    collection_uses: Arc<collection_counts::Uses>,
}

impl Services {
    /// Services over a database with the system's clock.
    pub fn new(db: Database, limits: Limits) -> Self {
        Self {
            db,
            limits,
            media: MediaStore::default(),
            person_keys: person_keys::PersonKeys::default(),
            signing_keys: signing_keys::SigningKeys::default(),
            clock: Arc::new(Utc::now),
            keys: Arc::default(),
            specification_bytes: Arc::default(),
            curricula: Arc::default(),
            item_index: Arc::default(),
            similar_bank: Arc::default(),
            collection_uses: Arc::default(),
        }
    }

    /// The same with another clock (tests, rehearsals).
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The same with a place for the bytes of pictures and recordings.
    #[must_use]
    pub fn with_media(mut self, media: MediaStore) -> Self {
        self.media = media;
        self
    }

    /// The same with the keys of pupils' names.
    #[must_use]
    pub fn with_person_keys(mut self, keys: person_keys::PersonKeys) -> Self {
        self.person_keys = keys;
        self
    }

    /// The same with the keys that sign manifests.
    #[must_use]
    pub fn with_signing_keys(mut self, keys: signing_keys::SigningKeys) -> Self {
        self.signing_keys = keys;
        self
    }

    /// Now, cut to microseconds: what is stored is what was seen.
    pub fn now(&self) -> DateTime<Utc> {
        let now = (self.clock)();
        now.duration_trunc(TimeDelta::microseconds(1))
            .unwrap_or(now)
    }

    /// A new id (UUIDv7: sorts by time).
    pub fn new_id(&self) -> String {
        Uuid::now_v7().to_string()
    }
}

/// Who asks, and with which request.
#[derive(Clone, Debug)]
pub struct Call {
    /// The actor.
    pub actor: Actor,
    /// Request id for audit and logs.
    pub request_id: String,
    /// Idempotency key and hash of the request, where the caller gave one.
    pub idempotency: Option<(String, String)>,
    /// The revision the caller believes to change (`If-Match`).
    pub if_match: Option<String>,
}

impl Call {
    /// A call of an actor without a request behind it (command line, worker).
    pub fn of(actor: Actor, request_id: impl Into<String>) -> Self {
        Self {
            actor,
            request_id: request_id.into(),
            idempotency: None,
            if_match: None,
        }
    }

    /// Denies unless a grant covers the object.
    pub fn require(&self, permission: Permission, object: &Object<'_>) -> Answer<()> {
        if decide(&self.actor, permission, object).allows() {
            return Ok(());
        }
        Err(Refusal::Denied { permission })
    }

    /// Denies unless some grant somewhere carries the permission; lists are cut by scope afterwards.
    pub fn require_somewhere(&self, permission: Permission) -> Answer<()> {
        if self.actor.may_somewhere(permission) {
            return Ok(());
        }
        Err(Refusal::Denied { permission })
    }

    /// True when a grant covers the object.
    pub fn may(&self, permission: Permission, object: &Object<'_>) -> bool {
        decide(&self.actor, permission, object).allows()
    }

    /// True when the caller may know that a form, or a run that makes one, exists: a secure one names
    /// secure tasks and is known to whoever may see those, and to who made it.
    pub(super) fn may_know(&self, access: &str, created_by: &str, object: &Object<'_>) -> bool {
        access != Access::Secure.as_str()
            || created_by == self.actor.user_id
            || self.may(Permission::ReadSecureItems, object)
    }

    /// True when a share covers the object, and a grant its partner.
    pub fn has_share(&self, permission: Permission, object: &Object<'_>) -> bool {
        share_for(&self.actor, permission, object).is_some()
    }

    /// Refuses unless the caller named the current revision (`If-Match`): 428 when it named none,
    /// 412 when it is another.
    pub fn require_match(&self, current: &str) -> Answer<()> {
        match &self.if_match {
            None => Err(Refusal::PreconditionMissing),
            Some(given) if given == current || given == "*" => Ok(()),
            Some(_) => Err(Refusal::Stale {
                current: current.to_owned(),
            }),
        }
    }
}
