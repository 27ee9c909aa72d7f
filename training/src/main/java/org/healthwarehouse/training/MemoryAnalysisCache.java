package org.healthwarehouse.training;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.healthwarehouse.model.InvalidParameterException;
import org.jspecify.annotations.Nullable;

/** Two maps under one lock; computations run outside of it. */
final class MemoryAnalysisCache implements AnalysisCache {
    private final InstantSource clock;
    private final Object lock = new Object();
    private final Map<String, CachedAnalysis> kept = new HashMap<>();
    private final Map<String, Flight> flights = new HashMap<>();

    /** A computation that runs. */
    private record Flight(Thread owner, CountDownLatch ended) {}

    MemoryAnalysisCache(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Optional<CachedAnalysis> find(AnalysisKey key) {
        String hash = key.contentHash();
        synchronized (lock) {
            return hit(hash);
        }
    }

    @Override
    public CachedAnalysis getOrCompute(AnalysisKey key, Duration keptFor, Computation computation)
            throws InterruptedException {
        if (keptFor.isNegative() || keptFor.isZero()) {
            throw new InvalidParameterException(
                    "time to keep an analysis", keptFor, "must be positive", "compute without a cache instead");
        }
        String hash = key.contentHash();
        Flight mine = new Flight(Thread.currentThread(), new CountDownLatch(1));
        while (true) {
            Flight other;
            synchronized (lock) {
                Optional<CachedAnalysis> found = hit(hash);
                if (found.isPresent()) {
                    return found.get();
                }
                other = flights.putIfAbsent(hash, mine);
            }
            if (other == null) {
                return fly(key, hash, keptFor, computation, mine);
            }
            await(other);
        }
    }

    private static void await(Flight other) throws InterruptedException {
        if (other.owner() == Thread.currentThread()) {
            throw new IllegalStateException("a computation asked for the analysis that it computes");
        }
        other.ended().await();
    }

    private CachedAnalysis fly(AnalysisKey key, String hash, Duration keptFor, Computation computation, Flight mine)
            throws InterruptedException {
        @Nullable CachedAnalysis made = null;
        try {
            String response = computation.compute();
            Instant now = clock.instant();
            made = new CachedAnalysis(key, response, 0, now, Optional.empty(), now.plus(keptFor));
            return made;
        } finally {
            land(hash, made);
            mine.ended().countDown();
        }
    }

    /** Keeps the result and ends the flight in one step, so that nobody sees neither of the two. */
    private void land(String hash, @Nullable CachedAnalysis made) {
        synchronized (lock) {
            if (made != null) {
                kept.put(hash, made);
            }
            flights.remove(hash);
        }
    }

    @Override
    public boolean remove(AnalysisKey key) {
        String hash = key.contentHash();
        synchronized (lock) {
            CachedAnalysis removed = kept.remove(hash);
            return removed != null && !removed.expired(clock.instant());
        }
    }

    @Override
    public int removeExpired() {
        synchronized (lock) {
            int before = kept.size();
            Instant now = clock.instant();
            kept.values().removeIf(analysis -> analysis.expired(now));
            return before - kept.size();
        }
    }

    private Optional<CachedAnalysis> hit(String hash) {
        Instant now = clock.instant();
        CachedAnalysis found = kept.get(hash);
        if (found == null || found.expired(now)) {
            return Optional.empty();
        }
        CachedAnalysis hit = found.hit(now);
        kept.put(hash, hit);
        return Optional.of(hit);
    }
}
