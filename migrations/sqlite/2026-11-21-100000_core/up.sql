-- The core tables of the service. The same schema stands under the other database; a test compares them.
-- Who may do what ---------------------------------------------------------------------------
CREATE TABLE organisations (
    id          TEXT NOT NULL PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL,
    parent_id   TEXT REFERENCES organisations (id),
    path        TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    zone        TEXT NOT NULL,
    revision    INTEGER NOT NULL,
    created_at  TEXT NOT NULL,
    CHECK (parent_id IS NULL OR parent_id <> id)
) STRICT;
CREATE TABLE users (
    id            TEXT NOT NULL PRIMARY KEY,
    login         TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('active', 'suspended')),
    home_org      TEXT NOT NULL REFERENCES organisations (id),
    created_at    TEXT NOT NULL
) STRICT;
-- Optional parts of a key are '' (NULLs are distinct in UNIQUE on both databases).
CREATE TABLE grants (
    id          TEXT NOT NULL PRIMARY KEY,
    user_id     TEXT NOT NULL REFERENCES users (id),
    org_id      TEXT NOT NULL REFERENCES organisations (id),
    role        TEXT NOT NULL,
    subject     TEXT NOT NULL,
    language    TEXT NOT NULL,
    created_by  TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    UNIQUE (user_id, org_id, role, subject, language)
) STRICT;
CREATE TABLE api_keys (
    id          TEXT NOT NULL PRIMARY KEY,
    user_id     TEXT NOT NULL REFERENCES users (id),
    label       TEXT NOT NULL,
    hash        TEXT NOT NULL UNIQUE,
    permissions TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('key', 'session')),
    created_at  TEXT NOT NULL,
    expires_at  TEXT,
    revoked_at  TEXT
) STRICT;
CREATE INDEX api_keys_by_user ON api_keys (user_id);
CREATE TABLE setup_tokens (
    hash        TEXT NOT NULL PRIMARY KEY,
    created_at  TEXT NOT NULL,
    expires_at  TEXT NOT NULL,
    used_at     TEXT
) STRICT;
CREATE TABLE audit (
    id          TEXT NOT NULL PRIMARY KEY,
    at          TEXT NOT NULL,
    actor_id    TEXT NOT NULL,
    org_id      TEXT NOT NULL,
    action      TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id   TEXT NOT NULL,
    detail      TEXT NOT NULL,
    request_id  TEXT NOT NULL,
    seal        TEXT
) STRICT;
CREATE INDEX audit_by_object ON audit (object_kind, object_id, id);
CREATE TABLE idempotency_keys (
    actor_id     TEXT NOT NULL,
    key          TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    answer       TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    PRIMARY KEY (actor_id, key)
) STRICT;
CREATE TABLE jobs (
    id               TEXT NOT NULL PRIMARY KEY,
    kind             TEXT NOT NULL,
    payload_version  INTEGER NOT NULL,
    payload          TEXT NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'refused', 'failed', 'cancelled')),
    priority         INTEGER NOT NULL,
    owner_org        TEXT NOT NULL REFERENCES organisations (id),
    actor_id         TEXT NOT NULL,
    attempts         INTEGER NOT NULL,
    lease_until      TEXT,
    worker           TEXT NOT NULL,
    progress_done    INTEGER NOT NULL,
    progress_total   INTEGER NOT NULL,
    cancel_requested INTEGER NOT NULL CHECK (cancel_requested IN (0, 1)),
    result           TEXT NOT NULL,
    created_at       TEXT NOT NULL,
    finished_at      TEXT
) STRICT;
CREATE INDEX jobs_waiting ON jobs (state, priority, id);
-- Content-addressed bytes: media, candidate snapshots, uploads.
CREATE TABLE blobs (
    hash        TEXT NOT NULL PRIMARY KEY,
    media_type  TEXT NOT NULL,
    size        INTEGER NOT NULL,
    content     BLOB NOT NULL,
    created_at  TEXT NOT NULL
) STRICT;

-- Tagged by subject, grade, level and criteria --------------------------------------------
CREATE TABLE curricula (
    id           TEXT NOT NULL PRIMARY KEY,
    owner_org    TEXT NOT NULL REFERENCES organisations (id),
    code         TEXT NOT NULL,
    version      INTEGER NOT NULL,
    programme    TEXT NOT NULL,
    document     TEXT NOT NULL,
    hash         TEXT NOT NULL,
    published_at TEXT NOT NULL,
    UNIQUE (owner_org, code, version)
) STRICT;

-- A bank of summative and formative tasks -------------------------------------------------
CREATE TABLE stimuli (
    id          TEXT NOT NULL PRIMARY KEY,
    owner_org   TEXT NOT NULL REFERENCES organisations (id),
    code        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    subject     TEXT NOT NULL,
    content     TEXT NOT NULL,
    hash        TEXT NOT NULL,
    revision    INTEGER NOT NULL,
    created_by  TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL,
    UNIQUE (owner_org, code)
) STRICT;
CREATE TABLE items (
    id          TEXT NOT NULL PRIMARY KEY,
    owner_org   TEXT NOT NULL REFERENCES organisations (id),
    code        TEXT NOT NULL,
    created_by  TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    UNIQUE (owner_org, code)
) STRICT;
CREATE TABLE item_external_ids (
    owner_org    TEXT NOT NULL REFERENCES organisations (id),
    source       TEXT NOT NULL,
    external_id  TEXT NOT NULL,
    item_id      TEXT NOT NULL REFERENCES items (id),
    content_hash TEXT NOT NULL,
    PRIMARY KEY (owner_org, source, external_id)
) STRICT;
CREATE TABLE item_versions (
    item_id       TEXT NOT NULL REFERENCES items (id),
    number        INTEGER NOT NULL CHECK (number >= 1),
    phase         TEXT NOT NULL CHECK (phase IN ('draft', 'review', 'approved', 'pilot', 'live', 'suspended', 'closed')),
    state         TEXT NOT NULL,
    latest        INTEGER NOT NULL CHECK (latest IN (0, 1)),
    sealed        INTEGER NOT NULL CHECK (sealed IN (0, 1)),
    content       TEXT NOT NULL,
    content_hash  TEXT NOT NULL,
    revision      INTEGER NOT NULL,
    item_type     TEXT NOT NULL,
    purpose       TEXT NOT NULL,
    subject       TEXT NOT NULL,
    grade_min     INTEGER NOT NULL,
    grade_max     INTEGER NOT NULL,
    term          INTEGER NOT NULL,
    unit          TEXT NOT NULL,
    difficulty    TEXT NOT NULL,
    thinking      TEXT NOT NULL,
    literacy      TEXT NOT NULL,
    skill         TEXT NOT NULL,
    points        INTEGER NOT NULL CHECK (points >= 0),
    access        TEXT NOT NULL CHECK (access IN ('open', 'restricted', 'secure')),
    stimulus      TEXT NOT NULL,
    family        TEXT NOT NULL,
    created_by    TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    updated_at    TEXT NOT NULL,
    PRIMARY KEY (item_id, number),
    CHECK (grade_min <= grade_max)
) STRICT;
CREATE UNIQUE INDEX item_versions_one_latest ON item_versions (item_id) WHERE latest;
CREATE UNIQUE INDEX item_versions_one_live ON item_versions (item_id) WHERE phase = 'live';
CREATE INDEX item_versions_by_subject ON item_versions (subject, phase, item_id);
CREATE INDEX item_versions_by_phase ON item_versions (phase, item_id);
CREATE INDEX item_versions_by_change ON item_versions (updated_at, item_id);
CREATE TABLE item_variants (
    item_id         TEXT NOT NULL,
    number          INTEGER NOT NULL,
    language        TEXT NOT NULL,
    revision        INTEGER NOT NULL CHECK (revision >= 1),
    texts           TEXT NOT NULL,
    texts_hash      TEXT NOT NULL,
    search_text     TEXT NOT NULL,
    source_language TEXT NOT NULL,
    source_hash     TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('current', 'stale')),
    created_by      TEXT NOT NULL,
    created_at      TEXT NOT NULL,
    PRIMARY KEY (item_id, number, language, revision),
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
) STRICT;
CREATE TABLE item_tags (
    item_id   TEXT NOT NULL,
    number    INTEGER NOT NULL,
    dimension TEXT NOT NULL CHECK (dimension IN ('objective', 'criterion', 'assessment_objective', 'tag')),
    value     TEXT NOT NULL,
    PRIMARY KEY (item_id, number, dimension, value),
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
) STRICT;
CREATE INDEX item_tags_by_value ON item_tags (dimension, value, item_id);
CREATE TABLE item_reviews (
    id         TEXT NOT NULL PRIMARY KEY,
    item_id    TEXT NOT NULL,
    number     INTEGER NOT NULL,
    verdict    TEXT NOT NULL CHECK (verdict IN ('approve', 'revise', 'reject')),
    comment    TEXT NOT NULL,
    reviewer   TEXT NOT NULL,
    created_at TEXT NOT NULL,
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
) STRICT;
CREATE TABLE item_statistics (
    id             TEXT NOT NULL PRIMARY KEY,
    item_id        TEXT NOT NULL,
    number         INTEGER NOT NULL,
    language       TEXT NOT NULL,
    administration TEXT NOT NULL,
    administered   TEXT NOT NULL,
    population     TEXT NOT NULL,
    model          TEXT NOT NULL,
    metric         TEXT NOT NULL,
    scale          TEXT NOT NULL,
    n              INTEGER NOT NULL CHECK (n > 0),
    value          REAL NOT NULL,
    standard_error REAL,
    created_by     TEXT NOT NULL,
    created_at     TEXT NOT NULL,
    UNIQUE (item_id, number, language, administration, model, metric, scale),
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
) STRICT;
-- Enemies are groups with members, not pairs.
CREATE TABLE enemy_groups (
    id         TEXT NOT NULL PRIMARY KEY,
    owner_org  TEXT NOT NULL REFERENCES organisations (id),
    code       TEXT NOT NULL,
    reason     TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (owner_org, code)
) STRICT;
CREATE TABLE enemy_members (
    group_id TEXT NOT NULL REFERENCES enemy_groups (id),
    item_id  TEXT NOT NULL REFERENCES items (id),
    PRIMARY KEY (group_id, item_id)
) STRICT;
CREATE INDEX enemy_members_by_item ON enemy_members (item_id);

-- To specification ------------------------------------------------------------------------
CREATE TABLE grading_policies (
    id           TEXT NOT NULL PRIMARY KEY,
    owner_org    TEXT NOT NULL REFERENCES organisations (id),
    code         TEXT NOT NULL,
    version      INTEGER NOT NULL,
    document     TEXT NOT NULL,
    hash         TEXT NOT NULL,
    published_at TEXT NOT NULL,
    UNIQUE (owner_org, code, version)
) STRICT;
CREATE TABLE specifications (
    id         TEXT NOT NULL PRIMARY KEY,
    owner_org  TEXT NOT NULL REFERENCES organisations (id),
    code       TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (owner_org, code)
) STRICT;
CREATE TABLE specification_versions (
    specification_id  TEXT NOT NULL REFERENCES specifications (id),
    version           INTEGER NOT NULL CHECK (version >= 1),
    state             TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'published', 'withdrawn')),
    document          TEXT NOT NULL,
    hash              TEXT NOT NULL,
    revision          INTEGER NOT NULL,
    kind              TEXT NOT NULL,
    subject           TEXT NOT NULL,
    grade             INTEGER NOT NULL,
    term              INTEGER NOT NULL,
    academic_year     TEXT NOT NULL,
    access            TEXT NOT NULL CHECK (access IN ('public', 'restricted')),
    approval_body     TEXT NOT NULL,
    approval_protocol TEXT NOT NULL,
    approval_date     TEXT NOT NULL,
    created_by        TEXT NOT NULL,
    created_at        TEXT NOT NULL,
    updated_at        TEXT NOT NULL,
    published_at      TEXT,
    PRIMARY KEY (specification_id, version),
    CHECK (state = 'draft' OR approval_protocol <> '')
) STRICT;
CREATE INDEX specification_versions_by_change ON specification_versions (updated_at, specification_id);
CREATE TABLE specification_languages (
    specification_id TEXT NOT NULL,
    version          INTEGER NOT NULL,
    language         TEXT NOT NULL,
    PRIMARY KEY (specification_id, version, language),
    FOREIGN KEY (specification_id, version) REFERENCES specification_versions (specification_id, version)
) STRICT;
-- What a specification is about: one row for a test, one for each component and subject of a battery.
-- Grade 0 and subject '' where none is named.
CREATE TABLE specification_subjects (
    specification_id TEXT NOT NULL,
    version          INTEGER NOT NULL,
    component        TEXT NOT NULL,
    subject          TEXT NOT NULL,
    grade            INTEGER NOT NULL,
    PRIMARY KEY (specification_id, version, component, subject),
    FOREIGN KEY (specification_id, version) REFERENCES specification_versions (specification_id, version)
) STRICT;

-- Assembles tests -------------------------------------------------------------------------
CREATE TABLE assembly_runs (
    id                    TEXT NOT NULL PRIMARY KEY,
    owner_org             TEXT NOT NULL REFERENCES organisations (id),
    specification_id      TEXT NOT NULL,
    specification_version INTEGER NOT NULL,
    component             TEXT NOT NULL,
    languages             TEXT NOT NULL,
    seed                  INTEGER NOT NULL,
    options               TEXT NOT NULL,
    state                 TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'infeasible', 'failed', 'cancelled')),
    snapshot_hash         TEXT NOT NULL REFERENCES blobs (hash),
    outcome               TEXT NOT NULL,
    job_id                TEXT NOT NULL REFERENCES jobs (id),
    created_by            TEXT NOT NULL,
    created_at            TEXT NOT NULL,
    finished_at           TEXT,
    FOREIGN KEY (specification_id, specification_version) REFERENCES specification_versions (specification_id, version)
) STRICT;
CREATE TABLE forms (
    id                    TEXT NOT NULL PRIMARY KEY,
    owner_org             TEXT NOT NULL REFERENCES organisations (id),
    code                  TEXT NOT NULL,
    run_id                TEXT NOT NULL REFERENCES assembly_runs (id),
    specification_id      TEXT NOT NULL,
    specification_version INTEGER NOT NULL,
    component             TEXT NOT NULL,
    label                 TEXT NOT NULL,
    languages             TEXT NOT NULL,
    access                TEXT NOT NULL CHECK (access IN ('open', 'restricted', 'secure')),
    subject               TEXT NOT NULL,
    state                 TEXT NOT NULL CHECK (state IN ('draft', 'locked', 'retired')),
    fingerprint           TEXT NOT NULL,
    max_score             INTEGER NOT NULL,
    document              TEXT NOT NULL,
    pinned                TEXT NOT NULL,
    revision              INTEGER NOT NULL,
    created_by            TEXT NOT NULL,
    created_at            TEXT NOT NULL,
    locked_by             TEXT NOT NULL,
    locked_at             TEXT,
    UNIQUE (owner_org, code),
    FOREIGN KEY (specification_id, specification_version) REFERENCES specification_versions (specification_id, version)
) STRICT;
CREATE TABLE form_items (
    form_id     TEXT NOT NULL REFERENCES forms (id),
    position    INTEGER NOT NULL CHECK (position >= 1),
    row_id      TEXT NOT NULL,
    section_id  TEXT NOT NULL,
    item_id     TEXT NOT NULL,
    item_number INTEGER NOT NULL,
    points      INTEGER NOT NULL,
    PRIMARY KEY (form_id, position),
    UNIQUE (form_id, item_id),
    FOREIGN KEY (item_id, item_number) REFERENCES item_versions (item_id, number)
) STRICT;
CREATE INDEX form_items_by_item ON form_items (item_id, form_id);
CREATE TABLE form_item_variants (
    form_id     TEXT NOT NULL,
    position    INTEGER NOT NULL,
    language    TEXT NOT NULL,
    item_id     TEXT NOT NULL,
    item_number INTEGER NOT NULL,
    revision    INTEGER NOT NULL,
    PRIMARY KEY (form_id, position, language),
    FOREIGN KEY (form_id, position) REFERENCES form_items (form_id, position),
    FOREIGN KEY (item_id, item_number, language, revision)
        REFERENCES item_variants (item_id, number, language, revision)
) STRICT;

-- Records scoring against descriptors -----------------------------------------------------
CREATE TABLE classes (
    id            TEXT NOT NULL PRIMARY KEY,
    owner_org     TEXT NOT NULL REFERENCES organisations (id),
    code          TEXT NOT NULL,
    grade         INTEGER NOT NULL,
    language      TEXT NOT NULL,
    academic_year TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    UNIQUE (owner_org, code, academic_year)
) STRICT;
-- Pseudonymous: names never stand here.
CREATE TABLE candidates (
    id         TEXT NOT NULL PRIMARY KEY,
    owner_org  TEXT NOT NULL REFERENCES organisations (id),
    code       TEXT NOT NULL,
    sen        INTEGER NOT NULL CHECK (sen IN (0, 1)),
    created_at TEXT NOT NULL,
    UNIQUE (owner_org, code)
) STRICT;
CREATE TABLE class_members (
    class_id     TEXT NOT NULL REFERENCES classes (id),
    candidate_id TEXT NOT NULL REFERENCES candidates (id),
    PRIMARY KEY (class_id, candidate_id)
) STRICT;
CREATE INDEX class_members_by_candidate ON class_members (candidate_id);
CREATE TABLE sittings (
    sitting_no      INTEGER NOT NULL PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE,
    owner_org       TEXT NOT NULL REFERENCES organisations (id),
    form_id         TEXT NOT NULL REFERENCES forms (id),
    class_id        TEXT NOT NULL REFERENCES classes (id),
    policy_id       TEXT NOT NULL REFERENCES grading_policies (id),
    language        TEXT NOT NULL,
    mode            TEXT NOT NULL CHECK (mode IN ('paper', 'online', 'distance')),
    held_on         TEXT NOT NULL,
    subject         TEXT NOT NULL,
    kind            TEXT NOT NULL,
    term            INTEGER NOT NULL,
    academic_year   TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    next_attempt_no INTEGER NOT NULL,
    next_mark_no    INTEGER NOT NULL,
    revision        INTEGER NOT NULL,
    created_by      TEXT NOT NULL,
    created_at      TEXT NOT NULL
) STRICT;
-- From here on every key begins with the sitting, so that rows can be partitioned by it.
CREATE TABLE attempts (
    sitting_no   INTEGER NOT NULL REFERENCES sittings (sitting_no),
    attempt_no   INTEGER NOT NULL,
    candidate_id TEXT NOT NULL REFERENCES candidates (id),
    created_at   TEXT NOT NULL,
    PRIMARY KEY (sitting_no, attempt_no),
    UNIQUE (sitting_no, candidate_id)
) STRICT;
CREATE TABLE attempt_parts (
    sitting_no INTEGER NOT NULL,
    attempt_no INTEGER NOT NULL,
    part_no    INTEGER NOT NULL CHECK (part_no >= 1),
    sections   TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('planned', 'present', 'absent_valid', 'absent', 'void')),
    reason     TEXT NOT NULL,
    extra_min  INTEGER NOT NULL,
    revision   INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (sitting_no, attempt_no, part_no),
    FOREIGN KEY (sitting_no, attempt_no) REFERENCES attempts (sitting_no, attempt_no),
    CHECK (state NOT IN ('absent_valid', 'void') OR reason <> '')
) STRICT;
CREATE TABLE responses (
    sitting_no INTEGER NOT NULL,
    attempt_no INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    part       TEXT NOT NULL,
    sequence   INTEGER NOT NULL CHECK (sequence >= 1),
    raw        TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (sitting_no, attempt_no, position, part, sequence),
    FOREIGN KEY (sitting_no, attempt_no) REFERENCES attempts (sitting_no, attempt_no)
) STRICT;
-- A mark names what it supersedes; nobody is superseded twice; no row is ever updated.
CREATE TABLE marks (
    sitting_no INTEGER NOT NULL,
    mark_no    INTEGER NOT NULL,
    attempt_no INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    part       TEXT NOT NULL,
    descriptor TEXT NOT NULL,
    points     INTEGER NOT NULL,
    max_points INTEGER NOT NULL,
    source     TEXT NOT NULL CHECK (source IN ('key', 'teacher', 'self', 'peer', 'independent')),
    marker_id  TEXT NOT NULL,
    supersedes INTEGER,
    reason     TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (sitting_no, mark_no),
    UNIQUE (sitting_no, supersedes),
    FOREIGN KEY (sitting_no, attempt_no) REFERENCES attempts (sitting_no, attempt_no),
    FOREIGN KEY (sitting_no, supersedes) REFERENCES marks (sitting_no, mark_no),
    CHECK (points >= 0 AND points <= max_points),
    CHECK (supersedes IS NULL OR (supersedes < mark_no AND reason <> ''))
) STRICT;
CREATE UNIQUE INDEX marks_one_first ON marks (sitting_no, attempt_no, position, part, descriptor) WHERE supersedes IS NULL;
CREATE TABLE results (
    sitting_no  INTEGER NOT NULL,
    attempt_no  INTEGER NOT NULL,
    version     INTEGER NOT NULL CHECK (version >= 1),
    policy_hash TEXT NOT NULL,
    input_hash  TEXT NOT NULL,
    document    TEXT NOT NULL,
    created_by  TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    PRIMARY KEY (sitting_no, attempt_no, version),
    FOREIGN KEY (sitting_no, attempt_no) REFERENCES attempts (sitting_no, attempt_no)
) STRICT;
CREATE TABLE journal_entries (
    id            TEXT NOT NULL PRIMARY KEY,
    owner_org     TEXT NOT NULL REFERENCES organisations (id),
    candidate_id  TEXT NOT NULL REFERENCES candidates (id),
    subject       TEXT NOT NULL,
    academic_year TEXT NOT NULL,
    term          INTEGER NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('FA', 'SAU', 'SAT')),
    state         TEXT NOT NULL CHECK (state IN ('marked', 'absent_valid', 'absent')),
    points        INTEGER NOT NULL,
    max_points    INTEGER NOT NULL CHECK (max_points > 0),
    source        TEXT NOT NULL CHECK (source IN ('teacher', 'self', 'peer', 'independent', 'import')),
    reference     TEXT NOT NULL,
    supersedes    TEXT UNIQUE REFERENCES journal_entries (id),
    entered_by    TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    CHECK (points >= 0 AND points <= max_points)
) STRICT;
CREATE INDEX journal_entries_by_candidate ON journal_entries (candidate_id, subject, academic_year, term);

-- Search over folded texts ------------------------------------------------------------
CREATE VIRTUAL TABLE item_variants_search USING fts5 (
    search_text, content = 'item_variants', content_rowid = 'rowid', tokenize = 'trigram', detail = 'full'
);
CREATE TRIGGER item_variants_search_insert AFTER INSERT ON item_variants BEGIN
    INSERT INTO item_variants_search (rowid, search_text) VALUES (NEW.rowid, NEW.search_text);
END;
CREATE TRIGGER item_variants_search_delete AFTER DELETE ON item_variants BEGIN
    INSERT INTO item_variants_search (item_variants_search, rowid, search_text) VALUES ('delete', OLD.rowid, OLD.search_text);
END;
CREATE TRIGGER item_variants_search_update AFTER UPDATE OF search_text ON item_variants BEGIN
    INSERT INTO item_variants_search (item_variants_search, rowid, search_text) VALUES ('delete', OLD.rowid, OLD.search_text);
    INSERT INTO item_variants_search (rowid, search_text) VALUES (NEW.rowid, NEW.search_text);
END;

-- Immutability is held here, not by habit ---------------------------------------------
CREATE TRIGGER audit_append_only_update BEFORE UPDATE ON audit WHEN NOT (NEW.seal IS NOT NULL AND OLD.seal IS NULL AND NEW.id = OLD.id AND NEW.org_id = OLD.org_id AND NEW.object_kind = OLD.object_kind AND NEW.request_id = OLD.request_id AND NEW.detail = OLD.detail AND NEW.at = OLD.at AND NEW.actor_id = OLD.actor_id AND NEW.action = OLD.action AND NEW.object_id = OLD.object_id) BEGIN
    SELECT RAISE(ABORT, 'immutable: audit rows are append-only');
END;
CREATE TRIGGER audit_append_only_delete BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'immutable: audit rows are append-only');
END;
CREATE TRIGGER curricula_immutable_update BEFORE UPDATE ON curricula BEGIN
    SELECT RAISE(ABORT, 'immutable: published curricula are immutable');
END;
CREATE TRIGGER curricula_immutable_delete BEFORE DELETE ON curricula BEGIN
    SELECT RAISE(ABORT, 'immutable: published curricula are immutable');
END;
CREATE TRIGGER grading_policies_immutable_update BEFORE UPDATE ON grading_policies BEGIN
    SELECT RAISE(ABORT, 'immutable: published grading policies are immutable');
END;
CREATE TRIGGER grading_policies_immutable_delete BEFORE DELETE ON grading_policies BEGIN
    SELECT RAISE(ABORT, 'immutable: published grading policies are immutable');
END;
CREATE TRIGGER marks_append_only_update BEFORE UPDATE ON marks BEGIN
    SELECT RAISE(ABORT, 'immutable: marks are append-only');
END;
CREATE TRIGGER marks_append_only_delete BEFORE DELETE ON marks BEGIN
    SELECT RAISE(ABORT, 'immutable: marks are append-only');
END;
CREATE TRIGGER responses_append_only_update BEFORE UPDATE ON responses BEGIN
    SELECT RAISE(ABORT, 'immutable: responses are append-only');
END;
CREATE TRIGGER responses_append_only_delete BEFORE DELETE ON responses BEGIN
    SELECT RAISE(ABORT, 'immutable: responses are append-only');
END;
CREATE TRIGGER results_append_only_update BEFORE UPDATE ON results BEGIN
    SELECT RAISE(ABORT, 'immutable: results are append-only');
END;
CREATE TRIGGER results_append_only_delete BEFORE DELETE ON results BEGIN
    SELECT RAISE(ABORT, 'immutable: results are append-only');
END;
CREATE TRIGGER journal_entries_append_only_update BEFORE UPDATE ON journal_entries BEGIN
    SELECT RAISE(ABORT, 'immutable: journal entries are append-only');
END;
CREATE TRIGGER journal_entries_append_only_delete BEFORE DELETE ON journal_entries BEGIN
    SELECT RAISE(ABORT, 'immutable: journal entries are append-only');
END;
CREATE TRIGGER item_reviews_append_only_update BEFORE UPDATE ON item_reviews BEGIN
    SELECT RAISE(ABORT, 'immutable: reviews are append-only');
END;
CREATE TRIGGER item_reviews_append_only_delete BEFORE DELETE ON item_reviews BEGIN
    SELECT RAISE(ABORT, 'immutable: reviews are append-only');
END;
CREATE TRIGGER blobs_immutable_update BEFORE UPDATE ON blobs BEGIN
    SELECT RAISE(ABORT, 'immutable: blobs are immutable');
END;
CREATE TRIGGER item_versions_sealed_update BEFORE UPDATE ON item_versions WHEN OLD.sealed AND (OLD.content IS NOT NEW.content OR OLD.content_hash IS NOT NEW.content_hash OR OLD.item_id IS NOT NEW.item_id OR OLD.number IS NOT NEW.number OR OLD.item_type IS NOT NEW.item_type OR OLD.subject IS NOT NEW.subject OR OLD.points IS NOT NEW.points OR OLD.access IS NOT NEW.access OR OLD.family IS NOT NEW.family OR OLD.stimulus IS NOT NEW.stimulus OR OLD.created_by IS NOT NEW.created_by OR NOT NEW.sealed) BEGIN
    SELECT RAISE(ABORT, 'immutable: a sealed item version keeps its content');
END;
CREATE TRIGGER item_versions_sealed_delete BEFORE DELETE ON item_versions WHEN OLD.sealed BEGIN
    SELECT RAISE(ABORT, 'immutable: a sealed item version is never deleted');
END;
CREATE TRIGGER item_variants_sealed_update BEFORE UPDATE ON item_variants WHEN (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number) BEGIN
    SELECT RAISE(ABORT, 'immutable: texts of a sealed version are never changed, a new revision is added');
END;
CREATE TRIGGER item_variants_sealed_delete BEFORE DELETE ON item_variants WHEN (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number) BEGIN
    SELECT RAISE(ABORT, 'immutable: texts of a sealed version are never changed, a new revision is added');
END;
CREATE TRIGGER item_tags_sealed_insert BEFORE INSERT ON item_tags WHEN (SELECT sealed FROM item_versions WHERE item_id = NEW.item_id AND number = NEW.number) BEGIN
    SELECT RAISE(ABORT, 'immutable: tags of a sealed version are never changed');
END;
CREATE TRIGGER item_tags_sealed_update BEFORE UPDATE ON item_tags WHEN (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number) BEGIN
    SELECT RAISE(ABORT, 'immutable: tags of a sealed version are never changed');
END;
CREATE TRIGGER item_tags_sealed_delete BEFORE DELETE ON item_tags WHEN (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number) BEGIN
    SELECT RAISE(ABORT, 'immutable: tags of a sealed version are never changed');
END;
CREATE TRIGGER specification_versions_published_update BEFORE UPDATE ON specification_versions WHEN OLD.state IN ('published', 'withdrawn') AND (OLD.document IS NOT NEW.document OR OLD.hash IS NOT NEW.hash OR OLD.version IS NOT NEW.version OR OLD.specification_id IS NOT NEW.specification_id OR OLD.kind IS NOT NEW.kind OR OLD.subject IS NOT NEW.subject OR OLD.grade IS NOT NEW.grade OR OLD.term IS NOT NEW.term OR OLD.academic_year IS NOT NEW.academic_year OR OLD.access IS NOT NEW.access OR OLD.approval_body IS NOT NEW.approval_body OR OLD.approval_protocol IS NOT NEW.approval_protocol OR OLD.approval_date IS NOT NEW.approval_date OR NEW.state NOT IN ('published', 'withdrawn')) BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
CREATE TRIGGER specification_versions_published_delete BEFORE DELETE ON specification_versions WHEN OLD.state IN ('published', 'withdrawn') BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is never deleted');
END;
CREATE TRIGGER specification_languages_published_insert BEFORE INSERT ON specification_languages WHEN (SELECT state FROM specification_versions WHERE specification_id = NEW.specification_id AND version = NEW.version) IN ('published', 'withdrawn') BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
CREATE TRIGGER specification_languages_published_update BEFORE UPDATE ON specification_languages WHEN (SELECT state FROM specification_versions WHERE specification_id = OLD.specification_id AND version = OLD.version) IN ('published', 'withdrawn') BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
CREATE TRIGGER specification_languages_published_delete BEFORE DELETE ON specification_languages WHEN (SELECT state FROM specification_versions WHERE specification_id = OLD.specification_id AND version = OLD.version) IN ('published', 'withdrawn') BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
CREATE TRIGGER specification_subjects_published_insert BEFORE INSERT ON specification_subjects WHEN (SELECT state FROM specification_versions WHERE specification_id = NEW.specification_id AND version = NEW.version) IN ('published', 'withdrawn') BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
CREATE TRIGGER specification_subjects_published_update BEFORE UPDATE ON specification_subjects WHEN (SELECT state FROM specification_versions WHERE specification_id = OLD.specification_id AND version = OLD.version) IN ('published', 'withdrawn') BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
CREATE TRIGGER specification_subjects_published_delete BEFORE DELETE ON specification_subjects WHEN (SELECT state FROM specification_versions WHERE specification_id = OLD.specification_id AND version = OLD.version) IN ('published', 'withdrawn') BEGIN
    SELECT RAISE(ABORT, 'immutable: a published specification is immutable');
END;
CREATE TRIGGER forms_locked_update BEFORE UPDATE ON forms WHEN OLD.state <> 'draft' AND (OLD.document IS NOT NEW.document OR OLD.pinned IS NOT NEW.pinned OR OLD.fingerprint IS NOT NEW.fingerprint OR OLD.code IS NOT NEW.code OR OLD.specification_id IS NOT NEW.specification_id OR OLD.specification_version IS NOT NEW.specification_version OR OLD.component IS NOT NEW.component OR OLD.label IS NOT NEW.label OR OLD.languages IS NOT NEW.languages OR OLD.access IS NOT NEW.access OR OLD.max_score IS NOT NEW.max_score OR OLD.locked_by IS NOT NEW.locked_by OR OLD.locked_at IS NOT NEW.locked_at OR NEW.state = 'draft') BEGIN
    SELECT RAISE(ABORT, 'immutable: a locked form is immutable');
END;
CREATE TRIGGER forms_locked_delete BEFORE DELETE ON forms WHEN OLD.state <> 'draft' BEGIN
    SELECT RAISE(ABORT, 'immutable: a locked form is never deleted');
END;
CREATE TRIGGER form_items_locked_insert BEFORE INSERT ON form_items WHEN (SELECT state FROM forms WHERE id = NEW.form_id) <> 'draft' BEGIN
    SELECT RAISE(ABORT, 'immutable: the pins of a locked form are immutable');
END;
CREATE TRIGGER form_items_locked_update BEFORE UPDATE ON form_items WHEN (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft' BEGIN
    SELECT RAISE(ABORT, 'immutable: the pins of a locked form are immutable');
END;
CREATE TRIGGER form_items_locked_delete BEFORE DELETE ON form_items WHEN (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft' BEGIN
    SELECT RAISE(ABORT, 'immutable: the pins of a locked form are immutable');
END;
CREATE TRIGGER form_item_variants_locked_insert BEFORE INSERT ON form_item_variants WHEN (SELECT state FROM forms WHERE id = NEW.form_id) <> 'draft' BEGIN
    SELECT RAISE(ABORT, 'immutable: the pins of a locked form are immutable');
END;
CREATE TRIGGER form_item_variants_locked_update BEFORE UPDATE ON form_item_variants WHEN (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft' BEGIN
    SELECT RAISE(ABORT, 'immutable: the pins of a locked form are immutable');
END;
CREATE TRIGGER form_item_variants_locked_delete BEFORE DELETE ON form_item_variants WHEN (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft' BEGIN
    SELECT RAISE(ABORT, 'immutable: the pins of a locked form are immutable');
END;
CREATE TRIGGER items_owner_update BEFORE UPDATE ON items WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
CREATE TRIGGER stimuli_owner_update BEFORE UPDATE ON stimuli WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
CREATE TRIGGER specifications_owner_update BEFORE UPDATE ON specifications WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
CREATE TRIGGER forms_owner_update BEFORE UPDATE ON forms WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
CREATE TRIGGER classes_owner_update BEFORE UPDATE ON classes WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
CREATE TRIGGER candidates_owner_update BEFORE UPDATE ON candidates WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
CREATE TRIGGER sittings_owner_update BEFORE UPDATE ON sittings WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
CREATE TRIGGER assembly_runs_owner_update BEFORE UPDATE ON assembly_runs WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
CREATE TRIGGER enemy_groups_owner_update BEFORE UPDATE ON enemy_groups WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
CREATE TRIGGER jobs_owner_update BEFORE UPDATE ON jobs WHEN OLD.owner_org IS NOT NEW.owner_org BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
