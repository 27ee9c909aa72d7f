-- Local days and watermarks --------------------------------------------------------------------

-- When a date of the user's calendar really was, as the vendor says.
CREATE TABLE local_day (
    user_id   INTEGER NOT NULL REFERENCES user,
    source_id INTEGER NOT NULL REFERENCES source,
    date      TEXT NOT NULL,
    start_ms  INTEGER NOT NULL,
    end_ms    INTEGER NOT NULL,
    fetch_id  INTEGER NOT NULL REFERENCES fetch,
    PRIMARY KEY (user_id, source_id, date),
    CHECK (start_ms < end_ms)
) WITHOUT ROWID;

-- Up to when a source says that a feed is complete; never falls.
CREATE TABLE watermark (
    feed_id    INTEGER PRIMARY KEY REFERENCES feed,
    reached_ms INTEGER NOT NULL,
    asked_ms   INTEGER NOT NULL
);

-- On which axis the ledger of a stream is: UTC; LOCAL_DATE, each date as its UTC day; NONE, one cell at the epoch.
ALTER TABLE stream ADD COLUMN axis TEXT NOT NULL DEFAULT 'UTC';


-- Findings and absences ------------------------------------------------------------------------

-- What a person should know about a source's answers. One row for each kind, stream and range.
CREATE TABLE finding (
    finding_id INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,
    user_id    INTEGER NOT NULL REFERENCES user,
    source_id  INTEGER NOT NULL REFERENCES source,
    type       TEXT NOT NULL DEFAULT '',
    start_ms   INTEGER NOT NULL DEFAULT 0,
    end_ms     INTEGER NOT NULL DEFAULT 0,
    detail     TEXT NOT NULL,
    first_ms   INTEGER NOT NULL,
    last_ms    INTEGER NOT NULL,
    count      INTEGER NOT NULL DEFAULT 1,
    UNIQUE (user_id, source_id, kind, type, start_ms, end_ms)
);

-- Stored items that a complete listing did not name, until another listing decides; usually none. Records and
-- locations by one of their keys; a sample by the number of its series, its scheme is empty.
CREATE TABLE absence (
    stream_id INTEGER NOT NULL REFERENCES stream,
    start_ms  INTEGER NOT NULL,
    end_ms    INTEGER NOT NULL,
    scheme    TEXT NOT NULL,
    key       TEXT NOT NULL,
    missed_ms INTEGER NOT NULL,
    mass      INTEGER NOT NULL,
    PRIMARY KEY (stream_id, start_ms, end_ms, scheme, key)
) WITHOUT ROWID;

-- The keys of records and locations that are gone, so that one that comes back has its number again.
CREATE TABLE gone_key (
    stream_id INTEGER NOT NULL REFERENCES stream,
    scheme    TEXT NOT NULL,
    key       TEXT NOT NULL,
    item_id   INTEGER NOT NULL,
    PRIMARY KEY (stream_id, scheme, key)
) WITHOUT ROWID;

-- The keys of an item that comes back.
CREATE INDEX gone_key_by_item ON gone_key (stream_id, item_id);

CREATE VIEW findings AS
SELECT f.finding_id AS id,
       u.name AS user_id,
       o.name AS source,
       f.kind AS kind,
       nullif(f.type, '') AS data_type,
       CASE WHEN f.end_ms > f.start_ms THEN f.start_ms / 1000.0 END AS start_time,
       CASE WHEN f.end_ms > f.start_ms THEN f.end_ms / 1000.0 END AS end_time,
       f.detail AS detail,
       f.first_ms / 1000.0 AS first_seen_at,
       f.last_ms / 1000.0 AS last_seen_at,
       f.count AS count
FROM finding f
JOIN user u ON u.user_id = f.user_id
JOIN source o ON o.source_id = f.source_id;


-- Policies and sweeps --------------------------------------------------------------------------

-- The rules for when answers are final under which the stream's lines were written; null: not known.
ALTER TABLE stream ADD COLUMN settle_after_ms INTEGER;
ALTER TABLE stream ADD COLUMN recent_ms INTEGER;
ALTER TABLE stream ADD COLUMN fresh_for_ms INTEGER;
ALTER TABLE stream ADD COLUMN recheck_ms INTEGER;

-- SWEEP for a sweep, whose kind is READ: nobody resumes it; else null.
ALTER TABLE sync_job ADD COLUMN purpose TEXT;

-- How far settled time was asked again, newest first; null: not yet.
CREATE TABLE sweep (
    feed_id    INTEGER PRIMARY KEY REFERENCES feed,
    started_ms INTEGER,
    reached_ms INTEGER,
    ended_ms   INTEGER,
    hinted_ms  INTEGER
);


-- Quota ----------------------------------------------------------------------------------------

-- Calls in the long windows that a vendor counts, in buckets of about a hundredth of the window.
CREATE TABLE quota_use (
    source_id       INTEGER NOT NULL REFERENCES source,
    scope           TEXT NOT NULL,
    window_ms       INTEGER NOT NULL,
    bucket_start_ms INTEGER NOT NULL,
    calls           INTEGER NOT NULL,
    PRIMARY KEY (source_id, scope, window_ms, bucket_start_ms),
    CHECK (calls > 0)
) WITHOUT ROWID;

