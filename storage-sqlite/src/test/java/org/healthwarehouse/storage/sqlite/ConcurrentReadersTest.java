package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.healthwarehouse.storage.Snapshot;
import org.junit.jupiter.api.Test;

class ConcurrentReadersTest extends StoreTest {
    @Test
    void readersOnlyEverSeeWholeCommits() throws Exception {
        commit(store, "first", content(minutes(T0, 0, 0, 0)));
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<Integer> writer = threads.submit(() -> {
                try {
                    for (int i = 1; i <= 60; i++) {
                        commit(store, "job " + i, content(minutes(T0, i, i, i)));
                    }
                    return 60;
                } finally {
                    writing.set(false);
                }
            });
            Callable<Integer> reader = () -> {
                int reads = 0;
                do {
                    assertWhole();
                    reads++;
                } while (writing.get());
                return reads;
            };
            for (Future<Integer> read : threads.invokeAll(List.of(reader, reader))) {
                assertThat(read.get()).isPositive();
            }
            assertThat(writer.get()).isEqualTo(60);
            assertThat(read(store, HR, days(0, 1))).containsExactly("PT0S=60.0", "PT1M=60.0", "PT2M=60.0");
        } finally {
            threads.shutdownNow();
        }
    }

    private void assertWhole() {
        List<Double> values = new ArrayList<>();
        try (Snapshot snapshot = store.snapshot()) {
            snapshot.samples(List.of(HR), days(0, 1), (series, start, end, value) -> values.add(value));
            assertThat(values).hasSize(3).containsOnly((double) snapshot.number() - 1);
        }
    }
}
