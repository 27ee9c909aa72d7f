package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;

/** The laps of an activity ({@code splits}): a part of its workout, about which it says no more than in passing. */
final class LapRows implements ListRows.Reader {
    @Override
    public void read(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        List<Object> laps = new ArrayList<>();
        Optional<Instant> first = Optional.empty();
        Instant end = Instant.MIN;
        for (ExportItem lap : item.list("lapDTOs")) {
            Instant start = lap.requiredInstant("startTimeGMT");
            double seconds = lap.copy()
                    .number("elapsedDuration")
                    .orElse(lap.copy().number("duration").orElse(0));
            Instant over = start.plusMillis(Math.round(Math.min(seconds, Integer.MAX_VALUE) * 1000));
            ExportValues values = new ExportValues().json("start", start.toString());
            WorkoutValues.take(lap, values);
            laps.add(values.alone().asMap());
            first = first.isPresent() ? first : Optional.of(start);
            end = end.isAfter(over) ? end : over;
        }
        Optional<String> id = item.identity("activityId");
        if (first.isEmpty()) {
            return;
        }
        RecordKey key = id.map(GarminKeys::id)
                .orElseThrow(() -> new BadItemException("a required field is missing or unreadable: activityId"));
        ExportValues values = new ExportValues().json("laps", laps);
        out.record(ExportRows.record(
                        DataTypes.WORKOUT, Set.of(key, GarminKeys.start(first.get())), first.get(), end, values.alone())
                .toldBy(RecordOrigin.MENTION));
    }
}
