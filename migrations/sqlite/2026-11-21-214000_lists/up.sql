-- Counts of items are kept in memory; this tells which items they have to be made anew for. There is one
-- row for each item that changed, with the number of its last change. Whoever changes an item's tags or
-- languages changes its version's row, too.
CREATE TABLE item_changes (
    item_id   TEXT NOT NULL PRIMARY KEY,
    change_no INTEGER NOT NULL
) STRICT;
CREATE INDEX item_changes_by_number ON item_changes (change_no);
CREATE TRIGGER item_versions_changed_insert AFTER INSERT ON item_versions BEGIN
    INSERT INTO item_changes (item_id, change_no)
    VALUES (NEW.item_id, (SELECT coalesce(max(change_no), 0) + 1 FROM item_changes))
    ON CONFLICT (item_id) DO UPDATE SET change_no = excluded.change_no;
END;
CREATE TRIGGER item_versions_changed_update AFTER UPDATE ON item_versions BEGIN
    INSERT INTO item_changes (item_id, change_no)
    VALUES (NEW.item_id, (SELECT coalesce(max(change_no), 0) + 1 FROM item_changes))
    ON CONFLICT (item_id) DO UPDATE SET change_no = excluded.change_no;
END;
CREATE TRIGGER item_versions_changed_delete AFTER DELETE ON item_versions BEGIN
    INSERT INTO item_changes (item_id, change_no)
    VALUES (OLD.item_id, (SELECT coalesce(max(change_no), 0) + 1 FROM item_changes))
    ON CONFLICT (item_id) DO UPDATE SET change_no = excluded.change_no;
END;

-- Lists in the order in which people look things up. The keys are made by the program.
ALTER TABLE items ADD COLUMN code_key TEXT NOT NULL DEFAULT '';
ALTER TABLE item_versions ADD COLUMN title_key TEXT NOT NULL DEFAULT '';
CREATE INDEX items_by_code ON items (code_key, id);
CREATE INDEX item_versions_by_title ON item_versions (title_key, item_id, number) WHERE latest;
CREATE INDEX item_versions_by_points ON item_versions (points, item_id, number) WHERE latest;
CREATE INDEX item_versions_by_difficulty ON item_versions (difficulty, item_id, number) WHERE latest;

-- Words by their first one or two letters: trigrams begin at three.
CREATE VIRTUAL TABLE item_variants_search_words USING fts5 (
    search_text, content = 'item_variants', content_rowid = 'rowid',
    tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2', detail = 'none', columnsize = 0
);
INSERT INTO item_variants_search_words (item_variants_search_words) VALUES ('rebuild');
CREATE TRIGGER item_variants_search_words_insert AFTER INSERT ON item_variants BEGIN
    INSERT INTO item_variants_search_words (rowid, search_text) VALUES (NEW.rowid, NEW.search_text);
END;
CREATE TRIGGER item_variants_search_words_delete AFTER DELETE ON item_variants BEGIN
    INSERT INTO item_variants_search_words (item_variants_search_words, rowid, search_text) VALUES ('delete', OLD.rowid, OLD.search_text);
END;
CREATE TRIGGER item_variants_search_words_update AFTER UPDATE OF search_text ON item_variants BEGIN
    INSERT INTO item_variants_search_words (item_variants_search_words, rowid, search_text) VALUES ('delete', OLD.rowid, OLD.search_text);
    INSERT INTO item_variants_search_words (rowid, search_text) VALUES (NEW.rowid, NEW.search_text);
END;

-- Searches that are kept.
CREATE TABLE saved_searches (
    id         TEXT NOT NULL PRIMARY KEY,
    owner_org  TEXT NOT NULL REFERENCES organisations (id),
    created_by TEXT NOT NULL,
    name       TEXT NOT NULL,
    name_key   TEXT NOT NULL,
    shared     INTEGER NOT NULL CHECK (shared IN (0, 1)),
    query      TEXT NOT NULL,
    revision   INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (owner_org, created_by, name)
) STRICT;
CREATE TRIGGER saved_searches_owner_update BEFORE UPDATE ON saved_searches WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;

-- Filters over statistics look for the newest administration of a metric.
CREATE INDEX item_statistics_by_metric ON item_statistics (item_id, number, metric, administered);
