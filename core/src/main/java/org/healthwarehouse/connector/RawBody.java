package org.healthwarehouse.connector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a page; may be opened several times, each time from the start. */
public interface RawBody {
    /** A fresh stream over all bytes; the caller closes it. */
    InputStream open() throws IOException;

    /** Number of bytes. */
    long size();

    /** A body held in memory. The array is not copied and must not change. */
    static RawBody of(byte[] bytes) {
        return new RawBody() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public String toString() {
                return "RawBody[" + bytes.length + " bytes]";
            }
        };
    }
}
