-- Item specifications, calendars, limits of conduct: one edition a row, never changed.
CREATE TABLE published_documents (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org    TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    kind         TEXT COLLATE "C" NOT NULL CHECK (kind IN ('item_specification', 'calendar', 'conduct_rules')),
    code         TEXT COLLATE "C" NOT NULL,
    version      INTEGER NOT NULL CHECK (version >= 1),
    document     TEXT COLLATE "C" NOT NULL,
    hash         TEXT COLLATE "C" NOT NULL,
    published_at TIMESTAMP NOT NULL,
    UNIQUE (owner_org, kind, code, version)
);
CREATE INDEX published_documents_by_kind ON published_documents (kind, code, version);
CREATE TRIGGER published_documents_immutable_update BEFORE UPDATE ON published_documents FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('published documents are immutable');
CREATE TRIGGER published_documents_immutable_delete BEFORE DELETE ON published_documents FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('published documents are immutable');
