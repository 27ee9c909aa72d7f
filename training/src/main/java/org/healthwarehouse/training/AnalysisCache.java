package org.healthwarehouse.training;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.healthwarehouse.model.InvalidParameterException;

/** Keeps analyses that cost time or money to make, by the content they were made of. Safe for use by many threads. */
public interface AnalysisCache {
    /** Makes an analysis. */
    @FunctionalInterface
    interface Computation {
        /**
         * The response of the analysis. Called outside of any lock, by the thread that asked.
         *
         * @throws InterruptedException if the thread is interrupted
         */
        String compute() throws InterruptedException;
    }

    /**
     * A cache in memory that lasts as long as this object. It holds what has not expired, without a limit;
     * {@link #removeExpired()} frees the rest.
     *
     * @param clock tells what has expired
     */
    static AnalysisCache inMemory(InstantSource clock) {
        return new SingleFlightAnalysisCache(new MemoryShelf(), clock);
    }

    /** The analysis that is kept and has not expired. Finding it counts as a hit. */
    Optional<CachedAnalysis> find(AnalysisKey key);

    /**
     * The analysis that is kept, which counts as a hit, or else a new one. However many threads ask for the same
     * content at once, one computes and the others wait for it. If it fails, the failure is that of its own caller; one
     * of those who wait computes next. If the new analysis cannot be kept, it is answered all the same, a line in the
     * log says so, and whoever asks next computes.
     *
     * @param keptFor for how long a new analysis is good, from the moment it is made
     * @param computation makes the analysis; must not ask for the same content itself
     * @throws InvalidParameterException if {@code keptFor} is not positive
     * @throws InterruptedException if the thread is interrupted while it computes or waits
     * @throws IllegalStateException if the computation asks for its own content
     */
    CachedAnalysis getOrCompute(AnalysisKey key, Duration keptFor, Computation computation) throws InterruptedException;

    /** Forgets an analysis; whether there was one that had not expired. */
    boolean remove(AnalysisKey key);

    /** Forgets what has expired; how many that were. */
    int removeExpired();
}
