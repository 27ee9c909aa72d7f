package org.healthwarehouse.training;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Analyses in memory. */
final class MemoryShelf implements AnalysisShelf {
    private final Map<String, CachedAnalysis> kept = new HashMap<>();

    @Override
    public synchronized Optional<CachedAnalysis> hit(String hash, Instant now) {
        CachedAnalysis found = kept.get(hash);
        if (found == null || found.expired(now)) {
            return Optional.empty();
        }
        CachedAnalysis hit = found.hit(now);
        kept.put(hash, hit);
        return Optional.of(hit);
    }

    @Override
    public synchronized void put(CachedAnalysis analysis) {
        kept.put(analysis.key().contentHash(), analysis);
    }

    @Override
    public synchronized boolean remove(String hash, Instant now) {
        CachedAnalysis removed = kept.remove(hash);
        return removed != null && !removed.expired(now);
    }

    @Override
    public synchronized int removeExpired(Instant now) {
        int before = kept.size();
        kept.values().removeIf(analysis -> analysis.expired(now));
        return before - kept.size();
    }
}
