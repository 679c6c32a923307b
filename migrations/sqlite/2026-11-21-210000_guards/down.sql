DROP INDEX item_versions_by_stimulus;
ALTER TABLE assembly_runs DROP COLUMN access;
ALTER TABLE assembly_runs DROP COLUMN subject;
DROP TABLE derivations;
DROP TRIGGER blobs_immutable_delete;
DROP TRIGGER item_variants_sealed_update;
CREATE TRIGGER item_variants_sealed_update BEFORE UPDATE ON item_variants WHEN (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number) BEGIN
    SELECT RAISE(ABORT, 'immutable: texts of a sealed version are never changed, a new revision is added');
END;
DROP TRIGGER item_tags_sealed_update;
CREATE TRIGGER item_tags_sealed_update BEFORE UPDATE ON item_tags WHEN (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number) BEGIN
    SELECT RAISE(ABORT, 'immutable: tags of a sealed version are never changed');
END;
DROP TRIGGER specification_languages_published_update;
CREATE TRIGGER specification_languages_published_update BEFORE UPDATE ON specification_languages WHEN (SELECT state FROM specification_versions WHERE specification_id = OLD.specification_id AND version = OLD.version) IN ('published', 'withdrawn') BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
DROP TRIGGER specification_subjects_published_update;
CREATE TRIGGER specification_subjects_published_update BEFORE UPDATE ON specification_subjects WHEN (SELECT state FROM specification_versions WHERE specification_id = OLD.specification_id AND version = OLD.version) IN ('published', 'withdrawn') BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
DROP TRIGGER form_items_locked_update;
CREATE TRIGGER form_items_locked_update BEFORE UPDATE ON form_items WHEN (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft' BEGIN
    SELECT RAISE(ABORT, 'immutable: the pins of a locked form are immutable');
END;
DROP TRIGGER form_item_variants_locked_update;
CREATE TRIGGER form_item_variants_locked_update BEFORE UPDATE ON form_item_variants WHEN (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft' BEGIN
    SELECT RAISE(ABORT, 'immutable: the pins of a locked form are immutable');
END;
