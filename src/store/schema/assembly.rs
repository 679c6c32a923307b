//! Runs of the assembly and the forms that came of them.

diesel::table! {
    assembly_runs (id) {
        id -> Text,
        owner_org -> Text,
        specification_id -> Text,
        specification_version -> Integer,
        component -> Text,
        languages -> Text,
        seed -> BigInt,
        options -> Text,
        state -> Text,
        snapshot_hash -> Text,
        outcome -> Text,
        job_id -> Text,
        created_by -> Text,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
        subject -> Text,
        access -> Text,
    }
}

diesel::table! {
    assembly_pieces (run_id, number) {
        run_id -> Text,
        number -> Integer,
        state -> Text,
        content -> Text,
    }
}

diesel::table! {
    forms (id) {
        id -> Text,
        owner_org -> Text,
        code -> Text,
        run_id -> Text,
        specification_id -> Text,
        specification_version -> Integer,
        component -> Text,
        label -> Text,
        languages -> Text,
        access -> Text,
        subject -> Text,
        state -> Text,
        fingerprint -> Text,
        max_score -> BigInt,
        document -> Text,
        pinned -> Text,
        revision -> Integer,
        created_by -> Text,
        created_at -> Timestamp,
        locked_by -> Text,
        locked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    form_items (form_id, position) {
        form_id -> Text,
        position -> Integer,
        row_id -> Text,
        section_id -> Text,
        item_id -> Text,
        item_number -> Integer,
        points -> BigInt,
    }
}

diesel::table! {
    form_item_variants (form_id, position, language) {
        form_id -> Text,
        position -> Integer,
        language -> Text,
        item_id -> Text,
        item_number -> Integer,
        revision -> Integer,
    }
}

diesel::table! {
    form_draws (id) {
        id -> Text,
        owner_org -> Text,
        class_id -> Text,
        specification_id -> Text,
        specification_version -> Integer,
        component -> Text,
        subject -> Text,
        language -> Text,
        held_on -> Text,
        opens_on -> Text,
        number -> Integer,
        run_id -> Nullable<Text>,
        form_id -> Nullable<Text>,
        created_by -> Text,
        created_at -> Timestamp,
    }
}
