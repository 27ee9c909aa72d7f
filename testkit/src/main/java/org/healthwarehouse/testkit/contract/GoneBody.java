package org.healthwarehouse.testkit.contract;

import java.io.IOException;
import java.io.InputStream;
import org.healthwarehouse.connector.RawBody;

/** Bytes that cannot be read any more. */
final class GoneBody implements RawBody {
    @Override
    public InputStream open() throws IOException {
        throw new IOException("gone");
    }

    @Override
    public long size() {
        return 3;
    }
}
