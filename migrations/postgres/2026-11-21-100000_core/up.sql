-- The core tables of the service. The same schema stands under the other database; a test compares them.
-- Who may do what ---------------------------------------------------------------------------
CREATE TABLE organisations (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    code        TEXT COLLATE "C" NOT NULL UNIQUE,
    kind        TEXT COLLATE "C" NOT NULL,
    parent_id   TEXT COLLATE "C" REFERENCES organisations (id),
    path        TEXT COLLATE "C" NOT NULL UNIQUE,
    name        TEXT COLLATE "C" NOT NULL,
    zone        TEXT COLLATE "C" NOT NULL,
    revision    INTEGER NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    CHECK (parent_id IS NULL OR parent_id <> id)
);
CREATE TABLE users (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    login         TEXT COLLATE "C" NOT NULL UNIQUE,
    password_hash TEXT COLLATE "C" NOT NULL,
    state         TEXT COLLATE "C" NOT NULL CHECK (state IN ('active', 'suspended')),
    home_org      TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    created_at    TIMESTAMP NOT NULL
);
-- Optional parts of a key are '' (NULLs are distinct in UNIQUE on both databases).
CREATE TABLE grants (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    user_id     TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    org_id      TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    role        TEXT COLLATE "C" NOT NULL,
    subject     TEXT COLLATE "C" NOT NULL,
    language    TEXT COLLATE "C" NOT NULL,
    created_by  TEXT COLLATE "C" NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    UNIQUE (user_id, org_id, role, subject, language)
);
CREATE TABLE api_keys (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    user_id     TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    label       TEXT COLLATE "C" NOT NULL,
    hash        TEXT COLLATE "C" NOT NULL UNIQUE,
    permissions TEXT COLLATE "C" NOT NULL,
    kind        TEXT COLLATE "C" NOT NULL CHECK (kind IN ('key', 'session')),
    created_at  TIMESTAMP NOT NULL,
    expires_at  TIMESTAMP,
    revoked_at  TIMESTAMP
);
CREATE INDEX api_keys_by_user ON api_keys (user_id);
CREATE TABLE setup_tokens (
    hash        TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    created_at  TIMESTAMP NOT NULL,
    expires_at  TIMESTAMP NOT NULL,
    used_at     TIMESTAMP
);
CREATE TABLE audit (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    at          TIMESTAMP NOT NULL,
    actor_id    TEXT COLLATE "C" NOT NULL,
    org_id      TEXT COLLATE "C" NOT NULL,
    action      TEXT COLLATE "C" NOT NULL,
    object_kind TEXT COLLATE "C" NOT NULL,
    object_id   TEXT COLLATE "C" NOT NULL,
    detail      TEXT COLLATE "C" NOT NULL,
    request_id  TEXT COLLATE "C" NOT NULL,
    seal        TEXT
);
CREATE INDEX audit_by_object ON audit (object_kind, object_id, id);
CREATE TABLE idempotency_keys (
    actor_id     TEXT COLLATE "C" NOT NULL,
    key          TEXT COLLATE "C" NOT NULL,
    request_hash TEXT COLLATE "C" NOT NULL,
    answer       TEXT COLLATE "C" NOT NULL,
    created_at   TIMESTAMP NOT NULL,
    PRIMARY KEY (actor_id, key)
);
CREATE TABLE jobs (
    id               TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind             TEXT COLLATE "C" NOT NULL,
    payload_version  INTEGER NOT NULL,
    payload          TEXT COLLATE "C" NOT NULL,
    state            TEXT COLLATE "C" NOT NULL CHECK (state IN ('queued', 'running', 'done', 'refused', 'failed', 'cancelled')),
    priority         INTEGER NOT NULL,
    owner_org        TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    actor_id         TEXT COLLATE "C" NOT NULL,
    attempts         INTEGER NOT NULL,
    lease_until      TIMESTAMP,
    worker           TEXT COLLATE "C" NOT NULL,
    progress_done    BIGINT NOT NULL,
    progress_total   BIGINT NOT NULL,
    cancel_requested BOOLEAN NOT NULL,
    result           TEXT COLLATE "C" NOT NULL,
    created_at       TIMESTAMP NOT NULL,
    finished_at      TIMESTAMP
);
CREATE INDEX jobs_waiting ON jobs (state, priority, id);
-- Content-addressed bytes: media, candidate snapshots, uploads.
CREATE TABLE blobs (
    hash        TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    media_type  TEXT COLLATE "C" NOT NULL,
    size        BIGINT NOT NULL,
    content     BYTEA NOT NULL,
    created_at  TIMESTAMP NOT NULL
);

-- Tagged by subject, grade, level and criteria --------------------------------------------
CREATE TABLE curricula (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org    TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    code         TEXT COLLATE "C" NOT NULL,
    version      INTEGER NOT NULL,
    programme    TEXT COLLATE "C" NOT NULL,
    document     TEXT COLLATE "C" NOT NULL,
    hash         TEXT COLLATE "C" NOT NULL,
    published_at TIMESTAMP NOT NULL,
    UNIQUE (owner_org, code, version)
);

-- A bank of summative and formative tasks -------------------------------------------------
CREATE TABLE stimuli (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org   TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    code        TEXT COLLATE "C" NOT NULL,
    kind        TEXT COLLATE "C" NOT NULL,
    subject     TEXT COLLATE "C" NOT NULL,
    content     TEXT COLLATE "C" NOT NULL,
    hash        TEXT COLLATE "C" NOT NULL,
    revision    INTEGER NOT NULL,
    created_by  TEXT COLLATE "C" NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    updated_at  TIMESTAMP NOT NULL,
    UNIQUE (owner_org, code)
);
CREATE TABLE items (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org   TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    code        TEXT COLLATE "C" NOT NULL,
    created_by  TEXT COLLATE "C" NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    UNIQUE (owner_org, code)
);
CREATE TABLE item_external_ids (
    owner_org    TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    source       TEXT COLLATE "C" NOT NULL,
    external_id  TEXT COLLATE "C" NOT NULL,
    item_id      TEXT COLLATE "C" NOT NULL REFERENCES items (id),
    content_hash TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (owner_org, source, external_id)
);
CREATE TABLE item_versions (
    item_id       TEXT COLLATE "C" NOT NULL REFERENCES items (id),
    number        INTEGER NOT NULL CHECK (number >= 1),
    phase         TEXT COLLATE "C" NOT NULL CHECK (phase IN ('draft', 'review', 'approved', 'pilot', 'live', 'suspended', 'closed')),
    state         TEXT COLLATE "C" NOT NULL,
    latest        BOOLEAN NOT NULL,
    sealed        BOOLEAN NOT NULL,
    content       TEXT COLLATE "C" NOT NULL,
    content_hash  TEXT COLLATE "C" NOT NULL,
    revision      INTEGER NOT NULL,
    item_type     TEXT COLLATE "C" NOT NULL,
    purpose       TEXT COLLATE "C" NOT NULL,
    subject       TEXT COLLATE "C" NOT NULL,
    grade_min     INTEGER NOT NULL,
    grade_max     INTEGER NOT NULL,
    term          INTEGER NOT NULL,
    unit          TEXT COLLATE "C" NOT NULL,
    difficulty    TEXT COLLATE "C" NOT NULL,
    thinking      TEXT COLLATE "C" NOT NULL,
    literacy      TEXT COLLATE "C" NOT NULL,
    skill         TEXT COLLATE "C" NOT NULL,
    points        BIGINT NOT NULL CHECK (points >= 0),
    access        TEXT COLLATE "C" NOT NULL CHECK (access IN ('open', 'restricted', 'secure')),
    stimulus      TEXT COLLATE "C" NOT NULL,
    family        TEXT COLLATE "C" NOT NULL,
    created_by    TEXT COLLATE "C" NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    updated_at    TIMESTAMP NOT NULL,
    PRIMARY KEY (item_id, number),
    CHECK (grade_min <= grade_max)
);
CREATE UNIQUE INDEX item_versions_one_latest ON item_versions (item_id) WHERE latest;
CREATE UNIQUE INDEX item_versions_one_live ON item_versions (item_id) WHERE phase = 'live';
CREATE INDEX item_versions_by_subject ON item_versions (subject, phase, item_id);
CREATE INDEX item_versions_by_phase ON item_versions (phase, item_id);
CREATE INDEX item_versions_by_change ON item_versions (updated_at, item_id);
CREATE TABLE item_variants (
    item_id         TEXT COLLATE "C" NOT NULL,
    number          INTEGER NOT NULL,
    language        TEXT COLLATE "C" NOT NULL,
    revision        INTEGER NOT NULL CHECK (revision >= 1),
    texts           TEXT COLLATE "C" NOT NULL,
    texts_hash      TEXT COLLATE "C" NOT NULL,
    search_text     TEXT COLLATE "C" NOT NULL,
    source_language TEXT COLLATE "C" NOT NULL,
    source_hash     TEXT COLLATE "C" NOT NULL,
    state           TEXT COLLATE "C" NOT NULL CHECK (state IN ('current', 'stale')),
    created_by      TEXT COLLATE "C" NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    PRIMARY KEY (item_id, number, language, revision),
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
);
CREATE TABLE item_tags (
    item_id   TEXT COLLATE "C" NOT NULL,
    number    INTEGER NOT NULL,
    dimension TEXT COLLATE "C" NOT NULL CHECK (dimension IN ('objective', 'criterion', 'assessment_objective', 'tag')),
    value     TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (item_id, number, dimension, value),
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
);
CREATE INDEX item_tags_by_value ON item_tags (dimension, value, item_id);
CREATE TABLE item_reviews (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    item_id    TEXT COLLATE "C" NOT NULL,
    number     INTEGER NOT NULL,
    verdict    TEXT COLLATE "C" NOT NULL CHECK (verdict IN ('approve', 'revise', 'reject')),
    comment    TEXT COLLATE "C" NOT NULL,
    reviewer   TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMP NOT NULL,
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
);
CREATE TABLE item_statistics (
    id             TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    item_id        TEXT COLLATE "C" NOT NULL,
    number         INTEGER NOT NULL,
    language       TEXT COLLATE "C" NOT NULL,
    administration TEXT COLLATE "C" NOT NULL,
    administered   TEXT COLLATE "C" NOT NULL,
    population     TEXT COLLATE "C" NOT NULL,
    model          TEXT COLLATE "C" NOT NULL,
    metric         TEXT COLLATE "C" NOT NULL,
    scale          TEXT COLLATE "C" NOT NULL,
    n              INTEGER NOT NULL CHECK (n > 0),
    value          DOUBLE PRECISION NOT NULL,
    standard_error DOUBLE PRECISION,
    created_by     TEXT COLLATE "C" NOT NULL,
    created_at     TIMESTAMP NOT NULL,
    UNIQUE (item_id, number, language, administration, model, metric, scale),
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
);
-- Enemies are groups with members, not pairs.
CREATE TABLE enemy_groups (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org  TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    code       TEXT COLLATE "C" NOT NULL,
    reason     TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (owner_org, code)
);
CREATE TABLE enemy_members (
    group_id TEXT COLLATE "C" NOT NULL REFERENCES enemy_groups (id),
    item_id  TEXT COLLATE "C" NOT NULL REFERENCES items (id),
    PRIMARY KEY (group_id, item_id)
);
CREATE INDEX enemy_members_by_item ON enemy_members (item_id);

-- To specification ------------------------------------------------------------------------
CREATE TABLE grading_policies (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org    TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    code         TEXT COLLATE "C" NOT NULL,
    version      INTEGER NOT NULL,
    document     TEXT COLLATE "C" NOT NULL,
    hash         TEXT COLLATE "C" NOT NULL,
    published_at TIMESTAMP NOT NULL,
    UNIQUE (owner_org, code, version)
);
CREATE TABLE specifications (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org  TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    code       TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (owner_org, code)
);
CREATE TABLE specification_versions (
    specification_id  TEXT COLLATE "C" NOT NULL REFERENCES specifications (id),
    version           INTEGER NOT NULL CHECK (version >= 1),
    state             TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'approved', 'published', 'withdrawn')),
    document          TEXT COLLATE "C" NOT NULL,
    hash              TEXT COLLATE "C" NOT NULL,
    revision          INTEGER NOT NULL,
    kind              TEXT COLLATE "C" NOT NULL,
    subject           TEXT COLLATE "C" NOT NULL,
    grade             INTEGER NOT NULL,
    term              INTEGER NOT NULL,
    academic_year     TEXT COLLATE "C" NOT NULL,
    access            TEXT COLLATE "C" NOT NULL CHECK (access IN ('public', 'restricted')),
    approval_body     TEXT COLLATE "C" NOT NULL,
    approval_protocol TEXT COLLATE "C" NOT NULL,
    approval_date     TEXT COLLATE "C" NOT NULL,
    created_by        TEXT COLLATE "C" NOT NULL,
    created_at        TIMESTAMP NOT NULL,
    updated_at        TIMESTAMP NOT NULL,
    published_at      TIMESTAMP,
    PRIMARY KEY (specification_id, version),
    CHECK (state = 'draft' OR approval_protocol <> '')
);
CREATE INDEX specification_versions_by_change ON specification_versions (updated_at, specification_id);
CREATE TABLE specification_languages (
    specification_id TEXT COLLATE "C" NOT NULL,
    version          INTEGER NOT NULL,
    language         TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (specification_id, version, language),
    FOREIGN KEY (specification_id, version) REFERENCES specification_versions (specification_id, version)
);
-- What a specification is about: one row for a test, one for each component and subject of a battery.
-- Grade 0 and subject '' where none is named.
CREATE TABLE specification_subjects (
    specification_id TEXT COLLATE "C" NOT NULL,
    version          INTEGER NOT NULL,
    component        TEXT COLLATE "C" NOT NULL,
    subject          TEXT COLLATE "C" NOT NULL,
    grade            INTEGER NOT NULL,
    PRIMARY KEY (specification_id, version, component, subject),
    FOREIGN KEY (specification_id, version) REFERENCES specification_versions (specification_id, version)
);

-- Assembles tests -------------------------------------------------------------------------
CREATE TABLE assembly_runs (
    id                    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org             TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    specification_id      TEXT COLLATE "C" NOT NULL,
    specification_version INTEGER NOT NULL,
    component             TEXT COLLATE "C" NOT NULL,
    languages             TEXT COLLATE "C" NOT NULL,
    seed                  BIGINT NOT NULL,
    options               TEXT COLLATE "C" NOT NULL,
    state                 TEXT COLLATE "C" NOT NULL CHECK (state IN ('queued', 'running', 'done', 'infeasible', 'failed', 'cancelled')),
    snapshot_hash         TEXT COLLATE "C" NOT NULL REFERENCES blobs (hash),
    outcome               TEXT COLLATE "C" NOT NULL,
    job_id                TEXT COLLATE "C" NOT NULL REFERENCES jobs (id),
    created_by            TEXT COLLATE "C" NOT NULL,
    created_at            TIMESTAMP NOT NULL,
    finished_at           TIMESTAMP,
    FOREIGN KEY (specification_id, specification_version) REFERENCES specification_versions (specification_id, version)
);
CREATE TABLE forms (
    id                    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org             TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    code                  TEXT COLLATE "C" NOT NULL,
    run_id                TEXT COLLATE "C" NOT NULL REFERENCES assembly_runs (id),
    specification_id      TEXT COLLATE "C" NOT NULL,
    specification_version INTEGER NOT NULL,
    component             TEXT COLLATE "C" NOT NULL,
    label                 TEXT COLLATE "C" NOT NULL,
    languages             TEXT COLLATE "C" NOT NULL,
    access                TEXT COLLATE "C" NOT NULL CHECK (access IN ('open', 'restricted', 'secure')),
    subject               TEXT COLLATE "C" NOT NULL,
    state                 TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'locked', 'retired')),
    fingerprint           TEXT COLLATE "C" NOT NULL,
    max_score             BIGINT NOT NULL,
    document              TEXT COLLATE "C" NOT NULL,
    pinned                TEXT COLLATE "C" NOT NULL,
    revision              INTEGER NOT NULL,
    created_by            TEXT COLLATE "C" NOT NULL,
    created_at            TIMESTAMP NOT NULL,
    locked_by             TEXT COLLATE "C" NOT NULL,
    locked_at             TIMESTAMP,
    UNIQUE (owner_org, code),
    FOREIGN KEY (specification_id, specification_version) REFERENCES specification_versions (specification_id, version)
);
CREATE TABLE form_items (
    form_id     TEXT COLLATE "C" NOT NULL REFERENCES forms (id),
    position    INTEGER NOT NULL CHECK (position >= 1),
    row_id      TEXT COLLATE "C" NOT NULL,
    section_id  TEXT COLLATE "C" NOT NULL,
    item_id     TEXT COLLATE "C" NOT NULL,
    item_number INTEGER NOT NULL,
    points      BIGINT NOT NULL,
    PRIMARY KEY (form_id, position),
    UNIQUE (form_id, item_id),
    FOREIGN KEY (item_id, item_number) REFERENCES item_versions (item_id, number)
);
CREATE INDEX form_items_by_item ON form_items (item_id, form_id);
CREATE TABLE form_item_variants (
    form_id     TEXT COLLATE "C" NOT NULL,
    position    INTEGER NOT NULL,
    language    TEXT COLLATE "C" NOT NULL,
    item_id     TEXT COLLATE "C" NOT NULL,
    item_number INTEGER NOT NULL,
    revision    INTEGER NOT NULL,
    PRIMARY KEY (form_id, position, language),
    FOREIGN KEY (form_id, position) REFERENCES form_items (form_id, position),
    FOREIGN KEY (item_id, item_number, language, revision)
        REFERENCES item_variants (item_id, number, language, revision)
);

-- Records scoring against descriptors -----------------------------------------------------
CREATE TABLE classes (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org     TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    code          TEXT COLLATE "C" NOT NULL,
    grade         INTEGER NOT NULL,
    language      TEXT COLLATE "C" NOT NULL,
    academic_year TEXT COLLATE "C" NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    UNIQUE (owner_org, code, academic_year)
);
-- Pseudonymous: names never stand here.
CREATE TABLE candidates (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org  TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    code       TEXT COLLATE "C" NOT NULL,
    sen        BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (owner_org, code)
);
CREATE TABLE class_members (
    class_id     TEXT COLLATE "C" NOT NULL REFERENCES classes (id),
    candidate_id TEXT COLLATE "C" NOT NULL REFERENCES candidates (id),
    PRIMARY KEY (class_id, candidate_id)
);
CREATE INDEX class_members_by_candidate ON class_members (candidate_id);
CREATE TABLE sittings (
    sitting_no      BIGINT NOT NULL PRIMARY KEY,
    id              TEXT COLLATE "C" NOT NULL UNIQUE,
    owner_org       TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    form_id         TEXT COLLATE "C" NOT NULL REFERENCES forms (id),
    class_id        TEXT COLLATE "C" NOT NULL REFERENCES classes (id),
    policy_id       TEXT COLLATE "C" NOT NULL REFERENCES grading_policies (id),
    language        TEXT COLLATE "C" NOT NULL,
    mode            TEXT COLLATE "C" NOT NULL CHECK (mode IN ('paper', 'online', 'distance')),
    held_on         TEXT COLLATE "C" NOT NULL,
    subject         TEXT COLLATE "C" NOT NULL,
    kind            TEXT COLLATE "C" NOT NULL,
    term            INTEGER NOT NULL,
    academic_year   TEXT COLLATE "C" NOT NULL,
    state           TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'closed')),
    next_attempt_no BIGINT NOT NULL,
    next_mark_no    BIGINT NOT NULL,
    revision        INTEGER NOT NULL,
    created_by      TEXT COLLATE "C" NOT NULL,
    created_at      TIMESTAMP NOT NULL
);
-- From here on every key begins with the sitting, so that rows can be partitioned by it.
CREATE TABLE attempts (
    sitting_no   BIGINT NOT NULL REFERENCES sittings (sitting_no),
    attempt_no   BIGINT NOT NULL,
    candidate_id TEXT COLLATE "C" NOT NULL REFERENCES candidates (id),
    created_at   TIMESTAMP NOT NULL,
    PRIMARY KEY (sitting_no, attempt_no),
    UNIQUE (sitting_no, candidate_id)
);
CREATE TABLE attempt_parts (
    sitting_no BIGINT NOT NULL,
    attempt_no BIGINT NOT NULL,
    part_no    INTEGER NOT NULL CHECK (part_no >= 1),
    sections   TEXT COLLATE "C" NOT NULL,
    state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('planned', 'present', 'absent_valid', 'absent', 'void')),
    reason     TEXT COLLATE "C" NOT NULL,
    extra_min  BIGINT NOT NULL,
    revision   INTEGER NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (sitting_no, attempt_no, part_no),
    FOREIGN KEY (sitting_no, attempt_no) REFERENCES attempts (sitting_no, attempt_no),
    CHECK (state NOT IN ('absent_valid', 'void') OR reason <> '')
);
CREATE TABLE responses (
    sitting_no BIGINT NOT NULL,
    attempt_no BIGINT NOT NULL,
    position   INTEGER NOT NULL,
    part       TEXT COLLATE "C" NOT NULL,
    sequence   INTEGER NOT NULL CHECK (sequence >= 1),
    raw        TEXT COLLATE "C" NOT NULL,
    entered_by TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (sitting_no, attempt_no, position, part, sequence),
    FOREIGN KEY (sitting_no, attempt_no) REFERENCES attempts (sitting_no, attempt_no)
);
-- A mark names what it supersedes; nobody is superseded twice; no row is ever updated.
CREATE TABLE marks (
    sitting_no BIGINT NOT NULL,
    mark_no    BIGINT NOT NULL,
    attempt_no BIGINT NOT NULL,
    position   INTEGER NOT NULL,
    part       TEXT COLLATE "C" NOT NULL,
    descriptor TEXT COLLATE "C" NOT NULL,
    points     BIGINT NOT NULL,
    max_points BIGINT NOT NULL,
    source     TEXT COLLATE "C" NOT NULL CHECK (source IN ('key', 'teacher', 'self', 'peer', 'independent')),
    marker_id  TEXT COLLATE "C" NOT NULL,
    supersedes BIGINT,
    reason     TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (sitting_no, mark_no),
    UNIQUE (sitting_no, supersedes),
    FOREIGN KEY (sitting_no, attempt_no) REFERENCES attempts (sitting_no, attempt_no),
    FOREIGN KEY (sitting_no, supersedes) REFERENCES marks (sitting_no, mark_no),
    CHECK (points >= 0 AND points <= max_points),
    CHECK (supersedes IS NULL OR (supersedes < mark_no AND reason <> ''))
);
CREATE UNIQUE INDEX marks_one_first ON marks (sitting_no, attempt_no, position, part, descriptor) WHERE supersedes IS NULL;
CREATE TABLE results (
    sitting_no  BIGINT NOT NULL,
    attempt_no  BIGINT NOT NULL,
    version     INTEGER NOT NULL CHECK (version >= 1),
    policy_hash TEXT COLLATE "C" NOT NULL,
    input_hash  TEXT COLLATE "C" NOT NULL,
    document    TEXT COLLATE "C" NOT NULL,
    created_by  TEXT COLLATE "C" NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    PRIMARY KEY (sitting_no, attempt_no, version),
    FOREIGN KEY (sitting_no, attempt_no) REFERENCES attempts (sitting_no, attempt_no)
);
CREATE TABLE journal_entries (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org     TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    candidate_id  TEXT COLLATE "C" NOT NULL REFERENCES candidates (id),
    subject       TEXT COLLATE "C" NOT NULL,
    academic_year TEXT COLLATE "C" NOT NULL,
    term          INTEGER NOT NULL,
    kind          TEXT COLLATE "C" NOT NULL CHECK (kind IN ('FA', 'SAU', 'SAT')),
    state         TEXT COLLATE "C" NOT NULL CHECK (state IN ('marked', 'absent_valid', 'absent')),
    points        BIGINT NOT NULL,
    max_points    BIGINT NOT NULL CHECK (max_points > 0),
    source        TEXT COLLATE "C" NOT NULL CHECK (source IN ('teacher', 'self', 'peer', 'independent', 'import')),
    reference     TEXT COLLATE "C" NOT NULL,
    supersedes    TEXT COLLATE "C" UNIQUE REFERENCES journal_entries (id),
    entered_by    TEXT COLLATE "C" NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    CHECK (points >= 0 AND points <= max_points)
);
CREATE INDEX journal_entries_by_candidate ON journal_entries (candidate_id, subject, academic_year, term);

-- Search over folded texts ------------------------------------------------------------
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX item_variants_search ON item_variants USING gin (search_text gin_trgm_ops);

-- Immutability is held here, not by habit ---------------------------------------------
CREATE FUNCTION synaq_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'immutable: %', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER audit_append_only_update BEFORE UPDATE ON audit FOR EACH ROW WHEN (NOT (NEW.seal IS NOT NULL AND OLD.seal IS NULL AND NEW.id = OLD.id AND NEW.org_id = OLD.org_id AND NEW.object_kind = OLD.object_kind AND NEW.request_id = OLD.request_id AND NEW.detail = OLD.detail AND NEW.at = OLD.at AND NEW.actor_id = OLD.actor_id AND NEW.action = OLD.action AND NEW.object_id = OLD.object_id))
    EXECUTE FUNCTION synaq_refuse('audit rows are append-only');
CREATE TRIGGER audit_append_only_delete BEFORE DELETE ON audit FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('audit rows are append-only');
CREATE TRIGGER curricula_immutable_update BEFORE UPDATE ON curricula FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('published curricula are immutable');
CREATE TRIGGER curricula_immutable_delete BEFORE DELETE ON curricula FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('published curricula are immutable');
CREATE TRIGGER grading_policies_immutable_update BEFORE UPDATE ON grading_policies FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('published grading policies are immutable');
CREATE TRIGGER grading_policies_immutable_delete BEFORE DELETE ON grading_policies FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('published grading policies are immutable');
CREATE TRIGGER marks_append_only_update BEFORE UPDATE ON marks FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('marks are append-only');
CREATE TRIGGER marks_append_only_delete BEFORE DELETE ON marks FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('marks are append-only');
CREATE TRIGGER responses_append_only_update BEFORE UPDATE ON responses FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('responses are append-only');
CREATE TRIGGER responses_append_only_delete BEFORE DELETE ON responses FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('responses are append-only');
CREATE TRIGGER results_append_only_update BEFORE UPDATE ON results FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('results are append-only');
CREATE TRIGGER results_append_only_delete BEFORE DELETE ON results FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('results are append-only');
CREATE TRIGGER journal_entries_append_only_update BEFORE UPDATE ON journal_entries FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('journal entries are append-only');
CREATE TRIGGER journal_entries_append_only_delete BEFORE DELETE ON journal_entries FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('journal entries are append-only');
CREATE TRIGGER item_reviews_append_only_update BEFORE UPDATE ON item_reviews FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('reviews are append-only');
CREATE TRIGGER item_reviews_append_only_delete BEFORE DELETE ON item_reviews FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('reviews are append-only');
CREATE TRIGGER blobs_immutable_update BEFORE UPDATE ON blobs FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('blobs are immutable');
CREATE TRIGGER item_versions_sealed_update BEFORE UPDATE ON item_versions FOR EACH ROW WHEN (OLD.sealed AND (OLD.content IS DISTINCT FROM NEW.content OR OLD.content_hash IS DISTINCT FROM NEW.content_hash OR OLD.item_id IS DISTINCT FROM NEW.item_id OR OLD.number IS DISTINCT FROM NEW.number OR OLD.item_type IS DISTINCT FROM NEW.item_type OR OLD.subject IS DISTINCT FROM NEW.subject OR OLD.points IS DISTINCT FROM NEW.points OR OLD.access IS DISTINCT FROM NEW.access OR OLD.family IS DISTINCT FROM NEW.family OR OLD.stimulus IS DISTINCT FROM NEW.stimulus OR OLD.created_by IS DISTINCT FROM NEW.created_by OR NOT NEW.sealed))
    EXECUTE FUNCTION synaq_refuse('a sealed item version keeps its content');
CREATE TRIGGER item_versions_sealed_delete BEFORE DELETE ON item_versions FOR EACH ROW WHEN (OLD.sealed)
    EXECUTE FUNCTION synaq_refuse('a sealed item version is never deleted');
CREATE FUNCTION synaq_item_variants_sealed_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number) THEN
        RAISE EXCEPTION 'immutable: %', 'texts of a sealed version are never changed, a new revision is added' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER item_variants_sealed_update BEFORE UPDATE ON item_variants FOR EACH ROW EXECUTE FUNCTION synaq_item_variants_sealed_update();
CREATE FUNCTION synaq_item_variants_sealed_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number) THEN
        RAISE EXCEPTION 'immutable: %', 'texts of a sealed version are never changed, a new revision is added' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER item_variants_sealed_delete BEFORE DELETE ON item_variants FOR EACH ROW EXECUTE FUNCTION synaq_item_variants_sealed_delete();
CREATE FUNCTION synaq_item_tags_sealed_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sealed FROM item_versions WHERE item_id = NEW.item_id AND number = NEW.number) THEN
        RAISE EXCEPTION 'immutable: %', 'tags of a sealed version are never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER item_tags_sealed_insert BEFORE INSERT ON item_tags FOR EACH ROW EXECUTE FUNCTION synaq_item_tags_sealed_insert();
CREATE FUNCTION synaq_item_tags_sealed_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number) THEN
        RAISE EXCEPTION 'immutable: %', 'tags of a sealed version are never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER item_tags_sealed_update BEFORE UPDATE ON item_tags FOR EACH ROW EXECUTE FUNCTION synaq_item_tags_sealed_update();
CREATE FUNCTION synaq_item_tags_sealed_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sealed FROM item_versions WHERE item_id = OLD.item_id AND number = OLD.number) THEN
        RAISE EXCEPTION 'immutable: %', 'tags of a sealed version are never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER item_tags_sealed_delete BEFORE DELETE ON item_tags FOR EACH ROW EXECUTE FUNCTION synaq_item_tags_sealed_delete();
CREATE TRIGGER specification_versions_published_update BEFORE UPDATE ON specification_versions FOR EACH ROW WHEN (OLD.state IN ('published', 'withdrawn') AND (OLD.document IS DISTINCT FROM NEW.document OR OLD.hash IS DISTINCT FROM NEW.hash OR OLD.version IS DISTINCT FROM NEW.version OR OLD.specification_id IS DISTINCT FROM NEW.specification_id OR OLD.kind IS DISTINCT FROM NEW.kind OR OLD.subject IS DISTINCT FROM NEW.subject OR OLD.grade IS DISTINCT FROM NEW.grade OR OLD.term IS DISTINCT FROM NEW.term OR OLD.academic_year IS DISTINCT FROM NEW.academic_year OR OLD.access IS DISTINCT FROM NEW.access OR OLD.approval_body IS DISTINCT FROM NEW.approval_body OR OLD.approval_protocol IS DISTINCT FROM NEW.approval_protocol OR OLD.approval_date IS DISTINCT FROM NEW.approval_date OR NEW.state NOT IN ('published', 'withdrawn')))
    EXECUTE FUNCTION synaq_refuse('a published specification is immutable');
CREATE TRIGGER specification_versions_published_delete BEFORE DELETE ON specification_versions FOR EACH ROW WHEN (OLD.state IN ('published', 'withdrawn'))
    EXECUTE FUNCTION synaq_refuse('a published specification is never deleted');
CREATE FUNCTION synaq_specification_part_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND (SELECT state FROM specification_versions WHERE specification_id = OLD.specification_id AND version = OLD.version) IN ('published', 'withdrawn') THEN
        RAISE EXCEPTION 'immutable: %', 'a published specification is immutable' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF (SELECT state FROM specification_versions WHERE specification_id = NEW.specification_id AND version = NEW.version) IN ('published', 'withdrawn') THEN
        RAISE EXCEPTION 'immutable: %', 'a published specification is immutable' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER specification_languages_published_insert BEFORE INSERT ON specification_languages FOR EACH ROW EXECUTE FUNCTION synaq_specification_part_published();
CREATE TRIGGER specification_languages_published_update BEFORE UPDATE ON specification_languages FOR EACH ROW EXECUTE FUNCTION synaq_specification_part_published();
CREATE TRIGGER specification_languages_published_delete BEFORE DELETE ON specification_languages FOR EACH ROW EXECUTE FUNCTION synaq_specification_part_published();
CREATE TRIGGER specification_subjects_published_insert BEFORE INSERT ON specification_subjects FOR EACH ROW EXECUTE FUNCTION synaq_specification_part_published();
CREATE TRIGGER specification_subjects_published_update BEFORE UPDATE ON specification_subjects FOR EACH ROW EXECUTE FUNCTION synaq_specification_part_published();
CREATE TRIGGER specification_subjects_published_delete BEFORE DELETE ON specification_subjects FOR EACH ROW EXECUTE FUNCTION synaq_specification_part_published();
CREATE TRIGGER forms_locked_update BEFORE UPDATE ON forms FOR EACH ROW WHEN (OLD.state <> 'draft' AND (OLD.document IS DISTINCT FROM NEW.document OR OLD.pinned IS DISTINCT FROM NEW.pinned OR OLD.fingerprint IS DISTINCT FROM NEW.fingerprint OR OLD.code IS DISTINCT FROM NEW.code OR OLD.specification_id IS DISTINCT FROM NEW.specification_id OR OLD.specification_version IS DISTINCT FROM NEW.specification_version OR OLD.component IS DISTINCT FROM NEW.component OR OLD.label IS DISTINCT FROM NEW.label OR OLD.languages IS DISTINCT FROM NEW.languages OR OLD.access IS DISTINCT FROM NEW.access OR OLD.max_score IS DISTINCT FROM NEW.max_score OR OLD.locked_by IS DISTINCT FROM NEW.locked_by OR OLD.locked_at IS DISTINCT FROM NEW.locked_at OR NEW.state = 'draft'))
    EXECUTE FUNCTION synaq_refuse('a locked form is immutable');
CREATE TRIGGER forms_locked_delete BEFORE DELETE ON forms FOR EACH ROW WHEN (OLD.state <> 'draft')
    EXECUTE FUNCTION synaq_refuse('a locked form is never deleted');
CREATE FUNCTION synaq_form_items_locked_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM forms WHERE id = NEW.form_id) <> 'draft' THEN
        RAISE EXCEPTION 'immutable: %', 'the pins of a locked form are immutable' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER form_items_locked_insert BEFORE INSERT ON form_items FOR EACH ROW EXECUTE FUNCTION synaq_form_items_locked_insert();
CREATE FUNCTION synaq_form_items_locked_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft' THEN
        RAISE EXCEPTION 'immutable: %', 'the pins of a locked form are immutable' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER form_items_locked_update BEFORE UPDATE ON form_items FOR EACH ROW EXECUTE FUNCTION synaq_form_items_locked_update();
CREATE FUNCTION synaq_form_items_locked_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft' THEN
        RAISE EXCEPTION 'immutable: %', 'the pins of a locked form are immutable' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER form_items_locked_delete BEFORE DELETE ON form_items FOR EACH ROW EXECUTE FUNCTION synaq_form_items_locked_delete();
CREATE FUNCTION synaq_form_item_variants_locked_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM forms WHERE id = NEW.form_id) <> 'draft' THEN
        RAISE EXCEPTION 'immutable: %', 'the pins of a locked form are immutable' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER form_item_variants_locked_insert BEFORE INSERT ON form_item_variants FOR EACH ROW EXECUTE FUNCTION synaq_form_item_variants_locked_insert();
CREATE FUNCTION synaq_form_item_variants_locked_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft' THEN
        RAISE EXCEPTION 'immutable: %', 'the pins of a locked form are immutable' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER form_item_variants_locked_update BEFORE UPDATE ON form_item_variants FOR EACH ROW EXECUTE FUNCTION synaq_form_item_variants_locked_update();
CREATE FUNCTION synaq_form_item_variants_locked_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM forms WHERE id = OLD.form_id) <> 'draft' THEN
        RAISE EXCEPTION 'immutable: %', 'the pins of a locked form are immutable' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER form_item_variants_locked_delete BEFORE DELETE ON form_item_variants FOR EACH ROW EXECUTE FUNCTION synaq_form_item_variants_locked_delete();
CREATE TRIGGER items_owner_update BEFORE UPDATE ON items FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
CREATE TRIGGER stimuli_owner_update BEFORE UPDATE ON stimuli FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
CREATE TRIGGER specifications_owner_update BEFORE UPDATE ON specifications FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
CREATE TRIGGER forms_owner_update BEFORE UPDATE ON forms FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
CREATE TRIGGER classes_owner_update BEFORE UPDATE ON classes FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
CREATE TRIGGER candidates_owner_update BEFORE UPDATE ON candidates FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
CREATE TRIGGER sittings_owner_update BEFORE UPDATE ON sittings FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
CREATE TRIGGER assembly_runs_owner_update BEFORE UPDATE ON assembly_runs FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
CREATE TRIGGER enemy_groups_owner_update BEFORE UPDATE ON enemy_groups FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
CREATE TRIGGER jobs_owner_update BEFORE UPDATE ON jobs FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
