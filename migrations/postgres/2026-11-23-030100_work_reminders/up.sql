-- What developers are reminded of, made once a day: an assignment that is due soon or overdue.
CREATE TABLE work_reminders (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org     TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    person        TEXT COLLATE "C" NOT NULL,
    kind          TEXT COLLATE "C" NOT NULL CHECK (kind IN ('due_soon', 'overdue')),
    assignment_id TEXT COLLATE "C" NOT NULL REFERENCES assignments (id),
    due           TEXT COLLATE "C" NOT NULL,
    day           TEXT COLLATE "C" NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    UNIQUE (assignment_id, person, kind, day)
);
CREATE INDEX work_reminders_by_person ON work_reminders (person, id);
