-- Streams that are made out of other streams. version is that of the deriver; reached_ms says how far it has come with
-- making all of it anew, and is null once that is done.
CREATE TABLE derived (
    stream_id  INTEGER PRIMARY KEY REFERENCES stream,
    input_id   INTEGER NOT NULL REFERENCES stream,
    version    INTEGER NOT NULL,
    reached_ms INTEGER
);

-- The keys that a record had in this form: characters 31 inside and 30 between them; null: those that it has now.
ALTER TABLE record_revision ADD COLUMN keys TEXT;

-- Former forms of a stream in a range.
CREATE INDEX record_revision_by_time ON record_revision (stream_id, start_ms);
CREATE INDEX location_revision_by_time ON location_revision (stream_id, time_ms);
