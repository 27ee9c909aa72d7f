package org.healthwarehouse.garmin;

import java.util.Map;
import java.util.Set;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;

/** Which types the bodies of each endpoint may hold. */
final class ConnectYields {
    private static final Set<DataType> PERIOD = Set.of(GarminRecords.PERIOD_SUMMARY);
    private static final Set<DataType> WEIGHTS = Set.of(
            DataTypes.BODY_MASS,
            DataTypes.BODY_FAT,
            DataTypes.BODY_WATER,
            DataTypes.BODY_MASS_INDEX,
            DataTypes.BONE_MASS,
            DataTypes.MUSCLE_MASS);
    private static final Set<DataType> TRAINING = Set.of(DataTypes.TRAINING_LOAD, DataTypes.TRAINING_STATUS);

    private static final Map<String, Set<DataType>> BY_ENDPOINT = Map.ofEntries(
            Map.entry("summary", Set.of(DataTypes.DAILY_SUMMARY)),
            Map.entry("heart-rate", Set.of(DataTypes.HEART_RATE, DataTypes.RESTING_HEART_RATE)),
            Map.entry("stress", Set.of(GarminTypes.STRESS, GarminTypes.BODY_BATTERY)),
            Map.entry("body-battery", Set.of(GarminTypes.BODY_BATTERY)),
            Map.entry("respiration", Set.of(DataTypes.RESPIRATORY_RATE)),
            Map.entry("spo2", Set.of(DataTypes.SPO2)),
            Map.entry("floors", Set.of(DataTypes.FLIGHTS_CLIMBED, GarminTypes.FLOORS_DESCENDED)),
            Map.entry("steps-chart", Set.of(DataTypes.STEPS)),
            Map.entry("steps", PERIOD),
            Map.entry("steps-weeks", PERIOD),
            Map.entry("stress-days", PERIOD),
            Map.entry("stress-weeks", PERIOD),
            Map.entry("intensity", PERIOD),
            Map.entry("intensity-weeks", PERIOD),
            Map.entry("hydration", PERIOD),
            Map.entry("sleep-score", PERIOD),
            Map.entry(
                    "sleep",
                    Set.of(
                            DataTypes.SLEEP,
                            DataTypes.SLEEP_STAGE,
                            DataTypes.SKIN_TEMPERATURE_DEVIATION,
                            DataTypes.HEART_RATE,
                            DataTypes.RESPIRATORY_RATE,
                            DataTypes.SPO2,
                            GarminTypes.STRESS,
                            GarminTypes.BODY_BATTERY,
                            GarminTypes.HRV)),
            Map.entry("hrv", Set.of(DataTypes.HRV_SUMMARY)),
            Map.entry("hrv-night", Set.of(DataTypes.HRV_SUMMARY, GarminTypes.HRV)),
            Map.entry("resting-heart-rate", Set.of(DataTypes.RESTING_HEART_RATE)),
            Map.entry("weight", WEIGHTS),
            Map.entry("weight-day", WEIGHTS),
            Map.entry("readiness", Set.of(DataTypes.TRAINING_READINESS)),
            Map.entry("training-status", TRAINING),
            Map.entry("training-status-day", TRAINING),
            Map.entry("vo2max", Set.of(DataTypes.VO2_MAX)),
            Map.entry("endurance", Set.of(GarminRecords.ENDURANCE_SCORE)),
            Map.entry("hill", Set.of(GarminRecords.HILL_SCORE)),
            Map.entry("race-predictions", Set.of(GarminRecords.RACE_PREDICTION)),
            Map.entry("fitness-age", Set.of(DataTypes.FITNESS_AGE)),
            Map.entry("activities", Set.of(DataTypes.WORKOUT)),
            Map.entry("activity", Set.of(DataTypes.WORKOUT)),
            Map.entry("activity-statistics", Set.of(GarminRecords.ACTIVITY_STATISTICS)),
            Map.entry("splits", Set.of(DataTypes.WORKOUT)),
            Map.entry("activity-details", Set.of(DataTypes.HEART_RATE, DataTypes.RESPIRATORY_RATE, DataTypes.LOCATION)),
            Map.entry("weather", Set.of(GarminRecords.ACTIVITY_WEATHER)),
            Map.entry("zones", Set.of(GarminRecords.HEART_RATE_ZONES)),
            Map.entry("profile", Set.of(DataTypes.BODY_MEASUREMENT)),
            Map.entry("social-profile", Set.of(DataTypes.PROFILE)));

    private ConnectYields() {}

    /** The types of an endpoint, by the name that it has here; none if it has no JSON. */
    static Set<DataType> of(String endpoint) {
        return BY_ENDPOINT.getOrDefault(endpoint, Set.of());
    }
}
