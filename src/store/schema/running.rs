//! What the service keeps of its own running.

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
    derivations (name) {
        name -> Text,
        version -> Integer,
    }
}
