//! Plans of work, and what is told to other systems.

use super::organisations;

diesel::table! {
    webhook_endpoints (id) {
        id -> Text,
        owner_org -> Text,
        url -> Text,
        events -> Text,
        description -> Text,
        state -> Text,
        reason -> Text,
        key_id -> Text,
        salt -> Text,
        old_key_id -> Text,
        old_salt -> Text,
        old_until -> Nullable<Timestamp>,
        revision -> Integer,
        created_by -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    webhook_events (id) {
        id -> Text,
        owner_org -> Text,
        kind -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    webhook_deliveries (id) {
        id -> Text,
        event_id -> Text,
        endpoint_id -> Text,
        state -> Text,
        tries -> Integer,
        next_at -> Timestamp,
        held_until -> Nullable<Timestamp>,
        replay_of -> Text,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    webhook_tries (delivery_id, number) {
        delivery_id -> Text,
        number -> Integer,
        ended_at -> Timestamp,
        status -> Integer,
        problem -> Text,
        took_ms -> Integer,
    }
}

diesel::table! {
    work_reminders (id) {
        id -> Text,
        owner_org -> Text,
        person -> Text,
        kind -> Text,
        assignment_id -> Text,
        due -> Text,
        day -> Text,
        created_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    webhook_endpoints,
    webhook_events,
    webhook_deliveries,
    webhook_tries,
    organisations,
);
