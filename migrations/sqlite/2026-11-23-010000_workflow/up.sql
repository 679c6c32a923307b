-- Which workflow an organisation follows, and those below it that chose none. Without a row anywhere above
-- an item, the states that are built in hold.
CREATE TABLE organisation_workflows (
    org_id      TEXT NOT NULL PRIMARY KEY REFERENCES organisations (id),
    workflow_id TEXT NOT NULL REFERENCES published_documents (id),
    revision    INTEGER NOT NULL,
    chosen_by   TEXT NOT NULL,
    chosen_at   TEXT NOT NULL
) STRICT;

-- Every step of a version from state to state. '' as transition: another edition of the workflow took its
-- place; '' as from_state: it began.
CREATE TABLE item_state_changes (
    id         TEXT NOT NULL PRIMARY KEY,
    item_id    TEXT NOT NULL REFERENCES items (id),
    number     INTEGER NOT NULL CHECK (number >= 1),
    from_state TEXT NOT NULL,
    to_state   TEXT NOT NULL,
    phase      TEXT NOT NULL,
    transition TEXT NOT NULL,
    reason     TEXT NOT NULL,
    actor      TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX item_state_changes_by_item ON item_state_changes (item_id, number, id);
CREATE TRIGGER item_state_changes_immutable_update BEFORE UPDATE ON item_state_changes BEGIN
    SELECT RAISE(ABORT, 'immutable: what became of a version is history');
END;
CREATE TRIGGER item_state_changes_immutable_delete BEFORE DELETE ON item_state_changes BEGIN
    SELECT RAISE(ABORT, 'immutable: what became of a version is history');
END;

-- Submissions in rounds: what was sent back comes again as the next attempt of its round. '' as outcome: open.
CREATE TABLE review_attempts (
    id           TEXT NOT NULL PRIMARY KEY,
    item_id      TEXT NOT NULL REFERENCES items (id),
    number       INTEGER NOT NULL CHECK (number >= 1),
    round        INTEGER NOT NULL CHECK (round >= 1),
    attempt      INTEGER NOT NULL CHECK (attempt >= 1),
    previous     INTEGER NOT NULL CHECK (previous >= 0),
    submitted_by TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    outcome      TEXT NOT NULL CHECK (outcome IN ('', 'approved', 'returned', 'rejected', 'withdrawn')),
    decided_by   TEXT NOT NULL,
    decided_at   TEXT,
    UNIQUE (item_id, round, attempt)
) STRICT;
CREATE UNIQUE INDEX review_attempts_one_open ON review_attempts (item_id) WHERE outcome = '';
CREATE INDEX review_attempts_by_decision ON review_attempts (decided_at, id) WHERE outcome <> '';
CREATE TRIGGER review_attempts_decided_update BEFORE UPDATE ON review_attempts WHEN OLD.outcome <> '' BEGIN
    SELECT RAISE(ABORT, 'immutable: a decided attempt stays as it was decided');
END;
CREATE TRIGGER review_attempts_immutable_delete BEFORE DELETE ON review_attempts BEGIN
    SELECT RAISE(ABORT, 'immutable: an attempt is never taken away');
END;

-- What one reviewer says of one stage of an attempt.
CREATE TABLE review_verdicts (
    id         TEXT NOT NULL PRIMARY KEY,
    item_id    TEXT NOT NULL REFERENCES items (id),
    number     INTEGER NOT NULL CHECK (number >= 1),
    round      INTEGER NOT NULL CHECK (round >= 1),
    attempt    INTEGER NOT NULL CHECK (attempt >= 1),
    stage      TEXT NOT NULL,
    language   TEXT NOT NULL,
    verdict    TEXT NOT NULL CHECK (verdict IN ('approve', 'revise', 'reject')),
    rating     TEXT NOT NULL CHECK (rating IN ('unsatisfactory', 'satisfactory', 'good')),
    answers    TEXT NOT NULL,
    comment    TEXT NOT NULL,
    reviewer   TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX review_verdicts_by_item ON review_verdicts (item_id, id);
CREATE TRIGGER review_verdicts_immutable_update BEFORE UPDATE ON review_verdicts BEGIN
    SELECT RAISE(ABORT, 'immutable: verdicts are kept as they were given');
END;
CREATE TRIGGER review_verdicts_immutable_delete BEFORE DELETE ON review_verdicts BEGIN
    SELECT RAISE(ABORT, 'immutable: verdicts are kept as they were given');
END;

-- Comments on parts of a version and answers to them; '' as parent: it begins a thread.
CREATE TABLE review_comments (
    id            TEXT NOT NULL PRIMARY KEY,
    item_id       TEXT NOT NULL REFERENCES items (id),
    number        INTEGER NOT NULL CHECK (number >= 1),
    parent        TEXT NOT NULL,
    anchor        TEXT NOT NULL,
    stage         TEXT NOT NULL,
    text          TEXT NOT NULL,
    blocking      INTEGER NOT NULL CHECK (blocking IN (0, 1)),
    state         TEXT NOT NULL CHECK (state IN ('open', 'resolved', 'waived')),
    author        TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    closed_by     TEXT NOT NULL,
    closed_reason TEXT NOT NULL,
    closed_at     TEXT
) STRICT;
CREATE INDEX review_comments_by_item ON review_comments (item_id, id);
CREATE TRIGGER review_comments_closed_update BEFORE UPDATE ON review_comments
WHEN OLD.state <> 'open' OR NEW.text <> OLD.text OR NEW.author <> OLD.author OR NEW.anchor <> OLD.anchor BEGIN
    SELECT RAISE(ABORT, 'immutable: a comment stays as it was made, a closed one stays closed');
END;
CREATE TRIGGER review_comments_immutable_delete BEFORE DELETE ON review_comments BEGIN
    SELECT RAISE(ABORT, 'immutable: a comment is never taken away');
END;

-- Pilot rounds as they were recorded; a round that was repeated has a record for each time.
CREATE TABLE pilot_rounds (
    id             TEXT NOT NULL PRIMARY KEY,
    item_id        TEXT NOT NULL REFERENCES items (id),
    number         INTEGER NOT NULL CHECK (number >= 1),
    round          INTEGER NOT NULL CHECK (round BETWEEN 1 AND 9),
    administration TEXT NOT NULL,
    administered   TEXT NOT NULL,
    n              INTEGER NOT NULL CHECK (n >= 1),
    p              REAL CHECK (p BETWEEN 0 AND 1),
    rit            REAL CHECK (rit BETWEEN -1 AND 1),
    decision       TEXT NOT NULL CHECK (decision IN ('pass', 'repeat', 'revise', 'reject')),
    note           TEXT NOT NULL,
    decided_by     TEXT NOT NULL,
    created_at     TEXT NOT NULL
) STRICT;
CREATE INDEX pilot_rounds_by_version ON pilot_rounds (item_id, number, id);
CREATE TRIGGER pilot_rounds_immutable_update BEFORE UPDATE ON pilot_rounds BEGIN
    SELECT RAISE(ABORT, 'immutable: a recorded pilot round stays as it was recorded');
END;
CREATE TRIGGER pilot_rounds_immutable_delete BEFORE DELETE ON pilot_rounds BEGIN
    SELECT RAISE(ABORT, 'immutable: a recorded pilot round stays as it was recorded');
END;

-- Versions that were taken into the open collection, with whom to name.
CREATE TABLE item_promotions (
    item_id     TEXT NOT NULL REFERENCES items (id),
    number      INTEGER NOT NULL CHECK (number >= 1),
    attribution TEXT NOT NULL CHECK (attribution <> ''),
    licence     TEXT NOT NULL CHECK (licence <> ''),
    rating      TEXT NOT NULL,
    reviewers   INTEGER NOT NULL,
    carrying    INTEGER NOT NULL,
    promoted_by TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    PRIMARY KEY (item_id, number)
) STRICT;
CREATE INDEX audit_by_actor ON audit (actor_id, object_kind, action);
