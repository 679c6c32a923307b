-- Files whose bytes stand in the store of media only are not known to the older service.
DELETE FROM media WHERE hash NOT IN (SELECT hash FROM blobs);
ALTER TABLE media ADD CONSTRAINT media_hash_fkey FOREIGN KEY (hash) REFERENCES blobs (hash);
