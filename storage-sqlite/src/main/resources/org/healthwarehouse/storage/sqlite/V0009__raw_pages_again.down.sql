DROP INDEX fetch_by_raw;
DROP INDEX fetch_kept;
ALTER TABLE fetch DROP COLUMN superseded;
ALTER TABLE fetch DROP COLUMN complete_end_ms;
ALTER TABLE fetch DROP COLUMN complete_start_ms;
ALTER TABLE fetch DROP COLUMN replayed_id;
