-- Marks of a closed sitting change by a protocol: which, from what to what, and the results after it.
CREATE TABLE moderations (
    sitting_no    INTEGER NOT NULL REFERENCES sittings (sitting_no),
    moderation_no INTEGER NOT NULL CHECK (moderation_no >= 1),
    protocol      TEXT NOT NULL CHECK (protocol <> ''),
    document      TEXT NOT NULL,
    created_by    TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    PRIMARY KEY (sitting_no, moderation_no)
) STRICT;
CREATE TRIGGER moderations_append_only_update BEFORE UPDATE ON moderations BEGIN
    SELECT RAISE(ABORT, 'immutable: moderations are append-only');
END;
CREATE TRIGGER moderations_append_only_delete BEFORE DELETE ON moderations BEGIN
    SELECT RAISE(ABORT, 'immutable: moderations are append-only');
END;
