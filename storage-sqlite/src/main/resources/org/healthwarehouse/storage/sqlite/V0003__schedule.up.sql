-- When the slots of schedules last ran. due_ms is the moment that the last run was for, or from which the slot counts
-- if it never ran. A slot for the whole store has no user. A run without an end was cut off, or runs still.
CREATE TABLE schedule_slot (
    schedule   TEXT NOT NULL,
    slot       TEXT NOT NULL,
    user_id    INTEGER REFERENCES user,
    due_ms     INTEGER NOT NULL,
    started_ms INTEGER,
    ended_ms   INTEGER,
    outcome    TEXT,
    owner      TEXT
);

-- One row for each slot and user; finds it, and all of a schedule.
CREATE UNIQUE INDEX schedule_slot_key ON schedule_slot (schedule, slot, ifnull(user_id, 0));
