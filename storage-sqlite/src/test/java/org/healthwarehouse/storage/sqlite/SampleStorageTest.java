package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StoredSeries;
import org.junit.jupiter.api.Test;

class SampleStorageTest extends StoreTest {
    private static final StreamId STEP_STREAM = stream(STEPS);

    @Test
    void whatWasCommittedIsRead() {
        assertThat(commit(store, "first", content(minutes(T0, 60, 61.5, 62)))).isEqualTo(receipt(1, 3, 0, 0, HR));
        assertThat(read(store, HR, days(0, 1))).containsExactly("PT0S=60.0", "PT1M=61.5", "PT2M=62.0");
    }

    @Test
    void wholeNumbersAreStoredAsSuch() {
        commit(store, "first", content(minutes(T0, 60, 61.5, -0.0)));
        assertThat(Sql.rows(file, "SELECT typeof(value) FROM sample ORDER BY start_ms"))
                .containsExactly("integer", "real", "integer");
    }

    @Test
    void anUnchangedPageWritesNoSampleAgain() {
        commit(store, "first", content(minutes(T0, 60, 61.5, 62)));
        CommitReceipt again = commit(store, "again", content(minutes(T0, 60, 61.5, 62)));
        assertThat(again).isEqualTo(receipt(2, 0, 0, 3));
        assertThat(Sql.rows(file, "SELECT DISTINCT fetch_id FROM sample")).containsExactly("1");
        assertThat(Sql.rows(file, "SELECT * FROM sample_revision")).isEmpty();
    }

    @Test
    void aChangedSampleKeepsItsOldFormAsRevision() {
        commit(store, "first", content(minutes(T0, 60, 61, 62)));
        CommitReceipt receipt = commit(store, "again", content(minutes(T0, 60, 99, 62, 63)));
        assertThat(receipt).isEqualTo(receipt(2, 1, 1, 2, HR));
        assertThat(read(store, HR, days(0, 1))).containsExactly("PT0S=60.0", "PT1M=99.0", "PT2M=62.0", "PT3M=63.0");
        assertThat(Sql.rows(file, "SELECT start_ms, value, note, fetch_id, replaced_by, reason FROM sample_revision"))
                .containsExactly((T0.toEpochMilli() + 60_000) + "|61|null|1|2|VENDOR_CHANGED");
    }

    @Test
    void notesComeChangeAndGoWithARevision() {
        commit(store, "first", content(noted(Map.of(0, note("a"), 1, note("b")))));
        assertThat(commit(store, "same", content(noted(Map.of(0, note("a"), 1, note("b"))))))
                .isEqualTo(receipt(2, 0, 0, 3));
        assertThat(commit(store, "other", content(noted(Map.of(1, note("c"), 2, note("d"))))))
                .isEqualTo(receipt(3, 0, 3, 0, HR));
        assertThat(Sql.rows(file, "SELECT note FROM sample_note ORDER BY start_ms"))
                .containsExactly("{\"text\":\"c\"}", "{\"text\":\"d\"}");
        assertThat(Sql.rows(file, "SELECT note FROM sample_revision ORDER BY start_ms"))
                .containsExactly("{\"text\":\"a\"}", "{\"text\":\"b\"}", "null");
    }

    @Test
    void aSampleThatBeganEarlierIsFoundWhereItIntersects() {
        commit(
                store,
                "first",
                content(samples(STEPS, Device.UNKNOWN, T0, Duration.ofHours(6), Duration.ofHours(6), 10, 20, 30, 40)));
        assertThat(read(store, STEP_STREAM, hours(7, 13))).containsExactly("PT6H+PT6H=20.0", "PT12H+PT6H=30.0");
        assertThat(read(store, STEP_STREAM, hours(6, 12))).containsExactly("PT6H+PT6H=20.0");
    }

    @Test
    void aMomentBelongsToTheRangeThatBeginsWithIt() {
        commit(store, "first", content(minutes(T0, 60, 61)));
        Instant second = T0.plusSeconds(60);
        assertThat(read(store, HR, TimeRange.of(T0, second))).containsExactly("PT0S=60.0");
        assertThat(read(store, HR, TimeRange.of(second, second.plusMillis(1)))).containsExactly("PT1M=61.0");
    }

    @Test
    void devicesAreMergedInOrderOfTimeAndKeptApart() {
        commit(
                store,
                "first",
                content(
                        samples(HEART_RATE, Device.of("watch"), T0, Duration.ofMinutes(2), Duration.ZERO, 1, 3, 5),
                        samples(
                                HEART_RATE,
                                Device.of("strap"),
                                T0.plusSeconds(60),
                                Duration.ofMinutes(1),
                                Duration.ZERO,
                                2,
                                3.5,
                                4)));
        assertThat(read(store, HR, days(0, 1)))
                .containsExactly("PT0S=1.0", "PT1M=2.0", "PT2M=3.0", "PT2M=3.5", "PT3M=4.0", "PT4M=5.0");
        List<String> devices = new ArrayList<>();
        Set<StoredSeries> series = new HashSet<>();
        try (Snapshot snapshot = store.snapshot()) {
            snapshot.samples(List.of(HR, HR), days(0, 1), (stored, start, end, value) -> {
                devices.add(stored.key().device().key());
                series.add(stored);
            });
        }
        assertThat(devices).containsExactly("watch", "strap", "watch", "strap", "strap", "watch");
        assertThat(series).hasSize(2).extracting(StoredSeries::stream).containsOnly(HR);
    }

    @Test
    void aSparseBatchInADenseSeriesFindsItsRows() {
        double[] dense = new double[2_000];
        java.util.Arrays.fill(dense, 60);
        commit(store, "first", content(minutes(T0, dense)));
        CommitReceipt receipt = commit(
                store,
                "again",
                content(samples(
                        HEART_RATE,
                        Device.of("watch"),
                        T0,
                        Duration.ofMinutes(499),
                        Duration.ZERO,
                        60,
                        61,
                        60,
                        60,
                        60,
                        60)));
        assertThat(receipt).isEqualTo(receipt(2, 1, 1, 4, HR));
    }

    @Test
    void whatElseIsKnownOfADeviceIsKeptAsLastGiven() {
        Device named = new Device("watch", Attributes.of(Map.of("name", "old")));
        Device renamed = new Device("watch", Attributes.of(Map.of("name", "new")));
        commit(store, "first", content(samples(HEART_RATE, named, T0, Duration.ofMinutes(1), Duration.ZERO, 60)));
        commit(store, "again", content(samples(HEART_RATE, renamed, T0, Duration.ofMinutes(1), Duration.ZERO, 60)));
        assertThat(Sql.rows(file, "SELECT key, attributes FROM device")).containsExactly("watch|{\"name\":\"new\"}");
        assertThat(Sql.one(file, "SELECT count(*) FROM series")).isEqualTo("1");
    }

    @Test
    void aTypeThatChangesItsUnitIsRefused() {
        commit(store, "first", content(minutes(T0, 60)));
        SampleType other = new SampleType(
                "heart_rate", "Hz", HEART_RATE.plausible(), HEART_RATE.aggregation(), HEART_RATE.meaning());
        assertThatThrownBy(() -> commit(
                        store,
                        "again",
                        content(samples(other, Device.UNKNOWN, T0, Duration.ofMinutes(1), Duration.ZERO, 1))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContainingAll("heart_rate", "/min", "Hz", "convert");
        assertThat(read(store, HR, days(0, 1))).containsExactly("PT0S=60.0");
    }

    @Test
    void anUnsortedBatchIsRefusedWhole() {
        SampleBatch unsorted = new SampleBatch(
                HEART_RATE, Device.UNKNOWN, "", new long[] {2000, 1000}, new long[2], new double[] {1, 2}, Map.of());
        assertThatThrownBy(() -> commit(store, "first", content(minutes(T0, 60), unsorted)))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(read(store, HR, days(0, 1))).isEmpty();
    }

    private static SampleBatch noted(Map<Integer, Attributes> notes) {
        long[] starts = {T0.toEpochMilli(), T0.toEpochMilli() + 1000, T0.toEpochMilli() + 2000};
        return new SampleBatch(HEART_RATE, Device.UNKNOWN, "", starts, new long[3], new double[] {60, 61, 62}, notes);
    }

    private static Attributes note(String text) {
        return Attributes.of(Map.of("text", text));
    }

    private static TimeRange hours(int from, int to) {
        return TimeRange.of(T0.plus(Duration.ofHours(from)), T0.plus(Duration.ofHours(to)));
    }
}
