package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;

/** What a watch makes of the variability of a night. */
final class HrvStatus implements FitPage.Part {
    private static final List<String> STATUS = List.of("none", "poor", "low", "unbalanced", "balanced");
    private static final Map<String, String> FIELDS = Map.of(
            "weekly_average", "week_mean",
            "last_night_average", "night_mean",
            "last_night_5_min_high", "night_max",
            "baseline_low_upper", "low_below",
            "baseline_balanced_lower", "balanced_from",
            "baseline_balanced_upper", "balanced_to");

    private final FitOutline outline;
    private final Samples samples;

    HrvStatus(FitOutline outline, Samples samples) {
        this.outline = outline;
        this.samples = samples;
    }

    @Override
    public void take(FitMessage message) {
        if (!message.name().equals("hrv_status_summary") || message.timeMs() == FitMessage.NO_TIME) {
            return;
        }
        Map<String, Object> values = new TreeMap<>();
        FIELDS.forEach((field, name) -> {
            if (message.value(field) > 0) {
                values.put(name, message.value(field));
            }
        });
        double status = message.value("status");
        if (status >= 0 && status < STATUS.size()) {
            values.put("status", STATUS.get((int) status));
        }
        if (!values.isEmpty()) {
            samples.sink().record(summary(Instant.ofEpochMilli(message.timeMs()), values));
        }
    }

    private ParsedRecord summary(Instant at, Map<String, Object> values) {
        values.put("context", "sleep");
        if (!samples.device().key().isEmpty()) {
            values.put("device", samples.device().key());
        }
        Set<RecordKey> keys = new HashSet<>(Set.of(GarminKeys.start(at)));
        outline.offset().ifPresent(zone -> {
            LocalDate date = at.atOffset(zone).toLocalDate();
            values.put("time_zone", zone.getId());
            values.put("local_date", date.toString());
            keys.add(GarminKeys.date(date));
        });
        return new ParsedRecord(DataTypes.HRV_SUMMARY, keys, at, at, Optional.empty(), false, Attributes.of(values));
    }
}
