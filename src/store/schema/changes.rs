//! Declared changes of approved items, approvals of their languages, and what owners of forms are told.

use super::{forms, organisations};

diesel::table! {
    declared_changes (item_id, number) {
        item_id -> Text,
        number -> Integer,
        base_number -> Integer,
        declaration -> Text,
        reason -> Text,
        declared_by -> Text,
        declared_at -> Timestamp,
        confirmed_by -> Text,
        confirmed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    proposed_variants (item_id, number, language) {
        item_id -> Text,
        number -> Integer,
        language -> Text,
        texts -> Text,
        texts_hash -> Text,
        source_language -> Text,
        source_hash -> Text,
        state -> Text,
        comment -> Text,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    variant_approvals (item_id, number, language, revision) {
        item_id -> Text,
        number -> Integer,
        language -> Text,
        revision -> Integer,
        comment -> Text,
        approved_by -> Text,
        approved_at -> Timestamp,
    }
}

diesel::table! {
    translated_sources (item_id, texts_hash) {
        item_id -> Text,
        texts_hash -> Text,
        texts -> Text,
    }
}

diesel::table! {
    notices (id) {
        id -> Text,
        owner_org -> Text,
        kind -> Text,
        item_id -> Text,
        number -> Integer,
        form_id -> Text,
        form_state -> Text,
        subject -> Text,
        access -> Text,
        created_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(notices, forms);
diesel::allow_tables_to_appear_in_same_query!(notices, organisations);
