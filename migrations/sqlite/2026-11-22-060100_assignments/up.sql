-- Rows of specifications that developers write items for. '' as developer: open to whoever is competent.
CREATE TABLE assignments (
    id                    TEXT NOT NULL PRIMARY KEY,
    owner_org             TEXT NOT NULL REFERENCES organisations (id),
    specification_id      TEXT NOT NULL,
    specification_version INTEGER NOT NULL,
    component             TEXT NOT NULL,
    row_id                TEXT NOT NULL,
    subject               TEXT NOT NULL,
    language              TEXT NOT NULL,
    developer             TEXT NOT NULL,
    items                 INTEGER NOT NULL CHECK (items >= 1),
    due                   TEXT NOT NULL,
    note                  TEXT NOT NULL,
    state                 TEXT NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'finished', 'withdrawn')),
    reason                TEXT NOT NULL,
    revision              INTEGER NOT NULL,
    created_by            TEXT NOT NULL,
    created_at            TEXT NOT NULL,
    updated_at            TEXT NOT NULL,
    FOREIGN KEY (specification_id, specification_version) REFERENCES specification_versions (specification_id, version)
) STRICT;
CREATE INDEX assignments_by_developer ON assignments (developer, id);
CREATE INDEX assignments_by_specification ON assignments (specification_id, specification_version, state);
CREATE INDEX assignments_by_owner ON assignments (owner_org, id);
CREATE TRIGGER assignments_owner_update BEFORE UPDATE ON assignments WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
