-- An import as far as it has come: each chunk and its cursor are kept in one transaction.
CREATE TABLE imports (
    id            TEXT NOT NULL PRIMARY KEY,
    owner_org     TEXT NOT NULL REFERENCES organisations (id),
    source        TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('jsonl', 'csv')),
    delimiter     TEXT NOT NULL,
    header        TEXT NOT NULL,
    mode          TEXT NOT NULL CHECK (mode IN ('all_or_nothing', 'per_row')),
    state         TEXT NOT NULL CHECK (state IN ('running', 'done', 'refused')),
    records       INTEGER NOT NULL,
    created       INTEGER NOT NULL,
    changed       INTEGER NOT NULL,
    unchanged     INTEGER NOT NULL,
    rejected      INTEGER NOT NULL,
    with_warnings INTEGER NOT NULL,
    rows_per_s    INTEGER NOT NULL,
    created_by    TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    updated_at    TEXT NOT NULL
) STRICT;
CREATE INDEX imports_owner ON imports (owner_org, id);
-- Records that were refused or deserve a look, as they stand in the file, with every reason.
CREATE TABLE import_lines (
    import_id TEXT NOT NULL REFERENCES imports (id),
    line      INTEGER NOT NULL,
    accepted  INTEGER NOT NULL CHECK (accepted IN (0, 1)),
    record    TEXT NOT NULL,
    findings  TEXT NOT NULL,
    PRIMARY KEY (import_id, line)
) STRICT;
CREATE TRIGGER imports_owner_update BEFORE UPDATE ON imports WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
