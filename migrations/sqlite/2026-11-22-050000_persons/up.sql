-- Names of pupils: encrypted, and in no other table. `sealed` is nonce, ciphertext and tag, bound to
-- candidate, organisation and key; who reads them goes through one audited use case.
CREATE TABLE persons (
    candidate_id TEXT NOT NULL PRIMARY KEY REFERENCES candidates (id),
    owner_org    TEXT NOT NULL REFERENCES organisations (id),
    key_id       TEXT NOT NULL,
    sealed       BLOB NOT NULL,
    recorded_by  TEXT NOT NULL,
    recorded_at  TEXT NOT NULL
) STRICT;
CREATE INDEX persons_by_owner ON persons (owner_org, candidate_id);
CREATE INDEX persons_by_key ON persons (key_id, candidate_id);
CREATE TRIGGER persons_owner_update BEFORE UPDATE ON persons WHEN OLD.owner_org IS NOT NEW.owner_org OR OLD.candidate_id IS NOT NEW.candidate_id BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
-- How many days after their last school year names are kept; the strictest from the root down holds.
CREATE TABLE name_retentions (
    org_id   TEXT NOT NULL PRIMARY KEY REFERENCES organisations (id),
    days     INTEGER NOT NULL CHECK (days >= 0 AND days <= 3650),
    basis    TEXT NOT NULL,
    revision INTEGER NOT NULL,
    set_by   TEXT NOT NULL,
    set_at   TEXT NOT NULL
) STRICT;
