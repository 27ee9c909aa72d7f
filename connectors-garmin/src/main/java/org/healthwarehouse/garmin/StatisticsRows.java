package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Set;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.RecordKey;

/**
 * What the service's statistics list of an activity. No part of the workout: when it began they say by the clock on the
 * wall alone, and without an offset that is no moment.
 */
final class StatisticsRows implements ListRows.Reader {
    @Override
    public void read(ExportItem item, Telling out) throws BadItemException {
        RecordKey key = item.identity("activityId")
                .map(GarminKeys::id)
                .orElseThrow(() -> new BadItemException("a required field is missing or unreadable: activityId"));
        LocalDateTime wall = item.clock("startLocal")
                .orElseThrow(() -> new BadItemException("a required field is missing or unreadable: startLocal"));
        out.date(wall.toLocalDate());
        ExportValues values = new ExportValues()
                .json("local_date", wall.toLocalDate().toString())
                .json("local_start", wall.toString())
                .put("workout_type", item.text("activityType"))
                .put("training_effect_aerobic", item.number("aerobicTrainingEffect"));
        Instant noon = Telling.noon(wall.toLocalDate());
        out.record(ExportRows.record(GarminRecords.ACTIVITY_STATISTICS, Set.of(key), noon, noon, values.with(item)));
    }
}
