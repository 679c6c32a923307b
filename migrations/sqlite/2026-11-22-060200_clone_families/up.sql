-- Why items exclude each other: one gives another away, or they are clones of one parent.
ALTER TABLE enemy_groups ADD COLUMN kind TEXT NOT NULL DEFAULT 'enemies' CHECK (kind IN ('enemies', 'clone_family'));
