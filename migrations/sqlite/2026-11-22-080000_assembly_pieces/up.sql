-- What a run makes too much of for its outcome: the forms of a cohort, fifty to a row, and the parts of a
-- pool. A row that was drawn ahead is settled later; one that is kept never changes.
CREATE TABLE assembly_pieces (
    run_id  TEXT NOT NULL REFERENCES assembly_runs (id),
    number  INTEGER NOT NULL CHECK (number >= 0),
    state   TEXT NOT NULL CHECK (state IN ('drawn', 'kept')),
    content TEXT NOT NULL,
    PRIMARY KEY (run_id, number)
) STRICT;
CREATE TRIGGER assembly_pieces_immutable_update BEFORE UPDATE ON assembly_pieces WHEN OLD.state = 'kept' OR OLD.run_id IS NOT NEW.run_id OR OLD.number IS NOT NEW.number BEGIN
    SELECT RAISE(ABORT, 'immutable: kept pieces of a run are immutable');
END;
CREATE TRIGGER assembly_pieces_immutable_delete BEFORE DELETE ON assembly_pieces WHEN OLD.state = 'kept' BEGIN
    SELECT RAISE(ABORT, 'immutable: kept pieces of a run are immutable');
END;
