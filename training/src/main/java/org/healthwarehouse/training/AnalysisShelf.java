package org.healthwarehouse.training;

import java.time.Instant;
import java.util.Optional;

/** Where analyses are kept, by their hash. Thread-safe; every method is one step that nobody sees half of. */
interface AnalysisShelf {
    /** The analysis if it is there and good, with the hit of this moment counted. */
    Optional<CachedAnalysis> hit(String hash, Instant now);

    /** Keeps it in place of what has its hash. */
    void put(CachedAnalysis analysis);

    /** Takes it away; whether there was one that was good. */
    boolean remove(String hash, Instant now);

    /** Takes away what is no longer good; how many that were. */
    int removeExpired(Instant now);
}
