-- Which rules of item writing an organisation follows, and all below it that chose none of their own.
CREATE TABLE quality_choices (
    org_id    TEXT NOT NULL PRIMARY KEY REFERENCES organisations (id),
    policy    TEXT NOT NULL CHECK (policy <> ''),
    chosen_by TEXT NOT NULL,
    chosen_at TEXT NOT NULL
) STRICT;

-- What similarity compares of an item. Made of its texts, and made anew where they or the rule change.
CREATE TABLE item_prints (
    item_id  TEXT NOT NULL REFERENCES items (id),
    language TEXT NOT NULL,
    made_of  TEXT NOT NULL,
    print    BLOB NOT NULL,
    PRIMARY KEY (item_id, language)
) STRICT;

-- Findings that somebody answers for.
CREATE TABLE item_waivers (
    id       TEXT NOT NULL PRIMARY KEY,
    item_id  TEXT NOT NULL,
    number   INTEGER NOT NULL,
    finding  TEXT NOT NULL,
    code     TEXT NOT NULL,
    pointer  TEXT NOT NULL,
    args     TEXT NOT NULL,
    reason   TEXT NOT NULL CHECK (reason <> ''),
    given_by TEXT NOT NULL,
    given_at TEXT NOT NULL,
    UNIQUE (item_id, number, finding),
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
) STRICT;
CREATE TRIGGER item_waivers_immutable_update BEFORE UPDATE ON item_waivers BEGIN
    SELECT RAISE(ABORT, 'immutable: a waiver is immutable');
END;
CREATE TRIGGER item_waivers_immutable_delete BEFORE DELETE ON item_waivers BEGIN
    SELECT RAISE(ABORT, 'immutable: a waiver is immutable');
END;

-- What an external service says of a version; the newest score of each service.
CREATE TABLE external_similarities (
    item_id   TEXT NOT NULL,
    number    INTEGER NOT NULL,
    service   TEXT NOT NULL,
    score     INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10000),
    reference TEXT NOT NULL,
    set_by    TEXT NOT NULL,
    set_at    TEXT NOT NULL,
    PRIMARY KEY (item_id, number, service),
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
) STRICT;

-- Everything compared with everything.
CREATE TABLE similarity_runs (
    id          TEXT NOT NULL PRIMARY KEY,
    owner_org   TEXT NOT NULL REFERENCES organisations (id),
    job_id      TEXT NOT NULL REFERENCES jobs (id),
    policy      TEXT NOT NULL,
    subject     TEXT NOT NULL,
    language    TEXT NOT NULL,
    texts       INTEGER NOT NULL,
    compared    INTEGER NOT NULL,
    left_out    INTEGER NOT NULL,
    elapsed_ms  INTEGER NOT NULL,
    created_by  TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    finished_at TEXT
) STRICT;
CREATE INDEX similarity_runs_by_owner ON similarity_runs (owner_org, id);
CREATE TABLE similarity_suggestions (
    run_id     TEXT NOT NULL REFERENCES similarity_runs (id),
    number     INTEGER NOT NULL CHECK (number >= 1),
    kind       TEXT NOT NULL CHECK (kind IN ('same_item', 'enemies', 'clone_family')),
    language   TEXT NOT NULL,
    items      TEXT NOT NULL,
    score      TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'dismissed')),
    reason     TEXT NOT NULL,
    group_id   TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT,
    PRIMARY KEY (run_id, number)
) STRICT;
CREATE TRIGGER similarity_suggestions_immutable_update BEFORE UPDATE ON similarity_suggestions WHEN OLD.state <> 'open' BEGIN
    SELECT RAISE(ABORT, 'immutable: a decided suggestion is immutable');
END;
CREATE TRIGGER similarity_suggestions_immutable_delete BEFORE DELETE ON similarity_suggestions WHEN OLD.state <> 'open' BEGIN
    SELECT RAISE(ABORT, 'immutable: a decided suggestion is immutable');
END;
