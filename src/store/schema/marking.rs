//! Marking plans, who marks what, what markers give; moderations and appeals.

use super::sittings;

diesel::table! {
    marking_plans (id) {
        id -> Text,
        owner_org -> Text,
        form_id -> Text,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    marking_plan_versions (plan_id, version) {
        plan_id -> Text,
        version -> Integer,
        document -> Text,
        hash -> Text,
        reason -> Text,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    marking_plan_sittings (sitting_no) {
        sitting_no -> BigInt,
        plan_id -> Text,
    }
}

diesel::table! {
    marking_seats (sitting_no, plan_version, attempt_no, position, marker_id) {
        sitting_no -> BigInt,
        plan_version -> Integer,
        attempt_no -> BigInt,
        position -> Integer,
        seat -> Text,
        marker_id -> Text,
    }
}

diesel::table! {
    marker_marks (sitting_no, mark_no) {
        sitting_no -> BigInt,
        mark_no -> BigInt,
        attempt_no -> BigInt,
        position -> Integer,
        part -> Text,
        descriptor -> Text,
        marker_id -> Text,
        points -> BigInt,
        max_points -> BigInt,
        supersedes -> Nullable<BigInt>,
        reason -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    mark_grounds (sitting_no, mark_no, marker_mark_no) {
        sitting_no -> BigInt,
        mark_no -> BigInt,
        marker_mark_no -> BigInt,
    }
}

diesel::table! {
    moderations (sitting_no, moderation_no) {
        sitting_no -> BigInt,
        moderation_no -> Integer,
        protocol -> Text,
        document -> Text,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    content_appeals (id) {
        id -> Text,
        owner_org -> Text,
        form_id -> Text,
        position -> Integer,
        outcome -> Text,
        protocol -> Text,
        reason -> Text,
        proposed_by -> Text,
        proposed_at -> Timestamp,
    }
}

diesel::table! {
    content_appeal_confirmations (appeal_id) {
        appeal_id -> Text,
        differences -> Text,
        confirmed_by -> Text,
        confirmed_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(content_appeals, content_appeal_confirmations);
diesel::allow_tables_to_appear_in_same_query!(marking_plan_sittings, marking_seats, sittings);
