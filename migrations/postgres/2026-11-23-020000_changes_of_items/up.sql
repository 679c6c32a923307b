-- A statistic that a new version took over from the one before: the row it was copied from; '' for what was
-- entered.
ALTER TABLE item_statistics ADD COLUMN carried_from TEXT COLLATE "C" NOT NULL DEFAULT '';

-- What a draft does to the approved version before it. '' as confirmed_by: nobody confirmed it.
CREATE TABLE declared_changes (
    item_id      TEXT COLLATE "C" NOT NULL,
    number       INTEGER NOT NULL,
    base_number  INTEGER NOT NULL CHECK (base_number >= 1 AND base_number < number),
    declaration  TEXT COLLATE "C" NOT NULL CHECK (declaration IN ('editorial', 'substantive')),
    reason       TEXT COLLATE "C" NOT NULL,
    declared_by  TEXT COLLATE "C" NOT NULL,
    declared_at  TIMESTAMP NOT NULL,
    confirmed_by TEXT COLLATE "C" NOT NULL,
    confirmed_at TIMESTAMP,
    PRIMARY KEY (item_id, number),
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number),
    FOREIGN KEY (item_id, base_number) REFERENCES item_versions (item_id, number)
);

-- Texts of a language that a version which is approved already does not have. They wait here, where no form
-- and no search finds them, until somebody else approves them.
CREATE TABLE proposed_variants (
    item_id         TEXT COLLATE "C" NOT NULL,
    number          INTEGER NOT NULL,
    language        TEXT COLLATE "C" NOT NULL,
    texts           TEXT COLLATE "C" NOT NULL,
    texts_hash      TEXT COLLATE "C" NOT NULL,
    source_language TEXT COLLATE "C" NOT NULL,
    source_hash     TEXT COLLATE "C" NOT NULL,
    state           TEXT COLLATE "C" NOT NULL CHECK (state IN ('proposed', 'returned')),
    comment         TEXT COLLATE "C" NOT NULL,
    created_by      TEXT COLLATE "C" NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    PRIMARY KEY (item_id, number, language),
    FOREIGN KEY (item_id, number) REFERENCES item_versions (item_id, number)
);

-- Who approved a language that was added later. The others are approved with their version.
CREATE TABLE variant_approvals (
    item_id     TEXT COLLATE "C" NOT NULL,
    number      INTEGER NOT NULL,
    language    TEXT COLLATE "C" NOT NULL,
    revision    INTEGER NOT NULL,
    comment     TEXT COLLATE "C" NOT NULL,
    approved_by TEXT COLLATE "C" NOT NULL,
    approved_at TIMESTAMP NOT NULL,
    PRIMARY KEY (item_id, number, language, revision),
    FOREIGN KEY (item_id, number, language, revision)
        REFERENCES item_variants (item_id, number, language, revision)
);

-- What a draft said before in its source language, kept while a translation of it is stale: without it nobody
-- could say which fields moved.
CREATE TABLE translated_sources (
    item_id    TEXT COLLATE "C" NOT NULL REFERENCES items (id),
    texts_hash TEXT COLLATE "C" NOT NULL,
    texts      TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (item_id, texts_hash)
);

-- What owners of forms are told of the items in them. Secrecy and subject are those of the form.
CREATE TABLE notices (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org  TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    kind       TEXT COLLATE "C" NOT NULL CHECK (kind IN ('item_suspended', 'item_retired', 'item_changed')),
    item_id    TEXT COLLATE "C" NOT NULL REFERENCES items (id),
    number     INTEGER NOT NULL,
    form_id    TEXT COLLATE "C" NOT NULL REFERENCES forms (id),
    form_state TEXT COLLATE "C" NOT NULL CHECK (form_state IN ('draft', 'locked')),
    subject    TEXT COLLATE "C" NOT NULL,
    access     TEXT COLLATE "C" NOT NULL CHECK (access IN ('open', 'restricted', 'secure')),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX notices_by_owner ON notices (owner_org, id);
CREATE INDEX notices_by_form ON notices (form_id);
CREATE TRIGGER notices_owner_update BEFORE UPDATE ON notices FOR EACH ROW WHEN (OLD.owner_org IS DISTINCT FROM NEW.owner_org)
    EXECUTE FUNCTION synaq_refuse('an owner never changes');
