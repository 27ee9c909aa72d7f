package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.junit.jupiter.api.Test;

class SampleSizeTest extends StoreTest {
    private static final int PER_WEEK = 7 * 24 * 60;
    private static final int WEEKS = 10;

    @Test
    void aHeartRateSampleTakesAtMostNineteenBytes() throws IOException {
        Random random = new Random(42);
        commitWeek(0, PageContent.EMPTY);
        long baseline = compactSize();
        for (int week = 0; week < WEEKS; week++) {
            double[] values = random.ints(PER_WEEK, 50, 180).asDoubleStream().toArray();
            commitWeek(week + 1, content(minutes(start(week), values)));
        }
        double bytes = (double) (compactSize() - baseline) / (WEEKS * PER_WEEK);
        assertThat(bytes).isLessThanOrEqualTo(19.0);
    }

    @Test
    void aFractionalSampleOfASecondDeviceCostsItsEightByteValueMore() throws IOException {
        commitWeek(0, content(minutes(start(0), 60)));
        long baseline = compactSize();
        double[] values = new Random(42).doubles(PER_WEEK, 35, 38).toArray();
        commitWeek(
                1,
                content(samples(
                        HEART_RATE, Device.of("ring"), start(0), Duration.ofMinutes(1), Duration.ZERO, values)));
        assertThat((double) (compactSize() - baseline) / PER_WEEK).isLessThan(28.0);
    }

    private static Instant start(int week) {
        return T0.plus(Duration.ofDays(7L * week));
    }

    private void commitWeek(int number, PageContent content) {
        TimeRange range = days(7 * number, 7);
        ChunkClaim claim = claim(store, "week " + number, range);
        store.commit(new PageCommit(
                claim,
                Optional.empty(),
                1,
                content,
                List.of(new PageCommit.CoverageChange(HR, CoverageEntry.settled(range, NOW))),
                true,
                1,
                NOW));
    }

    private long compactSize() throws IOException {
        store.close();
        Sql.run(file, "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)");
        long size = Files.size(file);
        openStore();
        return size;
    }
}
