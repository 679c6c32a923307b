//! Pictures, sounds and stored tests of answers.

use super::{blobs, items, organisations};

diesel::table! {
    media (owner_org, hash) {
        owner_org -> Text,
        hash -> Text,
        media_type -> Text,
        size -> BigInt,
        width -> BigInt,
        height -> BigInt,
        milliseconds -> BigInt,
        licence -> Text,
        source -> Text,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    item_answer_tests (item_id) {
        item_id -> Text,
        tests -> Text,
        revision -> Integer,
        updated_by -> Text,
        updated_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(item_answer_tests, items);
diesel::allow_tables_to_appear_in_same_query!(media, blobs);
diesel::allow_tables_to_appear_in_same_query!(media, organisations);
