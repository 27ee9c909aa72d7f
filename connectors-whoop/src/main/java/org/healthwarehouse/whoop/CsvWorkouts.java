package org.healthwarehouse.whoop;

import java.time.Instant;
import java.util.Locale;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordType;

/** A row is a workout. Its zones are shares of its time, zone 0 left out. */
final class CsvWorkouts implements CsvRows {
    private static final int ZONES = 5;

    @Override
    public RecordType type() {
        return DataTypes.WORKOUT;
    }

    @Override
    public void read(CsvRow row, PageSink sink) throws CsvRow.BadValueException {
        Instant start = row.requireInstant("Workout start time");
        Instant end = row.requireInstant("Workout end time");
        CsvValues values = new CsvValues(row, DataTypes.WORKOUT, sink)
                .text("name", "Activity name")
                .minutes("duration", "Duration (min)")
                .number("strain", "Activity Strain")
                .number("active_energy", "Energy burned (cal)")
                .number("heart_rate_max", "Max HR (bpm)")
                .number("heart_rate_mean", "Average HR (bpm)")
                .number("distance", "Distance (meters)")
                .number("elevation_ascended", "Altitude gain (meters)")
                .number("elevation_change", "Altitude change (meters)")
                .vendorFlag("gps_enabled", "GPS enabled")
                .vendorInstant("cycle_start", "Cycle start time")
                .date("local_date", "Workout start time")
                .zone();
        for (int zone = 1; zone <= ZONES; zone++) {
            var unused = values.vendorNumber("zone_" + zone + "_percent", "HR Zone " + zone + " %");
        }
        row.text("Activity name").ifPresent(name -> values.put("workout_type", snakeCase(name)));
        sink.record(CsvRows.record(DataTypes.WORKOUT, Whoop.startKey(start), start, end, false, values.attributes()));
    }

    private static String snakeCase(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_|_$", "");
    }
}
