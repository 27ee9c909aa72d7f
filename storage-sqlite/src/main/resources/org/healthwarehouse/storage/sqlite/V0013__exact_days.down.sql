ALTER TABLE local_day DROP COLUMN exact;
