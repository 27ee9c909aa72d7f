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
