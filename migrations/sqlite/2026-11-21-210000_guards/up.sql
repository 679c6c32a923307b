-- A change may not move rows into what is final either: the row is looked at before and after.
-- The folded search text is derived, so it alone may be folded anew in a sealed version.
DROP TRIGGER item_variants_sealed_update;
CREATE TRIGGER item_variants_sealed_update BEFORE UPDATE OF item_id, number, language, revision, texts, texts_hash, source_language, source_hash, state, created_by, created_at ON item_variants
WHEN (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number)
  OR (SELECT sealed FROM item_versions WHERE item_id = NEW.item_id AND number = NEW.number) BEGIN
    SELECT RAISE(ABORT, 'immutable: texts of a sealed version are never changed, a new revision is added');
END;
DROP TRIGGER item_tags_sealed_update;
CREATE TRIGGER item_tags_sealed_update BEFORE UPDATE ON item_tags
WHEN (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number)
  OR (SELECT sealed FROM item_versions WHERE item_id = NEW.item_id AND number = NEW.number) BEGIN
    SELECT RAISE(ABORT, 'immutable: tags of a sealed version are never changed');
END;
DROP TRIGGER specification_languages_published_update;
CREATE TRIGGER specification_languages_published_update BEFORE UPDATE ON specification_languages
WHEN (SELECT state FROM specification_versions WHERE specification_id = OLD.specification_id AND version = OLD.version) IN ('published', 'withdrawn')
  OR (SELECT state FROM specification_versions WHERE specification_id = NEW.specification_id AND version = NEW.version) IN ('published', 'withdrawn') BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
DROP TRIGGER specification_subjects_published_update;
CREATE TRIGGER specification_subjects_published_update BEFORE UPDATE ON specification_subjects
WHEN (SELECT state FROM specification_versions WHERE specification_id = OLD.specification_id AND version = OLD.version) IN ('published', 'withdrawn')
  OR (SELECT state FROM specification_versions WHERE specification_id = NEW.specification_id AND version = NEW.version) IN ('published', 'withdrawn') BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
DROP TRIGGER form_items_locked_update;
CREATE TRIGGER form_items_locked_update BEFORE UPDATE ON form_items
WHEN (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft'
  OR (SELECT state FROM forms WHERE id = NEW.form_id) <> 'draft' BEGIN
    SELECT RAISE(ABORT, 'immutable: the pins of a locked form are immutable');
END;
DROP TRIGGER form_item_variants_locked_update;
CREATE TRIGGER form_item_variants_locked_update BEFORE UPDATE ON form_item_variants
WHEN (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft'
  OR (SELECT state FROM forms WHERE id = NEW.form_id) <> 'draft' BEGIN
    SELECT RAISE(ABORT, 'immutable: the pins of a locked form are immutable');
END;
CREATE TRIGGER blobs_immutable_delete BEFORE DELETE ON blobs BEGIN
    SELECT RAISE(ABORT, 'immutable: blobs are immutable');
END;

-- By which rule derived columns were made; a program with a newer rule makes them again once.
CREATE TABLE derivations (
    name    TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT;
INSERT INTO derivations (name, version) VALUES ('item_variants.search_text', 1);

-- What a run is about and how secret its forms are stands in its row, so that a list can be cut by it.
ALTER TABLE assembly_runs ADD COLUMN subject TEXT NOT NULL DEFAULT '';
ALTER TABLE assembly_runs ADD COLUMN access TEXT NOT NULL DEFAULT 'secure' CHECK (access IN ('open', 'restricted', 'secure'));
UPDATE assembly_runs SET
    subject = coalesce(json_extract(options, '$.about'), ''),
    access = coalesce((SELECT min(access) FROM forms WHERE run_id = assembly_runs.id), 'secure');

-- Whether a stimulus is as secret as the tasks that hang on it.
CREATE INDEX item_versions_by_stimulus ON item_versions (stimulus, access) WHERE stimulus <> '';
