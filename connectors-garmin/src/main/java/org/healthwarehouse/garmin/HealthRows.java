package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordOrigin;

/**
 * The vital signs of a night ({@code healthStatusData}); what it says of the variability also tells of that of the
 * night. The temperature of the skin is what it is above the usual one, and a new watch has none.
 */
final class HealthRows implements ExportRows {
    @Override
    public DataType type() {
        return DataTypes.HEALTH_STATUS;
    }

    @Override
    public Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException {
        LocalDate date = item.requiredDate("calendarDate");
        Optional<Instant> updated = item.instant("updateTimestampUTC");
        Instant at = item.instant("createTimestampUTC")
                .orElseGet(() -> date.atStartOfDay(ZoneOffset.UTC).toInstant());
        List<ExportItem> metrics = item.list("metrics");
        ExportValues values = new ExportValues().json("local_date", date.toString());
        Object told = item.left().remove("metrics");
        if (told != null) {
            values.json("metrics", told);
        }
        for (ExportItem metric : metrics) {
            metric(metric, values, date, at, sink);
        }
        ParsedRecord record =
                ExportRows.record(DataTypes.HEALTH_STATUS, Set.of(GarminKeys.date(date)), at, at, values.with(item));
        sink.record(new ParsedRecord(record.type(), record.keys(), at, at, updated, false, record.attributes()));
        return Optional.of(at);
    }

    private static void metric(ExportItem metric, ExportValues values, LocalDate date, Instant at, PageSink sink)
            throws BadItemException {
        switch (metric.text("type").orElse("")) {
            case "HRV" -> {
                OptionalDouble value = metric.number("value");
                values.put("hrv", value);
                if (value.isPresent()) {
                    sink.record(variability(metric, value, date, at));
                }
            }
            case "HR" -> values.put("heart_rate", metric.number("value"));
            case "SPO2" -> values.put("spo2", metric.number("value"));
            case "RESPIRATION" -> values.put("respiratory_rate", metric.number("value"));
            case "SKIN_TEMP_C" -> values.put("skin_temperature_deviation", metric.signed("value"));
            default -> {}
        }
    }

    /** A watch's own file about the night is the better word on it. */
    private static ParsedRecord variability(ExportItem metric, OptionalDouble value, LocalDate date, Instant at)
            throws BadItemException {
        ExportValues values = new ExportValues()
                .json("local_date", date.toString())
                .json("context", "sleep")
                .put("night_mean", value)
                .put("balanced_from", metric.number("baselineLowerLimit"))
                .put("balanced_to", metric.number("baselineUpperLimit"))
                .word("status", metric.text("status"));
        return ExportRows.record(DataTypes.HRV_SUMMARY, Set.of(GarminKeys.date(date)), at, at, values.alone())
                .toldBy(RecordOrigin.CSV);
    }
}
