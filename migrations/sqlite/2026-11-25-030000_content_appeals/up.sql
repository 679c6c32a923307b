-- Appeals on the content of a form: what is proposed, and what a second person confirmed of it.
CREATE TABLE content_appeals (
    id          TEXT NOT NULL PRIMARY KEY,
    owner_org   TEXT NOT NULL REFERENCES organisations (id),
    form_id     TEXT NOT NULL REFERENCES forms (id),
    position    INTEGER NOT NULL CHECK (position >= 1),
    outcome     TEXT NOT NULL CHECK (outcome IN ('credit_all', 'void')),
    protocol    TEXT NOT NULL CHECK (protocol <> ''),
    reason      TEXT NOT NULL CHECK (reason <> ''),
    proposed_by TEXT NOT NULL,
    proposed_at TEXT NOT NULL
) STRICT;
CREATE INDEX content_appeals_by_form ON content_appeals (form_id, id);
CREATE TRIGGER content_appeals_immutable_update BEFORE UPDATE ON content_appeals BEGIN
    SELECT RAISE(ABORT, 'immutable: a proposed appeal is immutable');
END;
CREATE TRIGGER content_appeals_immutable_delete BEFORE DELETE ON content_appeals BEGIN
    SELECT RAISE(ABORT, 'immutable: a proposed appeal is immutable');
END;
CREATE TABLE content_appeal_confirmations (
    appeal_id    TEXT NOT NULL PRIMARY KEY REFERENCES content_appeals (id),
    differences  TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    confirmed_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER content_appeal_confirmations_immutable_update BEFORE UPDATE ON content_appeal_confirmations BEGIN
    SELECT RAISE(ABORT, 'immutable: a confirmed appeal is immutable');
END;
CREATE TRIGGER content_appeal_confirmations_immutable_delete BEFORE DELETE ON content_appeal_confirmations BEGIN
    SELECT RAISE(ABORT, 'immutable: a confirmed appeal is immutable');
END;
