package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.Snapshot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples are read some hundred at a time; nobody may notice. */
class LongReadTest extends StoreTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private void commit(SampleBatch... batches) {
        PageContent content = content(batches);
        store.commit(
                new PageCommit(claim(store, "all", days(0, 1)), Optional.empty(), 1, content, List.of(), true, 1, NOW));
    }

    private static double[] numbers(int count) {
        return IntStream.range(0, count).mapToDouble(i -> i / 2.0).toArray();
    }

    private List<String> read() {
        List<String> rows = new ArrayList<>();
        try (Snapshot snapshot = store.snapshot()) {
            snapshot.samples(
                    List.of(HR),
                    days(0, 1),
                    (series, start, end, value) -> rows.add((start - T0.toEpochMilli()) / 1000 + "+" + (end - start)
                            + "=" + value + series.key().device().key()));
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 511, 512, 513, 1024, 1025, 5000})
    void momentsOfOneDeviceComeWholeAndInOrder(int count) {
        commit(samples(HEART_RATE, Device.of("watch"), T0, SECOND, Duration.ZERO, numbers(count)));
        assertThat(read())
                .isEqualTo(IntStream.range(0, count)
                        .mapToObj(i -> i + "+0=" + i / 2.0 + "watch")
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {511, 512, 513, 1025})
    void devicesThatTakeTurnsAreMergedAcrossAllEdges(int count) {
        commit(
                samples(HEART_RATE, Device.of("strap"), T0, SECOND, Duration.ofMillis(500), numbers(count)),
                samples(HEART_RATE, Device.of("watch"), T0, SECOND, Duration.ZERO, numbers(count)));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            expected.add(i + "+0=" + i / 2.0 + "watch");
            expected.add(i + "+500=" + i / 2.0 + "strap");
        }
        assertThat(read()).isEqualTo(expected);
    }
}
