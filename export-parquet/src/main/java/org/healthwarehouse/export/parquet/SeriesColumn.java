package org.healthwarehouse.export.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** A text that all samples of a series have in common: its cost is that of the changes from one series to another. */
final class SeriesColumn {
    /** The text of a series by its number; null if it has none. */
    @FunctionalInterface
    interface BySeries {
        @Nullable
        String text(int series);
    }

    private final Pages pages;
    private final BySeries texts;
    private final Map<String, Integer> dictionary = new LinkedHashMap<>();

    SeriesColumn(Pages pages, BySeries texts) {
        this.pages = pages;
        this.texts = texts;
    }

    private int position(String text) {
        return dictionary.computeIfAbsent(text, each -> dictionary.size());
    }

    /** A page of one series. */
    void page(int series, int rows) throws IOException {
        String text = texts.text(series);
        if (text == null) {
            pages.nulls(rows);
            return;
        }
        int position = position(text);
        int width = Runs.width(dictionary.size());
        Statistics<?> statistics = pages.statistics();
        statistics.updateStats(Binary.fromString(text));
        pages.values(rows, Encoding.RLE_DICTIONARY, Runs.positions(Runs.of(position, rows, width), width), statistics);
    }

    /** A page of several series. */
    void page(int[] series, int count, int rows) throws IOException {
        int[] positionOf = new int[count];
        for (int i = 0; i < count; i++) {
            String text = texts.text(i);
            positionOf[i] = text == null ? -1 : position(text);
        }
        int[] levels = new int[rows];
        int[] positions = new int[rows];
        int filled = 0;
        TreeSet<Integer> seen = new TreeSet<>();
        for (int i = 0; i < rows; i++) {
            int position = positionOf[series[i]];
            if (position >= 0) {
                levels[i] = 1;
                positions[filled++] = position;
            }
            if (i == 0 || series[i] != series[i - 1]) {
                seen.add(series[i]);
            }
        }
        if (filled == 0) {
            pages.nulls(rows);
            return;
        }
        Statistics<?> statistics = pages.statistics();
        for (int each : seen) {
            String text = texts.text(each);
            if (text != null) {
                statistics.updateStats(Binary.fromString(text));
            }
        }
        int width = Runs.width(dictionary.size());
        BytesInput data = Runs.positions(Runs.of(positions, filled, width), width);
        if (filled == rows) {
            pages.values(rows, Encoding.RLE_DICTIONARY, data, statistics);
        } else {
            pages.some(rows, rows - filled, Runs.of(levels, rows, 1), Encoding.RLE_DICTIONARY, data, statistics);
        }
    }

    void end() throws IOException {
        if (dictionary.isEmpty()) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String text : dictionary.keySet()) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(utf8.length)
                    .array());
            bytes.writeBytes(utf8);
        }
        pages.dictionary(BytesInput.from(bytes.toByteArray()), dictionary.size());
    }
}
