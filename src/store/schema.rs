//! Tables as Diesel sees them: one schema for both databases; the migrations hold the truth.
#![allow(missing_docs, reason = "column names are the documentation here")]

mod catalogue;
mod changes;
mod files;
mod marking;
mod quality;
mod webhooks;
mod workflow;

pub use catalogue::*;
pub use changes::*;
pub use files::*;
pub use marking::*;
pub use quality::*;
pub use webhooks::*;
pub use workflow::*;

diesel::table! {
    organisations (id) {
        id -> Text,
        code -> Text,
        kind -> Text,
        parent_id -> Nullable<Text>,
        path -> Text,
        name -> Text,
        zone -> Text,
        revision -> Integer,
        created_at -> Timestamp,
    }
}

diesel::table! {
    users (id) {
        id -> Text,
        login -> Text,
        password_hash -> Text,
        state -> Text,
        home_org -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    grants (id) {
        id -> Text,
        user_id -> Text,
        org_id -> Text,
        role -> Text,
        subject -> Text,
        language -> Text,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    api_keys (id) {
        id -> Text,
        user_id -> Text,
        label -> Text,
        hash -> Text,
        permissions -> Text,
        kind -> Text,
        created_at -> Timestamp,
        expires_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    setup_tokens (hash) {
        hash -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    audit (id) {
        id -> Text,
        at -> Timestamp,
        actor_id -> Text,
        org_id -> Text,
        action -> Text,
        object_kind -> Text,
        object_id -> Text,
        detail -> Text,
        request_id -> Text,
        seal -> Nullable<Text>,
    }
}

diesel::table! {
    idempotency_keys (actor_id, key) {
        actor_id -> Text,
        key -> Text,
        request_hash -> Text,
        answer -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    jobs (id) {
        id -> Text,
        kind -> Text,
        payload_version -> Integer,
        payload -> Text,
        state -> Text,
        priority -> Integer,
        owner_org -> Text,
        actor_id -> Text,
        attempts -> Integer,
        lease_until -> Nullable<Timestamp>,
        worker -> Text,
        progress_done -> BigInt,
        progress_total -> BigInt,
        cancel_requested -> Bool,
        result -> Text,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    blobs (hash) {
        hash -> Text,
        media_type -> Text,
        size -> BigInt,
        content -> Binary,
        created_at -> Timestamp,
    }
}

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
    derivations (name) {
        name -> Text,
        version -> Integer,
    }
}

diesel::table! {
    item_changes (item_id) {
        item_id -> Text,
        change_no -> BigInt,
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

diesel::table! {
    shares (id) {
        id -> Text,
        owner_org -> Text,
        partner_org -> Text,
        granted_right -> Text,
        kind -> Text,
        object_id -> Text,
        subject -> Text,
        grade -> Integer,
        secure -> Bool,
        note -> Text,
        until -> Nullable<Timestamp>,
        created_by -> Text,
        created_at -> Timestamp,
        revoked_by -> Text,
        revoked_at -> Nullable<Timestamp>,
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
    class_members (class_id, candidate_id) {
        class_id -> Text,
        candidate_id -> Text,
    }
}

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
    attempts (sitting_no, attempt_no) {
        sitting_no -> BigInt,
        attempt_no -> BigInt,
        candidate_id -> Text,
        created_at -> Timestamp,
        accommodations -> Text,
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

diesel::table! {
    imports (id) {
        id -> Text,
        owner_org -> Text,
        source -> Text,
        kind -> Text,
        delimiter -> Text,
        header -> Text,
        mode -> Text,
        state -> Text,
        records -> BigInt,
        created -> BigInt,
        changed -> BigInt,
        unchanged -> BigInt,
        rejected -> BigInt,
        with_warnings -> BigInt,
        rows_per_s -> BigInt,
        created_by -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        file_hash -> Text,
        profile -> Text,
    }
}

diesel::table! {
    import_lines (import_id, sheet, line) {
        import_id -> Text,
        line -> Integer,
        accepted -> Bool,
        record -> Text,
        findings -> Text,
        sheet -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    organisations,
    users,
    grants,
    api_keys,
    setup_tokens,
    audit,
    idempotency_keys,
    jobs,
    blobs,
    curricula,
    stimuli,
    items,
    item_external_ids,
    item_versions,
    item_variants,
    derivations,
    item_changes,
    saved_searches,
    shares,
    assignments,
    item_tags,
    item_reviews,
    item_statistics,
    enemy_groups,
    enemy_members,
    grading_policies,
    published_documents,
    objective_decisions,
    specifications,
    specification_versions,
    specification_languages,
    specification_names,
    specification_guidance,
    specification_subjects,
    assembly_runs,
    assembly_pieces,
    forms,
    form_items,
    form_item_variants,
    form_draws,
    classes,
    candidates,
    persons,
    name_retentions,
    candidate_accommodations,
    class_members,
    sittings,
    sitting_parts,
    attempts,
    attempt_parts,
    responses,
    marks,
    results,
    journal_entries,
);
