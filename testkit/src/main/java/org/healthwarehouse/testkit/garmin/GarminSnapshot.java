package org.healthwarehouse.testkit.garmin;

/**
 * How ready for training a watch said the person was.
 *
 * @param watch that said so
 * @param time when, UTC epoch milliseconds, whole seconds
 * @param context on what occasion, in the words of the service
 * @param score from 0 to 100
 * @param recoveryMinutes until the person has recovered
 * @param load of the last days
 */
record GarminSnapshot(GarminWatch watch, long time, String context, int score, int recoveryMinutes, int load) {
    static final String MORNING = "AFTER_WAKEUP_RESET";
    static final String EXERCISE = "AFTER_POST_EXERCISE_RESET";
    static final String UPDATE = "UPDATE_REALTIME_VARIABLES";

    String level() {
        return score < 34 ? "LOW" : score < 67 ? "MODERATE" : "HIGH";
    }
}
