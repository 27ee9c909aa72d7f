ALTER TABLE gone_key DROP COLUMN told;
ALTER TABLE record_revision DROP COLUMN parts;
ALTER TABLE record_revision DROP COLUMN told;
DROP TABLE record_part;
ALTER TABLE record DROP COLUMN told;
