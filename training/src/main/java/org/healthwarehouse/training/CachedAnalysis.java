package org.healthwarehouse.training;

import java.time.Instant;
import java.util.Optional;

/**
 * An analysis that is kept.
 *
 * @param key what it was made of
 * @param response what the analysis said
 * @param hits how often it was asked for again
 * @param created when it was made
 * @param lastHit when it was last asked for again
 * @param expires from when on it is no longer good
 */
public record CachedAnalysis(
        AnalysisKey key, String response, long hits, Instant created, Optional<Instant> lastHit, Instant expires) {
    /** The same analysis, asked for once more. */
    CachedAnalysis hit(Instant at) {
        return new CachedAnalysis(key, response, hits + 1, created, Optional.of(at), expires);
    }

    boolean expired(Instant now) {
        return !now.isBefore(expires);
    }

    /** Neither input nor response: both may be about somebody's health. */
    @Override
    public String toString() {
        return "CachedAnalysis[" + key.type() + " by " + key.model() + ", " + hits + " hits, expires " + expires + "]";
    }
}
