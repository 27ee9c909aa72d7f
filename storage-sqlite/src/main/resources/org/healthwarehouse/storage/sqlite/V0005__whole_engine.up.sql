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


-- Policies and sweeps --------------------------------------------------------------------------


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

