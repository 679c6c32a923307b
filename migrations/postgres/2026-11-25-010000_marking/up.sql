-- Marks of adjudicators and of moderations; words for the candidate beside a mark.
ALTER TABLE marks DROP CONSTRAINT marks_source_check;
ALTER TABLE marks ADD CONSTRAINT marks_source_check CHECK (source IN ('key', 'teacher', 'self', 'peer', 'independent', 'adjudicated', 'moderated'));
ALTER TABLE marks ADD COLUMN feedback TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE marks ALTER COLUMN feedback DROP DEFAULT;

-- Who marks what of one or more sittings of a form: a plan and its versions, which never change.
CREATE TABLE marking_plans (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org  TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    form_id    TEXT COLLATE "C" NOT NULL REFERENCES forms (id),
    created_by TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE TABLE marking_plan_versions (
    plan_id    TEXT COLLATE "C" NOT NULL REFERENCES marking_plans (id),
    version    INTEGER NOT NULL CHECK (version >= 1),
    document   TEXT COLLATE "C" NOT NULL,
    hash       TEXT COLLATE "C" NOT NULL,
    reason     TEXT COLLATE "C" NOT NULL CHECK (version = 1 OR reason <> ''),
    created_by TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (plan_id, version)
);
-- A sitting is marked by one plan.
CREATE TABLE marking_plan_sittings (
    sitting_no BIGINT NOT NULL PRIMARY KEY REFERENCES sittings (sitting_no),
    plan_id    TEXT COLLATE "C" NOT NULL REFERENCES marking_plans (id)
);
CREATE INDEX marking_plan_sittings_by_plan ON marking_plan_sittings (plan_id, sitting_no);
-- One task of one script at one marker; each version of the plan has all of its own.
CREATE TABLE marking_seats (
    sitting_no   BIGINT NOT NULL,
    plan_version INTEGER NOT NULL,
    attempt_no   BIGINT NOT NULL,
    position     INTEGER NOT NULL,
    seat         TEXT COLLATE "C" NOT NULL CHECK (seat IN ('first', 'second', 'control')),
    marker_id    TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (sitting_no, plan_version, attempt_no, position, marker_id),
    FOREIGN KEY (sitting_no, attempt_no) REFERENCES attempts (sitting_no, attempt_no)
);
CREATE UNIQUE INDEX marking_seats_one_each ON marking_seats (sitting_no, plan_version, attempt_no, position, seat) WHERE seat <> 'control';
CREATE INDEX marking_seats_by_marker ON marking_seats (marker_id, sitting_no);
-- What a marker gives; it becomes a mark of the result once the plan's rule or an adjudicator settles it.
CREATE TABLE marker_marks (
    sitting_no BIGINT NOT NULL,
    mark_no    BIGINT NOT NULL,
    attempt_no BIGINT NOT NULL,
    position   INTEGER NOT NULL,
    part       TEXT COLLATE "C" NOT NULL,
    descriptor TEXT COLLATE "C" NOT NULL,
    marker_id  TEXT COLLATE "C" NOT NULL,
    points     BIGINT NOT NULL,
    max_points BIGINT NOT NULL,
    supersedes BIGINT,
    reason     TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (sitting_no, mark_no),
    UNIQUE (sitting_no, supersedes),
    FOREIGN KEY (sitting_no, attempt_no) REFERENCES attempts (sitting_no, attempt_no),
    FOREIGN KEY (sitting_no, supersedes) REFERENCES marker_marks (sitting_no, mark_no),
    CHECK (points >= 0 AND points <= max_points),
    CHECK (supersedes IS NULL OR (supersedes < mark_no AND reason <> ''))
);
CREATE UNIQUE INDEX marker_marks_one_first ON marker_marks (sitting_no, attempt_no, position, part, descriptor, marker_id) WHERE supersedes IS NULL;
-- What of the markers a mark of the result takes the place of.
CREATE TABLE mark_grounds (
    sitting_no     BIGINT NOT NULL,
    mark_no        BIGINT NOT NULL,
    marker_mark_no BIGINT NOT NULL,
    PRIMARY KEY (sitting_no, mark_no, marker_mark_no),
    FOREIGN KEY (sitting_no, mark_no) REFERENCES marks (sitting_no, mark_no),
    FOREIGN KEY (sitting_no, marker_mark_no) REFERENCES marker_marks (sitting_no, mark_no)
);
CREATE TRIGGER marking_plans_owner_update BEFORE UPDATE ON marking_plans FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
CREATE TRIGGER marking_plan_versions_immutable_update BEFORE UPDATE ON marking_plan_versions FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('versions of marking plans are immutable');
CREATE TRIGGER marking_plan_versions_immutable_delete BEFORE DELETE ON marking_plan_versions FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('versions of marking plans are immutable');
CREATE TRIGGER marking_plan_versions_never_truncated BEFORE TRUNCATE ON marking_plan_versions FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('versions of marking plans are immutable');
CREATE TRIGGER marking_plan_sittings_append_only_update BEFORE UPDATE ON marking_plan_sittings FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('a sitting stays with its marking plan');
CREATE TRIGGER marking_plan_sittings_append_only_delete BEFORE DELETE ON marking_plan_sittings FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('a sitting stays with its marking plan');
CREATE TRIGGER marking_plan_sittings_never_truncated BEFORE TRUNCATE ON marking_plan_sittings FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('a sitting stays with its marking plan');
CREATE TRIGGER marking_seats_append_only_update BEFORE UPDATE ON marking_seats FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('who marks what is append-only');
CREATE TRIGGER marking_seats_append_only_delete BEFORE DELETE ON marking_seats FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('who marks what is append-only');
CREATE TRIGGER marking_seats_never_truncated BEFORE TRUNCATE ON marking_seats FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('who marks what is append-only');
CREATE TRIGGER marker_marks_append_only_update BEFORE UPDATE ON marker_marks FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('marks of markers are append-only');
CREATE TRIGGER marker_marks_append_only_delete BEFORE DELETE ON marker_marks FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('marks of markers are append-only');
CREATE TRIGGER marker_marks_never_truncated BEFORE TRUNCATE ON marker_marks FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('marks of markers are append-only');
CREATE TRIGGER mark_grounds_append_only_update BEFORE UPDATE ON mark_grounds FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('what a mark rests on is append-only');
CREATE TRIGGER mark_grounds_append_only_delete BEFORE DELETE ON mark_grounds FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('what a mark rests on is append-only');
CREATE TRIGGER mark_grounds_never_truncated BEFORE TRUNCATE ON mark_grounds FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('what a mark rests on is append-only');
