-- Files whose bytes stand in the store of media only are not known to the older service.
CREATE TABLE media_anew (
    owner_org    TEXT NOT NULL REFERENCES organisations (id),
    hash         TEXT NOT NULL REFERENCES blobs (hash),
    media_type   TEXT NOT NULL,
    size         INTEGER NOT NULL,
    width        INTEGER NOT NULL,
    height       INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL,
    licence      TEXT NOT NULL,
    source       TEXT NOT NULL,
    created_by   TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    PRIMARY KEY (owner_org, hash)
) STRICT;
INSERT INTO media_anew SELECT * FROM media WHERE hash IN (SELECT hash FROM blobs);
DROP TABLE media;
ALTER TABLE media_anew RENAME TO media;
CREATE TRIGGER media_owner_update BEFORE UPDATE ON media WHEN OLD.owner_org IS NOT NEW.owner_org OR OLD.hash IS NOT NEW.hash BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
