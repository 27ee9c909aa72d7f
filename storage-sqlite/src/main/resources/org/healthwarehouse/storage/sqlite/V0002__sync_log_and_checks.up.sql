-- How runs of jobs went -------------------------------------------------------------------------

-- One row per stream: how it stands. last_sync_ms is the end of its last run that succeeded; total_records counts the
-- rows that were new to the store when they came. A stream that got rows from a run which never ended is partial.
CREATE TABLE sync_state (
    stream_id     INTEGER PRIMARY KEY REFERENCES stream,
    status        TEXT NOT NULL CHECK (status IN ('SUCCESS', 'PARTIAL', 'FAILED')),
    last_sync_ms  INTEGER,
    run_records   INTEGER NOT NULL,
    total_records INTEGER NOT NULL,
    error_type    TEXT,
    error_message TEXT,
    created_ms    INTEGER NOT NULL,
    updated_ms    INTEGER NOT NULL
);

-- One row per stream and run of a job, also of those that reads start; records counts what came, new or not.
CREATE TABLE sync_attempt (
    attempt_id    INTEGER PRIMARY KEY,
    stream_id     INTEGER NOT NULL REFERENCES stream,
    job           TEXT NOT NULL,
    status        TEXT NOT NULL CHECK (status IN ('SUCCESS', 'PARTIAL', 'FAILED')),
    records       INTEGER NOT NULL,
    error_type    TEXT,
    error_message TEXT,
    started_ms    INTEGER NOT NULL,
    ended_ms      INTEGER NOT NULL
);

-- The history of a stream, newest first.
CREATE INDEX sync_attempt_of_stream ON sync_attempt (stream_id, attempt_id);

-- What was synced before this was written down.
INSERT INTO sync_state (stream_id, status, last_sync_ms, run_records, total_records, created_ms, updated_ms)
SELECT m.stream_id, 'SUCCESS', m.last_success_ms, 0,
       (SELECT count(*) FROM series c JOIN sample p ON p.series_id = c.series_id WHERE c.stream_id = m.stream_id)
       + (SELECT count(*) FROM record r WHERE r.stream_id = m.stream_id)
       + (SELECT count(*) FROM location l WHERE l.stream_id = m.stream_id),
       m.last_success_ms, m.last_success_ms
FROM stream m WHERE m.last_success_ms IS NOT NULL;

CREATE VIEW sync_log AS
SELECT m.stream_id AS id,
       u.name AS user_id,
       o.name AS source,
       t.name AS data_type,
       s.last_sync_ms / 1000.0 AS last_sync_at,
       lower(s.status) AS status,
       s.run_records AS records_synced,
       s.total_records AS total_records,
       s.error_type AS error_type,
       s.error_message AS error_message,
       s.created_ms / 1000.0 AS created_at,
       s.updated_ms / 1000.0 AS updated_at
FROM sync_state s
JOIN stream m ON m.stream_id = s.stream_id
JOIN user u ON u.user_id = m.user_id
JOIN source o ON o.source_id = m.source_id
JOIN data_type t ON t.type_id = m.type_id;

CREATE VIEW sync_history AS
SELECT a.attempt_id AS id,
       u.name AS user_id,
       o.name AS source,
       t.name AS data_type,
       a.job AS job_id,
       lower(a.status) AS status,
       a.records AS records_synced,
       a.error_type AS error_type,
       a.error_message AS error_message,
       a.started_ms / 1000.0 AS started_at,
       a.ended_ms / 1000.0 AS ended_at
FROM sync_attempt a
JOIN stream m ON m.stream_id = a.stream_id
JOIN user u ON u.user_id = m.user_id
JOIN source o ON o.source_id = m.source_id
JOIN data_type t ON t.type_id = m.type_id;

-- When the file was last looked over, by kind of check.
CREATE TABLE file_check (
    kind  TEXT PRIMARY KEY,
    at_ms INTEGER NOT NULL
) WITHOUT ROWID;
