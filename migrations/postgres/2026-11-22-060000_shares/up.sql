-- What an organisation shares with another one: one object, or what has a subject and perhaps a grade.
-- '' and 0 where none is named. A share is never changed, only revoked, once.
CREATE TABLE shares (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org     TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    partner_org   TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    granted_right TEXT COLLATE "C" NOT NULL CHECK (granted_right IN ('read', 'use', 'co_author')),
    kind          TEXT COLLATE "C" NOT NULL CHECK (kind IN ('item', 'stimulus', 'specification', 'form')),
    object_id     TEXT COLLATE "C" NOT NULL,
    subject       TEXT COLLATE "C" NOT NULL,
    grade         INTEGER NOT NULL CHECK (grade >= 0),
    secure        BOOLEAN NOT NULL,
    note          TEXT COLLATE "C" NOT NULL,
    until         TIMESTAMP,
    created_by    TEXT COLLATE "C" NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    revoked_by    TEXT COLLATE "C" NOT NULL,
    revoked_at    TIMESTAMP,
    CHECK (owner_org <> partner_org),
    CHECK ((object_id = '') <> (subject = '')),
    CHECK (object_id = '' OR grade = 0)
);
CREATE INDEX shares_by_partner ON shares (partner_org, id);
CREATE INDEX shares_by_owner ON shares (owner_org, id);
CREATE TRIGGER shares_update BEFORE UPDATE ON shares FOR EACH ROW
    WHEN (OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL OR OLD.id IS DISTINCT FROM NEW.id OR OLD.owner_org IS DISTINCT FROM NEW.owner_org OR OLD.partner_org IS DISTINCT FROM NEW.partner_org OR OLD.granted_right IS DISTINCT FROM NEW.granted_right OR OLD.kind IS DISTINCT FROM NEW.kind OR OLD.object_id IS DISTINCT FROM NEW.object_id OR OLD.subject IS DISTINCT FROM NEW.subject OR OLD.grade IS DISTINCT FROM NEW.grade OR OLD.secure IS DISTINCT FROM NEW.secure OR OLD.note IS DISTINCT FROM NEW.note OR OLD.until IS DISTINCT FROM NEW.until OR OLD.created_by IS DISTINCT FROM NEW.created_by OR OLD.created_at IS DISTINCT FROM NEW.created_at)
    EXECUTE FUNCTION synaq_refuse('a share is only ever revoked, once');
CREATE TRIGGER shares_delete BEFORE DELETE ON shares FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('a share is never deleted, it is revoked');
