-- How many calls a run took for a stream. Of earlier runs it is not known.
ALTER TABLE sync_attempt ADD COLUMN calls INTEGER;

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
       lower(a.kind) AS kind,
       a.calls AS api_calls
FROM sync_attempt a
JOIN stream m ON m.stream_id = a.stream_id
JOIN user u ON u.user_id = m.user_id
JOIN source o ON o.source_id = m.source_id
JOIN data_type t ON t.type_id = m.type_id;
