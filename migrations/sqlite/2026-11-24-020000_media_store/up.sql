-- The bytes of pictures and recordings leave the database for the store of media: a hash names an object
-- there. What was brought in before stays in blobs and is read from them.
CREATE TABLE media_anew (
    owner_org    TEXT NOT NULL REFERENCES organisations (id),
    hash         TEXT NOT NULL,
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
INSERT INTO media_anew SELECT * FROM media;
DROP TABLE media;
ALTER TABLE media_anew RENAME TO media;
CREATE TRIGGER media_owner_update BEFORE UPDATE ON media WHEN OLD.owner_org IS NOT NEW.owner_org OR OLD.hash IS NOT NEW.hash BEGIN
    SELECT RAISE(ABORT, 'immutable: an owner never changes');
END;
