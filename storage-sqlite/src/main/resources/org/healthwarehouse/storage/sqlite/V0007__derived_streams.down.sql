ALTER TABLE record_revision DROP COLUMN keys;
DROP TABLE derived;
