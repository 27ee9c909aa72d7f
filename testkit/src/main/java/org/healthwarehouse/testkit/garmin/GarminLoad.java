package org.healthwarehouse.testkit.garmin;

/**
 * The training of one watch as it was judged on a date.
 *
 * @param watch whose
 * @param time when, UTC epoch milliseconds, whole seconds
 * @param acute load of a week
 * @param chronic load of a month
 * @param status number of the judgement, for example 4 maintaining or 7 productive
 */
record GarminLoad(GarminWatch watch, long time, int acute, int chronic, int status) {
    double ratio() {
        return Math.round(10.0 * acute / chronic) / 10.0;
    }

    String word() {
        return status == 7 ? "PRODUCTIVE" : "MAINTAINING";
    }
}
