//! Published documents: curricula, policies, specifications.

diesel::table! {
    curricula (id) {
        id -> Text,
        owner_org -> Text,
        code -> Text,
        version -> Integer,
        programme -> Text,
        document -> Text,
        hash -> Text,
        published_at -> Timestamp,
    }
}

diesel::table! {
    grading_policies (id) {
        id -> Text,
        owner_org -> Text,
        code -> Text,
        version -> Integer,
        document -> Text,
        hash -> Text,
        published_at -> Timestamp,
    }
}

diesel::table! {
    published_documents (id) {
        id -> Text,
        owner_org -> Text,
        kind -> Text,
        code -> Text,
        version -> Integer,
        document -> Text,
        hash -> Text,
        published_at -> Timestamp,
    }
}

diesel::table! {
    objective_decisions (mapping_id, item_id, number) {
        mapping_id -> Text,
        item_id -> Text,
        number -> Integer,
        decision -> Text,
        objectives_before -> Text,
        objectives_after -> Text,
        reason -> Text,
        new_number -> Integer,
        decided_by -> Text,
        decided_at -> Timestamp,
    }
}

diesel::table! {
    specifications (id) {
        id -> Text,
        owner_org -> Text,
        code -> Text,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    specification_versions (specification_id, version) {
        specification_id -> Text,
        version -> Integer,
        state -> Text,
        document -> Text,
        hash -> Text,
        revision -> Integer,
        kind -> Text,
        subject -> Text,
        grade -> Integer,
        term -> Integer,
        academic_year -> Text,
        access -> Text,
        approval_body -> Text,
        approval_protocol -> Text,
        approval_date -> Text,
        created_by -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        published_at -> Nullable<Timestamp>,
        valid_until -> Text,
        expires_at -> Nullable<Timestamp>,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawal_reason -> Text,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Text,
        superseded_by_version -> Integer,
        notice -> Text,
    }
}

diesel::table! {
    specification_names (specification_id, version, role, name) {
        specification_id -> Text,
        version -> Integer,
        role -> Text,
        name -> Text,
    }
}

diesel::table! {
    specification_guidance (id) {
        id -> Text,
        specification_id -> Text,
        language -> Text,
        title -> Text,
        link -> Text,
        file_name -> Text,
        media_type -> Text,
        size -> Integer,
        content_hash -> Nullable<Text>,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    specification_languages (specification_id, version, language) {
        specification_id -> Text,
        version -> Integer,
        language -> Text,
    }
}

diesel::table! {
    specification_subjects (specification_id, version, component, subject) {
        specification_id -> Text,
        version -> Integer,
        component -> Text,
        subject -> Text,
        grade -> Integer,
    }
}
