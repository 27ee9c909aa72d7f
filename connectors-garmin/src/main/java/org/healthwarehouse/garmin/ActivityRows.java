package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;

/**
 * An activity ({@code summarizedActivities}), in units that nothing else of the vendor has: centimetres, milliseconds
 * and tens of metres per second; of the cadence on foot it counts one foot.
 */
final class ActivityRows implements ExportRows {
    private static final double METRE = 0.01;
    private static final double SECOND = 0.001;
    private static final double SPEED = 10;
    private static final int ZONES = 5;

    @Override
    public DataType type() {
        return DataTypes.WORKOUT;
    }

    @Override
    public Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException {
        Optional<Instant> begun = item.instant("beginTimestamp");
        Optional<Instant> told = item.instant("startTimeGmt");
        Instant start = told.or(() -> begun)
                .orElseThrow(() -> new BadItemException("a required field is missing or unreadable: startTimeGmt"));
        Optional<LocalDateTime> wall = item.clock("startTimeLocal");
        Optional<ZoneOffset> offset = ExportItem.offset(wall, Optional.of(start));
        Set<RecordKey> keys = new HashSet<>(Set.of(GarminKeys.start(start)));
        item.identity("activityId").ifPresent(id -> keys.add(new RecordKey("id", id)));
        OptionalDouble duration = item.number("duration");
        OptionalDouble elapsed = item.number("elapsedDuration");
        ExportValues values = new ExportValues()
                .put("name", item.text("name"))
                .put("workout_type", item.text("activityType").map(ActivityRows::kind))
                .put("time_zone", offset.map(ZoneOffset::getId))
                .put("local_date", wall.map(LocalDateTime::toLocalDate))
                .put("device", ExportRows.deviceKey(item))
                .put("duration", duration, SECOND);
        measured(item, values);
        zones(item, values);
        Instant end = start.plusMillis(Math.round(elapsed.orElse(duration.orElse(0))));
        // The file of the device that recorded it is the better word on it.
        sink.record(ExportRows.record(DataTypes.WORKOUT, keys, start, end, values.with(item))
                .toldBy(RecordOrigin.CSV));
        return Optional.of(start);
    }

    private static void measured(ExportItem item, ExportValues values) {
        OptionalDouble all = item.number("calories");
        OptionalDouble rest = item.number("bmrCalories");
        if (all.isPresent() && rest.isPresent() && all.getAsDouble() >= rest.getAsDouble()) {
            values.put("active_energy", OptionalDouble.of(all.getAsDouble() - rest.getAsDouble()));
        }
        all.ifPresent(calories -> item.left().put("calories", JsonReader.number(calories)));
        values.put("basal_energy", rest)
                .put("distance", item.number("distance"), METRE)
                .put("elevation_ascended", item.number("elevationGain"), METRE)
                .put("elevation_descended", item.number("elevationLoss"), METRE)
                .put("elevation_min", item.signed("minElevation"), METRE)
                .put("elevation_max", item.signed("maxElevation"), METRE)
                .put("speed_mean", item.number("avgSpeed"), SPEED)
                .put("speed_max", item.number("maxSpeed"), SPEED)
                .put("heart_rate_mean", item.number("avgHr"))
                .put("heart_rate_min", item.number("minHr"))
                .put("heart_rate_max", item.number("maxHr"))
                .put("power_mean", item.number("avgPower"))
                .put("power_max", item.number("maxPower"))
                .put("power_normalized", item.number("normPower"))
                .put("cadence_mean", item.number("avgRunCadence"), 2)
                .put("cadence_max", item.number("maxRunCadence"), 2)
                .put("steps", item.number("steps"))
                .put("training_effect_aerobic", item.number("aerobicTrainingEffect"))
                .put("training_effect_anaerobic", item.number("anaerobicTrainingEffect"))
                .put("training_load", item.number("activityTrainingLoad"))
                .put("vo2_max", item.number("vO2MaxValue"));
    }

    private static void zones(ExportItem item, ExportValues values) {
        List<Object> seconds = new ArrayList<>();
        boolean any = false;
        for (int zone = 1; zone <= ZONES; zone++) {
            OptionalDouble milliseconds = item.number("hrTimeInZone_" + zone);
            any |= milliseconds.isPresent();
            seconds.add(JsonReader.number(milliseconds.orElse(0) * SECOND));
        }
        if (any) {
            values.json("zone_durations", seconds);
        }
    }

    /** The vendor numbers some kinds anew when it changes its mind about them. */
    private static String kind(String type) {
        return type.toLowerCase(Locale.ROOT).replaceAll("_v\\d+$", "");
    }
}
