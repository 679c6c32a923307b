DROP TABLE mark_grounds;
DROP TABLE marker_marks;
DROP TABLE marking_seats;
DROP TABLE marking_plan_sittings;
DROP TABLE marking_plan_versions;
DROP TABLE marking_plans;
ALTER TABLE marks DROP COLUMN feedback;
ALTER TABLE marks DROP CONSTRAINT marks_source_check;
ALTER TABLE marks ADD CONSTRAINT marks_source_check CHECK (source IN ('key', 'teacher', 'self', 'peer', 'independent'));
