package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples come with their attributes, in the order in which they come without. */
class NotedSamplesTest {
    @TempDir
    private Path folder = Path.of("");

    private static SampleBatch samples(String device, long lengthMs, Map<Integer, Attributes> notes) {
        long start = Fixtures.T0.toEpochMilli();
        return new SampleBatch(
                Fixtures.HEART_RATE,
                Device.of(device),
                "",
                new long[] {start, start + 1_000, start + 2_000},
                new long[] {lengthMs, lengthMs, lengthMs},
                new double[] {60, 61.5, 62},
                notes);
    }

    @Test
    void attributesComeWithTheirSamples() {
        Attributes note = Attributes.parse("{\"context\":{\"moving\":null}}");
        List<String> noted = new ArrayList<>();
        try (Storage store = SqliteStorage.open(folder.resolve("health.db"), InstantSource.fixed(Fixtures.NOW))) {
            Fixtures.commit(
                    store,
                    "job",
                    Fixtures.content(
                            samples("plain", 0, Map.of()),
                            samples("noted", 500, Map.of(1, note)),
                            samples("all", 0, Map.of(0, note, 1, note, 2, note))));
            try (Snapshot snapshot = store.snapshot()) {
                List<String> without = new ArrayList<>();
                snapshot.samples(
                        List.of(Fixtures.HR),
                        Fixtures.days(0, 1),
                        (series, start, end, value) ->
                                without.add(series.key().device().key() + start + end + value));
                List<String> with = new ArrayList<>();
                snapshot.samples(List.of(Fixtures.HR), Fixtures.days(0, 1), (series, start, end, value, attributes) -> {
                    with.add(series.key().device().key() + start + end + value);
                    if (!attributes.isEmpty()) {
                        noted.add(series.key().device().key() + " " + value + " " + attributes.toJson());
                    }
                });
                assertThat(with).isEqualTo(without).hasSize(9);
            }
        }
        assertThat(noted)
                .containsExactlyInAnyOrder(
                        "noted 61.5 " + note.toJson(),
                        "all 60.0 " + note.toJson(),
                        "all 61.5 " + note.toJson(),
                        "all 62.0 " + note.toJson());
    }

    @Test
    void theRangeIsTheSame() {
        Attributes note = Attributes.parse("{\"a\":1}");
        try (Storage store = SqliteStorage.open(folder.resolve("health.db"), InstantSource.fixed(Fixtures.NOW))) {
            Fixtures.commit(store, "job", Fixtures.content(samples("noted", 1_500, Map.of(0, note))));
            List<Double> found = new ArrayList<>();
            try (Snapshot snapshot = store.snapshot()) {
                snapshot.samples(
                        List.of(Fixtures.HR),
                        TimeRange.of(
                                Fixtures.T0.plus(Duration.ofMillis(1_600)), Fixtures.T0.plus(Duration.ofMillis(1_700))),
                        (series, start, end, value, attributes) -> found.add(value));
            }
            assertThat(found).containsExactly(61.5);
        }
    }
}
