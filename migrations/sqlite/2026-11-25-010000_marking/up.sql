-- Marks of adjudicators and of moderations; words for the candidate beside a mark.
CREATE TABLE marks_anew (
    sitting_no INTEGER NOT NULL,
    mark_no    INTEGER NOT NULL,
    attempt_no INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    part       TEXT NOT NULL,
    descriptor TEXT NOT NULL,
    points     INTEGER NOT NULL,
    max_points INTEGER NOT NULL,
    source     TEXT NOT NULL CHECK (source IN ('key', 'teacher', 'self', 'peer', 'independent', 'adjudicated', 'moderated')),
    marker_id  TEXT NOT NULL,
    supersedes INTEGER,
    reason     TEXT NOT NULL,
    created_at TEXT NOT NULL,
    feedback   TEXT NOT NULL,
    PRIMARY KEY (sitting_no, mark_no),
    UNIQUE (sitting_no, supersedes),
    FOREIGN KEY (sitting_no, attempt_no) REFERENCES attempts (sitting_no, attempt_no),
    FOREIGN KEY (sitting_no, supersedes) REFERENCES marks_anew (sitting_no, mark_no),
    CHECK (points >= 0 AND points <= max_points),
    CHECK (supersedes IS NULL OR (supersedes < mark_no AND reason <> ''))
) STRICT;
INSERT INTO marks_anew SELECT sitting_no, mark_no, attempt_no, position, part, descriptor, points, max_points, source, marker_id, supersedes, reason, created_at, '' FROM marks ORDER BY sitting_no, mark_no;
DROP TABLE marks;
ALTER TABLE marks_anew RENAME TO marks;
CREATE UNIQUE INDEX marks_one_first ON marks (sitting_no, attempt_no, position, part, descriptor) WHERE supersedes IS NULL;
CREATE TRIGGER marks_append_only_update BEFORE UPDATE ON marks BEGIN
    SELECT RAISE(ABORT, 'immutable: marks are append-only');
END;
CREATE TRIGGER marks_append_only_delete BEFORE DELETE ON marks BEGIN
    SELECT RAISE(ABORT, 'immutable: marks are append-only');
END;

-- Who marks what of one or more sittings of a form: a plan and its versions, which never change.
CREATE TABLE marking_plans (
    id         TEXT NOT NULL PRIMARY KEY,
    owner_org  TEXT NOT NULL REFERENCES organisations (id),
    form_id    TEXT NOT NULL REFERENCES forms (id),
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE TABLE marking_plan_versions (
    plan_id    TEXT NOT NULL REFERENCES marking_plans (id),
    version    INTEGER NOT NULL CHECK (version >= 1),
    document   TEXT NOT NULL,
    hash       TEXT NOT NULL,
    reason     TEXT NOT NULL CHECK (version = 1 OR reason <> ''),
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (plan_id, version)
) STRICT;
-- A sitting is marked by one plan.
CREATE TABLE marking_plan_sittings (
    sitting_no INTEGER NOT NULL PRIMARY KEY REFERENCES sittings (sitting_no),
    plan_id    TEXT NOT NULL REFERENCES marking_plans (id)
) STRICT;
CREATE INDEX marking_plan_sittings_by_plan ON marking_plan_sittings (plan_id, sitting_no);
-- One task of one script at one marker; each version of the plan has all of its own.
CREATE TABLE marking_seats (
    sitting_no   INTEGER NOT NULL,
    plan_version INTEGER NOT NULL,
    attempt_no   INTEGER NOT NULL,
    position     INTEGER NOT NULL,
    seat         TEXT NOT NULL CHECK (seat IN ('first', 'second', 'control')),
    marker_id    TEXT NOT NULL,
    PRIMARY KEY (sitting_no, plan_version, attempt_no, position, marker_id),
    FOREIGN KEY (sitting_no, attempt_no) REFERENCES attempts (sitting_no, attempt_no)
) STRICT;
CREATE UNIQUE INDEX marking_seats_one_each ON marking_seats (sitting_no, plan_version, attempt_no, position, seat) WHERE seat <> 'control';
CREATE INDEX marking_seats_by_marker ON marking_seats (marker_id, sitting_no);
-- What a marker gives; it becomes a mark of the result once the plan's rule or an adjudicator settles it.
CREATE TABLE marker_marks (
    sitting_no INTEGER NOT NULL,
    mark_no    INTEGER NOT NULL,
    attempt_no INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    part       TEXT NOT NULL,
    descriptor TEXT NOT NULL,
    marker_id  TEXT NOT NULL,
    points     INTEGER NOT NULL,
    max_points INTEGER NOT NULL,
    supersedes INTEGER,
    reason     TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (sitting_no, mark_no),
    UNIQUE (sitting_no, supersedes),
    FOREIGN KEY (sitting_no, attempt_no) REFERENCES attempts (sitting_no, attempt_no),
    FOREIGN KEY (sitting_no, supersedes) REFERENCES marker_marks (sitting_no, mark_no),
    CHECK (points >= 0 AND points <= max_points),
    CHECK (supersedes IS NULL OR (supersedes < mark_no AND reason <> ''))
) STRICT;
CREATE UNIQUE INDEX marker_marks_one_first ON marker_marks (sitting_no, attempt_no, position, part, descriptor, marker_id) WHERE supersedes IS NULL;
-- What of the markers a mark of the result takes the place of.
CREATE TABLE mark_grounds (
    sitting_no     INTEGER NOT NULL,
    mark_no        INTEGER NOT NULL,
    marker_mark_no INTEGER NOT NULL,
    PRIMARY KEY (sitting_no, mark_no, marker_mark_no),
    FOREIGN KEY (sitting_no, mark_no) REFERENCES marks (sitting_no, mark_no),
    FOREIGN KEY (sitting_no, marker_mark_no) REFERENCES marker_marks (sitting_no, mark_no)
) STRICT;
CREATE TRIGGER marking_plans_owner_update BEFORE UPDATE ON marking_plans WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
CREATE TRIGGER marking_plan_versions_immutable_update BEFORE UPDATE ON marking_plan_versions BEGIN
    SELECT RAISE(ABORT, 'immutable: versions of marking plans are immutable');
END;
CREATE TRIGGER marking_plan_versions_immutable_delete BEFORE DELETE ON marking_plan_versions BEGIN
    SELECT RAISE(ABORT, 'immutable: versions of marking plans are immutable');
END;
CREATE TRIGGER marking_plan_sittings_append_only_update BEFORE UPDATE ON marking_plan_sittings BEGIN
    SELECT RAISE(ABORT, 'immutable: a sitting stays with its marking plan');
END;
CREATE TRIGGER marking_plan_sittings_append_only_delete BEFORE DELETE ON marking_plan_sittings BEGIN
    SELECT RAISE(ABORT, 'immutable: a sitting stays with its marking plan');
END;
CREATE TRIGGER marking_seats_append_only_update BEFORE UPDATE ON marking_seats BEGIN
    SELECT RAISE(ABORT, 'immutable: who marks what is append-only');
END;
CREATE TRIGGER marking_seats_append_only_delete BEFORE DELETE ON marking_seats BEGIN
    SELECT RAISE(ABORT, 'immutable: who marks what is append-only');
END;
CREATE TRIGGER marker_marks_append_only_update BEFORE UPDATE ON marker_marks BEGIN
    SELECT RAISE(ABORT, 'immutable: marks of markers are append-only');
END;
CREATE TRIGGER marker_marks_append_only_delete BEFORE DELETE ON marker_marks BEGIN
    SELECT RAISE(ABORT, 'immutable: marks of markers are append-only');
END;
CREATE TRIGGER mark_grounds_append_only_update BEFORE UPDATE ON mark_grounds BEGIN
    SELECT RAISE(ABORT, 'immutable: what a mark rests on is append-only');
END;
CREATE TRIGGER mark_grounds_append_only_delete BEFORE DELETE ON mark_grounds BEGIN
    SELECT RAISE(ABORT, 'immutable: what a mark rests on is append-only');
END;
