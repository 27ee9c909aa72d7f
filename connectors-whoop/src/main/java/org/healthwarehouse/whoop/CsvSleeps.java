package org.healthwarehouse.whoop;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordType;

/** A row is a main sleep or a nap. */
final class CsvSleeps implements CsvRows {
    @Override
    public RecordType type() {
        return DataTypes.SLEEP;
    }

    @Override
    public void read(CsvRow row, PageSink sink) throws CsvRow.BadValueException {
        sink.record(sleep(row, sink, Optional.empty()));
    }

    /** @param nap whether it is a nap, where no column says so */
    static ParsedRecord sleep(CsvRow row, PageSink sink, Optional<Boolean> nap) throws CsvRow.BadValueException {
        Instant start = row.requireInstant("Sleep onset");
        Instant end = row.requireInstant("Wake onset");
        CsvValues values = new CsvValues(row, DataTypes.SLEEP, sink)
                .number("score", "Sleep performance %")
                .number("respiratory_rate", "Respiratory rate (rpm)")
                .minutes("asleep", "Asleep duration (min)")
                .minutes("time_in_bed", "In bed duration (min)")
                .minutes("light", "Light sleep duration (min)")
                .minutes("deep", "Deep (SWS) duration (min)")
                .minutes("rem", "REM duration (min)")
                .minutes("awake", "Awake duration (min)")
                .minutes("needed", "Sleep need (min)")
                .number("efficiency", "Sleep efficiency %")
                .number("consistency", "Sleep consistency %")
                .flag("nap", "Nap")
                .vendorNumber("sleep_debt_minutes", "Sleep debt (min)")
                .vendorInstant("cycle_start", "Cycle start time")
                .date("local_date", "Wake onset")
                .zone();
        nap.ifPresent(value -> values.put("nap", value));
        return CsvRows.record(DataTypes.SLEEP, Whoop.startKey(start), start, end, false, values.attributes());
    }
}
