-- Appeals on the content of a form: what is proposed, and what a second person confirmed of it.
CREATE TABLE content_appeals (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org   TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    form_id     TEXT COLLATE "C" NOT NULL REFERENCES forms (id),
    position    INTEGER NOT NULL CHECK (position >= 1),
    outcome     TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('credit_all', 'void')),
    protocol    TEXT COLLATE "C" NOT NULL CHECK (protocol <> ''),
    reason      TEXT COLLATE "C" NOT NULL CHECK (reason <> ''),
    proposed_by TEXT COLLATE "C" NOT NULL,
    proposed_at TIMESTAMP NOT NULL
);
CREATE INDEX content_appeals_by_form ON content_appeals (form_id, id);
CREATE TRIGGER content_appeals_immutable_update BEFORE UPDATE ON content_appeals FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('a proposed appeal is immutable');
CREATE TRIGGER content_appeals_immutable_delete BEFORE DELETE ON content_appeals FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('a proposed appeal is immutable');
CREATE TRIGGER content_appeals_never_truncated BEFORE TRUNCATE ON content_appeals FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('a proposed appeal is immutable');
CREATE TABLE content_appeal_confirmations (
    appeal_id    TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES content_appeals (id),
    differences  TEXT COLLATE "C" NOT NULL,
    confirmed_by TEXT COLLATE "C" NOT NULL,
    confirmed_at TIMESTAMP NOT NULL
);
CREATE TRIGGER content_appeal_confirmations_immutable_update BEFORE UPDATE ON content_appeal_confirmations FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('a confirmed appeal is immutable');
CREATE TRIGGER content_appeal_confirmations_immutable_delete BEFORE DELETE ON content_appeal_confirmations FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('a confirmed appeal is immutable');
CREATE TRIGGER content_appeal_confirmations_never_truncated BEFORE TRUNCATE ON content_appeal_confirmations FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('a confirmed appeal is immutable');
