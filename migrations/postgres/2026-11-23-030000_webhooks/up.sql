-- Where other systems are told what happens. No secret is kept: it is derived from a signing key, `key_id`,
-- and `salt`; while it is replaced, from `old_key_id` and `old_salt` as well, until `old_until`.
CREATE TABLE webhook_endpoints (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org   TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    url         TEXT COLLATE "C" NOT NULL,
    events      TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C" NOT NULL,
    state       TEXT COLLATE "C" NOT NULL CHECK (state IN ('active', 'disabled')),
    reason      TEXT COLLATE "C" NOT NULL,
    key_id      TEXT COLLATE "C" NOT NULL,
    salt        TEXT COLLATE "C" NOT NULL,
    old_key_id  TEXT COLLATE "C" NOT NULL,
    old_salt    TEXT COLLATE "C" NOT NULL,
    old_until   TIMESTAMP,
    revision    INTEGER NOT NULL,
    created_by  TEXT COLLATE "C" NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    updated_at  TIMESTAMP NOT NULL
);
CREATE INDEX webhook_endpoints_by_owner ON webhook_endpoints (owner_org, id);
-- What happened, as it is told: a thin body, written in the transaction of what it tells.
CREATE TABLE webhook_events (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner_org  TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    kind       TEXT COLLATE "C" NOT NULL,
    body       TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMP NOT NULL
);
-- One event for one endpoint. `tries` counts those that ended; a held one is being sent until `held_until`.
CREATE TABLE webhook_deliveries (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    event_id    TEXT COLLATE "C" NOT NULL REFERENCES webhook_events (id),
    endpoint_id TEXT COLLATE "C" NOT NULL REFERENCES webhook_endpoints (id),
    state       TEXT COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'dropped')),
    tries       INTEGER NOT NULL,
    next_at     TIMESTAMP NOT NULL,
    held_until  TIMESTAMP,
    replay_of   TEXT COLLATE "C" NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (state, next_at);
CREATE INDEX webhook_deliveries_by_endpoint ON webhook_deliveries (endpoint_id, id);
CREATE INDEX webhook_deliveries_by_event ON webhook_deliveries (event_id);
-- The log: every try with the status that came, 0 for none, and why none came.
CREATE TABLE webhook_tries (
    delivery_id TEXT COLLATE "C" NOT NULL REFERENCES webhook_deliveries (id),
    number      INTEGER NOT NULL,
    ended_at    TIMESTAMP NOT NULL,
    status      INTEGER NOT NULL,
    problem     TEXT COLLATE "C" NOT NULL,
    took_ms     INTEGER NOT NULL,
    PRIMARY KEY (delivery_id, number)
);
