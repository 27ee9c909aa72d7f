-- Whether the vendor named both ends of the date; else they were reckoned, as from what the clock said once on it. Of what
-- was stored before nobody knows it, so the next word counts.
ALTER TABLE local_day ADD COLUMN exact INTEGER NOT NULL DEFAULT 0 CHECK (exact IN (0, 1));
