package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;

/** Summaries of days and of parts of them. */
final class HealthApiDays {
    private HealthApiDays() {}

    /** The identity of a summary: one that comes again under it takes its place. */
    static Optional<RecordKey> key(ExportItem item) {
        return item.identity("summaryId").map(id -> new RecordKey("summary", id));
    }

    /** A day grows while it lasts, and one that reaches further is the newer one, in whatever order they come. */
    static void daily(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        HealthApiTime time = HealthApiTime.of(item);
        Set<RecordKey> keys = new HashSet<>(Set.of(GarminKeys.start(time.start())));
        key(item).ifPresent(keys::add);
        time.date().map(GarminKeys::date).ifPresent(keys::add);
        time.series(item, "timeOffsetHeartRateSamples", DataTypes.HEART_RATE, 1, out);
        ExportValues values = time.values()
                .put("steps", item.number("steps"))
                .put("step_goal", item.number("stepsGoal"))
                .put("distance", item.number("distanceInMeters"))
                .put("active_energy", item.number("activeKilocalories"))
                .put("basal_energy", item.number("bmrKilocalories"))
                .put("active", item.number("activeTimeInSeconds"))
                .put("moderate_activity", item.number("moderateIntensityDurationInSeconds"))
                .put("vigorous_activity", item.number("vigorousIntensityDurationInSeconds"))
                .put("heart_rate_mean", item.number("averageHeartRateInBeatsPerMinute"))
                .put("heart_rate_min", item.number("minHeartRateInBeatsPerMinute"))
                .put("heart_rate_max", item.number("maxHeartRateInBeatsPerMinute"))
                .put("resting_heart_rate", item.number("restingHeartRateInBeatsPerMinute"))
                .put("stress_mean", item.number("averageStressLevel"))
                .put("stress_max", item.number("maxStressLevel"))
                .put("stress_duration", item.number("stressDurationInSeconds"))
                .put("rest_duration", item.number("restStressDurationInSeconds"))
                .put("body_battery_charged", item.number("bodyBatteryChargedValue"))
                .put("body_battery_drained", item.number("bodyBatteryDrainedValue"));
        out.record(new ParsedRecord(
                DataTypes.DAILY_SUMMARY,
                keys,
                time.start(),
                time.end(),
                Optional.of(time.end()),
                false,
                values.with(item)));
    }

    /** A quarter of an hour of one kind of movement; of one quarter there may be several. */
    static void epoch(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        HealthApiTime time = HealthApiTime.of(item);
        String kind = item.text("activityType").orElse("").toLowerCase(Locale.ROOT);
        amount(DataTypes.STEPS, kind, time, item.number("steps"), out);
        amount(DataTypes.ACTIVE_ENERGY, kind, time, item.number("activeKilocalories"), out);
        SampleType way = kind.equals("cycling") ? DataTypes.DISTANCE_CYCLING : DataTypes.DISTANCE_WALKING_RUNNING;
        amount(way, kind, time, item.number("distanceInMeters"), out);
    }

    private static void amount(SampleType type, String kind, HealthApiTime time, OptionalDouble value, Telling out)
            throws MalformedResponseException {
        if (value.orElse(0) > 0) {
            out.sample(type, HealthApiTime.DEVICE, kind, time.start(), time.end(), value.orElse(0));
        }
    }

    static void stress(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        HealthApiTime time = HealthApiTime.of(item);
        time.series(item, "timeOffsetStressLevelValues", GarminTypes.STRESS, 0, out);
        time.series(item, "timeOffsetBodyBatteryValues", GarminTypes.BODY_BATTERY, 0, out);
    }

    static void oxygen(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        HealthApiTime.of(item).series(item, "timeOffsetSpo2Values", DataTypes.SPO2, 1, out);
    }

    static void breathing(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        HealthApiTime.of(item).series(item, "timeOffsetEpochToBreaths", DataTypes.RESPIRATORY_RATE, 1, out);
    }

    /** A reading of one moment, where there is one. */
    static void moment(SampleType type, Instant at, OptionalDouble value, double times, Telling out)
            throws MalformedResponseException {
        if (value.orElse(0) > 0) {
            out.sample(type, HealthApiTime.DEVICE, "", at, at, value.orElse(0) * times);
        }
    }
}
