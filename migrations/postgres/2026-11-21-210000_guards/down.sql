DROP INDEX item_versions_by_stimulus;
ALTER TABLE assembly_runs DROP COLUMN access;
ALTER TABLE assembly_runs DROP COLUMN subject;
DROP TABLE derivations;
DROP TRIGGER form_item_variants_never_truncated ON form_item_variants;
DROP TRIGGER form_items_never_truncated ON form_items;
DROP TRIGGER forms_never_truncated ON forms;
DROP TRIGGER specification_subjects_never_truncated ON specification_subjects;
DROP TRIGGER specification_languages_never_truncated ON specification_languages;
DROP TRIGGER specification_versions_never_truncated ON specification_versions;
DROP TRIGGER item_tags_never_truncated ON item_tags;
DROP TRIGGER item_variants_never_truncated ON item_variants;
DROP TRIGGER item_versions_never_truncated ON item_versions;
DROP TRIGGER blobs_never_truncated ON blobs;
DROP TRIGGER item_reviews_never_truncated ON item_reviews;
DROP TRIGGER journal_entries_never_truncated ON journal_entries;
DROP TRIGGER results_never_truncated ON results;
DROP TRIGGER responses_never_truncated ON responses;
DROP TRIGGER marks_never_truncated ON marks;
DROP TRIGGER grading_policies_never_truncated ON grading_policies;
DROP TRIGGER curricula_never_truncated ON curricula;
DROP TRIGGER audit_never_truncated ON audit;
DROP TRIGGER blobs_immutable_delete ON blobs;
CREATE OR REPLACE FUNCTION synaq_item_variants_sealed_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number) THEN
        RAISE EXCEPTION 'immutable: %', 'texts of a sealed version are never changed, a new revision is added' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE FUNCTION synaq_item_tags_sealed_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number) THEN
        RAISE EXCEPTION 'immutable: %', 'tags of a sealed version are never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE FUNCTION synaq_form_items_locked_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft' THEN
        RAISE EXCEPTION 'immutable: %', 'the pins of a locked form are immutable' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE FUNCTION synaq_form_item_variants_locked_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft' THEN
        RAISE EXCEPTION 'immutable: %', 'the pins of a locked form are immutable' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
DROP TRIGGER item_variants_sealed_update ON item_variants;
CREATE TRIGGER item_variants_sealed_update BEFORE UPDATE ON item_variants FOR EACH ROW EXECUTE FUNCTION synaq_item_variants_sealed_update();
