-- Times are UTC epoch milliseconds, ranges half-open, JSON has its names sorted.
-- Whoever reads with plain SQL starts with the views at the end: their times are Unix seconds.

-- Names ----------------------------------------------------------------------------------------

CREATE TABLE user (
    user_id INTEGER PRIMARY KEY,
    name    TEXT NOT NULL UNIQUE
);

CREATE TABLE source (
    source_id INTEGER PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE
);

-- What can be measured. unit (UCUM), aggregation and the plausible range are those of samples;
-- fields is a JSON object that declares the common fields of a record type.
CREATE TABLE data_type (
    type_id        INTEGER PRIMARY KEY,
    name           TEXT NOT NULL UNIQUE,
    kind           TEXT NOT NULL CHECK (kind IN ('sample', 'record', 'location')),
    unit           TEXT,
    aggregation    TEXT,
    plausible_low  REAL,
    plausible_high REAL,
    fields         TEXT,
    meaning        TEXT NOT NULL
);

-- The unit of fetching: an endpoint, or one selection of it.
CREATE TABLE feed (
    feed_id   INTEGER PRIMARY KEY,
    user_id   INTEGER NOT NULL REFERENCES user,
    source_id INTEGER NOT NULL REFERENCES source,
    name      TEXT NOT NULL,
    UNIQUE (user_id, source_id, name)
);

-- The unit of coverage. longest_ms: no record of the stream is longer, which bounds searches for overlaps.
CREATE TABLE stream (
    stream_id       INTEGER PRIMARY KEY,
    user_id         INTEGER NOT NULL REFERENCES user,
    source_id       INTEGER NOT NULL REFERENCES source,
    type_id         INTEGER NOT NULL REFERENCES data_type,
    last_success_ms INTEGER,
    longest_ms      INTEGER NOT NULL DEFAULT 0,
    UNIQUE (user_id, source_id, type_id)
);

CREATE TABLE device (
    device_id  INTEGER PRIMARY KEY,
    user_id    INTEGER NOT NULL REFERENCES user,
    source_id  INTEGER NOT NULL REFERENCES source,
    key        TEXT NOT NULL,
    attributes TEXT NOT NULL,
    UNIQUE (user_id, source_id, key)
);

-- The unit of sample storage. longest_ms: no sample of the series is longer.
CREATE TABLE series (
    series_id  INTEGER PRIMARY KEY,
    stream_id  INTEGER NOT NULL REFERENCES stream,
    device_id  INTEGER NOT NULL REFERENCES device,
    channel    TEXT NOT NULL,
    longest_ms INTEGER NOT NULL DEFAULT 0,
    UNIQUE (stream_id, device_id, channel)
);

-- Fetches --------------------------------------------------------------------------------------

-- The vendor's bytes, once per user however often they came; the bytes are in raw_part.
CREATE TABLE raw_page (
    raw_id  INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES user,
    sha256  BLOB NOT NULL,
    size    INTEGER NOT NULL,
    UNIQUE (user_id, sha256)
);

-- A page in pieces, each a zlib stream of its own, so that a large page never has to be in memory whole.
CREATE TABLE raw_part (
    raw_id INTEGER NOT NULL REFERENCES raw_page ON DELETE CASCADE,
    part   INTEGER NOT NULL,
    size   INTEGER NOT NULL,
    body   BLOB NOT NULL,
    PRIMARY KEY (raw_id, part)
);

-- One row per stored page and per attempt that brought nothing. The number of a stored page is the version of
-- what came with it: it rises with every commit and is never given twice.
CREATE TABLE fetch (
    fetch_id       INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id        INTEGER NOT NULL REFERENCES feed,
    job            TEXT NOT NULL,
    start_ms       INTEGER NOT NULL,
    end_ms         INTEGER NOT NULL,
    outcome        TEXT NOT NULL CHECK (outcome IN ('STORED', 'AGAIN', 'GIVEN_UP', 'SPLIT', 'RELEASED')),
    error_type     TEXT,
    error_message  TEXT,
    calls          INTEGER NOT NULL,
    added          INTEGER NOT NULL DEFAULT 0,
    changed        INTEGER NOT NULL DEFAULT 0,
    unchanged      INTEGER NOT NULL DEFAULT 0,
    started_ms     INTEGER NOT NULL,
    finished_ms    INTEGER NOT NULL,
    parser_version INTEGER,
    raw_id         INTEGER REFERENCES raw_page,
    origin         TEXT,
    request        TEXT,
    status         INTEGER,
    media_type     TEXT,
    server_date_ms INTEGER
);

-- Data -----------------------------------------------------------------------------------------

-- Clustered by series and time, which serves every read of a range; value is NUMERIC because a table without row
-- ids would keep whole numbers in a REAL column as eight bytes. Deliberately without REFERENCES: they would be
-- looked up for every row, while series and fetch are written by the same transaction.
CREATE TABLE sample (
    series_id INTEGER NOT NULL,
    start_ms  INTEGER NOT NULL,
    len_ms    INTEGER NOT NULL,
    value     NUMERIC NOT NULL,
    fetch_id  INTEGER NOT NULL,
    PRIMARY KEY (series_id, start_ms, len_ms)
) WITHOUT ROWID;

-- Attributes of the few samples that have some.
CREATE TABLE sample_note (
    series_id INTEGER NOT NULL,
    start_ms  INTEGER NOT NULL,
    len_ms    INTEGER NOT NULL,
    note      TEXT NOT NULL,
    PRIMARY KEY (series_id, start_ms, len_ms)
) WITHOUT ROWID;

-- Former forms: valid from the commit fetch_id until the commit replaced_by.
CREATE TABLE sample_revision (
    series_id   INTEGER NOT NULL,
    start_ms    INTEGER NOT NULL,
    len_ms      INTEGER NOT NULL,
    value       NUMERIC NOT NULL,
    note        TEXT,
    fetch_id    INTEGER NOT NULL,
    replaced_by INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    PRIMARY KEY (series_id, start_ms, len_ms, replaced_by)
) WITHOUT ROWID;

CREATE TABLE record (
    record_id  INTEGER PRIMARY KEY AUTOINCREMENT,
    stream_id  INTEGER NOT NULL REFERENCES stream,
    start_ms   INTEGER NOT NULL,
    end_ms     INTEGER NOT NULL,
    updated_ms INTEGER,
    open       INTEGER NOT NULL,
    attributes TEXT NOT NULL,
    fetch_id   INTEGER NOT NULL REFERENCES fetch
);

-- Records of a stream that intersect a range, in order of time; days with records.
CREATE INDEX record_by_time ON record (stream_id, start_ms, end_ms);

-- Any key finds the record when it comes again.
CREATE TABLE record_key (
    stream_id INTEGER NOT NULL REFERENCES stream,
    scheme    TEXT NOT NULL,
    value     TEXT NOT NULL,
    record_id INTEGER NOT NULL REFERENCES record,
    PRIMARY KEY (stream_id, scheme, value)
) WITHOUT ROWID;

-- The keys of a record that is read.
CREATE INDEX record_key_by_record ON record_key (record_id, scheme, value);

CREATE TABLE record_revision (
    record_id   INTEGER NOT NULL,
    stream_id   INTEGER NOT NULL,
    start_ms    INTEGER NOT NULL,
    end_ms      INTEGER NOT NULL,
    updated_ms  INTEGER,
    open        INTEGER NOT NULL,
    attributes  TEXT NOT NULL,
    fetch_id    INTEGER NOT NULL,
    replaced_by INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    PRIMARY KEY (record_id, replaced_by)
) WITHOUT ROWID;

CREATE TABLE location (
    location_id INTEGER PRIMARY KEY AUTOINCREMENT,
    stream_id   INTEGER NOT NULL REFERENCES stream,
    scheme      TEXT NOT NULL,
    key         TEXT NOT NULL,
    time_ms     INTEGER NOT NULL,
    latitude    REAL NOT NULL,
    longitude   REAL NOT NULL,
    accuracy    REAL,
    attributes  TEXT NOT NULL,
    fetch_id    INTEGER NOT NULL REFERENCES fetch,
    UNIQUE (stream_id, scheme, key)
);

-- Locations of a stream in a range, in order of time; days with locations.
CREATE INDEX location_by_time ON location (stream_id, time_ms);

CREATE TABLE location_revision (
    location_id INTEGER NOT NULL,
    stream_id   INTEGER NOT NULL,
    time_ms     INTEGER NOT NULL,
    latitude    REAL NOT NULL,
    longitude   REAL NOT NULL,
    accuracy    REAL,
    attributes  TEXT NOT NULL,
    fetch_id    INTEGER NOT NULL,
    replaced_by INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    PRIMARY KEY (location_id, replaced_by)
) WITHOUT ROWID;

-- What is known of which range ------------------------------------------------------------------

-- The ledger: the lines of a stream never overlap.
CREATE TABLE coverage (
    stream_id  INTEGER NOT NULL REFERENCES stream,
    start_ms   INTEGER NOT NULL,
    end_ms     INTEGER NOT NULL,
    held       TEXT NOT NULL CHECK (held IN ('HELD', 'UNAVAILABLE', 'PURGED')),
    reason     TEXT NOT NULL,
    settled    INTEGER NOT NULL,
    fetched_ms INTEGER NOT NULL,
    due_ms     INTEGER,
    checks     INTEGER NOT NULL,
    PRIMARY KEY (stream_id, start_ms),
    CHECK (start_ms < end_ms)
) WITHOUT ROWID;

-- What was last asked without success; laid over the ledger and gone with the next success. No overlaps.
CREATE TABLE fetch_failure (
    feed_id      INTEGER NOT NULL REFERENCES feed,
    start_ms     INTEGER NOT NULL,
    end_ms       INTEGER NOT NULL,
    failure_type TEXT NOT NULL,
    message      TEXT NOT NULL,
    at_ms        INTEGER NOT NULL,
    PRIMARY KEY (feed_id, start_ms),
    CHECK (start_ms < end_ms)
) WITHOUT ROWID;

-- Work -----------------------------------------------------------------------------------------

CREATE TABLE sync_job (
    job_no          INTEGER PRIMARY KEY,
    job_id          TEXT NOT NULL UNIQUE,
    user_id         INTEGER NOT NULL REFERENCES user,
    source_id       INTEGER NOT NULL REFERENCES source,
    kind            TEXT NOT NULL CHECK (kind IN ('SYNC', 'READ')),
    start_ms        INTEGER NOT NULL,
    end_ms          INTEGER NOT NULL,
    types           TEXT NOT NULL,
    forced_since_ms INTEGER,
    state           TEXT NOT NULL,
    created_ms      INTEGER NOT NULL,
    started_ms      INTEGER,
    ended_ms        INTEGER,
    error_type      TEXT,
    error_message   TEXT
);

-- position is the order of fetching; the pieces of a split stand where the chunk was that they replace.
CREATE TABLE sync_chunk (
    chunk_id      INTEGER PRIMARY KEY AUTOINCREMENT,
    job_no        INTEGER NOT NULL REFERENCES sync_job ON DELETE CASCADE,
    split_from    INTEGER,
    position      INTEGER NOT NULL,
    feed_id       INTEGER NOT NULL REFERENCES feed,
    start_ms      INTEGER NOT NULL,
    end_ms        INTEGER NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('PENDING', 'DONE', 'FAILED', 'SPLIT')),
    attempts      INTEGER NOT NULL DEFAULT 0,
    error_type    TEXT,
    error_message TEXT
);

-- The chunks of a job in their order; removing a job.
CREATE INDEX sync_chunk_in_order ON sync_chunk (job_no, position);

-- Who fetches what at the moment: a handful of rows. The fence rises and is never given twice.
CREATE TABLE fetch_claim (
    fence      INTEGER PRIMARY KEY AUTOINCREMENT,
    chunk_id   INTEGER NOT NULL REFERENCES sync_chunk ON DELETE CASCADE,
    feed_id    INTEGER NOT NULL REFERENCES feed,
    start_ms   INTEGER NOT NULL,
    end_ms     INTEGER NOT NULL,
    owner      TEXT NOT NULL,
    lease_ms   INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL
);

CREATE TABLE metadata (
    key        TEXT PRIMARY KEY,
    value      TEXT NOT NULL,
    fetched_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL
) WITHOUT ROWID;

-- What went wrong, for the operator. Kept when the job is forgotten.
CREATE TABLE error_entry (
    error_id    INTEGER PRIMARY KEY,
    user_id     INTEGER NOT NULL REFERENCES user,
    source_id   INTEGER NOT NULL REFERENCES source,
    job         TEXT NOT NULL,
    chunk_id    INTEGER,
    at_ms       INTEGER NOT NULL,
    error_type  TEXT NOT NULL,
    message     TEXT NOT NULL,
    context     TEXT NOT NULL,
    resolved_ms INTEGER
);

-- The open errors of a job or of one of its chunks, when it succeeds.
CREATE INDEX error_entry_open ON error_entry (job, chunk_id) WHERE resolved_ms IS NULL;

-- Views for plain SQL --------------------------------------------------------------------------

-- For ranges filter on start_ms: a filter on timestamp has to look at every sample.
-- CROSS JOIN fixes the order of the search: from the few streams to the range of each, never all rows first.
CREATE VIEW health_metrics AS
SELECT p.series_id || ':' || p.start_ms || ':' || p.len_ms AS id,
       t.name AS metric_name,
       p.start_ms / 1000.0 AS timestamp,
       p.value AS value,
       NULL AS value_json,
       o.name AS source,
       f.finished_ms / 1000.0 AS fetched_at,
       CASE WHEN n.note IS NULL
            THEN json_object('feed', e.name, 'device', d.key, 'device_attributes', json(d.attributes),
                             'channel', c.channel)
            ELSE json_object('feed', e.name, 'device', d.key, 'device_attributes', json(d.attributes),
                             'channel', c.channel, 'note', json(n.note))
       END AS metadata,
       u.name AS user_id,
       p.start_ms AS start_ms,
       p.start_ms + p.len_ms AS end_ms,
       t.unit AS unit
FROM stream m
CROSS JOIN data_type t ON t.type_id = m.type_id
CROSS JOIN source o ON o.source_id = m.source_id
CROSS JOIN user u ON u.user_id = m.user_id
CROSS JOIN series c ON c.stream_id = m.stream_id
CROSS JOIN device d ON d.device_id = c.device_id
CROSS JOIN sample p ON p.series_id = c.series_id
CROSS JOIN fetch f ON f.fetch_id = p.fetch_id
CROSS JOIN feed e ON e.feed_id = f.feed_id
LEFT JOIN sample_note n ON n.series_id = p.series_id AND n.start_ms = p.start_ms AND n.len_ms = p.len_ms;

CREATE VIEW workouts AS
SELECT r.record_id AS id,
       (SELECT k.value FROM record_key k WHERE k.record_id = r.record_id
        ORDER BY k.scheme <> 'uuid', k.scheme, k.value LIMIT 1) AS workout_id,
       r.start_ms / 1000.0 AS start_time,
       r.end_ms / 1000.0 AS end_time,
       r.attributes ->> '$.workout_type' AS workout_type,
       r.attributes AS data_json,
       f.finished_ms / 1000.0 AS fetched_at,
       u.name AS user_id,
       o.name AS source,
       r.start_ms AS start_ms,
       r.end_ms AS end_ms
FROM data_type t
CROSS JOIN stream m ON m.type_id = t.type_id
CROSS JOIN source o ON o.source_id = m.source_id
CROSS JOIN user u ON u.user_id = m.user_id
CROSS JOIN record r ON r.stream_id = m.stream_id
CROSS JOIN fetch f ON f.fetch_id = r.fetch_id
WHERE t.name = 'workout';

CREATE VIEW sleep_cycles AS
SELECT r.record_id AS id,
       (SELECT k.value FROM record_key k WHERE k.record_id = r.record_id
        ORDER BY k.scheme <> 'uuid', k.scheme, k.value LIMIT 1) AS cycle_id,
       r.start_ms / 1000.0 AS start_time,
       r.end_ms / 1000.0 AS end_time,
       r.attributes AS data_json,
       f.finished_ms / 1000.0 AS fetched_at,
       u.name AS user_id,
       o.name AS source,
       r.start_ms AS start_ms,
       r.end_ms AS end_ms
FROM data_type t
CROSS JOIN stream m ON m.type_id = t.type_id
CROSS JOIN source o ON o.source_id = m.source_id
CROSS JOIN user u ON u.user_id = m.user_id
CROSS JOIN record r ON r.stream_id = m.stream_id
CROSS JOIN fetch f ON f.fetch_id = r.fetch_id
WHERE t.name = 'sleep';

CREATE VIEW locations AS
SELECT l.location_id AS id,
       l.time_ms / 1000.0 AS timestamp,
       l.latitude AS latitude,
       l.longitude AS longitude,
       l.accuracy AS accuracy,
       l.attributes AS data_json,
       f.finished_ms / 1000.0 AS fetched_at,
       u.name AS user_id,
       o.name AS source,
       l.time_ms AS time_ms
FROM stream m
CROSS JOIN source o ON o.source_id = m.source_id
CROSS JOIN user u ON u.user_id = m.user_id
CROSS JOIN location l ON l.stream_id = m.stream_id
CROSS JOIN fetch f ON f.fetch_id = l.fetch_id;

-- What vendors say of themselves belongs to no user.
CREATE VIEW metadata_cache AS
SELECT key,
       value,
       fetched_ms / 1000.0 AS fetched_at,
       expires_ms / 1000.0 AS expires_at,
       NULL AS user_id
FROM metadata;

CREATE VIEW fetch_log AS
SELECT f.fetch_id AS id,
       d.name AS tool_name,
       f.request AS query_params,
       f.start_ms / 1000.0 AS start_time,
       f.end_ms / 1000.0 AS end_time,
       f.finished_ms / 1000.0 AS fetched_at,
       f.added + f.changed + f.unchanged AS record_count,
       u.name AS user_id,
       o.name AS source,
       f.job AS job_id,
       f.calls AS calls,
       lower(f.outcome) AS outcome,
       f.error_type AS error_type,
       f.error_message AS error_message,
       f.added AS added,
       f.changed AS changed,
       f.unchanged AS unchanged
FROM fetch f
JOIN feed d ON d.feed_id = f.feed_id
JOIN source o ON o.source_id = d.source_id
JOIN user u ON u.user_id = d.user_id;

-- last_synced_date is for information: what is missing is in the ledger, not behind a date.
CREATE VIEW sync_jobs AS
SELECT j.job_no AS id,
       j.job_id AS job_id,
       (SELECT group_concat(value, ',') FROM json_each(j.types, '$.types')) AS metric_name,
       j.start_ms / 1000.0 AS start_date,
       j.end_ms / 1000.0 AS end_date,
       lower(j.state) AS status,
       coalesce((SELECT 100.0 * sum(c.state = 'DONE') / count(*) FROM sync_chunk c
                 WHERE c.job_no = j.job_no AND c.state <> 'SPLIT'), 100.0) AS progress_percent,
       (SELECT min(max(c.end_ms), coalesce(
                   (SELECT min(n.start_ms) FROM sync_chunk n
                    WHERE n.job_no = j.job_no AND n.state IN ('PENDING', 'FAILED')), j.end_ms)) / 1000.0
        FROM sync_chunk c
        WHERE c.job_no = j.job_no AND c.state = 'DONE' AND c.start_ms < coalesce(
                   (SELECT min(n.start_ms) FROM sync_chunk n
                    WHERE n.job_no = j.job_no AND n.state IN ('PENDING', 'FAILED')), j.end_ms)) AS last_synced_date,
       (SELECT count(*) FROM sync_chunk c WHERE c.job_no = j.job_no AND c.state = 'DONE') AS chunks_completed,
       (SELECT count(*) FROM sync_chunk c WHERE c.job_no = j.job_no AND c.state <> 'SPLIT') AS chunks_total,
       (SELECT json_group_array(json_object('start', e.start_ms / 1000.0, 'end', e.end_ms / 1000.0,
                                            'error', e.error_type || ': ' || e.error_message))
        FROM (SELECT c.start_ms, c.end_ms, c.error_type, c.error_message FROM sync_chunk c
              WHERE c.job_no = j.job_no AND c.state = 'FAILED' ORDER BY c.start_ms, c.chunk_id) e) AS chunks_failed,
       j.started_ms / 1000.0 AS started_at,
       CASE WHEN j.state IN ('COMPLETED', 'PARTIAL', 'FAILED', 'CANCELLED')
            THEN j.ended_ms / 1000.0 END AS completed_at,
       j.error_message AS error_message,
       u.name AS user_id,
       o.name AS source,
       j.created_ms / 1000.0 AS created_at
FROM sync_job j
JOIN source o ON o.source_id = j.source_id
JOIN user u ON u.user_id = j.user_id
WHERE j.kind = 'SYNC';

CREATE VIEW error_log AS
SELECT e.error_id AS id,
       e.at_ms / 1000.0 AS timestamp,
       e.error_type AS error_type,
       e.message AS error_message,
       e.context AS context,
       e.resolved_ms IS NOT NULL AS resolved,
       e.resolved_ms / 1000.0 AS resolved_at,
       u.name AS user_id,
       o.name AS source
FROM error_entry e
JOIN source o ON o.source_id = e.source_id
JOIN user u ON u.user_id = e.user_id;
