package org.healthwarehouse.testkit.garmin;

import java.time.LocalDate;

/**
 * A weight. One that was typed in says nothing of what the body is made of.
 *
 * @param number by which the service knows it
 * @param date on which it was taken, where the person was
 * @param time UTC epoch milliseconds, whole seconds
 * @param grams of the whole body
 * @param manual whether it was typed in
 * @param deleted when the person deleted it; {@link Long#MAX_VALUE} is never
 */
record GarminWeighing(long number, LocalDate date, long time, int grams, boolean manual, long deleted) {
    /** A scale sends at once. */
    boolean isThere(long now) {
        return time <= now && now < deleted;
    }

    String source() {
        return manual ? "MANUAL" : "INDEX_SCALE";
    }

    /** In percent. */
    double fat() {
        return 19 + grams % 30 / 10.0;
    }

    /** In percent. */
    double water() {
        return 57 + grams % 20 / 10.0;
    }

    /** In grams. */
    int bone() {
        return 3400 + grams % 100;
    }

    /** In grams. */
    int muscle() {
        return 26_000 + grams % 900;
    }

    double massIndex() {
        return 22 + grams % 10 / 10.0;
    }
}
