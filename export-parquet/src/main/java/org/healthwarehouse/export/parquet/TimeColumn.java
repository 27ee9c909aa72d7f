package org.healthwarehouse.export.parquet;

import java.io.IOException;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;

/** Moments, of which the differences are kept. */
final class TimeColumn {
    private final Pages pages;
    private final DeltaBinaryPackingValuesWriterForLong differences =
            new DeltaBinaryPackingValuesWriterForLong(1 << 10, 1 << 20, ParquetFile.ALLOCATOR);

    TimeColumn(Pages pages) {
        this.pages = pages;
    }

    void page(long[] micros, int rows) throws IOException {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < rows; i++) {
            differences.writeLong(micros[i]);
            least = Math.min(least, micros[i]);
            greatest = Math.max(greatest, micros[i]);
        }
        Statistics<?> statistics = pages.statistics();
        statistics.updateStats(least);
        statistics.updateStats(greatest);
        pages.values(rows, Encoding.DELTA_BINARY_PACKED, differences.getBytes(), statistics);
        differences.reset();
    }

    long bytes() {
        return pages.bytes();
    }
}
