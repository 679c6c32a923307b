//! The REST face: a handler translates — extract, one use case, reply — and does nothing else.
//!
//! Every route stands in [`operations`]; handler name = `operationId` = use case.

mod answer_testing;
mod assembly;
mod assembly_modes;
mod assignments;
mod candidate_accommodations;
mod catalogue;
mod changes;
mod class_results;
mod classes;
mod cohort_comparisons;
mod collections;
mod content_appeals;
mod curricula;
mod enemy_groups;
mod form_draws;
mod form_swaps;
mod forms;
mod formulas;
mod grading_policies;
mod grants;
mod imports;
mod item_actions;
mod item_changes;
mod item_exports;
mod item_languages;
mod item_models;
mod item_quality;
mod item_statistics;
mod item_usage;
mod items;
mod jobs;
mod journal_entries;
mod keys;
mod marking;
mod marking_plans;
mod marks;
mod media;
mod moderations;
mod name_erasures;
mod names;
mod objective_mappings;
mod organisations;
mod paging;
mod pilot_rounds;
mod platform;
mod published_documents;
mod quality_policies;
mod questionnaires;
mod report_formats;
mod reports;
mod results;
mod review_work;
mod reviews;
mod saved_searches;
mod set_lint;
mod setup;
mod shares;
mod similarity_runs;
mod sittings;
mod specification_guidance;
mod specifications;
mod stimuli;
mod tables;
mod users;
mod webhooks;
mod work;
mod workflows;

use actix_web::web;

use crate::edge::Operation;
use crate::edge::operation::register;

/// Every operation of the API.
pub fn operations() -> Vec<Operation> {
    [
        platform::operations(),
        setup::operations(),
        organisations::operations(),
        users::operations(),
        grants::operations(),
        shares::operations(),
        keys::operations(),
        jobs::operations(),
        grading_policies::operations(),
        published_documents::operations(),
        objective_mappings::operations(),
        specifications::operations(),
        specification_guidance::operations(),
        changes::operations(),
        curricula::operations(),
        stimuli::operations(),
        items::operations(),
        assignments::operations(),
        work::operations(),
        webhooks::operations(),
        imports::operations(),
        formulas::operations(),
        item_models::operations(),
        answer_testing::operations(),
        media::operations(),
        item_actions::operations(),
        item_changes::operations(),
        item_languages::operations(),
        workflows::operations(),
        reviews::operations(),
        review_work::operations(),
        pilot_rounds::operations(),
        assembly::operations(),
        forms::operations(),
        form_swaps::operations(),
        form_draws::operations(),
        classes::operations(),
        names::operations(),
        name_erasures::operations(),
        candidate_accommodations::operations(),
        sittings::operations(),
        marks::operations(),
        marking_plans::operations(),
        marking::operations(),
        moderations::operations(),
        content_appeals::operations(),
        results::operations(),
        class_results::operations(),
        cohort_comparisons::operations(),
        reports::operations(),
        journal_entries::operations(),
        enemy_groups::operations(),
        item_statistics::operations(),
        item_usage::operations(),
        item_exports::operations(),
        saved_searches::operations(),
        quality_policies::operations(),
        item_quality::operations(),
        set_lint::operations(),
        similarity_runs::operations(),
        collections::operations(),
        catalogue::operations(),
        questionnaires::operations(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Puts the API on an application.
pub fn configure(config: &mut web::ServiceConfig) {
    register(&operations(), config);
}
