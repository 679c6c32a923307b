-- Findings that would have kept a version from a step and stood under waivers.
ALTER TABLE item_state_changes ADD COLUMN waived INTEGER NOT NULL DEFAULT 0;
