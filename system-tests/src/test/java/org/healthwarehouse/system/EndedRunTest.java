package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.SLEEP;
import static org.healthwarehouse.model.DataTypes.WORKOUT;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.Freshness;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.connector.VendorEvent;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.sync.EventOutcome;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that lets it be known, wherever it is asked, that it would answer nothing else either. */
class EndedRunTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    Path folder;

    private Bench dated(DatedVendor vendor) {
        vendor.watermark = Optional.of(Bench.NOW.minus(DAY));
        return new Bench(
                folder.resolve("health.db"), vendor, SyncSettings.DEFAULT.lanes(1), new ManualClock(Bench.NOW));
    }

    private static void assertPaused(SyncReport report) {
        assertThat(report.jobs()).singleElement().satisfies(job -> {
            assertThat(job.state()).isEqualTo(JobState.PAUSED);
            assertThat(job.stoppedBy()).get().isInstanceOf(Failure.MalformedResponse.class);
        });
    }

    @Test
    void askedForAWatermarkItIsAskedForNothingElseAndTheJobGoesOnLater() {
        DatedVendor vendor = new DatedVendor();
        vendor.keepsProgramsOut = true;
        try (Bench bench = dated(vendor)) {
            SyncReport report = bench.sync(SyncRequest.of(HEART_RATE).last(WEEK));

            assertPaused(report);
            assertThat(report.calls()).isEqualTo(1);
            assertThat(vendor.asked).isEmpty();

            bench.clock.advance(Duration.ofMinutes(6));
            SyncReport again =
                    bench.warehouse.resume(report.jobs().get(0).job()).await();
            assertPaused(again);
            assertThat(again.calls()).isEqualTo(1);
            assertThat(vendor.asked).isEmpty();

            vendor.keepsProgramsOut = false;
            bench.clock.advance(Duration.ofMinutes(6));
            assertThat(bench.warehouse
                            .resume(report.jobs().get(0).job())
                            .await()
                            .isComplete())
                    .isTrue();
            assertThat(vendor.asked).isNotEmpty();
        }
    }

    @Test
    void aReadAnswersWhatIsStoredAndSaysWhy() {
        DatedVendor vendor = new DatedVendor();
        try (Bench bench = dated(vendor)) {
            var unused = bench.sync(SyncRequest.of(HEART_RATE).last(WEEK));
            int before = vendor.asked.size();
            vendor.keepsProgramsOut = true;
            bench.clock.advance(WEEK);

            Freshness freshness = bench.warehouse
                    .samples(HEART_RATE)
                    .last(WEEK.multipliedBy(2))
                    .mode(ReadMode.LOCAL_FIRST)
                    .read()
                    .freshness();

            assertThat(freshness.recordCount()).isPositive();
            assertThat(freshness.origin()).isEqualTo(Freshness.Origin.STALE);
            assertThat(freshness.error()).get().isInstanceOf(Failure.MalformedResponse.class);
            assertThat(vendor.asked).hasSize(before);
        }
    }

    @Test
    void lookingARecordUpItIsAskedForNoOtherAndTheJobPauses() {
        Instant start = Bench.NOW.minus(Duration.ofDays(100));
        ListingVendor vendor = new ListingVendor(WORKOUT);
        for (int i = 0; i < 8; i++) {
            var unused = vendor.has("w" + i, start.plus(Duration.ofHours(2 + 3L * i)), Duration.ofHours(1));
        }
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor)) {
            SyncRequest week = SyncRequest.of(WORKOUT).in(new TimeRange(start, start.plus(WEEK)));
            var unused = bench.sync(week);
            vendor.items.remove("w0");
            vendor.items.remove("w1");
            vendor.keepsProgramsOut = true;

            SyncReport report = bench.sync(week.forced());

            assertPaused(report);
            assertThat(vendor.lookedUp).hasSize(1);
            assertThat(report.calls()).as("a page and a lookup").isEqualTo(2);
        }
    }

    @Test
    void handlingAnEventItIsNotAskedForTheNextPersonEither() {
        NoteVendor vendor = new NoteVendor();
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor)) {
            for (String user : new String[] {"ann", "bob"}) {
                assertThat(bench.storage
                                .connections()
                                .connect(UserId.of(user), NoteVendor.SOURCE, Optional.of("v-1"), Set.of(), Bench.NOW))
                        .isTrue();
            }
            vendor.failure = Optional.of(new Failure.RateLimited("go away", Optional.of(Duration.ofSeconds(1))));
            vendor.failsForAll = true;

            EventOutcome outcome = bench.warehouse.handle(new VendorEvent(
                    NoteVendor.SOURCE,
                    "v-1",
                    SLEEP,
                    RecordKey.uuid("a"),
                    VendorEvent.Kind.UPDATED,
                    "t-1",
                    bench.clock.instant()));

            assertThat(outcome).isInstanceOf(EventOutcome.Failed.class);
            assertThat(vendor.asked).hasSize(1);
        }
    }

    @Test
    void aRecordIsNotTakenForGoneBecauseNothingIsAnswered() {
        NoteVendor vendor = new NoteVendor();
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor)) {
            assertThat(bench.storage
                            .connections()
                            .connect(UserId.LOCAL, NoteVendor.SOURCE, Optional.of("v-1"), Set.of(), Bench.NOW))
                    .isTrue();
            Instant night = Bench.NOW.minus(DAY);
            vendor.lines.add("sleep uuid=a " + night + " 8 " + night + " 80");
            var unused = bench.sync(SyncRequest.of(SLEEP).last(WEEK));
            vendor.failure = Optional.of(new Failure.DataNotFound("404 of everything"));
            vendor.failsForAll = true;

            EventOutcome outcome = bench.warehouse.handle(new VendorEvent(
                    NoteVendor.SOURCE,
                    "v-1",
                    SLEEP,
                    RecordKey.uuid("a"),
                    VendorEvent.Kind.UPDATED,
                    "t-1",
                    bench.clock.instant()));

            assertThat(outcome).isInstanceOf(EventOutcome.Failed.class);
            assertThat(bench.number("SELECT count(*) FROM record")).isEqualTo(1);
        }
    }
}
