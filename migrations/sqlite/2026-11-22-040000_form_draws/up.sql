-- Forms that schools drew for their own classes. A draw is never changed or taken back; only its form
-- comes later where it is assembled first.
CREATE TABLE form_draws (
    id                    TEXT NOT NULL PRIMARY KEY,
    owner_org             TEXT NOT NULL REFERENCES organisations (id),
    class_id              TEXT NOT NULL REFERENCES classes (id),
    specification_id      TEXT NOT NULL,
    specification_version INTEGER NOT NULL,
    component             TEXT NOT NULL,
    subject               TEXT NOT NULL,
    language              TEXT NOT NULL,
    held_on               TEXT NOT NULL,
    opens_on              TEXT NOT NULL,
    number                INTEGER NOT NULL CHECK (number >= 1),
    run_id                TEXT REFERENCES assembly_runs (id),
    form_id               TEXT REFERENCES forms (id),
    created_by            TEXT NOT NULL,
    created_at            TEXT NOT NULL,
    UNIQUE (class_id, specification_id, component, subject, number),
    FOREIGN KEY (specification_id, specification_version) REFERENCES specification_versions (specification_id, version),
    CHECK (run_id IS NOT NULL OR form_id IS NOT NULL)
) STRICT;
CREATE INDEX form_draws_by_form ON form_draws (form_id);
CREATE INDEX form_draws_by_run ON form_draws (run_id);
CREATE TRIGGER form_draws_immutable_update BEFORE UPDATE ON form_draws
WHEN OLD.form_id IS NOT NULL OR OLD.id IS NOT NEW.id OR OLD.owner_org IS NOT NEW.owner_org OR OLD.class_id IS NOT NEW.class_id OR OLD.specification_id IS NOT NEW.specification_id OR OLD.specification_version IS NOT NEW.specification_version OR OLD.component IS NOT NEW.component OR OLD.subject IS NOT NEW.subject OR OLD.language IS NOT NEW.language OR OLD.held_on IS NOT NEW.held_on OR OLD.opens_on IS NOT NEW.opens_on OR OLD.number IS NOT NEW.number OR OLD.run_id IS NOT NEW.run_id OR OLD.created_by IS NOT NEW.created_by OR OLD.created_at IS NOT NEW.created_at BEGIN
    SELECT RAISE(ABORT, 'immutable: draws of forms are immutable');
END;
CREATE TRIGGER form_draws_immutable_delete BEFORE DELETE ON form_draws BEGIN
    SELECT RAISE(ABORT, 'immutable: draws of forms are immutable');
END;
