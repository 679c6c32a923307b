DROP TABLE specification_guidance;
DROP TABLE specification_names;
DROP INDEX specification_versions_by_publication;
DROP TRIGGER specification_versions_published_update;
CREATE TRIGGER specification_versions_published_update BEFORE UPDATE ON specification_versions WHEN OLD.state IN ('published', 'withdrawn') AND (OLD.document IS NOT NEW.document OR OLD.hash IS NOT NEW.hash OR OLD.version IS NOT NEW.version OR OLD.specification_id IS NOT NEW.specification_id OR OLD.kind IS NOT NEW.kind OR OLD.subject IS NOT NEW.subject OR OLD.grade IS NOT NEW.grade OR OLD.term IS NOT NEW.term OR OLD.academic_year IS NOT NEW.academic_year OR OLD.access IS NOT NEW.access OR OLD.approval_body IS NOT NEW.approval_body OR OLD.approval_protocol IS NOT NEW.approval_protocol OR OLD.approval_date IS NOT NEW.approval_date OR NEW.state NOT IN ('published', 'withdrawn')) BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
ALTER TABLE specification_versions DROP COLUMN notice;
ALTER TABLE specification_versions DROP COLUMN superseded_by_version;
ALTER TABLE specification_versions DROP COLUMN superseded_by;
ALTER TABLE specification_versions DROP COLUMN superseded_at;
ALTER TABLE specification_versions DROP COLUMN withdrawal_reason;
ALTER TABLE specification_versions DROP COLUMN withdrawn_at;
ALTER TABLE specification_versions DROP COLUMN expires_at;
ALTER TABLE specification_versions DROP COLUMN valid_until;
