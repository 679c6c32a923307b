-- Marks of a closed sitting change by a protocol: which, from what to what, and the results after it.
CREATE TABLE moderations (
    sitting_no    BIGINT NOT NULL REFERENCES sittings (sitting_no),
    moderation_no INTEGER NOT NULL CHECK (moderation_no >= 1),
    protocol      TEXT COLLATE "C" NOT NULL CHECK (protocol <> ''),
    document      TEXT COLLATE "C" NOT NULL,
    created_by    TEXT COLLATE "C" NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    PRIMARY KEY (sitting_no, moderation_no)
);
CREATE TRIGGER moderations_append_only_update BEFORE UPDATE ON moderations FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('moderations are append-only');
CREATE TRIGGER moderations_append_only_delete BEFORE DELETE ON moderations FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('moderations are append-only');
CREATE TRIGGER moderations_never_truncated BEFORE TRUNCATE ON moderations FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('moderations are append-only');
