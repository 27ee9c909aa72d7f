package org.healthwarehouse.connector;

import java.time.Duration;

/**
 * Small answers of a vendor about itself, such as a catalogue of metrics, kept for one user and source across restarts.
 * Lent by the engine for one call; used by one thread.
 *
 * <p>Data about a person's health, tokens and other secrets do not belong here: the text is stored as it is.
 */
public interface MetadataCache {
    /**
     * The answer that is kept under the name, unless it is too old or can no longer be read; else the vendor is asked
     * and its answer kept. Where the vendor cannot be asked, the engine may lend a cache that answers what it has,
     * however old, and never asks.
     *
     * @param name of the answer, unique among those of the connector, for example {@code catalogue}
     * @param keptFor for how long the answer is good
     * @param question asks the vendor for a text in UTF-8, typically JSON
     * @param reading reads the text; only what it can read is kept
     * @throws FetchException if the vendor had to be asked and could not be, or its answer cannot be read
     * @throws InterruptedException if the thread is interrupted
     */
    <T> T get(String name, Duration keptFor, Question question, Reading<T> reading)
            throws FetchException, InterruptedException;

    /** A cache that keeps nothing and always asks. */
    static MetadataCache keepingNothing() {
        return new MetadataCache() {
            @Override
            public <T> T get(String name, Duration keptFor, Question question, Reading<T> reading)
                    throws FetchException, InterruptedException {
                try {
                    return reading.read(question.ask());
                } catch (MalformedResponseException e) {
                    throw new FetchException(e.failure(), e);
                }
            }
        };
    }

    /** Asks the vendor. */
    @FunctionalInterface
    interface Question {
        /** The body of a successful answer. */
        RawBody ask() throws FetchException, InterruptedException;
    }

    /** Makes something of an answer, whether it just came or was kept. */
    @FunctionalInterface
    interface Reading<T> {
        /** Pure: the same body gives an equal result. */
        T read(RawBody body) throws MalformedResponseException;
    }
}
