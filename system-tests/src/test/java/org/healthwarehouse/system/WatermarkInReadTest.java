package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.Reading;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.Scheduler;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A read has one budget: asking how far a source is complete takes a part of it and leaves the rest. */
class WatermarkInReadTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-06-15");
    private static final Duration READ = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final DatedVendor vendor = new DatedVendor();
    private final ManualClock clock = new ManualClock(Bench.NOW);
    private final SeededScheduler steps = new SeededScheduler(clock, new SplittableRandom(1));
    private final List<Duration> limits = new ArrayList<>();
    private HealthWarehouse warehouse;
    /** Whether the first thing that is waited for does not come in time. */
    private boolean hangs;

    @BeforeEach
    void open() {
        vendor.watermark = Optional.of(Bench.NOW.minus(Duration.ofDays(2)));
        vendor.budget = new Budget("dated", List.of(), Duration.ofSeconds(12), 3, 0);
        warehouse = HealthWarehouse.builder()
                .storage(SqliteStorage.open(folder.resolve("health.db"), clock))
                .connector(vendor)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(clock)
                .scheduler(new Hanging())
                .random(new SplittableRandom(1))
                .build();
        var unused = warehouse
                .sync(SyncRequest.of(HEART_RATE).last(Duration.ofDays(3)))
                .await();
        clock.advance(Duration.ofMinutes(6));
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private Reading<SampleSeries> read(int daysAgo) {
        return warehouse
                .samples(HEART_RATE)
                .between(
                        vendor.interval(TODAY.minusDays(daysAgo)).start(),
                        vendor.interval(TODAY.minusDays(daysAgo)).end())
                .read();
    }

    @Test
    void whatCannotBeAskedInTimeIsLeftOutAndTheReadSaysSo() {
        var unused = warehouse
                .sync(SyncRequest.of(DatedVendor.PERSON).last(Duration.ofDays(1)))
                .await();
        Instant begun = clock.instant();

        Reading<SampleSeries> reading = read(9);

        assertThat(Duration.between(begun, clock.instant())).isLessThanOrEqualTo(READ);
        assertThat(reading.data().size()).isPositive();
        assertThat(reading.freshness().error()).isEmpty();
        assertThat(reading.freshness().warning()).get().asString().contains("did not say how far it is complete");
        assertThat(vendor.watermarkAskedAt).hasSize(1);

        clock.advance(Duration.ofMinutes(1));
        assertThat(read(10).freshness().warning()).isEmpty();
        assertThat(vendor.watermarkAskedAt).as("asked by the next read").hasSize(2);
    }

    @Test
    void aSourceThatHangsTakesAThirdOfTheTimeAndTheRestIsForFetching() {
        hangs = true;
        limits.clear();

        Reading<SampleSeries> reading = read(9);

        assertThat(limits).containsExactly(READ.dividedBy(3), READ.minus(READ.dividedBy(3)));
        assertThat(reading.data().size()).isPositive();
        assertThat(reading.freshness().warning()).get().asString().contains("did not say how far it is complete");
    }

    @Test
    void listingWhatIsOfferedTakesNothingOfTheTimeForFetching() {
        clock.advance(Duration.ofHours(25));
        vendor.whileListing = () -> clock.advance(READ.multipliedBy(2));

        Reading<SampleSeries> reading = read(9);

        assertThat(reading.data().size()).isPositive();
        assertThat(reading.freshness().error()).isEmpty();
    }

    /** Runs everything on the steps, but of what is waited for first nothing comes if it hangs. */
    private final class Hanging implements Scheduler {
        @Override
        public void schedule(Instant due, Runnable step) {
            steps.schedule(due, step);
        }

        @Override
        public boolean await(CompletableFuture<?> future, Duration limit) {
            limits.add(limit);
            if (hangs) {
                hangs = false;
                clock.advance(limit);
                return false;
            }
            return steps.await(future, limit);
        }

        @Override
        public void close() {
            steps.close();
        }
    }
}
