-- Views of records are generated from the fields that each type declares, whenever the file is opened.
DROP VIEW workouts;
DROP VIEW sleep_cycles;
