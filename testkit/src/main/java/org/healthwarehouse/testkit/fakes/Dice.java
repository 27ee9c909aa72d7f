package org.healthwarehouse.testkit.fakes;

import java.util.SplittableRandom;

/** Random choices that can be made in any order: the draws of one thing depend on the seed and its name alone. */
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Dice() {}

    static SplittableRandom of(long seed, long... name) {
        long mixed = seed * GOLDEN + 1;
        for (long part : name) {
            mixed = (mixed ^ part) * 0xBF58476D1CE4E5B9L;
            mixed ^= mixed >>> 29;
        }
        return new SplittableRandom(mixed);
    }

    /** An identity that looks like a UUID and follows from the draws. */
    static String uuid(SplittableRandom dice) {
        return new java.util.UUID(
                        (dice.nextLong() & ~0xF000L) | 0x4000L,
                        (dice.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L)
                .toString();
    }
}
