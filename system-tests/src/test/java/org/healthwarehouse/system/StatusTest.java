package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.healthwarehouse.StreamStatus;
import org.healthwarehouse.SyncStatus;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ErrorEntry;
import org.healthwarehouse.storage.Finding;
import org.healthwarehouse.storage.SyncAttempt;
import org.healthwarehouse.storage.SyncOutcome;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How every stream stands: when it was last synced with success, how its runs went, and whether it is due. */
class StatusTest {
    private static final Instant OLD = Bench.NOW.minus(Duration.ofDays(180));
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final SyncRequest WEEK = SyncRequest.of(HEART_RATE).between(OLD, OLD.plus(Duration.ofDays(7)));
    private static final StreamId STREAM = new StreamId(UserId.LOCAL, ScriptedVendor.SOURCE, HEART_RATE);

    @TempDir
    Path folder;

    private ScriptedVendor vendor;

    @BeforeEach
    void aVendorOfTwoTypes() {
        Settling settling = new Settling(Duration.ofDays(14), Duration.ofDays(1), TWO_HOURS, Duration.ofDays(1));
        FeedSpec heartRate = FeedSpec.of(new FeedId("heart_rate"), HEART_RATE, FetchLimits.window(Duration.ofDays(1)))
                .settling(settling);
        vendor = new ScriptedVendor().feed(heartRate, HEART_RATE).feed(STEPS, FetchLimits.window(Duration.ofDays(1)));
    }

    private Bench bench() {
        return new Bench(folder.resolve("health.db"), vendor);
    }

    private static StreamStatus heartRate(Bench bench) {
        return bench.warehouse.status().of(HEART_RATE).orElseThrow();
    }

    @Test
    void typesThatWereNeverSyncedAreListedAsDueForTheirFirstSync() {
        try (Bench bench = bench()) {
            SyncStatus status = bench.warehouse.status();

            assertThat(status.checkedAt()).isEqualTo(Bench.NOW);
            assertThat(status.streams())
                    .extracting(each -> each.stream().type())
                    .containsExactly(HEART_RATE, STEPS);
            assertThat(status.streams()).allSatisfy(each -> {
                assertThat(each.needsSync()).isTrue();
                assertThat(each.reason()).startsWith("first sync");
                assertThat(each.age()).isEmpty();
                assertThat(each.lastOutcome()).isEmpty();
                assertThat(each.checkedAt()).isEqualTo(Bench.NOW);
            });
            assertThat(status.due()).hasSize(2);
            assertThat(status.warnings()).isEmpty();
        }
    }

    @Test
    void aStreamIsDueAsSoonAsItsAgeReachesTheThreshold() {
        try (Bench bench = bench()) {
            var unused = bench.sync(WEEK);
            Instant synced = heartRate(bench).lastSyncAt().orElseThrow();

            bench.clock.set(synced.plus(TWO_HOURS).minusMillis(1));
            assertThat(heartRate(bench).needsSync()).isFalse();
            assertThat(heartRate(bench).reason()).startsWith("fresh enough");

            bench.clock.set(synced.plus(TWO_HOURS));
            assertThat(heartRate(bench).needsSync()).isTrue();
            assertThat(heartRate(bench).age()).contains(TWO_HOURS);
            assertThat(heartRate(bench).threshold()).isEqualTo(TWO_HOURS);
            assertThat(heartRate(bench).reason()).isEqualTo("due: last synced PT2H ago, the threshold is PT2H");
        }
    }

    @Test
    void theRecordsOfTheLastRunAndInTotalAreTold() {
        try (Bench bench = bench()) {
            var unused1 = bench.sync(WEEK);
            bench.clock.advance(Duration.ofSeconds(1));
            var unused2 = bench.sync(WEEK.between(OLD, OLD.plus(Duration.ofDays(8))));

            assertThat(heartRate(bench).recordsOfLastRun()).isEqualTo(24);
            assertThat(heartRate(bench).recordsInTotal()).isEqualTo(8 * 24);
            assertThat(heartRate(bench).lastOutcome()).contains(SyncOutcome.SUCCESS);
        }
    }

    @Test
    void anAgeCountsFromTheLastSuccessAndEveryAttemptIsInTheHistory() {
        try (Bench bench = bench()) {
            var unused1 = bench.sync(WEEK);
            Instant success = heartRate(bench).lastSyncAt().orElseThrow();
            bench.clock.advance(Duration.ofHours(3));
            vendor.thenFail(new Failure.NoPermission("not this one"));
            var unused2 = bench.sync(WEEK.between(OLD.minus(Duration.ofDays(3)), OLD));

            StreamStatus after = heartRate(bench);
            assertThat(after.lastSyncAt()).contains(success);
            assertThat(after.needsSync()).isTrue();
            assertThat(after.lastOutcome()).contains(SyncOutcome.PARTIAL);
            assertThat(after.error()).contains(new SyncAttempt.SyncError("NoPermission", "not this one"));
            assertThat(bench.warehouse.syncHistory(STREAM, 10))
                    .extracting(SyncAttempt::outcome)
                    .containsExactly(SyncOutcome.PARTIAL, SyncOutcome.SUCCESS);
            assertThat(bench.warehouse.syncHistory(STREAM, 1).get(0).records()).isEqualTo(2 * 24);
        }
    }

    @Test
    void theHistoryTellsTheCallsOfEachRunAlsoThoseThatFailed() {
        try (Bench bench = bench()) {
            vendor.thenFail(new Failure.NoPermission("not this one"));
            var unused1 = bench.sync(WEEK);
            bench.clock.advance(Duration.ofHours(1));
            var unused2 = bench.sync(WEEK.between(OLD, OLD.plus(Duration.ofDays(8))));

            // A day each; the one that failed is asked for again, and so is the new one.
            assertThat(bench.warehouse.syncHistory(STREAM, 10))
                    .extracting(SyncAttempt::calls)
                    .containsExactly(OptionalInt.of(2), OptionalInt.of(7));
        }
    }

    @Test
    void aRunThatBringsNothingHasFailedAndAResumeThatFinishesItHasSucceeded() {
        try (Bench bench = bench()) {
            vendor.thenFail(new Failure.AuthenticationFailed("expired"));
            var report = bench.sync(WEEK);
            assertThat(heartRate(bench).lastOutcome()).contains(SyncOutcome.FAILED);
            assertThat(heartRate(bench).error().orElseThrow().type()).isEqualTo("AuthenticationFailed");
            assertThat(heartRate(bench).reason()).startsWith("first sync");

            var unused = bench.warehouse.resume(report.jobs().get(0).job()).await();
            assertThat(heartRate(bench).lastOutcome()).contains(SyncOutcome.SUCCESS);
            assertThat(heartRate(bench).error()).isEmpty();
        }
    }

    @Test
    void aReadThatFetchesIsAnAttemptToo() {
        try (Bench bench = bench()) {
            var unused = bench.warehouse
                    .samples(HEART_RATE)
                    .between(OLD, OLD.plus(Duration.ofDays(1)))
                    .read();
            assertThat(heartRate(bench).lastOutcome()).contains(SyncOutcome.SUCCESS);
            assertThat(bench.warehouse.syncHistory(STREAM, 10)).hasSize(1);
        }
    }

    @Test
    void aLastSyncFromTheFutureIsDue() {
        try (Bench bench = bench()) {
            var unused = bench.sync(WEEK);
            bench.clock.set(Bench.NOW.minus(Duration.ofDays(2)));
            assertThat(heartRate(bench).needsSync()).isTrue();
            assertThat(heartRate(bench).reason()).contains("in the future");
        }
    }

    @Test
    void aStreamWhoseConnectorIsGoneIsListedAsNotConnected() {
        try (Bench bench = bench()) {
            var unused = bench.sync(WEEK);
        }
        try (var warehouse = org.healthwarehouse.HealthWarehouse.builder()
                .storage("sqlite:" + folder.resolve("health.db"))
                .clock(() -> Bench.NOW)
                .build()) {
            assertThat(warehouse.status().streams()).singleElement().satisfies(status -> {
                assertThat(status.needsSync()).isFalse();
                assertThat(status.reason()).startsWith("not connected");
                assertThat(status.lastSyncAt()).isPresent();
            });
        }
    }

    @Test
    void theWarehouseCountsChecksAndResolves() {
        try (Bench bench = bench()) {
            vendor.thenFail(new Failure.NoPermission("not this one"));
            var unused = bench.sync(WEEK);

            assertThat(bench.warehouse.statistics().samples()).isEqualTo(6 * 24);
            assertThat(bench.warehouse.verify().faults())
                    .extracting(Finding::kind)
                    .isEmpty();
            List<ErrorEntry> errors = bench.warehouse.openErrors(UserId.LOCAL, 10);
            assertThat(errors).extracting(ErrorEntry::type).containsExactly("NoPermission");
            assertThat(bench.warehouse.resolveError(errors.get(0).id())).isTrue();
            assertThat(bench.warehouse.openErrors(UserId.LOCAL, 10)).isEmpty();
        }
    }

    @Test
    void repeatedLocalReadsAnswerFromMemoryUntilAnybodyCommits() {
        try (Bench bench = bench();
                Bench other = new Bench(folder.resolve("health.db"), vendor)) {
            var unused1 = bench.sync(WEEK);
            var first = local(bench);
            assertThat(local(bench)).isSameAs(first);

            vendor.value = 99;
            other.clock.advance(Duration.ofHours(1));
            var unused2 = other.sync(WEEK.forced());
            assertThat(local(bench)).isNotSameAs(first);
            assertThat(local(bench).values()).containsOnly(99);
        }
    }

    private static org.healthwarehouse.model.SampleSeries local(Bench bench) {
        return bench.warehouse
                .samples(HEART_RATE)
                .between(OLD, OLD.plus(Duration.ofDays(7)))
                .mode(org.healthwarehouse.ReadMode.LOCAL_ONLY)
                .read()
                .data();
    }

    @Test
    void aFeedThatDecidesSeveralTypesLogsEachOfThem() {
        FeedSpec both = FeedSpec.of(new FeedId("both"), HEART_RATE, FetchLimits.window(Duration.ofDays(1)));
        vendor = new ScriptedVendor()
                .feed(
                        new FeedSpec(
                                both.id(),
                                both.axis(),
                                Set.of(HEART_RATE, STEPS),
                                Set.of(HEART_RATE, STEPS),
                                both.limits(),
                                both.selection(),
                                both.padding(),
                                both.lateArrival(),
                                both.settling()),
                        HEART_RATE);
        try (Bench bench = bench()) {
            var unused = bench.sync(SyncRequest.of(HEART_RATE, STEPS).between(OLD, OLD.plus(Duration.ofDays(1))));
            assertThat(bench.warehouse.status().of(STEPS).flatMap(StreamStatus::lastOutcome))
                    .isEqualTo(Optional.of(SyncOutcome.SUCCESS));
            assertThat(heartRate(bench).recordsOfLastRun()).isEqualTo(24);
        }
    }
}
