package org.healthwarehouse.whoop;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.model.RecordType;

/**
 * A row is a cycle, the recovery with which it begins, and tells of the main sleep in passing. The newest row may have
 * no end: the cycle is still open.
 */
final class CsvCycles implements CsvRows {
    @Override
    public RecordType type() {
        return DataTypes.CYCLE;
    }

    @Override
    public void read(CsvRow row, PageSink sink) throws CsvRow.BadValueException {
        Instant start = row.requireInstant("Cycle start time");
        Optional<Instant> end = row.instant("Cycle end time");
        CsvValues cycle = new CsvValues(row, DataTypes.CYCLE, sink)
                .number("strain", "Day Strain")
                .number("energy", "Energy burned (cal)")
                .number("heart_rate_max", "Max HR (bpm)")
                .number("heart_rate_mean", "Average HR (bpm)")
                .date("local_date", "Cycle start time")
                .zone();
        RecordKey key = Whoop.startKey(start);
        sink.record(CsvRows.record(DataTypes.CYCLE, key, start, end.orElse(start), end.isEmpty(), cycle.attributes()));
        part(row, sink, DataTypes.RECOVERY, () -> recovery(row, sink, key, start));
        if (row.text("Sleep onset").isPresent()) {
            part(
                    row,
                    sink,
                    DataTypes.SLEEP,
                    () -> sink.record(
                            CsvSleeps.sleep(row, sink, Optional.of(false)).toldBy(RecordOrigin.MENTION)));
        }
    }

    /** What is wrong with one part of the row leaves the others as they are. */
    private static void part(CsvRow row, PageSink sink, RecordType type, CsvValues.Reading reading) {
        try {
            reading.read();
        } catch (CsvRow.BadValueException e) {
            sink.problem(new ParseProblem(Optional.of(type), String.valueOf(e.getMessage()), row.position()));
        }
    }

    /** It is about the night, and lies where that does; a night that nobody recorded has none. */
    private static void recovery(CsvRow row, PageSink sink, RecordKey key, Instant cycle)
            throws CsvRow.BadValueException {
        CsvValues recovery = new CsvValues(row, DataTypes.RECOVERY, sink)
                .number("score", "Recovery score %")
                .number("resting_heart_rate", "Resting heart rate (bpm)")
                .number("hrv_rmssd", "Heart rate variability (ms)")
                .number("skin_temperature", "Skin temp (celsius)")
                .number("spo2", "Blood oxygen %");
        if (recovery.isEmpty()) {
            return;
        }
        Instant start = row.instant("Sleep onset").orElse(cycle);
        Instant end = row.instant("Wake onset").orElse(start);
        recovery.date("local_date", row.text("Wake onset").isPresent() ? "Wake onset" : "Cycle start time")
                .zone();
        sink.record(CsvRows.record(DataTypes.RECOVERY, key, start, end, false, recovery.attributes()));
    }
}
