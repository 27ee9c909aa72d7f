-- Quota ----------------------------------------------------------------------------------------

DROP TABLE quota_use;


-- Policies and sweeps --------------------------------------------------------------------------

DROP TABLE sweep;
ALTER TABLE sync_job DROP COLUMN purpose;
ALTER TABLE stream DROP COLUMN recheck_ms;
ALTER TABLE stream DROP COLUMN fresh_for_ms;
ALTER TABLE stream DROP COLUMN recent_ms;
ALTER TABLE stream DROP COLUMN settle_after_ms;


-- Findings and absences ------------------------------------------------------------------------

DROP VIEW findings;
DROP TABLE gone_key;
DROP TABLE absence;
DROP TABLE finding;

-- Local days and watermarks --------------------------------------------------------------------

ALTER TABLE stream DROP COLUMN axis;
DROP TABLE watermark;
DROP TABLE local_day;
