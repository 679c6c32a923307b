-- Sets of open items for schools: what is being put together, and its editions, which never change.
CREATE TABLE collections (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org   TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    code        TEXT COLLATE "C" NOT NULL,
    kind        TEXT COLLATE "C" NOT NULL CHECK (kind IN ('formative', 'level_set', 'sample', 'questionnaire')),
    keys_for    TEXT COLLATE "C" NOT NULL CHECK (keys_for IN ('everybody', 'key_holders', 'nobody')),
    title       TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C" NOT NULL,
    subject     TEXT COLLATE "C" NOT NULL,
    grade_min   INTEGER NOT NULL,
    grade_max   INTEGER NOT NULL CHECK (grade_max >= grade_min),
    term        INTEGER NOT NULL,
    languages   TEXT COLLATE "C" NOT NULL,
    attribution TEXT COLLATE "C" NOT NULL,
    licence     TEXT COLLATE "C" NOT NULL,
    state       TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
    edition     INTEGER NOT NULL CHECK (edition >= 0),
    revision    INTEGER NOT NULL,
    created_by  TEXT COLLATE "C" NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    updated_at  TIMESTAMP NOT NULL,
    UNIQUE (owner_org, code)
);
CREATE TRIGGER collections_owner_update BEFORE UPDATE ON collections FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
CREATE TABLE collection_items (
    collection_id TEXT COLLATE "C" NOT NULL REFERENCES collections (id),
    position      INTEGER NOT NULL CHECK (position >= 1),
    item_id       TEXT COLLATE "C" NOT NULL,
    number        INTEGER NOT NULL,
    level         TEXT COLLATE "C" NOT NULL CHECK (level IN ('', 'A', 'B', 'C')),
    attribution   TEXT COLLATE "C" NOT NULL,
    added_by      TEXT COLLATE "C" NOT NULL,
    added_at      TIMESTAMP NOT NULL,
    PRIMARY KEY (collection_id, item_id),
    UNIQUE (collection_id, position),
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
);
CREATE TABLE collection_editions (
    collection_id TEXT COLLATE "C" NOT NULL REFERENCES collections (id),
    number        INTEGER NOT NULL CHECK (number >= 1),
    document      TEXT COLLATE "C" NOT NULL,
    file          TEXT COLLATE "C" NOT NULL,
    hash          TEXT COLLATE "C" NOT NULL,
    published_by  TEXT COLLATE "C" NOT NULL,
    published_at  TIMESTAMP NOT NULL,
    PRIMARY KEY (collection_id, number)
);
CREATE TRIGGER collection_editions_immutable_update BEFORE UPDATE ON collection_editions FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('editions of collections are immutable');
CREATE TRIGGER collection_editions_immutable_delete BEFORE DELETE ON collection_editions FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('editions of collections are immutable');
CREATE TRIGGER collection_editions_never_truncated BEFORE TRUNCATE ON collection_editions FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('editions of collections are immutable');

-- What schools search: the newest edition of every collection that was published.
CREATE TABLE catalogue_entries (
    code          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    collection_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES collections (id),
    owner_org     TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    edition       INTEGER NOT NULL,
    kind          TEXT COLLATE "C" NOT NULL,
    subject       TEXT COLLATE "C" NOT NULL,
    grade_min     INTEGER NOT NULL,
    grade_max     INTEGER NOT NULL,
    term          INTEGER NOT NULL,
    languages     TEXT COLLATE "C" NOT NULL,
    search_text   TEXT COLLATE "C" NOT NULL,
    state         TEXT COLLATE "C" NOT NULL CHECK (state IN ('published', 'withdrawn')),
    reason        TEXT COLLATE "C" NOT NULL,
    updated_at    TIMESTAMP NOT NULL
);
CREATE INDEX catalogue_entries_by_subject ON catalogue_entries (subject, code);
-- What happened to them, in order of time.
CREATE TABLE catalogue_events (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    collection_id TEXT COLLATE "C" NOT NULL REFERENCES collections (id),
    owner_org     TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    code          TEXT COLLATE "C" NOT NULL,
    kind          TEXT COLLATE "C" NOT NULL,
    change        TEXT COLLATE "C" NOT NULL CHECK (change IN ('published', 'renewed', 'withdrawn')),
    edition       INTEGER NOT NULL,
    reason        TEXT COLLATE "C" NOT NULL,
    at            TIMESTAMP NOT NULL
);
CREATE INDEX catalogue_events_by_time ON catalogue_events (at, id);
CREATE TRIGGER catalogue_events_immutable_update BEFORE UPDATE ON catalogue_events FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('what happened to a collection is append-only');
CREATE TRIGGER catalogue_events_immutable_delete BEFORE DELETE ON catalogue_events FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('what happened to a collection is append-only');
CREATE TRIGGER catalogue_events_never_truncated BEFORE TRUNCATE ON catalogue_events FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('what happened to a collection is append-only');
-- Organisations that say who reads what they publish. Without a row: holders of a key.
CREATE TABLE catalogue_readers (
    org_id     TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES organisations (id),
    readers    TEXT COLLATE "C" NOT NULL CHECK (readers IN ('everybody', 'key_holders')),
    revision   INTEGER NOT NULL,
    updated_by TEXT COLLATE "C" NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
-- How often a collection was looked at and taken, by day; never by whom.
CREATE TABLE collection_counts (
    collection_id TEXT COLLATE "C" NOT NULL REFERENCES collections (id),
    day           TEXT COLLATE "C" NOT NULL,
    what          TEXT COLLATE "C" NOT NULL CHECK (what IN ('view', 'download')),
    times         BIGINT NOT NULL CHECK (times >= 1),
    PRIMARY KEY (collection_id, day, what)
);

-- A questionnaire is asked in rounds. Only counts of its answers are kept: nobody can be found in them.
CREATE TABLE questionnaire_rounds (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org     TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    collection_id TEXT COLLATE "C" NOT NULL,
    edition       INTEGER NOT NULL,
    title         TEXT COLLATE "C" NOT NULL,
    asked         TEXT COLLATE "C" NOT NULL,
    least         INTEGER NOT NULL CHECK (least >= 1),
    state         TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'closed')),
    revision      INTEGER NOT NULL,
    created_by    TEXT COLLATE "C" NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    closed_at     TIMESTAMP,
    FOREIGN KEY (collection_id, edition) REFERENCES collection_editions (collection_id, number)
);
CREATE INDEX questionnaire_rounds_by_owner ON questionnaire_rounds (owner_org, id);
CREATE TRIGGER questionnaire_rounds_owner_update BEFORE UPDATE ON questionnaire_rounds FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
CREATE TABLE questionnaire_sheets (
    round_id    TEXT COLLATE "C" NOT NULL REFERENCES questionnaire_rounds (id),
    respondents TEXT COLLATE "C" NOT NULL,
    sheets      BIGINT NOT NULL CHECK (sheets >= 1),
    PRIMARY KEY (round_id, respondents)
);
CREATE TABLE questionnaire_counts (
    round_id    TEXT COLLATE "C" NOT NULL REFERENCES questionnaire_rounds (id),
    respondents TEXT COLLATE "C" NOT NULL,
    position    INTEGER NOT NULL,
    part        TEXT COLLATE "C" NOT NULL,
    choice      TEXT COLLATE "C" NOT NULL,
    times       BIGINT NOT NULL CHECK (times >= 1),
    PRIMARY KEY (round_id, respondents, position, part, choice)
);
