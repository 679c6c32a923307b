//! Sittings, attempts, responses, marks and results.

diesel::table! {
    sittings (sitting_no) {
        sitting_no -> BigInt,
        id -> Text,
        owner_org -> Text,
        form_id -> Text,
        class_id -> Text,
        policy_id -> Text,
        language -> Text,
        mode -> Text,
        held_on -> Text,
        subject -> Text,
        kind -> Text,
        term -> Integer,
        academic_year -> Text,
        state -> Text,
        next_attempt_no -> BigInt,
        next_mark_no -> BigInt,
        revision -> Integer,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    sitting_parts (sitting_no, part_no) {
        sitting_no -> BigInt,
        part_no -> Integer,
        sections -> Text,
        held_on -> Text,
        mode -> Text,
        minutes -> Nullable<BigInt>,
    }
}

diesel::table! {
    attempts (sitting_no, attempt_no) {
        sitting_no -> BigInt,
        attempt_no -> BigInt,
        candidate_id -> Text,
        created_at -> Timestamp,
        accommodations -> Text,
    }
}

diesel::table! {
    attempt_parts (sitting_no, attempt_no, part_no) {
        sitting_no -> BigInt,
        attempt_no -> BigInt,
        part_no -> Integer,
        sections -> Text,
        state -> Text,
        reason -> Text,
        extra_min -> BigInt,
        revision -> Integer,
        updated_at -> Timestamp,
        held_on -> Text,
    }
}

diesel::table! {
    responses (sitting_no, attempt_no, position, part, sequence) {
        sitting_no -> BigInt,
        attempt_no -> BigInt,
        position -> Integer,
        part -> Text,
        sequence -> Integer,
        raw -> Text,
        entered_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    marks (sitting_no, mark_no) {
        sitting_no -> BigInt,
        mark_no -> BigInt,
        attempt_no -> BigInt,
        position -> Integer,
        part -> Text,
        descriptor -> Text,
        points -> BigInt,
        max_points -> BigInt,
        source -> Text,
        marker_id -> Text,
        supersedes -> Nullable<BigInt>,
        reason -> Text,
        created_at -> Timestamp,
        feedback -> Text,
    }
}

diesel::table! {
    results (sitting_no, attempt_no, version) {
        sitting_no -> BigInt,
        attempt_no -> BigInt,
        version -> Integer,
        policy_hash -> Text,
        input_hash -> Text,
        document -> Text,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    journal_entries (id) {
        id -> Text,
        owner_org -> Text,
        candidate_id -> Text,
        subject -> Text,
        academic_year -> Text,
        term -> Integer,
        kind -> Text,
        state -> Text,
        points -> BigInt,
        max_points -> BigInt,
        source -> Text,
        reference -> Text,
        supersedes -> Nullable<Text>,
        entered_by -> Text,
        created_at -> Timestamp,
    }
}
