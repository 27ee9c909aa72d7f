package org.healthwarehouse.system;

import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;

/** A program that comes by every decision about a read once, and logs to its standard error. */
final class DecidingChild {
    /** What every sample of this program is; no line of the log may hold it. */
    static final double CANARY = 61.7313;

    private static final Failure DOWN = new Failure.Unreachable("no route", Optional.empty());

    private DecidingChild() {}

    public static void main(String[] arguments) {
        Settling settling =
                new Settling(Duration.ofDays(14), Duration.ofDays(1), Duration.ofHours(2), Duration.ofHours(2));
        ScriptedVendor vendor = new ScriptedVendor()
                .feed(
                        FeedSpec.of(new FeedId("heart_rate"), HEART_RATE, FetchLimits.window(Duration.ofDays(1)))
                                .settling(settling),
                        HEART_RATE);
        vendor.value = CANARY;
        Instant from = Bench.NOW.minus(Duration.ofDays(3));
        try (Bench bench = new Bench(Path.of(arguments[0]), vendor)) {
            step("first");
            read(bench, from, ReadMode.LOCAL_FIRST);
            step("fresh");
            bench.clock.advance(Duration.ofHours(1));
            read(bench, from, ReadMode.LOCAL_FIRST);
            step("local");
            read(bench, from, ReadMode.LOCAL_ONLY);
            step("due");
            bench.clock.advance(Duration.ofHours(2));
            read(bench, from, ReadMode.LOCAL_FIRST);
            step("forced");
            read(bench, from, ReadMode.FORCE_REFRESH);
            step("chunk failed");
            vendor.thenFail(new Failure.NoPermission("not this one"));
            read(bench, from, ReadMode.FORCE_REFRESH);
            step("stale");
            bench.clock.advance(Duration.ofHours(3));
            vendor.thenFail(50, DOWN);
            read(bench, from, ReadMode.LOCAL_FIRST);
            step("nothing");
            read(bench, from.minus(Duration.ofDays(90)), ReadMode.LOCAL_FIRST);
            step("end");
        }
    }

    private static void step(String name) {
        System.err.println("== " + name);
    }

    private static void read(Bench bench, Instant from, ReadMode mode) {
        try {
            var unused = bench.warehouse
                    .samples(HEART_RATE)
                    .between(from, from.plus(Duration.ofDays(3)))
                    .mode(mode)
                    .read();
        } catch (HealthWarehouseException e) {
            step("refused");
        }
    }
}
