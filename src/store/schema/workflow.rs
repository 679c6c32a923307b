//! Transitions of items, reviews of them and pilots.

use super::{item_versions, items, organisations, published_documents};

diesel::table! {
    organisation_workflows (org_id) {
        org_id -> Text,
        workflow_id -> Text,
        revision -> Integer,
        chosen_by -> Text,
        chosen_at -> Timestamp,
    }
}

diesel::table! {
    item_state_changes (id) {
        id -> Text,
        item_id -> Text,
        number -> Integer,
        from_state -> Text,
        to_state -> Text,
        phase -> Text,
        transition -> Text,
        reason -> Text,
        actor -> Text,
        created_at -> Timestamp,
        waived -> Integer,
    }
}

diesel::table! {
    review_attempts (id) {
        id -> Text,
        item_id -> Text,
        number -> Integer,
        round -> Integer,
        attempt -> Integer,
        previous -> Integer,
        submitted_by -> Text,
        submitted_at -> Timestamp,
        outcome -> Text,
        decided_by -> Text,
        decided_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    review_verdicts (id) {
        id -> Text,
        item_id -> Text,
        number -> Integer,
        round -> Integer,
        attempt -> Integer,
        stage -> Text,
        language -> Text,
        verdict -> Text,
        rating -> Text,
        answers -> Text,
        comment -> Text,
        reviewer -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    review_comments (id) {
        id -> Text,
        item_id -> Text,
        number -> Integer,
        parent -> Text,
        anchor -> Text,
        stage -> Text,
        text -> Text,
        blocking -> Bool,
        state -> Text,
        author -> Text,
        created_at -> Timestamp,
        closed_by -> Text,
        closed_reason -> Text,
        closed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    pilot_rounds (id) {
        id -> Text,
        item_id -> Text,
        number -> Integer,
        round -> Integer,
        administration -> Text,
        administered -> Text,
        n -> Integer,
        p -> Nullable<Double>,
        rit -> Nullable<Double>,
        decision -> Text,
        note -> Text,
        decided_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    item_promotions (item_id, number) {
        item_id -> Text,
        number -> Integer,
        attribution -> Text,
        licence -> Text,
        rating -> Text,
        reviewers -> Integer,
        carrying -> Integer,
        promoted_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(organisation_workflows, organisations);
diesel::allow_tables_to_appear_in_same_query!(organisation_workflows, published_documents);
diesel::allow_tables_to_appear_in_same_query!(review_attempts, items);
diesel::allow_tables_to_appear_in_same_query!(review_attempts, item_versions);
diesel::allow_tables_to_appear_in_same_query!(review_attempts, organisations);
diesel::allow_tables_to_appear_in_same_query!(item_promotions, items);
diesel::allow_tables_to_appear_in_same_query!(item_promotions, item_versions);
