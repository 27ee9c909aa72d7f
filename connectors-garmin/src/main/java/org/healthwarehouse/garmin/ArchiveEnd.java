package org.healthwarehouse.garmin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;

/**
 * The end of a ZIP archive, which says how many members there are and where their table is. Reading the members one
 * after the other never comes to it, so without a look at it nobody would notice that an archive was cut off behind a
 * member.
 */
final class ArchiveEnd {
    private static final int SIGNATURE = 0x06054b50;
    private static final int SIZE = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;

    private ArchiveEnd() {}

    /** @throws MalformedResponseException if the archive does not end as one with so many members must */
    static void require(RawBody body, int members) throws MalformedResponseException {
        if (members(body).orElse(-1) != members) {
            throw new MalformedResponseException("this is no whole archive", "its end");
        }
    }

    /**
     * How many members the archive says it has; empty if it does not end as an archive does, or lies elsewhere than it
     * says: then something of it was lost on the way. Of one that has its end where it should be, every byte came.
     *
     * @throws MalformedResponseException if the bytes cannot be had
     */
    static OptionalInt members(RawBody body) throws MalformedResponseException {
        long from = Math.max(0, body.size() - SIZE - LONGEST_COMMENT);
        ByteBuffer tail = ByteBuffer.wrap(tail(body, from)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = tail.limit() - SIZE; at >= 0; at--) {
            if (tail.getInt(at) == SIGNATURE && isEnd(tail, at, from)) {
                return OptionalInt.of(Short.toUnsignedInt(tail.getShort(at + 10)));
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isEnd(ByteBuffer tail, int at, long from) {
        int comment = Short.toUnsignedInt(tail.getShort(at + 20));
        long tableSize = Integer.toUnsignedLong(tail.getInt(at + 12));
        long tableAt = Integer.toUnsignedLong(tail.getInt(at + 16));
        return at + SIZE + comment == tail.limit() && tableAt + tableSize == from + at;
    }

    private static byte[] tail(RawBody body, long from) throws MalformedResponseException {
        try (InputStream in = body.open()) {
            in.skipNBytes(from);
            return in.readAllBytes();
        } catch (IOException e) {
            throw new MalformedResponseException("the archive cannot be read", "its end");
        }
    }
}
