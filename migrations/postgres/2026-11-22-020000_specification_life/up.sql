-- How long a version is in force, why it is not any more, and what stands in its place.
ALTER TABLE specification_versions ADD COLUMN valid_until TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE specification_versions ADD COLUMN expires_at TIMESTAMP;
ALTER TABLE specification_versions ADD COLUMN withdrawn_at TIMESTAMP;
ALTER TABLE specification_versions ADD COLUMN withdrawal_reason TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE specification_versions ADD COLUMN superseded_at TIMESTAMP;
ALTER TABLE specification_versions ADD COLUMN superseded_by TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE specification_versions ADD COLUMN superseded_by_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE specification_versions ADD COLUMN notice TEXT COLLATE "C" NOT NULL DEFAULT '';
-- A school year's specification holds until the summer is over, where it does not say itself until when.
UPDATE specification_versions SET valid_until = CAST((CAST(substr(academic_year, 1, 4) AS INTEGER) + 1) AS TEXT) || '-08-31' WHERE academic_year <> '';
UPDATE specification_versions SET expires_at = GREATEST(make_timestamp((CAST(substr(academic_year, 1, 4) AS INTEGER) + 1), 9, 1, 0, 0, 0), published_at)
WHERE academic_year <> '' AND published_at IS NOT NULL;
UPDATE specification_versions SET withdrawn_at = updated_at WHERE state = 'withdrawn';
DROP TRIGGER specification_versions_published_update ON specification_versions;
CREATE TRIGGER specification_versions_published_update BEFORE UPDATE ON specification_versions FOR EACH ROW WHEN (OLD.state IN ('published', 'withdrawn') AND (OLD.document IS DISTINCT FROM NEW.document OR OLD.hash IS DISTINCT FROM NEW.hash OR OLD.version IS DISTINCT FROM NEW.version OR OLD.specification_id IS DISTINCT FROM NEW.specification_id OR OLD.kind IS DISTINCT FROM NEW.kind OR OLD.subject IS DISTINCT FROM NEW.subject OR OLD.grade IS DISTINCT FROM NEW.grade OR OLD.term IS DISTINCT FROM NEW.term OR OLD.academic_year IS DISTINCT FROM NEW.academic_year OR OLD.access IS DISTINCT FROM NEW.access OR OLD.approval_body IS DISTINCT FROM NEW.approval_body OR OLD.approval_protocol IS DISTINCT FROM NEW.approval_protocol OR OLD.approval_date IS DISTINCT FROM NEW.approval_date OR OLD.valid_until IS DISTINCT FROM NEW.valid_until OR (OLD.expires_at IS NOT NULL AND OLD.expires_at IS DISTINCT FROM NEW.expires_at) OR (OLD.withdrawal_reason <> '' AND OLD.withdrawal_reason IS DISTINCT FROM NEW.withdrawal_reason) OR NEW.state NOT IN ('published', 'withdrawn')))
    EXECUTE FUNCTION synaq_refuse('a published specification is immutable');
CREATE INDEX specification_versions_by_publication ON specification_versions (published_at);

-- Other names a version is found by, and the codes of those it takes the place of.
CREATE TABLE specification_names (
    specification_id TEXT COLLATE "C" NOT NULL,
    version          INTEGER NOT NULL,
    role             TEXT COLLATE "C" NOT NULL CHECK (role IN ('alias', 'replaces')),
    name             TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (specification_id, version, role, name),
    FOREIGN KEY (specification_id, version) REFERENCES specification_versions (specification_id, version)
);
CREATE INDEX specification_names_by_name ON specification_names (role, name);
INSERT INTO specification_names (specification_id, version, role, name)
SELECT DISTINCT v.specification_id, v.version, 'alias', alias.value
FROM specification_versions v,
     jsonb_array_elements_text(COALESCE(v.document::jsonb -> 'aliases', '[]'::jsonb)) AS alias (value);
CREATE TRIGGER specification_names_published_insert BEFORE INSERT ON specification_names FOR EACH ROW EXECUTE FUNCTION synaq_specification_part_published();
CREATE TRIGGER specification_names_published_update BEFORE UPDATE ON specification_names FOR EACH ROW EXECUTE FUNCTION synaq_specification_part_published();
CREATE TRIGGER specification_names_published_delete BEFORE DELETE ON specification_names FOR EACH ROW EXECUTE FUNCTION synaq_specification_part_published();
CREATE TRIGGER specification_names_never_truncated BEFORE TRUNCATE ON specification_names FOR EACH STATEMENT
    EXECUTE FUNCTION synaq_refuse('a published specification is immutable');

-- Guidance for those who work with a specification: a small file or a link, in a language.
CREATE TABLE specification_guidance (
    id               TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    specification_id TEXT COLLATE "C" NOT NULL REFERENCES specifications (id),
    language         TEXT COLLATE "C" NOT NULL,
    title            TEXT COLLATE "C" NOT NULL,
    link             TEXT COLLATE "C" NOT NULL,
    file_name        TEXT COLLATE "C" NOT NULL,
    media_type       TEXT COLLATE "C" NOT NULL,
    size             INTEGER NOT NULL,
    content_hash     TEXT COLLATE "C" REFERENCES blobs (hash),
    created_by       TEXT COLLATE "C" NOT NULL,
    created_at       TIMESTAMP NOT NULL,
    CHECK ((link <> '') = (content_hash IS NULL))
);
CREATE INDEX specification_guidance_by_specification ON specification_guidance (specification_id, id);
