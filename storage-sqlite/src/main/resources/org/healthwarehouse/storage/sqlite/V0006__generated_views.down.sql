DROP VIEW IF EXISTS sleep_cycles;
DROP VIEW IF EXISTS workouts;

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
