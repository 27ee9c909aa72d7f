package org.healthwarehouse.benchmarks;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.coverage.ChunkLimits;
import org.healthwarehouse.coverage.ChunkPlanner;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.sync.SyncPlan;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Planning: the planner alone on many gaps, and a year of everything that Fulcra offers against an empty store. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlanBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final ChunkPlanner planner = ChunkPlanner.fewestCalls();
    private final TimeRangeSet gaps = gaps();
    private @Nullable JmhFolder folder;
    private @Nullable HealthWarehouse warehouse;

    /** A day is missing in every three, for ten years. */
    private static TimeRangeSet gaps() {
        List<TimeRange> days = new ArrayList<>();
        for (int day = 0; day < 3650; day += 3) {
            Instant start = NOW.minus(Duration.ofDays(3700 - day));
            days.add(new TimeRange(start, start.plus(Duration.ofDays(1))));
        }
        return TimeRangeSet.of(days);
    }

    /** Connects a simulator in memory. */
    @Setup
    public void connect() throws Exception {
        FulcraSimulator vendor = FulcraSimulator.serving(SyntheticPerson.seeded(42))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .build();
        JmhFolder opened = new JmhFolder();
        folder = opened;
        warehouse = warehouse(vendor, opened.path);
    }

    private static HealthWarehouse warehouse(FulcraSimulator vendor, Path folder) {
        return HealthWarehouse.builder()
                .storage("sqlite:" + folder.resolve("health.db"))
                .connector(FulcraConnector.builder()
                        .token(vendor.token())
                        .userId(vendor.userId())
                        .baseUri(URI.create("http://127.0.0.1"))
                        .build())
                .transport(vendor.inMemory())
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .build();
    }

    /** 1,217 gaps under windows of a week. */
    @Benchmark
    public List<TimeRange> fewestCalls() {
        return planner.plan(gaps, ChunkLimits.window(Duration.ofDays(7)));
    }

    /** The engine's plan, the vendor's catalogue being known. */
    @Benchmark
    public @Nullable SyncPlan yearOfEverything() {
        HealthWarehouse connected = warehouse;
        return connected == null
                ? null
                : connected.plan(SyncRequest.everything().between(NOW.minus(Duration.ofDays(365)), NOW));
    }

    /** Removes the store. */
    @TearDown
    public void remove() throws Exception {
        if (warehouse != null && folder != null) {
            warehouse.close();
            folder.close();
        }
    }
}
