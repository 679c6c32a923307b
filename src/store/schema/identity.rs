//! Organisations, their people, what these may do and what is shared.

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
