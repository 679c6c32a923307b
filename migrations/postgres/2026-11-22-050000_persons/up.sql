-- Names of pupils: encrypted, and in no other table. `sealed` is nonce, ciphertext and tag, bound to
-- candidate, organisation and key; who reads them goes through one audited use case.
CREATE TABLE persons (
    candidate_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES candidates (id),
    owner_org    TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    key_id       TEXT COLLATE "C" NOT NULL,
    sealed       BYTEA NOT NULL,
    recorded_by  TEXT COLLATE "C" NOT NULL,
    recorded_at  TIMESTAMP NOT NULL
);
CREATE INDEX persons_by_owner ON persons (owner_org, candidate_id);
CREATE INDEX persons_by_key ON persons (key_id, candidate_id);
CREATE TRIGGER persons_owner_update BEFORE UPDATE ON persons FOR EACH ROW
    WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org OR OLD.candidate_id IS DISTINCT FROM NEW.candidate_id)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
-- How many days after their last school year names are kept; the strictest from the root down holds.
CREATE TABLE name_retentions (
    org_id   TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES organisations (id),
    days     INTEGER NOT NULL CHECK (days >= 0 AND days <= 3650),
    basis    TEXT COLLATE "C" NOT NULL,
    revision INTEGER NOT NULL,
    set_by   TEXT COLLATE "C" NOT NULL,
    set_at   TIMESTAMP NOT NULL
);
