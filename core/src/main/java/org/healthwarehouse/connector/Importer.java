package org.healthwarehouse.connector;

import java.io.IOException;
import java.util.function.Consumer;
import org.healthwarehouse.model.SourceId;

/**
 * Makes pages of the files that a source gives to people, such as an export of everything, and reads them. Found by
 * {@link java.util.ServiceLoader} or given by hand; needs no login and no connector. Thread-safe.
 *
 * <p>A record that the source's connector brings too is one record if the two share a key; what each told is kept. An
 * export that holds everything may {@linkplain PageSink#claim claim} the time before the newest date that it contains;
 * one that is reduced (a summary, a table for people) claims nothing. Claims are on the axis of the connector's feed.
 */
public interface Importer extends PageParser {
    /** Whose files it knows. */
    SourceId source();

    /**
     * Whether the entry is one of them. May look at its first bytes.
     *
     * @throws IOException if it cannot be read
     */
    boolean accepts(ImportEntry entry) throws IOException;

    /**
     * Makes pages of an entry that it accepts, each with the origin {@link RawPage.Origin#IMPORT}; usually one with the
     * {@linkplain ImportEntry#body bytes} of the entry as they are. Where the file says when it was made, that is the
     * page's {@link RawPage#serverDate}.
     *
     * @throws IOException if it cannot be read
     */
    void pages(ImportEntry entry, Consumer<RawPage> out) throws IOException;

    /** Whether it reads the pages of that feed. */
    boolean reads(FeedId feed);

    /**
     * Whether it also reads the pages of that feed that the vendor pushed, so that they can be taken without a
     * connector. The default reads files only; pushed pages of all other feeds are for the connector.
     */
    default boolean readsPushed(FeedId feed) {
        return false;
    }
}
