DROP INDEX location_revision_by_time;
DROP INDEX record_revision_by_time;
ALTER TABLE record_revision DROP COLUMN keys;
DROP TABLE derived;
