package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleType;

/** Blood pressures ({@code BloodPressureFile}); the values may lie in an object of their own. */
final class PressureRows implements ExportRows {
    private static final Device DEVICE = ExportRows.device("blood_pressure");

    @Override
    public DataType type() {
        return DataTypes.BLOOD_PRESSURE_SYSTOLIC;
    }

    @Override
    public Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException, MalformedResponseException {
        item.left().putAll(item.taken("bloodPressure").left());
        Instant at = item.instant("measurementTimestampGMT")
                .or(() -> item.instant("timestampGMT"))
                .orElseThrow(() ->
                        new BadItemException("a required field is missing or unreadable: measurementTimestampGMT"));
        add(sink, DataTypes.BLOOD_PRESSURE_SYSTOLIC, at, item.number("systolic"));
        add(sink, DataTypes.BLOOD_PRESSURE_DIASTOLIC, at, item.number("diastolic"));
        add(sink, DataTypes.HEART_RATE, at, item.number("pulse"));
        return Optional.of(at);
    }

    private static void add(PageSink sink, SampleType type, Instant at, OptionalDouble value)
            throws MalformedResponseException {
        if (value.orElse(0) > 0) {
            sink.samples(type, DEVICE).add(at.toEpochMilli(), at.toEpochMilli(), value.orElse(0));
        }
    }
}
