-- A change may not move rows into what is final either: the row is looked at before and after.
-- The folded search text is derived, so it alone may be folded anew in a sealed version.
-- (Parts of specifications are looked at both ways since the beginning.)
CREATE OR REPLACE FUNCTION synaq_item_variants_sealed_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number)
    OR (SELECT sealed FROM item_versions WHERE item_id = NEW.item_id AND number = NEW.number) THEN
        RAISE EXCEPTION 'immutable: %', 'texts of a sealed version are never changed, a new revision is added' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE FUNCTION synaq_item_tags_sealed_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number)
    OR (SELECT sealed FROM item_versions WHERE item_id = NEW.item_id AND number = NEW.number) THEN
        RAISE EXCEPTION 'immutable: %', 'tags of a sealed version are never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE FUNCTION synaq_form_items_locked_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft'
    OR (SELECT state FROM forms WHERE id = NEW.form_id) <> 'draft' THEN
        RAISE EXCEPTION 'immutable: %', 'the pins of a locked form are immutable' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE FUNCTION synaq_form_item_variants_locked_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft'
    OR (SELECT state FROM forms WHERE id = NEW.form_id) <> 'draft' THEN
        RAISE EXCEPTION 'immutable: %', 'the pins of a locked form are immutable' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
DROP TRIGGER item_variants_sealed_update ON item_variants;
CREATE TRIGGER item_variants_sealed_update BEFORE UPDATE OF item_id, number, language, revision, texts, texts_hash, source_language, source_hash, state, created_by, created_at ON item_variants
    FOR EACH ROW EXECUTE FUNCTION synaq_item_variants_sealed_update();
CREATE TRIGGER blobs_immutable_delete BEFORE DELETE ON blobs FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('blobs are immutable');

-- TRUNCATE fires no row trigger.
CREATE TRIGGER audit_never_truncated BEFORE TRUNCATE ON audit FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('audit rows are append-only');
CREATE TRIGGER curricula_never_truncated BEFORE TRUNCATE ON curricula FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('published curricula are immutable');
CREATE TRIGGER grading_policies_never_truncated BEFORE TRUNCATE ON grading_policies FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('published grading policies are immutable');
CREATE TRIGGER marks_never_truncated BEFORE TRUNCATE ON marks FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('marks are append-only');
CREATE TRIGGER responses_never_truncated BEFORE TRUNCATE ON responses FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('responses are append-only');
CREATE TRIGGER results_never_truncated BEFORE TRUNCATE ON results FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('results are append-only');
CREATE TRIGGER journal_entries_never_truncated BEFORE TRUNCATE ON journal_entries FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('journal entries are append-only');
CREATE TRIGGER item_reviews_never_truncated BEFORE TRUNCATE ON item_reviews FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('reviews are append-only');
CREATE TRIGGER blobs_never_truncated BEFORE TRUNCATE ON blobs FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('blobs are immutable');
CREATE TRIGGER item_versions_never_truncated BEFORE TRUNCATE ON item_versions FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('a sealed item version is never deleted');
CREATE TRIGGER item_variants_never_truncated BEFORE TRUNCATE ON item_variants FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('texts of a sealed version are never changed, a new revision is added');
CREATE TRIGGER item_tags_never_truncated BEFORE TRUNCATE ON item_tags FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('tags of a sealed version are never changed');
CREATE TRIGGER specification_versions_never_truncated BEFORE TRUNCATE ON specification_versions FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('a published specification is never deleted');
CREATE TRIGGER specification_languages_never_truncated BEFORE TRUNCATE ON specification_languages FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('a published specification is immutable');
CREATE TRIGGER specification_subjects_never_truncated BEFORE TRUNCATE ON specification_subjects FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('a published specification is immutable');
CREATE TRIGGER forms_never_truncated BEFORE TRUNCATE ON forms FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('a locked form is never deleted');
CREATE TRIGGER form_items_never_truncated BEFORE TRUNCATE ON form_items FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('the pins of a locked form are immutable');
CREATE TRIGGER form_item_variants_never_truncated BEFORE TRUNCATE ON form_item_variants FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('the pins of a locked form are immutable');

-- By which rule derived columns were made; a program with a newer rule makes them again once.
CREATE TABLE derivations (
    name    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL
);
INSERT INTO derivations (name, version) VALUES ('item_variants.search_text', 1);

-- What a run is about and how secret its forms are stands in its row, so that a list can be cut by it.
ALTER TABLE assembly_runs ADD COLUMN subject TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE assembly_runs ADD COLUMN access TEXT COLLATE "C" NOT NULL DEFAULT 'secure' CHECK (access IN ('open', 'restricted', 'secure'));
UPDATE assembly_runs SET
    subject = coalesce(options::json->>'about', ''),
    access = coalesce((SELECT min(access) FROM forms WHERE run_id = assembly_runs.id), 'secure');

-- Whether a stimulus is as secret as the tasks that hang on it.
CREATE INDEX item_versions_by_stimulus ON item_versions (stimulus, access) WHERE stimulus <> '';
