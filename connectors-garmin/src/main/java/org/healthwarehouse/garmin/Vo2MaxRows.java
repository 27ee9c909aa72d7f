package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;

/** The greatest oxygen uptake ({@code MetricsMaxMetData}), of each sport apart. */
final class Vo2MaxRows implements ExportRows {
    @Override
    public DataType type() {
        return DataTypes.VO2_MAX;
    }

    @Override
    public Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException, MalformedResponseException {
        Instant at = item.requiredInstant("updateTimestamp");
        OptionalDouble value = item.number("vo2MaxValue");
        String device = item.identity("deviceId").orElse("unknown");
        String sport = item.text("sport").orElse("").toLowerCase(Locale.ROOT);
        if (value.isPresent() && value.getAsDouble() > 0) {
            sink.samples(DataTypes.VO2_MAX, ExportRows.device(device), sport)
                    .add(at.toEpochMilli(), at.toEpochMilli(), value.getAsDouble());
        }
        return Optional.of(at);
    }
}
