package org.healthwarehouse.garmin;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The values of an activity as the web interface has them, in plain units; a list, a single activity and a lap each
 * have names of their own for the same thing.
 */
final class WorkoutValues {
    private static final int ZONES = 5;

    private static final List<List<String>> NAMES = List.of(
            List.of("duration", "duration"),
            List.of("distance", "distance"),
            List.of("basal_energy", "bmrCalories"),
            List.of("elevation_ascended", "elevationGain"),
            List.of("elevation_descended", "elevationLoss"),
            List.of("speed_mean", "averageSpeed"),
            List.of("speed_max", "maxSpeed"),
            List.of("heart_rate_mean", "averageHR"),
            List.of("heart_rate_min", "minHR"),
            List.of("heart_rate_max", "maxHR"),
            List.of("power_mean", "avgPower", "averagePower"),
            List.of("power_max", "maxPower"),
            List.of("power_normalized", "normPower", "normalizedPower"),
            List.of(
                    "cadence_mean",
                    "averageRunningCadenceInStepsPerMinute",
                    "averageRunCadence",
                    "averageBikingCadenceInRevPerMinute",
                    "averageBikeCadence"),
            List.of(
                    "cadence_max",
                    "maxRunningCadenceInStepsPerMinute",
                    "maxRunCadence",
                    "maxBikingCadenceInRevPerMinute",
                    "maxBikeCadence"),
            List.of("steps", "steps"),
            List.of("training_effect_aerobic", "aerobicTrainingEffect", "trainingEffect"),
            List.of("training_effect_anaerobic", "anaerobicTrainingEffect"),
            List.of("training_load", "activityTrainingLoad"),
            List.of("vo2_max", "vO2MaxValue"));

    private WorkoutValues() {}

    /** Takes all that it knows out of the object. */
    static void take(ExportItem item, ExportValues values) {
        for (List<String> names : NAMES) {
            for (String name : names.subList(1, names.size())) {
                if (!values.has(names.get(0))) {
                    values.put(names.get(0), item.number(name));
                }
            }
        }
        values.put("elevation_min", item.signed("minElevation")).put("elevation_max", item.signed("maxElevation"));
        energy(item, values);
        zones(item, values);
    }

    /** The energy of moving is all less that at rest. */
    private static void energy(ExportItem item, ExportValues values) {
        OptionalDouble all = item.copy().number("calories");
        OptionalDouble rest = values.number("basal_energy");
        if (all.isPresent() && rest.isPresent() && all.getAsDouble() >= rest.getAsDouble()) {
            values.put("active_energy", OptionalDouble.of(all.getAsDouble() - rest.getAsDouble()));
        }
    }

    private static void zones(ExportItem item, ExportValues values) {
        List<Object> seconds = new ArrayList<>();
        boolean any = false;
        for (int zone = 1; zone <= ZONES; zone++) {
            OptionalDouble time = item.number("hrTimeInZone_" + zone);
            any |= time.isPresent();
            seconds.add(JsonReader.number(time.orElse(0)));
        }
        if (any) {
            values.json("zone_durations", seconds);
        }
    }
}
