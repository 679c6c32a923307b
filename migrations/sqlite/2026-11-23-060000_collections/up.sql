-- Sets of open items for schools: what is being put together, and its editions, which never change.
CREATE TABLE collections (
    id          TEXT NOT NULL PRIMARY KEY,
    owner_org   TEXT NOT NULL REFERENCES organisations (id),
    code        TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('formative', 'level_set', 'sample', 'questionnaire')),
    keys_for    TEXT NOT NULL CHECK (keys_for IN ('everybody', 'key_holders', 'nobody')),
    title       TEXT NOT NULL,
    description TEXT NOT NULL,
    subject     TEXT NOT NULL,
    grade_min   INTEGER NOT NULL,
    grade_max   INTEGER NOT NULL CHECK (grade_max >= grade_min),
    term        INTEGER NOT NULL,
    languages   TEXT NOT NULL,
    attribution TEXT NOT NULL,
    licence     TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
    edition     INTEGER NOT NULL CHECK (edition >= 0),
    revision    INTEGER NOT NULL,
    created_by  TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL,
    UNIQUE (owner_org, code)
) STRICT;
CREATE TRIGGER collections_owner_update BEFORE UPDATE ON collections WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
CREATE TABLE collection_items (
    collection_id TEXT NOT NULL REFERENCES collections (id),
    position      INTEGER NOT NULL CHECK (position >= 1),
    item_id       TEXT NOT NULL,
    number        INTEGER NOT NULL,
    level         TEXT NOT NULL CHECK (level IN ('', 'A', 'B', 'C')),
    attribution   TEXT NOT NULL,
    added_by      TEXT NOT NULL,
    added_at      TEXT NOT NULL,
    PRIMARY KEY (collection_id, item_id),
    UNIQUE (collection_id, position),
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
) STRICT;
CREATE TABLE collection_editions (
    collection_id TEXT NOT NULL REFERENCES collections (id),
    number        INTEGER NOT NULL CHECK (number >= 1),
    document      TEXT NOT NULL,
    file          TEXT NOT NULL,
    hash          TEXT NOT NULL,
    published_by  TEXT NOT NULL,
    published_at  TEXT NOT NULL,
    PRIMARY KEY (collection_id, number)
) STRICT;
CREATE TRIGGER collection_editions_immutable_update BEFORE UPDATE ON collection_editions BEGIN
    SELECT RAISE(ABORT, 'immutable: editions of collections are immutable');
END;
CREATE TRIGGER collection_editions_immutable_delete BEFORE DELETE ON collection_editions BEGIN
    SELECT RAISE(ABORT, 'immutable: editions of collections are immutable');
END;

-- What schools search: the newest edition of every collection that was published.
CREATE TABLE catalogue_entries (
    code          TEXT NOT NULL PRIMARY KEY,
    collection_id TEXT NOT NULL UNIQUE REFERENCES collections (id),
    owner_org     TEXT NOT NULL REFERENCES organisations (id),
    edition       INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    subject       TEXT NOT NULL,
    grade_min     INTEGER NOT NULL,
    grade_max     INTEGER NOT NULL,
    term          INTEGER NOT NULL,
    languages     TEXT NOT NULL,
    search_text   TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('published', 'withdrawn')),
    reason        TEXT NOT NULL,
    updated_at    TEXT NOT NULL
) STRICT;
CREATE INDEX catalogue_entries_by_subject ON catalogue_entries (subject, code);
-- What happened to them, in order of time.
CREATE TABLE catalogue_events (
    id            TEXT NOT NULL PRIMARY KEY,
    collection_id TEXT NOT NULL REFERENCES collections (id),
    owner_org     TEXT NOT NULL REFERENCES organisations (id),
    code          TEXT NOT NULL,
    kind          TEXT NOT NULL,
    change        TEXT NOT NULL CHECK (change IN ('published', 'renewed', 'withdrawn')),
    edition       INTEGER NOT NULL,
    reason        TEXT NOT NULL,
    at            TEXT NOT NULL
) STRICT;
CREATE INDEX catalogue_events_by_time ON catalogue_events (at, id);
CREATE TRIGGER catalogue_events_immutable_update BEFORE UPDATE ON catalogue_events BEGIN
    SELECT RAISE(ABORT, 'immutable: what happened to a collection is append-only');
END;
CREATE TRIGGER catalogue_events_immutable_delete BEFORE DELETE ON catalogue_events BEGIN
    SELECT RAISE(ABORT, 'immutable: what happened to a collection is append-only');
END;
-- Organisations that say who reads what they publish. Without a row: holders of a key.
CREATE TABLE catalogue_readers (
    org_id     TEXT NOT NULL PRIMARY KEY REFERENCES organisations (id),
    readers    TEXT NOT NULL CHECK (readers IN ('everybody', 'key_holders')),
    revision   INTEGER NOT NULL,
    updated_by TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
-- How often a collection was looked at and taken, by day; never by whom.
CREATE TABLE collection_counts (
    collection_id TEXT NOT NULL REFERENCES collections (id),
    day           TEXT NOT NULL,
    what          TEXT NOT NULL CHECK (what IN ('view', 'download')),
    times         INTEGER NOT NULL CHECK (times >= 1),
    PRIMARY KEY (collection_id, day, what)
) STRICT;

-- A questionnaire is asked in rounds. Only counts of its answers are kept: nobody can be found in them.
CREATE TABLE questionnaire_rounds (
    id            TEXT NOT NULL PRIMARY KEY,
    owner_org     TEXT NOT NULL REFERENCES organisations (id),
    collection_id TEXT NOT NULL,
    edition       INTEGER NOT NULL,
    title         TEXT NOT NULL,
    asked         TEXT NOT NULL,
    least         INTEGER NOT NULL CHECK (least >= 1),
    state         TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    revision      INTEGER NOT NULL,
    created_by    TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    closed_at     TEXT,
    FOREIGN KEY (collection_id, edition) REFERENCES collection_editions (collection_id, number)
) STRICT;
CREATE INDEX questionnaire_rounds_by_owner ON questionnaire_rounds (owner_org, id);
CREATE TRIGGER questionnaire_rounds_owner_update BEFORE UPDATE ON questionnaire_rounds WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
CREATE TABLE questionnaire_sheets (
    round_id    TEXT NOT NULL REFERENCES questionnaire_rounds (id),
    respondents TEXT NOT NULL,
    sheets      INTEGER NOT NULL CHECK (sheets >= 1),
    PRIMARY KEY (round_id, respondents)
) STRICT;
CREATE TABLE questionnaire_counts (
    round_id    TEXT NOT NULL REFERENCES questionnaire_rounds (id),
    respondents TEXT NOT NULL,
    position    INTEGER NOT NULL,
    part        TEXT NOT NULL,
    choice      TEXT NOT NULL,
    times       INTEGER NOT NULL CHECK (times >= 1),
    PRIMARY KEY (round_id, respondents, position, part, choice)
) STRICT;
