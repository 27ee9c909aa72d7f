package org.healthwarehouse.testkit.garmin;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes FIT files byte by byte, also such as no device would write. Not for several threads. */
public final class FitWriter {
    private final ByteArrayOutputStream finished = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** A writer of nothing yet. */
    public FitWriter() {}

    /**
     * A field of a definition, or one that another program has added.
     *
     * @param number of the field
     * @param size in bytes
     * @param third its type; of an added field the index of the program
     */
    public record Entry(int number, int size, int third) {}

    /** Defines what a local number means from here on. */
    public FitWriter define(int local, boolean bigEndian, int number, Entry[] fields, Entry... developerFields) {
        data.write(0x40 | (developerFields.length > 0 ? 0x20 : 0) | local);
        data.write(0);
        data.write(bigEndian ? 1 : 0);
        data.write(bigEndian ? number >>> 8 : number);
        data.write(bigEndian ? number : number >>> 8);
        entries(fields);
        if (developerFields.length > 0) {
            entries(developerFields);
        }
        return this;
    }

    /** A message of that local number. */
    public FitWriter message(int local, byte[] content) {
        return raw(local).raw(content);
    }

    /** A message whose header has the lowest five bits of its time. */
    public FitWriter timedMessage(int local, long seconds, byte[] content) {
        return raw(0x80 | local << 5 | (int) (seconds & 0x1F)).raw(content);
    }

    /** One byte in the data. */
    public FitWriter raw(int value) {
        data.write(value);
        return this;
    }

    /** Some bytes in the data. */
    public FitWriter raw(byte[] bytes) {
        data.writeBytes(bytes);
        return this;
    }

    /** How many bytes the data has so far. */
    public int dataSize() {
        return data.size();
    }

    /** Where the next file would begin. */
    public int finishedSize() {
        return finished.size();
    }

    /** Ends a file with a header of the newer form and the right checksums. */
    public FitWriter end() {
        return end(14, true);
    }

    /** Ends a file; the next data begins another one. */
    public FitWriter end(int headerSize, boolean headerChecksum) {
        return end(headerSize, headerChecksum, data.size());
    }

    /** Ends a file whose header declares another size than the data has. */
    public FitWriter end(int headerSize, boolean headerChecksum, int declaredSize) {
        ByteBuffer header = ByteBuffer.allocate(headerSize).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) headerSize).put((byte) 0x20).putShort((short) 2132).putInt(declaredSize);
        header.put((byte) '.').put((byte) 'F').put((byte) 'I').put((byte) 'T');
        if (headerChecksum && headerSize >= 14) {
            header.putShort((short) checksum(header.array(), 12, 0));
        }
        byte[] content = data.toByteArray();
        int checksum = checksum(content, content.length, checksum(header.array(), headerSize, 0));
        finished.writeBytes(header.array());
        finished.writeBytes(content);
        finished.write(checksum);
        finished.write(checksum >>> 8);
        data.reset();
        return this;
    }

    /** All files that were ended. */
    public byte[] bytes() {
        return finished.toByteArray();
    }

    private void entries(Entry[] entries) {
        data.write(entries.length);
        for (Entry entry : entries) {
            data.write(entry.number());
            data.write(entry.size());
            data.write(entry.third());
        }
    }

    /** The checksum bit by bit, so that it is another one than the reader's. */
    private static int checksum(byte[] bytes, int count, int start) {
        int sum = start;
        for (int i = 0; i < count; i++) {
            sum ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 1) != 0 ? sum >>> 1 ^ 0xA001 : sum >>> 1;
            }
        }
        return sum;
    }
}
