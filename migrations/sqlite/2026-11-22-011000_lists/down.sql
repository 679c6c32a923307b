DROP INDEX item_versions_of_subject;
DROP INDEX item_versions_by_code;
ALTER TABLE items ADD COLUMN code_key TEXT NOT NULL DEFAULT '';
UPDATE items SET code_key = (SELECT code_key FROM item_versions WHERE item_id = items.id AND latest);
CREATE INDEX items_by_code ON items (code_key, id);
ALTER TABLE item_versions DROP COLUMN code_key;
