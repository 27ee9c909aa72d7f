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
 * off it: an archive that was cut off would else look like a day on which little happened. Never unpacked to memory or
 * disk; each file is unpacked while it is read.
 *
 * @param files those of its members that are FIT files, by their first bytes
 * @param others how many members are something else
 */
record FitArchive(List<RawBody> files, int others) {
    private static final int MOST_MEMBERS = 200;
    private static final long LARGEST_MEMBER = 256L << 20;
    private static final long LARGEST = 512L << 20;
    /** Beyond this, what unpacks to more than so many times its size was made to do harm. */
    private static final long RATIO_FROM = 10L << 20;

    private static final int RATIO = 200;
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
        try (ZipInputStream zip = zip(body)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String at = "member " + members;
                require(members < MOST_MEMBERS, "the archive has too many members", at);
                byte[] head = zip.readNBytes(LEAST_HEADER);
                long size = head.length + rest(zip, at, total + head.length, body.size());
                total += size;
                if (isFit(head)) {
                    files.add(new Member(body, members, size));
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

    boolean isEmpty() {
        return files.isEmpty() && others == 0;
    }

    private static ZipInputStream zip(RawBody body) throws IOException {
        // Names are never used; with this alphabet every name can be read.
        return new ZipInputStream(body.open(), StandardCharsets.ISO_8859_1);
    }

    /**
     * Unpacks what is left of a member and throws it away.
     *
     * @param before what was unpacked of the archive so far
     */
    private static long rest(InputStream in, String at, long before, long packed)
            throws IOException, MalformedResponseException {
        byte[] buffer = new byte[1 << 14];
        long rest = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            rest += read;
            long total = before + rest;
            boolean harmless = total <= RATIO_FROM || total / RATIO <= packed;
            require(rest <= LARGEST_MEMBER && total <= LARGEST && harmless, "the archive unpacks to too much", at);
        }
        return rest;
    }

    private static boolean isFit(byte[] head) {
        return head.length == LEAST_HEADER
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
