-- Rows of specifications that developers write items for. '' as developer: open to whoever is competent.
CREATE TABLE assignments (
    id                    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org             TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    specification_id      TEXT COLLATE "C" NOT NULL,
    specification_version INTEGER NOT NULL,
    component             TEXT COLLATE "C" NOT NULL,
    row_id                TEXT COLLATE "C" NOT NULL,
    subject               TEXT COLLATE "C" NOT NULL,
    language              TEXT COLLATE "C" NOT NULL,
    developer             TEXT COLLATE "C" NOT NULL,
    items                 INTEGER NOT NULL CHECK (items >= 1),
    due                   TEXT COLLATE "C" NOT NULL,
    note                  TEXT COLLATE "C" NOT NULL,
    state                 TEXT COLLATE "C" NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'finished', 'withdrawn')),
    reason                TEXT COLLATE "C" NOT NULL,
    revision              INTEGER NOT NULL,
    created_by            TEXT COLLATE "C" NOT NULL,
    created_at            TIMESTAMP NOT NULL,
    updated_at            TIMESTAMP NOT NULL,
    FOREIGN KEY (specification_id, specification_version) REFERENCES specification_versions (specification_id, version)
);
CREATE INDEX assignments_by_developer ON assignments (developer, id);
CREATE INDEX assignments_by_specification ON assignments (specification_id, specification_version, state);
CREATE INDEX assignments_by_owner ON assignments (owner_org, id);
CREATE TRIGGER assignments_owner_update BEFORE UPDATE ON assignments FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
