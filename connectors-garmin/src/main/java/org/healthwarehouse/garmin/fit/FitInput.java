package org.healthwarehouse.garmin.fit;

import java.io.IOException;
import java.io.InputStream;

/**
 * A window over a stream, with a checksum over all that was passed. Holds at most twice as much memory as the longest
 * message that really came, whatever lengths the file declares.
 */
final class FitInput {
    private static final int FIRST_WINDOW = 1 << 13;

    private final InputStream in;
    private byte[] window = new byte[FIRST_WINDOW];
    private int position;
    private int limit;
    private int summed;
    private int crc;
    private long windowOffset;
    private boolean ended;

    FitInput(InputStream in) {
        this.in = in;
    }

    /** Offset of the next byte from the start of the stream. */
    long offset() {
        return windowOffset + position;
    }

    /** The bytes around {@link #position}; valid until the next call of {@link #has}. */
    byte[] window() {
        return window;
    }

    /** Where in the window the next byte is. */
    int position() {
        return position;
    }

    /** The next byte, unsigned, of those that {@link #has} promised. */
    int peek(int ahead) {
        return window[position + ahead] & 0xFF;
    }

    /** Whether that many bytes still come; if so they are in the window. */
    boolean has(int count) throws IOException {
        while (limit - position < count) {
            if (ended) {
                return false;
            }
            fill();
        }
        return true;
    }

    /** Passes bytes that are in the window. */
    void pass(int count) {
        position += count;
    }

    /** Passes all bytes before that offset, or as many as come. */
    void passTo(long offset) throws IOException {
        while (offset() < offset && has(1)) {
            position += (int) Math.min(limit - position, offset - offset());
        }
    }

    void restartChecksum() {
        summed = position;
        crc = 0;
    }

    /** The checksum over what was passed since it was restarted. */
    int checksum() {
        crc = Crc16.update(crc, window, summed, position);
        summed = position;
        return crc;
    }

    private void fill() throws IOException {
        var unused = checksum();
        int kept = limit - position;
        byte[] next = kept == window.length ? new byte[window.length * 2] : window;
        System.arraycopy(window, position, next, 0, kept);
        window = next;
        windowOffset += position;
        position = 0;
        summed = 0;
        limit = kept;
        int read = in.readNBytes(window, limit, window.length - limit);
        ended = read < window.length - limit;
        limit += read;
    }
}
