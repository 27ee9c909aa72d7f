-- Quota ----------------------------------------------------------------------------------------


-- Policies and sweeps --------------------------------------------------------------------------


-- Findings and absences ------------------------------------------------------------------------

DROP TABLE finding;

-- Local days and watermarks --------------------------------------------------------------------

ALTER TABLE stream DROP COLUMN axis;
DROP TABLE watermark;
DROP TABLE local_day;
