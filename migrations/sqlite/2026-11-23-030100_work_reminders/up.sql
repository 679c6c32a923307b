-- What developers are reminded of, made once a day: an assignment that is due soon or overdue.
CREATE TABLE work_reminders (
    id            TEXT NOT NULL PRIMARY KEY,
    owner_org     TEXT NOT NULL REFERENCES organisations (id),
    person        TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('due_soon', 'overdue')),
    assignment_id TEXT NOT NULL REFERENCES assignments (id),
    due           TEXT NOT NULL,
    day           TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    UNIQUE (assignment_id, person, kind, day)
) STRICT;
CREATE INDEX work_reminders_by_person ON work_reminders (person, id);
