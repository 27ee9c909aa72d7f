package org.healthwarehouse.testkit.fulcra;

import java.util.Arrays;
import java.util.Optional;
import org.healthwarehouse.testkit.person.PersonMetric;

/** How the vendor names and measures what the person's devices record: in the units that it is known to use. */
enum FulcraMetric {
    HEART_RATE(PersonMetric.HEART_RATE, "HeartRate", "bpm", "count/min"),
    RESTING(PersonMetric.RESTING_HEART_RATE, "RestingHeartRate", "bpm", "count/min"),
    HRV(PersonMetric.HEART_RATE_VARIABILITY_SDNN, "HeartRateVariabilitySDNN", "ms", "ms"),
    SPO2(PersonMetric.OXYGEN_SATURATION, "BloodOxygenSaturation", "percent", "%"),
    RESPIRATION(PersonMetric.RESPIRATORY_RATE, "RespiratoryRate", "breaths/min", "count/min"),
    STEPS(PersonMetric.STEP_COUNT, "StepCount", "steps", "count"),
    ON_FOOT(PersonMetric.DISTANCE_ON_FOOT, "DistanceTraveledOnFoot", "mi", "mi", 1 / 1609.344),
    CYCLING(PersonMetric.DISTANCE_CYCLING, "DistanceTraveledCycling", "mi", "mi", 1 / 1609.344),
    SWIMMING(PersonMetric.DISTANCE_SWIMMING, "DistanceTraveledSwimming", "m", "m"),
    FLIGHTS(PersonMetric.FLIGHTS_CLIMBED, "StairFlightsClimbed", "flights", "count"),
    ACTIVE(PersonMetric.ACTIVE_ENERGY, "ActiveCaloriesBurned", "cal", "Cal"),
    BASAL(PersonMetric.BASAL_ENERGY, "BasalCaloriesBurned", "cal", "Cal"),
    EXERCISE(PersonMetric.EXERCISE_TIME, "AppleWatchExerciseTime", "min", "min"),
    STAND(PersonMetric.STAND_HOUR, "StandHour", "stood", ""),
    SLEEP(PersonMetric.SLEEP_STAGE, "SleepStage", "stage", ""),
    WRIST(PersonMetric.SLEEPING_WRIST_TEMPERATURE, "SleepingWristTemperature", "degF", "degF", 1.8, 32),
    WEIGHT(PersonMetric.WEIGHT, "Weight", "lb", "lb", 1 / 0.45359237),
    VO2(PersonMetric.VO2_MAX, "VO2Max", "mL/min·kg", "mL/min·kg"),
    SYSTOLIC(PersonMetric.BLOOD_PRESSURE_SYSTOLIC, "BloodPressureSystolic", "mmHg", "mmHg"),
    DIASTOLIC(PersonMetric.BLOOD_PRESSURE_DIASTOLIC, "BloodPressureDiastolic", "mmHg", "mmHg"),
    AUDIO(PersonMetric.ENVIRONMENTAL_AUDIO, "EnvironmentalAudioLevel", "dBASPL", "dBASPL"),
    HANDWASHING(PersonMetric.HANDWASHING, "HandwashingEvent", "presence", ""),
    HEADACHE(PersonMetric.SYMPTOM_HEADACHE, "SymptomHeadache", "severity", ""),
    COUGHING(PersonMetric.SYMPTOM_COUGHING, "SymptomCoughing", "severity", ""),
    MOOD(PersonMetric.MOOD, "ReportedMood", "moodscore", "");

    private final PersonMetric metric;
    private final String vendorName;
    private final String catalogueUnit;
    private final String sampleUnit;
    private final double factor;
    private final double offset;

    FulcraMetric(PersonMetric metric, String vendorName, String catalogueUnit, String sampleUnit) {
        this(metric, vendorName, catalogueUnit, sampleUnit, 1);
    }

    FulcraMetric(PersonMetric metric, String vendorName, String catalogueUnit, String sampleUnit, double factor) {
        this(metric, vendorName, catalogueUnit, sampleUnit, factor, 0);
    }

    FulcraMetric(
            PersonMetric metric,
            String vendorName,
            String catalogueUnit,
            String sampleUnit,
            double factor,
            double offset) {
        this.metric = metric;
        this.vendorName = vendorName;
        this.catalogueUnit = catalogueUnit;
        this.sampleUnit = sampleUnit;
        this.factor = factor;
        this.offset = offset;
    }

    static Optional<FulcraMetric> named(String vendorName) {
        return Arrays.stream(values())
                .filter(metric -> metric.vendorName.equals(vendorName))
                .findFirst();
    }

    PersonMetric metric() {
        return metric;
    }

    String vendorName() {
        return vendorName;
    }

    String catalogueUnit() {
        return catalogueUnit;
    }

    String sampleUnit() {
        return sampleUnit;
    }

    double toVendor(double value) {
        return value * factor + offset;
    }

    /** As the catalogue spells it; one entry is known to have none. */
    Optional<String> kind() {
        if (this == MOOD) {
            return Optional.empty();
        }
        return Optional.of(metric.isCumulative() ? "cumulative" : "discrete");
    }

    /** The column name that the catalogue gives. */
    String valueColumn() {
        return vendorName.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
    }
}
