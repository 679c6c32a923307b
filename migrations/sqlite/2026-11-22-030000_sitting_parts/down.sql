DROP TABLE candidate_accommodations;
ALTER TABLE attempts DROP COLUMN accommodations;
ALTER TABLE attempt_parts DROP COLUMN held_on;
DROP TABLE sitting_parts;
