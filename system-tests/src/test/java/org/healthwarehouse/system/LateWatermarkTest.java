package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.Reading;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.WatermarkStore;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.Scheduler;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A source that says how far it is complete in the moment in which its read ceases to wait for that. */
@Isolated("reads the log off the standard error stream")
class LateWatermarkTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-06-15");

    @TempDir
    Path folder;

    private final DatedVendor vendor = new DatedVendor();
    private final ManualClock clock = new ManualClock(Bench.NOW);
    private final SeededScheduler steps = new SeededScheduler(clock, new SplittableRandom(1));
    private Optional<HealthWarehouse> opened = Optional.empty();
    /** Whether what is waited for next comes when nobody waits any more. */
    private boolean comesLate;
    /** Whether nobody waits any more when the answer is written down, which fails. */
    private boolean cannotBeKept;
    /** Whether the next step runs at once, as on a thread that has nothing else to do. */
    private boolean runsAtOnce;

    private CompletableFuture<?> waitedFor = new CompletableFuture<>();

    @AfterEach
    void close() {
        opened.ifPresent(HealthWarehouse::close);
    }

    private HealthWarehouse open(SyncSettings settings) {
        vendor.watermark = Optional.of(Bench.NOW.minus(Duration.ofDays(2)));
        HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage(forgetful(SqliteStorage.open(folder.resolve("health.db"), clock)))
                .connector(vendor)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(clock)
                .scheduler(new Late())
                .random(new SplittableRandom(1))
                .settings(settings)
                .build();
        opened = Optional.of(warehouse);
        var unused = warehouse
                .sync(SyncRequest.of(HEART_RATE).last(Duration.ofDays(3)))
                .await();
        clock.advance(Duration.ofMinutes(6));
        vendor.watermarkAskedAt.clear();
        return warehouse;
    }

    private Reading<SampleSeries> read(HealthWarehouse warehouse) {
        return warehouse
                .samples(HEART_RATE)
                .between(
                        vendor.interval(TODAY.minusDays(2)).start(),
                        vendor.interval(TODAY).start())
                .read();
    }

    @Test
    void whatIsSaidInTheLastMomentCounts() {
        HealthWarehouse warehouse = open(SyncSettings.DEFAULT);
        comesLate = true;

        Reading<SampleSeries> reading = read(warehouse);

        assertThat(vendor.watermarkAskedAt).hasSize(1);
        assertThat(reading.freshness().warning()).isEmpty();
    }

    @Test
    void whatCannotBeKeptWhenNobodyWaitsAnyMoreIsInTheLog() {
        HealthWarehouse warehouse = open(SyncSettings.DEFAULT);
        comesLate = true;
        cannotBeKept = true;
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            Reading<SampleSeries> reading = read(warehouse);

            assertThat(reading.freshness().warning()).get().asString().contains("did not say how far it is complete");
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("watermark.not-kept source=dated feed=days", "StorageFailedException: the disk is full");
    }

    @Test
    void whereNoTimeIsLeftNobodyIsAsked() {
        HealthWarehouse warehouse = open(SyncSettings.DEFAULT.readBudget(20, Duration.ofNanos(2)));
        runsAtOnce = true;

        Reading<SampleSeries> reading = read(warehouse);

        assertThat(vendor.watermarkAskedAt).isEmpty();
        assertThat(reading.freshness().warning()).get().asString().contains("did not say how far it is complete");
    }

    /** A store that, if so told, cannot write down how far a source is complete. */
    private Storage forgetful(Storage real) {
        return proxied(Storage.class, real);
    }

    private <T> T proxied(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (cannotBeKept && method.getName().equals("note")) {
                        waitedFor.cancel(false);
                        throw new StorageFailedException("the disk is full");
                    }
                    try {
                        Object came = method.invoke(real, arguments);
                        return came instanceof WatermarkStore store ? proxied(WatermarkStore.class, store) : came;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private final class Late implements Scheduler {
        @Override
        public void schedule(Instant due, Runnable step) {
            if (runsAtOnce) {
                runsAtOnce = false;
                step.run();
            } else {
                steps.schedule(due, step);
            }
        }

        @Override
        public boolean await(CompletableFuture<?> future, Duration limit) {
            waitedFor = future;
            boolean came = steps.await(future, limit);
            boolean tells = !comesLate;
            comesLate = false;
            return came && tells;
        }

        @Override
        public void close() {
            steps.close();
        }
    }
}
