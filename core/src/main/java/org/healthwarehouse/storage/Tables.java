package org.healthwarehouse.storage;

import java.util.function.Function;

/** The tables of one namespace. Thread-safe. */
public interface Tables {
    /**
     * Reads, in one transaction that sees one state of the store.
     *
     * @param work called once, on this thread; what it throws is thrown
     * @return what the work answered
     */
    <T> T read(Function<? super TableReader, ? extends T> work);

    /**
     * Reads and writes in one transaction: all that the work wrote is kept when this returns, or nothing if it throws.
     * Nobody else writes meanwhile.
     *
     * @param work called once, on this thread; what it throws is thrown; should be short
     * @return what the work answered
     */
    <T> T write(Function<? super TableWriter, ? extends T> work);
}
