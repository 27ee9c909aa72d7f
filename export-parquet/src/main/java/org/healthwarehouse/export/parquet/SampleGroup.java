package org.healthwarehouse.export.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.storage.StoredSeries;
import org.jspecify.annotations.Nullable;

/** One row group of samples. Rows are gathered in columns, a page at a time, and then encoded column by column. */
final class SampleGroup {
    private static final int PAGE = 50_000;
    /** A reader works on one row group per thread, and more do not compress better. */
    private static final int MOST_ROWS = 20 * PAGE;

    private final ParquetFile file;
    private final List<StoredSeries> series;
    private final ColumnChunkPageWriteStore group;
    private final TimeColumn startColumn;
    private final TimeColumn endColumn;
    private final ValueColumn valueColumn;
    private final List<SeriesColumn> seriesColumns;
    private final NoteColumns notes;

    private final long[] starts = new long[PAGE];
    private final long[] ends = new long[PAGE];
    private final double[] values = new double[PAGE];
    private final int[] seriesNumbers = new int[PAGE];
    private boolean oneSeries = true;
    private int filled;
    private int rows;

    /** @param series by their numbers; may grow meanwhile */
    SampleGroup(ParquetFile file, List<StoredSeries> series, String unit) {
        this.file = file;
        this.series = series;
        group = file.newGroup();
        startColumn = new TimeColumn(pages("start_time"));
        endColumn = new TimeColumn(pages("end_time"));
        valueColumn = new ValueColumn(pages("value"), PAGE);
        seriesColumns = List.of(
                new SeriesColumn(pages("unit"), each -> unit),
                new SeriesColumn(
                        pages("source"), each -> series.get(each).key().source().value()),
                new SeriesColumn(
                        pages("device"),
                        each -> known(series.get(each).key().device().key())),
                new SeriesColumn(
                        pages("channel"), each -> known(series.get(each).key().channel())));
        notes = new NoteColumns(group);
    }

    private Pages pages(String column) {
        return new Pages(group, file.schema().getColumnDescription(new String[] {column}));
    }

    private static @Nullable String known(String text) {
        return text.isEmpty() ? null : text;
    }

    void add(int number, long startMs, long endMs, double value, Attributes attributes) throws IOException {
        notes.row(attributes, startMs, rows);
        starts[filled] = startMs * 1_000;
        ends[filled] = endMs * 1_000;
        values[filled] = value;
        seriesNumbers[filled] = number;
        oneSeries &= number == seriesNumbers[0];
        filled++;
        rows++;
        if (filled == PAGE) {
            endPage();
        }
    }

    /** Whether it is time for the next one. Only asked between pages, so a page is never cut short. */
    boolean isFull() {
        return filled == 0 && rows > 0 && (rows >= MOST_ROWS || bytes() >= ParquetFile.GROUP_BYTES);
    }

    private long bytes() {
        return startColumn.bytes() + endColumn.bytes() + valueColumn.bytes() + notes.bytes();
    }

    private void endPage() throws IOException {
        startColumn.page(starts, filled);
        endColumn.page(ends, filled);
        valueColumn.page(values, filled);
        for (SeriesColumn column : seriesColumns) {
            if (oneSeries) {
                column.page(seriesNumbers[0], filled);
            } else {
                column.page(seriesNumbers, series.size(), filled);
            }
        }
        filled = 0;
        oneSeries = true;
    }

    void end() throws IOException {
        if (filled > 0) {
            endPage();
        }
        valueColumn.end();
        for (SeriesColumn column : seriesColumns) {
            column.end();
        }
        notes.end(rows);
        file.add(group, rows);
    }
}
