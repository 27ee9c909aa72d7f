package org.healthwarehouse.testkit.person;

import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Chance that can be asked in any order: each draw is a hash of the seed, a stream and an index.
 *
 * <p>The hash is the finaliser of splitmix64 and all arithmetic is strict, so the draws are the same on every machine.
 */
final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double SQRT_3 = 1.7320508075688772;

    private final long seed;

    Chance(long seed) {
        this.seed = mix(seed);
    }

    static long key(String name) {
        return mix(name.hashCode());
    }

    static long mix(long value) {
        long z = value + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    static double unit(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }

    long bits(Stream stream, long index) {
        return bits(stream.key(), index);
    }

    private long bits(long key, long index) {
        return mix(mix(seed + key) + index * GOLDEN);
    }

    /** Uniform in [0, 1). */
    double unit(Stream stream, long index) {
        return unit(bits(stream, index));
    }

    boolean happens(Stream stream, long index, double probability) {
        return unit(stream, index) < probability;
    }

    /**
     * Roughly normal with mean 0 and deviation 1, never beyond 3.5: the sum of four uniform draws cut from one hash.
     */
    double bell(Stream stream, long index) {
        return bell(bits(stream, index));
    }

    static double bell(long bits) {
        long sum = (bits & 0xFFFF) + ((bits >>> 16) & 0xFFFF) + ((bits >>> 32) & 0xFFFF) + (bits >>> 48);
        return (sum / 65536.0 - 2) * SQRT_3;
    }

    /** A smooth wander within [-1, 1] that meets a new random value at every whole position. */
    double drift(Stream stream, double position) {
        double floor = Math.floor(position);
        double x = position - floor;
        long index = (long) floor;
        double here = 2 * unit(stream, index) - 1;
        double next = 2 * unit(stream, index + 1) - 1;
        return here + (next - here) * x * x * (3 - 2 * x);
    }

    /** A sequence of draws for one thing, such as the routine of one day. */
    Draws draws(Stream stream, long index) {
        return new Draws(bits(stream, index));
    }

    /** One minute at a random place in each cell of {@code every} minutes, as far as it falls into the span. */
    void scatter(Stream stream, Span span, int every, LongConsumer minutes) {
        for (long cell = Math.floorDiv(span.from(), every); cell * every < span.to(); cell++) {
            long minute = cell * every + (long) (unit(stream, cell) * every);
            if (span.contains(minute)) {
                minutes.accept(minute);
            }
        }
    }

    /** A stable identity that looks like a random (version 4) UUID. */
    UUID uuid(long key, long index) {
        long high = (bits(key, index) & ~0xF000L) | 0x4000L;
        long low = (bits(~key, index) & ~0xC000000000000000L) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
