DROP TABLE item_answer_tests;
DROP TABLE media;
CREATE TABLE imports_anew (
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
CREATE TABLE import_lines_anew (
    import_id TEXT NOT NULL REFERENCES imports_anew (id),
    line      INTEGER NOT NULL,
    accepted  INTEGER NOT NULL CHECK (accepted IN (0, 1)),
    record    TEXT NOT NULL,
    findings  TEXT NOT NULL,
    PRIMARY KEY (import_id, line)
) STRICT;
INSERT INTO imports_anew SELECT id, owner_org, source, kind, delimiter, header, mode, state, records, created, changed, unchanged, rejected, with_warnings, rows_per_s, created_by, created_at, updated_at FROM imports WHERE kind IN ('jsonl', 'csv');
INSERT INTO import_lines_anew SELECT import_id, line, accepted, record, findings FROM import_lines WHERE import_id IN (SELECT id FROM imports_anew);
DROP TABLE import_lines;
DROP TABLE imports;
ALTER TABLE imports_anew RENAME TO imports;
ALTER TABLE import_lines_anew RENAME TO import_lines;
CREATE INDEX imports_owner ON imports (owner_org, id);
CREATE TRIGGER imports_owner_update BEFORE UPDATE ON imports WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
