package org.healthwarehouse.garmin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;

/**
 * A ZIP archive of FIT files, as the service hands out days and activities. Checked as a whole before anything is read
 * off it: an archive that was cut off would else look like a day on which little happened. Files that are small, as
 * almost all are, are kept in memory from that look on, so that each is unpacked once; any other is unpacked anew while
 * it is read, and none to disk.
 *
 * @param files those of its members that are FIT files, by their first bytes
 * @param others how many members are something else
 */
record FitArchive(List<RawBody> files, int others) {
    private static final int MOST_MEMBERS = 200;
    private static final long LARGEST_MEMBER = 256L << 20;
    private static final long LARGEST = 512L << 20;
    /** How much of an archive is kept in memory. */
    private static final int KEPT = 4 << 20;

    /** Beyond this, what unpacks to more than so many times its size was made to do harm. */
    private static final long RATIO_FROM = 10L << 20;

    private static final int RATIO = 200;
    private static final String TOO_MUCH = "the archive unpacks to too much";
    private static final byte[] MARK = {'.', 'F', 'I', 'T'};
    private static final int MARK_AT = 8;
    private static final int LEAST_HEADER = 12;

    /**
     * Looks through an archive.
     *
     * @throws MalformedResponseException if it is none, is damaged or cut off, or would unpack to too much
     */
    static FitArchive of(RawBody body) throws MalformedResponseException {
        List<RawBody> files = new ArrayList<>();
        int members = 0;
        int others = 0;
        long total = 0;
        int kept = 0;
        try (ZipInputStream zip = zip(body)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String at = "member " + members;
                require(members < MOST_MEMBERS, "the archive has too many members", at);
                byte[] start = start(zip, KEPT - kept);
                long size = start.length + rest(zip, at, total + start.length, body.size());
                total += size;
                if (isFit(start)) {
                    boolean whole = size == start.length;
                    files.add(whole ? RawBody.of(start) : new Member(body, members, size));
                    kept += whole ? start.length : 0;
                } else if (!entry.isDirectory()) {
                    others++;
                }
                members++;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedResponseException("the archive is damaged or cut off", "member " + members);
        }
        ArchiveEnd.require(body, members);
        return new FitArchive(List.copyOf(files), others);
    }

    /** Whether a body begins as an archive does. */
    static boolean isBegun(RawBody body) {
        try (InputStream in = body.open()) {
            return in.read() == 'P' && in.read() == 'K';
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether every byte came that there is to come: an archive that has its end, or something that never was one and
     * comes for the second time.
     */
    static boolean isComplete(RawBody body, boolean again) throws MalformedResponseException {
        return isBegun(body) ? ArchiveEnd.members(body).isPresent() : again && body.size() > 1;
    }

    private static ZipInputStream zip(RawBody body) throws IOException {
        // Names are never used; with this alphabet every name can be read.
        return new ZipInputStream(body.open(), StandardCharsets.ISO_8859_1);
    }

    /** The first bytes of a member, so many of them, and at least those that tell what it is; or all of it. */
    private static byte[] start(InputStream in, int most) throws IOException {
        return in.readNBytes(Math.max(LEAST_HEADER, most));
    }

    /**
     * Unpacks what is left of a member and throws it away.
     *
     * @param before what was unpacked of the archive so far
     */
    private static long rest(InputStream in, String at, long before, long packed)
            throws IOException, MalformedResponseException {
        requireHarmless(before, packed, at);
        byte[] buffer = new byte[1 << 14];
        long rest = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            rest += read;
            require(rest <= LARGEST_MEMBER, TOO_MUCH, at);
            requireHarmless(before + rest, packed, at);
        }
        return rest;
    }

    private static void requireHarmless(long unpacked, long packed, String at) throws MalformedResponseException {
        boolean harmless = unpacked <= RATIO_FROM || unpacked / RATIO <= packed;
        require(unpacked <= LARGEST && harmless, TOO_MUCH, at);
    }

    private static boolean isFit(byte[] head) {
        return head.length >= LEAST_HEADER
                && (head[0] & 0xFF) >= LEAST_HEADER
                && Arrays.equals(head, MARK_AT, LEAST_HEADER, MARK, 0, MARK.length);
    }

    private static void require(boolean kept, String rule, String at) throws MalformedResponseException {
        if (!kept) {
            throw new MalformedResponseException(rule, at);
        }
    }

    /** A member, unpacked anew each time it is opened. */
    private record Member(RawBody archive, int index, long size) implements RawBody {
        @Override
        public InputStream open() throws IOException {
            ZipInputStream zip = zip(archive);
            for (int i = 0; i <= index; i++) {
                if (zip.getNextEntry() == null) {
                    zip.close();
                    throw new IOException("the archive has changed");
                }
            }
            return zip;
        }
    }
}
