//! Tables as Diesel sees them: one schema for both databases; the migrations hold the truth.
#![allow(missing_docs, reason = "column names are the documentation here")]

mod assembly;
mod bank;
mod catalogue;
mod changes;
mod documents;
mod files;
mod identity;
mod imported;
mod marking;
mod quality;
mod running;
mod school;
mod scoring;
mod webhooks;
mod workflow;

pub use assembly::*;
pub use bank::*;
pub use catalogue::*;
pub use changes::*;
pub use documents::*;
pub use files::*;
pub use identity::*;
pub use imported::*;
pub use marking::*;
pub use quality::*;
pub use running::*;
pub use school::*;
pub use scoring::*;
pub use webhooks::*;
pub use workflow::*;

diesel::allow_tables_to_appear_in_same_query!(
    organisations,
    users,
    grants,
    api_keys,
    setup_tokens,
    audit,
    idempotency_keys,
    jobs,
    blobs,
    curricula,
    stimuli,
    items,
    item_external_ids,
    item_versions,
    item_variants,
    derivations,
    item_changes,
    saved_searches,
    shares,
    assignments,
    item_tags,
    item_reviews,
    item_statistics,
    enemy_groups,
    enemy_members,
    grading_policies,
    published_documents,
    objective_decisions,
    specifications,
    specification_versions,
    specification_languages,
    specification_names,
    specification_guidance,
    specification_subjects,
    assembly_runs,
    assembly_pieces,
    forms,
    form_items,
    form_item_variants,
    form_draws,
    classes,
    candidates,
    persons,
    name_retentions,
    candidate_accommodations,
    class_members,
    sittings,
    sitting_parts,
    attempts,
    attempt_parts,
    responses,
    marks,
    results,
    journal_entries,
);
