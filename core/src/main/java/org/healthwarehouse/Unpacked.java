package org.healthwarehouse;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what an import unpacks, whatever the archives say of their sizes. For one thread. */
final class Unpacked {
    /** Small files that compress very well do no harm. */
    private static final long RATIO_FROM = 10 << 20;

    private final ImportLimits limits;
    private long total;

    Unpacked(ImportLimits limits) {
        this.limits = limits;
    }

    /** What one file was unpacked to so far, however often it was read. */
    static final class Member {
        private final long packed;
        private long seen;

        Member(long packed) {
            this.packed = packed;
        }
    }

    InputStream counted(InputStream in, Member member) {
        return new FilterInputStream(in) {
            private long read;

            @Override
            public int read() throws IOException {
                int value = super.read();
                if (value >= 0) {
                    count(1);
                }
                return value;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int got = super.read(buffer, offset, length);
                if (got > 0) {
                    count(got);
                }
                return got;
            }

            @Override
            public long skip(long bytes) throws IOException {
                long skipped = super.skip(bytes);
                count(skipped);
                return skipped;
            }

            private void count(long bytes) throws TooLargeException {
                read += bytes;
                check(member, read);
            }
        };
    }

    private void check(Member member, long read) throws TooLargeException {
        if (read > member.seen) {
            total += read - member.seen;
            member.seen = read;
        }
        if (read > limits.entryBytes()) {
            throw new TooLargeException("unpacks to more than " + limits.entryBytes() + " bytes");
        }
        if (read > RATIO_FROM && read / limits.ratio() > member.packed) {
            throw new TooLargeException("unpacks to more than " + limits.ratio() + " times its size");
        }
        if (total > limits.totalBytes()) {
            throw new TooLargeException("and what came before unpack to more than " + limits.totalBytes() + " bytes");
        }
    }
}
