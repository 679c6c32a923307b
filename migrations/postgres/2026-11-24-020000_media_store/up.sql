-- The bytes of pictures and recordings leave the database for the store of media: a hash names an object
-- there. What was brought in before stays in blobs and is read from them.
ALTER TABLE media DROP CONSTRAINT media_hash_fkey;
