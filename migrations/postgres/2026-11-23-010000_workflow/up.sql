-- Which workflow an organisation follows, and those below it that chose none. Without a row anywhere above
-- an item, the states that are built in hold.
CREATE TABLE organisation_workflows (
    org_id      TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES organisations (id),
    workflow_id TEXT COLLATE "C" NOT NULL REFERENCES published_documents (id),
    revision    INTEGER NOT NULL,
    chosen_by   TEXT COLLATE "C" NOT NULL,
    chosen_at   TIMESTAMP NOT NULL
);

-- Every step of a version from state to state. '' as transition: another edition of the workflow took its
-- place; '' as from_state: it began.
CREATE TABLE item_state_changes (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    item_id    TEXT COLLATE "C" NOT NULL REFERENCES items (id),
    number     INTEGER NOT NULL CHECK (number >= 1),
    from_state TEXT COLLATE "C" NOT NULL,
    to_state   TEXT COLLATE "C" NOT NULL,
    phase      TEXT COLLATE "C" NOT NULL,
    transition TEXT COLLATE "C" NOT NULL,
    reason     TEXT COLLATE "C" NOT NULL,
    actor      TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX item_state_changes_by_item ON item_state_changes (item_id, number, id);
CREATE TRIGGER item_state_changes_immutable_update BEFORE UPDATE ON item_state_changes FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('what became of a version is history');
CREATE TRIGGER item_state_changes_immutable_delete BEFORE DELETE ON item_state_changes FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('what became of a version is history');
CREATE TRIGGER item_state_changes_never_truncated BEFORE TRUNCATE ON item_state_changes FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('what became of a version is history');

-- Submissions in rounds: what was sent back comes again as the next attempt of its round. '' as outcome: open.
CREATE TABLE review_attempts (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    item_id      TEXT COLLATE "C" NOT NULL REFERENCES items (id),
    number       INTEGER NOT NULL CHECK (number >= 1),
    round        INTEGER NOT NULL CHECK (round >= 1),
    attempt      INTEGER NOT NULL CHECK (attempt >= 1),
    previous     INTEGER NOT NULL CHECK (previous >= 0),
    submitted_by TEXT COLLATE "C" NOT NULL,
    submitted_at TIMESTAMP NOT NULL,
    outcome      TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('', 'approved', 'returned', 'rejected', 'withdrawn')),
    decided_by   TEXT COLLATE "C" NOT NULL,
    decided_at   TIMESTAMP,
    UNIQUE (item_id, round, attempt)
);
CREATE UNIQUE INDEX review_attempts_one_open ON review_attempts (item_id) WHERE outcome = '';
CREATE INDEX review_attempts_by_decision ON review_attempts (decided_at, id) WHERE outcome <> '';
CREATE TRIGGER review_attempts_decided_update BEFORE UPDATE ON review_attempts FOR EACH ROW WHEN (OLD.outcome <> '')
    EXECUTE FUNCTION synaq_refuse('a decided attempt stays as it was decided');
CREATE TRIGGER review_attempts_immutable_delete BEFORE DELETE ON review_attempts FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('an attempt is never taken away');
CREATE TRIGGER review_attempts_never_truncated BEFORE TRUNCATE ON review_attempts FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('an attempt is never taken away');

-- What one reviewer says of one stage of an attempt.
CREATE TABLE review_verdicts (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    item_id    TEXT COLLATE "C" NOT NULL REFERENCES items (id),
    number     INTEGER NOT NULL CHECK (number >= 1),
    round      INTEGER NOT NULL CHECK (round >= 1),
    attempt    INTEGER NOT NULL CHECK (attempt >= 1),
    stage      TEXT COLLATE "C" NOT NULL,
    language   TEXT COLLATE "C" NOT NULL,
    verdict    TEXT COLLATE "C" NOT NULL CHECK (verdict IN ('approve', 'revise', 'reject')),
    rating     TEXT COLLATE "C" NOT NULL CHECK (rating IN ('unsatisfactory', 'satisfactory', 'good')),
    answers    TEXT COLLATE "C" NOT NULL,
    comment    TEXT COLLATE "C" NOT NULL,
    reviewer   TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX review_verdicts_by_item ON review_verdicts (item_id, id);
CREATE TRIGGER review_verdicts_immutable_update BEFORE UPDATE ON review_verdicts FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('verdicts are kept as they were given');
CREATE TRIGGER review_verdicts_immutable_delete BEFORE DELETE ON review_verdicts FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('verdicts are kept as they were given');
CREATE TRIGGER review_verdicts_never_truncated BEFORE TRUNCATE ON review_verdicts FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('verdicts are kept as they were given');

-- Comments on parts of a version and answers to them; '' as parent: it begins a thread.
CREATE TABLE review_comments (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    item_id       TEXT COLLATE "C" NOT NULL REFERENCES items (id),
    number        INTEGER NOT NULL CHECK (number >= 1),
    parent        TEXT COLLATE "C" NOT NULL,
    anchor        TEXT COLLATE "C" NOT NULL,
    stage         TEXT COLLATE "C" NOT NULL,
    text          TEXT COLLATE "C" NOT NULL,
    blocking      BOOLEAN NOT NULL,
    state         TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'resolved', 'waived')),
    author        TEXT COLLATE "C" NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    closed_by     TEXT COLLATE "C" NOT NULL,
    closed_reason TEXT COLLATE "C" NOT NULL,
    closed_at     TIMESTAMP
);
CREATE INDEX review_comments_by_item ON review_comments (item_id, id);
CREATE TRIGGER review_comments_closed_update BEFORE UPDATE ON review_comments FOR EACH ROW WHEN (OLD.state <> 'open' OR NEW.text <> OLD.text OR NEW.author <> OLD.author OR NEW.anchor <> OLD.anchor)
    EXECUTE FUNCTION synaq_refuse('a comment stays as it was made, a closed one stays closed');
CREATE TRIGGER review_comments_immutable_delete BEFORE DELETE ON review_comments FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('a comment is never taken away');
CREATE TRIGGER review_comments_never_truncated BEFORE TRUNCATE ON review_comments FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('a comment is never taken away');

-- Pilot rounds as they were recorded; a round that was repeated has a record for each time.
CREATE TABLE pilot_rounds (
    id             TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    item_id        TEXT COLLATE "C" NOT NULL REFERENCES items (id),
    number         INTEGER NOT NULL CHECK (number >= 1),
    round          INTEGER NOT NULL CHECK (round BETWEEN 1 AND 9),
    administration TEXT COLLATE "C" NOT NULL,
    administered   TEXT COLLATE "C" NOT NULL,
    n              INTEGER NOT NULL CHECK (n >= 1),
    p              DOUBLE PRECISION CHECK (p BETWEEN 0 AND 1),
    rit            DOUBLE PRECISION CHECK (rit BETWEEN -1 AND 1),
    decision       TEXT COLLATE "C" NOT NULL CHECK (decision IN ('pass', 'repeat', 'revise', 'reject')),
    note           TEXT COLLATE "C" NOT NULL,
    decided_by     TEXT COLLATE "C" NOT NULL,
    created_at     TIMESTAMP NOT NULL
);
CREATE INDEX pilot_rounds_by_version ON pilot_rounds (item_id, number, id);
CREATE TRIGGER pilot_rounds_immutable_update BEFORE UPDATE ON pilot_rounds FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('a recorded pilot round stays as it was recorded');
CREATE TRIGGER pilot_rounds_immutable_delete BEFORE DELETE ON pilot_rounds FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('a recorded pilot round stays as it was recorded');
CREATE TRIGGER pilot_rounds_never_truncated BEFORE TRUNCATE ON pilot_rounds FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('a recorded pilot round stays as it was recorded');

-- Versions that were taken into the open collection, with whom to name.
CREATE TABLE item_promotions (
    item_id     TEXT COLLATE "C" NOT NULL REFERENCES items (id),
    number      INTEGER NOT NULL CHECK (number >= 1),
    attribution TEXT COLLATE "C" NOT NULL CHECK (attribution <> ''),
    licence     TEXT COLLATE "C" NOT NULL CHECK (licence <> ''),
    rating      TEXT COLLATE "C" NOT NULL,
    reviewers   INTEGER NOT NULL,
    carrying    INTEGER NOT NULL,
    promoted_by TEXT COLLATE "C" NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    PRIMARY KEY (item_id, number)
);
CREATE INDEX audit_by_actor ON audit (actor_id, object_kind, action);
