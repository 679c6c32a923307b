//! Tasks, what is known of them and who writes them.

diesel::table! {
    stimuli (id) {
        id -> Text,
        owner_org -> Text,
        code -> Text,
        kind -> Text,
        subject -> Text,
        content -> Text,
        hash -> Text,
        revision -> Integer,
        created_by -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        asset -> Text,
    }
}

diesel::table! {
    items (id) {
        id -> Text,
        owner_org -> Text,
        code -> Text,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    item_external_ids (owner_org, source, external_id) {
        owner_org -> Text,
        source -> Text,
        external_id -> Text,
        item_id -> Text,
        content_hash -> Text,
    }
}

diesel::table! {
    item_versions (item_id, number) {
        item_id -> Text,
        number -> Integer,
        phase -> Text,
        state -> Text,
        latest -> Bool,
        sealed -> Bool,
        content -> Text,
        content_hash -> Text,
        revision -> Integer,
        item_type -> Text,
        purpose -> Text,
        subject -> Text,
        grade_min -> Integer,
        grade_max -> Integer,
        term -> Integer,
        unit -> Text,
        difficulty -> Text,
        thinking -> Text,
        literacy -> Text,
        skill -> Text,
        points -> BigInt,
        access -> Text,
        stimulus -> Text,
        family -> Text,
        created_by -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        title_key -> Text,
        code_key -> Text,
    }
}

diesel::table! {
    item_variants (item_id, number, language, revision) {
        item_id -> Text,
        number -> Integer,
        language -> Text,
        revision -> Integer,
        texts -> Text,
        texts_hash -> Text,
        search_text -> Text,
        source_language -> Text,
        source_hash -> Text,
        state -> Text,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    item_changes (item_id) {
        item_id -> Text,
        change_no -> BigInt,
    }
}

diesel::table! {
    item_tags (item_id, number, dimension, value) {
        item_id -> Text,
        number -> Integer,
        dimension -> Text,
        value -> Text,
    }
}

diesel::table! {
    item_reviews (id) {
        id -> Text,
        item_id -> Text,
        number -> Integer,
        verdict -> Text,
        comment -> Text,
        reviewer -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    item_statistics (id) {
        id -> Text,
        item_id -> Text,
        number -> Integer,
        language -> Text,
        administration -> Text,
        administered -> Text,
        population -> Text,
        model -> Text,
        metric -> Text,
        scale -> Text,
        n -> Integer,
        value -> Double,
        standard_error -> Nullable<Double>,
        created_by -> Text,
        created_at -> Timestamp,
        carried_from -> Text,
    }
}

diesel::table! {
    enemy_groups (id) {
        id -> Text,
        owner_org -> Text,
        code -> Text,
        reason -> Text,
        created_by -> Text,
        created_at -> Timestamp,
        kind -> Text,
    }
}

diesel::table! {
    enemy_members (group_id, item_id) {
        group_id -> Text,
        item_id -> Text,
    }
}

diesel::table! {
    saved_searches (id) {
        id -> Text,
        owner_org -> Text,
        created_by -> Text,
        name -> Text,
        name_key -> Text,
        shared -> Bool,
        query -> Text,
        revision -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    assignments (id) {
        id -> Text,
        owner_org -> Text,
        specification_id -> Text,
        specification_version -> Integer,
        component -> Text,
        row_id -> Text,
        subject -> Text,
        language -> Text,
        developer -> Text,
        items -> Integer,
        due -> Text,
        note -> Text,
        state -> Text,
        reason -> Text,
        revision -> Integer,
        created_by -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}
