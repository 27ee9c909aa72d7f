package org.healthwarehouse.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A buffer of bytes before a file; writes cost no object. What goes wrong comes out unchecked. */
final class Utf8Sink {
    private static final int SIZE = 1 << 16;

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int filled;

    Utf8Sink(OutputStream out) {
        this.out = out;
    }

    void put(char ascii) {
        room(1);
        buffer[filled++] = (byte) ascii;
    }

    void put(byte[] bytes, int length) {
        if (length > SIZE) {
            flush();
            write(bytes, length);
            return;
        }
        room(length);
        System.arraycopy(bytes, 0, buffer, filled, length);
        filled += length;
    }

    void put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(bytes, bytes.length);
    }

    private void room(int length) {
        if (SIZE - filled < length) {
            flush();
        }
    }

    void flush() {
        write(buffer, filled);
        filled = 0;
    }

    private void write(byte[] bytes, int length) {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
