package org.healthwarehouse.connector;

/** Reads pages. Pure and thread-safe: no clock, no network, and the same page gives the same calls on the sink. */
public interface PageParser {
    /**
     * Reads a page into samples, records, locations and claims. Streams, so that a large page does not have to fit in
     * memory twice.
     *
     * @throws MalformedResponseException if the page is not what it should be; nothing of it is kept but the raw bytes
     */
    void parse(RawPage page, PageSink sink) throws MalformedResponseException;

    /** Rises whenever {@link #parse} would read some page of the feed differently than before. */
    default int parserVersion(FeedId feed) {
        return 1;
    }
}
