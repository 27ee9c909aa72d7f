-- Pages that are read again. Of a row that a newer parser wrote: the page that it was read off.
ALTER TABLE fetch ADD COLUMN replayed_id INTEGER;

-- Where the page ends an answer that lists everything, of every type of its feed: for which range.
ALTER TABLE fetch ADD COLUMN complete_start_ms INTEGER;
ALTER TABLE fetch ADD COLUMN complete_end_ms INTEGER;

-- Whether the bytes were dropped because newer complete answers hold everything that was in them.
ALTER TABLE fetch ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0;

-- The pages of a feed whose bytes are kept.
CREATE INDEX fetch_kept ON fetch (feed_id, start_ms) WHERE raw_id IS NOT NULL AND replayed_id IS NULL;

-- Who refers to bytes that are about to be dropped.
CREATE INDEX fetch_by_raw ON fetch (raw_id) WHERE raw_id IS NOT NULL;
