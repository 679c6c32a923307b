DROP TABLE mark_grounds;
DROP TABLE marker_marks;
DROP TABLE marking_seats;
DROP TABLE marking_plan_sittings;
DROP TABLE marking_plan_versions;
DROP TABLE marking_plans;
CREATE TABLE marks_anew (
    sitting_no INTEGER NOT NULL,
    mark_no    INTEGER NOT NULL,
    attempt_no INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    part       TEXT NOT NULL,
    descriptor TEXT NOT NULL,
    points     INTEGER NOT NULL,
    max_points INTEGER NOT NULL,
    source     TEXT NOT NULL CHECK (source IN ('key', 'teacher', 'self', 'peer', 'independent')),
    marker_id  TEXT NOT NULL,
    supersedes INTEGER,
    reason     TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (sitting_no, mark_no),
    UNIQUE (sitting_no, supersedes),
    FOREIGN KEY (sitting_no, attempt_no) REFERENCES attempts (sitting_no, attempt_no),
    FOREIGN KEY (sitting_no, supersedes) REFERENCES marks_anew (sitting_no, mark_no),
    CHECK (points >= 0 AND points <= max_points),
    CHECK (supersedes IS NULL OR (supersedes < mark_no AND reason <> ''))
) STRICT;
INSERT INTO marks_anew SELECT sitting_no, mark_no, attempt_no, position, part, descriptor, points, max_points, source, marker_id, supersedes, reason, created_at FROM marks ORDER BY sitting_no, mark_no;
DROP TABLE marks;
ALTER TABLE marks_anew RENAME TO marks;
CREATE UNIQUE INDEX marks_one_first ON marks (sitting_no, attempt_no, position, part, descriptor) WHERE supersedes IS NULL;
CREATE TRIGGER marks_append_only_update BEFORE UPDATE ON marks BEGIN
    SELECT RAISE(ABORT, 'immutable: marks are append-only');
END;
CREATE TRIGGER marks_append_only_delete BEFORE DELETE ON marks BEGIN
    SELECT RAISE(ABORT, 'immutable: marks are append-only');
END;
