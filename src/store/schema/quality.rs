//! Prints of texts for similarity, waivers and scores of other services.

use super::organisations;

diesel::table! {
    quality_choices (org_id) {
        org_id -> Text,
        policy -> Text,
        chosen_by -> Text,
        chosen_at -> Timestamp,
    }
}

diesel::table! {
    item_prints (item_id, language) {
        item_id -> Text,
        language -> Text,
        made_of -> Text,
        print -> Binary,
    }
}

diesel::table! {
    item_waivers (id) {
        id -> Text,
        item_id -> Text,
        number -> Integer,
        finding -> Text,
        code -> Text,
        pointer -> Text,
        args -> Text,
        reason -> Text,
        given_by -> Text,
        given_at -> Timestamp,
    }
}

diesel::table! {
    external_similarities (item_id, number, service) {
        item_id -> Text,
        number -> Integer,
        service -> Text,
        score -> BigInt,
        reference -> Text,
        set_by -> Text,
        set_at -> Timestamp,
    }
}

diesel::table! {
    similarity_runs (id) {
        id -> Text,
        owner_org -> Text,
        job_id -> Text,
        policy -> Text,
        subject -> Text,
        language -> Text,
        texts -> BigInt,
        compared -> BigInt,
        left_out -> BigInt,
        elapsed_ms -> BigInt,
        created_by -> Text,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    similarity_suggestions (run_id, number) {
        run_id -> Text,
        number -> Integer,
        kind -> Text,
        language -> Text,
        items -> Text,
        score -> Text,
        state -> Text,
        reason -> Text,
        group_id -> Text,
        decided_by -> Text,
        decided_at -> Nullable<Timestamp>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(quality_choices, organisations);
diesel::allow_tables_to_appear_in_same_query!(similarity_runs, organisations);
