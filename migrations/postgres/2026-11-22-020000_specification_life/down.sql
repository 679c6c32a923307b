DROP TABLE specification_guidance;
DROP TABLE specification_names;
DROP INDEX specification_versions_by_publication;
DROP TRIGGER specification_versions_published_update ON specification_versions;
CREATE TRIGGER specification_versions_published_update BEFORE UPDATE ON specification_versions FOR EACH ROW WHEN (OLD.state IN ('published', 'withdrawn') AND (OLD.document IS DISTINCT FROM NEW.document OR OLD.hash IS DISTINCT FROM NEW.hash OR OLD.version IS DISTINCT FROM NEW.version OR OLD.specification_id IS DISTINCT FROM NEW.specification_id OR OLD.kind IS DISTINCT FROM NEW.kind OR OLD.subject IS DISTINCT FROM NEW.subject OR OLD.grade IS DISTINCT FROM NEW.grade OR OLD.term IS DISTINCT FROM NEW.term OR OLD.academic_year IS DISTINCT FROM NEW.academic_year OR OLD.access IS DISTINCT FROM NEW.access OR OLD.approval_body IS DISTINCT FROM NEW.approval_body OR OLD.approval_protocol IS DISTINCT FROM NEW.approval_protocol OR OLD.approval_date IS DISTINCT FROM NEW.approval_date OR NEW.state NOT IN ('published', 'withdrawn')))
    EXECUTE FUNCTION synaq_refuse('a published specification is immutable');
ALTER TABLE specification_versions DROP COLUMN notice;
ALTER TABLE specification_versions DROP COLUMN superseded_by_version;
ALTER TABLE specification_versions DROP COLUMN superseded_by;
ALTER TABLE specification_versions DROP COLUMN superseded_at;
ALTER TABLE specification_versions DROP COLUMN withdrawal_reason;
ALTER TABLE specification_versions DROP COLUMN withdrawn_at;
ALTER TABLE specification_versions DROP COLUMN expires_at;
ALTER TABLE specification_versions DROP COLUMN valid_until;
