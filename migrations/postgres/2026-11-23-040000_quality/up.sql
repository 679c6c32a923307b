-- Which rules of item writing an organisation follows, and all below it that chose none of their own.
CREATE TABLE quality_choices (
    org_id    TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES organisations (id),
    policy    TEXT COLLATE "C" NOT NULL CHECK (policy <> ''),
    chosen_by TEXT COLLATE "C" NOT NULL,
    chosen_at TIMESTAMP NOT NULL
);

-- What similarity compares of an item. Made of its texts, and made anew where they or the rule change.
CREATE TABLE item_prints (
    item_id  TEXT COLLATE "C" NOT NULL REFERENCES items (id),
    language TEXT COLLATE "C" NOT NULL,
    made_of  TEXT COLLATE "C" NOT NULL,
    print    BYTEA NOT NULL,
    PRIMARY KEY (item_id, language)
);

-- Findings that somebody answers for.
CREATE TABLE item_waivers (
    id       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    item_id  TEXT COLLATE "C" NOT NULL,
    number   INTEGER NOT NULL,
    finding  TEXT COLLATE "C" NOT NULL,
    code     TEXT COLLATE "C" NOT NULL,
    pointer  TEXT COLLATE "C" NOT NULL,
    args     TEXT COLLATE "C" NOT NULL,
    reason   TEXT COLLATE "C" NOT NULL CHECK (reason <> ''),
    given_by TEXT COLLATE "C" NOT NULL,
    given_at TIMESTAMP NOT NULL,
    UNIQUE (item_id, number, finding),
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
);
CREATE TRIGGER item_waivers_immutable_update BEFORE UPDATE ON item_waivers FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('a waiver is immutable');
CREATE TRIGGER item_waivers_immutable_delete BEFORE DELETE ON item_waivers FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('a waiver is immutable');
CREATE TRIGGER item_waivers_never_truncated BEFORE TRUNCATE ON item_waivers FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('a waiver is immutable');

-- What an external service says of a version; the newest score of each service.
CREATE TABLE external_similarities (
    item_id   TEXT COLLATE "C" NOT NULL,
    number    INTEGER NOT NULL,
    service   TEXT COLLATE "C" NOT NULL,
    score     BIGINT NOT NULL CHECK (score BETWEEN 0 AND 10000),
    reference TEXT COLLATE "C" NOT NULL,
    set_by    TEXT COLLATE "C" NOT NULL,
    set_at    TIMESTAMP NOT NULL,
    PRIMARY KEY (item_id, number, service),
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
);

-- Everything compared with everything.
CREATE TABLE similarity_runs (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org   TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    job_id      TEXT COLLATE "C" NOT NULL REFERENCES jobs (id),
    policy      TEXT COLLATE "C" NOT NULL,
    subject     TEXT COLLATE "C" NOT NULL,
    language    TEXT COLLATE "C" NOT NULL,
    texts       BIGINT NOT NULL,
    compared    BIGINT NOT NULL,
    left_out    BIGINT NOT NULL,
    elapsed_ms  BIGINT NOT NULL,
    created_by  TEXT COLLATE "C" NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX similarity_runs_by_owner ON similarity_runs (owner_org, id);
CREATE TABLE similarity_suggestions (
    run_id     TEXT COLLATE "C" NOT NULL REFERENCES similarity_runs (id),
    number     INTEGER NOT NULL CHECK (number >= 1),
    kind       TEXT COLLATE "C" NOT NULL CHECK (kind IN ('same_item', 'enemies', 'clone_family')),
    language   TEXT COLLATE "C" NOT NULL,
    items      TEXT COLLATE "C" NOT NULL,
    score      TEXT COLLATE "C" NOT NULL,
    state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'accepted', 'dismissed')),
    reason     TEXT COLLATE "C" NOT NULL,
    group_id   TEXT COLLATE "C" NOT NULL,
    decided_by TEXT COLLATE "C" NOT NULL,
    decided_at TIMESTAMP,
    PRIMARY KEY (run_id, number)
);
CREATE TRIGGER similarity_suggestions_immutable_update BEFORE UPDATE ON similarity_suggestions FOR EACH ROW
    WHEN (OLD.state <> 'open') EXECUTE FUNCTION synaq_refuse('a decided suggestion is immutable');
CREATE TRIGGER similarity_suggestions_immutable_delete BEFORE DELETE ON similarity_suggestions FOR EACH ROW
    WHEN (OLD.state <> 'open') EXECUTE FUNCTION synaq_refuse('a decided suggestion is immutable');
CREATE TRIGGER similarity_suggestions_never_truncated BEFORE TRUNCATE ON similarity_suggestions FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('a decided suggestion is immutable');
