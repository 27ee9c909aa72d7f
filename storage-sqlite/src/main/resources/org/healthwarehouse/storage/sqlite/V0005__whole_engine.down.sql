-- Quota ----------------------------------------------------------------------------------------


-- Policies and sweeps --------------------------------------------------------------------------

DROP TABLE sweep;
ALTER TABLE sync_job DROP COLUMN purpose;
ALTER TABLE stream DROP COLUMN recheck_ms;
ALTER TABLE stream DROP COLUMN fresh_for_ms;
ALTER TABLE stream DROP COLUMN recent_ms;
ALTER TABLE stream DROP COLUMN settle_after_ms;


-- Findings and absences ------------------------------------------------------------------------

DROP TABLE finding;

-- Local days and watermarks --------------------------------------------------------------------

DROP TABLE watermark;
DROP TABLE local_day;
