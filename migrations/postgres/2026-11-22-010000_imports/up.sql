-- An import as far as it has come: each chunk and its cursor are kept in one transaction.
CREATE TABLE imports (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org     TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    source        TEXT COLLATE "C" NOT NULL,
    kind          TEXT COLLATE "C" NOT NULL CHECK (kind IN ('jsonl', 'csv')),
    delimiter     TEXT COLLATE "C" NOT NULL,
    header        TEXT COLLATE "C" NOT NULL,
    mode          TEXT COLLATE "C" NOT NULL CHECK (mode IN ('all_or_nothing', 'per_row')),
    state         TEXT COLLATE "C" NOT NULL CHECK (state IN ('running', 'done', 'refused')),
    records       BIGINT NOT NULL,
    created       BIGINT NOT NULL,
    changed       BIGINT NOT NULL,
    unchanged     BIGINT NOT NULL,
    rejected      BIGINT NOT NULL,
    with_warnings BIGINT NOT NULL,
    rows_per_s    BIGINT NOT NULL,
    created_by    TEXT COLLATE "C" NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    updated_at    TIMESTAMP NOT NULL
);
CREATE INDEX imports_owner ON imports (owner_org, id);
-- Records that were refused or deserve a look, as they stand in the file, with every reason.
CREATE TABLE import_lines (
    import_id TEXT COLLATE "C" NOT NULL REFERENCES imports (id),
    line      INTEGER NOT NULL,
    accepted  BOOLEAN NOT NULL,
    record    TEXT COLLATE "C" NOT NULL,
    findings  TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (import_id, line)
);
CREATE TRIGGER imports_owner_update BEFORE UPDATE ON imports FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
