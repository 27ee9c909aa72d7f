package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.jspecify.annotations.Nullable;

/** A night's variability with its readings, one for five minutes. */
final class HrvNightRows implements ConnectRows {
    private static final String READINGS = "hrvReadings[]";

    private final HrvRows summary = new HrvRows();

    @Override
    public List<String> paths() {
        return List.of(READINGS);
    }

    @Override
    public void outline(ExportItem outline, Telling out) throws BadItemException {
        ExportItem night = outline.inside("hrvSummary");
        if (!night.left().isEmpty()) {
            out.totals(night.left().containsKey("lastNightAvg"));
            summary.read(night, out);
        }
    }

    @Override
    public void take(String path, @Nullable Object value, Telling out)
            throws BadItemException, MalformedResponseException {
        ExportItem reading = out.object(value);
        Instant at = reading.requiredInstant("readingTimeGMT");
        OptionalDouble milliseconds = reading.number("hrvValue");
        if (milliseconds.orElse(0) > 0) {
            out.sample(GarminTypes.HRV, Telling.DAY, "", at, at, milliseconds.orElse(0));
        }
        out.reaches(at);
    }
}
