-- Counts of items are kept in memory; this tells which items they have to be made anew for. There is one
-- row for each item that changed, with the number of the transaction that changed it last: a reader takes
-- every number from its last oldest running transaction on, so a slow one is never missed. Whoever
-- changes an item's tags or languages changes its version's row, too.
CREATE TABLE item_changes (
    item_id   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    change_no BIGINT NOT NULL
);
CREATE INDEX item_changes_by_number ON item_changes (change_no);
CREATE FUNCTION synaq_item_versions_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO item_changes (item_id, change_no)
    SELECT item_id, pg_current_xact_id()::text::bigint FROM changed GROUP BY item_id ORDER BY item_id
    ON CONFLICT (item_id) DO UPDATE SET change_no = excluded.change_no;
    RETURN NULL;
END
$$;
CREATE TRIGGER item_versions_changed_insert AFTER INSERT ON item_versions
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION synaq_item_versions_changed();
CREATE TRIGGER item_versions_changed_update AFTER UPDATE ON item_versions
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION synaq_item_versions_changed();
CREATE TRIGGER item_versions_changed_delete AFTER DELETE ON item_versions
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION synaq_item_versions_changed();

-- Lists in the order in which people look things up. The keys are made by the program.
ALTER TABLE items ADD COLUMN code_key TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE item_versions ADD COLUMN title_key TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX items_by_code ON items (code_key, id);
CREATE INDEX item_versions_by_title ON item_versions (title_key, item_id, number) WHERE latest;
CREATE INDEX item_versions_by_points ON item_versions (points, item_id, number) WHERE latest;
CREATE INDEX item_versions_by_difficulty ON item_versions (difficulty, item_id, number) WHERE latest;

-- Words by their first one or two letters need no table of their own here: pg_trgm pads words with blanks.

-- Searches that are kept.
CREATE TABLE saved_searches (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org  TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    created_by TEXT COLLATE "C" NOT NULL,
    name       TEXT COLLATE "C" NOT NULL,
    name_key   TEXT COLLATE "C" NOT NULL,
    shared     BOOLEAN NOT NULL,
    query      TEXT COLLATE "C" NOT NULL,
    revision   INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    UNIQUE (owner_org, created_by, name)
);
CREATE TRIGGER saved_searches_owner_update BEFORE UPDATE ON saved_searches FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');

-- Filters over statistics look for the newest administration of a metric.
CREATE INDEX item_statistics_by_metric ON item_statistics (item_id, number, metric, administered);
