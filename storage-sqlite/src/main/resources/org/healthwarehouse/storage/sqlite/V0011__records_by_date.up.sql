-- The records of a local date, as the views for applications ask for them.
CREATE INDEX record_by_date ON record (stream_id, attributes ->> '$.local_date');
