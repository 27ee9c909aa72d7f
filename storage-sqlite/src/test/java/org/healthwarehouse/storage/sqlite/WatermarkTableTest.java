package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.storage.sqlite.Fixtures.ANN;
import static org.healthwarehouse.storage.sqlite.Fixtures.FEED;
import static org.healthwarehouse.storage.sqlite.Fixtures.HR;
import static org.healthwarehouse.storage.sqlite.Fixtures.NOW;
import static org.healthwarehouse.storage.sqlite.Fixtures.T0;
import static org.healthwarehouse.storage.sqlite.Fixtures.VENDOR;
import static org.healthwarehouse.storage.sqlite.Fixtures.commit;
import static org.healthwarehouse.storage.sqlite.Fixtures.content;
import static org.healthwarehouse.storage.sqlite.Fixtures.days;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.WatermarkStore;
import org.healthwarehouse.storage.WatermarkStore.FeedOf;
import org.healthwarehouse.storage.WatermarkStore.Watermark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatermarkTableTest {
    private static final FeedOf FEED_OF_ANN = new FeedOf(ANN, VENDOR, FEED);

    @TempDir
    Path folder;

    private Storage store;
    private WatermarkStore watermarks;

    @BeforeEach
    void open() {
        store = SqliteStorage.open(folder.resolve("health.db"), InstantSource.fixed(NOW));
        watermarks = store.watermarks();
        var unused = commit(store, "job", content());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Instant day(int day) {
        return T0.plus(Duration.ofDays(day));
    }

    private void note(int reached, Instant askedAt) {
        watermarks.note(FEED_OF_ANN, new Watermark(day(reached), askedAt), List.of(HR), UnaryOperator.identity());
    }

    /** Up to day 10, of no stream. */
    private void noteBeforeAnythingIsHeld() {
        watermarks.note(FEED_OF_ANN, new Watermark(day(10), NOW), List.of(), UnaryOperator.identity());
    }

    private static CoverageEntry reopened(TimeRange range, int risenTo, Instant due) {
        return new CoverageEntry(
                range, Held.HELD, "REOPENED: the watermark rose to " + day(risenTo), false, NOW, Optional.of(due), 0);
    }

    private List<CoverageEntry> ledger() {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.coverage(HR, days(0, 30));
        }
    }

    @Test
    void nothingIsKnownBeforeTheSourceSaidAnything() {
        assertThat(watermarks.find(FEED_OF_ANN)).isEmpty();
    }

    @Test
    void theFirstWordReopensWhatMayHaveBeenSettledTooSoon() {
        note(20, NOW);

        assertThat(watermarks.find(FEED_OF_ANN)).contains(new Watermark(day(20), NOW));
        assertThat(ledger()).containsExactly(CoverageEntry.settled(days(0, 19), NOW), reopened(days(19, 11), 20, NOW));
    }

    @Test
    void aRiseMakesEverythingDueFromADayBefore() {
        noteBeforeAnythingIsHeld();
        Instant later = NOW.plusSeconds(600);
        note(15, later);

        assertThat(ledger())
                .containsExactly(
                        CoverageEntry.settled(days(0, 9), NOW),
                        reopened(days(9, 6), 15, later),
                        CoverageEntry.settled(days(15, 15), NOW));
    }

    @Test
    void itNeverFallsButWhenItWasAskedIsKept() {
        noteBeforeAnythingIsHeld();
        Instant later = NOW.plusSeconds(600);
        note(5, later);

        assertThat(watermarks.find(FEED_OF_ANN)).contains(new Watermark(day(10), later));
        assertThat(ledger()).containsExactly(CoverageEntry.settled(days(0, 30), NOW));
    }

    @Test
    void theRangeIsMappedToTheTimeOfTheLedger() {
        noteBeforeAnythingIsHeld();
        watermarks.note(
                FEED_OF_ANN,
                new Watermark(day(15), NOW),
                List.of(HR),
                utc -> new TimeRange(utc.start().minus(Duration.ofDays(1)), utc.end()));

        assertThat(ledger())
                .element(1)
                .satisfies(line -> assertThat(line.range()).isEqualTo(days(8, 7)));
    }

    @Test
    void ifNothingCanBeReopenedTheWatermarkDoesNotRise() {
        note(10, NOW);
        assertThatThrownBy(() -> watermarks.note(FEED_OF_ANN, new Watermark(day(15), NOW), List.of(HR), utc -> {
                    throw new IllegalStateException("the process ends here");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(watermarks.find(FEED_OF_ANN).orElseThrow().reached()).isEqualTo(day(10));
    }
}
