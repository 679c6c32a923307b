-- Workbooks and Word files are imported like tables. A workbook's records stand on several sheets, so that a
-- line alone names none; line 0 holds what is said of the file as a whole.
CREATE TABLE imports_anew (
    id            TEXT NOT NULL PRIMARY KEY,
    owner_org     TEXT NOT NULL REFERENCES organisations (id),
    source        TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('jsonl', 'csv', 'xlsx', 'docx')),
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
    updated_at    TEXT NOT NULL,
    -- Of a workbook, to give its refused rows back: the hash of its bytes in blobs, '' for none …
    file_hash     TEXT NOT NULL,
    -- … and the mapping profile it was read by, JSON; '' for the template's.
    profile       TEXT NOT NULL
) STRICT;
CREATE TABLE import_lines_anew (
    import_id TEXT NOT NULL REFERENCES imports_anew (id),
    line      INTEGER NOT NULL,
    accepted  INTEGER NOT NULL CHECK (accepted IN (0, 1)),
    record    TEXT NOT NULL,
    findings  TEXT NOT NULL,
    sheet     TEXT NOT NULL,
    PRIMARY KEY (import_id, sheet, line)
) STRICT;
INSERT INTO imports_anew SELECT id, owner_org, source, kind, delimiter, header, mode, state, records, created, changed, unchanged, rejected, with_warnings, rows_per_s, created_by, created_at, updated_at, '', '' FROM imports;
INSERT INTO import_lines_anew SELECT import_id, line, accepted, record, findings, '' FROM import_lines;
DROP TABLE import_lines;
DROP TABLE imports;
ALTER TABLE imports_anew RENAME TO imports;
ALTER TABLE import_lines_anew RENAME TO import_lines;
CREATE INDEX imports_owner ON imports (owner_org, id);
CREATE TRIGGER imports_owner_update BEFORE UPDATE ON imports WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;

-- Pictures and recordings of tasks: what an organisation may show, and under which licence. The bytes stand in
-- blobs, the same bytes once.
CREATE TABLE media (
    owner_org    TEXT NOT NULL REFERENCES organisations (id),
    hash         TEXT NOT NULL REFERENCES blobs (hash),
    media_type   TEXT NOT NULL,
    size         INTEGER NOT NULL,
    width        INTEGER NOT NULL,
    height       INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL,
    licence      TEXT NOT NULL,
    source       TEXT NOT NULL,
    created_by   TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    PRIMARY KEY (owner_org, hash)
) STRICT;
CREATE TRIGGER media_owner_update BEFORE UPDATE ON media WHEN OLD.owner_org IS NOT NEW.owner_org OR OLD.hash IS NOT NEW.hash BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;

-- Answers with the points they must earn, kept with their item: all its tests in one document.
CREATE TABLE item_answer_tests (
    item_id    TEXT NOT NULL PRIMARY KEY REFERENCES items (id),
    tests      TEXT NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision >= 1),
    updated_by TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
