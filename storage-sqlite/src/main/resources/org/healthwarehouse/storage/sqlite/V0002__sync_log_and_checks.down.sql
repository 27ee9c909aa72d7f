DROP TABLE file_check;
DROP VIEW sync_history;
DROP VIEW sync_log;
DROP TABLE sync_attempt;
DROP TABLE sync_state;
