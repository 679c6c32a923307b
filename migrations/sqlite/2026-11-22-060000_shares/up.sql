-- What an organisation shares with another one: one object, or what has a subject and perhaps a grade.
-- '' and 0 where none is named. A share is never changed, only revoked, once.
CREATE TABLE shares (
    id            TEXT NOT NULL PRIMARY KEY,
    owner_org     TEXT NOT NULL REFERENCES organisations (id),
    partner_org   TEXT NOT NULL REFERENCES organisations (id),
    granted_right TEXT NOT NULL CHECK (granted_right IN ('read', 'use', 'co_author')),
    kind          TEXT NOT NULL CHECK (kind IN ('item', 'stimulus', 'specification', 'form')),
    object_id     TEXT NOT NULL,
    subject       TEXT NOT NULL,
    grade         INTEGER NOT NULL CHECK (grade >= 0),
    secure        INTEGER NOT NULL CHECK (secure IN (0, 1)),
    note          TEXT NOT NULL,
    until         TEXT,
    created_by    TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    revoked_by    TEXT NOT NULL,
    revoked_at    TEXT,
    CHECK (owner_org <> partner_org),
    CHECK ((object_id = '') <> (subject = '')),
    CHECK (object_id = '' OR grade = 0)
) STRICT;
CREATE INDEX shares_by_partner ON shares (partner_org, id);
CREATE INDEX shares_by_owner ON shares (owner_org, id);
CREATE TRIGGER shares_update BEFORE UPDATE ON shares WHEN OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL OR OLD.id IS NOT NEW.id OR OLD.owner_org IS NOT NEW.owner_org OR OLD.partner_org IS NOT NEW.partner_org OR OLD.granted_right IS NOT NEW.granted_right OR OLD.kind IS NOT NEW.kind OR OLD.object_id IS NOT NEW.object_id OR OLD.subject IS NOT NEW.subject OR OLD.grade IS NOT NEW.grade OR OLD.secure IS NOT NEW.secure OR OLD.note IS NOT NEW.note OR OLD.until IS NOT NEW.until OR OLD.created_by IS NOT NEW.created_by OR OLD.created_at IS NOT NEW.created_at BEGIN
    SELECT RAISE(ABORT, 'immutable: a share is only ever revoked, once');
END;
CREATE TRIGGER shares_delete BEFORE DELETE ON shares BEGIN
    SELECT RAISE(ABORT, 'immutable: a share is never deleted, it is revoked');
END;
