package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Snapshot;
import org.junit.jupiter.api.Test;

class SnapshotTest extends StoreTest {
    @Test
    void anEmptyStoreHasTheNumberZeroAndNothingInIt() {
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.number()).isZero();
            assertThat(snapshot.streams(ANN)).isEmpty();
            assertThat(snapshot.coverage(HR, days(0, 1))).isEmpty();
            assertThat(snapshot.daysWithData(HR, days(0, 1))).isEmpty();
            assertThat(snapshot.lastSuccess(HR)).isEmpty();
            assertThat(snapshot.failures(ANN, VENDOR, FEED, days(0, 1))).isEmpty();
            assertThat(read(snapshot, HR, days(0, 1))).isEmpty();
        }
    }

    @Test
    void aSnapshotDoesNotSeeLaterCommits() {
        commit(store, "first", content(minutes(T0, 60)));
        try (Snapshot before = store.snapshot()) {
            commit(store, "second", content(minutes(T0, 99, 100)));
            assertThat(read(before, HR, days(0, 1))).containsExactly("PT0S=60.0");
            assertThat(before.number()).isEqualTo(1);
            try (Snapshot after = store.snapshot()) {
                assertThat(read(after, HR, days(0, 1))).containsExactly("PT0S=99.0", "PT1M=100.0");
                assertThat(after.number()).isEqualTo(2);
            }
        }
    }

    @Test
    void usersDoNotSeeOneAnother() {
        commit(store, "first", content(minutes(T0, 60)));
        StreamId bobs = new StreamId(UserId.of("bob"), VENDOR, HEART_RATE);
        StreamId elsewhere = new StreamId(ANN, SourceId.of("other"), HEART_RATE);
        assertThat(read(store, bobs, days(0, 1))).isEmpty();
        assertThat(read(store, elsewhere, days(0, 1))).isEmpty();
    }

    @Test
    void streamsComeBackWithTheWholeDefinitionOfTheirTypes() {
        commit(
                store,
                "first",
                new PageContent(
                        List.of(minutes(T0, 60)),
                        List.of(new ParsedRecord(
                                WORKOUT,
                                Set.of(RecordKey.uuid("u")),
                                T0,
                                T0,
                                Optional.empty(),
                                false,
                                Attributes.EMPTY)),
                        List.of(new ParsedLocation(
                                TRACK,
                                RecordKey.uuid("l"),
                                T0,
                                1,
                                2,
                                java.util.OptionalDouble.empty(),
                                Attributes.EMPTY))));
        try (Snapshot snapshot = store.snapshot()) {
            List<StreamId> streams = snapshot.streams(ANN);
            assertThat(streams).containsExactly(HR, stream(TRACK), stream(WORKOUT));
            SampleType heartRate = (SampleType) streams.get(0).type();
            assertThat(heartRate.unit()).isEqualTo(HEART_RATE.unit());
            assertThat(heartRate.plausible()).isEqualTo(HEART_RATE.plausible());
            assertThat(heartRate.aggregation()).isEqualTo(HEART_RATE.aggregation());
            assertThat(heartRate.meaning()).isEqualTo(HEART_RATE.meaning());
            assertThat(((RecordType) streams.get(2).type()).fields()).isEqualTo(WORKOUT.fields());
        }
    }

    @Test
    void daysWithDataAreThoseThatAnySampleIntersects() {
        commit(
                store,
                "first",
                content(
                        minutes(T0.plus(Duration.ofHours(23)), 60, 61),
                        minutes(T0.plus(Duration.ofDays(3)), 62),
                        samples(
                                HEART_RATE,
                                Device.of("strap"),
                                T0.plus(Duration.ofHours(130)),
                                Duration.ofDays(1),
                                Duration.ofHours(60),
                                70)));
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.daysWithData(HR, days(-5, 20))).containsExactly(day(0), day(3), day(5), day(6), day(7));
            assertThat(snapshot.daysWithData(HR, days(6, 1))).containsExactly(day(6));
            TimeRange cut = TimeRange.of(T0.plusSeconds(5), T0.plusSeconds(6));
            assertThat(snapshot.daysWithData(HR, cut)).containsExactly(day(0));
        }
    }

    @Test
    void daysWithRecordsAreThoseThatAnyRecordIntersects() {
        commit(
                store,
                "first",
                new PageContent(
                        List.of(),
                        List.of(new ParsedRecord(
                                SLEEP,
                                Set.of(RecordKey.uuid("u")),
                                T0.plus(Duration.ofHours(22)),
                                T0.plus(Duration.ofHours(48)),
                                Optional.empty(),
                                false,
                                Attributes.EMPTY)),
                        List.of()));
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.daysWithData(stream(SLEEP), days(-5, 20))).containsExactly(day(0), day(1));
            assertThat(snapshot.daysWithData(stream(SLEEP), days(1, 5))).containsExactly(day(1));
        }
    }

    @Test
    void closingASnapshotTwiceIsFineAndReadingAfterwardsIsNot() {
        Snapshot snapshot = store.snapshot();
        snapshot.close();
        snapshot.close();
        assertThatThrownBy(() -> snapshot.streams(ANN))
                .isInstanceOf(StorageFailedException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void moreSnapshotsCanBeTakenOneAfterAnotherThanThereAreConnections() {
        commit(store, "first", content(minutes(T0, 60)));
        for (int i = 0; i < 20; i++) {
            assertThat(read(store, HR, days(0, 1))).hasSize(1);
        }
    }

    @Test
    void aVisitorThatThrowsLeavesTheSnapshotUsable() {
        commit(store, "first", content(minutes(T0, 60, 61)));
        try (Snapshot snapshot = store.snapshot()) {
            assertThatThrownBy(() -> snapshot.samples(List.of(HR), days(0, 1), (series, start, end, value) -> {
                        throw new IllegalStateException("enough");
                    }))
                    .hasMessage("enough");
            assertThat(read(snapshot, HR, days(0, 1))).hasSize(2);
        }
    }

    @Test
    void aStoreThatIsClosedUnderASnapshotSaysSoAndLeavesNoSideFiles() {
        commit(store, "first", content(minutes(T0, 60)));
        Snapshot snapshot = store.snapshot();
        store.close();
        assertThatThrownBy(() -> read(snapshot, HR, days(0, 1)))
                .isInstanceOf(StorageFailedException.class)
                .hasMessageContaining("closed");
        snapshot.close();
        assertThat(Files.exists(folder.resolve("health.db-wal"))).isFalse();
    }

    private static Instant day(int number) {
        return T0.plus(Duration.ofDays(number));
    }
}
