DROP TABLE schedule_slot;
