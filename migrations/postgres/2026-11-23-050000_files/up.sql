-- Workbooks and Word files are imported like tables. A workbook's records stand on several sheets, so that a
-- line alone names none; line 0 holds what is said of the file as a whole.
ALTER TABLE imports DROP CONSTRAINT imports_kind_check;
ALTER TABLE imports ADD CONSTRAINT imports_kind_check CHECK (kind IN ('jsonl', 'csv', 'xlsx', 'docx'));
-- Of a workbook, to give its refused rows back: the hash of its bytes in blobs, '' for none …
ALTER TABLE imports ADD COLUMN file_hash TEXT COLLATE "C" NOT NULL DEFAULT '';
-- … and the mapping profile it was read by, JSON; '' for the template's.
ALTER TABLE imports ADD COLUMN profile TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE import_lines ADD COLUMN sheet TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE import_lines DROP CONSTRAINT import_lines_pkey;
ALTER TABLE import_lines ADD PRIMARY KEY (import_id, sheet, line);

-- Pictures and recordings of tasks: what an organisation may show, and under which licence. The bytes stand in
-- blobs, the same bytes once.
CREATE TABLE media (
    owner_org    TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    hash         TEXT COLLATE "C" NOT NULL REFERENCES blobs (hash),
    media_type   TEXT COLLATE "C" NOT NULL,
    size         BIGINT NOT NULL,
    width        BIGINT NOT NULL,
    height       BIGINT NOT NULL,
    milliseconds BIGINT NOT NULL,
    licence      TEXT COLLATE "C" NOT NULL,
    source       TEXT COLLATE "C" NOT NULL,
    created_by   TEXT COLLATE "C" NOT NULL,
    created_at   TIMESTAMP NOT NULL,
    PRIMARY KEY (owner_org, hash)
);
CREATE TRIGGER media_owner_update BEFORE UPDATE ON media FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org OR OLD.hash IS DISTINCT FROM NEW.hash)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');

-- Answers with the points they must earn, kept with their item: all its tests in one document.
CREATE TABLE item_answer_tests (
    item_id    TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES items (id),
    tests      TEXT COLLATE "C" NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision >= 1),
    updated_by TEXT COLLATE "C" NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
