package org.healthwarehouse.export.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.DoubleByteStreamSplitValuesWriter;

/**
 * The values of one row group. As long as few of them are different, as of most measurements, rows refer to a
 * dictionary; then they are split by the weight of their bytes, which compresses well.
 */
final class ValueColumn {
    private static final int MOST = 1 << 14;
    private static final int SLOTS = MOST * 4;

    private final Pages pages;
    private final int[] positions;
    private final long[] slots = new long[SLOTS];
    /** Position plus one; 0 is free. */
    private final int[] slotPositions = new int[SLOTS];

    private final double[] dictionary = new double[MOST];
    private int size;
    private boolean referred;
    private boolean full;

    ValueColumn(Pages pages, int rowsOfPage) {
        this.pages = pages;
        positions = new int[rowsOfPage];
    }

    void page(double[] values, int rows) throws IOException {
        Statistics<?> statistics = statistics(values, rows);
        if (!full && lookUp(values, rows)) {
            int width = wholeBytes(Runs.width(size));
            pages.values(
                    rows, Encoding.RLE_DICTIONARY, Runs.positions(Runs.of(positions, rows, width), width), statistics);
            referred = true;
        } else {
            pages.values(rows, Encoding.BYTE_STREAM_SPLIT, split(values, rows), statistics);
        }
    }

    /** Positions that begin at any bit hide their patterns from the compression, which looks at bytes. */
    private static int wholeBytes(int width) {
        return width <= 4 ? width : (width + 7) / 8 * 8;
    }

    /** Finds the positions of the values; false if there are too many different ones. */
    private boolean lookUp(double[] values, int rows) {
        int before = size;
        for (int i = 0; i < rows; i++) {
            int position = position(values[i]);
            if (position < 0) {
                full = true;
                size = before;
                return false;
            }
            positions[i] = position;
        }
        // A dictionary that grows as fast as the rows saves nothing.
        full = size - before > rows / 2 && rows > 1_000;
        return true;
    }

    private int position(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int slot = (int) (((bits ^ (bits >>> 32)) * 0x9E3779B97F4A7C15L) >>> 48) & (SLOTS - 1);
        while (slotPositions[slot] != 0) {
            if (slots[slot] == bits) {
                return slotPositions[slot] - 1;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        if (size == MOST) {
            return -1;
        }
        slots[slot] = bits;
        slotPositions[slot] = size + 1;
        dictionary[size] = value;
        return size++;
    }

    private Statistics<?> statistics(double[] values, int rows) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows; i++) {
            least = Math.min(least, values[i]);
            greatest = Math.max(greatest, values[i]);
        }
        Statistics<?> statistics = pages.statistics();
        // The format wants a zero as a bound to hold both zeros.
        statistics.updateStats(least == 0 ? -0.0 : least);
        statistics.updateStats(greatest == 0 ? 0.0 : greatest);
        return statistics;
    }

    private static BytesInput split(double[] values, int rows) throws IOException {
        try (DoubleByteStreamSplitValuesWriter writer =
                new DoubleByteStreamSplitValuesWriter(rows * Double.BYTES, 1 << 20, ParquetFile.ALLOCATOR)) {
            for (int i = 0; i < rows; i++) {
                writer.writeDouble(values[i]);
            }
            return Runs.copy(writer.getBytes());
        }
    }

    /** Writes the dictionary, if rows refer to it,. */
    void end() throws IOException {
        if (referred) {
            ByteBuffer bytes = ByteBuffer.allocate(size * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < size; i++) {
                bytes.putDouble(dictionary[i]);
            }
            pages.dictionary(BytesInput.from(bytes.array()), size);
        }
    }

    long bytes() {
        return pages.bytes();
    }
}
