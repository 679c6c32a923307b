//! Collections for schools and questionnaires.

diesel::table! {
    collections (id) {
        id -> Text,
        owner_org -> Text,
        code -> Text,
        kind -> Text,
        keys_for -> Text,
        title -> Text,
        description -> Text,
        subject -> Text,
        grade_min -> Integer,
        grade_max -> Integer,
        term -> Integer,
        languages -> Text,
        attribution -> Text,
        licence -> Text,
        state -> Text,
        edition -> Integer,
        revision -> Integer,
        created_by -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    collection_items (collection_id, item_id) {
        collection_id -> Text,
        position -> Integer,
        item_id -> Text,
        number -> Integer,
        level -> Text,
        attribution -> Text,
        added_by -> Text,
        added_at -> Timestamp,
    }
}

diesel::table! {
    collection_editions (collection_id, number) {
        collection_id -> Text,
        number -> Integer,
        document -> Text,
        file -> Text,
        hash -> Text,
        published_by -> Text,
        published_at -> Timestamp,
    }
}

diesel::table! {
    catalogue_entries (code) {
        code -> Text,
        collection_id -> Text,
        owner_org -> Text,
        edition -> Integer,
        kind -> Text,
        subject -> Text,
        grade_min -> Integer,
        grade_max -> Integer,
        term -> Integer,
        languages -> Text,
        search_text -> Text,
        state -> Text,
        reason -> Text,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    catalogue_events (id) {
        id -> Text,
        collection_id -> Text,
        owner_org -> Text,
        code -> Text,
        kind -> Text,
        change -> Text,
        edition -> Integer,
        reason -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    catalogue_readers (org_id) {
        org_id -> Text,
        readers -> Text,
        revision -> Integer,
        updated_by -> Text,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    collection_counts (collection_id, day, what) {
        collection_id -> Text,
        day -> Text,
        what -> Text,
        times -> BigInt,
    }
}

diesel::table! {
    questionnaire_rounds (id) {
        id -> Text,
        owner_org -> Text,
        collection_id -> Text,
        edition -> Integer,
        title -> Text,
        asked -> Text,
        least -> Integer,
        state -> Text,
        revision -> Integer,
        created_by -> Text,
        created_at -> Timestamp,
        closed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    questionnaire_sheets (round_id, respondents) {
        round_id -> Text,
        respondents -> Text,
        sheets -> BigInt,
    }
}

diesel::table! {
    questionnaire_counts (round_id, respondents, position, part, choice) {
        round_id -> Text,
        respondents -> Text,
        position -> Integer,
        part -> Text,
        choice -> Text,
        times -> BigInt,
    }
}

use super::{item_versions, items, organisations};

diesel::allow_tables_to_appear_in_same_query!(collections, organisations);
diesel::allow_tables_to_appear_in_same_query!(collection_items, items);
diesel::allow_tables_to_appear_in_same_query!(collection_items, item_versions);
diesel::allow_tables_to_appear_in_same_query!(questionnaire_rounds, organisations);
diesel::allow_tables_to_appear_in_same_query!(catalogue_entries, catalogue_readers);
diesel::allow_tables_to_appear_in_same_query!(catalogue_events, catalogue_readers);
