package org.healthwarehouse.export.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/** Small numbers in the run-length encoding of Parquet: levels and positions in a dictionary. */
final class Runs {
    private static final int INITIAL = 1 << 10;

    private Runs() {}

    /** The same number so many times. */
    static BytesInput of(int number, int count, int bitWidth) {
        BytesInput header = BytesInput.fromUnsignedVarInt(count << 1);
        byte[] value = new byte[(bitWidth + 7) / 8];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) (number >> (8 * i));
        }
        return BytesInput.concat(header, BytesInput.from(value));
    }

    /** The first numbers of the array. */
    static BytesInput of(int[] numbers, int count, int bitWidth) throws IOException {
        try (RunLengthBitPackingHybridEncoder encoder =
                new RunLengthBitPackingHybridEncoder(bitWidth, INITIAL, 1 << 16, ParquetFile.ALLOCATOR)) {
            for (int i = 0; i < count; i++) {
                encoder.writeInt(numbers[i]);
            }
            return copy(encoder.toBytes());
        }
    }

    /** The same bytes, which stay when the buffers that they came from are used again. */
    static BytesInput copy(BytesInput bytes) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
        bytes.writeAllTo(copy);
        return BytesInput.from(copy.toByteArray());
    }

    /** Positions in a dictionary, before which their width is said. */
    static BytesInput positions(BytesInput runs, int bitWidth) {
        return BytesInput.concat(BytesInput.from(new byte[] {(byte) bitWidth}), runs);
    }

    /** Bits for positions in a dictionary of that size. */
    static int width(int size) {
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(size - 1));
    }
}
