-- Quota ----------------------------------------------------------------------------------------


-- Policies and sweeps --------------------------------------------------------------------------


-- Findings and absences ------------------------------------------------------------------------

DROP VIEW findings;
DROP TABLE gone_key;
DROP TABLE absence;
DROP TABLE finding;

-- Local days and watermarks --------------------------------------------------------------------

ALTER TABLE stream DROP COLUMN axis;
DROP TABLE watermark;
DROP TABLE local_day;
