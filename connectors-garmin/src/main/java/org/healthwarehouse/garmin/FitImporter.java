package org.healthwarehouse.garmin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ImportEntry;
import org.healthwarehouse.connector.Importer;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.garmin.fit.FitReader;
import org.healthwarehouse.model.SourceId;

/**
 * Reads FIT files: copied from a watch, downloaded, or out of an export, one by one, in folders and in archives. They
 * are told by their bytes, never by their names. A file that is in several places is one; a damaged file gives what
 * stands before the fault, and the fault is a problem of the page. Nothing is claimed of any time. Thread-safe.
 */
public final class FitImporter implements Importer {
    static final SourceId SOURCE = SourceId.of("garmin");
    static final FeedId FEED = new FeedId("fit");

    private static final int LEAST_HEADER = 12;
    private static final int MARK_AT = 8;
    private static final long HALF_A_SECOND = 500;
    private static final byte[] MARK = {'.', 'F', 'I', 'T'};

    /** Found by {@link java.util.ServiceLoader}; nothing has to be set. */
    public FitImporter() {}

    @Override
    public SourceId source() {
        return SOURCE;
    }

    /** By its header. */
    @Override
    public boolean accepts(ImportEntry entry) throws IOException {
        try (InputStream in = entry.open()) {
            byte[] header = in.readNBytes(LEAST_HEADER);
            return header.length == LEAST_HEADER
                    && (header[0] & 0xFF) >= LEAST_HEADER
                    && Arrays.equals(header, MARK_AT, LEAST_HEADER, MARK, 0, MARK.length);
        }
    }

    @Override
    public boolean reads(FeedId feed) {
        return feed.equals(FEED);
    }

    @Override
    public void pages(ImportEntry entry, Consumer<RawPage> out) throws IOException {
        out.accept(new RawPage(
                RawPage.Origin.IMPORT,
                SOURCE,
                FEED,
                Optional.empty(),
                entry.importedAt(),
                newest(entry),
                0,
                "application/vnd.ant.fit",
                entry.body()));
    }

    /**
     * Of which moment the file speaks: its last message. A later file about the same time has the last word. Times in
     * files are whole seconds; the rest of the second puts files that end in the same one into an order that does not
     * depend on when they are read, a damaged copy before a whole one. So whoever imports both twice changes nothing.
     */
    private static Optional<Instant> newest(ImportEntry entry) throws IOException {
        long newest = FitMessage.NO_TIME;
        CRC32 content = new CRC32();
        boolean damaged;
        try (InputStream in = new CheckedInputStream(entry.open(), content)) {
            FitReader reader = new FitReader(in);
            while (reader.next()) {
                newest = Math.max(newest, reader.message().timeMs());
            }
            damaged = !reader.problems().isEmpty();
            var unused = in.transferTo(OutputStream.nullOutputStream());
        }
        if (newest == FitMessage.NO_TIME) {
            return Optional.empty();
        }
        long rank = content.getValue() % HALF_A_SECOND + (damaged ? 0 : HALF_A_SECOND);
        return Optional.of(Instant.ofEpochMilli(newest + rank));
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        FitPage.parse(page.body(), sink);
    }
}
