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

-- Hints and webhooks that were handled, because vendors send them twice. Emptied by maintenance.
CREATE TABLE vendor_event (
    source_id  INTEGER NOT NULL REFERENCES source,
    trace      TEXT NOT NULL,
    handled_ms INTEGER NOT NULL,
    PRIMARY KEY (source_id, trace)
) WITHOUT ROWID;

-- Imports are in the history too.
ALTER TABLE sync_attempt ADD COLUMN kind TEXT NOT NULL DEFAULT 'SYNC';

DROP VIEW sync_history;
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
       a.ended_ms / 1000.0 AS ended_at,
       lower(a.kind) AS kind
FROM sync_attempt a
JOIN stream m ON m.stream_id = a.stream_id
JOIN user u ON u.user_id = m.user_id
JOIN source o ON o.source_id = m.source_id
JOIN data_type t ON t.type_id = m.type_id;
