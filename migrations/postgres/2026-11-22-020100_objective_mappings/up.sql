-- Mappings between programme versions are published like calendars. Which kinds there are the program knows:
-- a list here would have the table built anew for every new kind.
ALTER TABLE published_documents DROP CONSTRAINT published_documents_kind_check;
ALTER TABLE published_documents ADD CHECK (kind <> '');

-- What people decided about the tags of items: one decision a version, never changed.
CREATE TABLE objective_decisions (
    mapping_id        TEXT COLLATE "C" NOT NULL REFERENCES published_documents (id),
    item_id           TEXT COLLATE "C" NOT NULL REFERENCES items (id),
    number            INTEGER NOT NULL CHECK (number >= 1),
    decision          TEXT COLLATE "C" NOT NULL CHECK (decision IN ('accepted', 'rejected')),
    objectives_before TEXT COLLATE "C" NOT NULL,
    objectives_after  TEXT COLLATE "C" NOT NULL,
    reason            TEXT COLLATE "C" NOT NULL,
    new_number        INTEGER NOT NULL,
    decided_by        TEXT COLLATE "C" NOT NULL,
    decided_at        TIMESTAMP NOT NULL,
    PRIMARY KEY (mapping_id, item_id, number)
);
CREATE TRIGGER objective_decisions_immutable_update BEFORE UPDATE ON objective_decisions FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('a decision about tags is immutable');
CREATE TRIGGER objective_decisions_immutable_delete BEFORE DELETE ON objective_decisions FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('a decision about tags is immutable');
CREATE TRIGGER objective_decisions_never_truncated BEFORE TRUNCATE ON objective_decisions FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('a decision about tags is immutable');
