-- A part of a sitting has a day, a way of sitting it and minutes of its own.
CREATE TABLE sitting_parts (
    sitting_no INTEGER NOT NULL REFERENCES sittings (sitting_no),
    part_no    INTEGER NOT NULL CHECK (part_no >= 1),
    sections   TEXT NOT NULL,
    held_on    TEXT NOT NULL,
    mode       TEXT NOT NULL CHECK (mode IN ('paper', 'online', 'distance')),
    minutes    INTEGER CHECK (minutes > 0),
    PRIMARY KEY (sitting_no, part_no)
) STRICT;
INSERT INTO sitting_parts (sitting_no, part_no, sections, held_on, mode, minutes)
    SELECT s.sitting_no, p.part_no, max(p.sections), s.held_on, s.mode, NULL
    FROM sittings s JOIN attempt_parts p ON p.sitting_no = s.sitting_no
    GROUP BY s.sitting_no, p.part_no, s.held_on, s.mode;
-- A candidate may sit a part on another day than the class; '' on the same.
ALTER TABLE attempt_parts ADD COLUMN held_on TEXT NOT NULL DEFAULT '';
-- What the candidate was given for this sitting, as the editions of that day said it.
ALTER TABLE attempts ADD COLUMN accommodations TEXT NOT NULL DEFAULT '[]';

-- Which accommodations a candidate has, and why. It names the document, not its edition: the edition
-- of the sitting's day holds.
CREATE TABLE candidate_accommodations (
    id            TEXT NOT NULL PRIMARY KEY,
    owner_org     TEXT NOT NULL REFERENCES organisations (id),
    candidate_id  TEXT NOT NULL REFERENCES candidates (id),
    document      TEXT NOT NULL,
    accommodation TEXT NOT NULL,
    valid_from    TEXT NOT NULL,
    valid_to      TEXT NOT NULL,
    basis         TEXT NOT NULL CHECK (basis <> ''),
    created_by    TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    CHECK (valid_to = '' OR valid_to >= valid_from)
) STRICT;
CREATE INDEX candidate_accommodations_by_candidate ON candidate_accommodations (candidate_id, valid_from);
