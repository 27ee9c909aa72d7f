package org.healthwarehouse.testkit.person;

/** Turns the plan of a day into the samples of one metric; every sample starts and ends within the day. */
@FunctionalInterface
interface Recorder {
    void record(DayPlan day, Tape tape);

    static Recorder of(PersonMetric metric) {
        return switch (metric) {
            case HEART_RATE -> HeartSamples::rate;
            case RESTING_HEART_RATE -> HeartSamples::resting;
            case HEART_RATE_VARIABILITY_SDNN -> HeartSamples::variability;
            case OXYGEN_SATURATION -> BreathSamples::oxygen;
            case RESPIRATORY_RATE -> BreathSamples::rate;
            case STEP_COUNT -> FootSamples::steps;
            case DISTANCE_ON_FOOT -> FootSamples::distance;
            case FLIGHTS_CLIMBED -> FootSamples::flights;
            case DISTANCE_CYCLING -> WorkoutSamples::cycling;
            case DISTANCE_SWIMMING -> WorkoutSamples::swimming;
            case EXERCISE_TIME -> WorkoutSamples::exerciseTime;
            case VO2_MAX -> WorkoutSamples::vo2Max;
            case ACTIVE_ENERGY -> EnergySamples::active;
            case BASAL_ENERGY -> EnergySamples::basal;
            case STAND_HOUR -> StandSamples::hours;
            case SLEEP_STAGE -> SleepSamples::stages;
            case SLEEPING_WRIST_TEMPERATURE -> SleepSamples::wristTemperature;
            case WEIGHT -> BathroomSamples::weight;
            case BLOOD_PRESSURE_SYSTOLIC -> BathroomSamples::systolic;
            case BLOOD_PRESSURE_DIASTOLIC -> BathroomSamples::diastolic;
            case HANDWASHING -> BathroomSamples::handwashing;
            case ENVIRONMENTAL_AUDIO -> AudioSamples::levels;
            case SYMPTOM_HEADACHE -> DiarySamples::headache;
            case SYMPTOM_COUGHING -> DiarySamples::coughing;
            case MOOD -> DiarySamples::mood;
        };
    }

    /** The nearest multiple of the step a device resolves, without the stray digits of multiplying by a fraction. */
    static double rounded(double value, double step) {
        double steps = Math.rint(value / step);
        double whole = Math.rint(1 / step);
        return whole > 1 ? steps / whole : steps * step;
    }
}
