package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;

/** Activities, and the course of those that are shorter than a day. */
final class HealthApiActivities {
    private static final Device COURSE = new Device("health-api:activity", Attributes.EMPTY);

    private HealthApiActivities() {}

    static void activity(ExportItem item, Telling out) throws BadItemException {
        HealthApiTime time = HealthApiTime.of(item.copy());
        Set<RecordKey> keys = new HashSet<>(Set.of(GarminKeys.start(time.start())));
        item.identity("activityId").map(GarminKeys::id).ifPresent(keys::add);
        ExportValues values = time.values()
                .put("name", item.text("activityName"))
                .put("workout_type", item.text("activityType").map(WorkoutRows::kind))
                .put("duration", item.number("durationInSeconds"))
                .put("distance", item.number("distanceInMeters"))
                .put("active_energy", item.number("activeKilocalories"))
                .put("heart_rate_mean", item.number("averageHeartRateInBeatsPerMinute"))
                .put("heart_rate_max", item.number("maxHeartRateInBeatsPerMinute"))
                .put("speed_mean", item.number("averageSpeedInMetersPerSecond"))
                .put("speed_max", item.number("maxSpeedInMetersPerSecond"))
                .put("cadence_mean", item.number("averageRunCadenceInStepsPerMinute"))
                .put("cadence_max", item.number("maxRunCadenceInStepsPerMinute"))
                .put("elevation_ascended", item.number("totalElevationGainInMeters"))
                .put("elevation_descended", item.number("totalElevationLossInMeters"))
                .put("steps", item.number("steps"));
        out.record(ExportRows.record(DataTypes.WORKOUT, keys, time.start(), time.end(), values.with(item)));
    }

    /** The same activity with its course, second by second. */
    static void details(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        String id = item.copy().identity("activityId").orElse("");
        ExportItem summary = item.taken("summary");
        if (!summary.left().isEmpty()) {
            item.copy().identity("activityId").ifPresent(there -> summary.left().putIfAbsent("activityId", there));
            activity(summary, out);
        }
        for (ExportItem sample : item.list("samples")) {
            Optional<Instant> at = HealthApiTime.instant(sample, "startTimeInSeconds");
            if (at.isPresent()) {
                sample(sample, at.get(), id, out);
            } else {
                out.problem("a sample has no time", "samples");
            }
        }
    }

    private static void sample(ExportItem sample, Instant at, String id, Telling out)
            throws MalformedResponseException {
        double rate = sample.number("heartRate").orElse(0);
        if (rate > 0) {
            out.sample(DataTypes.HEART_RATE, COURSE, "", at, at, rate);
        }
        OptionalDouble latitude = sample.signed("latitudeInDegree");
        OptionalDouble longitude = sample.signed("longitudeInDegree");
        double north = latitude.orElse(Double.NaN);
        double east = longitude.orElse(Double.NaN);
        if (id.isEmpty() || !(Math.abs(north) <= 90) || !(Math.abs(east) <= 180)) {
            return;
        }
        Map<String, Object> attributes = new TreeMap<>();
        sample.signed("elevationInMeters").ifPresent(height -> attributes.put("altitude", height));
        sample.number("speedMetersPerSecond").ifPresent(speed -> attributes.put("speed", speed));
        out.location(new ParsedLocation(
                DataTypes.LOCATION,
                new RecordKey("details", id + " " + at.getEpochSecond()),
                at,
                north,
                east,
                OptionalDouble.empty(),
                Attributes.of(attributes)));
    }
}
