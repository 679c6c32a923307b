//! Files of tasks that are brought in.

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
