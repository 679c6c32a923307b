-- Where other systems are told what happens. No secret is kept: it is derived from a signing key, `key_id`,
-- and `salt`; while it is replaced, from `old_key_id` and `old_salt` as well, until `old_until`.
CREATE TABLE webhook_endpoints (
    id          TEXT NOT NULL PRIMARY KEY,
    owner_org   TEXT NOT NULL REFERENCES organisations (id),
    url         TEXT NOT NULL,
    events      TEXT NOT NULL,
    description TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
    reason      TEXT NOT NULL,
    key_id      TEXT NOT NULL,
    salt        TEXT NOT NULL,
    old_key_id  TEXT NOT NULL,
    old_salt    TEXT NOT NULL,
    old_until   TEXT,
    revision    INTEGER NOT NULL,
    created_by  TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL
) STRICT;
CREATE INDEX webhook_endpoints_by_owner ON webhook_endpoints (owner_org, id);
-- What happened, as it is told: a thin body, written in the transaction of what it tells.
CREATE TABLE webhook_events (
    id         TEXT NOT NULL PRIMARY KEY,
    owner_org  TEXT NOT NULL REFERENCES organisations (id),
    kind       TEXT NOT NULL,
    body       TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
-- One event for one endpoint. `tries` counts those that ended; a held one is being sent until `held_until`.
CREATE TABLE webhook_deliveries (
    id          TEXT NOT NULL PRIMARY KEY,
    event_id    TEXT NOT NULL REFERENCES webhook_events (id),
    endpoint_id TEXT NOT NULL REFERENCES webhook_endpoints (id),
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'dropped')),
    tries       INTEGER NOT NULL,
    next_at     TEXT NOT NULL,
    held_until  TEXT,
    replay_of   TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    finished_at TEXT
) STRICT;
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (state, next_at);
CREATE INDEX webhook_deliveries_by_endpoint ON webhook_deliveries (endpoint_id, id);
CREATE INDEX webhook_deliveries_by_event ON webhook_deliveries (event_id);
-- The log: every try with the status that came, 0 for none, and why none came.
CREATE TABLE webhook_tries (
    delivery_id TEXT NOT NULL REFERENCES webhook_deliveries (id),
    number      INTEGER NOT NULL,
    ended_at    TEXT NOT NULL,
    status      INTEGER NOT NULL,
    problem     TEXT NOT NULL,
    took_ms     INTEGER NOT NULL,
    PRIMARY KEY (delivery_id, number)
) STRICT;
