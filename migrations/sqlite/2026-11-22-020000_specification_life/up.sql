-- How long a version is in force, why it is not any more, and what stands in its place.
ALTER TABLE specification_versions ADD COLUMN valid_until TEXT NOT NULL DEFAULT '';
ALTER TABLE specification_versions ADD COLUMN expires_at TEXT;
ALTER TABLE specification_versions ADD COLUMN withdrawn_at TEXT;
ALTER TABLE specification_versions ADD COLUMN withdrawal_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE specification_versions ADD COLUMN superseded_at TEXT;
ALTER TABLE specification_versions ADD COLUMN superseded_by TEXT NOT NULL DEFAULT '';
ALTER TABLE specification_versions ADD COLUMN superseded_by_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE specification_versions ADD COLUMN notice TEXT NOT NULL DEFAULT '';
-- A school year's specification holds until the summer is over, where it does not say itself until when.
UPDATE specification_versions SET valid_until = CAST((CAST(substr(academic_year, 1, 4) AS INTEGER) + 1) AS TEXT) || '-08-31' WHERE academic_year <> '';
UPDATE specification_versions SET expires_at = CASE WHEN CAST((CAST(substr(academic_year, 1, 4) AS INTEGER) + 1) AS TEXT) || '-09-01 00:00:00' > published_at THEN CAST((CAST(substr(academic_year, 1, 4) AS INTEGER) + 1) AS TEXT) || '-09-01 00:00:00' ELSE published_at END
WHERE academic_year <> '' AND published_at IS NOT NULL;
UPDATE specification_versions SET withdrawn_at = updated_at WHERE state = 'withdrawn';
DROP TRIGGER specification_versions_published_update;
CREATE TRIGGER specification_versions_published_update BEFORE UPDATE ON specification_versions WHEN OLD.state IN ('published', 'withdrawn') AND (OLD.document IS NOT NEW.document OR OLD.hash IS NOT NEW.hash OR OLD.version IS NOT NEW.version OR OLD.specification_id IS NOT NEW.specification_id OR OLD.kind IS NOT NEW.kind OR OLD.subject IS NOT NEW.subject OR OLD.grade IS NOT NEW.grade OR OLD.term IS NOT NEW.term OR OLD.academic_year IS NOT NEW.academic_year OR OLD.access IS NOT NEW.access OR OLD.approval_body IS NOT NEW.approval_body OR OLD.approval_protocol IS NOT NEW.approval_protocol OR OLD.approval_date IS NOT NEW.approval_date OR OLD.valid_until IS NOT NEW.valid_until OR (OLD.expires_at IS NOT NULL AND OLD.expires_at IS NOT NEW.expires_at) OR (OLD.withdrawal_reason <> '' AND OLD.withdrawal_reason IS NOT NEW.withdrawal_reason) OR NEW.state NOT IN ('published', 'withdrawn')) BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
CREATE INDEX specification_versions_by_publication ON specification_versions (published_at);

-- Other names a version is found by, and the codes of those it takes the place of.
CREATE TABLE specification_names (
    specification_id TEXT NOT NULL,
    version          INTEGER NOT NULL,
    role             TEXT NOT NULL CHECK (role IN ('alias', 'replaces')),
    name             TEXT NOT NULL,
    PRIMARY KEY (specification_id, version, role, name),
    FOREIGN KEY (specification_id, version) REFERENCES specification_versions (specification_id, version)
) STRICT;
CREATE INDEX specification_names_by_name ON specification_names (role, name);
INSERT INTO specification_names (specification_id, version, role, name)
SELECT DISTINCT v.specification_id, v.version, 'alias', alias.value
FROM specification_versions v, json_each(v.document, '$.aliases') alias;
CREATE TRIGGER specification_names_published_insert BEFORE INSERT ON specification_names WHEN (SELECT state FROM specification_versions WHERE specification_id = NEW.specification_id AND version = NEW.version) IN ('published', 'withdrawn') BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
CREATE TRIGGER specification_names_published_update BEFORE UPDATE ON specification_names WHEN (SELECT state FROM specification_versions WHERE specification_id = OLD.specification_id AND version = OLD.version) IN ('published', 'withdrawn') OR (SELECT state FROM specification_versions WHERE specification_id = NEW.specification_id AND version = NEW.version) IN ('published', 'withdrawn') BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
CREATE TRIGGER specification_names_published_delete BEFORE DELETE ON specification_names WHEN (SELECT state FROM specification_versions WHERE specification_id = OLD.specification_id AND version = OLD.version) IN ('published', 'withdrawn') BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;

-- Guidance for those who work with a specification: a small file or a link, in a language.
CREATE TABLE specification_guidance (
    id               TEXT NOT NULL PRIMARY KEY,
    specification_id TEXT NOT NULL REFERENCES specifications (id),
    language         TEXT NOT NULL,
    title            TEXT NOT NULL,
    link             TEXT NOT NULL,
    file_name        TEXT NOT NULL,
    media_type       TEXT NOT NULL,
    size             INTEGER NOT NULL,
    content_hash     TEXT REFERENCES blobs (hash),
    created_by       TEXT NOT NULL,
    created_at       TEXT NOT NULL,
    CHECK ((link <> '') = (content_hash IS NULL))
) STRICT;
CREATE INDEX specification_guidance_by_specification ON specification_guidance (specification_id, id);
