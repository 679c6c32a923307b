-- Forms that schools drew for their own classes. A draw is never changed or taken back; only its form
-- comes later where it is assembled first.
CREATE TABLE form_draws (
    id                    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org             TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    class_id              TEXT COLLATE "C" NOT NULL REFERENCES classes (id),
    specification_id      TEXT COLLATE "C" NOT NULL,
    specification_version INTEGER NOT NULL,
    component             TEXT COLLATE "C" NOT NULL,
    subject               TEXT COLLATE "C" NOT NULL,
    language              TEXT COLLATE "C" NOT NULL,
    held_on               TEXT COLLATE "C" NOT NULL,
    opens_on              TEXT COLLATE "C" NOT NULL,
    number                INTEGER NOT NULL CHECK (number >= 1),
    run_id                TEXT COLLATE "C" REFERENCES assembly_runs (id),
    form_id               TEXT COLLATE "C" REFERENCES forms (id),
    created_by            TEXT COLLATE "C" NOT NULL,
    created_at            TIMESTAMP NOT NULL,
    UNIQUE (class_id, specification_id, component, subject, number),
    FOREIGN KEY (specification_id, specification_version) REFERENCES specification_versions (specification_id, version),
    CHECK (run_id IS NOT NULL OR form_id IS NOT NULL)
);
CREATE INDEX form_draws_by_form ON form_draws (form_id);
CREATE INDEX form_draws_by_run ON form_draws (run_id);
CREATE FUNCTION synaq_form_draws_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.form_id IS NOT NULL OR OLD.id IS DISTINCT FROM NEW.id
    OR OLD.owner_org IS DISTINCT FROM NEW.owner_org
    OR OLD.class_id IS DISTINCT FROM NEW.class_id
    OR OLD.specification_id IS DISTINCT FROM NEW.specification_id
    OR OLD.specification_version IS DISTINCT FROM NEW.specification_version
    OR OLD.component IS DISTINCT FROM NEW.component
    OR OLD.subject IS DISTINCT FROM NEW.subject
    OR OLD.language IS DISTINCT FROM NEW.language
    OR OLD.held_on IS DISTINCT FROM NEW.held_on
    OR OLD.opens_on IS DISTINCT FROM NEW.opens_on
    OR OLD.number IS DISTINCT FROM NEW.number
    OR OLD.run_id IS DISTINCT FROM NEW.run_id
    OR OLD.created_by IS DISTINCT FROM NEW.created_by
    OR OLD.created_at IS DISTINCT FROM NEW.created_at THEN
        RAISE EXCEPTION 'immutable: %', 'draws of forms are immutable' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER form_draws_immutable_update BEFORE UPDATE ON form_draws FOR EACH ROW
    EXECUTE FUNCTION synaq_form_draws_update();
CREATE TRIGGER form_draws_immutable_delete BEFORE DELETE ON form_draws FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('draws of forms are immutable');
CREATE TRIGGER form_draws_never_truncated BEFORE TRUNCATE ON form_draws FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('draws of forms are immutable');
