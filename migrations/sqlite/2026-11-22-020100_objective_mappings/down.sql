DROP TABLE objective_decisions;
CREATE TABLE published_documents_anew (
    id           TEXT NOT NULL PRIMARY KEY,
    owner_org    TEXT NOT NULL REFERENCES organisations (id),
    kind         TEXT NOT NULL CHECK (kind IN ('item_specification', 'calendar', 'conduct_rules')),
    code         TEXT NOT NULL,
    version      INTEGER NOT NULL CHECK (version >= 1),
    document     TEXT NOT NULL,
    hash         TEXT NOT NULL,
    published_at TEXT NOT NULL,
    UNIQUE (owner_org, kind, code, version)
) STRICT;
INSERT INTO published_documents_anew SELECT id, owner_org, kind, code, version, document, hash, published_at FROM published_documents WHERE kind <> 'objective_mapping';
DROP TABLE published_documents;
ALTER TABLE published_documents_anew RENAME TO published_documents;
CREATE INDEX published_documents_by_kind ON published_documents (kind, code, version);
CREATE TRIGGER published_documents_immutable_update BEFORE UPDATE ON published_documents BEGIN
    SELECT RAISE(ABORT, 'immutable: published documents are immutable');
END;
CREATE TRIGGER published_documents_immutable_delete BEFORE DELETE ON published_documents BEGIN
    SELECT RAISE(ABORT, 'immutable: published documents are immutable');
END;
