package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;

/** How ready for training the person is ({@code TrainingReadinessDTO}); several a day. */
final class ReadinessRows implements ExportRows {
    private static final double MINUTE = 60;

    @Override
    public DataType type() {
        return DataTypes.TRAINING_READINESS;
    }

    @Override
    public Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException {
        Instant at = item.requiredInstant("timestamp");
        Optional<String> device = ExportRows.deviceKey(item);
        ExportValues values = new ExportValues()
                .put("local_date", item.date("calendarDate"))
                .put(
                        "time_zone",
                        ExportItem.offset(item.clock("timestampLocal"), Optional.of(at))
                                .map(ZoneOffset::getId))
                .put("device", device)
                .put("score", item.number("score"))
                .word("level", item.text("level"))
                .word("context", item.text("inputContext"))
                .put("recovery_time", item.number("recoveryTime"), MINUTE)
                .put("acute_load", item.number("acuteLoad"))
                .put("sleep_score", item.number("sleepScore"))
                .put("hrv_week_mean", item.number("hrvWeeklyAverage"))
                .put("feedback", item.text("feedbackShort"));
        sink.record(ExportRows.record(
                DataTypes.TRAINING_READINESS,
                Set.of(GarminKeys.moment(at, device.orElse(""), "")),
                at,
                at,
                values.with(item)));
        return Optional.of(at);
    }
}
