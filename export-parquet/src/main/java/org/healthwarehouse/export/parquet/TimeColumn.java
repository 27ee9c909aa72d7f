package org.healthwarehouse.export.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** Moments, of which the differences are kept. */
final class TimeColumn {
    private final Pages pages;
    private final Differences differences = new Differences();

    TimeColumn(Pages pages) {
        this.pages = pages;
    }

    void page(long[] micros, int rows) throws IOException {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < rows; i++) {
            least = Math.min(least, micros[i]);
            greatest = Math.max(greatest, micros[i]);
        }
        Statistics<?> statistics = pages.statistics();
        statistics.updateStats(least);
        statistics.updateStats(greatest);
        BytesInput data = BytesInput.from(differences.of(micros, rows));
        pages.values(rows, Encoding.DELTA_BINARY_PACKED, data, statistics);
    }

    long bytes() {
        return pages.bytes();
    }
}
