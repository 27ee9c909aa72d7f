package org.healthwarehouse.testkit.garmin;

import java.util.SplittableRandom;

/**
 * Choices that can be made in any order: what is drawn depends on the seed and on what it is drawn for alone.
 *
 * @param seed of everything that is drawn from it
 */
record Draw(long seed) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long MIX = 0xBF58476D1CE4E5B9L;

    /** The draw for something that is numbered. */
    Draw of(long... numbers) {
        long mixed = seed * GOLDEN + 1;
        for (long number : numbers) {
            mixed = (mixed ^ number) * MIX;
            mixed ^= mixed >>> 29;
        }
        return new Draw(mixed);
    }

    /** The draw for something with a name. */
    Draw of(String name) {
        return of(name.hashCode());
    }

    /** From 0 to below the bound. */
    long below(long bound) {
        return new SplittableRandom(seed).nextLong(bound);
    }

    /** From low to below high. */
    int between(int low, int high) {
        return low + (int) below(high - low);
    }

    /** Whether it is the one time in so many. */
    boolean oneIn(int times) {
        return below(times) == 0;
    }
}
