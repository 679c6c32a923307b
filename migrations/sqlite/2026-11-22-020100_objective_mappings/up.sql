-- Mappings between programme versions are published like calendars. Which kinds there are the program knows:
-- a list here would have the table built anew for every new kind.
CREATE TABLE published_documents_anew (
    id           TEXT NOT NULL PRIMARY KEY,
    owner_org    TEXT NOT NULL REFERENCES organisations (id),
    kind         TEXT NOT NULL CHECK (kind <> ''),
    code         TEXT NOT NULL,
    version      INTEGER NOT NULL CHECK (version >= 1),
    document     TEXT NOT NULL,
    hash         TEXT NOT NULL,
    published_at TEXT NOT NULL,
    UNIQUE (owner_org, kind, code, version)
) STRICT;
INSERT INTO published_documents_anew SELECT id, owner_org, kind, code, version, document, hash, published_at FROM published_documents;
DROP TABLE published_documents;
ALTER TABLE published_documents_anew RENAME TO published_documents;
CREATE INDEX published_documents_by_kind ON published_documents (kind, code, version);
CREATE TRIGGER published_documents_immutable_update BEFORE UPDATE ON published_documents BEGIN
    SELECT RAISE(ABORT, 'immutable: published documents are immutable');
END;
CREATE TRIGGER published_documents_immutable_delete BEFORE DELETE ON published_documents BEGIN
    SELECT RAISE(ABORT, 'immutable: published documents are immutable');
END;

-- What people decided about the tags of items: one decision a version, never changed.
CREATE TABLE objective_decisions (
    mapping_id        TEXT NOT NULL REFERENCES published_documents (id),
    item_id           TEXT NOT NULL REFERENCES items (id),
    number            INTEGER NOT NULL CHECK (number >= 1),
    decision          TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected')),
    objectives_before TEXT NOT NULL,
    objectives_after  TEXT NOT NULL,
    reason            TEXT NOT NULL,
    new_number        INTEGER NOT NULL,
    decided_by        TEXT NOT NULL,
    decided_at        TEXT NOT NULL,
    PRIMARY KEY (mapping_id, item_id, number)
) STRICT;
CREATE TRIGGER objective_decisions_immutable_update BEFORE UPDATE ON objective_decisions BEGIN
    SELECT RAISE(ABORT, 'immutable: a decision about tags is immutable');
END;
CREATE TRIGGER objective_decisions_immutable_delete BEFORE DELETE ON objective_decisions BEGIN
    SELECT RAISE(ABORT, 'immutable: a decision about tags is immutable');
END;
