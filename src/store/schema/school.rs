//! Classes, candidates and what is kept of them.

diesel::table! {
    classes (id) {
        id -> Text,
        owner_org -> Text,
        code -> Text,
        grade -> Integer,
        language -> Text,
        academic_year -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    candidates (id) {
        id -> Text,
        owner_org -> Text,
        code -> Text,
        sen -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    persons (candidate_id) {
        candidate_id -> Text,
        owner_org -> Text,
        key_id -> Text,
        sealed -> Binary,
        recorded_by -> Text,
        recorded_at -> Timestamp,
    }
}

diesel::table! {
    name_retentions (org_id) {
        org_id -> Text,
        days -> Integer,
        basis -> Text,
        revision -> Integer,
        set_by -> Text,
        set_at -> Timestamp,
    }
}

diesel::table! {
    candidate_accommodations (id) {
        id -> Text,
        owner_org -> Text,
        candidate_id -> Text,
        document -> Text,
        accommodation -> Text,
        valid_from -> Text,
        valid_to -> Text,
        basis -> Text,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    class_members (class_id, candidate_id) {
        class_id -> Text,
        candidate_id -> Text,
    }
}
