-- A part of a sitting has a day, a way of sitting it and minutes of its own.
CREATE TABLE sitting_parts (
    sitting_no BIGINT NOT NULL REFERENCES sittings (sitting_no),
    part_no    INTEGER NOT NULL CHECK (part_no >= 1),
    sections   TEXT COLLATE "C" NOT NULL,
    held_on    TEXT COLLATE "C" NOT NULL,
    mode       TEXT COLLATE "C" NOT NULL CHECK (mode IN ('paper', 'online', 'distance')),
    minutes    BIGINT CHECK (minutes > 0),
    PRIMARY KEY (sitting_no, part_no)
);
INSERT INTO sitting_parts (sitting_no, part_no, sections, held_on, mode, minutes)
    SELECT s.sitting_no, p.part_no, max(p.sections), s.held_on, s.mode, NULL
    FROM sittings s JOIN attempt_parts p ON p.sitting_no = s.sitting_no
    GROUP BY s.sitting_no, p.part_no, s.held_on, s.mode;
-- A candidate may sit a part on another day than the class; '' on the same.
ALTER TABLE attempt_parts ADD COLUMN held_on TEXT COLLATE "C" NOT NULL DEFAULT '';
-- What the candidate was given for this sitting, as the editions of that day said it.
ALTER TABLE attempts ADD COLUMN accommodations TEXT COLLATE "C" NOT NULL DEFAULT '[]';

-- Which accommodations a candidate has, and why. It names the document, not its edition: the edition
-- of the sitting's day holds.
CREATE TABLE candidate_accommodations (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org     TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    candidate_id  TEXT COLLATE "C" NOT NULL REFERENCES candidates (id),
    document      TEXT COLLATE "C" NOT NULL,
    accommodation TEXT COLLATE "C" NOT NULL,
    valid_from    TEXT COLLATE "C" NOT NULL,
    valid_to      TEXT COLLATE "C" NOT NULL,
    basis         TEXT COLLATE "C" NOT NULL CHECK (basis <> ''),
    created_by    TEXT COLLATE "C" NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    CHECK (valid_to = '' OR valid_to >= valid_from)
);
CREATE INDEX candidate_accommodations_by_candidate ON candidate_accommodations (candidate_id, valid_from);
