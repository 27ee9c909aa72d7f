package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;

/**
 * The greatest oxygen uptake as reckoned from single activities ({@code ActivityVo2Max}), apart from that of the day.
 */
final class ActivityVo2MaxRows implements ExportRows {
    private static final String CHANNEL = "activity";

    @Override
    public DataType type() {
        return DataTypes.VO2_MAX;
    }

    @Override
    public Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException, MalformedResponseException {
        Instant at = item.instant("timestampGmt")
                .or(() -> item.instant("timestamp"))
                .or(() -> item.date("calendarDate").map(Telling::noon))
                .orElseThrow(() -> new BadItemException("it does not say when that was"));
        OptionalDouble value = item.number("vo2MaxValue");
        String device = item.identity("deviceId").orElse("unknown");
        if (value.orElse(0) > 0) {
            sink.samples(DataTypes.VO2_MAX, ExportRows.device(device), CHANNEL)
                    .add(at.toEpochMilli(), at.toEpochMilli(), value.orElse(0));
        }
        return Optional.of(at);
    }
}
