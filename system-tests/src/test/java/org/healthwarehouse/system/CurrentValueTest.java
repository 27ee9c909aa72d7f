package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.healthwarehouse.coverage.CoverageState;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds that know only what is so now. */
class CurrentValueTest {
    private static final SyncRequest PERSON = SyncRequest.of(DatedVendor.PERSON).last(Duration.ofDays(1));

    @TempDir
    Path folder;

    private final DatedVendor vendor = new DatedVendor();

    private Bench bench() {
        return new Bench(folder.resolve("health.db"), vendor);
    }

    private static List<HealthRecord> stored(Bench bench) {
        return bench.warehouse
                .records(DatedVendor.PERSON)
                .between(Instant.EPOCH, Instant.EPOCH.plusSeconds(1))
                .mode(org.healthwarehouse.ReadMode.LOCAL_ONLY)
                .read()
                .data();
    }

    @Test
    void theCurrentValueIsFetchedOnceADay() {
        try (Bench bench = bench()) {
            assertThat(bench.sync(PERSON).calls()).isEqualTo(1);
            bench.clock.advance(Duration.ofHours(23));
            assertThat(bench.sync(PERSON).calls()).isZero();
            bench.clock.advance(Duration.ofHours(1));
            assertThat(bench.sync(PERSON).calls()).isEqualTo(1);
        }
    }

    @Test
    void anyRangeAsksForTheSameValue() {
        try (Bench bench = bench()) {
            assertThat(bench.sync(SyncRequest.of(DatedVendor.PERSON).last(Duration.ofDays(3650)))
                            .calls())
                    .isEqualTo(1);
            assertThat(bench.sync(PERSON).calls()).isZero();
        }
    }

    @Test
    void itIsStoredOnlyWhenItChanges() {
        try (Bench bench = bench()) {
            var unused = bench.sync(PERSON);
            Instant since = stored(bench).get(0).fetchedAt();
            bench.clock.advance(Duration.ofDays(2));

            unused = bench.sync(PERSON);
            assertThat(stored(bench)).hasSize(1);
            assertThat(stored(bench).get(0).fetchedAt()).isEqualTo(since);

            vendor.weight = 71;
            bench.clock.advance(Duration.ofDays(2));
            unused = bench.sync(PERSON);
            assertThat(stored(bench)).hasSize(1);
            assertThat(stored(bench).get(0).attributes().number("weight")).contains(71.0);
            assertThat(stored(bench).get(0).fetchedAt()).isAfter(since);
        }
    }

    @Test
    void aForcedSyncAsksAtOnce() {
        try (Bench bench = bench()) {
            var unused = bench.sync(PERSON);
            bench.clock.advance(Duration.ofMinutes(1));

            assertThat(bench.sync(PERSON.forced()).calls()).isEqualTo(1);
        }
    }

    @Test
    void coverageSaysThatThereIsNoAxis() {
        try (Bench bench = bench()) {
            TimeRange day = new TimeRange(Bench.NOW.minus(Duration.ofDays(1)), Bench.NOW);
            var before = bench.warehouse.coverage(DatedVendor.PERSON, day).get(0);
            assertThat(before.axis()).isEqualTo(TimeAxis.NONE);
            assertThat(before.heldFraction()).isZero();

            var unused = bench.sync(PERSON);

            var after = bench.warehouse.coverage(DatedVendor.PERSON, day).get(0);
            assertThat(after.range()).isEqualTo(LedgerAxis.CURRENT);
            assertThat(after.in(CoverageState.PROVISIONAL).contains(LedgerAxis.CURRENT))
                    .isTrue();
            assertThat(bench.warehouse.verify().findings()).isEmpty();
        }
    }

    @Test
    void aReadOfTheCurrentValueIsFreshForADay() {
        try (Bench bench = bench()) {
            var query = bench.warehouse.records(DatedVendor.PERSON).last(Duration.ofDays(1));
            assertThat(query.read().freshness().freshEnough()).isTrue();
            assertThat(query.read().freshness().threshold()).isEqualTo(Duration.ofDays(1));
            assertThat(vendor.currentAskedAt).hasSize(1);
        }
    }
}
