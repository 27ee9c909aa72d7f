package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.StoreStatistics;
import org.junit.jupiter.api.Test;

class StoreStatisticsTest extends StoreTest {
    private StoreStatistics statistics() {
        return store.care().statistics();
    }

    @Test
    void anEmptyStoreHasAFileAndNothingInIt() {
        StoreStatistics empty = statistics();

        assertThat(empty.fileBytes() + empty.logBytes()).isPositive();
        assertThat(empty.samples() + empty.records() + empty.locations() + empty.rawBytes())
                .isZero();
        assertThat(empty.streams()).isEmpty();
        assertThat(empty.lastSync()).isEmpty();
        assertThat(empty.bytesPerSample()).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void rowsAreCountedByStreamAndTypeWithTheirFirstAndLastStart() {
        commit(
                store,
                "samples",
                content(
                        minutes(T0, 60, 61, 62),
                        samples(HEART_RATE, Device.of("ring"), T0.minusSeconds(60), Duration.ZERO, Duration.ZERO, 58),
                        samples(STEPS, Device.of("phone"), T0, Duration.ofHours(1), Duration.ofHours(1), 900, 100)));

        StoreStatistics statistics = statistics();

        assertThat(statistics.samples()).isEqualTo(6);
        assertThat(statistics.rowsByType()).isEqualTo(Map.of("heart_rate", 4L, "steps", 2L));
        assertThat(statistics.lastSync()).contains(NOW);
        assertThat(statistics.streams()).first().satisfies(heartRate -> {
            assertThat(heartRate.stream()).isEqualTo(HR);
            assertThat(heartRate.oldest()).contains(T0.minusSeconds(60));
            assertThat(heartRate.newest()).contains(T0.plusSeconds(120));
        });
    }

    @Test
    void recordsAndLocationsAreCountedApart() {
        ParsedRecord workout = new ParsedRecord(
                WORKOUT,
                Set.of(new RecordKey("uuid", "a")),
                T0,
                T0.plusSeconds(60),
                Optional.empty(),
                false,
                Attributes.EMPTY);
        ParsedLocation fix = new ParsedLocation(
                TRACK, new RecordKey("uuid", "l"), T0, 48.1, 11.5, OptionalDouble.empty(), Attributes.EMPTY);
        commit(store, "others", new PageContent(List.of(), List.of(workout), List.of(fix)));

        assertThat(statistics().records()).isEqualTo(1);
        assertThat(statistics().locations()).isEqualTo(1);
        assertThat(statistics().samples()).isZero();
    }

    @Test
    void theVendorsBytesAreToldAsTheyCameAndAsTheyAreStored() {
        commit(store, "one", content(minutes(T0, 60)));

        assertThat(statistics().rawBytes()).isEqualTo(("body of " + days(0, 30)).length());
        assertThat(statistics().rawStoredBytes()).isPositive();
    }

    @Test
    void aSampleTakesUpAboutNineteenBytes() {
        double[] values = new double[100_000];
        java.util.Arrays.setAll(values, i -> 50 + i % 100);
        commit(store, "many", content(minutes(T0, values)));

        assertThat(statistics().bytesPerSample().orElseThrow()).isBetween(15.0, 25.0);
    }

    @Test
    void sizesAreThoseOfTheFiles() throws Exception {
        commit(store, "one", content(minutes(T0, 60)));

        StoreStatistics statistics = statistics();

        assertThat(statistics.fileBytes()).isEqualTo(Files.size(file));
        assertThat(statistics.logBytes())
                .isEqualTo(Files.size(file.resolveSibling("health.db-wal")))
                .isPositive();
    }
}
