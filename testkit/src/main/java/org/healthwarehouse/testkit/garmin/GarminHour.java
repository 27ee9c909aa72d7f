package org.healthwarehouse.testkit.garmin;

/**
 * What a watch counted in one hour on the wrist.
 *
 * @param watch that counted
 * @param from UTC epoch milliseconds
 * @param to UTC epoch milliseconds, an hour later
 * @param cycles of walking, two steps each
 * @param kilocalories above rest
 */
record GarminHour(GarminWatch watch, long from, long to, int cycles, int kilocalories) {
    /** Of a cycle, in centimetres. */
    static final int CYCLE_CENTIMETRES = 150;

    int steps() {
        return 2 * cycles;
    }

    double metres() {
        return cycles * CYCLE_CENTIMETRES / 100.0;
    }
}
