package org.healthwarehouse.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.healthwarehouse.Day;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.Reading;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
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

/** Days that are stored, of a person with five records a day for three years; nobody is asked. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DailyBenchmark {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final LocalDate LAST = LocalDate.of(2026, 6, 14);

    private @Nullable JmhFolder folder;
    private @Nullable HealthWarehouse warehouse;

    /** Stores three years. */
    @Setup
    public void fill() throws Exception {
        JmhFolder opened = new JmhFolder();
        folder = opened;
        HealthWarehouse filled = HealthWarehouse.builder()
                .storage(SqliteStorage.open(opened.path.resolve("days.db"), InstantSource.fixed(NOW)))
                .connector(new NightsConnector())
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(InstantSource.fixed(NOW))
                .settings(SyncSettings.DEFAULT.pause(Duration.ZERO))
                .build();
        warehouse = filled;
        var unused = filled.sync(SyncRequest.everything().last(Duration.ofDays(3 * 365)))
                .await();
    }

    private HealthWarehouse warehouse() {
        HealthWarehouse filled = warehouse;
        if (filled == null) {
            throw new IllegalStateException("the trial is not open");
        }
        return filled;
    }

    /** Yesterday, which is not settled yet. */
    @Benchmark
    public Reading<Day> yesterday() {
        return warehouse().daily(LAST).read();
    }

    /** A day of last year. */
    @Benchmark
    public Reading<Day> longPast() {
        return warehouse().daily(LAST.minusYears(1)).read();
    }

    /** The last 30 days at once. */
    @Benchmark
    public Reading<List<Day>> month() {
        return warehouse().daily(LAST.minusDays(29), LAST).read();
    }

    /** Removes the store. */
    @TearDown
    public void remove() throws Exception {
        warehouse().close();
        JmhFolder opened = folder;
        if (opened != null) {
            opened.close();
        }
    }
}
