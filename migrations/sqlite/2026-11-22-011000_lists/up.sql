-- The key of the code stands beside what lists are cut by: an order over two tables is a sort of the whole
-- bank for every page.
ALTER TABLE item_versions ADD COLUMN code_key TEXT NOT NULL DEFAULT '';
DROP TRIGGER item_versions_changed_update;
UPDATE item_versions SET code_key = (SELECT items.code_key FROM items WHERE items.id = item_versions.item_id);
CREATE TRIGGER item_versions_changed_update AFTER UPDATE ON item_versions BEGIN
    INSERT INTO item_changes (item_id, change_no)
    VALUES (NEW.item_id, (SELECT coalesce(max(change_no), 0) + 1 FROM item_changes))
    ON CONFLICT (item_id) DO UPDATE SET change_no = excluded.change_no;
END;
DROP INDEX items_by_code;
ALTER TABLE items DROP COLUMN code_key;
CREATE INDEX item_versions_by_code ON item_versions (code_key, item_id, number) WHERE latest;

-- Most lists are of one subject. The other orders of a subject are sorts of that subject's items: an index for
-- each would cost an import a quarter of its pace.
CREATE INDEX item_versions_of_subject ON item_versions (subject, item_id, number) WHERE latest;
