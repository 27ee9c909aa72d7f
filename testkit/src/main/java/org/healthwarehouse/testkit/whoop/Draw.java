package org.healthwarehouse.testkit.whoop;

import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Choices that can be made in any order: what is drawn depends on the seed and on what it is drawn for alone.
 *
 * @param seed of everything that is drawn from it
 */
record Draw(long seed) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long MIX = 0xBF58476D1CE4E5B9L;
    /** Where a number is hidden in an identity, so that what has it can be found again. */
    private static final long NUMBER = 0xFFFFFFFFFFFFL;

    /** The draw for something. */
    Draw of(long... name) {
        long mixed = seed * GOLDEN + 1;
        for (long part : name) {
            mixed = (mixed ^ part) * MIX;
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

    /** Whether it is the one time in so many. */
    boolean oneIn(int times) {
        return below(times) == 0;
    }

    /** From low to below high, with so many decimals. */
    double between(double low, double high, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.round((low + new SplittableRandom(seed).nextDouble() * (high - low)) * scale) / scale;
    }

    /** An identity that looks like a UUID and tells a number, not negative, to who knows. */
    String uuid(long number) {
        SplittableRandom random = new SplittableRandom(seed);
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = 0x8000000000000000L | ((random.nextLong() & 0x3FFFL) << 48) | (number & NUMBER);
        return new UUID(high, low).toString();
    }

    /** The number that an identity tells; -1 if it is none. */
    static long number(String uuid) {
        try {
            return UUID.fromString(uuid).getLeastSignificantBits() & NUMBER;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }
}
