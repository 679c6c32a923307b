-- What a run makes too much of for its outcome: the forms of a cohort, fifty to a row, and the parts of a
-- pool. A row that was drawn ahead is settled later; one that is kept never changes.
CREATE TABLE assembly_pieces (
    run_id  TEXT COLLATE "C" NOT NULL REFERENCES assembly_runs (id),
    number  INTEGER NOT NULL CHECK (number >= 0),
    state   TEXT COLLATE "C" NOT NULL CHECK (state IN ('drawn', 'kept')),
    content TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (run_id, number)
);
CREATE TRIGGER assembly_pieces_immutable_update BEFORE UPDATE ON assembly_pieces FOR EACH ROW
    WHEN (OLD.state = 'kept' OR OLD.run_id IS DISTINCT FROM NEW.run_id OR OLD.number IS DISTINCT FROM NEW.number)
    EXECUTE FUNCTION synaq_refuse('kept pieces of a run are immutable');
CREATE TRIGGER assembly_pieces_immutable_delete BEFORE DELETE ON assembly_pieces FOR EACH ROW
    WHEN (OLD.state = 'kept') EXECUTE FUNCTION synaq_refuse('kept pieces of a run are immutable');
CREATE TRIGGER assembly_pieces_never_truncated BEFORE TRUNCATE ON assembly_pieces FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('kept pieces of a run are immutable');
