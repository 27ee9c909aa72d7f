-- Who tells of a record, a bit for each: 1 the vendor's interface, 2 a file, 4 a table, 8 a mention. The lowest of them
-- has the best word. Where there are several, each one's own words are parts; attributes is what they give together.
ALTER TABLE record ADD COLUMN told INTEGER NOT NULL DEFAULT 1;

-- Only of records of which several tell. origin is one of the bits.
CREATE TABLE record_part (
    record_id  INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    origin     INTEGER NOT NULL,
    start_ms   INTEGER NOT NULL,
    end_ms     INTEGER NOT NULL,
    updated_ms INTEGER,
    open       INTEGER NOT NULL,
    attributes TEXT NOT NULL,
    fetch_id   INTEGER NOT NULL REFERENCES fetch,
    PRIMARY KEY (record_id, origin)
) WITHOUT ROWID;

-- parts: a JSON array of what each of several told; null where only one did.
ALTER TABLE record_revision ADD COLUMN told INTEGER NOT NULL DEFAULT 1;
ALTER TABLE record_revision ADD COLUMN parts TEXT;

-- Who said that the item is gone; only they, or somebody with a better word, bring it back.
ALTER TABLE gone_key ADD COLUMN told INTEGER NOT NULL DEFAULT 1;
