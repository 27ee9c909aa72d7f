package org.healthwarehouse.benchmarks;

/**
 * The samples of one series, number for number those of the programs in {@code benchmarks/yardsticks}: a heart rate at
 * whole minutes (series 0 and 1) or a temperature with one decimal at irregular milliseconds (series 2 and 3); one slot
 * in fifty begins a hole of one to three.
 */
final class YardstickSeries {
    /** When the first slot begins: 1 January 2020, UTC epoch milliseconds. */
    static final long BEGIN = 1_577_836_800_000L;

    /** How many samples a page holds: a week of minutes. */
    static final int PAGE = 10_080;

    private static final long STEP = 60_000;

    private final boolean temperature;
    private long state;
    private int level;
    private long slot = BEGIN - STEP;
    private long time;
    private double value;

    YardstickSeries(int number) {
        state = 0x9E3779B97F4A7C15L * (number + 1);
        temperature = number / 2 % 2 == 1;
        level = temperature ? 365 : 70;
    }

    boolean isTemperature() {
        return temperature;
    }

    private int random() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (int) (state >>> 33);
    }

    void next() {
        int random = random();
        slot += STEP;
        if ((random >> 8) % 50 == 0) {
            slot += STEP * (1 + (random >> 16) % 3);
        }
        level += random % 5 - 2;
        if (temperature) {
            level = Math.min(420, Math.max(330, level));
            time = slot + random() % 1000;
            value = level / 10.0;
        } else {
            level = Math.min(185, Math.max(45, level));
            time = slot;
            value = level;
        }
    }

    /** When the sample was taken, UTC epoch milliseconds. */
    long time() {
        return time;
    }

    double value() {
        return value;
    }
}
