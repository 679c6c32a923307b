-- The picture or recording of a stimulus: hash, media type and measures, JSON; '' for none. Its bytes stand
-- in blobs, the same bytes once.
ALTER TABLE stimuli ADD COLUMN asset TEXT COLLATE "C" NOT NULL DEFAULT '';
